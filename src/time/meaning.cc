#include "time/meaning.h"

#include <iterator>

#include "base/strings.h"
#include "time/calendar.h"

namespace diurna::time {
namespace {

constexpr std::string_view kFieldNames[] = {
    "year",   "short-year", "month", "day",  "weekday", "week",   "quarter",  "half", "season",
    "decade", "century",    "part",  "hour", "minute",  "second", "meridiem", "zone", "feast",
    "by",     "by-unit",    "which", "from", "ordinal", "unit",   "n",        "plus", "half-unit",
    "unit2",  "n2",         "times", "mod",  "ref",     "span",   "generic"};
static_assert(std::size(kFieldNames) == static_cast<size_t>(Field::kCount));

constexpr std::string_view kUnitNames[] = {"TS", "TM", "TH", "D",  "WE", "W", "M",
                                           "Q",  "H",  "Y",  "DE", "C",  "L"};
constexpr std::string_view kPartNames[] = {"MO", "MI", "AF", "EV", "NI", "DT"};
constexpr std::string_view kSeasonNames[] = {"SP", "SU", "FA", "WI"};
constexpr std::string_view kModNames[] = {
    "START",         "MID",           "END",    "APPROX", "LESS_THAN",    "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE", "BEFORE", "AFTER",  "ON_OR_BEFORE", "ON_OR_AFTER"};
constexpr std::string_view kRefNames[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
constexpr std::string_view kFromNames[] = {"dct", "ref", "like"};
constexpr std::string_view kSpanNames[] = {"past", "next", "ago", "hence", "since"};
static_assert(std::size(kUnitNames) == static_cast<size_t>(Unit::kCount));
static_assert(std::size(kPartNames) == static_cast<size_t>(Part::kCount));
static_assert(std::size(kSeasonNames) == static_cast<size_t>(Season::kCount));
static_assert(std::size(kModNames) == static_cast<size_t>(Mod::kCount));
static_assert(std::size(kRefNames) == static_cast<size_t>(Ref::kCount));
static_assert(std::size(kFromNames) == static_cast<size_t>(From::kCount));
static_assert(std::size(kSpanNames) == static_cast<size_t>(Span::kCount));

template <size_t n>
std::optional<size_t> find(const std::string_view (&names)[n], std::string_view text) {
  for (size_t i = 0; i < n; ++i)
    if (names[i] == text) return i;
  return std::nullopt;
}

}  // namespace

std::optional<Op> parse_op(std::string_view text) {
  constexpr std::string_view kNames[] = {"date", "duration", "set", "ref"};
  const auto i = find(kNames, text);
  if (!i) return std::nullopt;
  return static_cast<Op>(*i);
}

std::optional<Field> parse_field(std::string_view text) {
  const auto i = find(kFieldNames, text);
  if (!i) return std::nullopt;
  return static_cast<Field>(*i);
}

std::string_view name(Unit unit) {
  return kUnitNames[static_cast<size_t>(unit)];
}
std::string_view name(Part part) {
  return kPartNames[static_cast<size_t>(part)];
}
std::string_view name(Season season) {
  return kSeasonNames[static_cast<size_t>(season)];
}
std::string_view name(Mod mod) {
  return kModNames[static_cast<size_t>(mod)];
}
std::string_view name(Ref ref) {
  return kRefNames[static_cast<size_t>(ref)];
}

std::optional<double> parse_value(std::string_view text) {
  if (const auto number = parse_number<double>(text)) return number;
  if (const auto i = find(kUnitNames, text)) return static_cast<double>(*i);
  if (const auto i = find(kPartNames, text)) return static_cast<double>(*i);
  if (const auto i = find(kSeasonNames, text)) return static_cast<double>(*i);
  if (const auto i = find(kModNames, text)) return static_cast<double>(*i);
  if (const auto i = find(kRefNames, text)) return static_cast<double>(*i);
  if (const auto i = find(kFromNames, text)) return static_cast<double>(*i);
  if (const auto i = find(kSpanNames, text)) return static_cast<double>(*i);
  if (const auto feast = parse_feast(text)) return static_cast<double>(*feast);
  return std::nullopt;
}

}  // namespace diurna::time
