// The time rules of one language: data/<lang>/time/*.txt over the words of words.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diurna/result.h"
#include "time/meaning.h"
#include "time/pattern.h"
#include "time/tense_words.h"

namespace diurna::time {

// A field and where its number comes from: a constant, or a capture times a sign.
struct Assignment {
  Field field = Field::kYear;
  double constant = 0;
  uint32_t slot = kNoSlot;
  double factor = 1;
};

enum class Donor : uint8_t { kNone, kNext, kPrevious };

// Conditions that need more than atoms.
enum class Condition : uint8_t {
  kNone,
  kNotQuantity,  // the number is not the measure of a noun
  kPastClause,   // the clause is in a past tense
  kPresentClause,
  kNotPastClause,
};

struct Rule {
  std::string id;
  std::string where;
  TimexType type = TimexType::kDate;
  Op op = Op::kDate;
  Pattern pattern;
  std::vector<Assignment> assignments;
  Pattern not_after;  // must not match right before; empty code: no such condition
  Donor donor = Donor::kNone;
  Condition condition = Condition::kNone;
};

// An example that the loader's test runs: brackets mark the timexes, values follow in order.
struct Example {
  std::string where;
  std::string text;    // without the brackets
  std::string anchor;  // ISO day, empty where none is known
  struct Expected {
    ByteSpan bytes;
    std::string value;
  };
  std::vector<Expected> expected;
};

class RuleBook {
 public:
  // Reads words.tsv, tense.tsv and every other *.txt of `folder`, in order of names. All mistakes
  // are told at once.
  static Result<RuleBook> read(const std::string& folder);

  const Lexicon& lexicon() const { return lexicon_; }
  const NumberClasses& numbers() const { return numbers_; }
  const TenseWords& tense_words() const { return tense_words_; }
  const std::vector<Rule>& rules() const { return rules_; }
  const std::vector<Example>& examples() const { return examples_; }
  // Rules whose match can begin with this word or with digits, and rules that take what they lack
  // from a neighbour.
  const std::vector<uint16_t>& starting_with(WordId word) const { return by_word_[word]; }
  const std::vector<uint16_t>& starting_with_digits() const { return by_digits_; }
  const std::vector<uint16_t>& borrowing(Donor donor) const {
    return donor == Donor::kNext ? from_next_ : from_previous_;
  }

 private:
  void read_rule(const Stanza& stanza, Mistakes& mistakes);
  void read_example(const Stanza& stanza, const Stanza::Field& field, Mistakes& mistakes);
  void index();

  Lexicon lexicon_;
  NumberClasses numbers_;
  TenseWords tense_words_;
  std::vector<Rule> rules_;
  std::vector<Example> examples_;
  std::vector<std::vector<uint16_t>> by_word_;
  std::vector<uint16_t> by_digits_, from_next_, from_previous_;
};

}  // namespace diurna::time
