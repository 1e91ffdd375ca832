#include "event/status.h"

#include <string_view>

#include "base/strings.h"
#include "event/when_where.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr int kMaxClimb = 8;

class StatusReader {
 public:
  StatusReader(const Grammar& grammar, const WordLists& words)
      : grammar_(grammar), words_(words), article_(grammar.article()) {}

  StatusReading read(TokenId trigger, const Timex* timex) {
    look_at(trigger);
    climb(trigger);
    if (reading_.tense == Tense::kNone) reading_.tense = tense_of(grammar_.clause_head(trigger));
    with_time(timex, trigger);
    return reading_;
  }

 private:
  bool in(std::string_view list, TokenId t) const {
    return words_.contains(list, article_.predicate(t)) ||
           words_.contains(list, article_.lemma(t)) ||
           words_.contains(list, lower(article_.form(t)));
  }

  // The first finding wins over later, outer ones, except that a negation of the outer verb undoes
  // an inner plan.
  void set(EventStatus status, std::string_view why, TokenId t) {
    if (decided_) return;
    decided_ = true;
    reading_.status = status;
    reading_.reason = std::string(why) + " '" + std::string(article_.form(t)) + "'";
  }

  void look_at(TokenId t) {
    for (const TokenId c : grammar_.children(t)) {
      const bool adverbial = grammar_.has_relation(c, "advmod") ||
                             grammar_.has_relation(c, "det") || grammar_.has_relation(c, "obl") ||
                             grammar_.has_relation(c, "cc");
      if (adverbial && in("negation", c)) set(EventStatus::kNegated, "negated by", c);
    }
    for (const TokenId c : grammar_.children(t)) {
      const auto relation = article_.deprel(c);
      if ((relation == "obj" || relation == "nsubj" || relation == "nsubj:pass") &&
          grammar_.verbal(t))
        for (const TokenId d : grammar_.children(c))
          if (grammar_.has_relation(d, "det") && in("negation", d))
            set(EventStatus::kNegated, "negated by", d);
    }
    for (const TokenId c : grammar_.children(t)) {
      if (grammar_.has_relation(c, "aux") && article_.deprel(c) != "aux:pass") auxiliary(t, c);
      if (grammar_.has_relation(c, "mark") && in("hypothetical", c))
        set(EventStatus::kHypothetical, "condition", c);
      if (grammar_.has_relation(c, "amod") ||
          (grammar_.has_relation(c, "acl") && grammar_.has_feature(c, "VerbForm=Part")) ||
          grammar_.has_relation(c, "advmod")) {
        if (in("planned_words", c) || (grammar_.has_relation(c, "amod") && in("intend", c)))
          set(EventStatus::kPlanned, "called", c);
        if (in("hypothetical", c)) set(EventStatus::kHypothetical, "called", c);
      }
    }
    future_passive(t);
    condition(t);
    // Coordinated verbs share the auxiliary of the first.
    if (grammar_.has_relation(t, "conj") && grammar_.verbal(t) && grammar_.head(t) != kNoHead &&
        !grammar_.finite(t))
      for (const TokenId c : grammar_.children(grammar_.head(t)))
        if (grammar_.has_relation(c, "aux") && article_.deprel(c) != "aux:pass") auxiliary(t, c);
  }

  // "werden ... abgezogen werden": two auxiliaries of the passive, the finite one is the future's.
  void future_passive(TokenId verb) {
    TokenId finite = kNone;
    int auxiliaries = 0;
    for (const TokenId c : grammar_.children(verb)) {
      if (article_.deprel(c) != "aux:pass" || !in("future", c)) continue;
      ++auxiliaries;
      if (grammar_.has_feature(c, "Tense=Pres")) finite = c;
    }
    if (auxiliaries >= 2 && finite != kNone) set(EventStatus::kPlanned, "future with", finite);
  }

  // A clause that begins with its finite verb is a condition ("Sollte A angreifen, ..."); what
  // depends on one is as open.
  void condition(TokenId t) {
    if (!grammar_.verbal(t)) return;
    const TokenId first = grammar_.subtree(t).begin;
    const bool verb_first = grammar_.has_relation(t, "advcl") &&
                            grammar_.child(t, "mark") == kNone && grammar_.verbal(first) &&
                            (first == t || grammar_.head(first) == t) &&
                            grammar_.has_feature(first, "VerbForm=Fin");
    if (verb_first) {
      decided_ = false;  // its modal only makes the condition
      set(EventStatus::kHypothetical, "condition", first);
    }
    if (!decided_ || reading_.status != EventStatus::kPlanned) return;
    for (const TokenId c : grammar_.children(t)) {
      const TokenId mark = grammar_.has_relation(c, "advcl") ? grammar_.child(c, "mark") : kNone;
      if (mark == kNone || !in("hypothetical", mark)) continue;
      decided_ = false;
      set(EventStatus::kHypothetical, "depends on", mark);
    }
  }

  void auxiliary(TokenId verb, TokenId aux) {
    if (in("future", aux)) {
      const bool infinitive =
          grammar_.has_feature(verb, "VerbForm=Inf") || has_infinitive_aux(verb);
      if (words_.contains("hypothetical", lower(article_.form(aux)))) {
        set(EventStatus::kHypothetical, "conditional", aux);
      } else if (infinitive) {
        reading_.tense = Tense::kFuture;
        set(EventStatus::kPlanned, "future with", aux);
      }
      return;
    }
    // "soll ... getötet haben": a modal with a perfect infinitive reports what has happened.
    if (perfect_infinitive(verb, aux)) return;
    if (words_.contains("hypothetical", lower(article_.form(aux))))
      set(EventStatus::kHypothetical, "modal", aux);
    if (in("intend", aux) || in("oblige", aux)) set(EventStatus::kPlanned, "modal", aux);
    if (in("hypothetical", aux)) set(EventStatus::kHypothetical, "modal", aux);
  }

  bool perfect_infinitive(TokenId verb, TokenId modal) const {
    if (!grammar_.has_feature(verb, "VerbForm=Part")) return false;
    for (const TokenId c : grammar_.children(verb))
      if (c != modal && article_.deprel(c) == "aux") return true;
    return false;
  }

  // "wird ... abgezogen werden": the passive's own auxiliary is the infinitive.
  bool has_infinitive_aux(TokenId verb) const {
    for (const TokenId c : grammar_.children(verb))
      if ((grammar_.has_relation(c, "aux") || grammar_.has_relation(c, "cop")) &&
          grammar_.has_feature(c, "VerbForm=Inf"))
        return true;
    return false;
  }

  void climb(TokenId t) {
    for (int i = 0; i < kMaxClimb; ++i) {
      const TokenId up = grammar_.head(t);
      if (up == kNoHead) return;
      const auto deprel = article_.deprel(t);
      const auto relation = base_relation(deprel);
      const bool event_noun_under_verb =
          grammar_.nominal(t) && grammar_.verbal(up) &&
          (relation == "obj" || relation == "nsubj" || relation == "obl");
      // "verhandeln über den Abzug": what is only talked about is as open as the talk.
      const bool topic = grammar_.nominal(t) && (relation == "obl" || relation == "nmod") &&
                         words_.contains("topic_prepositions", grammar_.preposition(t)) &&
                         words_.contains("talk_verbs", grammar_.verbal(up) ? article_.predicate(up)
                                                                           : article_.lemma(up));
      if (topic) {
        set(EventStatus::kPlanned, "a topic of", up);
        reading_.topic_of_talk = true;
      }
      const bool clause_under_verb = relation == "xcomp" || relation == "ccomp";
      const bool content_of_noun =
          (relation == "acl" || relation == "nmod") && !grammar_.finite(t) && in("intend", up);
      if (clause_under_verb || event_noun_under_verb || content_of_noun) {
        const bool own_subject = relation == "ccomp";
        if (in("deny", up)) set(EventStatus::kDenied, "denied by", up);
        if (in("fail", up) && !own_subject) set(EventStatus::kNegated, "undone by", up);
        if (in("intend", up) && (!event_noun_under_verb || relation == "obj" ||
                                 relation == "nsubj" || grammar_.upos(up) == Upos::AUX)) {
          if (negated(up)) set(EventStatus::kNegated, "not intended by", up);
          set(EventStatus::kPlanned, "intended by", up);
        }
        if (in("hypothetical", up)) set(EventStatus::kHypothetical, "possible by", up);
        if (!own_subject && in("continue", up)) set(EventStatus::kOngoing, "continued by", up);
        if ((relation == "xcomp" || event_noun_under_verb) &&
            (in("begin", up) || in("light_verbs", up) || in("attempt", up) || in("continue", up) ||
             relation == "xcomp"))
          look_at(up);
        if (own_subject) return;  // a reported clause speaks for itself
        t = up;
        continue;
      }
      if (relation == "conj" && grammar_.verbal(t) && grammar_.verbal(up)) {
        t = up;
        continue;
      }
      return;
    }
  }

  bool negated(TokenId verb) const {
    for (const TokenId c : grammar_.children(verb))
      if (grammar_.has_relation(c, "advmod") && in("negation", c)) return true;
    return false;
  }

  Tense tense_of(TokenId verb) const {
    if (verb == kNone) return Tense::kNone;
    if (grammar_.has_feature(verb, "Tense=Past") && grammar_.has_feature(verb, "VerbForm=Fin"))
      return Tense::kPast;
    bool perfect = false, present = grammar_.has_feature(verb, "Tense=Pres") &&
                                    grammar_.has_feature(verb, "VerbForm=Fin");
    for (const TokenId c : grammar_.children(verb)) {
      if (!grammar_.has_relation(c, "aux") && !grammar_.has_relation(c, "cop")) continue;
      if (grammar_.has_feature(c, "Tense=Past") && grammar_.has_feature(c, "VerbForm=Fin"))
        return Tense::kPast;
      if (grammar_.has_relation(c, "aux") && grammar_.has_feature(verb, "VerbForm=Part") &&
          (article_.deprel(c) != "aux:pass" || grammar_.has_feature(c, "VerbForm=Part")))
        perfect |= !grammar_.has_feature(verb, "Tense=Pres");
      present |= grammar_.has_feature(c, "Tense=Pres");
    }
    if (perfect) return Tense::kPast;
    if (present) return Tense::kPresent;
    return Tense::kNone;
  }

  bool progressive(TokenId verb) const {
    if (verb == kNone ||
        !(grammar_.has_feature(verb, "VerbForm=Part") ||
          grammar_.has_feature(verb, "VerbForm=Ger")) ||
        !(grammar_.has_feature(verb, "Tense=Pres") || grammar_.has_feature(verb, "VerbForm=Ger")))
      return false;
    for (const TokenId c : grammar_.children(verb))
      if (grammar_.has_relation(c, "aux") && grammar_.has_feature(c, "Tense=Pres")) return true;
    return false;
  }

  void with_time(const Timex* timex, TokenId trigger) {
    if (decided_) return;
    const bool future = timex != nullptr && article_.date.known() && !timex->interval.open() &&
                        timex->interval.from != Interval::kMin &&
                        article_.date.span.to < timex->interval.from;
    const bool verbal = grammar_.clause_head(trigger) != kNone;
    if (future && reading_.tense != Tense::kPast) {
      decided_ = true;
      reading_.status = EventStatus::kPlanned;
      reading_.reason = "its time lies after the article";
    } else if (timex != nullptr && timex->type == TimexType::kDate && verbal &&
               (reading_.tense != Tense::kPast ||
                (grammar_.nominal(trigger) && grammar_.within(timex->tokens.begin, trigger))) &&
               lasts_since(grammar_, words_, *timex)) {
      reading_.status = EventStatus::kOngoing;
      reading_.reason = "lasts since then";
    } else if (progressive(trigger)) {
      reading_.status = EventStatus::kOngoing;
      reading_.reason = "progressive form";
    }
  }

  const Grammar& grammar_;
  const WordLists& words_;
  const Article& article_;
  StatusReading reading_;
  bool decided_ = false;
};

}  // namespace

StatusReading read_status(const Grammar& grammar, const WordLists& words, TokenId trigger,
                          const Timex* timex) {
  return StatusReader(grammar, words).read(trigger, timex);
}

}  // namespace diurna
