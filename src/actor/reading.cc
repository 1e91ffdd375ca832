#include "actor/reading.h"

#include <algorithm>

#include "text/utf8.h"

namespace diurna {
namespace {

std::string last_word(std::string_view key) {
  const size_t space = key.rfind(' ');
  return std::string(space == std::string_view::npos ? key : key.substr(space + 1));
}

SectorList only(std::string_view code) {
  SectorList list;
  list.add(Code(code));
  return list;
}

}  // namespace

Reading::Reading(Article& article, const World& world, const RoleWords& words)
    : article_(article), world_(world), words_(words), tree_(article) {
  dated_ = article.date.known() && !article.date.span.open();
  if (dated_) day_ = article.date.span.to;
  const uint32_t n = tree_.size();
  name_at_.assign(n, kNone);
  spot_at_.assign(n, kNone);
  done_.assign(n, kNone);
  state_.assign(n, 0);
  score_.assign(n, 1.0f);
}

void Reading::read() {
  names_ = find_names(tree_, world_, words_);
  name_entity_.assign(names_.size(), kNone);
  for (uint32_t i = 0; i < names_.size(); ++i)
    for (TokenId t = names_[i].tokens.begin; t < names_[i].tokens.end; ++t) name_at_[t] = i;
  find_roles();
  weigh_countries();
  link_names();
  link_nouns();
  link_pronouns();
  write();
}

std::string Reading::low(TokenId t) const {
  const auto lemma = article_.lemma(t);
  return lower(lemma.empty() || lemma == "_" ? article_.form(t) : lemma);
}

Code Reading::actor_code(Code country) const {
  const Country* const found = world_.country(country);
  return found == nullptr ? country : found->actor_code;
}

// ---- roles
// -------------------------------------------------------------------------------------------------------

void Reading::find_roles() {
  for (const auto& sentence : article_.sentences) {
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      const auto upos = tree_.upos(t);
      // Inside of a name only what the name's head says counts, and the name says that itself.
      if (name_at_[t] != kNone && names_[name_at_[t]].head != t) continue;
      RoleSpot spot;
      const std::string lemma = low(t), form = lower(article_.form(t));
      if (name_at_[t] == kNone) {
        // Several words: the longest role that begins here.
        uint32_t most = 0;
        for (const std::string_view first : {std::string_view(form), std::string_view(lemma)})
          if (const auto found = words_.role_starts.find(first); found != words_.role_starts.end())
            most = std::max(most, found->second);
        for (uint32_t length = std::min<uint32_t>(most, sentence.tokens.end - t);
             length > 1 && spot.role == nullptr; --length) {
          std::string words, with_lemma;
          for (TokenId u = t; u < t + length; ++u) {
            const std::string word = lower(article_.form(u));
            words += (u > t ? " " : "") + word;
            with_lemma +=
                u + 1 == t + length ? (u > t ? " " : "") + low(u) : (u > t ? " " : "") + word;
          }
          for (const auto& key : {words, with_lemma})
            if (spot.role == nullptr && (spot.role = words_.role(key)) != nullptr) {
              spot.tokens = {t, t + length};
              spot.key = key;
            }
        }
      }
      const bool noun =
          upos == Upos::NOUN || upos == Upos::PROPN || (upos == Upos::X) ||
          (upos == Upos::NUM && words_.has(lemma, WordUse::kQuantity)) ||
          (upos == Upos::ADJ && words_.capital_nouns && starts_upper(article_.form(t)) &&
           (tree_.subject(t) || tree_.is(t, "obj") || tree_.is(t, "obl") || tree_.is(t, "nmod")));
      if (spot.role == nullptr && noun) {
        spot.tokens = {t, t + 1};
        for (const auto& key : {form, lemma})
          if (spot.role == nullptr && (spot.role = words_.role(key)) != nullptr) spot.key = key;
        const auto first = article_.str(article_.tokens.first_part[t]),
                   last = article_.str(article_.tokens.last_part[t]);
        if (spot.role == nullptr)
          spot.first_part = first;  // a compound with an entry of its own is one idea
        if (spot.role == nullptr || !first.empty()) {
          const auto surface = article_.form(t);
          size_t hyphen = surface.rfind('-');
          if (hyphen != std::string_view::npos && hyphen > 0 && hyphen + 1 < surface.size()) {
            spot.first_part = surface.substr(0, hyphen);
            if (spot.role == nullptr) {
              const std::string rest = lower(surface.substr(hyphen + 1));
              const size_t lemma_hyphen = lemma.rfind('-');
              const std::string lemma_rest =
                  lemma_hyphen == std::string::npos ? rest : lemma.substr(lemma_hyphen + 1);
              size_t cut = 0;
              for (const auto& key : {lower(last), lemma_rest, rest}) {
                if (spot.role == nullptr && (spot.role = words_.role(key)) != nullptr)
                  spot.key = key;
                if (spot.role == nullptr &&
                    (spot.role = words_.compound_role(key, &cut)) != nullptr)
                  spot.key = key;
              }
            }
          } else if (spot.role == nullptr) {
            if (!last.empty() && (spot.role = words_.role(lower(last))) != nullptr)
              spot.key = lemma;
            size_t cut = 0;
            if (spot.role == nullptr &&
                (spot.role = words_.compound_role(lemma, &cut)) != nullptr) {
              spot.key = lemma;
              if (spot.first_part.empty())
                spot.first_part = std::string(article_.lemma(t)).substr(0, cut);
            }
          }
        }
      }
      if (spot.role == nullptr) continue;
      spot.head = spot.tokens.size() == 1 ? t : tree_.head_of(spot.tokens);
      // The parts of a compound may be tokens of their own: "US" "-" "Soldaten".
      if (spot.first_part.empty() && spot.tokens.begin >= sentence.tokens.begin + 2) {
        TokenId begin = spot.tokens.begin;
        while (begin >= sentence.tokens.begin + 2 && compound_after(article_, begin - 2) != kNone)
          begin -= 2;
        if (begin < spot.tokens.begin) {
          TokenId from =
              begin;  // a name of several words before the hyphen belongs to it as a whole
          if (name_at_[from] != kNone) from = names_[name_at_[from]].tokens.begin;
          spot.first_part = article_.bytes(article_.byte_span({from, spot.tokens.begin - 1}));
          spot.tokens.begin = from;
        }
      }
      // A single noun's own name counts more than what it would be without a capital ("Congress",
      // "Bundestag").
      if (name_at_[t] != kNone && names_[name_at_[t]].senses != kNone) continue;
      spot.plural = plural(spot.head) ||
                    (tree_.feature(spot.head, "Number").empty() &&
                     lower(article_.form(spot.head)) != low(spot.head) && !words_.capital_nouns);
      if (spot_at_[spot.head] == kNone) {
        for (TokenId u = spot.tokens.begin; u < spot.tokens.end; ++u)
          if (name_at_[u] == kNone || u == spot.head)
            spot_at_[u] = static_cast<uint32_t>(spots_.size());
        spots_.push_back(std::move(spot));
        t = spots_.back().tokens.end - 1;
      }
    }
  }
}

// ---- countries
// ---------------------------------------------------------------------------------------------------

void Reading::mark(TokenId t, Code country, float weight, bool place) {
  const Country* const known = world_.country(country);
  if (known == nullptr) {  // a body is no country, but its name may be told by its seat
    if (!country.empty() && !spoken_of(country)) bodies_.push_back(country);
    return;
  }
  country = known->actor_code;
  const SentenceId s = tree_.sentence(t);
  if (s == 0)
    weight *= 2;
  else if (s == 1)
    weight *= 1.5f;
  marks_.push_back({t, country, place});
  total_weight_ += weight;
  for (auto& w : weights_)
    if (w.country == country) {
      w.weight += weight;
      return;
    }
  weights_.push_back({country, weight});
}

bool Reading::spoken_of(Code body) const {
  return std::find(bodies_.begin(), bodies_.end(), body) != bodies_.end();
}

void Reading::weigh_countries() {
  std::vector<bool> covered(tree_.size(), false);
  for (const auto& name : names_) {
    const uint32_t s = choose(name, false);
    if (s == kNone) continue;
    const auto& sense = world_.senses[s];
    for (TokenId t = name.tokens.begin; t < name.tokens.end; ++t) covered[t] = true;
    switch (sense.kind) {
      case Sense::kCountry:
        mark(name.head, world_.countries[sense.index].code, name.compound == kNone ? 1.0f : 0.6f,
             name.compound == kNone);
        break;
      case Sense::kCapital:
        mark(name.head, world_.countries[sense.index].code, 0.8f, name.compound == kNone);
        break;
      case Sense::kParty:
        mark(name.head, world_.parties[sense.index].country, 0.8f, false);
        break;
      case Sense::kPerson:
        mark(name.head, world_.parties[sense.index].country, 0.8f, false);
        break;
      case Sense::kSurname:
        break;
    }
  }
  for (const auto& place : article_.places) {
    if (place.tokens.empty() || place.country.empty() || place.derived ||
        covered[place.tokens.begin])
      continue;
    mark(tree_.head_of(place.tokens), place.country, 0.6f, true);
  }
  for (TokenId t = 0; t < tree_.size(); ++t) {
    if (covered[t]) continue;
    const auto upos = tree_.upos(t);
    if (upos == Upos::ADJ || upos == Upos::PROPN || upos == Upos::NOUN) {
      const std::string lemma = low(t), form = lower(article_.form(t));
      Code country;
      if (upos != Upos::NOUN || !words_.capital_nouns) country = words_.adjective(form);
      if (country.empty())
        if (upos != Upos::ADJ) country = words_.demonym(lemma, form);
      if (!country.empty() && starts_upper(article_.form(t)) == false && !words_.capital_nouns)
        country = Code();
      if (!country.empty()) mark(t, country, 0.8f, false);
    }
    if (upos == Upos::NOUN || upos == Upos::PROPN) {
      const auto surface = article_.form(t);
      const size_t hyphen = surface.rfind('-');
      std::string part(hyphen != std::string_view::npos && hyphen > 0
                           ? surface.substr(0, hyphen)
                           : article_.str(article_.tokens.first_part[t]));
      if (part.empty()) continue;
      std::string key;
      const uint32_t s = look_up(world_, words_, part, &key);
      if (s == kNone) continue;
      const auto& sense = world_.senses[s];
      if (sense.kind == Sense::kCountry || sense.kind == Sense::kCapital)
        mark(t, world_.countries[sense.index].code, 0.6f, false);
      if (sense.kind == Sense::kParty) mark(t, world_.parties[sense.index].country, 0.6f, false);
    }
  }
  // The address of the outlet is a hint where the words give none.
  const size_t host = article_.url.find("://");
  if (host != std::string::npos) {
    const size_t end = std::min(article_.url.find('/', host + 3), article_.url.size());
    if (end - host > 5 && article_.url[end - 3] == '.') {
      const std::string domain = upper(std::string_view(article_.url).substr(end - 2, 2));
      for (const auto& country : world_.countries)
        if (country.alpha2 == domain || (domain == "UK" && country.alpha2 == "GB")) {
          weights_.push_back({country.actor_code, 0.3f});
          total_weight_ += 0.3f;
          break;
        }
    }
  }
  std::stable_sort(marks_.begin(), marks_.end(),
                   [](const Mark& a, const Mark& b) { return a.token < b.token; });
  first_mark_.assign(article_.sentences.size() + 1, 0);
  for (const auto& m : marks_) ++first_mark_[tree_.sentence(m.token) + 1];
  for (size_t s = 1; s < first_mark_.size(); ++s) first_mark_[s] += first_mark_[s - 1];
}

// ---- names
// -------------------------------------------------------------------------------------------------------

// The sense of a name that fits best; kNone if none does. Before the countries are weighed (`final`
// false) only what is certain counts.
uint32_t Reading::choose(const Name& name, bool final) const {
  uint32_t best = kNone;
  float best_score = 0.5f;
  const auto weight_of = [&](Code country) {
    for (const auto& w : weights_)
      if (w.country == country) return total_weight_ > 0 ? w.weight / total_weight_ : 0.0f;
    return -1.0f;
  };
  int parties = 0;
  for (uint32_t s = name.senses; s != kNone; s = world_.senses[s].next)
    if (world_.senses[s].kind == Sense::kParty) ++parties;
  for (uint32_t s = name.senses; s != kNone; s = world_.senses[s].next) {
    const auto& sense = world_.senses[s];
    if ((sense.languages & words_.language_bit) == 0) continue;
    // A person's title just before says more than the network.
    const bool titled = name.tokens.begin > 0 && name.tokens.size() == 1 &&
                        (sense.kind == Sense::kSurname || sense.kind == Sense::kPerson) &&
                        spot_at_[name.tokens.begin - 1] != kNone &&
                        spots_[spot_at_[name.tokens.begin - 1]].role->kind == RoleNoun::kPerson;
    const bool per = titled || (name.typed() && name.type == EntityType::kPer);
    const bool loc = !titled && name.typed() && name.type == EntityType::kLoc;
    const bool org = !titled && name.typed() && name.type == EntityType::kOrg;
    float score = 0;
    switch (sense.kind) {
      case Sense::kCountry: {
        score = per ? 2 : 3;  // the network takes many a country for a person
        const auto& country = world_.countries[sense.index];
        if (dated_ && !country.period.contains(day_) && country.period.until != Interval::kMax)
          score -= 0.4f;
        break;
      }
      case Sense::kCapital:
        score = per ? 1.8f : name.typed() || tree_.upos(name.head) == Upos::PROPN ? 2.5f : 0;
        break;
      case Sense::kParty: {
        const auto& party = world_.parties[sense.index];
        score = per ? 0.3f : loc ? 2.2f : org ? 3.2f : 2.8f;
        // A medium's name is often an ordinary word: only as a name that the network found, or an
        // acronym, is it sure.
        if (!name.typed() && !sense.acronym && party.kind == EntityKind::kBody &&
            !party.terms.empty() && party.terms.front().sectors.codes[0] == Code("JRN") &&
            name.tokens.size() == 1)
          score = 0;
        if (parties > 1 && !final) return kNone;
        if (const float w = weight_of(party.country); w >= 0) score += 0.2f + w;
        if (final && spoken_of(party.country)) score += 0.5f;
        if (dated_ && std::none_of(party.terms.begin(), party.terms.end(),
                                   [&](const Term& t) { return t.period.contains(day_); }))
          score -= 0.5f;
        break;
      }
      case Sense::kPerson:
      case Sense::kSurname: {
        const auto& person = world_.parties[sense.index];
        const bool full = sense.kind == Sense::kPerson;
        score = per ? 3 : loc || org ? 0.1f : 2;
        if (full)
          score = per || !name.typed() ? 4 : 1;
        else if (!per && tree_.upos(name.head) != Upos::PROPN)
          score = 0;
        if (!full) {
          if (!final) continue;
          float evidence = 0;
          if (dated_ && std::any_of(person.terms.begin(), person.terms.end(),
                                    [&](const Term& t) { return t.period.contains(day_); }))
            evidence += 1;
          else if (per && world_.senses[name.senses].next == kNone && !person.terms.empty() &&
                   (!dated_ || person.terms.front().period.from <= day_))
            evidence += 0.9f;  // nobody else of that name is known
          else if (!dated_)
            evidence += world_.senses[name.senses].next == kNone ? 0.95f : 0.4f;
          const float w = weight_of(person.country);
          if (w >= 0) evidence += 0.8f + w;
          if (w < 0 && world_.country(person.country) == nullptr)
            evidence += 0.5f;  // an official of a body
          if (evidence < (per ? 0.9f : 1.3f)) continue;
          score += evidence - 1.5f;
        } else if (dated_ && std::any_of(person.terms.begin(), person.terms.end(),
                                         [&](const Term& t) { return t.period.contains(day_); })) {
          score += 0.3f;
        }
        break;
      }
    }
    if (score > best_score) {
      best_score = score;
      best = s;
    }
  }
  return best;
}

EntityId Reading::entity(Draft draft) {
  const auto [found, fresh] = by_key_.try_emplace(draft.key, static_cast<EntityId>(drafts_.size()));
  if (fresh) drafts_.push_back(std::move(draft));
  return found->second;
}

EntityId Reading::country_entity(Code country) {
  Draft draft;
  draft.key = draft.id = country.view();
  if (const Country* const known = world_.country(country)) {
    draft.name = known->name;
    draft.kind = EntityKind::kCountry;
    draft.sectors = only("GOV");
    draft.country = known->actor_code;
  } else {
    draft.country = country;
    draft.kind = EntityKind::kRegion;
    for (const auto& party : world_.parties)
      if (party.country == country && party.kind == EntityKind::kRegion) {
        draft.name = party.name;
        break;
      }
  }
  draft.gender = 'n';
  return entity(std::move(draft));
}

EntityId Reading::government_entity(Code country) {
  const Country* const known = world_.country(country);
  if (known == nullptr) return country_entity(country);
  Draft draft;
  draft.key = draft.id = std::string(country.view()) + ".government";
  draft.name = "Government of " + known->full;
  if (const auto office = world_.offices.find("government"); office != world_.offices.end()) {
    draft.name = office->second.name;
    if (const size_t gap = draft.name.find("{}"); gap != std::string::npos)
      draft.name.replace(gap, 2, known->full);
  }
  draft.kind = EntityKind::kGovernment;
  draft.country = known->actor_code;
  draft.sectors = only("GOV");
  return entity(std::move(draft));
}

void Reading::person_terms(Draft& draft, uint32_t party) const {
  const Party& person = world_.parties[party];
  draft.country = person.country;
  const Term* latest = nullptr;
  for (const auto& term : person.terms) {
    if (!dated_ || term.period.contains(day_)) {
      for (const auto code : term.sectors.codes)
        if (!code.empty()) draft.sectors.add(code);
      draft.country = term.country;
    }
    if (dated_ && term.period.until <= day_ &&
        (latest == nullptr || latest->period.until < term.period.until))
      latest = &term;
  }
  if (draft.sectors.size() == 0 && latest != nullptr) {  // out of office at that date
    draft.sectors.add(Code("ELI"));
    for (const auto code : latest->sectors.codes)
      if (!code.empty()) draft.sectors.add(code);
    draft.country = latest->country;
  }
}

void Reading::party_terms(Draft& draft, uint32_t party) const {
  const auto& terms = world_.parties[party].terms;
  for (const auto& term : terms)
    if (!dated_ ? term.period.until == Interval::kMax || terms.size() == 1
                : term.period.contains(day_)) {
      for (const auto code : term.sectors.codes)
        if (!code.empty()) draft.sectors.add(code);
      if (!term.country.empty()) draft.country = term.country;
    }
  if (draft.sectors.size() == 0 && !terms.empty()) draft.sectors = terms.back().sectors;
}

EntityId Reading::link(Name& name) {
  const uint32_t s = choose(name, true);
  if (s == kNone) {
    if (!name.typed()) return kNone;
    return name.type == EntityType::kPer ? link_person(name) : link_unknown(name);
  }
  const auto& sense = world_.senses[s];
  if (name.typed() && name.type == EntityType::kPer &&
      (sense.kind == Sense::kCountry || sense.kind == Sense::kCapital))
    if (const auto found = by_surname_.find(name.key); found != by_surname_.end())
      return found->second;
  switch (sense.kind) {
    case Sense::kCountry:
      return country_entity(world_.countries[sense.index].code);
    case Sense::kCapital: {
      const auto& country = world_.countries[sense.index];
      if (name.key == name_key(country.name)) return country_entity(country.code);
      return government_entity(country.code);
    }
    case Sense::kSurname: {
      // Somebody of that name whom the article itself introduces comes first.
      if (const auto found = by_surname_.find(name.key); found != by_surname_.end())
        return found->second;
      [[fallthrough]];
    }
    case Sense::kPerson:
    case Sense::kParty: {
      const auto& party = world_.parties[sense.index];
      Draft draft;
      draft.key = draft.id = party.id;
      draft.name = party.name;
      draft.kind = party.kind;
      draft.country = party.country;
      draft.gender = party.gender;
      draft.party = sense.index;
      if (party.kind == EntityKind::kPerson)
        person_terms(draft, sense.index);
      else
        party_terms(draft, sense.index);
      const EntityId id = entity(std::move(draft));
      if (party.kind == EntityKind::kPerson) {
        by_surname_.try_emplace(last_word(name.key), id);
        by_surname_.try_emplace(last_word(name_key(party.name)), id);
      }
      return id;
    }
  }
  return kNone;
}

EntityId Reading::link_person(Name& name) {
  std::string key = name.key;
  if (key.find(' ') == std::string::npos) {
    if (const auto found = by_surname_.find(key); found != by_surname_.end()) return found->second;
    for (const auto& ending : words_.endings) {
      const std::string bare = name_key(ending);
      if (bare.empty() || key.size() < bare.size() + 3 || !ends_with(key, bare)) continue;
      const auto found =
          by_surname_.find(std::string_view(key).substr(0, key.size() - bare.size()));
      if (found != by_surname_.end()) return found->second;
    }
  }
  Draft draft;
  draft.key = "name|" + key;
  draft.name = article_.bytes(article_.byte_span(name.tokens));
  draft.kind = EntityKind::kPerson;
  const EntityId id = entity(std::move(draft));
  by_surname_.try_emplace(last_word(key), id);
  return id;
}

EntityId Reading::link_unknown(Name& name) {
  Draft draft;
  draft.key = "name|" + name.key;
  draft.name = article_.bytes(article_.byte_span(name.tokens));
  if (name.type == EntityType::kLoc) {
    for (const auto& place : article_.places) {
      if (!place.tokens.overlaps(name.tokens)) continue;
      draft.country = actor_code(place.country);
      if (place.name != kEmptyString) draft.name = article_.str(place.name);
      if (place.precision == PlacePrecision::kCountry && !place.country.empty())
        return country_entity(place.country);
      break;
    }
    draft.kind = EntityKind::kRegion;
    return entity(std::move(draft));
  }
  if (name.type == EntityType::kMisc) return kNone;
  draft.kind = EntityKind::kBody;
  // What kind of body it is, one of its words may say: "Ministry of Water", "Landgericht Kassel".
  const RoleNoun* role = nullptr;
  for (TokenId t = name.tokens.begin; t < name.tokens.end; ++t) {
    size_t cut = 0;
    for (const auto& word : {low(t), lower(article_.form(t))}) {
      if (role == nullptr) role = words_.role(word);
      if (role == nullptr) role = words_.compound_role(word, &cut);
    }
    if (role != nullptr && role->kind != RoleNoun::kPerson) break;
    role = nullptr;
  }
  if (role != nullptr) draft.sectors = role->sectors;
  for (TokenId t = name.tokens.begin; t < name.tokens.end && draft.country.empty(); ++t) {
    draft.country = words_.adjective(lower(article_.form(t)));
    if (draft.country.empty() && name_at_[t] != kNone &&
        names_[name_at_[t]].tokens != name.tokens) {
      const uint32_t s = choose(names_[name_at_[t]], true);
      if (s != kNone && world_.senses[s].kind == Sense::kCountry)
        draft.country = world_.countries[world_.senses[s].index].actor_code;
    }
  }
  return entity(std::move(draft));
}

void Reading::link_names() {
  // Full names first, so that a headline's surname finds the person whom the text introduces later.
  for (int round = 0; round < 2; ++round)
    for (uint32_t i = 0; i < names_.size(); ++i) {
      Name& name = names_[i];
      const bool full_person = name.key.find(' ') != std::string::npos &&
                               (!name.typed() || name.type == EntityType::kPer);
      if (full_person != (round == 0)) continue;
      name_entity_[i] = link(name);
    }
}

// ---- nouns and writing
// -------------------------------------------------------------------------------------------

// In the plural by its own form, or by that of the verb it is the only subject of.
bool Reading::plural(TokenId t) const {
  if (tree_.plural(t)) return true;
  if (!tree_.subject(t) || tree_.head(t) == kNoHead || tree_.upos(t) != Upos::NOUN) return false;
  for (const TokenId c : tree_.children(t))
    if (tree_.is(c, "conj")) return false;
  const TokenId verb = tree_.head(t);
  if (tree_.feature(verb, "VerbForm") != "Inf" && tree_.feature(verb, "Number") == "Plur" &&
      tree_.upos(verb) == Upos::VERB)
    return true;
  for (const TokenId c : tree_.children(verb))
    if ((tree_.is(c, "aux") || tree_.is(c, "cop")) && tree_.plural(c)) return true;
  return false;
}

void Reading::refer(TokenSpan tokens, TokenId head, EntityId id, ReferenceKind kind, float score) {
  if (id == kNone) return;
  references_.push_back({tokens, head, id, kind, score});
  Draft& draft = drafts_[id];
  ++draft.times;
  Seen seen;
  seen.token = head;
  seen.entity = id;
  seen.subject = tree_.subject(head);
  seen.plural = plural(head);
  seen.adjective = kind == ReferenceKind::kAdjective || kind == ReferenceKind::kCompoundPart;
  const auto gender = tree_.feature(head, "Gender");
  seen.gender = gender == "Masc" ? 'm' : gender == "Fem" ? 'f' : gender == "Neut" ? 'n' : '?';
  if (draft.kind == EntityKind::kPerson) {
    if (draft.gender == '?' && kind == ReferenceKind::kNoun &&
        (seen.gender == 'm' || seen.gender == 'f') && !seen.plural)
      draft.gender = seen.gender;
    seen.gender = draft.gender;
  }
  if (draft.kind == EntityKind::kCountry && seen.gender == '?') seen.gender = 'n';
  seen_.push_back(seen);
}

void Reading::link_nouns() {
  for (TokenId t = 0; t < tree_.size(); ++t) {
    const uint32_t n = name_at_[t];
    if (n != kNone && names_[n].head != t) continue;
    if (tree_.upos(t) == Upos::PRON || tree_.upos(t) == Upos::DET) continue;  // these come later
    const EntityId id = resolve(t);
    if (n != kNone && names_[n].compound != kNone) {
      // The first part of a compound: it speaks of its owner, at its own token and at the noun's.
      refer(names_[n].tokens, t, id, ReferenceKind::kCompoundPart, 0.9f);
      refer(names_[n].tokens, names_[n].compound, id, ReferenceKind::kCompoundPart, 0.9f);
      continue;
    }
    if (id != kNone) {
      TokenSpan span = tree_.core(t);
      if (const uint32_t s = spot_at_[t]; s != kNone) {
        span.begin = std::min(span.begin, spots_[s].tokens.begin);
        span.end = std::max(span.end, spots_[s].tokens.end);
      }
      if (n != kNone) {
        span.begin = std::min(span.begin, names_[n].tokens.begin);
        span.end = std::max(span.end, names_[n].tokens.end);
      }
      const bool adjective = n == kNone && tree_.upos(t) == Upos::ADJ && spot_at_[t] == kNone;
      const auto kind = n != kNone  ? ReferenceKind::kName
                        : adjective ? ReferenceKind::kAdjective
                                    : ReferenceKind::kNoun;
      refer(adjective ? TokenSpan{t, t + 1} : span, t, id, kind, score_[t]);
    }
    // The first part of a compound names somebody of its own: "US-Soldaten", "EU-Gipfel".
    if (n == kNone && tree_.nominal(t)) {
      const auto surface = article_.form(t);
      const size_t hyphen = surface.rfind('-');
      const std::string part(hyphen != std::string_view::npos && hyphen > 0
                                 ? surface.substr(0, hyphen)
                                 : article_.str(article_.tokens.first_part[t]));
      if (!part.empty()) {
        const EntityId owner = part_entity(part);
        const bool told = std::any_of(
            references_.end() -
                static_cast<std::ptrdiff_t>(std::min<size_t>(references_.size(), 8)),
            references_.end(), [&](const Reference& r) {
              return r.head == t && r.entity == owner && r.kind == ReferenceKind::kCompoundPart;
            });
        if (owner != kNone && owner != id && !told)
          refer({t, t + 1}, t, owner, ReferenceKind::kCompoundPart, 0.9f);
      }
    }
  }
}

void Reading::write() {
  std::stable_sort(references_.begin(), references_.end(),
                   [](const Reference& a, const Reference& b) {
                     return a.head != b.head ? a.head < b.head : a.kind < b.kind;
                   });
  std::vector<EntityId> row(drafts_.size(), kNone);
  for (auto& reference : references_) {
    EntityId& id = row[reference.entity];
    if (id == kNone) {
      const Draft& draft = drafts_[reference.entity];
      id = static_cast<EntityId>(article_.entities.size());
      Entity entity;
      entity.id = article_.strings.intern(draft.id);
      entity.name = article_.strings.intern(draft.name);
      entity.country = draft.country;
      entity.sectors = draft.sectors;
      entity.kind = draft.kind;
      entity.generic = draft.generic;
      article_.entities.push_back(entity);
    }
    reference.entity = id;
    article_.references.push_back(reference);
  }
}

}  // namespace diurna
