#include <cstdio>
#include <fstream>
#include <map>

#include "cli/commands.h"

namespace diurna {
namespace {

const std::map<std::string, InputKind> kInputKinds = {
    {"auto", InputKind::kGuess},      {"text", InputKind::kText},     {"html", InputKind::kHtml},
    {"jsonl", InputKind::kJsonLines}, {"conllu", InputKind::kConllu}, {"warc", InputKind::kWarc},
    {"feed", InputKind::kFeed}};

}  // namespace

void add_common_options(CLI::App& command, CommonOptions& options) {
  command.add_option("INPUT", options.inputs, "Files, folders, globs, or - for standard input")
      ->required();
  command.add_option("--date", options.date,
                     "Publication date (YYYY-MM-DD), over what the input says");
  command.add_option("--lang", options.lang, "Language (ISO 639-1), over what is found");
  command.add_option("--input", options.input_kind, "Kind of input; told by content unless given")
      ->check(CLI::IsMember({"auto", "text", "html", "jsonl", "conllu", "warc", "feed"}));
  command.add_option("-o,--output", options.output,
                     "Write to this file instead of standard output");
  command.add_option("-j,--threads", options.threads, "Articles worked on at once")
      ->check(CLI::Range(1, 256));
  command.add_option("--data", options.data_dir, "Folder of lexicons and gazetteer");
  command.add_option("--models", options.models_dir, "Folder of networks");
  command.add_flag("-q,--quiet", options.quiet, "No summary; failures are still reported");
}

std::unique_ptr<Engine> load_engine(const CommonOptions& options, Stage last) {
  auto engine =
      Engine::load({.data_dir = options.data_dir, .models_dir = options.models_dir, .last = last});
  if (engine.ok()) return std::make_unique<Engine>(engine.take());
  std::fprintf(stderr, "diurna: %s\n", engine.error().message.c_str());
  return nullptr;
}

int run_inputs(const CommonOptions& options, const Engine& engine, const AnalyseOptions& analyse,
               const std::function<std::string(const Article&)>& render,
               const std::string& before) {
  std::ofstream file;
  if (!options.output.empty()) {
    file.open(options.output, std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "diurna: %s: cannot be written\n", options.output.c_str());
      return kUsage;
    }
  }
  const auto write = [&](const std::string& text) {
    if (file.is_open())
      file << text;
    else
      std::fwrite(text.data(), 1, text.size(), stdout);
  };
  write(before);
  Reader reader(options.inputs, {.kind = kInputKinds.at(options.input_kind)});
  RunCalls calls;
  calls.render = render;
  calls.write = write;
  calls.report = [](const Error& error) {
    std::fprintf(stderr, "diurna: %s\n", error.message.c_str());
  };
  const RunSummary summary = run(engine, reader, analyse, options.threads, calls);
  std::fflush(stdout);
  const bool written = file.is_open() ? static_cast<bool>(file.flush()) : std::ferror(stdout) == 0;
  if (!written) std::fprintf(stderr, "diurna: the output could not be written in full\n");
  if (!options.quiet && (summary.failed > 0 || summary.passed_over > 0))
    std::fprintf(
        stderr,
        "diurna: %zu articles read, %zu passed over for their language, %zu inputs failed\n",
        summary.articles, summary.passed_over, summary.failed);
  return summary.failed > 0 || !written ? kSomeFailed : kAllWell;
}

}  // namespace diurna
