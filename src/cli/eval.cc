#include <cstdio>
#include <iostream>
#include <iterator>

#include "base/data_files.h"
#include "base/files.h"
#include "cli/commands.h"
#include "doc/raw_article.h"
#include "eval/report.h"
#include "eval/scorers.h"
#include "format/conllu.h"
#include "format/event_json.h"
#include "format/event_record.h"
#include "format/standoff.h"

namespace diurna {
namespace {

struct EvalOptions {
  CommonOptions common;
  std::string layer, gold, system;
  std::string types = "PER,LOC,ORG";
  bool raw = false, json = false, given = false;
};

Result<std::string> read_input(const std::string& path) {
  if (path != "-") return read_file(path);
  return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

// What the engine makes of the gold file's own texts, in the format of a system file.
Result<std::string> run_on_gold(const EvalOptions& options, Stage last,
                                const std::function<std::string(const Article&)>& render) {
  const auto engine = load_engine(options.common, last);
  if (engine == nullptr) return Error{Error::kNotFound, "the engine could not be loaded"};
  Reader reader({options.gold}, {.kind = InputKind::kJsonLines});
  std::string out;
  RunCalls calls;
  calls.render = render;
  calls.write = [&](const std::string& text) { out += text; };
  calls.report = [](const Error& error) {
    std::fprintf(stderr, "diurna: %s\n", error.message.c_str());
  };
  const AnalyseOptions analyse{.date = {},
                               .lang = options.common.lang,
                               .keep_text = last != Stage::kEvents && last != Stage::kText,
                               .given_places = options.given,
                               .last = last};
  run(*engine, reader, analyse, options.common.threads, calls);
  return out;
}

// Sentences with the engine's analysis: of the gold's tokens, or of its raw text.
Result<std::vector<ConlluSentence>> parse_gold(const EvalOptions& options,
                                               const std::vector<ConlluSentence>& gold) {
  const auto engine = load_engine(options.common, Stage::kSyntax);
  if (engine == nullptr) return Error{Error::kNotFound, "the engine could not be loaded"};
  Article tokens;
  fill_tokens(gold, tokens);
  RawArticle raw;
  raw.name = options.gold;
  raw.lang = options.common.lang;
  if (options.raw) {
    raw.bytes = std::string(tokens.text);
  } else {
    raw.type = ContentType::kConllu;
    Article bare;
    fill_tokens(gold, bare);
    for (TokenId t = 0; t < bare.tokens.size(); ++t) {
      bare.tokens.lemma.push_back(kEmptyString);
      bare.tokens.upos.push_back(Upos::X);
      bare.tokens.feats.push_back(kEmptyString);
      bare.tokens.head.push_back(kNoHead);
      bare.tokens.deprel.push_back(kEmptyString);
      bare.tokens.predicate.push_back(kEmptyString);
    }
    std::string text;
    write_conllu(bare, text);
    raw.bytes = std::move(text);
  }
  Engine::Workspace workspace;
  Article article;
  auto outcome = engine->analyse(
      raw, {.date = {}, .lang = options.common.lang, .keep_text = true, .last = Stage::kSyntax},
      workspace, article);
  if (!outcome.ok()) return outcome.error();
  std::string out;
  write_conllu(article, out);
  return read_conllu(out);
}

Result<Report> evaluate_syntax(const EvalOptions& options, const std::string& gold_text) {
  const bool names = options.layer == "entities";
  auto gold = names && gold_text.find("\t_\t") == std::string::npos ? read_bio(gold_text)
                                                                    : read_conllu(gold_text);
  if (!gold.ok()) return Error{gold.error().kind, options.gold + ": " + gold.error().message};
  Result<std::vector<ConlluSentence>> system = std::vector<ConlluSentence>{};
  if (options.system.empty()) {
    system = parse_gold(options, gold.value());
  } else {
    auto text = read_input(options.system);
    if (!text.ok()) return text.error();
    system = read_conllu(text.value());
  }
  if (!system.ok()) return system.error();
  if (!names) return score_syntax(gold.value(), system.value());
  std::vector<std::string> types;
  for (const auto type : split_trimmed(options.types, ",")) types.emplace_back(type);
  return score_entities(gold.value(), system.value(), types);
}

Result<std::map<std::string, std::string>> country_codes(const EvalOptions& options) {
  const std::string data =
      options.common.data_dir.empty() ? Engine::default_data_dir() : options.common.data_dir;
  auto table = Table::read(data + "/world/countries.tsv", {"code", "alpha2"});
  if (!table.ok()) return table.error();
  std::map<std::string, std::string> codes;
  for (const auto& row : table.value().rows())
    codes[table.value().cell(row, "alpha2")] = table.value().cell(row, "code");
  return codes;
}

Result<Report> evaluate(const EvalOptions& options) {
  auto gold = read_input(options.gold);
  if (!gold.ok()) return gold.error();
  if (options.layer == "syntax" || options.layer == "entities")
    return evaluate_syntax(options, gold.value());

  Layer layer{};
  const bool events = options.layer == "events";
  const bool pages = options.layer == "extraction";
  if (!events && !pages) parse_layer(options.layer, layer);
  Result<std::string> system = std::string();
  if (!options.system.empty()) {
    system = read_input(options.system);
  } else if (options.gold == "-") {
    return Error{Error::kBadInput, "gold from standard input needs a SYSTEM file for this layer"};
  } else if (events) {
    system = run_on_gold(options, Stage::kEvents, [](const Article& article) {
      std::string out;
      for (const auto& record : make_records(article, Engine::version()))
        write_event_json(record, out);
      return out;
    });
  } else if (pages) {
    return Error{Error::kBadInput, "extraction needs a SYSTEM file: what `diurna extract` wrote"};
  } else {
    const Stage last = layer == Layer::kTimexes  ? Stage::kTime
                       : layer == Layer::kPlaces ? Stage::kPlaces
                                                 : Stage::kEvents;
    system = run_on_gold(options, last, [layer](const Article& article) {
      std::string out;
      write_standoff(article, {layer}, out);
      return out;
    });
  }
  if (!system.ok()) return system.error();
  if (events) return score_events(gold.value(), system.value());
  if (pages) return score_extraction(gold.value(), system.value());
  if (layer == Layer::kTimexes) return score_timexes(gold.value(), system.value());
  if (layer == Layer::kAttributions) return score_attributions(gold.value(), system.value());
  auto codes = country_codes(options);
  if (!codes.ok()) return codes.error();
  return score_places(gold.value(), system.value(), codes.value());
}

int run_eval(const EvalOptions& options) {
  auto report = evaluate(options);
  if (!report.ok()) {
    std::fprintf(stderr, "diurna: %s\n", report.error().message.c_str());
    return report.error().kind == Error::kNotFound ? kUsage : kSomeFailed;
  }
  std::fputs((options.json ? report_json(report.value()) : report_table(report.value())).c_str(),
             stdout);
  return kAllWell;
}

}  // namespace

void add_eval_command(CLI::App& app, int& status) {
  auto options = std::make_shared<EvalOptions>();
  auto* command = app.add_subcommand("eval", "Score a layer against gold");
  command
      ->add_option("LAYER", options->layer,
                   "syntax, entities, timexes, places, attributions, events or extraction")
      ->required()
      ->check(CLI::IsMember(
          {"syntax", "entities", "timexes", "places", "attributions", "events", "extraction"}));
  command->add_option("GOLD", options->gold, "Gold file (CoNLL-U, BIO or JSON Lines), or -")
      ->required();
  command->add_option("SYSTEM", options->system,
                      "What a system made of it; left out: this program's own output");
  command->add_option("--lang", options->common.lang,
                      "Language of the gold (needed for syntax and entities)");
  command->add_option("--types", options->types,
                      "Classes of names that are scored (PER,LOC,ORG,MISC)");
  command->add_option("-j,--threads", options->common.threads, "Articles worked on at once")
      ->check(CLI::Range(1, 256));
  command->add_option("--data", options->common.data_dir, "Folder of lexicons and gazetteer");
  command->add_option("--models", options->common.models_dir, "Folder of networks");
  command->add_flag("--raw", options->raw,
                    "Syntax from raw text: tokens and sentences are found, too");
  command->add_flag("--given", options->given, "Places: link the gold's toponyms, find no others");
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([options, &status] { status = run_eval(*options); });
}

}  // namespace diurna
