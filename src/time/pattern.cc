#include "time/pattern.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "text/utf8.h"

namespace diurna::time {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Recursive descent over the pattern's text; emits code as it goes.
class Compiler {
 public:
  Compiler(std::string_view text, Lexicon& lexicon) : text_(text), lexicon_(lexicon) {}

  Result<Pattern> compile() {
    alternatives();
    if (error_.empty() && at_ < text_.size())
      fail("unexpected '" + std::string(text_.substr(at_, 1)) + "'");
    if (!error_.empty()) return Error{Error::kBadInput, error_};
    emit(Instruction::kAccept);
    return std::move(pattern_);
  }

 private:
  void fail(std::string reason) {
    if (error_.empty())
      error_ = std::move(reason) + " in the pattern at column " + std::to_string(at_ + 1);
    at_ = text_.size();
  }

  uint32_t emit(Instruction::Code code, uint32_t a = 0, uint32_t b = 0) {
    pattern_.code.push_back({code, a, b});
    return static_cast<uint32_t>(pattern_.code.size() - 1);
  }
  uint32_t here() const { return static_cast<uint32_t>(pattern_.code.size()); }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  char peek() {
    skip_spaces();
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  void alternatives() {
    std::vector<uint32_t> jumps;
    for (;;) {
      const uint32_t begin = here();
      sequence();
      if (peek() != '|') break;
      ++at_;
      insert_at(begin, {Instruction::kSplit, begin + 1, here() + 2});
      jumps.push_back(emit(Instruction::kJump));
    }
    for (const uint32_t jump : jumps) pattern_.code[jump].a = here();
  }

  void sequence() {
    for (char c = peek(); c != '\0' && c != '|' && c != ')'; c = peek()) item();
  }

  // Opens room for an instruction before those emitted since `position`, and mends the targets
  // behind it.
  void insert_at(uint32_t position, Instruction instruction) {
    for (uint32_t i = position; i < here(); ++i) {
      auto& code = pattern_.code[i];
      if (code.code == Instruction::kSplit) {
        ++code.a;
        ++code.b;
      } else if (code.code == Instruction::kJump || code.code == Instruction::kNot) {
        ++code.a;
      }
    }
    pattern_.code.insert(pattern_.code.begin() + position, instruction);
  }

  void item() {
    const uint32_t begin = here();
    element();
    if (at_ < text_.size() && text_[at_] == '?') {
      ++at_;
      insert_at(begin, {Instruction::kSplit, begin + 1, here() + 1});
    }
  }

  void element() {
    switch (peek()) {
      case '(':
        ++at_;
        alternatives();
        if (peek() != ')') return fail("a '(' is not closed");
        ++at_;
        return;
      case '[':
        ++at_;
        pattern_.has_extent = true;
        emit(Instruction::kOpen);
        return;
      case ']':
        ++at_;
        emit(Instruction::kClose);
        return;
      case '~':
        ++at_;
        emit(Instruction::kGlue);
        return;
      case '^':
        ++at_;
        emit(Instruction::kSentenceStart);
        return;
      case '!': {
        ++at_;
        const uint32_t look = emit(Instruction::kNot);
        element();
        emit(Instruction::kAccept);
        pattern_.code[look].a = here();
        return;
      }
      case '<':
        return class_element();
      case '"': {
        const size_t close = text_.find('"', at_ + 1);
        if (close == std::string_view::npos) return fail("a quote is not closed");
        words(text_.substr(at_ + 1, close - at_ - 1));
        at_ = close + 1;
        return;
      }
      default: {
        const size_t begin = at_;
        while (at_ < text_.size() &&
               std::string_view(" |()[]~?!<^\"").find(text_[at_]) == std::string_view::npos)
          ++at_;
        if (at_ == begin) return fail("unexpected '" + std::string(text_.substr(at_, 1)) + "'");
        words(text_.substr(begin, at_ - begin));
      }
    }
  }

  void words(std::string_view text) {
    bool first = true;
    for (const auto& atom : atoms_of_phrase(lower(text))) {
      if (!first) emit(Instruction::kGlue);
      first = false;
      emit(Instruction::kWord, lexicon_.intern(atom));
    }
  }

  void class_element() {
    const size_t close = text_.find('>', at_);
    if (close == std::string_view::npos) return fail("a '<' is not closed");
    const auto parts = split(text_.substr(at_ + 1, close - at_ - 1), ':');
    const std::string name(parts.back());
    uint32_t slot = 0;
    auto& captures = pattern_.captures;
    const auto found = std::find(captures.begin(), captures.end(), name);
    slot = static_cast<uint32_t>(found - captures.begin());
    if (found == captures.end()) {
      if (captures.size() == kMaxCaptures)
        return fail("more than " + std::to_string(kMaxCaptures) + " captures");
      captures.push_back(name);
    }
    if (parts[0] == "n") {
      emit(Instruction::kNumber, 0, slot);
    } else {
      const ClassId word_class = lexicon_.find_class(parts[0]);
      if (word_class == Lexicon::kNoClass)
        return fail("no class '" + std::string(parts[0]) + "' in words.tsv");
      emit(Instruction::kClass, word_class, slot);
    }
    at_ = close + 1;
  }

  std::string_view text_;
  Lexicon& lexicon_;
  Pattern pattern_;
  std::string error_;
  size_t at_ = 0;
};

void add_class(ClassId word_class, const Lexicon& lexicon, FirstSet& set) {
  if (word_class == Lexicon::kNoClass) return;
  for (WordId word = 0; word < lexicon.size(); ++word)
    for (const auto& sense : lexicon.senses(word))
      if (sense.word_class == word_class) set.words.push_back(word);
  for (const auto& range : lexicon.ranges())
    if (range.word_class == word_class) set.digits = true;
}

void collect_first(const Pattern& pattern, uint32_t pc, const Lexicon& lexicon,
                   const NumberClasses& numbers, FirstSet& set) {
  for (;;) {
    const auto& code = pattern.code[pc];
    switch (code.code) {
      case Instruction::kWord:
        set.words.push_back(code.a);
        return;
      case Instruction::kClass:
        add_class(static_cast<ClassId>(code.a), lexicon, set);
        return;
      case Instruction::kNumber:
        set.digits = true;
        add_class(numbers.number, lexicon, set);
        add_class(numbers.tens, lexicon, set);
        add_class(numbers.multiplier, lexicon, set);
        return;
      case Instruction::kSplit:
        collect_first(pattern, code.a, lexicon, numbers, set);
        pc = code.b;
        break;
      case Instruction::kJump:
      case Instruction::kNot:
        pc = code.a;
        break;
      case Instruction::kAccept:
        return;
      default:
        ++pc;
    }
  }
}

}  // namespace

NumberClasses number_classes(const Lexicon& lexicon) {
  return {lexicon.find_class("number"), lexicon.find_class("tens"),
          lexicon.find_class("multiplier")};
}

Result<Pattern> compile(std::string_view text, Lexicon& lexicon) {
  return Compiler(text, lexicon).compile();
}

FirstSet first_set(const Pattern& pattern, const Lexicon& lexicon, const NumberClasses& numbers) {
  FirstSet set;
  collect_first(pattern, 0, lexicon, numbers, set);
  std::sort(set.words.begin(), set.words.end());
  set.words.erase(std::unique(set.words.begin(), set.words.end()), set.words.end());
  return set;
}

// Whether a quotation mark or a colon stands before it, so that a capital says nothing.
bool Matcher::opens_speech(uint32_t at) const {
  if (at == 0) return true;
  size_t length = 0;
  const char32_t c = code_point_at(article_.text, atoms_[at - 1].bytes.begin, &length);
  return c == ':' || is_quote(c);
}

bool Matcher::sense_fits(const Sense& sense, uint32_t at) const {
  const Atom& atom = atoms_[at];
  if (sense.letter_case == Case::kUpper && !atom.upper) return false;
  if (sense.letter_case == Case::kLower && atom.upper && !atom.starts_sentence && !atom.all_upper &&
      !opens_speech(at))
    return false;
  if (sense.not_upos != 0 && atom.token != kNone) {
    const auto tag = static_cast<unsigned>(article_.tokens.upos[atom.token]);
    if ((sense.not_upos >> tag & 1u) != 0) return false;
  }
  for (size_t i = 0; i < sense.rest.size(); ++i) {
    const size_t next = at + i + 1;
    if (next >= atoms_.size() || atoms_[next].word != sense.rest[i]) return false;
  }
  return true;
}

uint32_t Matcher::match_class(ClassId word_class, uint32_t at, double* value) const {
  const Atom& atom = atoms_[at];
  if (atom.number >= 0) {
    for (const auto& range : lexicon_.ranges()) {
      if (range.word_class != word_class || atom.number < range.low || atom.number > range.high)
        continue;
      if (range.digits != 0 && atom.digits != range.digits) continue;
      if (range.digits == 0 && atom.digits > 2 && atom.number < 100) continue;  // "007" is no day
      *value = atom.number;
      return 1;
    }
    return 0;
  }
  if (atom.word == kNone) return 0;
  uint32_t longest = 0;
  for (const auto& sense : lexicon_.senses(atom.word)) {
    if (sense.word_class != word_class || sense.rest.size() < longest || !sense_fits(sense, at))
      continue;
    longest = static_cast<uint32_t>(sense.rest.size()) + 1;
    *value = sense.value;
  }
  return longest;
}

// "1 200", "1.200", "1,200" are one number; "2,5" and "2.5" have a fraction.
uint32_t Matcher::match_digits(uint32_t at, double* value) const {
  double number = atoms_[at].number;
  uint32_t length = 1;
  if (at > 0 && !atoms_[at].space_before && atoms_[at - 1].word != kNone) {
    // The fraction of another number ("0.25") is none of its own.
    const char mark = article_.text[atoms_[at - 1].bytes.begin];
    if ((mark == '.' || mark == ',') && at > 1 && atoms_[at - 2].number >= 0 &&
        !atoms_[at - 1].space_before)
      return 0;
  }
  for (;;) {
    const size_t mark = at + length, next = mark + 1;
    if (next >= atoms_.size() || atoms_[mark].space_before || atoms_[next].space_before ||
        atoms_[next].number < 0)
      break;
    const char c = article_.text[atoms_[mark].bytes.begin];
    if (c != '.' && c != ',') break;
    if (atoms_[next].digits == 3) {
      number = number * 1000 + atoms_[next].number;
      length += 2;
    } else if (atoms_[next].digits <= 2) {
      number += atoms_[next].number / std::pow(10.0, atoms_[next].digits);
      length += 2;
      break;
    } else {
      break;
    }
  }
  *value = number;
  return length;
}

uint32_t Matcher::match_number_words(uint32_t at, double* value) const {
  double total = 0, current = 0, part = 0;
  uint32_t length = 0;
  const auto limit = static_cast<uint32_t>(atoms_.size());
  while (at + length < limit) {
    const uint32_t here = at + length;
    if (numbers_.multiplier != Lexicon::kNoClass &&
        match_class(numbers_.multiplier, here, &part) != 0) {
      current = (current == 0 ? 1 : current) * part;
      if (part >= 1000) {
        total += current;
        current = 0;
      }
      ++length;
    } else if (numbers_.tens != Lexicon::kNoClass && match_class(numbers_.tens, here, &part) != 0) {
      if (current != 0 && std::fmod(current, 100) != 0) break;
      current += part;
      ++length;
      const uint32_t dash = at + length;
      double digit = 0;
      const bool hyphen = dash + 1 < limit && article_.text[atoms_[dash].bytes.begin] == '-';
      const uint32_t unit = hyphen ? dash + 1 : dash;
      if (unit < limit && numbers_.number != Lexicon::kNoClass &&
          match_class(numbers_.number, unit, &digit) == 1 && digit >= 1 && digit < 10) {
        current += digit;
        length += hyphen ? 2 : 1;
      }
    } else if (numbers_.number != Lexicon::kNoClass) {
      const uint32_t words = match_class(numbers_.number, here, &part);
      if (words == 0 || (current != 0 && std::fmod(current, 100) != 0) ||
          (length > 0 && total == 0 && current == 0))
        break;
      current += part;
      length += words;
    } else {
      break;
    }
  }
  *value = total + current;
  return length;
}

uint32_t Matcher::match_number(uint32_t at, double* value) const {
  if (atoms_[at].number >= 0) {
    uint32_t length = match_digits(at, value);
    double part = 0;
    if (length > 0 && at + length < atoms_.size() && numbers_.multiplier != Lexicon::kNoClass &&
        match_class(numbers_.multiplier, at + length, &part) == 1) {
      *value *= part;
      ++length;
    }
    return length;
  }
  return atoms_[at].word == kNone ? 0 : match_number_words(at, value);
}

bool Matcher::run(const Pattern& pattern, uint32_t pc, uint32_t at, Match& match) const {
  for (;;) {
    const auto& code = pattern.code[pc];
    switch (code.code) {
      case Instruction::kWord:
        if (at >= atoms_.size() || atoms_[at].word != code.a) return false;
        ++at;
        ++pc;
        break;
      case Instruction::kClass:
      case Instruction::kNumber: {
        if (at >= atoms_.size()) return false;
        double value = 0;
        const uint32_t length = code.code == Instruction::kClass
                                    ? match_class(static_cast<ClassId>(code.a), at, &value)
                                    : match_number(at, &value);
        if (length == 0) return false;
        match.captures[code.b] = value;
        at += length;
        ++pc;
        break;
      }
      case Instruction::kGlue:
        if (at >= atoms_.size() || atoms_[at].space_before) return false;
        ++pc;
        break;
      case Instruction::kSentenceStart:
        if (at >= atoms_.size() || !atoms_[at].starts_sentence) return false;
        ++pc;
        break;
      case Instruction::kSplit: {
        const Match before = match;
        if (run(pattern, code.a, at, match)) return true;
        match = before;
        pc = code.b;
        break;
      }
      case Instruction::kJump:
        pc = code.a;
        break;
      case Instruction::kOpen:
        match.extent_begin = at;
        ++pc;
        break;
      case Instruction::kClose:
        match.extent_end = at;
        ++pc;
        break;
      case Instruction::kNot: {
        Match unused = match;
        if (run(pattern, pc + 1, at, unused)) return false;
        pc = code.a;
        break;
      }
      case Instruction::kAccept:
        match.end = at;
        return true;
    }
  }
}

bool Matcher::match(const Pattern& pattern, uint32_t begin, Match& match) const {
  match.begin = match.extent_begin = begin;
  match.extent_end = 0;
  match.captures.fill(kNaN);
  if (!run(pattern, 0, begin, match) || match.end == begin) return false;
  if (!pattern.has_extent) {
    match.extent_begin = begin;
    match.extent_end = match.end;
  }
  return match.extent_end > match.extent_begin;
}

}  // namespace diurna::time
