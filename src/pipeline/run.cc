#include "pipeline/run.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"
#include "doc/raw_article.h"

namespace diurna {
namespace {

constexpr size_t kInFlightPerWorker = 4;

struct Job {
  size_t number = 0;
  RawArticle raw;
  std::optional<Error> error;  // of the reader
};

struct Done {
  std::string output;
  std::optional<Error> error;
  bool passed_over = false;  // the error is that its language was not loaded
  size_t words = 0;
};

// Gives results out in the order of their numbers, and makes the reader wait when too many are
// open.
class OrderedWriter {
 public:
  OrderedWriter(const RunCalls& calls, size_t in_flight) : calls_(calls), in_flight_(in_flight) {}

  void wait_for_room(size_t number) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return number < next_ + in_flight_; });
  }

  void add(size_t number, Done done) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(number, std::move(done));
    for (auto first = waiting_.find(next_); first != waiting_.end(); first = waiting_.find(next_)) {
      finish(first->second);
      waiting_.erase(first);
      ++next_;
    }
    room_.notify_all();
  }

  const RunSummary& summary() const { return summary_; }

 private:
  void finish(const Done& done) {
    if (done.error) {
      calls_.report(*done.error);
      ++(done.passed_over ? summary_.passed_over : summary_.failed);
      return;
    }
    ++summary_.articles;
    summary_.words += done.words;
    calls_.write(done.output);
  }

  const RunCalls& calls_;
  const size_t in_flight_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::map<size_t, Done> waiting_;
  size_t next_ = 0;
  RunSummary summary_;
};

Done work(const Engine& engine, const AnalyseOptions& options, const RunCalls& calls,
          Engine::Workspace& workspace, const Job& job) {
  Done done;
  if (job.error) {
    done.error = job.error;
    return done;
  }
  Article article;
  auto outcome = engine.analyse(job.raw, options, workspace, article);
  if (!outcome.ok()) {
    done.error = outcome.error();
    done.passed_over = outcome.error().kind == Error::kUnsupported;
    return done;
  }
  done.words = article.tokens.size();
  done.output = calls.render(article);
  return done;
}

}  // namespace

RunSummary run(const Engine& engine, Reader& reader, const AnalyseOptions& options, int threads,
               const RunCalls& calls, const std::atomic<bool>* stop) {
  const auto workers = static_cast<size_t>(std::max(1, threads));
  OrderedWriter writer(calls, workers * kInFlightPerWorker);
  BoundedQueue<Job> jobs(workers * kInFlightPerWorker);
  std::vector<std::jthread> pool;
  for (size_t w = 0; w < workers; ++w) {
    pool.emplace_back([&] {
      Engine::Workspace workspace;
      while (auto job = jobs.pop())
        writer.add(job->number, work(engine, options, calls, workspace, *job));
    });
  }
  for (size_t number = 0; stop == nullptr || !stop->load(); ++number) {
    writer.wait_for_room(number);
    auto next = reader.next();
    Job job;
    job.number = number;
    if (!next.ok()) {
      job.error = next.error();
    } else if (!next.value()) {
      break;
    } else {
      job.raw = std::move(*next.value());
    }
    jobs.push(std::move(job));
  }
  jobs.close();
  pool.clear();
  return writer.summary();
}

}  // namespace diurna
