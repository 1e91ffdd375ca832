#include "doc/check_article.h"

#include <algorithm>
#include <vector>

namespace diurna {
namespace {

std::string at(std::string_view what, size_t row) {
  return std::string(what) + " " + std::to_string(row);
}

std::string check_tree(const Article& article, SentenceId s) {
  const TokenSpan span = article.sentences[s].tokens;
  size_t roots = 0;
  for (TokenId t = span.begin; t < span.end; ++t) {
    const TokenId head = article.tokens.head[t];
    if (head == kNoHead) {
      ++roots;
    } else if (!span.contains(head) || head == t) {
      return at("head outside of its sentence at token", t);
    }
  }
  if (roots != 1) return at("not exactly one root in sentence", s);
  for (TokenId t = span.begin; t < span.end; ++t) {
    size_t steps = 0;
    for (TokenId up = t; up != kNoHead; up = article.tokens.head[up])
      if (++steps > span.size()) return at("cycle at token", t);
  }
  return {};
}

}  // namespace

std::string check_article(const Article& article) {
  const auto& tokens = article.tokens;
  const size_t n = tokens.size();
  for (const size_t size :
       {tokens.contracted.size(), tokens.form.size(), tokens.lemma.size(), tokens.upos.size(),
        tokens.feats.size(), tokens.head.size(), tokens.deprel.size(), tokens.predicate.size(),
        tokens.first_part.size(), tokens.last_part.size()})
    if (size != n) return "token columns of unequal length";
  for (TokenId t = 0; t < n; ++t) {
    if (tokens.bytes[t].begin >= tokens.bytes[t].end || tokens.bytes[t].end > article.text.size())
      return at("bad bytes of token", t);
    if (t > 0 && tokens.bytes[t].begin < tokens.bytes[t - 1].begin)
      return at("tokens out of order at", t);
  }
  TokenId next = 0;
  for (SentenceId s = 0; s < article.sentences.size(); ++s) {
    const TokenSpan span = article.sentences[s].tokens;
    if (span.begin != next || span.end > n || span.empty()) return at("bad tokens of sentence", s);
    next = span.end;
    auto fault = check_tree(article, s);
    if (!fault.empty()) return fault;
  }
  if (!article.sentences.empty() && next != n) return "tokens outside of sentences";
  for (size_t m = 0; m < article.mentions.size(); ++m)
    if (article.mentions[m].tokens.empty() || article.mentions[m].tokens.end > n)
      return at("bad tokens of mention", m);
  for (size_t x = 0; x < article.timexes.size(); ++x)
    if (article.timexes[x].bytes.end > article.text.size()) return at("bad bytes of timex", x);
  for (size_t r = 0; r < article.references.size(); ++r) {
    const auto& reference = article.references[r];
    if (reference.entity >= article.entities.size() || reference.head >= n)
      return at("bad reference", r);
    if (r > 0 && reference.head < article.references[r - 1].head)
      return "references not sorted by head";
  }
  for (size_t e = 0; e < article.events.size(); ++e) {
    const auto& event = article.events[e];
    if (event.trigger >= n || event.sentence >= article.sentences.size())
      return at("event without evidence", e);
    if (event.arguments.end > article.arguments.size() ||
        event.quantities.end > article.quantities.size() ||
        event.attribution.end > article.attribution_ids.size() ||
        event.sentences.end > article.sentence_ids.size() ||
        event.contexts.end > article.context_ids.size())
      return at("rows outside of their column at event", e);
  }
  return {};
}

}  // namespace diurna
