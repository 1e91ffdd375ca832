// The whole job, from the bytes of the texts in examples/ to JSON Lines. Items are words, and bytes
// are those of the input. The output must have events and be the same in every round, whatever the
// number of threads.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "diurna/engine.h"
#include "format/event_json.h"
#include "format/event_record.h"
#include "pipeline/run.h"

namespace diurna {
namespace {

constexpr int kRepeats = 4;  // of every text in one round

std::vector<std::string> inputs(const std::string& root) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(root + "/examples"))
    if (entry.path().extension() == ".txt") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> repeated;
  for (int r = 0; r < kRepeats; ++r) repeated.insert(repeated.end(), paths.begin(), paths.end());
  return repeated;
}

struct Output {
  RunSummary summary;
  std::string lines, faults;
};

Output code_all(const Engine& engine, const std::vector<std::string>& paths, int threads) {
  Output output;
  RunCalls calls;
  calls.render = [](const Article& article) {
    std::string out;
    for (const auto& record : make_records(article, Engine::version()))
      write_event_json(record, out);
    return out;
  };
  calls.write = [&](const std::string& text) { output.lines += text; };
  calls.report = [&](const Error& error) { output.faults += error.message + "\n"; };
  Reader reader(paths);
  output.summary = run(engine, reader, {.date = "2024-05-14", .lang = {}}, threads, calls);
  return output;
}

void BM_whole(benchmark::State& state) {
  const std::string root = DIURNA_SOURCE_DIR;
  auto engine = Engine::load({.data_dir = root + "/data", .models_dir = root + "/models"});
  if (!engine.ok()) return state.SkipWithError(engine.error().message.c_str());
  const auto paths = inputs(root);
  int64_t bytes = 0;
  for (const auto& path : paths) bytes += static_cast<int64_t>(std::filesystem::file_size(path));
  const Output expected = code_all(engine.value(), paths, 1);
  if (!expected.faults.empty()) return state.SkipWithError(expected.faults.c_str());
  if (expected.lines.empty()) return state.SkipWithError("no events");
  int64_t words = 0;
  for (auto _ : state) {
    const Output output = code_all(engine.value(), paths, static_cast<int>(state.range(0)));
    if (output.lines != expected.lines) {
      state.SkipWithError("the output is not that of one thread");
      break;
    }
    words += static_cast<int64_t>(output.summary.words);
  }
  state.SetItemsProcessed(words);
  state.SetBytesProcessed(state.iterations() * bytes);
  state.counters["events"] =
      static_cast<double>(std::count(expected.lines.begin(), expected.lines.end(), '\n'));
}
BENCHMARK(BM_whole)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace diurna
