// Event coding alone: articles of examples/ are analysed once up to their actors, and coded again
// and again. Items are words; one thread. The number of events must be the same in every round.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/files.h"
#include "diurna/engine.h"
#include "doc/raw_article.h"
#include "event/event_coder.h"

namespace diurna {
namespace {

// Takes off everything that the coder has appended.
void forget_events(Article& article) {
  article.events.clear();
  article.arguments.clear();
  article.quantities.clear();
  article.attributions.clear();
  article.attribution_ids.clear();
  article.context_ids.clear();
  article.sentence_ids.clear();
}

void BM_code_events(benchmark::State& state) {
  const std::string root = DIURNA_SOURCE_DIR;
  auto engine = Engine::load({.data_dir = root + "/data", .models_dir = root + "/models"});
  if (!engine.ok()) return state.SkipWithError(engine.error().message.c_str());
  std::vector<std::unique_ptr<Article>> articles;
  Engine::Workspace workspace;
  for (const auto& entry : std::filesystem::directory_iterator(root + "/examples")) {
    if (entry.path().extension() != ".txt") continue;
    auto text = read_file(entry.path().string());
    if (!text.ok()) return state.SkipWithError(text.error().message.c_str());
    RawArticle raw;
    raw.name = entry.path().string();
    raw.bytes = text.take();
    articles.push_back(std::make_unique<Article>());
    auto outcome =
        engine.value().analyse(raw, {.date = "2024-05-14", .lang = {}, .last = Stage::kActors},
                               workspace, *articles.back());
    if (!outcome.ok()) return state.SkipWithError(outcome.error().message.c_str());
  }
  const EventCoder& coder = *engine.value().coder();
  size_t expected = 0;
  int64_t words = 0;
  for (auto _ : state) {
    size_t events = 0;
    for (auto& article : articles) {
      forget_events(*article);
      coder.code(*article);
      events += article->events.size();
      words += article->tokens.size();
    }
    if (expected == 0) expected = events;
    if (events == 0 || events != expected) {
      state.SkipWithError("no events, or not the same number in every round");
      break;
    }
  }
  state.SetItemsProcessed(words);
  state.counters["events"] = static_cast<double>(expected);
}
// The columns of an article grow in its arena, which gives nothing back: a fixed number of rounds
// bounds the memory.
BENCHMARK(BM_code_events)->Unit(benchmark::kMillisecond)->Iterations(200);

}  // namespace
}  // namespace diurna
