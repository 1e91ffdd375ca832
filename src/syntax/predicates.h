// Verbs and their particles, brought together: "kündigte ... an", "anzukündigen", "angekündigt" are
// all "ankündigen"; "carried ... out" is "carry out".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/strings.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

class Predicates {
 public:
  // Reads the properties separable-verbs (with separable-infinitive and separable-participle, what
  // stands between particle and stem) and phrasal-verbs of data/<lang>/language.txt,
  // tokens/particles.txt and tokens/verb_prefixes.txt. Errors: kNotFound, kBadInput.
  static Result<Predicates> load(const std::string& folder);

  // Corrects the lemma of a verb whose form shows its particle: form "anzukündigen" or
  // "angekündigt" with the lemma "kündigen" or "anzukündigen" gives "ankündigen". Other lemmas
  // stay. Lower-case forms only.
  void join_inside(std::string_view form, std::string& lemma) const;

  // Particles and inseparable prefixes (tokens/verb_prefixes.txt) that verbs may begin with,
  // longest first.
  const std::vector<std::string>& particles() const { return particles_; }
  const std::vector<std::string>& prefixes() const { return prefixes_; }
  std::string_view infinitive_mark() const { return infinitive_mark_; }

  // The lexeme of a verb (its lemma, lower case) and a particle that stands apart.
  std::string joined(std::string_view lemma, std::string_view particle) const;

 private:
  bool separable_ = false;
  bool phrasal_ = false;
  std::string infinitive_mark_, participle_mark_;
  std::vector<std::string> particles_, prefixes_;  // longest first
};

}  // namespace diurna
