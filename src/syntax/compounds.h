// Parts of closed compounds: "Truppenabzug" is Truppe + Abzug, "US-Soldaten" US + Soldat.
//
// Threads: immutable after load().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/strings.h"
#include "diurna/result.h"

namespace diurna {

class Compounds {
 public:
  // Reads data/<lang>/compounds.tsv (nouns with counts and base forms) and
  // tokens/compound_firsts.txt, tokens/compound_links.txt, tokens/whole_words.txt. A language
  // without compounds.tsv splits at hyphens only. Errors: kBadInput.
  static Result<Compounds> load(const std::string& folder);

  struct Parts {
    std::string first, last;  // base forms; both empty when the word is no compound
    size_t cut = 0;           // byte where the last part begins
  };
  // Splits a noun, given as its base form with its capital. Cost: quadratic in the letters of the
  // word at most.
  Parts split(std::string_view lemma) const;
  // The base form of a whole noun: of a listed one, or of a compound by its last part
  // ("Raketenangriffe": Raketenangriff). Empty when the word is neither.
  std::string lemma(std::string_view noun) const;
  bool is_noun(std::string_view noun) const { return find(noun) != nullptr; }
  // The base form of a noun that the list knows in this form; else the form.
  std::string_view base(std::string_view noun) const;

 private:
  struct Noun {
    uint32_t count = 0;
    std::string base;   // empty: itself
    bool name = false;  // of a person or place: no last part
  };
  const Noun* find(std::string_view noun) const;
  // The base form of what stands in front, without its linking letters; empty when it is no word.
  // `count`, out.
  std::string front(std::string_view text, int depth, double& score) const;
  Parts split_closed(std::string_view word, int depth, double& score) const;

  StringMap<Noun> nouns_;
  StringMap<std::string> firsts_;  // other first parts: "gegen" -> itself
  StringSet whole_;  // looks like a compound and is none, or its head no longer means anything
  std::vector<std::string> links_;
};

}  // namespace diurna
