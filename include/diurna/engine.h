// The whole engine: an article in, its events out.
//
//   auto engine = diurna::Engine::load({});
//   if (!engine.ok()) return engine.error();
//   auto events = engine.value().code("Oslo kündigte am Montag das Abkommen mit Moskau.", {.date =
//   "2024-05-14"});
//
// Threads: an Engine is immutable after load() and shared; a Workspace belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "diurna/event_record.h"
#include "diurna/result.h"

namespace diurna {

struct RawArticle;
class EventCoder;

// The stages in their order; a run may stop after any of them.
enum class Stage { kText, kSyntax, kTime, kPlaces, kActors, kEvents };

struct EngineOptions {
  std::string data_dir;  // empty: below DIURNA_HOME, beside the program, or where it was built from
  std::string models_dir;  // empty: likewise
  std::vector<std::string> languages = {
      "de", "en"};              // ISO 639-1; each needs data/<lang> and models/<lang>.dnm
  Stage last = Stage::kEvents;  // what later stages need is not loaded
};

struct AnalyseOptions {
  std::string date = {};      // ISO; overrides what the input says
  std::string lang = {};      // overrides
  bool keep_text = false;     // every character of a plain text is kept and every paragraph read
  bool given_places = false;  // resolve the input's own `toponyms` (JSON Lines) and find no others
  Stage last = Stage::kEvents;
};

class Engine {
 public:
  class Workspace {
   public:
    Workspace();
    Workspace(Workspace&&) noexcept;
    ~Workspace();

   private:
    friend class Engine;
    struct Scratch;
    std::unique_ptr<Scratch> scratch_;
  };

  // Errors: kNotFound, kBadInput (of models and data; every mistake with file and line).
  static Result<Engine> load(const EngineOptions& options);
  Engine(Engine&&) noexcept;
  ~Engine();

  // Runs the stages over one article. `article` must be new.
  // Errors: kBadInput (no text in it), kUnsupported (a language that was not loaded; article.lang
  // names it).
  Outcome analyse(const RawArticle& raw, const AnalyseOptions& options, Workspace& workspace,
                  Article& article) const;

  // The events of a plain text. Convenience over analyse().
  Result<std::vector<EventRecord>> code(std::string_view text, const AnalyseOptions& options) const;

  // Null when the engine was loaded without the last stage.
  const EventCoder* coder() const;

  static std::string_view version();
  static std::string default_data_dir();

 private:
  struct Stages;
  explicit Engine(std::unique_ptr<const Stages> stages);
  std::unique_ptr<const Stages> stages_;
};

}  // namespace diurna
