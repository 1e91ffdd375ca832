#include "diurna/date.h"

#include <cassert>
#include <chrono>
#include <cstdio>

#include "base/strings.h"

namespace diurna {
namespace {

std::chrono::year_month_day to_chrono(CivilDate date) {
  return std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
         std::chrono::day(static_cast<unsigned>(date.day));
}

}  // namespace

bool valid(CivilDate date) {
  return date.month >= 1 && date.day >= 1 && date.month <= 12 && date.day <= 31 &&
         to_chrono(date).ok();
}

Day to_day(CivilDate date) {
  assert(valid(date));
  return {static_cast<int32_t>(std::chrono::sys_days(to_chrono(date)).time_since_epoch().count())};
}

CivilDate to_civil(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day.days))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int weekday(Day day) {
  return static_cast<int>(
      std::chrono::weekday(std::chrono::sys_days(std::chrono::days(day.days))).iso_encoding());
}

int days_in_month(int year, int month) {
  const auto last = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                    std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] >= '0' && text[10] <= '9') return std::nullopt;
  const auto year = parse_number<int>(text.substr(0, 4));
  const auto month = parse_number<int>(text.substr(5, 2));
  const auto day = parse_number<int>(text.substr(8, 2));
  if (!year || !month || !day || !valid({*year, *month, *day})) return std::nullopt;
  return to_day({*year, *month, *day});
}

std::string iso(Day day) {
  const CivilDate date = to_civil(day);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer;
}

}  // namespace diurna
