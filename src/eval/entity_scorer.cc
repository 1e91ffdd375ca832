#include <algorithm>

#include "base/strings.h"
#include "eval/scorers.h"

namespace diurna {
namespace {

struct Name {
  size_t begin = 0, end = 0;
  std::string type;
  bool operator==(const Name&) const = default;
};

// PER LOC ORG MISC for the labels of the usual sets; empty for classes that are no names of the
// four.
std::string main_type(std::string_view label) {
  if (ends_with(label, "deriv") || ends_with(label, "part")) return {};
  const auto is = [&](std::string_view start) { return starts_with(label, start); };
  if (is("PER") || label == "person") return "PER";
  if (is("LOC") || is("GPE") || label == "location") return "LOC";
  if (is("ORG") || label == "corporation" || label == "group") return "ORG";
  if (is("OTH") || is("MISC")) return "MISC";
  return {};
}

std::vector<Name> names_of(const ConlluSentence& sentence) {
  std::vector<Name> names;
  std::string open;
  for (size_t w = 0; w < sentence.words.size(); ++w) {
    const auto label = ner_label(sentence.words[w].misc);
    const bool begins = starts_with(label, "B-");
    const bool inside = starts_with(label, "I-") && !open.empty() && label.substr(2) == open;
    if (inside) {
      names.back().end = w + 1;
    } else if (begins || starts_with(label, "I-")) {
      open = std::string(label.substr(2));
      names.push_back({w, w + 1, open});
    } else {
      open.clear();
    }
  }
  for (auto& name : names) name.type = main_type(name.type);
  return names;
}

}  // namespace

Result<Report> score_entities(const std::vector<ConlluSentence>& gold,
                              const std::vector<ConlluSentence>& system,
                              const std::vector<std::string>& types) {
  if (gold.size() != system.size())
    return Error{Error::kBadInput, "gold has " + std::to_string(gold.size()) +
                                       " sentences, system " + std::to_string(system.size())};
  std::vector<FigureName> names = {{"all", false}};
  for (const auto& type : types) names.push_back({type, false});
  std::vector<std::vector<Counts>> documents;
  for (size_t s = 0; s < gold.size(); ++s) {
    if (gold[s].words.size() != system[s].words.size())
      return Error{Error::kBadInput, "sentence " + std::to_string(s + 1) + ": gold has " +
                                         std::to_string(gold[s].words.size()) + " words, system " +
                                         std::to_string(system[s].words.size())};
    std::vector<Counts> counts(names.size());
    const auto g = names_of(gold[s]);
    const auto y = names_of(system[s]);
    for (size_t t = 0; t < types.size(); ++t) {
      Counts& own = counts[t + 1];
      for (const auto& name : g) own.gold += name.type == types[t];
      for (const auto& name : y) {
        if (name.type != types[t]) continue;
        own.predicted += 1;
        own.right += std::find(g.begin(), g.end(), name) != g.end();
      }
      counts[0] += own;
    }
    documents.push_back(std::move(counts));
  }
  return make_report("entities", names, documents);
}

Result<std::vector<ConlluSentence>> read_bio(std::string_view text) {
  std::vector<ConlluSentence> sentences;
  ConlluSentence current;
  int number = 0;
  for (auto line : split(text, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (trim(line).empty()) {
      if (!current.words.empty()) sentences.push_back(std::move(current));
      current = {};
      continue;
    }
    const auto cells = split(line, '\t');
    if (line[0] == '#' &&
        (cells.size() == 1 || starts_with(line, "# ") || starts_with(line, "#\t")))
      continue;
    const bool indexed = cells.size() >= 3 && parse_number<int>(cells[0]).has_value();
    if (cells.size() < 2)
      return Error{Error::kBadInput, "line " + std::to_string(number) +
                                         ": expected a word and its tag, parted by a tab"};
    ConlluWord word;
    word.form = std::string(cells[indexed ? 1 : 0]);
    word.misc = "NER=" + std::string(cells[indexed ? 2 : 1]);
    current.words.push_back(std::move(word));
  }
  if (!current.words.empty()) sentences.push_back(std::move(current));
  return sentences;
}

}  // namespace diurna
