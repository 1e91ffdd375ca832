// Events as CSV (RFC 4180, comma, CRLF-free), one row an event. Members of a list are parted by ";
// ". Offsets, scores of members and further sentences are left out of this layout; JSON Lines has
// them.
#pragma once

#include <string>

#include "diurna/event_record.h"

namespace diurna {

void write_csv_header(std::string& out);
void write_event_csv(const EventRecord& record, std::string& out);

}  // namespace diurna
