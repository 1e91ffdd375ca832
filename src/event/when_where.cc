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

bool datable(const Timex& timex) {
  return timex.type == TimexType::kDate || timex.type == TimexType::kTime || timex.type == TimexType::kDuration;
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
    if (cost < 0 && clause != kNone && own_clause == clause) cost = 3 + std::max(0, steps_up(grammar, head, clause));
    // An infinitive or a participle shares the time of the clause above it; a reported clause ("sagte am Montag, ...") does not.
    if (cost < 0 && clause != kNone) {
      TokenId up = clause;
      int climbed = 0;
      while (up != kNoHead && climbed < 6) {
        const bool shares = grammar.has_relation(up, "xcomp") || grammar.has_relation(up, "conj") || grammar.has_relation(up, "advcl");
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

void date_event(const Grammar& grammar, Draft& draft) {
  const Article& article = grammar.article();
  draft.timex = choose_timex(grammar, draft.match.trigger);
  const PublicationDate& date = article.date;
  if (draft.timex != kNone) {
    const Timex& timex = article.timexes[draft.timex];
    draft.interval = timex.interval;
    draft.precision = timex.precision;
    draft.time_basis = EventTimeBasis::kStated;
    if (!timex.interval.open()) return;
  }
  if (!date.known()) return;
  const bool ahead = draft.reading.status == EventStatus::kPlanned || draft.reading.tense == Tense::kFuture;
  if (ahead) {
    draft.interval = {date.span.from, Interval::kMax};
  } else {
    draft.interval = {Interval::kMin, date.span.to};
  }
  draft.precision = TimePrecision::kSpan;
  if (draft.timex == kNone)
    draft.time_basis = draft.reading.tense == Tense::kNone ? EventTimeBasis::kPublication : EventTimeBasis::kTense;
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
    if (place.derived || place.tokens.empty() || !sentence.contains(place.tokens)) continue;
    const TokenId head = span_head(grammar, place.tokens);
    const bool locative = words.contains("locative", grammar.preposition(head));
    if (!locative) continue;
    double cost = steps_up(grammar, head, trigger);
    if (cost < 0 && clause != kNone && grammar.within(head, clause)) cost = 4 + steps_up(grammar, head, clause);
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
