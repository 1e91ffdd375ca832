// Did it happen? Reads negation, modality, tense and the verbs above an event word.
#pragma once

#include <string>

#include "diurna/article.h"
#include "event/grammar.h"
#include "event/word_lists.h"

namespace diurna {

enum class Tense : uint8_t { kNone, kPast, kPresent, kFuture };

struct StatusReading {
  EventStatus status = EventStatus::kOccurred;
  Tense tense = Tense::kNone;
  bool topic_of_talk =
      false;  // "verhandeln über den Abzug": only talked about, no event of its own
  std::string
      reason;  // for explain: "'wollen' above", "negated by 'nicht'"; empty for a plain statement
};

// Reads the status of the act that the word tells. A timex after the publication date makes an act
// planned that the grammar leaves open; one that lasts ("seit Juli") with a present tense makes it
// ongoing.
//   timex  the event's own time expression, or null
StatusReading read_status(const Grammar& grammar, const WordLists& words, TokenId trigger,
                          const Timex* timex);

}  // namespace diurna
