// Finds out which language a text is in.
//
//   auto finder = LanguageFinder::load("data");
//   std::string lang = finder.value().find("Der Bundestag hat dem Abkommen zugestimmt.");  // "de"
//
// The writing system decides where it can; else character sequences and short words, each with a
// weight for the languages that use it (naive Bayes over what tells languages apart; the table is
// made by tools/train_langid.py). Threads: immutable after load(); any number may call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "diurna/result.h"

namespace diurna {

struct LanguageGuess {
  std::string lang;       // ISO 639-1; empty if there is nothing to judge by
  double confidence = 0;  // 0..1: how likely the guess is among the languages known here
};

class LanguageFinder {
 public:
  // Reads langid.tsv and langid_scripts.tsv below `data_dir`. Errors: kNotFound, kBadInput.
  static Result<LanguageFinder> load(const std::string& data_dir);

  // The most likely language. Looks at the first 4000 characters; linear in them.
  LanguageGuess guess(std::string_view text) const;
  // The language if it is likelier than not, else empty: too few words, or words that several
  // languages share.
  std::string find(std::string_view text) const;

 private:
  struct Script {
    char32_t first = 0, last = 0;
    std::string lang;
    double share = 0;
  };
  std::vector<std::string> languages_;
  StringMap<std::vector<std::pair<uint32_t, float>>> weights_;  // sequence -> (language, weight)
  std::vector<Script> scripts_;
};

}  // namespace diurna
