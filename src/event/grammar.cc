#include "event/grammar.h"

#include <algorithm>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr int kMaxDepth = 6;  // of control and coordination chains

void add(std::vector<TokenId>& out, TokenId t) {
  if (t != kNone && std::find(out.begin(), out.end(), t) == out.end()) out.push_back(t);
}

void add_all(std::vector<TokenId>& out, const std::vector<TokenId>& more) {
  for (const TokenId t : more) add(out, t);
}

std::string_view last_letter(std::string_view word) {
  return word.empty() ? word : word.substr(word.size() - 1);
}

}  // namespace

std::string_view base_relation(std::string_view deprel) {
  return deprel.substr(0, deprel.find(':'));
}

Grammar::Grammar(const Article& article, const WordLists* words)
    : article_(article), words_(words) {
  const uint32_t n = article.tokens.size();
  first_child_.assign(n + 1, 0);
  for (TokenId t = 0; t < n; ++t)
    if (head(t) != kNoHead) ++first_child_[head(t) + 1];
  for (uint32_t t = 0; t < n; ++t) first_child_[t + 1] += first_child_[t];
  child_tokens_.resize(n == 0 ? 0 : first_child_[n]);
  std::vector<uint32_t> next(first_child_.begin(), first_child_.end());
  for (TokenId t = 0; t < n; ++t)
    if (head(t) != kNoHead) child_tokens_[next[head(t)]++] = t;
  in_timex_.assign(n, false);
  for (const auto& timex : article.timexes)
    for (TokenId t = timex.tokens.begin; t < timex.tokens.end && t < n; ++t) in_timex_[t] = true;
  subtree_.resize(n);
  for (TokenId t = 0; t < n; ++t) subtree_[t] = {t, t + 1};
  // Spans grow upwards along the chain of heads; trees are shallow, so this stays near linear.
  for (TokenId t = 0; t < n; ++t) {
    for (TokenId up = head(t); up != kNoHead; up = head(up)) {
      auto& span = subtree_[up];
      if (span.contains(t)) break;
      span.begin = std::min(span.begin, t);
      span.end = std::max(span.end, t + 1);
    }
  }
}

std::span<const TokenId> Grammar::children(TokenId t) const {
  return {child_tokens_.data() + first_child_[t], child_tokens_.data() + first_child_[t + 1]};
}

bool Grammar::nominal(TokenId t) const {
  switch (upos(t)) {
    case Upos::NOUN:
    case Upos::PROPN:
    case Upos::PRON:
    case Upos::NUM:
      return true;
    case Upos::ADJ:
    case Upos::DET:
    case Upos::X:
      return has_relation(t, "nsubj") || has_relation(t, "obj") || has_relation(t, "obl") ||
             has_relation(t, "iobj") || has_relation(t, "nmod") || has_relation(t, "conj");
    default:
      return false;
  }
}

bool Grammar::verbal(TokenId t) const {
  return upos(t) == Upos::VERB || upos(t) == Upos::AUX;
}

bool Grammar::has_relation(TokenId t, std::string_view relation) const {
  return base_relation(article_.deprel(t)) == relation;
}

bool Grammar::has_feature(TokenId t, std::string_view feature) const {
  const auto equals = feature.find('=') + 1;
  const auto key = feature.substr(0, equals);
  const auto value = feature.substr(equals);
  for (const auto pair : split(article_.feats(t), '|')) {
    if (!starts_with(pair, key)) continue;
    for (const auto one : split(pair.substr(equals), ','))  // "PronType=Dem,Rel": either
      if (one == value) return true;
    return false;
  }
  return key == "VerbForm=" && verbal(t) && value == implied_verb_form(t);
}

// Some treebanks leave the form of a verb to its other features: a mood makes it finite, a past
// tense alone a participle, nothing at all an infinitive.
std::string_view Grammar::implied_verb_form(TokenId t) const {
  const auto feats = article_.feats(t);
  if (feats.find("Mood=") != std::string_view::npos) return "Fin";
  if (feats.find("Tense=") != std::string_view::npos) return "Part";
  return "Inf";
}

TokenId Grammar::child(TokenId t, std::string_view relation) const {
  for (const TokenId c : children(t))
    if (has_relation(c, relation)) return c;
  return kNone;
}

std::string_view Grammar::preposition(TokenId t) const {
  for (const TokenId c : children(t))
    if (has_relation(c, "case") && upos(c) != Upos::PART) return article_.lemma(c);
  for (const TokenId c : children(t))
    if (has_relation(c, "cc") && list_has("comparison", article_.lemma(c)))
      return article_.lemma(c);
  for (const TokenId c : children(t))
    if (has_relation(c, "mark")) return article_.lemma(c);
  return {};
}

bool Grammar::within(TokenId t, TokenId ancestor) const {
  for (; t != kNoHead; t = head(t))
    if (t == ancestor) return true;
  return false;
}

bool Grammar::passive(TokenId verb) const {
  bool subject = false, auxiliary = false;
  for (const TokenId c : children(verb)) {
    const auto relation = article_.deprel(c);
    if (relation == "aux:pass") return true;
    subject |= relation == "nsubj:pass" || relation == "csubj:pass";
    auxiliary |= relation == "aux";
  }
  // A passive has its auxiliary; a subject that is only labelled so beside an active one ("hatte
  // ... gekündigt") or a finite verb is none.
  return subject && !auxiliary && !has_feature(verb, "VerbForm=Fin");
}

bool Grammar::finite(TokenId verb) const {
  if (has_feature(verb, "VerbForm=Fin")) return true;
  for (const TokenId c : children(verb))
    if ((has_relation(c, "aux") || has_relation(c, "cop")) && has_feature(c, "VerbForm=Fin"))
      return true;
  return false;
}

TokenId Grammar::clause_head(TokenId t) const {
  for (; t != kNoHead; t = head(t)) {
    if (upos(t) == Upos::VERB) return t;
    if (child(t, "cop") != kNone || (child(t, "nsubj") != kNone && child(t, "aux") != kNone))
      return t;
  }
  return kNone;
}

TokenId Grammar::antecedent(TokenId t) const {
  if (upos(t) != Upos::PRON && upos(t) != Upos::DET) return t;
  const TokenId by_clause = clause_antecedent(t);
  if (by_clause != t || upos(t) != Upos::PRON || !has_feature(t, "PronType=Rel")) return by_clause;
  // The relative clause hangs elsewhere: the noun right before its comma, or the one the parser saw
  // above that noun.
  const TokenSpan sentence = article_.sentences[article_.sentence_of(t)].tokens;
  if (t < sentence.begin + 2 || upos(t - 1) != Upos::PUNCT) return t;
  const TokenId before = t - 2;
  return upos(before) == Upos::NOUN || upos(before) == Upos::PROPN ? before : t;
}

TokenId Grammar::clause_antecedent(TokenId t) const {
  // The nearest clause above that hangs on a noun as a relative clause. Interrogatives share the
  // form, so the clause decides.
  for (TokenId up = head(t); up != kNoHead; up = head(up)) {
    if (!has_relation(up, "acl")) {
      if (has_relation(up, "conj") || has_relation(up, "xcomp") || has_relation(up, "obl") ||
          has_relation(up, "nmod") || has_relation(up, "obj"))
        continue;
      return t;
    }
    const bool marked = has_feature(t, "PronType=Rel") || has_feature(t, "PronType=Int,Rel") ||
                        article_.deprel(up) == "acl:relcl";
    const bool first = t <= subtree(up).begin + 1;
    const bool personal = has_feature(t, "PronType=Prs") || has_feature(t, "Reflex=Yes");
    return (marked || first) && !personal && head(up) < t ? head(up) : t;
  }
  return t;
}

std::vector<TokenId> Grammar::conjuncts(TokenId t) const {
  std::vector<TokenId> out = {t};
  for (size_t i = 0; i < out.size(); ++i) {
    const TokenId member = out[i];
    for (const TokenId c : children(member))
      if (has_relation(c, "conj") && nominal(c) && !list_has("comparison", preposition(c)))
        add(out, c);
  }
  // "A and B discussed": parsers make two subjects of a coordinated one.
  if (has_relation(t, "nsubj") && head(t) != kNoHead)
    for (const TokenId c : children(head(t)))
      if (c > t && has_relation(c, "nsubj") && child(c, "cc") != kNone) add(out, c);
  std::sort(out.begin(), out.end());
  return out;
}

// A clause has one subject. Of several (parsers mistake objects without a case ending for subjects)
// the one in the nominative is it, else the first.
TokenId Grammar::own_subject(TokenId verb) const {
  TokenId subject = kNone;
  for (const TokenId c : children(verb)) {
    if (!has_relation(c, "nsubj") || article_.deprel(c) == "nsubj:outer" || in_timex_[c]) continue;
    const bool other_case = has_feature(c, "Case=Acc") || has_feature(c, "Case=Dat");
    if (subject == kNone) {
      subject = c;
    } else if (!other_case &&
               (has_feature(subject, "Case=Acc") || has_feature(subject, "Case=Dat"))) {
      subject = c;
    }
  }
  return subject;
}

// Nominals without a preposition beside the subject, in text order: direct and indirect objects in
// whatever way they are labelled.
std::vector<TokenId> Grammar::bare_objects(TokenId verb) const {
  std::vector<TokenId> out;
  const TokenId subject = own_subject(verb);
  for (const TokenId c : children(verb)) {
    const auto deprel = article_.deprel(c);
    const bool object = has_relation(c, "obj") || has_relation(c, "iobj") || deprel == "obl:arg" ||
                        (has_relation(c, "nsubj") && deprel != "nsubj:outer");
    const bool joined = has_relation(c, "nsubj") && child(c, "cc") != kNone;
    if (object && !joined && c != subject && !in_timex_[c] && child(c, "case") == kNone &&
        !has_feature(c, "Reflex=Yes"))
      add(out, c);
  }
  return out;
}

// The one of two bare objects that something is given, said or done to: in the dative, else
// labelled so, else the first of two.
TokenId Grammar::indirect_object(TokenId verb) const {
  const auto objects = bare_objects(verb);
  for (const TokenId o : objects)
    if (has_feature(o, "Case=Dat") || has_relation(o, "iobj") || article_.deprel(o) == "obl:arg")
      return o;
  return objects.size() >= 2 ? objects.front() : kNone;
}

std::vector<TokenId> Grammar::surface_subjects(TokenId verb, int depth) const {
  std::vector<TokenId> out;
  const TokenId own = own_subject(verb);
  if (own != kNone) return {antecedent(own)};
  if (depth >= kMaxDepth) return out;
  const TokenId up = head(verb);
  if (up == kNoHead) return out;
  if (has_relation(verb, "conj")) {
    if (verbal(up) || child(up, "cop") != kNone) return surface_subjects(up, depth + 1);
    return out;
  }
  if (has_relation(verb, "acl") && nominal(up)) {
    // A participle agrees with its noun; an infinitive after a noun ("der Plan, ... zu") takes the
    // noun's own subject.
    if (has_feature(verb, "VerbForm=Part") || has_feature(verb, "VerbForm=Ger")) return {up};
    if (!finite(verb)) return noun_subjects(up, true);
    return out;
  }
  if (has_relation(verb, "amod") && nominal(up)) return {up};
  if (has_relation(verb, "xcomp") && verbal(up)) {
    if (object_control(up)) {
      for (const TokenId c : children(up))
        if ((has_relation(c, "obj") || has_relation(c, "iobj") ||
             article_.deprel(c) == "obl:arg") &&
            nominal(c) && !has_feature(c, "Reflex=Yes"))
          return {antecedent(c)};
      if (passive(up)) return surface_subjects(up, depth + 1);
    }
    return verb_subjects(up, depth + 1);
  }
  if (has_relation(verb, "xcomp"))
    return own_subject(up) != kNone ? surface_subjects(up, depth + 1) : noun_subjects(up, true);
  if ((has_relation(verb, "advcl") || has_relation(verb, "parataxis")) && !finite(verb) &&
      verbal(up))
    return verb_subjects(up, depth + 1);
  return out;
}

std::vector<TokenId> Grammar::verb_subjects(TokenId verb, int depth) const {
  const bool past_participle_attribute =
      (has_relation(verb, "acl") || has_relation(verb, "amod")) &&
      has_feature(verb, "VerbForm=Part") && !has_feature(verb, "Tense=Pres") && !finite(verb);
  if (!passive(verb) && !past_participle_attribute) {
    auto subjects = surface_subjects(verb, depth);
    // "ruft das Rote Kreuz auf": a finite clause without a subject has mistaken it for the object.
    if (subjects.empty() && finite(verb) && !has_relation(verb, "conj") &&
        !has_relation(verb, "acl"))
      for (const TokenId o : bare_objects(verb))
        if (subjects.empty() && is_actor(o)) subjects.push_back(o);
    return subjects;
  }
  std::vector<TokenId> out;
  for (const TokenId c : children(verb))
    if (article_.deprel(c) == "obl:agent") add(out, antecedent(c));
  for (const TokenId c : children(verb))
    if (has_relation(c, "obl") && list_has("agent_prepositions", preposition(c)))
      add(out, antecedent(c));
  if (out.empty() && has_relation(verb, "conj") && head(verb) != kNoHead && passive(head(verb)) &&
      depth < kMaxDepth)
    return verb_subjects(head(verb), depth + 1);
  return out;
}

std::vector<TokenId> Grammar::verb_objects(TokenId verb, int depth) const {
  std::vector<TokenId> out;
  const TokenId up = head(verb);
  if (passive(verb)) {
    add_all(out, surface_subjects(verb, 0));
    return out;
  }
  if ((has_relation(verb, "acl") || has_relation(verb, "amod")) &&
      has_feature(verb, "VerbForm=Part") && !has_feature(verb, "Tense=Pres") && !finite(verb) &&
      nominal(up))
    return {up};
  const TokenId indirect = indirect_object(verb);
  for (const TokenId o : bare_objects(verb))
    if (o != indirect) add(out, antecedent(o));
  if (!out.empty()) return out;
  // English relative clauses without a pronoun: "the deal they signed".
  if (article_.deprel(verb) == "acl:relcl" && nominal(up)) {
    const auto subjects = surface_subjects(verb, 0);
    if (!subjects.empty() && subjects.front() != up) add(out, up);
  }
  // "verurteilte und verbot die Partei": the object hangs on one of the coordinated verbs.
  if (out.empty() && depth == 0) {
    for (const TokenId c : children(verb))
      if (has_relation(c, "conj") && verbal(c) && child(c, "nsubj") == kNone)
        add_all(out, verb_objects(c, depth + 1));
    if (out.empty() && has_relation(verb, "conj") && up != kNoHead && verbal(up) &&
        child(verb, "nsubj") == kNone && child(verb, "obl") == kNone)
      for (const TokenId o : verb_objects(up, depth + 1))
        if (o > verb) add(out, o);
  }
  return out;
}

bool Grammar::genitive(TokenId t) const {
  // A name right behind a noun that a parser takes for an apposition ("der Angriff Moskaus"): an
  // apposition agrees in case or stands behind a comma.
  if ((has_relation(t, "appos") || has_relation(t, "flat")) && upos(t) == Upos::PROPN &&
      t == head(t) + 1 && child(t, "case") == kNone && upos(head(t)) == Upos::NOUN)
    return has_feature(t, "Case=Gen") ||
           list_has("genitive_endings", last_letter(article_.form(t)));
  return has_relation(t, "nmod") && article_.deprel(t) != "nmod:unmarked" &&
         article_.deprel(t) != "nmod:desc" && child(t, "case") == kNone;
}

std::vector<TokenId> Grammar::attributes(TokenId noun, std::string_view wanted) const {
  std::vector<TokenId> out;
  for (const TokenId c : children(noun))
    if ((has_relation(c, "nmod") || has_relation(c, "obl")) && preposition(c) == wanted)
      add(out, antecedent(c));
  return out;
}

std::vector<TokenId> Grammar::owners(TokenId noun) const {
  std::vector<TokenId> out;
  for (const TokenId c : children(noun)) {
    const bool possessor =
        article_.deprel(c) == "nmod:poss" || article_.deprel(c) == "det:poss" || genitive(c);
    if (possessor) add(out, antecedent(c));
  }
  for (const TokenId c : children(noun))
    if ((has_relation(c, "amod") || has_relation(c, "compound") || has_relation(c, "nmod")) &&
        child(c, "case") == kNone && is_actor(c))
      add(out, c);
  for (const TokenId c : children(noun))
    if (has_relation(c, "nmod") && list_has("owner_prepositions", preposition(c)))
      add(out, antecedent(c));
  if (!article_.str(article_.tokens.first_part[noun]).empty() && is_actor(noun)) add(out, noun);
  return out;
}

TokenId Grammar::light_verb(TokenId noun) const {
  const TokenId up = head(noun);
  if (up == kNoHead) return kNone;
  if (has_relation(noun, "conj") && nominal(up)) return light_verb(up);
  if (!verbal(up)) return kNone;
  if (!(has_relation(noun, "obj") || has_relation(noun, "nsubj") || has_relation(noun, "obl") ||
        has_relation(noun, "xcomp")))
    return kNone;
  return list_has("light_verbs", article_.predicate(up)) ||
                 list_has("light_verbs", article_.lemma(up)) ||
                 list_has("begin", article_.predicate(up)) ||
                 list_has("continue", article_.predicate(up)) ||
                 list_has("intend", article_.predicate(up)) ||
                 list_has("end", article_.predicate(up))
             ? up
             : kNone;
}

std::vector<TokenId> Grammar::noun_subjects(TokenId noun, bool prepositional_object) const {
  std::vector<TokenId> out;
  for (const TokenId c : children(noun))
    if ((has_relation(c, "nmod") || has_relation(c, "obl")) &&
        (article_.deprel(c) == "obl:agent" || list_has("agent_nouns_prepositions", preposition(c))))
      add(out, antecedent(c));
  // "... mit der Androhung von Sanktionen durch A": the agent may hang on the verb of an active
  // clause instead.
  const TokenId clause = clause_head(noun);
  if (out.empty() && clause != kNone && clause != noun && !passive(clause))
    for (const TokenId c : children(clause))
      if (c > noun && has_relation(c, "obl") &&
          list_has("agent_nouns_prepositions", preposition(c)))
        add(out, antecedent(c));
  const bool agent_named = !out.empty();
  for (const TokenId c : children(noun))
    if (article_.deprel(c) == "nmod:poss" || article_.deprel(c) == "det:poss")
      add(out, antecedent(c));
  for (const TokenId c : children(noun))
    if ((has_relation(c, "amod") || has_relation(c, "compound") || has_relation(c, "nmod")) &&
        child(c, "case") == kNone && is_actor(c) && !genitive(c))
      add(out, c);
  const bool first_part_acts =
      !article_.str(article_.tokens.first_part[noun]).empty() && is_actor(noun);
  if (first_part_acts) add(out, noun);
  if (prepositional_object || (out.empty() && noun_objects(noun, prepositional_object).empty())) {
    if (!agent_named) {
      for (const TokenId c : children(noun))
        if (genitive(c)) add(out, antecedent(c));
      for (const TokenId c : children(noun))
        if (has_relation(c, "nmod") && list_has("owner_prepositions", preposition(c)))
          add(out, antecedent(c));
    }
  }
  const TokenId light = light_verb(noun);
  if (light != kNone && own_subject(light) != noun) add_all(out, verb_subjects(light, 0));
  out.erase(std::remove_if(out.begin(), out.end(),
                           [&](TokenId t) { return t == noun && !first_part_acts; }),
            out.end());
  return out;
}

std::vector<TokenId> Grammar::noun_objects(TokenId noun, bool prepositional_object) const {
  std::vector<TokenId> out;
  if (prepositional_object) return out;
  for (const TokenId c : children(noun))
    if (genitive(c)) add(out, antecedent(c));
  for (const TokenId c : children(noun))
    if (has_relation(c, "nmod") && list_has("owner_prepositions", preposition(c)))
      add(out, antecedent(c));
  if (out.empty())
    for (const TokenId c : children(noun))
      if (has_relation(c, "compound") && !is_actor(c)) add(out, c);
  // "planen den Abzug ihrer Soldaten": a genitive right behind the noun that the parser made an
  // object of the verb.
  const TokenId up = head(noun);
  if (out.empty() && up != kNoHead && verbal(up)) {
    for (const TokenId sibling : bare_objects(up)) {
      const TokenId det = child(sibling, "det");
      const bool gen =
          has_feature(sibling, "Case=Gen") || (det != kNone && has_feature(det, "Case=Gen")) ||
          (det != kNone && article_.deprel(det) == "det:poss" && has_feature(det, "Case=Dat"));
      if (sibling != noun && subtree(sibling).begin == subtree(noun).end && gen) add(out, sibling);
    }
  }
  return out;
}

std::vector<TokenId> Grammar::subjects(TokenId trigger, bool prepositional_object) const {
  return upos(trigger) == Upos::NOUN || upos(trigger) == Upos::PROPN
             ? noun_subjects(trigger, prepositional_object)
             : verb_subjects(trigger, 0);
}

std::vector<TokenId> Grammar::objects(TokenId trigger, bool prepositional_object) const {
  return upos(trigger) == Upos::NOUN || upos(trigger) == Upos::PROPN
             ? noun_objects(trigger, prepositional_object)
             : verb_objects(trigger, 0);
}

std::vector<TokenId> Grammar::step(TokenId from, const Step& step, bool prepositional_object,
                                   bool first) const {
  switch (step.kind) {
    case Step::kSelf:
      return {from};
    case Step::kOwner:
      return owners(from);
    case Step::kPart: {
      if (article_.tokens.first_part[from] != kEmptyString) return {from};
      std::vector<TokenId> parts;
      for (const TokenId c : children(from))
        if (has_relation(c, "compound")) add(parts, c);
      return parts;
    }
    case Step::kHead:
      return head(from) == kNoHead ? std::vector<TokenId>() : std::vector<TokenId>{head(from)};
    case Step::kRelation:
      break;
  }
  const auto& relation = step.relation;
  const auto& marker = step.preposition;
  if (marker.empty() && (first || verbal(from))) {
    if (relation == "nsubj") return subjects(from, prepositional_object);
    if (relation == "obj") return objects(from, prepositional_object);
  }
  if (verbal(from) &&
      ((relation == "iobj" && marker.empty()) || (relation == "obl" && marker == "arg"))) {
    const TokenId indirect = indirect_object(from);
    if (indirect != kNone) return {antecedent(indirect)};
  }
  std::vector<TokenId> out;
  for (const TokenId c : children(from)) {
    const auto deprel = article_.deprel(c);
    const auto base = base_relation(deprel);
    if (marker.empty()) {
      if (base == relation) add(out, antecedent(c));
      continue;
    }
    if (deprel.size() == relation.size() + 1 + marker.size() && starts_with(deprel, relation) &&
        ends_with(deprel, marker)) {
      add(out, antecedent(c));
      continue;
    }
    if (relation == "nmod" && marker == "gen") {
      if (genitive(c)) add(out, antecedent(c));
      continue;
    }
    if (relation == "nmod" && marker == "poss") {
      if (deprel == "det:poss") add(out, antecedent(c));
      continue;
    }
    // Parsers differ on whether a prepositional phrase hangs on the verb or the noun, so obl and
    // nmod are read alike.
    const bool phrase = base == "obl" || base == "nmod";
    if (((relation == "obl" || relation == "nmod") ? phrase : base == relation) &&
        preposition(c) == marker)
      add(out, antecedent(c));
  }
  if (!out.empty() || marker.empty() || (relation != "obl" && relation != "nmod")) return out;
  // "A verb with X and Y ..." in coordination: a phrase of the first verb serves the second when it
  // follows it. And a phrase beside an event noun may hang on its light verb instead.
  if (!verbal(from)) {
    // "der Abzug der Soldaten aus dem Niger": the phrase may hang on the noun's object.
    if (first)
      for (const TokenId o : noun_objects(from, false))
        for (const TokenId c : children(o))
          if (has_relation(c, "nmod") && preposition(c) == marker && c > o) add(out, antecedent(c));
    const TokenId light = light_verb(from);
    if (out.empty() && light != kNone)
      for (const TokenId c : children(light))
        if (has_relation(c, "obl") && preposition(c) == marker) add(out, antecedent(c));
  } else {
    for (const TokenId o : children(from)) {
      if (!has_relation(o, "obj") && !has_relation(o, "nsubj")) continue;
      for (const TokenId c : children(o))
        if (has_relation(c, "nmod") && preposition(c) == marker && c > o && first &&
            relation == "obl")
          add(out, antecedent(c));
    }
  }
  return out;
}

std::vector<TokenId> Grammar::follow(TokenId from, const Path& path,
                                     bool prepositional_object) const {
  std::vector<TokenId> at = {from};
  bool first = true;
  for (const auto& s : path.steps) {
    std::vector<TokenId> next;
    for (const TokenId t : at) {
      if (first) {
        add_all(next, step(t, s, prepositional_object, true));
        continue;
      }
      // Later steps look at every member of a coordination.
      for (const TokenId member : nominal(t) ? conjuncts(t) : std::vector<TokenId>{t})
        add_all(next, step(member, s, prepositional_object, false));
    }
    at = std::move(next);
    first = false;
  }
  return at;
}

bool Grammar::list_has(std::string_view list, std::string_view lemma) const {
  return words_ != nullptr && !lemma.empty() && words_->contains(list, lemma);
}

}  // namespace diurna
