// The border: an event of an article becomes a record that owns its strings and counts in code
// points.
#pragma once

#include <vector>

#include "diurna/article.h"
#include "diurna/event_record.h"

namespace diurna {

// One record an event, in the order of article.events. `coder_version` goes into each.
std::vector<EventRecord> make_records(const Article& article, std::string_view coder_version);

}  // namespace diurna
