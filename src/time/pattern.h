// Patterns over atoms, and the matcher that runs them.
//
//   am [<weekday> , den? <day> . <month> <year>?]
//
//   word       that word, in any case; a mark (. , : / - ') stands for itself, a dash of any kind
//   for "-" <class>    a word, phrase or number of a lexicon class, captured under the class's
//   name; <class:name> renames it <n>        a number: digits with separators, or number words
//   ("twenty-five", "zweieinhalb") ( a | b )  alternatives        x?   optional        ~   no white
//   space here        !x   x does not follow ^          only at the start of a sentence          [
//   ]  the extent, where it is not the whole match
//
// A quoted mark ("?", "[") stands for itself. Matching tries alternatives in the order written and
// takes the first that succeeds; patterns have no repetition, so the cost at one atom is bounded by
// the pattern's size.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/result.h"
#include "time/atoms.h"
#include "time/lexicon.h"

namespace diurna::time {

inline constexpr size_t kMaxCaptures = 10;

struct Instruction {
  enum Code : uint8_t {
    kWord,
    kClass,
    kNumber,
    kGlue,
    kSentenceStart,
    kSplit,
    kJump,
    kOpen,
    kClose,
    kNot,
    kAccept
  };
  Code code = kAccept;
  uint32_t a = 0;  // word, class, or where to go first
  uint32_t b = 0;  // slot of the capture, or where to go next
};
inline constexpr uint32_t kNoSlot = 0xFF;

struct Pattern {
  std::vector<Instruction> code;
  std::vector<std::string> captures;  // slot -> name
  bool has_extent = false;
};

// The classes of number words that <n> is built of; kNoClass where a language has none.
struct NumberClasses {
  ClassId number = Lexicon::kNoClass;      // one, two ... and words such as "eineinhalb"
  ClassId tens = Lexicon::kNoClass;        // twenty: may be followed by - and a number below ten
  ClassId multiplier = Lexicon::kNoClass;  // hundred, thousand
};
NumberClasses number_classes(const Lexicon& lexicon);

// Words of the pattern are added to the lexicon. Errors: kBadInput with the reason (no file and
// line).
Result<Pattern> compile(std::string_view text, Lexicon& lexicon);

struct Match {
  uint32_t begin = 0, end = 0;                // atoms of the whole match
  uint32_t extent_begin = 0, extent_end = 0;  // atoms of the expression itself
  std::array<double, kMaxCaptures> captures;  // NaN where a slot stayed empty
};

class Matcher {
 public:
  Matcher(const Article& article, const std::vector<Atom>& atoms, const Lexicon& lexicon,
          const NumberClasses& numbers)
      : article_(article), atoms_(atoms), lexicon_(lexicon), numbers_(numbers) {}

  bool match(const Pattern& pattern, uint32_t begin, Match& match) const;

  // Number of atoms that a class covers at `at` (the longest phrase), 0 if none.
  uint32_t match_class(ClassId word_class, uint32_t at, double* value) const;
  uint32_t match_number(uint32_t at, double* value) const;

 private:
  bool run(const Pattern& pattern, uint32_t pc, uint32_t at, Match& match) const;
  bool opens_speech(uint32_t at) const;
  bool sense_fits(const Sense& sense, uint32_t at) const;
  uint32_t match_digits(uint32_t at, double* value) const;
  uint32_t match_number_words(uint32_t at, double* value) const;

  const Article& article_;
  const std::vector<Atom>& atoms_;
  const Lexicon& lexicon_;
  const NumberClasses& numbers_;
};

// The words with which a match can begin, and whether it can begin with digits or with anything at
// all.
struct FirstSet {
  std::vector<WordId> words;
  bool digits = false;
};
FirstSet first_set(const Pattern& pattern, const Lexicon& lexicon, const NumberClasses& numbers);

}  // namespace diurna::time
