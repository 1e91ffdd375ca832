#include "event/when_where.h"

#include <algorithm>

namespace diurna {
namespace {

// The token of a span that hangs on something outside of it.
TokenId span_head(const Grammar& grammar, TokenSpan span) {
  for (TokenId t = span.begin; t < span.end; ++t)
    if (grammar.head(t) == kNoHead || !span.contains(grammar.head(t))) return t;
  return span.begin;
}

// Steps upwards from `t` to `ancestor`; -1 if it is not above.
int steps_up(const Grammar& grammar, TokenId t, TokenId ancestor) {
  int steps = 0;
  for (; t != kNoHead; t = grammar.head(t), ++steps)
    if (t == ancestor) return steps;
  return -1;
}

// A name that the gazetteer knows may still be somebody's.
bool is_person(const Article& article, TokenSpan tokens) {
  return std::any_of(article.references.begin(), article.references.end(), [&](const Reference& r) {
    return tokens.contains(r.head) && article.entities[r.entity].kind == EntityKind::kPerson;
  });
}

bool datable(const Timex& timex) {
  return timex.type == TimexType::kDate || timex.type == TimexType::kTime ||
         timex.type == TimexType::kDuration;
}

}  // namespace

TimexId choose_timex(const Grammar& grammar, TokenId trigger) {
  const Article& article = grammar.article();
  const SentenceId s = article.sentence_of(trigger);
  const TokenSpan sentence = article.sentences[s].tokens;
  const TokenId clause = grammar.clause_head(trigger);
  const TokenId light = grammar.light_verb(trigger);
  TimexId best = kNone;
  int best_cost = 1000;
  for (TimexId x = 0; x < article.timexes.size(); ++x) {
    const Timex& timex = article.timexes[x];
    if (timex.tokens.empty() || !sentence.contains(timex.tokens) || !datable(timex)) continue;
    const TokenId head = span_head(grammar, timex.tokens);
    const TokenId own_clause = grammar.clause_head(head);
    int cost = steps_up(grammar, head, trigger);
    if (cost < 0 && light != kNone) {
      cost = steps_up(grammar, head, light);
      if (cost >= 0) cost += 1;
    }
    if (cost < 0 && clause != kNone && own_clause == clause)
      cost = 3 + std::max(0, steps_up(grammar, head, clause));
    // An infinitive or a participle shares the time of the clause above it; a reported clause
    // ("sagte am Montag, ...") does not.
    if (cost < 0 && clause != kNone) {
      TokenId up = clause;
      int climbed = 0;
      while (up != kNoHead && climbed < 6) {
        const bool shares = grammar.has_relation(up, "xcomp") || grammar.has_relation(up, "conj") ||
                            grammar.has_relation(up, "advcl");
        if (!shares) break;
        up = grammar.head(up);
        ++climbed;
        if (up != kNoHead && own_clause == up && steps_up(grammar, head, clause) < 0) {
          cost = 8 + climbed * 2;
          break;
        }
      }
    }
    if (cost < 0 && clause == kNone) cost = 9;
    if (cost < 0) continue;
    if (timex.type == TimexType::kDuration && timex.interval.open()) cost += 6;
    if (cost < best_cost) {
      best_cost = cost;
      best = x;
    }
  }
  return best;
}

namespace {

// "in dieser und der kommenden Woche": a timex that only a conjunction parts from the chosen one
// dates the event too.
Interval with_coordinated(const Grammar& grammar, TimexId chosen) {
  const Article& article = grammar.article();
  Interval interval = article.timexes[chosen].interval;
  for (const int side : {-1, 1}) {
    if ((side < 0 && chosen == 0) || chosen + side >= article.timexes.size()) continue;
    const Timex& first = article.timexes[side < 0 ? chosen - 1 : chosen];
    const Timex& second = article.timexes[side < 0 ? chosen : chosen + 1];
    const Timex& other = side < 0 ? first : second;
    if (other.interval.open() || second.tokens.begin < first.tokens.end ||
        second.tokens.begin > first.tokens.end + 2)
      continue;
    bool joined = false;
    for (TokenId t = first.tokens.end; t < second.tokens.begin; ++t)
      joined |= grammar.upos(t) == Upos::CCONJ;
    if (!joined ||
        article.sentence_of(first.tokens.begin) != article.sentence_of(second.tokens.begin))
      continue;
    interval.from = std::min(interval.from, other.interval.from);
    interval.to = std::max(interval.to, other.interval.to);
  }
  return interval;
}

}  // namespace

bool lasts_since(const Grammar& grammar, const WordLists& words, const Timex& timex) {
  const auto since = [&](TokenId t) { return words.contains("since", grammar.article().lemma(t)); };
  for (TokenId t = timex.tokens.begin; t < timex.tokens.end; ++t) {
    if (since(t)) return true;
    for (const TokenId c : grammar.children(t))
      if (grammar.has_relation(c, "case") && since(c)) return true;
  }
  return false;
}

void date_event(const Grammar& grammar, const WordLists& words, Draft& draft) {
  const Article& article = grammar.article();
  draft.timex = choose_timex(grammar, draft.match.trigger);
  const PublicationDate& date = article.date;
  if (draft.timex != kNone) {
    const Timex& timex = article.timexes[draft.timex];
    draft.interval = with_coordinated(grammar, draft.timex);
    draft.precision = draft.interval == timex.interval ? timex.precision : TimePrecision::kSpan;
    draft.time_basis = EventTimeBasis::kStated;
    if (lasts_since(grammar, words, timex) && date.known() && draft.interval.from <= date.span.to) {
      draft.interval.to = date.span.to;
      draft.precision = TimePrecision::kSpan;
    }
    if (!timex.interval.open()) return;
  }
  if (!date.known()) return;
  const bool ahead =
      draft.reading.status == EventStatus::kPlanned || draft.reading.tense == Tense::kFuture;
  if (ahead) {
    draft.interval = {date.span.from, Interval::kMax};
  } else {
    draft.interval = {Interval::kMin, date.span.to};
  }
  draft.precision = TimePrecision::kSpan;
  if (draft.timex == kNone)
    draft.time_basis =
        draft.reading.tense == Tense::kNone ? EventTimeBasis::kPublication : EventTimeBasis::kTense;
}

PlaceId choose_place(const Grammar& grammar, const WordLists& words, const Draft& draft) {
  const Article& article = grammar.article();
  const TokenId trigger = draft.match.trigger;
  const TokenSpan sentence = article.sentences[draft.sentence].tokens;
  const TokenId clause = grammar.clause_head(trigger);
  PlaceId best = kNone;
  double best_cost = 1000;
  for (PlaceId p = 0; p < article.places.size(); ++p) {
    const Place& place = article.places[p];
    if (place.derived || place.tokens.empty() || !sentence.contains(place.tokens) ||
        is_person(article, place.tokens))
      continue;
    const TokenId head = span_head(grammar, place.tokens);
    const bool locative = words.contains("locative", grammar.preposition(head));
    if (!locative || grammar.has_relation(head, "compound") || grammar.has_relation(head, "flat"))
      continue;
    double cost = steps_up(grammar, head, trigger);
    if (cost < 0 && clause != kNone && grammar.within(head, clause))
      cost = 4 + steps_up(grammar, head, clause);
    if (cost < 0) cost = 12;
    // A city tells more than the country it lies in.
    if (place.precision == PlacePrecision::kCountry) cost += 1;
    if (place.precision == PlacePrecision::kRegion) cost += 0.5;
    if (cost < best_cost) {
      best_cost = cost;
      best = p;
    }
  }
  return best_cost <= 11 ? best : kNone;
}

}  // namespace diurna
