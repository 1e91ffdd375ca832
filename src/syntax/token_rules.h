// What a language's folder says about tokens: data/<lang>/tokens and the properties in
// data/<lang>/language.txt. The files explain themselves in their first lines. A file that a
// language does not need may be absent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "base/strings.h"
#include "diurna/result.h"

namespace diurna {

// The "key: value" lines of data/<lang>/language.txt.
class LanguageProperties {
 public:
  // Errors: kNotFound, kBadInput.
  static Result<LanguageProperties> load(const std::string& folder);
  bool has(std::string_view key) const { return get(key) == "yes"; }
  std::string_view get(std::string_view key) const;

 private:
  StringMap<std::string> values_;
};

struct TokenRules {
  // Errors: kNotFound (no language.txt), kBadInput (all mistakes of all files, each with its line).
  static Result<TokenRules> load(const std::string& folder);

  StringSet abbreviations;   // with their dot, as written: "Dr.", "z.B."
  StringSet before_numbers;  // abbreviations only where a number follows: "No."
  StringSet starters;  // words that begin a sentence when capitalised behind a number with a dot
  StringSet prefixes;  // lower case: these keep their hyphen where other hyphens part words
  StringSet units;     // these part from a number that they are glued to: "pm", "km"
  std::vector<std::string>
      clitics;  // longest first, lower case, with a straight apostrophe: "n't", "'s"
  std::vector<std::string> emoticons;  // longest first
  StringMap<std::vector<std::string>>
      contractions;  // lower-case word -> its parts: "im" -> "in", "dem"
  StringMap<std::string>
      cuts;  // lower-case word -> its parts as written, with a space: "cannot" -> "can not"
  bool split_hyphens = false;  // "well-known" is three tokens
  bool number_ranges = false;  // "1990-1995" is one token all the same
  bool ordinal_dot = false;    // "24." before a noun is one token
  bool split_marks = false;    // "!!!" is three tokens
  bool gender_marks = false;   // "Bürger:innen", "Bürger*innen" are one token
};

}  // namespace diurna
