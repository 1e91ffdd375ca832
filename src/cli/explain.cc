#include "cli/commands.h"
#include "event/event_coder.h"
#include "format/event_record.h"
#include "format/event_table.h"
#include "format/explain_text.h"

namespace diurna {
namespace {

struct ExplainOptions : CommonOptions {
  std::string event;
};

void write_sentence(const Article& article, SentenceId s, const EventCoder& coder,
                    std::string& out) {
  out += "Sentence " + std::to_string(s + 1) + ": " +
         std::string(article.bytes(article.byte_span(article.sentences[s].tokens))) + "\n";
  write_tree(article, s, out);
  const auto explanation = coder.explain(article, s);
  if (explanation.tries.empty()) out += "  No word here evokes a frame.\n";
  for (const auto& entry : explanation.tries) {
    out += "  " + std::string(article.form(entry.trigger)) + ": " + entry.frame + "  (" +
           entry.gloss + ")\n";
    out += "    " + entry.outcome + "\n";
    for (const auto& argument : entry.arguments) out += "    " + argument + "\n";
    if (!entry.status.empty()) out += "    status: " + entry.status + "\n";
  }
  out += "\n";
}

std::string explain(const Article& article, const EventCoder& coder, const std::string& event_id) {
  std::string out;
  const auto records = make_records(article, Engine::version());
  for (size_t e = 0; e < records.size(); ++e) {
    if (!event_id.empty() && records[e].id != event_id) continue;
    if (event_id.empty()) break;
    write_event_table({records[e]}, records[e].article, 100, false, out);
    for (uint32_t s = article.events[e].sentences.begin; s < article.events[e].sentences.end; ++s)
      write_sentence(article, article.sentence_ids[s], coder, out);
  }
  if (event_id.empty())
    for (SentenceId s = 0; s < article.sentences.size(); ++s)
      write_sentence(article, s, coder, out);
  return out;
}

int run_explain(const ExplainOptions& options) {
  const auto engine = load_engine(options, Stage::kEvents);
  if (engine == nullptr) return kUsage;
  bool found = options.event.empty();
  const auto render = [&](const Article& article) {
    auto text = explain(article, *engine->coder(), options.event);
    found |= !text.empty();
    return text;
  };
  CommonOptions one_thread = options;
  one_thread.threads = 1;
  const int status =
      run_inputs(one_thread, *engine, {.date = options.date, .lang = options.lang}, render);
  if (!found) {
    std::fprintf(stderr, "diurna: no event '%s' in the input\n", options.event.c_str());
    return kSomeFailed;
  }
  return status;
}

}  // namespace

void add_explain_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ExplainOptions>();
  auto* command =
      app.add_subcommand("explain", "Why a sentence has its events, or none: tree, frames, paths");
  add_common_options(*command, *options);
  command->add_option("--event", options->event,
                      "Only the event with this id, as `code` prints it");
  command->callback([options, &status] { status = run_explain(*options); });
}

}  // namespace diurna
