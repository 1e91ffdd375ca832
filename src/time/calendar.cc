#include "time/calendar.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/strings.h"

namespace diurna::time {
namespace {

constexpr int kEasterFeast = 10000, kFixedFeast = 20000, kWeekdayFeast = 30000,
              kAdventFeast = 50000, kOffsetZero = 200;

std::string padded(int value, size_t width) {
  std::string digits = std::to_string(std::abs(value));
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

int floor_div(int a, int b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

}  // namespace

Day monday_of(Day day) {
  return day - (weekday(day) - 1);
}

IsoWeek iso_week(Day day) {
  const Day thursday = monday_of(day) + 3;
  const int year = to_civil(thursday).year;
  return {year, (thursday - to_day({year, 1, 1})) / 7 + 1};
}

std::optional<Day> monday_of(IsoWeek week) {
  const Day first = monday_of(to_day({week.year, 1, 4}));
  const Day monday = first + 7 * (week.week - 1);
  if (week.week < 1 || iso_week(monday).year != week.year) return std::nullopt;
  return monday;
}

Day add_months(Day day, int months) {
  CivilDate date = to_civil(day);
  const int count = date.year * 12 + date.month - 1 + months;
  date.year = floor_div(count, 12);
  date.month = count - date.year * 12 + 1;
  date.day = std::min(date.day, days_in_month(date.year, date.month));
  return to_day(date);
}

double days_in(Unit unit) {
  constexpr double kDays[] = {1.0 / 86400, 1.0 / 1440, 1.0 / 24, 1,      7,     7,     30.44,
                              91.3,        182.6,      365.25,   3652.5, 36525, 365250};
  return kDays[static_cast<size_t>(unit)];
}

Day add_units(Day day, double n, Unit unit) {
  n = std::clamp(n, -1e6, 1e6);
  int months = 0;
  switch (unit) {
    case Unit::kMonth:
      months = 1;
      break;
    case Unit::kQuarter:
      months = 3;
      break;
    case Unit::kHalf:
      months = 6;
      break;
    case Unit::kYear:
      months = 12;
      break;
    case Unit::kDecade:
      months = 120;
      break;
    case Unit::kCentury:
      months = 1200;
      break;
    case Unit::kMillennium:
      months = 12000;
      break;
    default:
      break;
  }
  if (months == 0) return day + static_cast<int>(std::lround(n * days_in(unit)));
  const double moved = std::clamp(n * months, -12.0 * 20000, 12.0 * 20000);
  return add_months(day, static_cast<int>(std::lround(moved)));
}

Interval month_interval(int year, int month) {
  return {to_day({year, month, 1}), to_day({year, month, days_in_month(year, month)})};
}

Interval year_interval(int first, int last) {
  return {to_day({first, 1, 1}), to_day({last, 12, 31})};
}

Interval season_interval(int year, Season season) {
  const int month = 3 + 3 * static_cast<int>(season);
  const Day from = to_day({year, month, 1});
  return {from, add_months(from, 3) - 1};
}

Season season_of(Day day) {
  return static_cast<Season>((to_civil(day).month + 9) % 12 / 3);
}

Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return to_day({year, n / 31, n % 31 + 1});
}

std::optional<int> parse_feast(std::string_view text) {
  const auto offset = [&](std::string_view word, int base) -> std::optional<int> {
    if (!starts_with(text, word)) return std::nullopt;
    auto rest = text.substr(word.size());
    if (rest.empty()) return base + kOffsetZero;
    if (rest.front() == '+') rest.remove_prefix(1);
    const auto days = parse_number<int>(rest);
    if (!days || std::abs(*days) >= kOffsetZero) return std::nullopt;
    return base + kOffsetZero + *days;
  };
  if (const auto feast = offset("easter", kEasterFeast)) return feast;
  if (const auto feast = offset("advent", kAdventFeast)) return feast;
  std::vector<int> numbers;
  for (const auto part : split(text, '-')) {
    const auto number = parse_number<int>(part);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  if (numbers.size() < 2 || numbers.size() > 3 || numbers[0] < 1 || numbers[0] > 12)
    return std::nullopt;
  if (numbers.size() == 2) {
    if (numbers[1] < 1 || numbers[1] > days_in_month(2000, numbers[0])) return std::nullopt;
    return kFixedFeast + numbers[0] * 100 + numbers[1];
  }
  if (numbers[1] < 1 || numbers[1] > 5 || numbers[2] < 1 || numbers[2] > 7) return std::nullopt;
  return kWeekdayFeast + numbers[0] * 100 + numbers[1] * 10 + numbers[2];
}

std::optional<Day> feast_day(int feast, int year) {
  if (year < 1583 || year > 9999) return std::nullopt;
  if (feast >= kAdventFeast) {
    const Day eve = to_day({year, 12, 24});  // the fourth Sunday of advent is on or before it
    return eve - weekday(eve) % 7 - 21 + (feast - kAdventFeast - kOffsetZero);
  }
  if (feast >= kWeekdayFeast) {
    const int rest = feast - kWeekdayFeast, month = rest / 100, nth = rest / 10 % 10,
              wanted = rest % 10;
    if (nth == 5) {
      const Day last = month_interval(year, month).to;
      return last - (weekday(last) - wanted + 7) % 7;
    }
    const Day first = to_day({year, month, 1});
    return first + (wanted - weekday(first) + 7) % 7 + 7 * (nth - 1);
  }
  if (feast >= kFixedFeast) {
    const CivilDate date{year, (feast - kFixedFeast) / 100, (feast - kFixedFeast) % 100};
    if (!valid(date)) return std::nullopt;
    return to_day(date);
  }
  if (feast >= kEasterFeast) return easter(year) + (feast - kEasterFeast - kOffsetZero);
  return std::nullopt;
}

Interval part_of(Interval interval, Mod mod) {
  if (interval.from == Interval::kMin || interval.to == Interval::kMax) return interval;
  const int length = interval.to - interval.from + 1;
  const int third = std::max(1, length / 3);
  switch (mod) {
    case Mod::kStart:
      return {interval.from, interval.from + (third - 1)};
    case Mod::kMid:
      return length < 3 ? interval : Interval{interval.from + third, interval.to - third};
    case Mod::kEnd:
      return {std::max(interval.from, interval.to - (third - 1)), interval.to};
    default:
      return interval;
  }
}

std::string iso_year(int year) {
  return padded(year, 4);
}
std::string iso_month(int year, int month) {
  return iso_year(year) + "-" + padded(month, 2);
}
std::string iso_week_name(IsoWeek week) {
  return iso_year(week.year) + "-W" + padded(week.week, 2);
}

}  // namespace diurna::time
