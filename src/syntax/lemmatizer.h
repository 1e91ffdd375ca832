// Lemmas: what the lexicon knows, what can be told from a known part of the word, and else the
// network's edit script.
//
// Threads: immutable after make().
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "diurna/result.h"
#include "syntax/compounds.h"
#include "syntax/edit_script.h"
#include "syntax/lemma_lexicon.h"
#include "syntax/predicates.h"

namespace diurna {

class Lemmatizer {
 public:
  struct Scratch {
    std::u32string chars;
    std::string word, candidate;
    std::vector<uint32_t> order;
  };

  // `lexicon`: the lines of the model file; `forms`: lines of the same kind from the language's own
  // table, asked where the lexicon knows nothing; `classes`: the model's lemma labels. Errors:
  // kBadInput (a class that cannot be read).
  static Result<Lemmatizer> make(std::string_view lexicon, std::string forms,
                                 const std::vector<std::string>& classes, Predicates predicates,
                                 Compounds compounds);

  // A lemma that needs no network; empty when there is none.
  std::string_view known(std::string_view form, Upos upos, Scratch& scratch) const;
  // The lemma of a form that known() does not know. `scores` [classes]: of the best-scored scripts
  // the first that gives a word known as a lemma is taken, else the best that gives a word at all.
  void guess(std::string_view form, Upos upos, const float* scores, Scratch& scratch,
             std::string& out) const;

  // Whether some part of speech has this form.
  bool has_form(std::string_view form) const;
  const Predicates& predicates() const { return predicates_; }
  const Compounds& compounds() const { return compounds_; }

 private:
  std::string_view find(std::string_view form, Upos upos) const;
  bool is_lemma(std::string_view lemma, Upos upos) const;
  bool is_listed(std::string_view lemma, Upos upos) const;
  // "eintraf" by "traf", "anzugreifen" by "greifen", "verstand" by "stand".
  bool guess_verb(const std::string& form, std::string& out) const;

  LemmaLexicon lexicon_, forms_;
  std::unique_ptr<const std::string> forms_text_;  // what forms_ points into
  std::vector<EditScript> scripts_;
  Predicates predicates_;
  Compounds compounds_;
};

}  // namespace diurna
