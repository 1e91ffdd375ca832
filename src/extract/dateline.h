// Where and when a report was filed, as its first words say: "SAN SALVADOR, 4 JAN 90 --", "Wien –
// ", "BERLIN (Reuters) - ".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/boilerplate.h"
#include "extract/date_text.h"

namespace diurna {

struct Dateline {
  size_t size = 0;        // bytes in front of the first sentence; 0: no dateline
  std::string_view date;  // the words of its date, without or with a year; may be empty
  std::string agency;     // as in agencies.tsv; may be empty
};

// Looks at the start of `paragraph`. `strict` wants a place in capitals, a date or an agency; else
// capitalised names before a dash will do ("Wien – Die Regierung ..."), and a single one before a
// full stop.
Dateline find_dateline(std::string_view paragraph, const DateReader& dates,
                       const Boilerplate& rules, bool strict);

}  // namespace diurna
