// Dates as pages, feeds and datelines write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/strings.h"
#include "diurna/date.h"
#include "diurna/result.h"

namespace diurna {

class DateReader {
 public:
  // Reads world/months.tsv (lang, month, names). Errors: kNotFound, kBadInput.
  static Result<DateReader> load(const std::string& data_dir);

  // The first date in `text`: "2024-04-25T10:00:00+02:00", "20240425", "25.4.2024", "25. April
  // 2024", "April 25, 2024", "Thu, 25 Apr 2024", "4 JAN 90", "2024/04/25", seconds since 1970; less
  // exact: "2024-04", "2024". Numbers that may be either order ("04/05/2024") are read month first
  // only if `month_first`. nullopt if there is none.
  std::optional<Interval> read(std::string_view text, bool month_first = false) const;

  // A day and a month, with or without a year, as the whole of `text`; for datelines.
  bool is_day_and_month(std::string_view text) const;

 private:
  int month_named(std::string_view word) const;  // 0: none
  StringMap<int> months_;                        // folded names
};

}  // namespace diurna
