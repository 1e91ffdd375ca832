// Events as JSON Lines, one object a line (design: record). Nothing is lost in this layout.
#pragma once

#include <string>

#include "diurna/event_record.h"

namespace diurna {

// Appends one line with its line feed.
void write_event_json(const EventRecord& record, std::string& out);

}  // namespace diurna
