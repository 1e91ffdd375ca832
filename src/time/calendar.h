// Calendar arithmetic beyond single days: ISO weeks, months, seasons, movable feasts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diurna/date.h"
#include "time/meaning.h"

namespace diurna::time {

struct IsoWeek {
  int year = 1970;
  int week = 1;
};
IsoWeek iso_week(Day day);
Day monday_of(Day day);
std::optional<Day> monday_of(IsoWeek week);  // nullopt: the year has no such week

// The same day `months` later; the last of the month where it has no such day.
Day add_months(Day day, int months);
// `day` moved by n units (a quarter is 3 months, a decade 10 years ...). Units below a day move by
// whole days only.
Day add_units(Day day, double n, Unit unit);
double days_in(Unit unit);  // on average

Interval month_interval(int year, int month);
Interval year_interval(int first, int last);  // closed, whole years
// Meteorological seasons: spring is March to May; winter begins in December of `year`.
Interval season_interval(int year, Season season);
Season season_of(Day day);

Day easter(int year);  // Gregorian, Gauss' rule
// A feast as a number that feast_day understands. Forms: "easter+49", "12-25", "11-4-4" (month,
// n-th, weekday; 5: the last one), "advent" and "advent+7" (Sundays of advent).
std::optional<int> parse_feast(std::string_view text);
std::optional<Day> feast_day(int feast, int year);

// The part of an interval that START, MID or END leave of it.
Interval part_of(Interval interval, Mod mod);

std::string iso_month(int year, int month);  // "2024-04"
std::string iso_year(int year);              // "2024", "0476"
std::string iso_week_name(IsoWeek week);     // "2024-W17"

}  // namespace diurna::time
