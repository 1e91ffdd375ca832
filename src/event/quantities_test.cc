#include "event/quantities.h"

#include <gtest/gtest.h>

namespace diurna {
namespace {

double number(std::string_view text, bool comma_decimal) {
  double value = -1;
  return parse_news_number(text, comma_decimal, &value) ? value : -1;
}

TEST(NewsNumber, ReadsGroupsAndDecimalsOfBothStyles) {
  EXPECT_EQ(number("1000", true), 1000);
  EXPECT_EQ(number("1.000", true), 1000);
  EXPECT_EQ(number("1.250.000", true), 1250000);
  EXPECT_EQ(number("2,5", true), 2.5);
  EXPECT_EQ(number("1,000", false), 1000);
  EXPECT_EQ(number("2.5", false), 2.5);
  EXPECT_EQ(number("1'000", true), 1000);
}

TEST(NewsNumber, RefusesWhatIsNoNumber) {
  for (const auto* text : {"", "abc", "1,00,000", "12.5.2024", "3a", ".5", "1,0000"})
    EXPECT_EQ(number(text, false), -1) << text;
}

}  // namespace
}  // namespace diurna
