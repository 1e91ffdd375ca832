#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/commands.h"
#include "format/event_csv.h"
#include "format/event_json.h"
#include "format/event_record.h"
#include "format/event_table.h"

namespace diurna {
namespace {

struct CodeOptions : CommonOptions {
  std::string format;
  double min_confidence = 0;
};

int terminal_width() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 30 ? size.ws_col : 100;
}

ArticleRecord article_record(const Article& article, const std::vector<EventRecord>& records) {
  if (!records.empty()) return records.front().article;
  ArticleRecord record;
  record.id = std::string(article.id);
  record.title = std::string(article.title);
  record.lang = std::string(article.lang);
  if (article.date.exact()) record.date = iso(article.date.span.from);
  record.date_basis = std::string(name(article.date.basis));
  return record;
}

int run_code(const CodeOptions& options) {
  const auto engine = load_engine(options, Stage::kEvents);
  if (engine == nullptr) return kUsage;
  const bool terminal = options.output.empty() && isatty(STDOUT_FILENO) != 0;
  const std::string format = !options.format.empty() ? options.format
                             : terminal              ? "table"
                                                     : "jsonl";
  const int width = terminal ? terminal_width() : 100;
  const bool colour = terminal && std::getenv("NO_COLOR") == nullptr;
  std::string header;
  if (format == "csv") write_csv_header(header);
  const auto render = [&](const Article& article) {
    auto records = make_records(article, Engine::version());
    std::erase_if(records,
                  [&](const EventRecord& r) { return r.confidence < options.min_confidence; });
    std::string out;
    if (format == "table") {
      write_event_table(records, article_record(article, records), width, colour, out);
    } else {
      for (const auto& record : records)
        format == "csv" ? write_event_csv(record, out) : write_event_json(record, out);
    }
    return out;
  };
  return run_inputs(options, *engine, {.date = options.date, .lang = options.lang}, render, header);
}

}  // namespace

void add_code_command(CLI::App& app, int& status) {
  auto options = std::make_shared<CodeOptions>();
  auto* command = app.add_subcommand("code", "Articles in, events out");
  add_common_options(*command, *options);
  command
      ->add_option("-f,--format", options->format,
                   "table (default on a terminal), jsonl (default in a pipe) or csv")
      ->check(CLI::IsMember({"table", "jsonl", "csv"}));
  command
      ->add_option("--min-confidence", options->min_confidence,
                   "Leave out events below this confidence")
      ->check(CLI::Range(0.0, 1.0));
  command->callback([options, &status] { status = run_code(*options); });
}

}  // namespace diurna
