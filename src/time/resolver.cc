#include "time/resolver.h"

#include <algorithm>
#include <cmath>

#include "time/calendar.h"

namespace diurna::time {
namespace {

constexpr int kNarrowDays = 7;
constexpr int kAgainstTense = 3;  // how much farther a date seems that the tense speaks against
constexpr int kAgainstPresent = 2;
constexpr uint32_t kListReach = 20;      // bytes between the members of a list of days
constexpr uint32_t kQuarterReach = 600;  // bytes over which a named quarter still holds

Interval one_day(Day day) {
  return {day, day};
}

std::string plain(double number) {
  if (number == std::floor(number) && std::fabs(number) < 1e9)
    return std::to_string(static_cast<long long>(number));
  std::string text = std::to_string(number);
  while (text.back() == '0') text.pop_back();
  return text;
}

std::string two(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// "P3D", "PT90M", "P2DE"; a negative n stands for "some": PXD.
std::string duration(double n, Unit unit) {
  if (unit == Unit::kHalf && n > 0) {
    n *= 6;
    unit = Unit::kMonth;
  }
  const std::string_view code = name(unit);
  const std::string number = n < 0 ? "X" : plain(n);
  if (code.front() == 'T')
    return "PT" + number + std::string(code == "TS" ? "S" : code == "TM" ? "M" : "H");
  return "P" + number + std::string(code);
}

// The lower unit that a half of `unit` is told in, and how many make the half.
bool half_of(Unit unit, Unit& lower, double& n) {
  switch (unit) {
    case Unit::kYear:
      lower = Unit::kMonth;
      n = 6;
      return true;
    case Unit::kDay:
      lower = Unit::kHour;
      n = 12;
      return true;
    case Unit::kHour:
      lower = Unit::kMinute;
      n = 30;
      return true;
    case Unit::kMinute:
      lower = Unit::kSecond;
      n = 30;
      return true;
    default:
      return false;
  }
}

TimePrecision precision_of(Unit unit) {
  switch (unit) {
    case Unit::kWeek:
      return TimePrecision::kWeek;
    case Unit::kMonth:
      return TimePrecision::kMonth;
    case Unit::kQuarter:
      return TimePrecision::kSeason;
    case Unit::kYear:
      return TimePrecision::kYear;
    case Unit::kHalf:
    case Unit::kDecade:
    case Unit::kCentury:
    case Unit::kMillennium:
    case Unit::kWeekend:
      return TimePrecision::kSpan;
    default:
      return TimePrecision::kDay;
  }
}

// Days that "the last days", "weeks" ... reach back, where no number is said.
int vague_reach(Unit unit) {
  constexpr int kDays[] = {1, 1, 1, 7, 14, 28, 183, 365, 730, 3650, 10950, 109500, 1095000};
  return kDays[static_cast<size_t>(unit)];
}

Interval week_of(Day day) {
  return {monday_of(day), monday_of(day) + 6};
}
Interval weekend_of(Day day) {
  return {monday_of(day) + 5, monday_of(day) + 6};
}

int full_year(int short_year, int around) {
  int year = around - around % 100 + short_year;
  if (year > around + 15) year -= 100;
  if (year < around - 84) year += 100;
  return year;
}

}  // namespace

std::optional<Day> anchor_of(const PublicationDate& date) {
  if (!date.known() || date.span.from == Interval::kMin || date.span.to == Interval::kMax)
    return std::nullopt;
  const int length = date.span.to - date.span.from;
  if (length < 0 || length >= kNarrowDays) return std::nullopt;
  return date.span.from + length / 2;
}

bool Resolver::lacks_day(const Meaning& m) {
  if (m.op != Op::kDate || (!m.has(Field::kHour) && !m.has(Field::kPart))) return false;
  for (const Field f : {Field::kYear, Field::kShortYear, Field::kMonth, Field::kDay,
                        Field::kWeekday, Field::kFeast, Field::kBy})
    if (m.has(f)) return false;
  return true;
}

std::optional<Day> Resolver::base(const Meaning& m) const {
  if (m.has(Field::kFrom) && m.symbol<From>(Field::kFrom) == From::kReference)
    return reference_ ? reference_ : anchor_;
  return anchor_;
}

// ---- dates
// ------------------------------------------------------------------------------------------------------

int Resolver::year_for_month(int month, int day, int which, bool has_which, Tense tense) const {
  const CivilDate now = to_civil(*anchor_);
  if (has_which && which < 0) return month < now.month ? now.year : now.year - 1;
  if (has_which && which > 0) return month > now.month ? now.year : now.year + 1;
  if (has_which) return now.year;
  if (day > 0) {
    int best = now.year;
    int best_distance = 100000;
    for (int year = now.year - 1; year <= now.year + 1; ++year) {
      if (!valid({year, month, day})) continue;
      const int ahead = to_day({year, month, day}) - *anchor_;
      // A tense pulls into its direction, but not at any price: "it was decided to begin on 7
      // December".
      int distance = std::abs(ahead);
      if (tense == Tense::kPast && ahead > 0) distance *= kAgainstTense;
      if (tense == Tense::kFuture && ahead < 0) distance *= kAgainstTense;
      if (tense == Tense::kPresent && ahead < 0) distance *= kAgainstPresent;
      if (distance < best_distance) {
        best_distance = distance;
        best = year;
      }
    }
    return best;
  }
  const int ahead = month - now.month;
  if (tense == Tense::kFuture) return ahead >= 0 ? now.year : now.year + 1;
  if (tense == Tense::kPresent || tense == Tense::kNone) {  // the nearest, rather a past one
    if (ahead > 0) return ahead * 4 <= (12 - ahead) * 3 ? now.year : now.year - 1;
    return (ahead + 12) * 4 <= -ahead * 3 ? now.year + 1 : now.year;
  }
  return ahead <= 0 ? now.year : now.year - 1;
}

Resolver::Period Resolver::ordinal_of(const Meaning& m, Period whole) const {
  // "the last week of March", "the second day of the month"
  const Unit unit = m.symbol<Unit>(Field::kUnit);
  const int n = m.integer(Field::kOrdinal);
  if (whole.days.from == Interval::kMin || n == 0) return whole;
  Day from = n > 0 ? whole.days.from : whole.days.to;
  Period part;
  part.precision = precision_of(unit);
  if (unit == Unit::kWeek) {
    from = n > 0 ? add_units(whole.days.from, n - 1, unit) : add_units(whole.days.to, n + 1, unit);
    part.days = week_of(from);
    part.value = iso_week_name(iso_week(from));
  } else if (unit == Unit::kMonth || unit == Unit::kQuarter) {
    from = n > 0 ? add_units(whole.days.from, n - 1, unit) : add_units(whole.days.to, n + 1, unit);
    const CivilDate date = to_civil(from);
    part.days = month_interval(date.year, date.month);
    part.value = iso_month(date.year, date.month);
  } else {
    from = n > 0 ? whole.days.from + (n - 1) : whole.days.to + (n + 1);
    part.days = one_day(from);
    part.value = iso(from);
    part.precision = TimePrecision::kDay;
  }
  return part;
}

Resolver::Period Resolver::in_year(const Meaning& m, int year) const {
  Period p;
  if (m.has(Field::kFeast)) {
    if (const auto day = feast_day(m.integer(Field::kFeast), year))
      return {one_day(*day), TimePrecision::kDay, iso(*day)};
  }
  if (m.has(Field::kMonth)) {
    const int month = std::clamp(m.integer(Field::kMonth), 1, 12);
    if (m.has(Field::kDay)) {
      const CivilDate date{year, month, m.integer(Field::kDay)};
      if (valid(date)) {
        p = {one_day(to_day(date)), TimePrecision::kDay, iso(to_day(date))};
        return m.has(Field::kOrdinal) ? ordinal_of(m, p) : p;
      }
    }
    p.days = month_interval(year, month);
    p.precision = TimePrecision::kMonth;
    p.value = iso_month(year, month);
  } else if (m.has(Field::kSeason)) {
    const auto season = m.symbol<Season>(Field::kSeason);
    p.days = season_interval(year, season);
    p.precision = TimePrecision::kSeason;
    p.value = iso_year(year) + "-" + std::string(name(season));
  } else if (m.has(Field::kQuarter)) {
    const int quarter = std::clamp(m.integer(Field::kQuarter), 1, 4);
    p.days = {to_day({year, quarter * 3 - 2, 1}), month_interval(year, quarter * 3).to};
    p.precision = TimePrecision::kSeason;
    p.value = iso_year(year) + "-Q" + std::to_string(quarter);
  } else if (m.has(Field::kHalf)) {
    const int half = std::clamp(m.integer(Field::kHalf), 1, 2);
    p.days = {to_day({year, half * 6 - 5, 1}), month_interval(year, half * 6).to};
    p.precision = TimePrecision::kSpan;
    p.value = iso_year(year) + "-H" + std::to_string(half);
  } else if (m.has(Field::kWeek)) {
    const auto monday = monday_of(IsoWeek{year, m.integer(Field::kWeek)});
    if (monday) return {week_of(*monday), TimePrecision::kWeek, iso_week_name(iso_week(*monday))};
    p.value = iso_year(year);
    p.days = year_interval(year, year);
    p.precision = TimePrecision::kYear;
  } else {
    p.days = year_interval(year, year);
    p.precision = TimePrecision::kYear;
    p.value = iso_year(year);
  }
  if (m.has(Field::kOrdinal)) return ordinal_of(m, p);
  return p;
}

std::optional<Day> Resolver::named_quarter(const Setting& setting) const {
  if (!quarter_ || setting.byte - quarter_byte_ > kQuarterReach) return std::nullopt;
  return quarter_;
}

// A period so many units away from the anchor, and what the expression says inside of it.
Resolver::Period Resolver::counted(const Meaning& m, Day anchor, const Setting& setting) const {
  const double by = m.number(Field::kBy);
  const Unit unit = m.symbol<Unit>(Field::kByUnit);
  const Day moved = add_units(anchor, by, unit);
  const CivilDate date = to_civil(moved);
  Period p;
  p.precision = precision_of(unit);
  switch (unit) {
    case Unit::kYear:
      return in_year(m, date.year);
    case Unit::kHalf:
    case Unit::kQuarter: {
      Meaning inner = m;
      if (unit == Unit::kQuarter) inner.set(Field::kQuarter, (date.month + 2) / 3);
      if (unit == Unit::kHalf) inner.set(Field::kHalf, date.month > 6 ? 2 : 1);
      return in_year(inner, date.year);
    }
    case Unit::kMonth: {
      if (m.has(Field::kDay) && valid({date.year, date.month, m.integer(Field::kDay)})) {
        const Day day = to_day({date.year, date.month, m.integer(Field::kDay)});
        return {one_day(day), TimePrecision::kDay, iso(day)};
      }
      p.days = month_interval(date.year, date.month);
      p.value = iso_month(date.year, date.month);
      return m.has(Field::kOrdinal) ? ordinal_of(m, p) : p;
    }
    case Unit::kWeek:
      if (m.has(Field::kWeekday)) {
        const Day day = monday_of(moved) + (m.integer(Field::kWeekday) - 1);
        return {one_day(day), TimePrecision::kDay, iso(day)};
      }
      p.days = week_of(moved);
      p.value = iso_week_name(iso_week(moved));
      return p;
    case Unit::kWeekend: {
      Day week = moved;
      if (by == 0) {
        const bool begun = weekday(anchor) >= 6;
        if (!begun && setting.tense != Tense::kFuture && setting.tense != Tense::kPresent)
          week = anchor - 7;
      }
      p.days = weekend_of(week);
      p.value = iso_week_name(iso_week(week)) + "-WE";
      return p;
    }
    case Unit::kDecade: {
      const int decade = (date.year - (date.year % 10 + 10) % 10) / 10;
      return {year_interval(decade * 10, decade * 10 + 9), TimePrecision::kSpan,
              iso_year(decade * 10).substr(0, 3)};
    }
    case Unit::kCentury: {
      const int century = date.year / 100;
      return {year_interval(century * 100, century * 100 + 99), TimePrecision::kSpan, two(century)};
    }
    case Unit::kMillennium: {
      const int first = date.year / 1000 * 1000;
      return {year_interval(first, first + 999), TimePrecision::kSpan,
              std::to_string(date.year / 1000)};
    }
    default:
      return {one_day(moved), TimePrecision::kDay, iso(moved)};
  }
}

Resolver::Period Resolver::underspecified(const Meaning& m) const {
  Period p;
  if (m.has(Field::kMonth)) {
    p.value = "XXXX-" + two(m.integer(Field::kMonth));
    if (m.has(Field::kDay)) p.value += "-" + two(m.integer(Field::kDay));
  } else if (m.has(Field::kWeekday)) {
    p.value = "XXXX-WXX-" + std::to_string(m.integer(Field::kWeekday));
  } else if (m.has(Field::kSeason)) {
    p.value = "XXXX-" + std::string(name(m.symbol<Season>(Field::kSeason)));
  } else if (m.has(Field::kQuarter)) {
    p.value = "XXXX-Q" + std::to_string(m.integer(Field::kQuarter));
  } else if (m.has(Field::kBy)) {
    const Unit unit = m.symbol<Unit>(Field::kByUnit);
    p.value = unit == Unit::kYear      ? "XXXX"
              : unit == Unit::kMonth   ? "XXXX-XX"
              : unit == Unit::kWeek    ? "XXXX-WXX"
              : unit == Unit::kWeekend ? "XXXX-WXX-WE"
                                       : "XXXX-XX-XX";
  } else {
    p.value = "XXXX-XX-XX";
  }
  return p;
}

Resolver::Period Resolver::period_of(const Meaning& m, const Setting& setting) const {
  const int now = anchor_ ? to_civil(*anchor_).year : 2000;
  if (m.has(Field::kYear) || m.has(Field::kShortYear)) {
    int year = m.has(Field::kYear) ? m.integer(Field::kYear)
                                   : full_year(m.integer(Field::kShortYear), now);
    if (m.has(Field::kYear) && m.has(Field::kShortYear))
      year = year * 100 + m.integer(Field::kShortYear);  // nineteen eighty
    return in_year(m, year);
  }
  if (m.has(Field::kDecade)) {
    int decade = m.integer(Field::kDecade);
    if (decade >= 1000) decade /= 10;  // told by its first year
    if (decade < 100) {                // "the 90s": the last such decade that has begun
      decade = now / 100 * 10 + decade / 10;
      if (decade * 10 > now) decade -= 10;
    }
    return {year_interval(decade * 10, decade * 10 + 9), TimePrecision::kSpan,
            iso_year(decade * 10).substr(0, 3)};
  }
  if (m.has(Field::kCentury)) {
    const int century = std::clamp(m.integer(Field::kCentury), 1, 99);
    return {year_interval(century * 100 - 100, century * 100 - 1), TimePrecision::kSpan,
            two(century - 1)};
  }
  const auto from = base(m);
  if (!from || !anchor_) return underspecified(m);
  if (m.has(Field::kBy)) {
    if (m.has(Field::kFrom) && m.symbol<From>(Field::kFrom) == From::kLike) {
      if (const auto quarter = named_quarter(setting)) {
        Meaning like = m;
        const Day then = add_units(*quarter, m.number(Field::kBy), m.symbol<Unit>(Field::kByUnit));
        like.set(Field::kQuarter, (to_civil(then).month + 2) / 3);
        return in_year(like, to_civil(then).year);
      }
      if (m.symbol<Unit>(Field::kByUnit) ==
          Unit::kQuarter) {  // none was named: the last one that has ended
        Meaning ended = m;
        ended.set(Field::kBy, m.number(Field::kBy) - 1);
        return counted(ended, *from, setting);
      }
    }
    return counted(m, *from, setting);
  }
  const bool has_which = m.has(Field::kWhich);
  const int which = m.integer(Field::kWhich);
  const Tense tense = setting.tense;
  if (m.has(Field::kMonth))
    return in_year(m, year_for_month(std::clamp(m.integer(Field::kMonth), 1, 12),
                                     m.integer(Field::kDay), which, has_which, tense));
  if (m.has(Field::kFeast)) {
    const auto this_year = feast_day(m.integer(Field::kFeast), now);
    int year = now;
    if (this_year) {
      const int ahead = *this_year - *anchor_;
      const bool back = (has_which && which < 0) || (!has_which && tense == Tense::kPast);
      const bool forth = (has_which && which > 0) || (!has_which && tense == Tense::kFuture);
      if (back && ahead > 10) --year;
      if (forth && ahead < -10) ++year;
      if (!back && !forth) year += ahead > 240 ? -1 : ahead < -240 ? 1 : 0;
    }
    return in_year(m, year);
  }
  if (m.has(Field::kWeekday)) {
    const int wanted = m.integer(Field::kWeekday);
    const int back = (weekday(*from) - wanted + 7) % 7, forth = (wanted - weekday(*from) + 7) % 7;
    Day day = *from - back;
    if (has_which && which < 0) {
      day = *from - (back == 0 ? 7 : back);
    } else if (has_which && which > 0) {
      day = *from + (forth == 0 ? 7 : forth);
    } else if (tense == Tense::kFuture || tense == Tense::kPresent) {
      day = *from + forth;
      // "on Tuesday and Wednesday": the second follows the first.
      if (last_day_ && setting.byte - last_day_byte_ <= kListReach && day < *last_day_)
        day = day + 7;
    }
    return {one_day(day), TimePrecision::kDay, iso(day)};
  }
  if (m.has(Field::kDay)) {  // "am 21."
    Day best = *anchor_;
    int best_distance = 1000000;
    const CivilDate date =
        to_civil(last_day_ && setting.byte - last_day_byte_ < 400 ? *last_day_ : *anchor_);
    for (int months = -1; months <= 1; ++months) {
      const CivilDate near = to_civil(add_months(to_day({date.year, date.month, 1}), months));
      if (!valid({near.year, near.month, m.integer(Field::kDay)})) continue;
      const Day day = to_day({near.year, near.month, m.integer(Field::kDay)});
      int distance = std::abs(day - to_day(date));
      if (tense == Tense::kPast && day > *anchor_) distance += 1000;
      if (tense == Tense::kFuture && day < *anchor_) distance += 1000;
      if (distance >= best_distance) continue;
      best_distance = distance;
      best = day;
    }
    return {one_day(best), TimePrecision::kDay, iso(best)};
  }
  if (m.has(Field::kSeason) || m.has(Field::kQuarter) || m.has(Field::kHalf)) {
    Period p = in_year(m, now);
    const bool back = (has_which && which < 0) ||
                      (!has_which && tense != Tense::kFuture && tense != Tense::kPresent);
    const bool forth = (has_which && which > 0) || (!has_which && tense == Tense::kFuture);
    if (back && (p.days.from > *anchor_ || (has_which && p.days.contains(*anchor_))))
      return in_year(m, now - 1);
    if (forth && (p.days.to < *anchor_ || (has_which && p.days.contains(*anchor_))))
      return in_year(m, now + 1);
    return p;
  }
  return underspecified(m);
}

namespace {

// Hour and minutes on the clock of 24 hours.
std::string clock(const Meaning& m) {
  double hour = m.number(Field::kHour);
  int minute = m.integer(Field::kMinute, 0);
  if (hour > 24) {  // "0830", told as one number
    minute = static_cast<int>(hour) % 100;
    hour = std::floor(hour / 100);
  }
  if (m.has(Field::kMinusHalf)) {
    hour -= 1;
    minute = 30;
  }
  if (minute < 0) {
    hour -= 1;
    minute += 60;
  }
  int h = static_cast<int>(hour);
  if (m.has(Field::kMeridiem)) {
    if (m.integer(Field::kMeridiem) == 12 && h < 12) h += 12;
    if (m.integer(Field::kMeridiem) == 0 && h == 12) h = 0;
  } else if (m.has(Field::kPart)) {
    const auto part = m.symbol<Part>(Field::kPart);
    if ((part == Part::kAfternoon || part == Part::kEvening) && h < 12) h += 12;
    if (part == Part::kNight && h >= 6 && h < 12) h += 12;
  }
  h = ((h % 25) + 25) % 25;
  std::string text = "T" + two(h) + ":" + two(std::clamp(minute, 0, 59));
  if (m.has(Field::kSecond)) text += ":" + two(std::clamp(m.integer(Field::kSecond), 0, 59));
  if (m.has(Field::kZone)) text += "Z";
  return text;
}

void add_time(const Meaning& m, Resolved& out) {
  if (m.has(Field::kHour)) {
    out.value += clock(m);
    out.type = TimexType::kTime;
  } else if (m.has(Field::kPart)) {
    out.value += "T" + std::string(name(m.symbol<Part>(Field::kPart)));
    out.type = TimexType::kTime;
  }
}

void add_mod(const Meaning& m, Resolved& out) {
  if (!m.has(Field::kMod)) return;
  const auto mod = m.symbol<Mod>(Field::kMod);
  out.mod = name(mod);
  out.interval = part_of(out.interval, mod);
}

}  // namespace

Resolved Resolver::resolve_time_of(const Meaning& m, const Setting& setting,
                                   std::optional<Day> day) const {
  Resolved out;
  out.type = setting.type;
  if (day) {
    out.value = iso(*day);
    out.interval = one_day(*day);
    out.precision = TimePrecision::kDay;
  } else {
    out.value = "XXXX-XX-XX";
  }
  add_time(m, out);
  if (m.has(Field::kMod)) out.mod = name(m.symbol<Mod>(Field::kMod));
  return out;
}

namespace {

bool meaning_names_quarter(const Meaning& m) {
  if (m.has(Field::kFrom) && m.symbol<From>(Field::kFrom) == From::kLike)
    return false;  // it followed one itself
  return m.has(Field::kQuarter) ||
         (m.has(Field::kBy) && m.symbol<Unit>(Field::kByUnit) == Unit::kQuarter);
}

}  // namespace

Resolved Resolver::resolve_date(const Meaning& m, const Setting& setting) {
  Resolved out;
  out.type = setting.type;
  if (m.has(Field::kGeneric) && m.integer(Field::kGeneric) == 1 && setting.tense != Tense::kPast &&
      setting.tense != Tense::kFuture && !setting.clock_near) {
    out.value = name(Ref::kPresent);
    if (anchor_) {
      out.interval = one_day(*anchor_);
      out.precision = TimePrecision::kDay;
    }
    return out;
  }
  const Period period = period_of(m, setting);
  out.value = period.value;
  out.interval = period.days;
  out.precision = period.precision;
  if (period.precision == TimePrecision::kDay || period.precision == TimePrecision::kNone)
    add_time(m, out);
  if (period.days.from != Interval::kMin) {
    reference_ = period.days.from;
    if (meaning_names_quarter(m)) {
      quarter_ = period.days.from;
      quarter_byte_ = setting.byte;
    }
    if (period.precision == TimePrecision::kDay) {
      last_day_ = period.days.from;
      last_day_byte_ = setting.byte;
    }
  }
  add_mod(m, out);
  return out;
}

// ---- durations, sets, references
// --------------------------------------------------------------------------------

Interval Resolver::span_of(const Meaning& m, double n, Unit unit, bool vague) const {
  if (!m.has(Field::kSpan) || !anchor_) return {};
  const Day now = *anchor_;
  const Day before = vague ? now - vague_reach(unit) : add_units(now, -n, unit);
  const Day after = vague ? now + vague_reach(unit) : add_units(now, n, unit);
  switch (m.symbol<Span>(Field::kSpan)) {
    case Span::kPast:
    case Span::kSince:
      return {before, now};
    case Span::kNext:
      return {unit == Unit::kDay ? now + 1 : now,
              std::max(after, now + (unit == Unit::kDay ? 1 : 0))};
    case Span::kAgo:
    case Span::kHence: {
      const bool back = m.symbol<Span>(Field::kSpan) == Span::kAgo;
      if (vague) return back ? Interval{before, now} : Interval{now, after};
      const Day day = back ? before : after;
      const CivilDate date = to_civil(day);
      switch (unit) {
        case Unit::kYear:
          return year_interval(date.year, date.year);
        case Unit::kMonth:
          return month_interval(date.year, date.month);
        case Unit::kWeek:
          return week_of(day);
        case Unit::kDecade:
        case Unit::kCentury:
          return year_interval(date.year - 2, date.year + 2);
        default:
          return one_day(day);
      }
    }
    default:
      return {};
  }
}

Resolved Resolver::resolve_duration(const Meaning& m) const {
  Resolved out;
  out.type = TimexType::kDuration;
  const Unit unit = m.has(Field::kUnit) ? m.symbol<Unit>(Field::kUnit) : Unit::kDay;
  const bool vague = !m.has(Field::kN);
  double n = vague ? -1 : m.number(Field::kN);
  if (!vague && m.has(Field::kPlus)) n += m.number(Field::kPlus);
  if (!vague && m.has(Field::kTimes)) n *= m.number(Field::kTimes);
  out.value = duration(n, unit);
  Unit lower = unit;
  double count = 0;
  if (m.has(Field::kPart)) {
    out.value = "PT" + (vague ? std::string("X") : plain(n)) +
                std::string(name(m.symbol<Part>(Field::kPart)));
  } else if (m.has(Field::kSeason)) {
    out.value = "P" + (vague ? std::string("X") : plain(n)) +
                std::string(name(m.symbol<Season>(Field::kSeason)));
  } else if (m.has(Field::kMinusHalf) && !vague && half_of(unit, lower, count)) {
    // "two and a half years" told as 2 years 6 months
    const bool clock_units = unit == Unit::kHour || unit == Unit::kMinute;
    const std::string rest = duration(count, lower).substr(clock_units ? 2 : 1);
    out.value = n == 0 ? duration(count, lower) : duration(n, unit) + rest;
    n += 0.5;
  } else if (m.has(Field::kUnit2) && m.has(Field::kN2)) {
    const Unit second = m.symbol<Unit>(Field::kUnit2);
    std::string rest = duration(m.number(Field::kN2), second).substr(1);
    if (name(unit).front() == 'T' && rest.front() == 'T') rest.erase(0, 1);
    out.value += rest;
  }
  if (m.has(Field::kMod)) out.mod = name(m.symbol<Mod>(Field::kMod));
  out.interval = span_of(m, n, unit, vague);
  if (!out.interval.open()) {
    const bool point = m.has(Field::kSpan) &&
                       (m.symbol<Span>(Field::kSpan) == Span::kAgo ||
                        m.symbol<Span>(Field::kSpan) == Span::kHence) &&
                       !vague;
    out.precision = point ? precision_of(unit) : TimePrecision::kSpan;
  }
  return out;
}

Resolved Resolver::resolve_set(const Meaning& m) const {
  Resolved out;
  out.type = TimexType::kSet;
  if (m.has(Field::kUnit)) {
    out.value = duration(m.has(Field::kN) ? m.number(Field::kN) : 1, m.symbol<Unit>(Field::kUnit));
  } else if (m.has(Field::kWeekday)) {
    out.value = "XXXX-WXX-" + std::to_string(m.integer(Field::kWeekday));
    if (m.has(Field::kPart)) out.value += "T" + std::string(name(m.symbol<Part>(Field::kPart)));
  } else if (m.has(Field::kMonth)) {
    out.value = "XXXX-" + two(m.integer(Field::kMonth));
    if (m.has(Field::kDay)) out.value += "-" + two(m.integer(Field::kDay));
  } else if (m.has(Field::kSeason)) {
    out.value = "P1" + std::string(name(m.symbol<Season>(Field::kSeason)));
  } else if (m.has(Field::kHour)) {
    out.value = "XXXX-XX-XX" + clock(m);
  } else if (m.has(Field::kPart)) {
    out.value = "PT1" + std::string(name(m.symbol<Part>(Field::kPart)));
  } else if (m.has(Field::kFeast)) {
    out.value = "P1Y";
  } else {
    out.value = "P1D";
  }
  if (m.has(Field::kMod)) out.mod = name(m.symbol<Mod>(Field::kMod));
  return out;
}

Resolved Resolver::resolve_ref(const Meaning& m) const {
  Resolved out;
  const Ref ref = m.symbol<Ref>(Field::kRef);
  out.value = name(ref);
  if (!anchor_) return out;
  out.precision = ref == Ref::kPresent ? TimePrecision::kDay : TimePrecision::kSpan;
  if (ref == Ref::kPresent) out.interval = one_day(*anchor_);
  if (ref == Ref::kPast) out.interval.to = *anchor_;
  if (ref == Ref::kFuture) out.interval.from = *anchor_;
  return out;
}

Resolved Resolver::resolve(const Meaning& meaning, const Setting& setting) {
  switch (meaning.op) {
    case Op::kDate:
      return resolve_date(meaning, setting);
    case Op::kDuration:
      return resolve_duration(meaning);
    case Op::kSet:
      return resolve_set(meaning);
    case Op::kRef:
      return resolve_ref(meaning);
  }
  return {};
}

}  // namespace diurna::time
