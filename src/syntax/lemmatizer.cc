#include "syntax/lemmatizer.h"

#include <algorithm>

#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kScriptsTried = 6;
constexpr size_t kMostDropped = 4;  // bytes that a lemma may be shorter than its form
// A script that scores this much less than the best is not tried.
constexpr float kScoreDistance = 5.0f;

}  // namespace

Result<Lemmatizer> Lemmatizer::make(std::string_view lexicon, std::string forms,
                                    const std::vector<std::string>& classes, Predicates predicates,
                                    Compounds compounds) {
  Lemmatizer lemmatizer;
  lemmatizer.lexicon_ = LemmaLexicon(lexicon);
  lemmatizer.forms_text_ = std::make_unique<const std::string>(std::move(forms));
  lemmatizer.forms_ = LemmaLexicon(*lemmatizer.forms_text_);
  for (const auto& text : classes) {
    auto script = EditScript::parse(text);
    if (!script.ok()) return script.error();
    lemmatizer.scripts_.push_back(script.take());
  }
  lemmatizer.predicates_ = std::move(predicates);
  lemmatizer.compounds_ = std::move(compounds);
  return lemmatizer;
}

std::string_view Lemmatizer::known(std::string_view form, Upos upos, Scratch& scratch) const {
  const std::string_view found = find(form, upos);
  if (!found.empty() || upos == Upos::PROPN || !starts_upper(form)) return found;
  // The first word of a sentence.
  scratch.word = lower(form);
  return find(scratch.word, upos);
}

std::string_view Lemmatizer::find(std::string_view form, Upos upos) const {
  const std::string_view found = lexicon_.find(form, upos);
  return found.empty() ? forms_.find(form, upos) : found;
}

bool Lemmatizer::is_listed(std::string_view lemma, Upos upos) const {
  return lexicon_.is_lemma(lemma, upos) || forms_.is_lemma(lemma, upos);
}

bool Lemmatizer::has_form(std::string_view form) const {
  for (const Upos upos : {Upos::NOUN, Upos::PROPN, Upos::VERB, Upos::ADJ, Upos::ADV, Upos::ADP,
                          Upos::DET, Upos::PRON})
    if (lexicon_.has(form, upos) || forms_.has(form, upos)) return true;
  return false;
}

bool Lemmatizer::is_lemma(std::string_view lemma, Upos upos) const {
  if (is_listed(lemma, upos)) return true;
  if (upos == Upos::NOUN) return compounds_.is_noun(lemma) && compounds_.base(lemma) == lemma;
  if (upos != Upos::VERB) return false;
  for (const auto& particle : predicates_.particles())
    if (starts_with(lemma, particle) && is_listed(lemma.substr(particle.size()), upos)) return true;
  return false;
}

bool Lemmatizer::guess_verb(const std::string& form, std::string& out) const {
  const auto by_rest = [&](const std::string& front, std::string_view rest) {
    const std::string_view lemma = find(rest, Upos::VERB);
    if (lemma.empty()) return false;
    out = front + std::string(lemma);
    return true;
  };
  constexpr size_t kShortestRest = 3;
  const std::string_view mark = predicates_.infinitive_mark();
  for (const auto& particle : predicates_.particles()) {
    if (!starts_with(form, particle) || form.size() < particle.size() + kShortestRest) continue;
    const std::string_view rest = std::string_view(form).substr(particle.size());
    if (!mark.empty() && starts_with(rest, mark) && by_rest(particle, rest.substr(mark.size())))
      return true;
    if (by_rest(particle, rest)) return true;
  }
  for (const auto& prefix : predicates_.prefixes())
    if (starts_with(form, prefix) && form.size() >= prefix.size() + kShortestRest &&
        by_rest(prefix, form.substr(prefix.size())))
      return true;
  return false;
}

void Lemmatizer::guess(std::string_view form, Upos upos, const float* scores, Scratch& scratch,
                       std::string& out) const {
  // Acronyms.
  if ((upos == Upos::NOUN || upos == Upos::PROPN) && all_upper(form)) {
    out = form;
    return;
  }
  if (upos == Upos::VERB) {
    scratch.word = lower(form);
    if (guess_verb(scratch.word, out)) return;
  }
  if (upos == Upos::NOUN && starts_upper(form)) {
    out = compounds_.lemma(form);
    if (!out.empty() && out != form) return;
  }
  auto& order = scratch.order;
  order.resize(scripts_.size());
  for (uint32_t k = 0; k < order.size(); ++k) order[k] = k;
  // Names are lemmas that no list knows, and small words are few: for them the best script stands.
  const bool open = upos == Upos::VERB || upos == Upos::NOUN || upos == Upos::ADJ;
  const size_t tried = std::min(open ? kScriptsTried : 1, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<ptrdiff_t>(tried), order.end(),
                    [&](uint32_t a, uint32_t b) { return scores[a] > scores[b]; });
  for (size_t i = 0; i < tried; ++i) {
    if (scores[order[i]] < scores[order[0]] - kScoreDistance) break;
    scripts_[order[i]].apply(form, scratch.chars, scratch.candidate);
    if (!open || scratch.candidate.size() + kMostDropped < form.size() ||
        !is_lemma(scratch.candidate, upos))
      continue;
    out = scratch.candidate;
    return;
  }
  // A listed noun without a known base form stands for itself.
  if (upos == Upos::NOUN && compounds_.is_noun(form)) {
    out = form;
    return;
  }
  scripts_[order[0]].apply(form, scratch.chars, out);
}

}  // namespace diurna
