// The word lists of a language, data/<lang>/words/: plain lists by name, and the tables that the
// status, attribution, number and context rooms read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "diurna/result.h"
#include "event/ontology.h"

namespace diurna {

class WordLists {
 public:
  struct Speech {
    std::string kind;    // verb noun prep
    std::string stance;  // states reports alleges denies demands
  };
  struct Number {
    double value = 0;
    bool has_value = false;
    std::string bound;
  };
  struct CountUnit {
    std::string unit, kind;
  };
  struct ContextWeight {
    std::string context;
    float weight = 0;
  };

  // Reads every *.txt and *.tsv file of the folder. A missing table is an empty one; a malformed
  // line is an error.
  static Result<WordLists> load(const std::string& words_dir, const Ontology& ontology);

  bool has_list(std::string_view list) const { return lists_.find(list) != lists_.end(); }
  bool contains(std::string_view list, std::string_view lemma) const;
  const StringSet* list(std::string_view name) const;

  // Null where the word is not in the table.
  const Speech* speech(std::string_view lemma, std::string_view kind) const;
  const Number* number(std::string_view word) const;
  const std::string* bound(std::string_view words) const;
  const CountUnit* unit(std::string_view lemma) const;
  const std::string* harm(std::string_view lemma) const;  // killed injured arrested
  const std::vector<ContextWeight>* contexts(std::string_view lemma) const;
  size_t longest_bound_words() const { return longest_bound_words_; }

 private:
  StringMap<StringSet> lists_;
  StringMap<Speech> speech_;  // "kind lemma"
  StringMap<Number> numbers_;
  StringMap<std::string> bounds_;
  StringMap<CountUnit> units_;
  StringMap<std::string> harm_;
  StringMap<std::vector<ContextWeight>> contexts_;
  size_t longest_bound_words_ = 1;
};

}  // namespace diurna
