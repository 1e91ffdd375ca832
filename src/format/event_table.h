// Events for a person at a terminal: a few lines an event, with the sentence that proves it.
#pragma once

#include <string>
#include <vector>

#include "diurna/event_record.h"

namespace diurna {

// `width`: columns of the terminal; longer sentences are wrapped. `colour`: ANSI colours.
void write_event_table(const std::vector<EventRecord>& records, const ArticleRecord& article,
                       int width, bool colour, std::string& out);

}  // namespace diurna
