#include "time/rules.h"

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "base/strings.h"

namespace diurna::time {
namespace {

bool parse_type(std::string_view text, TimexType& out) {
  for (const auto type :
       {TimexType::kDate, TimexType::kTime, TimexType::kDuration, TimexType::kSet}) {
    if (name(type) != text) continue;
    out = type;
    return true;
  }
  return false;
}

// "month=$month", "by=-$n", "unit=W": one assignment; an error in words otherwise.
std::string parse_assignment(std::string_view text, const std::vector<std::string>& captures,
                             Assignment& out, bool* absent) {
  const size_t equals = text.find('=');
  if (equals == std::string_view::npos)
    return "expected key=value, found '" + std::string(text) + "'";
  const auto field = parse_field(text.substr(0, equals));
  if (!field) return "no key '" + std::string(text.substr(0, equals)) + "'";
  out.field = *field;
  auto value = text.substr(equals + 1);
  *absent = false;
  const bool negative = starts_with(value, "-$");
  if (!negative && !starts_with(value, "$")) {
    const auto constant = parse_value(value);
    if (!constant) return "'" + std::string(value) + "' is neither a number nor a symbol";
    out.constant = *constant;
    return {};
  }
  value.remove_prefix(negative ? 2 : 1);
  out.factor = negative ? -1 : 1;
  const auto found = std::find(captures.begin(), captures.end(), value);
  *absent = found == captures.end();  // another pattern of the same rule may capture it
  out.slot = static_cast<uint32_t>(found - captures.begin());
  return {};
}

}  // namespace

void RuleBook::read_example(const Stanza& stanza, const Stanza::Field& field, Mistakes& mistakes) {
  Example example;
  example.where = stanza.where(field);
  std::string_view rest = field.value;
  std::vector<std::string_view> values;
  if (const size_t arrow = rest.rfind("=>"); arrow != std::string_view::npos) {
    values = split_trimmed(rest.substr(arrow + 2), ";");
    rest = trim(rest.substr(0, arrow));
  }
  if (const size_t at = rest.rfind(" @"); at != std::string_view::npos) {
    example.anchor = std::string(trim(rest.substr(at + 2)));
    rest = trim(rest.substr(0, at));
    if (example.anchor == "?") example.anchor.clear();
  } else {
    mistakes.add(
        example.where +
        ": an example needs an anchor: text @ 2024-04-25 => value (@ ? where no date is known)");
  }
  if (!example.anchor.empty() && !parse_iso_day(example.anchor))
    mistakes.add(example.where + ": anchor '" + example.anchor +
                 "' is no day of the form 2024-04-25");
  for (const char c : rest) {
    const auto here = static_cast<uint32_t>(example.text.size());
    if (c == '[') {
      example.expected.push_back({{here, here}, {}});
    } else if (c == ']' && !example.expected.empty()) {
      example.expected.back().bytes.end = here;
    } else {
      example.text += c;
    }
  }
  if (values.size() != example.expected.size())
    mistakes.add(example.where + ": " + std::to_string(example.expected.size()) +
                 " bracketed expressions but " + std::to_string(values.size()) + " values");
  for (size_t i = 0; i < values.size() && i < example.expected.size(); ++i)
    example.expected[i].value = std::string(values[i]);
  if (field.key == "-" && !example.expected.empty())
    mistakes.add(example.where + ": an example with '-' has no expression in it");
  examples_.push_back(std::move(example));
}

void RuleBook::read_rule(const Stanza& stanza, Mistakes& mistakes) {
  Rule base;
  base.id = stanza.get("rule");
  base.where = stanza.where();
  if (base.id.empty()) mistakes.add(base.where + ": a rule begins with 'rule: <name>'");
  std::string value;
  std::vector<std::pair<std::string, std::string>> patterns;  // text, where
  bool has_example = false;
  for (const auto& field : stanza.fields) {
    const std::string where = stanza.where(field);
    if (field.key == "type") {
      if (!parse_type(field.value, base.type))
        mistakes.add(where + ": type '" + field.value + "'; expected DATE, TIME, DURATION or SET");
    } else if (field.key == "pattern") {
      patterns.emplace_back(field.value, where);
    } else if (field.key == "value") {
      value = field.value;
    } else if (field.key == "not-after") {
      auto pattern = compile(field.value, lexicon_);
      if (pattern.ok()) {
        base.not_after = pattern.take();
      } else {
        mistakes.add(where + ": " + pattern.error().message);
      }
    } else if (field.key == "borrow") {
      base.donor = field.value == "next"       ? Donor::kNext
                   : field.value == "previous" ? Donor::kPrevious
                                               : Donor::kNone;
      if (base.donor == Donor::kNone)
        mistakes.add(where + ": borrow '" + field.value + "'; expected next or previous");
    } else if (field.key == "if") {
      base.condition = field.value == "not-quantity"      ? Condition::kNotQuantity
                       : field.value == "past-clause"     ? Condition::kPastClause
                       : field.value == "present-clause"  ? Condition::kPresentClause
                       : field.value == "not-past-clause" ? Condition::kNotPastClause
                                                          : Condition::kNone;
      if (base.condition == Condition::kNone)
        mistakes.add(where + ": if '" + field.value +
                     "'; expected not-quantity, past-clause, present-clause or not-past-clause");
    } else if (field.key == "+" || field.key == "-") {
      has_example = has_example || field.key == "+";
      read_example(stanza, field, mistakes);
    } else if (field.key != "rule") {
      mistakes.add(where + ": no key '" + field.key + "' in a time rule");
    }
  }
  if (patterns.empty()) mistakes.add(base.where + ": no pattern");
  if (!has_example) mistakes.add(base.where + ": no example (+ text @ anchor => value)");
  const auto words = split_trimmed(value, " ");
  const auto op = words.empty() ? std::nullopt : parse_op(words[0]);
  if (!op) {
    mistakes.add(base.where + ": value '" + value +
                 "'; expected date, duration, set or ref with key=value pairs");
    return;
  }
  base.op = *op;
  std::vector<char> used(words.size(), 0);
  for (const auto& [text, where] : patterns) {
    auto pattern = compile(text, lexicon_);
    if (!pattern.ok()) {
      mistakes.add(where + ": " + pattern.error().message);
      continue;
    }
    Rule rule = base;
    rule.where = where;
    rule.pattern = pattern.take();
    for (size_t w = 1; w < words.size(); ++w) {
      Assignment assignment;
      bool absent = false;
      const auto fault = parse_assignment(words[w], rule.pattern.captures, assignment, &absent);
      if (!fault.empty()) mistakes.add(where + ": " + fault + " in the value");
      if (!fault.empty() || absent) continue;
      used[w] = 1;
      rule.assignments.push_back(assignment);
    }
    rules_.push_back(std::move(rule));
  }
  for (size_t w = 1; w < words.size(); ++w)
    if (used[w] == 0)
      mistakes.add(base.where + ": no pattern captures what '" + std::string(words[w]) +
                   "' asks for");
}

void RuleBook::index() {
  numbers_ = number_classes(lexicon_);
  by_word_.resize(lexicon_.size());
  for (size_t r = 0; r < rules_.size(); ++r) {
    const auto id = static_cast<uint16_t>(r);
    if (rules_[r].donor != Donor::kNone) {
      (rules_[r].donor == Donor::kNext ? from_next_ : from_previous_).push_back(id);
      continue;
    }
    const auto first = first_set(rules_[r].pattern, lexicon_, numbers_);
    for (const WordId word : first.words) by_word_[word].push_back(id);
    if (first.digits) by_digits_.push_back(id);
  }
}

Result<RuleBook> RuleBook::read(const std::string& folder) {
  RuleBook book;
  auto lexicon = Lexicon::read(folder + "/words.tsv");
  if (!lexicon.ok()) return lexicon.error();
  book.lexicon_ = lexicon.take();
  for (const auto mark : {".", ",", ":", "-", "'", "/"}) book.lexicon_.intern(mark);
  auto tense_words = TenseWords::read(folder + "/tense.tsv");
  if (!tense_words.ok()) return tense_words.error();
  book.tense_words_ = tense_words.take();
  auto files = list_files(folder, false);
  if (!files.ok()) return files.error();
  Mistakes mistakes;
  for (const auto& file : files.value()) {
    if (!ends_with(file, ".txt")) continue;
    auto stanzas = read_stanzas(file);
    if (!stanzas.ok()) {
      mistakes.add(stanzas.error().message);
      continue;
    }
    for (const auto& stanza : stanzas.value()) book.read_rule(stanza, mistakes);
  }
  if (!mistakes.empty()) return mistakes.error();
  book.index();
  return book;
}

}  // namespace diurna::time
