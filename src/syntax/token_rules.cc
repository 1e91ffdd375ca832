#include "syntax/token_rules.h"

#include <algorithm>

#include "base/files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// Reads a list; absence is an empty list.
std::vector<std::string> list_of(const std::string& path, Mistakes& mistakes) {
  std::vector<std::string> out;
  const auto list = read_list(path);
  if (!list.ok()) {
    if (list.error().kind != Error::kNotFound) mistakes.add(list.error().message);
    return out;
  }
  for (const auto& entry : list.value()) out.push_back(entry.text);
  return out;
}

StringSet set_of(const std::string& path, Mistakes& mistakes) {
  const auto list = list_of(path, mistakes);
  return StringSet(list.begin(), list.end());
}

std::vector<std::string> longest_first(std::vector<std::string> list) {
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return list;
}

template <class Add>
void read_pairs(const std::string& path, Mistakes& mistakes, Add add) {
  const auto table = Table::read(path, {"word", "parts"});
  if (!table.ok()) {
    if (table.error().kind != Error::kNotFound) mistakes.add(table.error().message);
    return;
  }
  for (const auto& row : table.value().rows()) {
    const auto& word = table.value().cell(row, "word");
    const auto parts = split_trimmed(table.value().cell(row, "parts"), " ");
    if (word.empty() || parts.size() < 2) {
      mistakes.add(table.value().where(row) + ": a row needs a word and two or more parts");
      continue;
    }
    add(lower(word), std::vector<std::string>(parts.begin(), parts.end()),
        table.value().where(row));
  }
}

}  // namespace

Result<LanguageProperties> LanguageProperties::load(const std::string& folder) {
  const auto stanzas = read_stanzas(folder + "/language.txt");
  if (!stanzas.ok()) return stanzas.error();
  LanguageProperties properties;
  for (const auto& stanza : stanzas.value())
    for (const auto& field : stanza.fields) properties.values_[field.key] = field.value;
  return properties;
}

std::string_view LanguageProperties::get(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

Result<TokenRules> TokenRules::load(const std::string& folder) {
  const auto properties = LanguageProperties::load(folder);
  if (!properties.ok()) return properties.error();
  Mistakes mistakes;
  TokenRules rules;
  const std::string tokens = folder + "/tokens/";
  for (auto& entry : list_of(tokens + "abbreviations.txt", mistakes)) {
    const bool number = ends_with(entry, " 0");
    if (number) entry.resize(entry.size() - 2);
    (number ? rules.before_numbers : rules.abbreviations).insert(entry);
  }
  rules.starters = set_of(tokens + "starters.txt", mistakes);
  rules.prefixes = set_of(tokens + "prefixes.txt", mistakes);
  rules.units = set_of(tokens + "units.txt", mistakes);
  rules.clitics = longest_first(list_of(tokens + "clitics.txt", mistakes));
  rules.emoticons = longest_first(list_of(tokens + "emoticons.txt", mistakes));
  read_pairs(tokens + "contractions.tsv", mistakes,
             [&](std::string word, std::vector<std::string> parts, const std::string&) {
               rules.contractions[std::move(word)] = std::move(parts);
             });
  read_pairs(tokens + "cuts.tsv", mistakes,
             [&](std::string word, std::vector<std::string> parts, std::string where) {
               if (join(parts, "") != word)
                 mistakes.add(where + ": the parts of '" + word + "' do not make the word again");
               rules.cuts[std::move(word)] = join(parts, " ");
             });
  rules.split_hyphens = properties.value().has("split-hyphens");
  rules.number_ranges = properties.value().has("number-ranges");
  rules.split_marks = properties.value().has("split-marks");
  rules.gender_marks = properties.value().has("gender-marks");
  rules.ordinal_dot = properties.value().has("ordinal-dot");
  if (!mistakes.empty()) return mistakes.error();
  return rules;
}

}  // namespace diurna
