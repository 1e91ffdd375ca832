#include "time/calendar.h"

#include <gtest/gtest.h>

namespace diurna::time {
namespace {

TEST(Calendar, CountsIsoWeeksOverTheTurnOfTheYear) {
  EXPECT_EQ(iso_week_name(iso_week(to_day({2024, 4, 25}))), "2024-W17");
  EXPECT_EQ(iso_week_name(iso_week(to_day({2021, 1, 3}))), "2020-W53");
  EXPECT_EQ(iso_week_name(iso_week(to_day({2024, 12, 30}))), "2025-W01");
  EXPECT_EQ(iso(*monday_of(IsoWeek{2020, 53})), "2020-12-28");
  EXPECT_FALSE(monday_of(IsoWeek{2021, 53}).has_value());
}

TEST(Calendar, TakesTheLastDayOfAShorterMonth) {
  EXPECT_EQ(iso(add_months(to_day({2024, 1, 31}), 1)), "2024-02-29");
  EXPECT_EQ(iso(add_months(to_day({2024, 3, 31}), -13)), "2023-02-28");
}

TEST(Calendar, KnowsMovableFeasts) {
  EXPECT_EQ(iso(easter(2024)), "2024-03-31");
  EXPECT_EQ(iso(easter(1995)), "1995-04-16");
  EXPECT_EQ(iso(*feast_day(*parse_feast("easter+49"), 2024)), "2024-05-19");
  EXPECT_EQ(iso(*feast_day(*parse_feast("11-4-4"), 1999)), "1999-11-25");
  EXPECT_EQ(iso(*feast_day(*parse_feast("5-5-1"), 2024)), "2024-05-27");
  EXPECT_EQ(iso(*feast_day(*parse_feast("advent"), 2024)), "2024-12-01");
  EXPECT_EQ(iso(*feast_day(*parse_feast("advent"), 2023)), "2023-12-03");
  EXPECT_EQ(iso(*feast_day(*parse_feast("advent+21"), 2023)), "2023-12-24");
  EXPECT_FALSE(parse_feast("13-01").has_value());
  EXPECT_FALSE(parse_feast("noon").has_value());
  EXPECT_FALSE(feast_day(*parse_feast("02-29"), 2023).has_value());
}

TEST(Calendar, LetsAWinterBeginInDecember) {
  EXPECT_EQ(iso(season_interval(2023, Season::kWinter).from), "2023-12-01");
  EXPECT_EQ(iso(season_interval(2023, Season::kWinter).to), "2024-02-29");
  EXPECT_EQ(season_of(to_day({2024, 1, 15})), Season::kWinter);
}

}  // namespace
}  // namespace diurna::time
