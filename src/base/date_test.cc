#include "diurna/date.h"

#include <gtest/gtest.h>

namespace diurna {
namespace {

TEST(Date, DaysAndCalendarDatesAreInverse) {
  for (int32_t d = -200000; d < 200000; d += 97) EXPECT_EQ(to_day(to_civil(Day{d})).days, d);
  EXPECT_EQ(to_day({1970, 1, 1}).days, 0);
  EXPECT_EQ(iso(to_day({2024, 2, 29})), "2024-02-29");
}

TEST(Date, WeekdayIsIso) {
  EXPECT_EQ(weekday(to_day({2024, 4, 25})), 4);  // a Thursday
  EXPECT_EQ(weekday(to_day({2024, 4, 28})), 7);
}

TEST(Date, ParsesIsoDaysAndRefusesOthers) {
  EXPECT_EQ(parse_iso_day("2024-04-25T10:00:00Z"), to_day({2024, 4, 25}));
  for (const auto* text : {"2023-02-29", "2024-13-01", "24-04-25", "2024/04/25", "2024-04-251", ""})
    EXPECT_FALSE(parse_iso_day(text)) << text;
}

TEST(Date, IntervalsOverlapWhenTheyShareADay) {
  const Interval a{to_day({2024, 3, 11}), to_day({2024, 3, 20})};
  EXPECT_TRUE(a.overlaps({to_day({2024, 3, 20}), Interval::kMax}));
  EXPECT_FALSE(a.overlaps({to_day({2024, 3, 21}), Interval::kMax}));
  EXPECT_TRUE(Interval{}.open());
}

}  // namespace
}  // namespace diurna
