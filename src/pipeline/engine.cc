#include "diurna/engine.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "actor/actor_finder.h"
#include "base/strings.h"
#include "doc/check_article.h"
#include "doc/raw_article.h"
#include "event/event_coder.h"
#include "extract/extractor.h"
#include "format/conllu.h"
#include "format/event_record.h"
#include "langid/language_finder.h"
#include "place/place_finder.h"
#include "syntax/syntax.h"
#include "text/utf8.h"
#include "time/time_tagger.h"

namespace diurna {
namespace {

// The folder that holds data/ and models/: DIURNA_HOME where it is set, else below the program's
// own prefix when it is installed, else the tree it was built from.
std::string home_dir() {
  if (const char* home = std::getenv("DIURNA_HOME"); home != nullptr && *home != '\0') return home;
  std::error_code code;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", code);
  if (!code) {
    const auto installed = program.parent_path().parent_path() / "share" / "diurna";
    if (std::filesystem::is_directory(installed / "data", code)) return installed.string();
  }
  return DIURNA_SOURCE_DIR;
}

// Spans of `toponyms` in an input object, from code points to bytes.
std::vector<ByteSpan> given_toponyms(const RawArticle& raw, const Article& article) {
  std::vector<ByteSpan> spans;
  const auto json = nlohmann::json::parse(raw.extra_json, nullptr, false);
  if (!json.is_object() || !json.contains("toponyms") || !json["toponyms"].is_array()) return spans;
  const CodePointIndex index(article.text);
  for (const auto& toponym : json["toponyms"]) {
    if (!toponym.is_object() || !toponym.value("start", nlohmann::json()).is_number_unsigned() ||
        !toponym.value("end", nlohmann::json()).is_number_unsigned())
      continue;
    const auto begin = static_cast<uint32_t>(index.byte(toponym["start"].get<uint32_t>()));
    const auto end = static_cast<uint32_t>(index.byte(toponym["end"].get<uint32_t>()));
    if (begin < end && (spans.empty() || spans.back().end <= begin)) spans.push_back({begin, end});
  }
  return spans;
}

}  // namespace

struct Engine::Stages {
  std::string data_dir;
  std::optional<Extractor> extractor;
  std::optional<LanguageFinder> language_finder;
  std::vector<SyntaxModel> syntax;
  std::optional<TimeTagger> time;
  std::optional<PlaceFinder> places;
  std::optional<ActorFinder> actors;
  std::optional<EventCoder> coder;

  size_t syntax_of(std::string_view lang) const {
    size_t m = 0;
    while (m < syntax.size() && syntax[m].lang() != lang) ++m;
    return m;
  }
};

struct Engine::Workspace::Scratch {
  std::vector<SyntaxModel::Workspace> syntax;  // one a language
};

Engine::Workspace::Workspace() : scratch_(std::make_unique<Scratch>()) {}
Engine::Workspace::Workspace(Workspace&&) noexcept = default;
Engine::Workspace::~Workspace() = default;

Engine::Engine(std::unique_ptr<const Stages> stages) : stages_(std::move(stages)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine::~Engine() = default;

std::string_view Engine::version() {
  return DIURNA_VERSION;
}
std::string Engine::default_data_dir() {
  return home_dir() + "/data";
}

Result<Engine> Engine::load(const EngineOptions& options) {
  const std::string data = options.data_dir.empty() ? default_data_dir() : options.data_dir;
  const std::string models =
      options.models_dir.empty() ? home_dir() + "/models" : options.models_dir;
  auto stages = std::make_unique<Stages>();
  stages->data_dir = data;
  // Stages do not know each other, so they load side by side; each into its slot, or its reason
  // into `errors`.
  std::mutex mutex;
  std::vector<Error> errors;
  const auto take = [&](auto& slot, auto result) {
    if (result.ok()) {
      slot.emplace(result.take());
      return;
    }
    const std::lock_guard lock(mutex);
    errors.push_back(result.error());
  };
  const auto& languages = options.languages;
  std::vector<std::optional<SyntaxModel>> syntax(options.last >= Stage::kSyntax ? languages.size()
                                                                                : 0);
  {
    std::vector<std::future<void>> loading;
    const auto load = [&](auto task) { loading.push_back(std::async(std::launch::async, task)); };
    if (options.last >= Stage::kEvents)
      load([&] { take(stages->coder, EventCoder::load(data, languages)); });
    if (options.last >= Stage::kActors)
      load([&] { take(stages->actors, ActorFinder::load(data, languages)); });
    if (options.last >= Stage::kPlaces)
      load([&] { take(stages->places, PlaceFinder::load(data, "", languages)); });
    for (size_t m = 0; m < syntax.size(); ++m)
      load([&, m] { take(syntax[m], SyntaxModel::load(data, models, languages[m])); });
    if (options.last >= Stage::kTime)
      load([&] { take(stages->time, TimeTagger::load(data, languages)); });
    load([&] { take(stages->language_finder, LanguageFinder::load(data)); });
    take(stages->extractor, Extractor::load(data));
  }                     // waits for all
  if (!errors.empty())  // always the same one, whichever loader was first
    return *std::min_element(errors.begin(), errors.end(),
                             [](const Error& a, const Error& b) { return a.message < b.message; });
  for (auto& model : syntax) stages->syntax.push_back(std::move(*model));
  return Engine(std::move(stages));
}

const EventCoder* Engine::coder() const {
  return stages_->coder ? &*stages_->coder : nullptr;
}

Outcome Engine::analyse(const RawArticle& raw, const AnalyseOptions& options, Workspace& workspace,
                        Article& article) const {
  const bool given_tokens = raw.type == ContentType::kConllu;
  if (given_tokens) {
    auto sentences = read_conllu(raw.bytes);
    if (!sentences.ok())
      return Error{sentences.error().kind, raw.name + ": " + sentences.error().message};
    if (sentences.value().empty()) return Error{Error::kBadInput, raw.name + ": no sentence in it"};
    fill_tokens(sentences.value(), article);
    article.id = raw.id.empty() ? hex64(fnv1a64(article.text)) : raw.id;
    article.lang = options.lang.empty() ? raw.lang : options.lang;
  } else {
    auto outcome = stages_->extractor->extract(
        raw, {.keep_text = options.keep_text, .date = options.date, .lang = options.lang}, article);
    if (!outcome.ok()) return outcome;
  }
  if (article.lang.empty()) article.lang = stages_->language_finder->find(article.text);
  if (options.last < Stage::kSyntax) return Unit{};

  const size_t m = stages_->syntax_of(article.lang);
  if (m == stages_->syntax.size())
    return Error{
        Error::kUnsupported,
        raw.name + ": " +
            (article.lang.empty() ? "its language is not known"
                                  : "language '" + std::string(article.lang) + "' is not loaded")};
  auto& scratch = workspace.scratch_->syntax;
  while (scratch.size() < stages_->syntax.size()) scratch.emplace_back();
  if (given_tokens)
    stages_->syntax[m].annotate_given(article, scratch[m]);
  else
    stages_->syntax[m].annotate(article, scratch[m]);

  if (options.last >= Stage::kTime) stages_->time->annotate(article);
  if (options.last >= Stage::kPlaces) {
    if (options.given_places)
      stages_->places->resolve(article, given_toponyms(raw, article));
    else
      stages_->places->annotate(article);
  }
  if (options.last >= Stage::kActors) stages_->actors->annotate(article);
  if (options.last >= Stage::kEvents) stages_->coder->code(article);
  assert(check_article(article).empty());
  return Unit{};
}

Result<std::vector<EventRecord>> Engine::code(std::string_view text,
                                              const AnalyseOptions& options) const {
  RawArticle raw;
  raw.name = "text";
  raw.bytes = std::string(text);
  Workspace workspace;
  Article article;
  auto outcome = analyse(raw, options, workspace, article);
  if (!outcome.ok()) return outcome.error();
  return make_records(article, version());
}

}  // namespace diurna
