#include "time/lexicon.h"

#include "text/utf8.h"
#include "time/meaning.h"

namespace diurna::time {
namespace {

// "letzt(e|en)" -> letzte, letzten; without brackets the form itself.
void expand(std::string_view form, std::vector<std::string>& out) {
  const size_t open = form.find('(');
  const size_t close = form.find(')', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) {
    out.emplace_back(form);
    return;
  }
  for (const auto ending : split(form.substr(open + 1, close - open - 1), '|'))
    expand(std::string(form.substr(0, open)) + std::string(ending) +
               std::string(form.substr(close + 1)),
           out);
}

// Splits at the bars that stand outside of brackets.
std::vector<std::string> forms_of(std::string_view cell) {
  std::vector<std::string> out;
  size_t begin = 0;
  int depth = 0;
  for (size_t i = 0; i <= cell.size(); ++i) {
    if (i < cell.size() && cell[i] == '(') ++depth;
    if (i < cell.size() && cell[i] == ')') --depth;
    if (i == cell.size() || (cell[i] == '|' && depth == 0)) {
      const auto form = trim(cell.substr(begin, i - begin));
      if (!form.empty()) expand(form, out);
      begin = i + 1;
    }
  }
  return out;
}

bool parse_range(std::string_view form, NumberRange& range) {
  const size_t dots = form.find("..");
  if (dots == std::string_view::npos) return false;
  const auto low_text = form.substr(0, dots), high_text = form.substr(dots + 2);
  const auto low = parse_number<int>(low_text), high = parse_number<int>(high_text);
  if (!low || !high) return false;
  range.low = *low;
  range.high = *high;
  range.digits =
      low_text.size() > 1 && low_text.front() == '0' ? static_cast<int>(low_text.size()) : 0;
  return true;
}

}  // namespace

std::vector<std::string> atoms_of_phrase(std::string_view phrase) {
  std::vector<std::string> out;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (size_t at = 0; at < phrase.size();) {
    size_t length = 0;
    const char32_t c = code_point_at(phrase, at, &length);
    if (is_letter(c) || is_digit(c)) {
      word += phrase.substr(at, length);
    } else {
      finish();
      if (!is_space(c)) out.emplace_back(phrase.substr(at, length));
    }
    at += length;
  }
  finish();
  return out;
}

WordId Lexicon::find(std::string_view lower_case) const {
  const auto found = words_.find(lower_case);
  return found == words_.end() ? kNone : found->second;
}

WordId Lexicon::intern(std::string_view lower_case) {
  const auto found = words_.find(lower_case);
  if (found != words_.end()) return found->second;
  const auto id = static_cast<WordId>(senses_.size());
  words_.emplace(std::string(lower_case), id);
  spellings_.emplace_back(lower_case);
  senses_.emplace_back();
  splits_.push_back(0);
  return id;
}

ClassId Lexicon::find_class(std::string_view name) const {
  const auto found = classes_.find(name);
  return found == classes_.end() ? kNoClass : found->second;
}

ClassId Lexicon::intern_class(std::string_view name) {
  const auto found = classes_.find(name);
  if (found != classes_.end()) return found->second;
  const auto id = static_cast<ClassId>(class_names_.size());
  classes_.emplace(std::string(name), id);
  class_names_.emplace_back(name);
  return id;
}

void Lexicon::add_compounds(std::string_view first, std::string_view second) {
  const ClassId a = find_class(first), b = find_class(second);
  std::vector<WordId> firsts, seconds;
  for (WordId word = 0; word < senses_.size(); ++word) {
    for (const auto& sense : senses_[word]) {
      if (!sense.rest.empty()) continue;
      if (sense.word_class == a) firsts.push_back(word);
      if (sense.word_class == b) seconds.push_back(word);
    }
  }
  for (const WordId x : firsts) {
    for (const WordId y : seconds) {
      const std::string spelling = spellings_[x] + spellings_[y];
      if (find(spelling) != kNone) continue;
      const auto cut = static_cast<uint32_t>(spellings_[x].size());
      splits_[intern(spelling)] = cut;
    }
  }
}

void Lexicon::add_row(const Table& table, const Table::Row& row, Mistakes& mistakes) {
  const auto& class_name = table.cell(row, "class");
  const auto forms = forms_of(table.cell(row, "words"));
  if (class_name.empty() || forms.empty()) {
    mistakes.add(table.where(row) + ": a row needs a class and words");
    return;
  }
  Sense sense;
  sense.word_class = intern_class(class_name);
  const auto& value = table.cell(row, "value");
  if (!value.empty()) {
    const auto parsed = parse_value(value);
    if (!parsed)
      mistakes.add(table.where(row) + ": '" + value +
                   "' is neither a number nor a symbol of meaning.h nor a feast");
    sense.value = parsed.value_or(0);
  }
  const auto& letter_case = table.cell(row, "case");
  if (letter_case == "upper") {
    sense.letter_case = Case::kUpper;
  } else if (letter_case == "lower") {
    sense.letter_case = Case::kLower;
  } else if (!letter_case.empty()) {
    mistakes.add(table.where(row) + ": case '" + letter_case + "'; expected upper, lower or -");
  }
  for (const auto tag : split_trimmed(table.cell(row, "not"), ",")) {
    Upos upos{};
    if (!parse_upos(tag, upos))
      mistakes.add(table.where(row) + ": no part of speech '" + std::string(tag) + "'");
    sense.not_upos |= 1u << static_cast<unsigned>(upos);
  }
  for (const auto& form : forms) {
    NumberRange range;
    if (parse_range(form, range)) {
      range.word_class = sense.word_class;
      ranges_.push_back(range);
      continue;
    }
    const auto atoms = atoms_of_phrase(lower(form));
    Sense own = sense;
    for (size_t i = 1; i < atoms.size(); ++i) own.rest.push_back(intern(atoms[i]));
    if (!atoms.empty()) senses_[intern(atoms[0])].push_back(std::move(own));
  }
}

Result<Lexicon> Lexicon::read(const std::string& path) {
  auto table = Table::read(path, {"class", "words", "value"});
  if (!table.ok()) return table.error();
  Lexicon lexicon;
  Mistakes mistakes;
  for (const auto& row : table.value().rows())
    if (!starts_with(table.value().cell(row, "words"), "<"))
      lexicon.add_row(table.value(), row, mistakes);
  for (const auto& row : table.value().rows()) {
    const std::string_view words = table.value().cell(row, "words");
    if (!starts_with(words, "<")) continue;
    const auto parts = split_trimmed(words, "><");
    if (parts.size() != 2 || !ends_with(words, ">") ||
        lexicon.find_class(parts[0].substr(1)) == kNoClass ||
        lexicon.find_class(parts[1].substr(0, parts[1].size() - 1)) == kNoClass) {
      mistakes.add(table.value().where(row) + ": found '" + std::string(words) +
                   "'; expected <class><class> of known classes");
      continue;
    }
    lexicon.add_compounds(parts[0].substr(1), parts[1].substr(0, parts[1].size() - 1));
  }
  if (!mistakes.empty()) return mistakes.error();
  return lexicon;
}

}  // namespace diurna::time
