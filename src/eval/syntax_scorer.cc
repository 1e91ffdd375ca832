#include <algorithm>
#include <map>

#include "base/strings.h"
#include "eval/scorers.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// Words of a file with the characters (white space left out) they cover.
struct Flat {
  struct Word {
    size_t begin = 0, end = 0;
    int number = 0;  // among the words of one contraction
    const ConlluWord* word = nullptr;
    size_t sentence = 0, head = 0;  // head: index into words; own index for the root
  };
  std::vector<Word> words;
  std::vector<std::pair<size_t, size_t>> tokens, sentences;
  std::string characters;
};

size_t add_characters(std::string_view text, std::string& to) {
  size_t length = 0, count = 0;
  for (size_t at = 0; at < text.size(); at += length) {
    if (is_space(code_point_at(text, at, &length))) continue;
    to += text.substr(at, length);
    ++count;
  }
  return count;
}

Flat flatten(const std::vector<ConlluSentence>& sentences) {
  Flat flat;
  size_t position = 0;
  for (size_t s = 0; s < sentences.size(); ++s) {
    const size_t first = flat.words.size();
    const size_t begin = position;
    size_t token_begin = position;
    int number = 0;
    for (const auto& word : sentences[s].words) {
      if (word.contracted != 2) {
        token_begin = position;
        position +=
            add_characters(word.contracted == 1 ? word.surface : word.form, flat.characters);
        flat.tokens.emplace_back(token_begin, position);
        number = 0;
      }
      const size_t own = flat.words.size();
      flat.words.push_back({token_begin, position, number++, &word, s,
                            word.head == 0 ? own : first + word.head - 1});
    }
    flat.sentences.emplace_back(begin, position);
  }
  return flat;
}

std::string_view main_relation(std::string_view deprel) {
  return deprel.substr(0, deprel.find(':'));
}

double common(const std::vector<std::pair<size_t, size_t>>& gold,
              const std::vector<std::pair<size_t, size_t>>& system, size_t begin, size_t end) {
  double same = 0;
  auto g = std::lower_bound(gold.begin(), gold.end(), std::pair(begin, size_t{0}));
  auto s = std::lower_bound(system.begin(), system.end(), std::pair(begin, size_t{0}));
  while (g != gold.end() && s != system.end() && g->first < end && s->first < end) {
    if (*g == *s)
      ++same, ++g, ++s;
    else if (g->first < s->first || (g->first == s->first && g->second < s->second))
      ++g;
    else
      ++s;
  }
  return same;
}

double inside(const std::vector<std::pair<size_t, size_t>>& spans, size_t begin, size_t end) {
  return static_cast<double>(std::count_if(spans.begin(), spans.end(), [&](const auto& s) {
    return begin <= s.first && s.first < end;
  }));
}

}  // namespace

Result<Report> score_syntax(const std::vector<ConlluSentence>& gold_sentences,
                            const std::vector<ConlluSentence>& system_sentences) {
  const Flat gold = flatten(gold_sentences);
  const Flat system = flatten(system_sentences);
  if (gold.characters != system.characters) {
    const auto parting = std::mismatch(gold.characters.begin(), gold.characters.end(),
                                       system.characters.begin(), system.characters.end());
    const auto at = static_cast<size_t>(parting.first - gold.characters.begin());
    const size_t from = at > 20 ? at - 20 : 0;
    return Error{
        Error::kBadInput,
        "gold and system are not the same text: they part at '" +
            repair_utf8(gold.characters.substr(from, 40)) + "' against '" +
            repair_utf8(system.characters.substr(std::min(from, system.characters.size()), 40)) +
            "'"};
  }
  std::map<std::tuple<size_t, size_t, int>, size_t> system_word;
  for (size_t w = 0; w < system.words.size(); ++w)
    system_word[{system.words[w].begin, system.words[w].end, system.words[w].number}] = w;
  std::vector<size_t> aligned(gold.words.size(), SIZE_MAX);
  for (size_t w = 0; w < gold.words.size(); ++w) {
    const auto found =
        system_word.find({gold.words[w].begin, gold.words[w].end, gold.words[w].number});
    if (found != system_word.end()) aligned[w] = found->second;
  }

  const std::vector<FigureName> names = {
      {"tokens", false}, {"sentences", false}, {"words", false},
      {"upos", false},   {"feats", false},     {"lemma", false},
      {"UAS", false},    {"LAS", false},       {"LAS with subtypes", false}};
  enum { kTokens, kSentences, kWords, kUpos, kFeats, kLemma, kUas, kLas, kLasSubtypes };
  std::vector<std::vector<Counts>> documents;
  size_t word = 0;
  for (size_t s = 0; s < gold_sentences.size(); ++s) {
    const auto [begin, end] = gold.sentences[s];
    std::vector<Counts> counts(names.size());
    counts[kTokens] = {common(gold.tokens, system.tokens, begin, end),
                       inside(system.tokens, begin, end), inside(gold.tokens, begin, end)};
    counts[kSentences] = {common(gold.sentences, system.sentences, begin, end),
                          inside(system.sentences, begin, end), 1};
    for (size_t i = kWords; i <= kLasSubtypes; ++i)
      counts[i].gold = static_cast<double>(gold_sentences[s].words.size());
    for (; word < gold.words.size() && gold.words[word].sentence == s; ++word) {
      const size_t other = aligned[word];
      if (other == SIZE_MAX) continue;
      const ConlluWord& g = *gold.words[word].word;
      const ConlluWord& w = *system.words[other].word;
      counts[kWords].right += 1;
      counts[kUpos].right += g.upos == w.upos;
      counts[kFeats].right += g.feats == w.feats;
      counts[kLemma].right += g.lemma == w.lemma || g.lemma.empty();
      const bool root = gold.words[word].head == word;
      const bool head = root ? system.words[other].head == other
                             : aligned[gold.words[word].head] == system.words[other].head &&
                                   system.words[other].head != other;
      counts[kUas].right += head;
      counts[kLas].right += head && main_relation(g.deprel) == main_relation(w.deprel);
      counts[kLasSubtypes].right += head && g.deprel == w.deprel;
    }
    documents.push_back(std::move(counts));
  }
  // Words of the system belong to the gold sentence in which they begin.
  size_t s = 0;
  for (const auto& w : system.words) {
    while (s + 1 < gold.sentences.size() && w.begin >= gold.sentences[s].second) ++s;
    if (documents.empty()) break;
    for (size_t i = kWords; i <= kLasSubtypes; ++i) documents[s][i].predicted += 1;
  }
  return make_report("syntax", names, documents);
}

}  // namespace diurna
