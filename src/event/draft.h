// An event in the making: strings instead of ids, lists instead of rows.
#pragma once

#include <string>
#include <vector>

#include "diurna/article.h"
#include "event/frame_matcher.h"
#include "event/quantities.h"
#include "event/status.h"

namespace diurna {

struct Draft {
  Match match;
  std::string type, mode, act_type, act_mode, cameo;
  StatusReading reading;
  SentenceId sentence = kNone;
  std::vector<SentenceId> also;  // further sentences that report it
  TimexId timex = kNone;
  Interval interval;
  TimePrecision precision = TimePrecision::kNone;
  EventTimeBasis time_basis = EventTimeBasis::kNone;
  PlaceId place = kNone;
  std::vector<Quantity> quantities;
  std::vector<uint32_t> attribution;
  std::vector<std::string> contexts;
  float confidence = 0;
  bool is_act_of_another = false;  // told inside a demand, plan or threat; reported there
};

}  // namespace diurna
