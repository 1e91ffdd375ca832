// Codes political events in parsed articles.
//
//   auto coder = EventCoder::load("data", {"de", "en"});
//   if (!coder.ok()) return coder.error();
//   coder.value().code(article);  // appends to article.events
//
// Threads: immutable after load(); any number may call code(), each with its own Article.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

// What explain() tells about a sentence: the frames that were tried and how far they came.
struct Explanation {
  struct Try {
    TokenId trigger = kNone;
    std::string frame, gloss;
    std::string outcome;                 // "fits", or the condition or party that was missing
    std::vector<std::string> arguments;  // "actor: Oslo (NOR GOV) by nsubj"
    std::string status;                  // with its reason
  };
  std::vector<Try> tries;
};

// One example of a frame, checked: what was expected and what came out.
struct FrameExample {
  std::string lang, frame, type, where, text, expected;
  bool positive = true;
};

class EventCoder {
 public:
  // Reads plover/ and, for each language (ISO 639-1), frames/ and words/ below `data_dir`.
  // Errors: kNotFound (no such folder), kBadInput (message names file, line and reason of every
  // mistake).
  static Result<EventCoder> load(const std::string& data_dir,
                                 const std::vector<std::string>& languages);

  EventCoder(EventCoder&&) noexcept;
  EventCoder& operator=(EventCoder&&) noexcept;
  ~EventCoder();

  // Appends events in the order of their triggers, with arguments, quantities and attributions.
  // Needs tokens with heads; uses references, timexes and places where present. A language that was
  // not loaded yields no events and no error.
  void code(Article& article) const;

  // Appends article.attributions only.
  void attribute(Article& article) const;

  // Why a sentence has the events it has, or none. Call after code().
  Explanation explain(const Article& article, SentenceId sentence) const;

  // Every example of every frame, for the test that runs them.
  std::vector<FrameExample> examples() const;
  // Glosses and counts for `diurna doctor` and the tests.
  size_t frame_count(const std::string& lang) const;
  std::string frame_gloss(const std::string& lang, std::string_view frame) const;

 private:
  struct Data;
  explicit EventCoder(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace diurna
