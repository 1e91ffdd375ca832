// Finds time expressions and puts them on the calendar.
//
//   auto tagger = TimeTagger::load("data", {"de", "en"});
//   if (!tagger.ok()) return tagger.error();
//   tagger.value().annotate(article);  // appends to article.timexes
//
// Threads: immutable after load(); any number may call annotate(), each with its own Article.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

namespace time {
class RuleBook;
}

class TimeTagger {
 public:
  // Reads `data_dir`/<language>/time/ of each language (ISO 639-1): words.tsv, tense.tsv and the
  // rules in *.txt. Errors: kNotFound (no such folder), kBadInput (every mistake with file, line
  // and reason).
  static Result<TimeTagger> load(const std::string& data_dir,
                                 const std::vector<std::string>& languages);

  TimeTagger(TimeTagger&&) noexcept;
  TimeTagger& operator=(TimeTagger&&) noexcept;
  ~TimeTagger();

  // Appends timexes in text order, none overlapping another. Needs article.text and tokens; tense
  // is read from upos, feats and heads, and guessed from word forms where they are poor. Values
  // follow TimeML, intervals are closed.
  //
  // Where article.date is not known it is first inferred from what the text says (basis kInferred),
  // or left unknown; relative expressions are then resolved only if it is known within a week.
  // Never looks at the clock.
  //
  // A language that was not loaded yields no timexes and no error. Allocates results from the
  // article's arena. Linear in the text.
  void annotate(Article& article) const;

  // The rules of a language, for tests and tools of this room; null where it was not loaded.
  const time::RuleBook* rules(std::string_view language) const;

 private:
  TimeTagger();
  struct Language {
    std::string code;
    std::unique_ptr<const time::RuleBook> book;
  };
  std::vector<Language> languages_;
};

}  // namespace diurna
