#include "syntax/predicates.h"

#include <algorithm>

#include "base/data_files.h"
#include "syntax/token_rules.h"

namespace diurna {

Result<Predicates> Predicates::load(const std::string& folder) {
  const auto properties = LanguageProperties::load(folder);
  if (!properties.ok()) return properties.error();
  Predicates predicates;
  predicates.separable_ = properties.value().has("separable-verbs");
  predicates.infinitive_mark_ = properties.value().get("separable-infinitive");
  predicates.participle_mark_ = properties.value().get("separable-participle");
  predicates.phrasal_ = properties.value().has("phrasal-verbs");
  for (auto* words : {&predicates.particles_, &predicates.prefixes_}) {
    const bool particles = words == &predicates.particles_;
    const auto list =
        read_list(folder + (particles ? "/tokens/particles.txt" : "/tokens/verb_prefixes.txt"));
    if (!list.ok() && list.error().kind != Error::kNotFound) return list.error();
    if (!list.ok()) continue;
    for (const auto& entry : list.value()) words->push_back(entry.text);
    std::stable_sort(words->begin(), words->end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  return predicates;
}

void Predicates::join_inside(std::string_view form, std::string& lemma) const {
  if (!separable_) return;
  const auto marked = [](std::string_view rest, const std::string& mark) {
    return !mark.empty() && starts_with(rest, mark) && rest.size() > mark.size() + 3;
  };
  for (const auto& particle : particles_) {
    if (!starts_with(form, particle)) continue;
    const std::string_view rest = form.substr(particle.size());
    const bool infinitive = marked(rest, infinitive_mark_);
    const bool participle = marked(rest, participle_mark_);
    if (!infinitive && !participle) continue;
    const std::string_view stem = infinitive ? rest.substr(infinitive_mark_.size()) : rest;
    if (infinitive && (lemma == form || lemma == rest || lemma == stem)) {
      lemma = particle + std::string(stem);
      return;
    }
    // "angekündigt" with the lemma "kündigen" or "gekündigt".
    if (participle && !starts_with(lemma, particle) && lemma.size() > 3 && lemma != form &&
        !starts_with(lemma, participle_mark_)) {
      lemma = particle + lemma;
      return;
    }
  }
}

std::string Predicates::joined(std::string_view lemma, std::string_view particle) const {
  std::string out(lemma);
  if (separable_ && !starts_with(lemma, particle)) return std::string(particle) + out;
  if (phrasal_ && !ends_with(lemma, " " + std::string(particle)))
    return out + " " + std::string(particle);
  return out;
}

}  // namespace diurna
