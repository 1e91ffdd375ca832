#include "time/tense.h"

#include <algorithm>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna::time {
namespace {

bool has(std::string_view feats, std::string_view feature) {
  return feats.find(feature) != std::string_view::npos;
}

TokenSpan sentence_around(const Article& article, TokenId t) {
  const SentenceId s = article.sentence_of(t);
  if (s != kNone) return article.sentences[s].tokens;
  return {t > 20 ? t - 20 : 0, std::min(article.tokens.size(), t + 20)};
}

bool finite(std::string_view feats) {
  return has(feats, "VerbForm=Fin") || has(feats, "Mood=") || has(feats, "Person=");
}

// Treebanks differ in what they write at non-finite forms: some give VerbForm, some Tense=Past
// alone, some nothing.
bool participle(std::string_view feats) {
  return has(feats, "VerbForm=Part") || (has(feats, "Tense=Past") && !finite(feats));
}

bool untold(std::string_view feats) {
  return !finite(feats) && !has(feats, "Tense=") && !has(feats, "VerbForm=");
}

bool infinitive(std::string_view feats) {
  return has(feats, "VerbForm=Inf") || untold(feats);
}

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

// What one verb with its auxiliaries says.
class VerbTense {
 public:
  VerbTense(const Article& article, const TenseWords& words, TokenSpan sentence)
      : article_(article), words_(words), sentence_(sentence) {}

  // `ahead`: a preposition stands before the expression that points forward ("until", "for").
  // `direct`: the expression hangs on the verb itself, not on a noun below it.
  Tense of(TokenId verb, bool ahead, bool direct) const {
    const auto feats = article_.feats(verb);
    const bool is_participle = participle(feats),
               is_verb = article_.tokens.upos[verb] == Upos::VERB;
    bool perfect = false, future = false, past = false, present = false, auxiliary = false;
    for (TokenId t = sentence_.begin; t < sentence_.end; ++t) {
      if (article_.tokens.head[t] != verb) continue;
      const auto deprel = article_.deprel(t);
      if (!starts_with(deprel, "aux") && deprel != "cop") continue;
      auxiliary = true;
      const auto lemma = article_.lemma(t);
      const auto f = article_.feats(t);
      if (has(f, "Tense=Past") && finite(f)) past = true;
      if (has(f, "Tense=Pres")) present = true;
      if (is_participle && words_.perfect_aux.count(lemma) != 0) perfect = true;
      if (words_.future_aux.count(lemma) != 0 && !passive_alone(verb, t)) future = true;
      if (words_.future_modal.count(lemma) != 0) future = true;
    }
    if (ahead && direct && words_.future_verb.count(article_.predicate(verb)) != 0)
      return Tense::kFuture;
    if (future) return past && !present ? Tense::kPast : Tense::kFuture;
    if (past || perfect) return Tense::kPast;
    if (auxiliary && present && has(feats, "VerbForm=Inf"))
      return Tense::kFuture;  // "is to begin", "can begin"
    if (auxiliary) return present ? present_of(verb, direct) : Tense::kNone;
    if (is_participle) return has(feats, "Tense=Pres") ? Tense::kNone : Tense::kPast;
    if (finite(feats)) {
      if (has(feats, "Tense=Past")) return Tense::kPast;
      return has(feats, "Tense=Pres") ? present_of(verb, direct) : Tense::kNone;
    }
    if (untold(feats) && of_form(article_.form(verb), words_) == Tense::kPast) return Tense::kPast;
    if (is_verb && infinitive(feats) && direct && looks_ahead(verb)) return Tense::kFuture;
    return Tense::kNone;
  }

 private:
  Tense present_of(TokenId verb, bool direct) const {
    if (words_.future_verb.count(article_.predicate(verb)) != 0) return Tense::kFuture;
    return direct ? Tense::kPresent
                  : Tense::kNone;  // "welcomes Wednesday's ruling" says nothing of Wednesday
  }

  // An infinitive with its particle ("to meet"), or one that has swallowed it ("abzureisen"); a
  // bare one leaves the tense to the verb it hangs on.
  bool looks_ahead(TokenId verb) const {
    if (!has(article_.feats(verb), "VerbForm=Inf"))
      return article_.feats(verb).empty() && article_.tokens.head[verb] != kNoHead;
    for (TokenId t = sentence_.begin; t < verb; ++t)
      if (article_.tokens.head[t] == verb && article_.tokens.upos[t] == Upos::PART) return true;
    return false;
  }

  // "wird ... eröffnet": the future's auxiliary with a participle and no infinitive is the
  // passive's.
  bool passive_alone(TokenId verb, TokenId auxiliary) const {
    if (!participle(article_.feats(verb))) return false;
    for (TokenId t = sentence_.begin; t < sentence_.end; ++t)
      if (t != auxiliary && article_.tokens.head[t] == verb &&
          starts_with(article_.deprel(t), "aux") && infinitive(article_.feats(t)))
        return false;
    return true;
  }

  const Article& article_;
  const TenseWords& words_;
  TokenSpan sentence_;
};

Tense by_forms(const Article& article, TokenSpan tokens, TokenSpan sentence,
               const TenseWords& words) {
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

// Whether a verb stands before the expression, with at most a preposition between.
bool verb_right_before(const Article& article, TokenSpan tokens, TokenSpan sentence) {
  TokenId t = tokens.begin;
  for (int steps = 0; steps < 2 && t > sentence.begin; ++steps) {
    --t;
    if (article.tokens.upos[t] == Upos::VERB) return true;
    if (article.tokens.upos[t] != Upos::ADP) return false;
  }
  return false;
}

}  // namespace

Tense tense_of(const Article& article, TokenSpan tokens, const TenseWords& words) {
  if (tokens.empty() || tokens.begin >= article.tokens.size()) return Tense::kNone;
  const TokenSpan sentence = sentence_around(article, tokens.begin);
  const VerbTense verb_tense(article, words, sentence);
  bool ahead = false;
  for (TokenId t = tokens.begin; t > sentence.begin && t + 3 > tokens.begin; --t)
    if (words.ahead_preposition.count(lower(article.form(t - 1))) != 0) ahead = true;
  if (!ahead && verb_right_before(article, tokens, sentence)) {
    // "said Friday": the verb right before it knows better than a tree that hangs it elsewhere.
    TokenId verb = tokens.begin - 1;
    while (article.tokens.upos[verb] == Upos::ADP) --verb;
    if (verb_tense.of(verb, false, true) == Tense::kPast) return Tense::kPast;
  }
  TokenId up = tokens.begin;
  bool listed = false;           // the step to `up` was one within a list ("Tuesday and Wednesday")
  while (tokens.contains(up)) {  // leave the expression
    const TokenId head = article.tokens.head[up];
    if (head == kNoHead) break;
    listed = starts_with(article.deprel(up), "conj");
    up = head;
  }
  bool direct = true, saw_verb = false;
  for (uint32_t steps = 0; up != kNoHead && steps <= sentence.size() && sentence.contains(up);
       ++steps) {
    const Upos upos = article.tokens.upos[up];
    const bool verbal = upos == Upos::VERB || upos == Upos::AUX;
    if (verbal || article.tokens.head[up] == kNoHead) {
      saw_verb = saw_verb || verbal;
      const Tense tense = verb_tense.of(up, ahead, direct);
      if (tense != Tense::kNone) return tense;
    } else if (!tokens.contains(up) && !listed) {
      direct = false;
    }
    listed = starts_with(article.deprel(up), "conj");
    up = article.tokens.head[up];
  }
  return saw_verb ? Tense::kNone : by_forms(article, tokens, sentence, words);
}

}  // namespace diurna::time
