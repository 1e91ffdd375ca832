// Puts meanings on the calendar: TimeML value, interval and precision, in the order of the text.
#pragma once

#include <optional>
#include <string>

#include "diurna/article.h"
#include "time/meaning.h"
#include "time/tense.h"

namespace diurna::time {

struct Resolved {
  std::string value;
  std::string_view mod;  // of name(Mod), empty for none
  TimexType type = TimexType::kDate;
  Interval interval;
  TimePrecision precision = TimePrecision::kNone;
};

// Where an expression stands, as far as resolution asks.
struct Setting {
  uint32_t byte = 0;
  Tense tense = Tense::kNone;
  TimexType type = TimexType::kDate;
  bool clock_near = false;  // a clock time or a part of the day stands beside it
};

class Resolver {
 public:
  // `anchor` is the publication day; none: relative expressions stay underspecified.
  explicit Resolver(std::optional<Day> anchor) : anchor_(anchor) {}

  // Needs to be called in text order: what was named before is remembered.
  Resolved resolve(const Meaning& meaning, const Setting& setting);

  // For a clock time or part of the day that names no day: `day` it belongs to, or none.
  Resolved resolve_time_of(const Meaning& meaning, const Setting& setting,
                           std::optional<Day> day) const;
  static bool lacks_day(const Meaning& meaning);
  // The day last named before `byte`, as long as it is near enough to be meant.
  std::optional<Day> last_day() const { return last_day_; }
  std::optional<Day> anchor() const { return anchor_; }

 private:
  // A calendar period: what a date says before it is written down.
  struct Period {
    Interval days;
    TimePrecision precision = TimePrecision::kNone;
    std::string value;
  };

  Resolved resolve_date(const Meaning& meaning, const Setting& setting);
  Resolved resolve_duration(const Meaning& meaning) const;
  Resolved resolve_set(const Meaning& meaning) const;
  Resolved resolve_ref(const Meaning& meaning) const;
  Period period_of(const Meaning& meaning, const Setting& setting) const;
  Period counted(const Meaning& meaning, Day anchor, const Setting& setting) const;
  Period in_year(const Meaning& meaning, int year) const;
  Period underspecified(const Meaning& meaning) const;
  // The quarter that "the quarter" or "a year ago" speaks of: the one last named near by, or none.
  std::optional<Day> named_quarter(const Setting& setting) const;
  Period ordinal_of(const Meaning& meaning, Period whole) const;
  int year_for_month(int month, int day, int which, bool has_which, Tense tense) const;
  std::optional<Day> base(const Meaning& meaning) const;
  Interval span_of(const Meaning& meaning, double n, Unit unit, bool vague) const;

  std::optional<Day> anchor_;
  std::optional<Day> reference_;  // start of the period last named
  std::optional<Day> quarter_;    // start of the quarter last named
  uint32_t quarter_byte_ = 0;
  std::optional<Day> last_day_;  // last period of one day
  uint32_t last_day_byte_ = 0;
};

// The day that a narrow interval (at most a week) may be counted from: its middle.
std::optional<Day> anchor_of(const PublicationDate& date);

}  // namespace diurna::time
