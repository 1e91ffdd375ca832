// The commands of the program. Each parses its arguments, calls, prints; nothing else.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "diurna/engine.h"
#include "pipeline/run.h"

namespace diurna {

// Exit statuses, as in the contract: all well, some inputs failed, wrong use.
inline constexpr int kAllWell = 0;
inline constexpr int kSomeFailed = 1;
inline constexpr int kUsage = 2;

// What every command that reads articles takes.
struct CommonOptions {
  std::vector<std::string> inputs;
  std::string date, lang, input_kind = "auto", data_dir, models_dir, output;
  int threads = 1;
  bool quiet = false;
};
void add_common_options(CLI::App& command, CommonOptions& options);

// Loads the engine as far as `last`; on failure prints the reason and gives nothing.
std::unique_ptr<Engine> load_engine(const CommonOptions& options, Stage last);

// Runs the inputs through the engine, writes to stdout or the output file, reports failures on
// stderr, and gives the exit status. `before` and `after` are written around the articles' outputs.
int run_inputs(const CommonOptions& options, const Engine& engine, const AnalyseOptions& analyse,
               const std::function<std::string(const Article&)>& render,
               const std::string& before = {});

// Each adds its subcommand to the program.
void add_code_command(CLI::App& app, int& status);
void add_explain_command(CLI::App& app, int& status);
void add_annotate_command(CLI::App& app, int& status);
void add_extract_command(CLI::App& app, int& status);
void add_eval_command(CLI::App& app, int& status);

}  // namespace diurna
