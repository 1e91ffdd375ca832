#include "event/frame_matcher.h"

#include <algorithm>

#include "base/strings.h"

namespace diurna {
namespace {

// The side of an event noun that stands for a country or a body although the word itself is a noun
// of another kind: steps that name an owner look at adjectives and first parts too.
bool names_owner(const Path& path) {
  return !path.steps.empty() &&
         (path.steps.back().kind == Step::kOwner || path.steps.back().kind == Step::kPart ||
          path.steps.back().relation == "amod" || path.steps.back().relation == "compound");
}

// The paths that begin with a marked relation ("nmod:with").
std::vector<Path> explicit_paths(const std::vector<Path>& paths) {
  std::vector<Path> out;
  for (const auto& path : paths) {
    if (path.steps.front().preposition.empty() || path.steps.front().preposition == "gen") break;
    out.push_back(path);
  }
  return out;
}

void add_filler(std::vector<Filler>& fillers, Filler filler) {
  const bool known = std::any_of(fillers.begin(), fillers.end(),
                                 [&](const Filler& f) { return f.entity == filler.entity; });
  if (!known) fillers.push_back(std::move(filler));
}

}  // namespace

bool prepositional_object(const Frame& frame) {
  bool noun_path = false;
  for (const auto& path : frame.recipient)
    noun_path |= path.steps.front().relation == "nmod" && path.steps.front().preposition != "gen" &&
                 path.steps.front().preposition != "poss" && path.steps.front().preposition != "of";
  const bool takes_object =
      std::any_of(frame.recipient.begin(), frame.recipient.end(), [](const Path& path) {
        return path.steps.size() == 1 && path.steps.front().kind == Step::kRelation &&
               path.steps.front().relation == "obj";
      });
  const bool about_object =
      std::any_of(frame.about.begin(), frame.about.end(), [](const Path& path) {
        return path.steps.size() == 1 && path.steps.front().relation == "nmod";
      });
  return noun_path || about_object || !takes_object;
}

const std::vector<uint32_t>* FrameMatcher::frames_of(TokenId t) const {
  const auto& article = grammar_.article();
  Upos upos = grammar_.upos(t);
  if (upos == Upos::PROPN) upos = Upos::NOUN;
  if (upos == Upos::AUX) upos = Upos::VERB;
  const auto predicate = article.predicate(t);
  if (const auto* found = lexicon_.find(predicate, upos)) return found;
  if (upos == Upos::NOUN) {
    const auto last = article.str(article.tokens.last_part[t]);
    if (!last.empty())
      if (const auto* found = lexicon_.find(last, upos)) return found;
  }
  // A particle that some treebanks attach otherwise must not hide the verb's own meaning in English
  // ("hit out at"), but a separable verb is another verb, so only the joined form counts when there
  // is one.
  return nullptr;
}

std::vector<Filler> FrameMatcher::fill(TokenId trigger, const std::vector<Path>& paths,
                                       const Frame& frame, const std::vector<Filler>& taken) const {
  const auto is_taken = [&](TokenId t) {
    return std::any_of(taken.begin(), taken.end(), [&](const Filler& f) { return f.head == t; });
  };
  for (const auto& path : paths) {
    std::vector<Filler> fillers;
    const bool owner = names_owner(path);
    for (const TokenId found : grammar_.follow(trigger, path, prepositional_object(frame))) {
      if (is_taken(found)) continue;
      const bool itself = found == trigger && path.steps.front().kind != Step::kSelf;
      for (const TokenId member :
           itself ? std::vector<TokenId>{found} : grammar_.conjuncts(found)) {
        const auto named = itself ? std::vector<TokenId>() : named_by_apposition(member);
        for (const TokenId name : named)
          for (const EntityId entity : parties_.entities(name))
            add_filler(fillers, {name, entity, path.text});
        if (!named.empty()) continue;
        auto entities = itself ? std::vector<EntityId>() : parties_.entities(member);
        if (entities.empty() && (owner || itself)) entities = parties_.entities(member, true);
        for (const EntityId entity : entities) add_filler(fillers, {member, entity, path.text});
      }
      if (!fillers.empty()) break;
    }
    if (!fillers.empty()) return fillers;
  }
  return {};
}

std::vector<TokenId> FrameMatcher::named_by_apposition(TokenId t) const {
  const auto& article = grammar_.article();
  const EntityId id = parties_.entity(t);
  if (id != kNone && article.entities[id].kind != EntityKind::kPeople &&
      article.entities[id].kind != EntityKind::kOther && !article.entities[id].generic)
    return {};
  if (grammar_.upos(t) != Upos::NOUN) return {};
  std::vector<TokenId> names;
  for (const TokenId c : grammar_.children(t)) {
    if (!grammar_.has_relation(c, "appos")) continue;
    for (const TokenId member : grammar_.conjuncts(c)) {
      const EntityId named = parties_.entity(member);
      if (named != kNone && named != id && article.entities[named].kind == EntityKind::kCountry)
        names.push_back(member);
    }
  }
  return names;
}

bool FrameMatcher::in_words(const Condition& condition, TokenId t) const {
  const auto& article = grammar_.article();
  const StringSet* const set =
      condition.list.empty() ? &condition.words : words_.list(condition.list);
  if (set == nullptr) return false;
  for (const auto word : {article.predicate(t), article.lemma(t),
                          article.str(article.tokens.last_part[t]), article.form(t)})
    if (!word.empty() && set->find(word) != set->end()) return true;
  // An entry "=MIL" stands for every party of that sector, "=GOV/person" for persons of it; a state
  // is not its sectors.
  const EntityId id = parties_.entity(t);
  if (id == kNone || article.entities[id].kind == EntityKind::kCountry) return false;
  const Entity& entity = article.entities[id];
  for (const Code sector : entity.sectors.codes) {
    if (sector.empty()) break;
    const std::string entry = "=" + std::string(sector.view());
    if (set->find(entry) != set->end()) return true;
    if (entity.kind == EntityKind::kPerson && set->find(entry + "/person") != set->end())
      return true;
  }
  return false;
}

bool FrameMatcher::is_class(Condition::Class wanted, TokenId t) const {
  const auto& article = grammar_.article();
  if (wanted == Condition::kEvent) return frames_of(t) != nullptr;
  const EntityId id = parties_.entity(t);
  if (id == kNone)
    return wanted == Condition::kActor && parties_.entity(t, true) != kNone &&
           grammar_.upos(t) == Upos::ADJ;
  const auto kind = article.entities[id].kind;
  switch (wanted) {
    case Condition::kActor:
      return true;
    case Condition::kPerson:
      return kind == EntityKind::kPerson;
    case Condition::kPlace:
      return kind == EntityKind::kCountry || kind == EntityKind::kRegion;
    case Condition::kBody:
      return kind == EntityKind::kBody || kind == EntityKind::kGovernment ||
             kind == EntityKind::kCountry;
    case Condition::kPeople:
      return kind == EntityKind::kPeople;
    case Condition::kCountry:
      return kind == EntityKind::kCountry || kind == EntityKind::kGovernment;
    case Condition::kEvent:
      break;
  }
  return false;
}

bool FrameMatcher::holds(const Condition& condition, TokenId trigger, const Frame& frame) const {
  const auto& article = grammar_.article();
  for (const auto& path : condition.paths) {
    for (const TokenId found : grammar_.follow(trigger, path, prepositional_object(frame))) {
      if (condition.kind == Condition::kExists) return true;
      // The first part of a compound is a word of its own for conditions, not the whole it stands
      // in.
      if (path.steps.back().kind == Step::kPart && condition.kind == Condition::kIn) {
        const StringId first = article.tokens.first_part[found];
        const auto part = first == kEmptyString ? article.lemma(found) : article.str(first);
        const StringSet* const set =
            condition.list.empty() ? &condition.words : words_.list(condition.list);
        if (set != nullptr && set->find(part) != set->end()) return true;
        continue;
      }
      for (const TokenId member :
           grammar_.nominal(found) ? grammar_.conjuncts(found) : std::vector<TokenId>{found}) {
        if (condition.kind == Condition::kIn && in_words(condition, member)) return true;
        if (condition.kind == Condition::kIs &&
            (is_class(condition.is, member) ||
             (condition.is == Condition::kActor && (names_owner(path) || member == trigger) &&
              parties_.entity(member, true) != kNone)))
          return true;
      }
    }
  }
  return false;
}

Match FrameMatcher::match(TokenId t, std::vector<Miss>* misses) const {
  Match best;
  const auto* const frames = frames_of(t);
  if (frames == nullptr) return best;
  const auto miss = [&](const Frame& frame, std::string reason) {
    if (misses != nullptr) misses->push_back({&frame, t, std::move(reason)});
  };
  double best_score = -1;
  for (const uint32_t f : *frames) {
    const Frame& frame = lexicon_.frames()[f];
    const auto broken = std::find_if(frame.where.begin(), frame.where.end(),
                                     [&](const Condition& c) { return !holds(c, t, frame); });
    if (broken != frame.where.end()) {
      miss(frame, "condition 'where: " + broken->text + "' does not hold");
      continue;
    }
    const auto barred = std::find_if(frame.unless.begin(), frame.unless.end(),
                                     [&](const Condition& c) { return holds(c, t, frame); });
    if (barred != frame.unless.end()) {
      miss(frame, "condition 'not: " + barred->text + "' rules it out");
      continue;
    }
    Match match;
    match.frame = &frame;
    match.trigger = t;
    match.conditions = static_cast<int>(frame.where.size());
    // Where both roles could be filled by the same words, a role that names its preposition has the
    // better claim; the logical subject takes what is left.
    match.recipients = fill(t, explicit_paths(frame.recipient), frame, {});
    match.actors = fill(t, frame.actor, frame, match.recipients);
    if (match.recipients.empty()) match.recipients = fill(t, frame.recipient, frame, match.actors);
    for (const auto& path : frame.about)
      for (const TokenId found : grammar_.follow(t, path, prepositional_object(frame)))
        if (found != t &&
            std::find(match.about.begin(), match.about.end(), found) == match.about.end())
          match.about.push_back(found);
    const double score = 10.0 * match.conditions + 3.0 * !match.actors.empty() +
                         2.0 * !match.recipients.empty() + 0.5 * !match.about.empty();
    if (score > best_score) {
      best_score = score;
      best = std::move(match);
    }
  }
  return best;
}

}  // namespace diurna
