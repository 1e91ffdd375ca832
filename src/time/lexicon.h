// The time words of a language: data/<lang>/time/words.tsv.
//
// A row gives a class, the words of it and their value. Forms are parted by "|"; "letzt(e|en|es)"
// stands for three forms; "heiliger abend" is a phrase; "1..31" stands for numbers in digits,
// "00..59" for such of exactly two digits. A word of the form "<weekday><daypart>" makes compounds:
// they are read as two words without a space between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "base/strings.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna::time {

using WordId = uint32_t;
using ClassId = uint16_t;

enum class Case : uint8_t { kAny, kUpper, kLower };

// One meaning of a word. A phrase is listed under its first word.
struct Sense {
  ClassId word_class = 0;
  Case letter_case = Case::kAny;
  uint32_t not_upos = 0;  // bit set: the word is not meant when it has one of these tags
  double value = 0;
  std::vector<WordId> rest;  // further words of a phrase
};

struct NumberRange {
  ClassId word_class = 0;
  int low = 0;
  int high = 0;
  int digits = 0;  // exact number of digits; 0: no leading zero needed, any number
};

class Lexicon {
 public:
  // Reads words.tsv: columns class, words, value, case, not. Errors: kNotFound, kBadInput.
  static Result<Lexicon> read(const std::string& path);

  WordId find(std::string_view lower_case) const;  // kNone where there is none
  WordId intern(std::string_view lower_case);
  ClassId find_class(std::string_view name) const;  // kNoClass where there is none
  const std::vector<Sense>& senses(WordId word) const { return senses_[word]; }
  const std::vector<NumberRange>& ranges() const { return ranges_; }
  // Where a compound is cut, in bytes of its lower-case form; 0 for a word that is none.
  uint32_t split_at(WordId word) const { return splits_[word]; }
  uint32_t size() const { return static_cast<uint32_t>(senses_.size()); }
  uint32_t class_count() const { return static_cast<uint32_t>(class_names_.size()); }
  static constexpr ClassId kNoClass = 0xFFFF;

 private:
  ClassId intern_class(std::string_view name);
  void add_row(const Table& table, const Table::Row& row, Mistakes& mistakes);
  void add_compounds(std::string_view first, std::string_view second);

  StringMap<WordId> words_;
  std::vector<std::string> spellings_;
  std::vector<std::vector<Sense>> senses_;
  std::vector<uint32_t> splits_;
  StringMap<ClassId> classes_;
  std::vector<std::string> class_names_;
  std::vector<NumberRange> ranges_;
};

// The words of a phrase and its punctuation marks: "st. patrick's day" -> st . patrick ' s day.
std::vector<std::string> atoms_of_phrase(std::string_view phrase);

}  // namespace diurna::time
