#include "event/word_lists.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

template <class Value>
const Value* find_in(const StringMap<Value>& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

// Calls `row(table, row)` for every row of a table that may be absent.
template <class Use>
Outcome each_row(const std::string& path, const std::vector<std::string>& columns, Use use) {
  if (!std::filesystem::exists(path)) return Unit{};
  auto table = Table::read(path, columns);
  if (!table.ok()) return table.error();
  for (const auto& row : table.value().rows()) use(table.value(), row);
  return Unit{};
}

}  // namespace

Result<WordLists> WordLists::load(const std::string& words_dir, const Ontology& ontology) {
  WordLists words;
  auto files = list_files(words_dir, false);
  if (!files.ok()) return files.error();
  for (const auto& path : files.value()) {
    if (!ends_with(path, ".txt")) continue;
    auto entries = read_list(path);
    if (!entries.ok()) return entries.error();
    auto& list = words.lists_[std::filesystem::path(path).stem().string()];
    for (const auto& entry : entries.value()) list.insert(entry.text);
  }
  Mistakes mistakes;
  std::vector<Outcome> outcomes;
  outcomes.push_back(each_row(words_dir + "/speech.tsv", {"lemma", "kind", "stance"},
                              [&](const Table& t, const auto& row) {
                                words.speech_[t.cell(row, "kind") + " " + t.cell(row, "lemma")] = {
                                    t.cell(row, "kind"), t.cell(row, "stance")};
                              }));
  outcomes.push_back(each_row(words_dir + "/numbers.tsv", {"word", "value", "bound"},
                              [&](const Table& t, const auto& row) {
                                const auto value = parse_number<double>(t.cell(row, "value"));
                                words.numbers_[lower(t.cell(row, "word"))] = {
                                    value.value_or(0), value.has_value(), t.cell(row, "bound")};
                              }));
  outcomes.push_back(
      each_row(words_dir + "/bounds.tsv", {"word", "bound"}, [&](const Table& t, const auto& row) {
        const auto word = lower(t.cell(row, "word"));
        words.bounds_[word] = t.cell(row, "bound");
        words.longest_bound_words_ =
            std::max(words.longest_bound_words_,
                     static_cast<size_t>(std::count(word.begin(), word.end(), ' ')) + 1);
      }));
  outcomes.push_back(each_row(
      words_dir + "/units.tsv", {"lemma", "unit", "kind"}, [&](const Table& t, const auto& row) {
        words.units_[t.cell(row, "lemma")] = {t.cell(row, "unit"), t.cell(row, "kind")};
      }));
  outcomes.push_back(
      each_row(words_dir + "/harm.tsv", {"lemma", "kind"}, [&](const Table& t, const auto& row) {
        words.harm_[t.cell(row, "lemma")] = t.cell(row, "kind");
      }));
  outcomes.push_back(
      each_row(words_dir + "/contexts.tsv", {"lemma", "context", "weight"},
               [&](const Table& t, const auto& row) {
                 const auto& context = t.cell(row, "context");
                 const auto weight = parse_number<float>(t.cell(row, "weight"));
                 if (!ontology.has_context(context))
                   mistakes.add(t.where(row) + ": no context '" + context +
                                "' in plover/contexts.txt; nearest is '" +
                                nearest(context, ontology.contexts()) + "'");
                 if (!weight)
                   mistakes.add(t.where(row) + ": '" + t.cell(row, "weight") + "' is no number");
                 words.contexts_[t.cell(row, "lemma")].push_back({context, weight.value_or(0)});
               }));
  for (const auto& outcome : outcomes)
    if (!outcome.ok()) return outcome.error();
  if (!mistakes.empty()) return mistakes.error();
  return words;
}

bool WordLists::contains(std::string_view list_name, std::string_view lemma) const {
  const StringSet* const set = list(list_name);
  return set != nullptr && set->find(lemma) != set->end();
}

const StringSet* WordLists::list(std::string_view name) const {
  return find_in(lists_, name);
}
const WordLists::Speech* WordLists::speech(std::string_view lemma, std::string_view kind) const {
  return find_in(speech_, std::string(kind) + " " + std::string(lemma));
}
const WordLists::Number* WordLists::number(std::string_view word) const {
  return find_in(numbers_, word);
}
const std::string* WordLists::bound(std::string_view text) const {
  return find_in(bounds_, text);
}
const WordLists::CountUnit* WordLists::unit(std::string_view lemma) const {
  return find_in(units_, lemma);
}
const std::string* WordLists::harm(std::string_view lemma) const {
  return find_in(harm_, lemma);
}
const std::vector<WordLists::ContextWeight>* WordLists::contexts(std::string_view lemma) const {
  return find_in(contexts_, lemma);
}

}  // namespace diurna
