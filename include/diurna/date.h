// Calendar days and closed intervals of them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace diurna {

// A day as the number of days since 1970-01-01 (proleptic Gregorian calendar, no time zone).
struct Day {
  int32_t days = 0;
  auto operator<=>(const Day&) const = default;
  Day operator+(int32_t n) const { return {days + n}; }
  Day operator-(int32_t n) const { return {days - n}; }
  int32_t operator-(Day other) const { return days - other.days; }
};

// A closed interval of days; an open side is kMin or kMax.
struct Interval {
  static constexpr Day kMin{std::numeric_limits<int32_t>::min()};
  static constexpr Day kMax{std::numeric_limits<int32_t>::max()};
  Day from = kMin;
  Day to = kMax;
  bool open() const { return from == kMin && to == kMax; }
  bool contains(Day d) const { return from <= d && d <= to; }
  bool overlaps(const Interval& o) const { return from <= o.to && o.from <= to; }
  bool operator==(const Interval&) const = default;
};

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

Day to_day(CivilDate date);  // `date` must exist in the calendar
CivilDate to_civil(Day day);
int weekday(Day day);  // 1 Monday .. 7 Sunday (ISO 8601)
bool valid(CivilDate date);
int days_in_month(int year, int month);
std::optional<Day> parse_iso_day(
    std::string_view text);  // "2024-04-25", also the front of "2024-04-25T10:00:00Z"
std::string iso(Day day);    // "2024-04-25"

}  // namespace diurna
