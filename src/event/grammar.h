// A reading of dependency trees that undoes voice, relative clauses, control, coordination and
// nominalisation: who is the logical subject and object of a verb or an event noun, and what stands
// at the end of a path.
//
// Universal Dependencies v2; no language's name stands here. Valid as long as the article is not
// changed.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "event/frame_lexicon.h"
#include "event/word_lists.h"

namespace diurna {

class Grammar {
 public:
  // `words` may be null (tests of bare trees). Linear in tokens.
  Grammar(const Article& article, const WordLists* words);

  const Article& article() const { return article_; }
  std::span<const TokenId> children(TokenId t) const;
  TokenId head(TokenId t) const { return article_.tokens.head[t]; }
  Upos upos(TokenId t) const { return article_.tokens.upos[t]; }
  bool nominal(TokenId t) const;  // NOUN PROPN PRON NUM, or an adjective used as a noun
  bool verbal(TokenId t) const;   // VERB AUX
  // The relation without its subtype is `relation`.
  bool has_relation(TokenId t, std::string_view relation) const;
  bool has_feature(TokenId t, std::string_view feature) const;  // "Case=Gen"
  TokenId child(TokenId t, std::string_view relation) const;    // first one, or kNone
  // Lemma of the preposition (or subordinating word) that marks the word; empty if there is none.
  std::string_view preposition(TokenId t) const;
  // Last token of the subtree, first token of the subtree.
  TokenSpan subtree(TokenId t) const { return subtree_[t]; }
  bool within(TokenId t, TokenId ancestor) const;  // `t` is `ancestor` or below it

  bool passive(TokenId verb) const;
  bool finite(TokenId verb) const;
  // The verb whose clause the word stands in (the word itself if it is one); kNone in a verbless
  // sentence.
  TokenId clause_head(TokenId t) const;

  // A relative pronoun stands for its noun; any other word for itself.
  TokenId antecedent(TokenId t) const;
  // The word and everything coordinated with it, in text order.
  std::vector<TokenId> conjuncts(TokenId t) const;

  // Logical subjects and objects of the active clause, best first. `prepositional_object`: the
  // frame finds the object of an event noun behind a preposition ("Angriff auf"), so that a
  // genitive is its subject.
  std::vector<TokenId> subjects(TokenId trigger, bool prepositional_object) const;
  std::vector<TokenId> objects(TokenId trigger, bool prepositional_object) const;

  // Every word the path leads to from `from`, best first.
  std::vector<TokenId> follow(TokenId from, const Path& path, bool prepositional_object) const;

  // The countries, bodies or people a noun belongs to, however that is said.
  std::vector<TokenId> owners(TokenId noun) const;

  // The verb that only lends its clause to the event noun ("führen" in "Gespräche führen"); kNone
  // if there is none.
  TokenId light_verb(TokenId noun) const;

  // Set by the event coder: tells that a word refers to somebody who can act (resolves "US-" in
  // "US-Soldaten" too).
  std::function<bool(TokenId)> is_actor = [](TokenId) { return false; };
  // Tells whether the controlled subject of an infinitive under `verb` is the verb's object ("bat
  // ihn zu gehen") rather than its subject ("drohte ihm zu gehen").
  std::function<bool(TokenId)> object_control = [](TokenId) { return true; };

 private:
  std::vector<TokenId> step(TokenId from, const Step& step, bool prepositional_object,
                            bool first) const;
  std::string_view implied_verb_form(TokenId t) const;
  TokenId clause_antecedent(TokenId t) const;
  TokenId own_subject(TokenId verb) const;
  std::vector<TokenId> bare_objects(TokenId verb) const;
  TokenId indirect_object(TokenId verb) const;
  std::vector<TokenId> verb_subjects(TokenId verb, int depth) const;
  std::vector<TokenId> surface_subjects(TokenId verb, int depth) const;
  std::vector<TokenId> verb_objects(TokenId verb, int depth) const;
  std::vector<TokenId> noun_subjects(TokenId noun, bool prepositional_object) const;
  std::vector<TokenId> noun_objects(TokenId noun, bool prepositional_object) const;
  std::vector<TokenId> attributes(TokenId noun, std::string_view preposition) const;
  bool genitive(TokenId t) const;
  bool list_has(std::string_view list, std::string_view lemma) const;

  const Article& article_;
  const WordLists* words_;
  std::vector<uint32_t> first_child_;
  std::vector<TokenId> child_tokens_;
  std::vector<TokenSpan> subtree_;
  std::vector<bool> in_timex_;
};

// The relation before its subtype.
std::string_view base_relation(std::string_view deprel);

}  // namespace diurna
