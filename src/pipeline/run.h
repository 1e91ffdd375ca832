// Many articles through the engine: one reader, N workers, one writer that restores the order of
// the input.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "diurna/engine.h"
#include "ingest/reader.h"

namespace diurna {

struct RunSummary {
  size_t articles = 0;     // analysed
  size_t passed_over = 0;  // in a language that is not loaded
  size_t failed = 0;       // inputs that could not be read or had no article in them
  size_t words = 0;
};

struct RunCalls {
  // Makes the output of one article; called by workers, several at once.
  std::function<std::string(const Article&)> render;
  // Gets outputs in the order of the input; called by the writer only.
  std::function<void(const std::string&)> write;
  // Gets one sentence for each bad input; called by the writer only.
  std::function<void(const Error&)> report;
};

// Output does not depend on `threads`. Memory: a fixed number of articles is in flight. `stop`,
// when set, ends the run after the articles in flight.
RunSummary run(const Engine& engine, Reader& reader, const AnalyseOptions& options, int threads,
               const RunCalls& calls, const std::atomic<bool>* stop = nullptr);

}  // namespace diurna
