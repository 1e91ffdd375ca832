// Pronouns and other words that only point back (part of Reading).
#include <algorithm>

#include "actor/reading.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr uint32_t kSentencesBack = 3;

}  // namespace

// Who says what the pronoun stands in: the subject of the verb that the clause hangs on.
EntityId Reading::speaker(TokenId t) const {
  TokenId up = t;
  for (uint32_t steps = 0; steps < 40 && up != kNoHead; ++steps) {
    const bool content = tree_.is(up, "ccomp") || tree_.is(up, "parataxis") ||
                         tree_.is(up, "xcomp") || tree_.is(up, "advcl");
    const TokenId verb = tree_.head(up);
    if (content && verb != kNoHead) {
      for (const TokenId c : tree_.children(verb))
        if (tree_.subject(c) && state_[c] == 2 && done_[c] != kNone) return done_[c];
    }
    // "We will stay, he said": the verb of saying hangs below what is said.
    for (const TokenId c : tree_.children(up)) {
      if (!tree_.is(c, "parataxis") && !tree_.is(c, "ccomp")) continue;
      if (tree_.within(t, c)) continue;
      for (const TokenId d : tree_.children(c))
        if (tree_.subject(d) && state_[d] == 2 && done_[d] != kNone && tree_.nominal(d))
          return done_[d];
    }
    up = tree_.head(up);
  }
  return kNone;
}

EntityId Reading::resolve_pronoun(TokenId t, float* score) {
  if (state_[t] == 2) {
    *score = score_[t];
    return done_[t];
  }
  const std::string form = lower(article_.form(t)), lemma = low(t);
  auto found = words_.pronouns.find(form);
  if (found == words_.pronouns.end()) found = words_.pronouns.find(lemma);
  if (found == words_.pronouns.end()) return kNone;
  Pronoun pronoun = found->second;
  if (pronoun.demonstrative && tree_.upos(t) == Upos::DET) return kNone;
  const bool possessive =
      pronoun.possessive && (tree_.upos(t) == Upos::DET || tree_.feature(t, "Poss") == "Yes" ||
                             tree_.is(t, "nmod") || tree_.is(t, "det"));
  if (!possessive) {
    if (const auto number = tree_.feature(t, "Number"); number == "Sing")
      pronoun.plural = false;
    else if (number == "Plur")
      pronoun.singular = false;
    // The verb tells the number of its subject.
    if (pronoun.singular && pronoun.plural && tree_.subject(t) && tree_.head(t) != kNoHead) {
      auto number = tree_.upos(tree_.head(t)) == Upos::VERB ? tree_.feature(tree_.head(t), "Number")
                                                            : std::string_view();
      for (const TokenId c : tree_.children(tree_.head(t)))
        if (tree_.is(c, "aux") || tree_.is(c, "cop"))
          if (const auto of_auxiliary = tree_.feature(c, "Number"); !of_auxiliary.empty())
            number = of_auxiliary;
      if (number == "Sing") pronoun.plural = false;
      if (number == "Plur") pronoun.singular = false;
    }
    if (const auto gender = tree_.feature(t, "Gender");
        pronoun.singular && !pronoun.plural && !gender.empty()) {
      if (gender == "Masc") pronoun.feminine = pronoun.neuter = false;
      if (gender == "Fem") pronoun.masculine = pronoun.neuter = false;
      if (gender == "Neut") pronoun.masculine = pronoun.feminine = false;
    }
  } else {
    const auto number = tree_.feature(t, "Number[psor]");
    if (number == "Sing") pronoun.plural = false;
    if (number == "Plur") pronoun.singular = false;
    const auto gender = tree_.feature(t, "Gender[psor]");
    if (gender == "Masc") pronoun.feminine = pronoun.neuter = false;
    if (gender == "Fem") pronoun.masculine = pronoun.neuter = false;
    if (gender == "Neut") pronoun.masculine = pronoun.feminine = false;
  }
  if (tree_.is(t, "expl") || (pronoun.demonstrative && !tree_.subject(t))) return kNone;

  const SentenceId s = tree_.sentence(t);
  const TokenId clause = tree_.clause(tree_.head(t) == kNoHead ? t : tree_.head(t));
  float best = 0, second = 0;
  EntityId answer = kNone;
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen) {
    if (seen->token >= t) continue;
    const SentenceId from = tree_.sentence(seen->token);
    if (from + kSentencesBack < s) break;
    const Draft& draft = drafts_[seen->entity];
    if (seen->adjective && !possessive) continue;
    if (seen->adjective && from != s) continue;
    const bool human = draft.kind == EntityKind::kPerson;
    const bool body = draft.kind == EntityKind::kBody || draft.kind == EntityKind::kGovernment ||
                      draft.kind == EntityKind::kCountry || draft.kind == EntityKind::kRegion;
    const bool singular_ok = pronoun.singular && !seen->plural && draft.kind != EntityKind::kPeople;
    const bool several = seen->plural || draft.kind == EntityKind::kPeople;
    const bool plural_ok = pronoun.plural && (several || (body && !words_.grammatical_gender));
    bool fits = plural_ok;
    if (!fits && singular_ok) {
      if (words_.grammatical_gender) {
        const char gender = seen->gender;
        fits = gender == '?'
                   ? (human ? pronoun.masculine || pronoun.feminine : true)
                   : (gender == 'm' && pronoun.masculine) || (gender == 'f' && pronoun.feminine) ||
                         (gender == 'n' && pronoun.neuter);
        // A woman may be told by a masculine noun and the reverse: her name decides.
        if (human && draft.gender != '?')
          fits = (draft.gender == 'm' && pronoun.masculine) ||
                 (draft.gender == 'f' && pronoun.feminine);
      } else if (human) {
        fits = draft.gender == '?' ? pronoun.masculine || pronoun.feminine
                                   : (draft.gender == 'm' && pronoun.masculine) ||
                                         (draft.gender == 'f' && pronoun.feminine);
      } else {
        fits = pronoun.neuter && body;
      }
    }
    if (!fits) continue;
    // A pronoun and its own verb's other argument are not the same party, unless the pronoun only
    // owns.
    if (!possessive && from == s && tree_.head(seen->token) == tree_.head(t)) continue;
    // A possessor is not what it owns.
    if (possessive && tree_.within(t, seen->token) && tree_.head(t) == seen->token) continue;
    float value = 6.0f - 1.6f * static_cast<float>(s - from);
    if (seen->subject) value += 1.5f;
    if (seen->subject && tree_.subject(t)) value += 0.6f;
    if (from == s && possessive && tree_.clause(seen->token) == clause && seen->subject)
      value += 2.5f;
    if (human && !pronoun.neuter) value += 0.8f;
    if (draft.kind == EntityKind::kRegion) value -= 1.5f;
    if (draft.generic && draft.kind != EntityKind::kPeople) value -= 0.4f;
    if (seen->adjective) value -= 2.0f;
    if (tree_.case_word(seen->token) != kNone) value -= 0.7f;
    value += 0.25f * static_cast<float>(std::min<uint32_t>(draft.times, 4));
    value -= 0.01f * static_cast<float>(std::min<TokenId>(t - seen->token, 100));
    if (value > best && seen->entity != answer) {
      second = best;
      best = value;
      answer = seen->entity;
    } else if (seen->entity != answer) {
      second = std::max(second, value);
    } else {
      best = std::max(best, value);
    }
  }
  if (answer == kNone || best < 1.5f) return kNone;
  *score = best - second > 1.5f ? 0.85f : best - second > 0.5f ? 0.7f : 0.5f;
  done_[t] = answer;
  score_[t] = *score;
  state_[t] = 2;
  return answer;
}

void Reading::link_pronouns() {
  std::stable_sort(seen_.begin(), seen_.end(),
                   [](const Seen& a, const Seen& b) { return a.token < b.token; });
  for (TokenId t = 0; t < tree_.size(); ++t) {
    const auto upos = tree_.upos(t);
    if (upos != Upos::PRON && upos != Upos::DET) continue;
    if (upos == Upos::PRON && tree_.feature(t, "PronType") == "Rel") {
      // The noun that the relative clause hangs on.
      TokenId up = t;
      for (uint32_t steps = 0; steps < 12 && up != kNoHead && !tree_.is(up, "acl"); ++steps)
        up = tree_.head(up);
      const TokenId noun = up == kNoHead ? kNone : tree_.head(up);
      if (noun != kNone && noun != kNoHead && state_[noun] == 2 && done_[noun] != kNone)
        references_.push_back({{t, t + 1}, t, done_[noun], ReferenceKind::kPronoun, 0.9f});
      continue;
    }
    const std::string form = lower(article_.form(t));
    if (words_.has(form, WordUse::kSpeaker) || words_.has(low(t), WordUse::kSpeaker)) {
      const EntityId who = speaker(t);
      if (who != kNone) references_.push_back({{t, t + 1}, t, who, ReferenceKind::kPronoun, 0.7f});
      continue;
    }
    float score = 1;
    const EntityId who = resolve_pronoun(t, &score);
    if (who == kNone) continue;
    references_.push_back({{t, t + 1}, t, who, ReferenceKind::kPronoun, score});
    ++drafts_[who].times;
    Seen seen;
    seen.token = t;
    seen.entity = who;
    seen.subject = tree_.subject(t);
    const auto found = words_.pronouns.find(form);
    seen.plural = tree_.plural(t) || (found != words_.pronouns.end() && !found->second.singular);
    seen.gender = drafts_[who].gender;
    const auto at =
        std::upper_bound(seen_.begin(), seen_.end(), t,
                         [](TokenId token, const Seen& other) { return token < other.token; });
    seen_.insert(at, seen);
  }
  link_pairs();
}

// "beide Seiten", "both nations": the two parties spoken of last.
void Reading::link_pairs() {
  for (TokenId t = 0; t < tree_.size(); ++t) {
    if (!words_.has(low(t), WordUse::kBoth) && !words_.has(lower(article_.form(t)), WordUse::kBoth))
      continue;
    TokenId noun = tree_.head(t) == kNoHead || !tree_.nominal(tree_.head(t)) ? t : tree_.head(t);
    if (noun != t &&
        (spot_at_[noun] == kNone ||
         !(spots_[spot_at_[noun]].role->pair ||
           spots_[spot_at_[noun]].role->kind == RoleNoun::kState ||
           spots_[spot_at_[noun]].role->kind == RoleNoun::kBody || spots_[spot_at_[noun]].plural)))
      continue;
    if (noun == t && tree_.upos(t) != Upos::PRON && tree_.upos(t) != Upos::DET) continue;
    if (noun == t && !tree_.subject(t) && !tree_.is(t, "obj") && !tree_.is(t, "obl") &&
        !tree_.is(t, "nmod"))
      continue;
    const bool states = noun != t && spots_[spot_at_[noun]].role->kind == RoleNoun::kState;
    EntityId pair[2] = {kNone, kNone};
    int count = 0;
    const SentenceId s = tree_.sentence(t);
    for (auto seen = seen_.rbegin(); seen != seen_.rend() && count < 2; ++seen) {
      if (seen->token >= t || seen->token == noun) continue;
      if (tree_.sentence(seen->token) + 4 < s) break;
      const Draft& draft = drafts_[seen->entity];
      if (draft.kind == EntityKind::kRegion || draft.kind == EntityKind::kOther ||
          draft.country.empty())
        continue;
      if (draft.sectors.has(Code("JRN"))) continue;
      EntityId id = seen->entity;
      if (states) {
        if (world_.country(draft.country) == nullptr) continue;
        id = country_entity(draft.country);
      }
      if (count == 1 && (id == pair[0] || drafts_[id].country == drafts_[pair[0]].country))
        continue;
      pair[count++] = id;
    }
    if (count < 2) continue;
    const TokenSpan span = tree_.core(noun);
    references_.erase(std::remove_if(references_.begin(), references_.end(),
                                     [&](const Reference& r) { return r.head == noun; }),
                      references_.end());
    for (const EntityId id : {pair[1], pair[0]})
      references_.push_back({span, noun, id, ReferenceKind::kNoun, 0.5f});
  }
}

}  // namespace diurna
