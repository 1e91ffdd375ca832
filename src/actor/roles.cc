// What a noun phrase says of a party: nouns of office and of groups, their possessors and places
// (part of Reading).
#include <algorithm>

#include "actor/reading.h"
#include "text/utf8.h"

namespace diurna {
namespace {

void add_all(SectorList& to, const SectorList& from) {
  for (const auto code : from.codes)
    if (!code.empty()) to.add(code);
}

// Sectors of armed groups that are not the state's.
bool fights(Code sector) {
  return sector == Code("REB") || sector == Code("PRM") || sector == Code("UAF") ||
         sector == Code("CRM");
}

}  // namespace

// ---- what stands around a noun
// -----------------------------------------------------------------------------------

EntityId Reading::part_entity(std::string_view part) {
  std::string key;
  Name name;
  name.senses = look_up(world_, words_, part, &key);
  name.key = key;
  name.head = 0;
  if (name.senses != kNone) {
    for (uint32_t s = name.senses; s != kNone; s = world_.senses[s].next) {
      const auto& sense = world_.senses[s];
      if ((sense.languages & words_.language_bit) == 0) continue;
      if (sense.kind == Sense::kCountry || sense.kind == Sense::kCapital)
        return country_entity(world_.countries[sense.index].code);
    }
    const uint32_t s = choose(name, true);
    if (s != kNone) {
      const auto& sense = world_.senses[s];
      if (sense.kind == Sense::kParty || sense.kind == Sense::kPerson ||
          sense.kind == Sense::kSurname)
        return link(name);
    }
  }
  if (starts_upper(part))
    if (const auto found = by_surname_.find(key); found != by_surname_.end()) return found->second;
  // A person known by the surname, though the article has not named them yet ("Biden-Regierung").
  if (name.senses != kNone) {
    uint32_t best = kNone;
    for (uint32_t s = name.senses; s != kNone; s = world_.senses[s].next) {
      const auto& sense = world_.senses[s];
      if (sense.kind != Sense::kSurname && sense.kind != Sense::kPerson) continue;
      const auto& terms = world_.parties[sense.index].terms;
      const bool in_office = !dated_ || std::any_of(terms.begin(), terms.end(), [&](const Term& t) {
        return t.period.contains(day_);
      });
      if (best == kNone || in_office) {
        best = s;
        if (in_office) break;
      }
    }
    if (best != kNone) {
      Draft draft;
      const uint32_t party = world_.senses[best].index;
      draft.key = draft.id = world_.parties[party].id;
      draft.name = world_.parties[party].name;
      draft.kind = EntityKind::kPerson;
      draft.gender = world_.parties[party].gender;
      draft.party = party;
      person_terms(draft, party);
      const EntityId id = entity(std::move(draft));
      by_surname_.try_emplace(key, id);
      return id;
    }
  }
  return kNone;
}

void Reading::belong_by_part(std::string_view part, Belonging& out) {
  const EntityId owner = part_entity(part);
  if (owner != kNone) {
    if (out.owner == kNone) out.owner = owner;
    if (out.country.empty()) out.country = drafts_[owner].country;
    return;
  }
  // A noun of sector or role, with or without the letters that join it to the rest; hyphens may
  // part several.
  std::string word = lower(part);
  if (const size_t hyphen = part.find('-'); hyphen != std::string_view::npos) {
    belong_by_part(part.substr(0, hyphen), out);
    word = lower(part.substr(part.rfind('-') + 1));
  }
  if (words_.has(word, WordUse::kFormer)) out.former = true;
  for (size_t j = 0; j <= words_.endings.size(); ++j) {
    const std::string_view joint =
        j == 0 ? std::string_view() : std::string_view(words_.endings[j - 1]);
    if (!ends_with(word, joint) || word.size() < joint.size() + 3) continue;
    const std::string_view stem = std::string_view(word).substr(0, word.size() - joint.size());
    if (const auto found = words_.sector_words.find(stem); found != words_.sector_words.end()) {
      add_all(out.sectors, found->second);
      return;
    }
    if (const RoleNoun* const known = words_.role(stem);
        known != nullptr && known->kind != RoleNoun::kState) {
      add_all(out.sectors, known->sectors);
      return;
    }
    if (const Code country = words_.adjective(stem); !country.empty() && out.country.empty()) {
      out.country = country;
      return;
    }
  }
}

Reading::Belonging Reading::belonging(TokenId head, TokenSpan own_words, const RoleNoun* role,
                                      std::string_view first_part) {
  Belonging out;
  const auto take_owner = [&](EntityId owner, bool genitive) {
    if (owner == kNone) return;
    // A possessor says more than an earlier first part only where nothing has been said yet.
    if (out.owner == kNone) out.owner = owner;
    if (out.country.empty() && (genitive || drafts_[owner].kind != EntityKind::kPerson))
      out.country = drafts_[owner].country;
  };
  const bool stays_abroad =
      role != nullptr && role->title && role->member && role->sectors.codes[0] == Code("GOV");
  EntityId place_owner = kNone;
  const auto look_at = [&](TokenId c) {
    if (own_words.contains(c) || tree_.upos(c) == Upos::PUNCT) return;
    const bool left = c < head;
    const std::string lemma = low(c), form = lower(article_.form(c));
    const bool attribute = tree_.is(c, "amod") || tree_.is(c, "compound") ||
                           tree_.is(c, "advmod") || tree_.is(c, "nmod") || tree_.is(c, "det") ||
                           tree_.is(c, "flat") || tree_.is(c, "acl") || tree_.is(c, "appos") ||
                           tree_.is(c, "obl") || tree_.is(c, "dep");
    if (!attribute) return;
    const bool modifier =
        left && (tree_.is(c, "amod") || tree_.is(c, "compound") || tree_.is(c, "advmod") ||
                 tree_.is(c, "nmod") || tree_.is(c, "flat"));
    if (modifier) {
      for (const std::string_view word : {std::string_view(lemma), std::string_view(form)}) {
        if (words_.has(word, WordUse::kFormer)) out.former = true;
        if (words_.has(word, WordUse::kLocal) && out.country.empty())
          out.country = nearest_place(head);
        if (const auto found = words_.sector_words.find(word); found != words_.sector_words.end()) {
          add_all(out.sectors, found->second);
          break;
        }
      }
      if (out.country.empty() && name_at_[c] == kNone &&
          (tree_.upos(c) == Upos::ADJ || tree_.upos(c) == Upos::PROPN ||
           tree_.upos(c) == Upos::NOUN)) {
        out.country = words_.adjective(form);
        if (out.country.empty() && lemma != form) out.country = words_.adjective(lemma);
        if (!out.country.empty()) out.country = actor_code(out.country);
      }
      // "die dort regierende Junta"
      for (const TokenId d : tree_.children(c))
        if (words_.has(low(d), WordUse::kThere) && out.country.empty())
          out.country = nearest_place(head);
    }
    if (tree_.upos(c) == Upos::PRON || tree_.upos(c) == Upos::DET) {
      const auto found = words_.pronouns.find(lemma);
      const auto by_form = found != words_.pronouns.end() ? found : words_.pronouns.find(form);
      if (by_form != words_.pronouns.end() && by_form->second.possessive) {
        float score = 1;
        const EntityId owner = resolve_pronoun(c, &score);
        take_owner(owner, true);
        out.score = std::min(out.score, score);
      }
      return;
    }
    const uint32_t n = name_at_[c];
    const uint32_t s = spot_at_[c];
    const bool people = n == kNone && s == kNone && tree_.nominal(c);
    if (n == kNone && s == kNone && !people) return;
    if (tree_.is(c, "appos") && n == kNone) return;
    if (tree_.is(c, "acl")) return;
    const TokenId inner = n != kNone ? names_[n].head : s != kNone ? spots_[s].head : c;
    const TokenId preposition = tree_.case_word(c);
    const std::string_view prep =
        preposition == kNone ? std::string_view() : std::string_view(article_.form(preposition));
    const std::string prep_lemma = preposition == kNone ? std::string() : low(preposition);
    const bool owner_word = preposition == kNone || preposition > c ||
                            words_.has(prep_lemma, WordUse::kOwner) ||
                            words_.has(lower(prep), WordUse::kOwner);
    const bool place_word = !owner_word && (words_.has(prep_lemma, WordUse::kPlace) ||
                                            words_.has(lower(prep), WordUse::kPlace));
    if (tree_.is(c, "obl") && !place_word) return;
    // Without a preposition only a genitive owns, where the language has one.
    const auto of_case = tree_.feature(inner, "Case");
    if (owner_word && preposition == kNone && inner > head && !of_case.empty() &&
        of_case != "Gen" && words_.grammatical_gender && n == kNone)
      return;
    if (owner_word) {
      if (tree_.is(c, "compound") && s != kNone && n == kNone) {
        const RoleNoun& other = *spots_[s].role;
        if (!(other.unique && other.kind == RoleNoun::kBody)) {
          add_all(out.sectors, other.sectors);
          return;
        }
        add_all(out.sectors, other.sectors);
      }
      take_owner(resolve(inner), true);
    } else if (place_word && !stays_abroad && place_owner == kNone) {
      place_owner = resolve(inner);
    }
  };
  if (!first_part.empty()) belong_by_part(first_part, out);
  for (const TokenId c : tree_.children(head)) look_at(c);
  // The words of a title may hang on the name that follows ("US President Joe Biden").
  const TokenId up = tree_.head(head);
  const bool hangs_on_name =
      up != kNoHead && (tree_.is(head, "compound") || tree_.is(head, "flat") ||
                        tree_.is(head, "nmod") || tree_.is(head, "appos"));
  if (hangs_on_name && up > head && name_at_[up] != kNone)
    for (const TokenId c : tree_.children(up))
      if (c < own_words.begin) look_at(c);
  if (out.country.empty() && out.owner == kNone && own_words.begin > 0) {
    // A name or adjective just before the noun, whatever the tree says of it.
    const TokenId before = own_words.begin - 1;
    if (tree_.sentence(before) == tree_.sentence(head)) {
      if (name_at_[before] != kNone && names_[name_at_[before]].tokens.end == own_words.begin &&
          tree_.case_word(head) == kNone) {
        const EntityId near = name_entity_[name_at_[before]];
        if (near != kNone && drafts_[near].kind != EntityKind::kPerson && !words_.capital_nouns)
          take_owner(near, true);
      } else if (tree_.upos(before) == Upos::ADJ || starts_upper(article_.form(before))) {
        out.country = actor_code(words_.adjective(lower(article_.form(before))));
      }
    }
  }
  // A chain of nouns before the role that the tree has not hung on it ("AU trade and industry
  // commissioner").
  if (out.country.empty() && out.owner == kNone && !words_.closed_compounds && own_words.begin > 0)
    for (TokenId t = own_words.begin;
         t-- > 0 && t + 5 >= own_words.begin && tree_.sentence(t) == tree_.sentence(head);) {
      const auto upos = tree_.upos(t);
      if (upos != Upos::NOUN && upos != Upos::PROPN && upos != Upos::ADJ && upos != Upos::CCONJ)
        break;
      if (name_at_[t] == kNone) continue;
      const EntityId near = name_entity_[name_at_[t]];
      if (near != kNone && drafts_[near].kind != EntityKind::kPerson) take_owner(near, true);
      break;
    }
  if (out.country.empty() && place_owner != kNone && !drafts_[place_owner].country.empty()) {
    const auto kind = drafts_[place_owner].kind;
    if (kind == EntityKind::kCountry || kind == EntityKind::kRegion ||
        kind == EntityKind::kGovernment)
      out.country = drafts_[place_owner].country;
  }
  return out;
}

// ---- what was said before
// ----------------------------------------------------------------------------------------

Code Reading::nearest_place(TokenId t) const {
  const SentenceId s = tree_.sentence(t);
  for (auto m = marks_.rbegin(); m != marks_.rend(); ++m) {
    if (m->token >= t || !m->place) continue;
    if (tree_.sentence(m->token) + 4 < s) break;
    return m->country;
  }
  for (const auto& m : marks_)
    if (m.place && tree_.sentence(m.token) == s) return m.country;
  return {};
}

// The country of "im Niger", "in Northern Mali" right at `from`; empty if nothing like it stands
// there.
Code Reading::place_behind(TokenId from) const {
  if (from >= tree_.size()) return {};
  const SentenceId s = tree_.sentence(from - 1);
  if (tree_.sentence(from) != s || tree_.upos(from) != Upos::ADP) return {};
  if (!words_.has(low(from), WordUse::kPlace) && !words_.has(low(from), WordUse::kOwner)) return {};
  for (TokenId t = from + 1;
       t < std::min<TokenId>(from + 4, tree_.size()) && tree_.sentence(t) == s; ++t) {
    if (name_at_[t] == kNone) {
      if (tree_.upos(t) == Upos::DET || tree_.upos(t) == Upos::ADJ) continue;
      return {};
    }
    const EntityId id = name_entity_[name_at_[t]];
    if (id == kNone || names_[name_at_[t]].compound != kNone) return {};
    const auto kind = drafts_[id].kind;
    const bool place = kind == EntityKind::kCountry || kind == EntityKind::kRegion ||
                       kind == EntityKind::kGovernment;
    return place ? drafts_[id].country : Code();
  }
  return {};
}

// The country that "the country" means: of the party named before it in the sentence, else of the
// place named last.
Code Reading::country_meant(TokenId t) const {
  const SentenceId s = tree_.sentence(t);
  for (auto m = marks_.rbegin(); m != marks_.rend(); ++m)
    if (m->token < t && m->place && tree_.sentence(m->token) == s) return m->country;
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen) {
    if (seen->token >= t || seen->adjective) continue;
    if (tree_.sentence(seen->token) != s) break;
    const auto& draft = drafts_[seen->entity];
    if (world_.country(draft.country) != nullptr && !draft.sectors.has(Code("JRN")))
      return draft.country;
  }
  for (auto m = marks_.rbegin(); m != marks_.rend(); ++m) {
    if (m->token >= t || !m->place) continue;
    if (tree_.sentence(m->token) + 3 < s) break;
    return m->country;
  }
  return {};
}

// The country that a phrase without one most likely means: often named, and near.
Code Reading::context_country(TokenId t, float* score) const {
  if (weights_.empty() || total_weight_ <= 0) return {};
  const SentenceId s = tree_.sentence(t);
  const SentenceId from = s < 2 ? 0 : s - 2;
  Code best;
  float best_value = 0, second = 0;
  for (const auto& w : weights_) {
    float value = 2 * w.weight / total_weight_;
    float near = 0;
    for (uint32_t m = first_mark_[from]; m < first_mark_[s + 1]; ++m) {
      if (marks_[m].country != w.country) continue;
      const float here =
          tree_.sentence(marks_[m].token) == s ? (marks_[m].token < t ? 0.9f : 0.6f) : 0.3f;
      near = std::max(near, here);
    }
    value += near;
    if (value > best_value) {
      second = best_value;
      best_value = value;
      best = w.country;
    } else {
      second = std::max(second, value);
    }
  }
  *score = best_value - second > 0.8f ? 0.75f : 0.55f;
  return best;
}

EntityId Reading::body_before(TokenId t) const {
  const SentenceId s = tree_.sentence(t);
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen) {
    if (seen->token >= t || seen->adjective) continue;
    if (tree_.sentence(seen->token) + 3 < s) break;
    const auto& draft = drafts_[seen->entity];
    const bool body = draft.kind == EntityKind::kBody || draft.kind == EntityKind::kGovernment;
    if (body && !draft.sectors.has(Code("JRN"))) return seen->entity;
  }
  return kNone;
}

// The party of that office which the article has spoken of last, if its country was said there.
EntityId Reading::same_office(const RoleSpot& spot) const {
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen) {
    if (seen->token >= spot.head || drafts_[seen->entity].office != spot.role->office) continue;
    if (score_[seen->token] >= 0.8f && done_[seen->token] == seen->entity) return seen->entity;
  }
  return kNone;
}

// "der 42-Jährige": a word that means whoever was spoken of.
bool Reading::epithet(std::string_view form) const {
  return std::any_of(words_.epithets.begin(), words_.epithets.end(), [&](const auto& end) {
    return form.size() > end.size() && ends_with(form, end);
  });
}

EntityId Reading::person_before(TokenId t) const {
  const SentenceId s = tree_.sentence(t);
  EntityId any = kNone;
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen) {
    if (seen->token >= t || drafts_[seen->entity].kind != EntityKind::kPerson ||
        drafts_[seen->entity].generic)
      continue;
    if (tree_.sentence(seen->token) + 3 < s) break;
    if (seen->subject) return seen->entity;
    if (any == kNone) any = seen->entity;
  }
  return any;
}

bool Reading::definite(TokenId t) const {
  for (const TokenId c : tree_.children(t))
    if (tree_.is(c, "det") &&
        (tree_.feature(c, "Definite") == "Def" || tree_.feature(c, "PronType") == "Dem"))
      return true;
  return false;
}

// The named body of the role's kind that was spoken of last, a few sentences back at most.
EntityId Reading::body_of_kind(const RoleSpot& spot) const {
  const SentenceId s = tree_.sentence(spot.head);
  const Code wanted = spot.role->sectors.codes[0];
  const bool any = wanted == Code("NGO") || wanted == Code("SOC");
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen) {
    if (seen->token >= spot.head || seen->adjective) continue;
    if (tree_.sentence(seen->token) + 5 < s) break;
    const auto& draft = drafts_[seen->entity];
    if (draft.kind != EntityKind::kBody || starts_with(draft.key, "r|") || !draft.office.empty())
      continue;
    if (draft.sectors.has(wanted) ||
        (any && (draft.sectors.has(Code("IGO")) || draft.sectors.has(Code("NGO")) ||
                 draft.sectors.has(Code("SOC")))))
      return seen->entity;
    if (draft.sectors.size() == 0) return seen->entity;
  }
  return kNone;
}

EntityId Reading::named_by_role(const RoleSpot& spot, Code country) const {
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen) {
    if (seen->token >= spot.head) continue;
    const auto& draft = drafts_[seen->entity];
    if (draft.kind != EntityKind::kPerson || draft.role.empty()) continue;
    if (!country.empty() && !draft.country.empty() && draft.country != country) continue;
    if (draft.role == spot.key ||
        (ends_with(draft.role, spot.role->lemma) && spot.key == spot.role->lemma))
      return seen->entity;
  }
  return kNone;
}

// ---- names with titles
// -------------------------------------------------------------------------------------------

// The role noun that introduces a name: before it, or as an apposition on either side; kNone if
// there is none.
uint32_t Reading::title_of(const Name& name) const {
  TokenId before = name.tokens.begin;
  const SentenceId s = tree_.sentence(name.head);
  while (before > 0 && words_.has(lower(article_.form(before - 1)), WordUse::kTitle)) --before;
  // Quotation marks may stand around a name: the newspaper "Die Zeit".
  if (before > 0 && tree_.upos(before - 1) == Upos::PUNCT && before - 1 > 0 &&
      article_.form(before - 1) != "," && article_.form(before - 1) != ":" &&
      article_.form(before - 1) != "." && article_.form(before - 1) != "(" &&
      article_.form(before - 1) != ")")
    --before;
  if (before > 0 && tree_.sentence(before - 1) == s && spot_at_[before - 1] != kNone) {
    const auto& spot = spots_[spot_at_[before - 1]];
    // A genitive owner of the role may follow it; then the name is that owner, unless the tree
    // joins them.
    const TokenId up = tree_.head(name.head);
    const bool genitive = (tree_.is(name.head, "nmod") && up == spot.head &&
                           tree_.feature(name.head, "Case") == "Gen") ||
                          tree_.case_word(name.head) != kNone;
    const bool linked =
        up == spot.head || tree_.head(spot.head) == name.head || up == tree_.head(spot.head);
    if (linked && (!genitive || tree_.case_word(name.head) < spot.tokens.begin))
      return spot_at_[before - 1];
  }
  for (const TokenId c : tree_.children(name.head))
    if (tree_.is(c, "appos") && spot_at_[c] != kNone && spots_[spot_at_[c]].head == c)
      return spot_at_[c];
  const TokenId up = tree_.head(name.head);
  if (up != kNoHead && (tree_.is(name.head, "appos") || tree_.is(name.head, "flat")) &&
      spot_at_[up] != kNone && spots_[spot_at_[up]].head == up)
    return spot_at_[up];
  return kNone;
}

// ---- nouns
// -------------------------------------------------------------------------------------------------------

EntityId Reading::office_entity(Code country, const RoleNoun& role) {
  const auto office = world_.offices.find(role.office);
  const Country* const known = world_.country(country);
  if (office == world_.offices.end() || known == nullptr) return kNone;
  if (office->second.holder && dated_) {
    const uint32_t party = world_.holder(country, role.office, day_);
    if (party != kNone) {
      Draft draft;
      draft.key = draft.id = world_.parties[party].id;
      draft.name = world_.parties[party].name;
      draft.kind = EntityKind::kPerson;
      draft.gender = world_.parties[party].gender;
      draft.party = party;
      person_terms(draft, party);
      draft.office = role.office;
      return entity(std::move(draft));
    }
  }
  Draft draft;
  draft.key = draft.id = std::string(country.view()) + "." + role.office;
  if (const auto known_party = world_.party_by_id.find(draft.id);
      known_party != world_.party_by_id.end()) {
    const Party& party = world_.parties[known_party->second];
    draft.name = party.name;
    draft.kind = party.kind;
    draft.country = party.country;
    draft.party = known_party->second;
    draft.office = role.office;
    party_terms(draft, known_party->second);
    return entity(std::move(draft));
  }
  draft.name = office->second.name;
  if (const size_t gap = draft.name.find("{}"); gap != std::string::npos)
    draft.name.replace(gap, 2, known->full);
  draft.country = known->actor_code;
  draft.kind = office->second.kind;
  draft.sectors = role.sectors;
  draft.role = role.lemma;
  draft.office = role.office;
  return entity(std::move(draft));
}

EntityId Reading::resolve(TokenId t) {
  if (state_[t] == 2) return done_[t];
  if (state_[t] == 1) return kNone;
  state_[t] = 1;
  EntityId id = kNone;
  const uint32_t n = name_at_[t];
  if (n != kNone && names_[n].head == t) {
    const Name& name = names_[n];
    id = name_entity_[n];
    if (id != kNone) {
      const uint32_t s = title_of(name);
      const auto kind = drafts_[id].kind;
      if (s != kNone && kind != EntityKind::kCountry && kind != EntityKind::kGovernment) {
        const RoleSpot& spot = spots_[s];
        const bool person = kind == EntityKind::kPerson;
        const bool fits =
            person ? spot.role->kind == RoleNoun::kPerson || spot.role->kind == RoleNoun::kGroup
                   : spot.role->kind != RoleNoun::kPerson;
        if (fits && !(spot.plural && !person) && state_[spot.head] != 2) {
          state_[spot.head] = 1;
          Belonging b = belonging(spot.head, spot.tokens, spot.role, spot.first_part);
          if (b.owner == id) b.owner = kNone;
          Draft& draft = drafts_[id];
          const bool known = draft.party != kNone;
          if (person && draft.role.empty()) draft.role = spot.key;
          if (b.owner == kNone && b.country.empty() && spot.role->member && !known && person) {
            b.owner = body_before(spot.tokens.begin);
            if (b.owner != kNone) b.country = drafts_[b.owner].country;
          }
          if (!known) {
            if (draft.country.empty()) draft.country = b.country;
            SectorList sectors;
            const bool of_body = b.owner != kNone && drafts_[b.owner].kind == EntityKind::kBody;
            if (b.former) sectors.add(Code("ELI"));
            if (person && of_body && (spot.role->member || spot.role->title)) {
              add_all(sectors, drafts_[b.owner].sectors);
              if (world_.country(drafts_[b.owner].country) != nullptr)
                add_all(sectors, spot.role->sectors);
              if (drafts_[b.owner].sectors.size() > 0 &&
                  spot.role->sectors.codes[0] == Code("GOV") &&
                  !drafts_[b.owner].sectors.has(Code("GOV"))) {
                sectors = SectorList();
                if (b.former) sectors.add(Code("ELI"));
                add_all(sectors, drafts_[b.owner].sectors);
              }
            } else if (spot.role->member && b.sectors.size() > 0) {
              add_all(sectors, b.sectors);
            } else {
              add_all(sectors, spot.role->sectors);
              add_all(sectors, b.sectors);
              if (spot.role->sectors.size() == 0 && b.owner != kNone)
                add_all(sectors, drafts_[b.owner].sectors);
            }
            if (draft.sectors.size() == 0) draft.sectors = sectors;
          } else if (draft.sectors.size() == 0 && person) {
            add_all(draft.sectors, spot.role->sectors);
          } else if (person && draft.sectors.codes[0] == Code("ELI") && !b.former &&
                     spot.role->sectors.size() > 0 && b.country == draft.country) {
            draft.sectors = spot.role->sectors;  // the title says that they hold an office again
          }
          done_[spot.head] = id;
          state_[spot.head] = 2;
        } else if (!person && spot.role->kind == RoleNoun::kState && kind == EntityKind::kRegion) {
          done_[spot.head] = id;
          state_[spot.head] = 2;
        }
      } else if (s != kNone && kind == EntityKind::kCountry &&
                 spots_[s].role->kind == RoleNoun::kState && !spots_[s].plural &&
                 state_[spots_[s].head] == 0) {
        done_[spots_[s].head] = id;
        state_[spots_[s].head] = 2;
      }
      Draft& draft = drafts_[id];
      // A party in brackets after a person's name.
      if (draft.kind == EntityKind::kPerson && draft.party == kNone &&
          name.tokens.end + 1 < tree_.size() && article_.form(name.tokens.end) == "(" &&
          name_at_[name.tokens.end + 1] != kNone) {
        const EntityId party = name_entity_[name_at_[name.tokens.end + 1]];
        if (party != kNone && drafts_[party].sectors.has(Code("PTY"))) {
          const Draft& owner = drafts_[party];
          if (draft.country.empty()) draft.country = owner.country;
          if (!draft.sectors.has(Code("GOV"))) add_all(draft.sectors, owner.sectors);
        }
      }
      if (draft.party == kNone && draft.country.empty() &&
          (draft.kind == EntityKind::kPerson || draft.kind == EntityKind::kBody)) {
        float score = 1;
        draft.country = context_country(t, &score);
        score_[t] = std::min(score_[t], score);
      }
      // Whoever is only a name to us is taken for a private person.
      if (draft.kind == EntityKind::kPerson && draft.sectors.size() == 0)
        draft.sectors.add(Code("CVL"));
    }
  } else if (n == kNone) {
    const uint32_t s = spot_at_[t];
    if (s != kNone && spots_[s].head == t) {
      id = resolve_role(s);
    } else if (s == kNone) {
      const auto upos = tree_.upos(t);
      const std::string lemma = low(t), form = lower(article_.form(t));
      const bool capital = starts_upper(article_.form(t));
      if (upos == Upos::NOUN || upos == Upos::PROPN) {
        const Code people = words_.demonym(lemma, form);
        if (!people.empty() && capital) {
          Draft draft;
          draft.country = people;
          // "Albaner in Serbien": they live there.
          if (const Code there = place_behind(t + 1); !there.empty() && tree_.plural(t))
            draft.country = there;
          draft.key = "people|" + std::string(draft.country.view());
          draft.id = std::string(draft.country.view()) + ".people";
          draft.kind = EntityKind::kPeople;
          draft.sectors.add(Code("CVL"));
          draft.generic = true;
          id = entity(std::move(draft));
        }
      }
      if (id == kNone && (upos == Upos::NOUN || upos == Upos::ADJ) && epithet(form))
        id = person_before(t);
      if (id == kNone &&
          (upos == Upos::ADJ ||
           (upos == Upos::PROPN && (tree_.is(t, "amod") || tree_.is(t, "compound"))))) {
        const Code country = (capital || words_.capital_nouns) ? words_.adjective(form) : Code();
        if (!country.empty()) id = country_entity(country);
      }
    }
  }
  if (state_[t] != 2) {
    done_[t] = id;
    state_[t] = 2;
  }
  return done_[t];
}

EntityId Reading::resolve_role(uint32_t s) {
  const RoleSpot& spot = spots_[s];
  const RoleNoun& role = *spot.role;
  const TokenId t = spot.head;

  // A name that the noun introduces.
  const auto titled = [&](TokenId c) -> EntityId {
    const uint32_t n = name_at_[c];
    if (n == kNone || name_entity_[n] == kNone || title_of(names_[n]) != s) return kNone;
    const TokenId inner = names_[n].head;
    state_[t] = 0;
    const EntityId id = resolve(inner);
    if (state_[t] == 2) return id;
    state_[t] = 1;
    return kNone;
  };
  for (TokenId c = spot.tokens.end; c < std::min<TokenId>(spot.tokens.end + 4, tree_.size()); ++c)
    if (name_at_[c] != kNone && c == names_[name_at_[c]].tokens.begin) {
      if (const EntityId id = titled(c); id != kNone) return id;
      break;
    }
  if (tree_.is(t, "appos") && tree_.head(t) != kNoHead)
    if (const EntityId id = titled(tree_.head(t)); id != kNone) return id;
  for (const TokenId c : tree_.children(t))
    if (tree_.is(c, "appos") || tree_.is(c, "flat"))
      if (const EntityId id = titled(c); id != kNone) return id;

  // A noun that only counts: the party is what is counted.
  if (words_.has(low(t), WordUse::kQuantity) ||
      words_.has(lower(article_.form(t)), WordUse::kQuantity))
    for (const TokenId c : tree_.children(t))
      if (c > t && (tree_.is(c, "nmod") || tree_.is(c, "appos") || tree_.is(c, "flat"))) {
        const TokenId preposition = tree_.case_word(c);
        if (preposition != kNone && !words_.has(low(preposition), WordUse::kOwner)) continue;
        if (const EntityId id = resolve(c); id != kNone && drafts_[id].kind != EntityKind::kCountry)
          return id;
      }
  if (role.pair) {
    const Belonging b = belonging(t, spot.tokens, spot.role, spot.first_part);
    if (b.owner != kNone) return b.owner;
    return b.country.empty() ? kNone : country_entity(b.country);
  }

  Belonging b = belonging(t, spot.tokens, spot.role, spot.first_part);
  float score = b.score;
  // "Hamas-Bewegung", "die Wagner group": the name itself.
  const bool body_like = (role.kind == RoleNoun::kBody || role.kind == RoleNoun::kGroup) &&
                         role.office.empty() && !spot.plural &&
                         role.sectors.codes[0] != Code("CVL");
  if (body_like && b.owner != kNone && !spot.first_part.empty() &&
      part_entity(spot.first_part) == b.owner && drafts_[b.owner].kind == EntityKind::kBody)
    return b.owner;
  // "die Organisation": the one of that kind named before.
  if (body_like && b.owner == kNone && b.country.empty() && b.sectors.size() == 0 && definite(t))
    if (const EntityId same = body_of_kind(spot); same != kNone) {
      score_[t] = 0.7f;
      return same;
    }
  Draft draft;
  draft.role = spot.key;

  if (role.kind == RoleNoun::kState) {
    if (spot.plural) {
      draft.key = "r|" + std::string(b.country.view()) + "|" + role.lemma;
      draft.kind = EntityKind::kOther;
      draft.country = world_.country(b.country) != nullptr ? Code() : b.country;
      draft.sectors = role.sectors;
      draft.generic = true;
      return entity(std::move(draft));
    }
    if (b.owner != kNone && drafts_[b.owner].kind == EntityKind::kCountry) return b.owner;
    Code country = b.country;
    if (country.empty()) country = country_meant(t);
    if (country.empty()) country = context_country(t, &score);
    score_[t] = std::min(score, 0.6f);
    return country.empty() ? kNone : country_entity(country);
  }

  // Somebody of that role whom the article has introduced ("der Minister").
  const bool person =
      role.kind == RoleNoun::kPerson || (role.kind == RoleNoun::kGroup && !spot.plural);
  if (person && !spot.plural && b.owner == kNone && !b.former &&
      tree_.feature(t, "Definite") != "Ind") {
    bool indefinite = false;
    for (const TokenId c : tree_.children(t))
      if (tree_.is(c, "det") && tree_.feature(c, "Definite") == "Ind") indefinite = true;
    if (!indefinite)
      if (const EntityId known = named_by_role(spot, b.country); known != kNone) {
        score_[t] = 0.85f;
        return known;
      }
  }
  if (role.member && b.owner == kNone && b.country.empty() && b.sectors.size() == 0) {
    b.owner = body_before(t);
    if (b.owner != kNone) {
      b.country = drafts_[b.owner].country;
      score = std::min(score, 0.6f);
    }
  }
  if (b.country.empty() && b.owner != kNone) b.country = drafts_[b.owner].country;
  if (b.country.empty() && role.unique && !role.office.empty() && spot.key == role.lemma &&
      b.sectors.size() == 0 && !b.former)
    if (const EntityId same = same_office(spot); same != kNone) {
      score_[t] = 0.8f;
      return same;
    }
  // A place just behind the noun, though the tree has hung it elsewhere ("die Junta im Niger").
  if (b.country.empty())
    if (const Code behind = place_behind(spot.tokens.end); !behind.empty()) {
      b.country = behind;
      score = 0.9f;
    }
  const bool said = !b.country.empty();
  if (b.country.empty() && !role.free) b.country = context_country(t, &score);
  score_[t] = score;

  const Code country = b.country;
  const bool of_body = b.owner != kNone && (drafts_[b.owner].kind == EntityKind::kBody ||
                                            drafts_[b.owner].kind == EntityKind::kRegion ||
                                            drafts_[b.owner].kind == EntityKind::kPeople);
  const bool state = world_.country(country) != nullptr;
  if (role.unique && state && !of_body && !b.former && spot.key == role.lemma &&
      !role.office.empty() && b.sectors.size() == 0 &&
      !(role.kind == RoleNoun::kPerson && spot.plural) &&
      !(b.owner != kNone && drafts_[b.owner].kind == EntityKind::kPerson &&
        role.kind == RoleNoun::kPerson)) {
    if (const EntityId id = office_entity(country, role); id != kNone) return id;
  }

  SectorList sectors;
  if (b.former) sectors.add(Code("ELI"));
  const SectorList owned = b.owner == kNone ? SectorList() : drafts_[b.owner].sectors;
  const bool international = of_body && !state;
  const bool civilians = role.kind == RoleNoun::kGroup && role.generic &&
                         role.sectors.codes[0] == Code("CVL") && role.office.empty();
  if (role.member && role.sectors.size() == 0) {
    add_all(sectors, b.sectors);
    add_all(sectors, owned);
    if (sectors.size() == 0 && said && state) sectors.add(Code("GOV"));
  } else if (of_body && role.kind != RoleNoun::kBody && (role.member || role.title) &&
             owned.size() > 0 &&
             (international || role.sectors.codes[0] == Code("GOV") ||
              role.sectors.codes[0] == Code("PTY")) &&
             !role.generic) {
    add_all(sectors, owned);
  } else if (of_body && fights(owned.codes[0]) &&
             (fights(role.sectors.codes[0]) || role.sectors.has(Code("MIL")))) {
    add_all(sectors, owned);  // "Hamas fighters", "YPG forces"
  } else if (role.member && b.sectors.size() > 0) {
    add_all(sectors, b.sectors);
  } else if (civilians && b.sectors.size() > 0) {
    add_all(sectors, b.sectors);
    add_all(sectors, role.sectors);
  } else {
    add_all(sectors, role.sectors);
    add_all(sectors, b.sectors);
    if (role.member) add_all(sectors, owned);
    if (owned.has(Code("PRE"))) sectors.add(Code("PRE"));
  }
  draft.sectors = sectors;
  draft.country = country;
  draft.kind = role.kind == RoleNoun::kBody
                   ? (sectors.codes[0] == Code("GOV") ? EntityKind::kGovernment : EntityKind::kBody)
               : role.kind == RoleNoun::kPerson && !spot.plural ? EntityKind::kPerson
                                                                : EntityKind::kPeople;
  draft.generic = true;
  draft.key = "r|" + std::string(country.view()) + "|" +
              (role.office.empty() ? spot.key : role.office) + "|";
  if (b.owner != kNone && drafts_[b.owner].kind != EntityKind::kCountry)
    draft.key += drafts_[b.owner].key;
  for (const auto code : sectors.codes) draft.key += code.view();
  if (spot.plural) draft.key += "|p";
  return entity(std::move(draft));
}

}  // namespace diurna
