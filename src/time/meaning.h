// What a time expression says, before it is put on the calendar: a bag of numbers under the names
// that rules use.
//
// Rules write `value: date month=$month day=$day`; every value is a number, and words for units,
// parts of the day, seasons, mods and so on are symbols with a number of their own, so that
// lexicon, rules and resolver share one form.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace diurna::time {

enum class Op : uint8_t { kDate, kDuration, kSet, kRef };
std::optional<Op> parse_op(std::string_view name);  // date duration set ref

enum class Field : uint8_t {
  kYear,  // four digits; or two, with kShortYear
  kShortYear,
  kMonth,
  kDay,
  kWeekday,
  kWeek,  // number of the ISO week
  kQuarter,
  kHalf,
  kSeason,
  kDecade,   // 199: the nineties; below 100 ("the 90s") the century is found
  kCentury,  // 20: the twentieth
  kPart,
  kHour,
  kMinute,
  kSecond,
  kMeridiem,  // 0 a.m., 12 p.m.
  kZone,      // 1: Z
  kFeast,
  kBy,
  kByUnit,   // counted from the anchor: by=-1 by-unit=W is last week
  kWhich,    // -1 last, 0 this, 1 next: of weekday, month, season, feast
  kFrom,     // dct, ref, or like (a period as long as the one last named: a quarter a year ago)
  kOrdinal,  // n-th unit of a larger one
  kUnit,
  kN,
  kPlus,
  kMinusHalf,  // of an hour: half an hour before it; of a duration: and a half, told in the lower
               // unit
  kUnit2,
  kN2,
  kTimes,  // n is so many of the unit: a decade told in years
  kMod,
  kRef,
  kSpan,     // what days a duration covers: past, next, ago, hence, since, earlier, later
  kGeneric,  // 1: the day only where the clause tells of an event, else PRESENT_REF
  kCount
};
std::optional<Field> parse_field(std::string_view name);

enum class Unit : uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeekend,
  kWeek,
  kMonth,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury,
  kMillennium,
  kCount
};
enum class Part : uint8_t { kMorning, kMidday, kAfternoon, kEvening, kNight, kDaytime, kCount };
enum class Season : uint8_t { kSpring, kSummer, kFall, kWinter, kCount };
enum class Mod : uint8_t {
  kStart,
  kMid,
  kEnd,
  kApprox,
  kLessThan,
  kMoreThan,
  kEqualOrLess,
  kEqualOrMore,
  kBefore,
  kAfter,
  kOnOrBefore,
  kOnOrAfter,
  kCount
};
enum class Ref : uint8_t { kPast, kPresent, kFuture, kCount };
enum class From : uint8_t { kPublication, kReference, kLike, kCount };
enum class Span : uint8_t { kPast, kNext, kAgo, kHence, kSince, kCount };

std::string_view name(Unit unit);      // as in a TimeML duration: TS TM TH D WE W M Q H Y DE C L
std::string_view name(Part part);      // MO MI AF EV NI DT
std::string_view name(Season season);  // SP SU FA WI
std::string_view name(Mod mod);        // START ... as TimeML spells them
std::string_view name(Ref ref);        // PAST_REF PRESENT_REF FUTURE_REF

// The number of a symbol ("D", "EV", "START", "PAST_REF", "dct", "since") or of a number in digits,
// or of a feast
// ("easter-7", "12-25", "11-4-4": fourth Thursday of November, "advent"); nullopt for anything
// else.
std::optional<double> parse_value(std::string_view text);

struct Meaning {
  Op op = Op::kDate;
  std::array<double, static_cast<size_t>(Field::kCount)> fields;
  Meaning() { fields.fill(std::numeric_limits<double>::quiet_NaN()); }
  bool has(Field f) const { return !std::isnan(fields[static_cast<size_t>(f)]); }
  double number(Field f) const { return fields[static_cast<size_t>(f)]; }
  int integer(Field f, int otherwise = 0) const {
    const double v = number(f);
    return v >= -1e8 && v <= 1e8 ? static_cast<int>(v) : otherwise;
  }
  template <class Enum>
  Enum symbol(Field f) const {
    return static_cast<Enum>(integer(f) % 100);
  }
  void set(Field f, double v) { fields[static_cast<size_t>(f)] = v; }
  void clear(Field f) { set(f, std::numeric_limits<double>::quiet_NaN()); }
};

}  // namespace diurna::time
