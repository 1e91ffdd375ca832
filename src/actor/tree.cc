#include "actor/tree.h"

#include <algorithm>

#include "base/strings.h"

namespace diurna {

Tree::Tree(const Article& article) : article_(article) {
  const auto& heads = article.tokens.head;
  const uint32_t n = article.tokens.size();
  first_child_.assign(n + 2, 0);
  for (TokenId t = 0; t < n; ++t)
    if (heads[t] != kNoHead) ++first_child_[heads[t] + 2];
  for (uint32_t i = 1; i < n + 2; ++i) first_child_[i] += first_child_[i - 1];
  children_.resize(first_child_[n + 1]);
  for (TokenId t = 0; t < n; ++t)
    if (heads[t] != kNoHead) children_[first_child_[heads[t] + 1]++] = t;
  sentence_.assign(n, 0);
  for (SentenceId s = 0; s < article.sentences.size(); ++s)
    for (TokenId t = article.sentences[s].tokens.begin; t < article.sentences[s].tokens.end; ++t)
      sentence_[t] = s;
}

bool Tree::is(TokenId t, std::string_view relation) const {
  const auto deprel = article_.deprel(t);
  return starts_with(deprel, relation) &&
         (deprel.size() == relation.size() || deprel[relation.size()] == ':');
}

std::string_view Tree::feature(TokenId t, std::string_view name) const {
  const auto feats = article_.feats(t);
  for (size_t at = 0; at < feats.size();) {
    const size_t end = std::min(feats.find('|', at), feats.size());
    const auto pair = feats.substr(at, end - at);
    if (pair.size() > name.size() && pair[name.size()] == '=' && starts_with(pair, name))
      return pair.substr(name.size() + 1);
    at = end + 1;
  }
  return {};
}

TokenId Tree::case_word(TokenId t) const {
  for (const TokenId c : children(t))
    if (is(c, "case") && upos(c) == Upos::ADP) return c;
  return kNone;
}

TokenId Tree::head_of(TokenSpan span) const {
  for (TokenId t = span.begin; t < span.end; ++t)
    if (head(t) == kNoHead || !span.contains(head(t))) {
      // Determiners and marks that hang elsewhere do not head a phrase.
      if (upos(t) != Upos::PUNCT && upos(t) != Upos::DET && upos(t) != Upos::ADP) return t;
    }
  return span.end - 1;
}

bool Tree::within(TokenId t, TokenId ancestor) const {
  for (uint32_t steps = 0; t != kNoHead && steps <= size(); ++steps) {
    if (t == ancestor) return true;
    t = head(t);
  }
  return false;
}

TokenId Tree::clause(TokenId t) const {
  constexpr std::string_view kNominal[] = {
      "nsubj", "obj",  "iobj",   "obl",      "nmod", "amod",   "appos", "compound", "flat", "conj",
      "det",   "case", "nummod", "vocative", "expl", "advmod", "fixed", "list",     "cc"};
  for (uint32_t steps = 0; steps <= size() && head(t) != kNoHead; ++steps) {
    const auto relation = article_.deprel(t).substr(0, article_.deprel(t).find(':'));
    const bool inside =
        std::find(std::begin(kNominal), std::end(kNominal), relation) != std::end(kNominal) &&
        upos(t) != Upos::VERB && upos(t) != Upos::AUX;
    if (!inside) return t;
    t = head(t);
  }
  return t;
}

bool Tree::in_core(TokenId c, TokenId head) const {
  if (upos(c) == Upos::PUNCT) return false;
  if (is(c, "det") || is(c, "nummod") || is(c, "amod") || is(c, "compound") || is(c, "flat") ||
      is(c, "fixed") || is(c, "goeswith"))
    return true;
  if (is(c, "appos"))
    return c == head + 1 || c + 1 == head ||
           (c > head && upos(c) == Upos::PROPN && upos(c - 1) != Upos::PUNCT);
  if (is(c, "nmod"))
    return case_word(c) == kNone ||
           c < head;                   // genitives on either side, possessors before the head
  if (is(c, "case")) return c > head;  // the possessive mark
  return false;
}

TokenSpan Tree::core(TokenId head) const {
  TokenSpan span{head, head + 1};
  const SentenceId s = sentence_[head];
  const auto bounds =
      article_.sentences.empty() ? TokenSpan{0, size()} : article_.sentences[s].tokens;
  // Grows word by word over neighbours whose chain of heads reaches the head through relations of
  // the core.
  const auto belongs = [&](TokenId t) {
    for (uint32_t steps = 0; steps < 12 && t != kNoHead; ++steps) {
      if (t == head) return true;
      const TokenId up = this->head(t);
      if (up == kNoHead) return false;
      if (up == head ? !in_core(t, head)
                     : !(in_core(t, up) || is(t, "advmod") || is(t, "obl") || is(t, "case") ||
                         is(t, "obj")))
        return false;
      t = up;
    }
    return false;
  };
  while (span.begin > bounds.begin && belongs(span.begin - 1)) --span.begin;
  while (span.end < bounds.end && belongs(span.end)) ++span.end;
  return span;
}

}  // namespace diurna
