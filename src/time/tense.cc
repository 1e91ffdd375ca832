#include "time/tense.h"

#include <algorithm>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna::time {
namespace {

bool has(std::string_view feats, std::string_view feature) { return feats.find(feature) != std::string_view::npos; }

TokenSpan sentence_around(const Article& article, TokenId t) {
  const SentenceId s = article.sentence_of(t);
  if (s != kNone) return article.sentences[s].tokens;
  return {t > 20 ? t - 20 : 0, std::min(article.tokens.size(), t + 20)};
}

// What one verb with its auxiliaries says.
class VerbTense {
 public:
  VerbTense(const Article& article, const TenseWords& words) : article_(article), words_(words) {}

  Tense of(TokenId verb, TokenSpan sentence) const {
    const auto feats = article_.feats(verb);
    const bool participle = has(feats, "VerbForm=Part");
    const bool infinitive = has(feats, "VerbForm=Inf");
    bool perfect = false, future = false, past = false, present = false, auxiliary = false;
    for (TokenId t = sentence.begin; t < sentence.end; ++t) {
      if (article_.tokens.head[t] != verb) continue;
      const auto deprel = article_.deprel(t);
      if (!starts_with(deprel, "aux") && deprel != "cop") continue;
      auxiliary = true;
      const auto lemma = article_.lemma(t);
      const auto f = article_.feats(t);
      if (has(f, "Tense=Past") || words_.past.count(lower(article_.form(t))) != 0) past = true;
      if (has(f, "Tense=Pres")) present = true;
      if (deprel == "aux" && participle && words_.perfect_aux.count(lemma) != 0) perfect = true;
      if (deprel == "aux" && words_.future_aux.count(lemma) != 0 && !participle_alone(verb, t, sentence)) future = true;
      if (deprel == "aux" && words_.future_modal.count(lemma) != 0) future = true;
    }
    if (future) return past && !present ? Tense::kPast : Tense::kFuture;
    if (past || perfect) return Tense::kPast;
    if (words_.future_verb.count(article_.predicate(verb)) != 0 && !has(feats, "Tense=Past")) return Tense::kFuture;
    if (!participle && has(feats, "Tense=Past")) return Tense::kPast;
    if (participle && !auxiliary) return has(feats, "Tense=Pres") ? Tense::kNone : Tense::kPast;
    if (infinitive && !auxiliary) return Tense::kFuture;
    if (present || has(feats, "Tense=Pres")) return Tense::kPresent;
    return Tense::kNone;
  }

 private:
  // "wird ... eröffnet": the future's auxiliary with a participle and no infinitive is the passive's.
  bool participle_alone(TokenId verb, TokenId auxiliary, TokenSpan sentence) const {
    if (!has(article_.feats(verb), "VerbForm=Part")) return false;
    for (TokenId t = sentence.begin; t < sentence.end; ++t)
      if (t != auxiliary && article_.tokens.head[t] == verb && starts_with(article_.deprel(t), "aux") &&
          has(article_.feats(t), "VerbForm=Inf"))
        return false;
    return true;
  }

  const Article& article_;
  const TenseWords& words_;
};

Tense of_form(std::string_view form, const TenseWords& words) {
  const std::string key = lower(form);
  if (words.future.count(key) != 0) return Tense::kFuture;
  if (words.past.count(key) != 0) return Tense::kPast;
  if (words.present.count(key) != 0) return Tense::kPresent;
  if (key.size() > 4 && !starts_upper(form))
    for (const auto& ending : words.past_endings)
      if (ends_with(key, ending)) return Tense::kPast;
  return Tense::kNone;
}

Tense by_forms(const Article& article, TokenSpan tokens, TokenSpan sentence, const TenseWords& words) {
  Tense best = Tense::kNone;
  uint32_t nearest = kNone;
  for (TokenId t = sentence.begin; t < sentence.end; ++t) {
    if (tokens.contains(t)) continue;
    const Tense tense = of_form(article.form(t), words);
    if (tense == Tense::kNone) continue;
    const uint32_t distance = t < tokens.begin ? tokens.begin - t : t - tokens.end + 1;
    if (distance >= nearest) continue;
    nearest = distance;
    best = tense;
  }
  return best;
}

}  // namespace

Tense tense_of(const Article& article, TokenSpan tokens, const TenseWords& words) {
  if (tokens.empty() || tokens.begin >= article.tokens.size()) return Tense::kNone;
  const TokenSpan sentence = sentence_around(article, tokens.begin);
  const VerbTense verb_tense(article, words);
  TokenId up = tokens.begin;
  while (tokens.contains(up)) {  // the word of the expression that hangs highest
    const TokenId head = article.tokens.head[up];
    if (head == kNoHead || !tokens.contains(head)) break;
    up = head;
  }
  for (uint32_t steps = 0; up != kNoHead && steps < sentence.size() + 1 && sentence.contains(up); ++steps) {
    const Upos upos = article.tokens.upos[up];
    if (upos == Upos::VERB || upos == Upos::AUX || article.tokens.head[up] == kNoHead) {
      const Tense tense = verb_tense.of(up, sentence);
      if (tense != Tense::kNone) return tense;
    }
    up = article.tokens.head[up];
  }
  return by_forms(article, tokens, sentence, words);
}

}  // namespace diurna::time
