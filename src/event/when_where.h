// When and where: chooses among the article's timexes and places for an event word.
#pragma once

#include "diurna/article.h"
#include "event/draft.h"
#include "event/grammar.h"
#include "event/word_lists.h"

namespace diurna {

// The time expression that dates the trigger: in its own clause before others of the sentence;
// kNone if there is none.
TimexId choose_timex(const Grammar& grammar, TokenId trigger);

// Sets timex, interval, precision and basis. Without a stated time the tense and the publication
// date bound the interval. A weekday that only dates the reporting verb does not date what is
// reported.
void date_event(const Grammar& grammar, const WordLists& words, Draft& draft);

// "seit Juli", "since July": what it dates lasts until now.
bool lasts_since(const Grammar& grammar, const WordLists& words, const Timex& timex);

// The place of the event: a locative phrase at the trigger, its clause or its arguments; else none.
PlaceId choose_place(const Grammar& grammar, const WordLists& words, const Draft& draft);

}  // namespace diurna
