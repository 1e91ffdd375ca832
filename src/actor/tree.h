// The parsed article as the search for actors asks it: children, features, the core of a noun
// phrase.
//
// Valid as long as the article's tokens are not changed. Building is linear.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "diurna/article.h"

namespace diurna {

class Tree {
 public:
  explicit Tree(const Article& article);

  const Article& article() const { return article_; }
  uint32_t size() const { return article_.tokens.size(); }
  std::span<const TokenId> children(TokenId t) const {
    return {children_.data() + first_child_[t], first_child_[t + 1] - first_child_[t]};
  }
  TokenId head(TokenId t) const { return article_.tokens.head[t]; }
  Upos upos(TokenId t) const { return article_.tokens.upos[t]; }
  bool nominal(TokenId t) const { return upos(t) == Upos::NOUN || upos(t) == Upos::PROPN; }
  SentenceId sentence(TokenId t) const { return sentence_[t]; }

  // The relation without its subtype is `relation`: "nsubj" holds for nsubj:pass too.
  bool is(TokenId t, std::string_view relation) const;
  bool subject(TokenId t) const { return is(t, "nsubj") || is(t, "csubj"); }
  // The value of a feature, or empty.
  std::string_view feature(TokenId t, std::string_view name) const;
  bool plural(TokenId t) const { return feature(t, "Number") == "Plur"; }
  // The word that marks a phrase's case (its preposition); kNone if there is none.
  TokenId case_word(TokenId t) const;
  // The token of the span whose head lies outside; the last token where all is outside. Needs a
  // non-empty span.
  TokenId head_of(TokenSpan span) const;
  // `t` is `ancestor` or below it.
  bool within(TokenId t, TokenId ancestor) const;
  // The verb, or whatever heads the clause the token stands in.
  TokenId clause(TokenId t) const;
  // The noun phrase around its head: articles, adjectives, numbers, names, compounds and genitives
  // that adjoin it; neither prepositions nor relative clauses nor what is coordinated.
  TokenSpan core(TokenId head) const;

 private:
  bool in_core(TokenId child, TokenId head) const;

  const Article& article_;
  std::vector<uint32_t> first_child_;
  std::vector<TokenId> children_;
  std::vector<SentenceId> sentence_;
};

}  // namespace diurna
