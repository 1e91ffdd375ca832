#include "format/explain_text.h"

namespace diurna {
namespace {

void write_node(const Article& article, TokenSpan sentence, TokenId t, int depth,
                std::string& out) {
  out += std::string(static_cast<size_t>(4 + 2 * depth), ' ');
  out += article.form(t);
  out += "  (" + std::string(article.predicate(t)) + ", " +
         std::string(name(article.tokens.upos[t])) + ", " + std::string(article.deprel(t)) + ")";
  for (const auto& r : article.references) {
    if (r.head != t) continue;
    const Entity& entity = article.entities[r.entity];
    out += "  = " + std::string(article.str(entity.name));
    if (!entity.country.empty()) out += " [" + std::string(entity.country.view()) + "]";
    break;
  }
  for (const auto& x : article.timexes)
    if (x.tokens.begin == t) out += "  @ " + std::string(article.str(x.value));
  out += '\n';
  for (TokenId c = sentence.begin; c < sentence.end; ++c)
    if (article.tokens.head[c] == t) write_node(article, sentence, c, depth + 1, out);
}

}  // namespace

void write_tree(const Article& article, SentenceId sentence, std::string& out) {
  const TokenSpan span = article.sentences[sentence].tokens;
  for (TokenId t = span.begin; t < span.end; ++t)
    if (article.tokens.head[t] == kNoHead) write_node(article, span, t, 0, out);
}

}  // namespace diurna
