#include "extract/date_text.h"

#include <gtest/gtest.h>

namespace diurna {
namespace {

std::string read(std::string_view text, bool month_first = false) {
  static const auto reader = DateReader::load(DIURNA_SOURCE_DIR "/data");
  EXPECT_TRUE(reader.ok());
  const auto found = reader.value().read(text, month_first);
  if (!found) return "";
  return found->from == found->to ? iso(found->from) : iso(found->from) + ".." + iso(found->to);
}

TEST(DateReader, ReadsWhatPagesAndFeedsWrite) {
  EXPECT_EQ(read("2024-04-25"), "2024-04-25");
  EXPECT_EQ(read("2024-04-25T10:00:00+02:00"), "2024-04-25");
  EXPECT_EQ(read("20240425"), "2024-04-25");
  EXPECT_EQ(read("2024/4/25"), "2024-04-25");
  EXPECT_EQ(read("Thu, 25 Apr 2024 10:00:00 GMT"), "2024-04-25");
  EXPECT_EQ(read("25.4.2024, 10:15 Uhr"), "2024-04-25");
  EXPECT_EQ(read("Donnerstag, 25. April 2024"), "2024-04-25");
  EXPECT_EQ(read("April 25, 2024"), "2024-04-25");
  EXPECT_EQ(read("Sept. 5th, 2024"), "2024-09-05");
  EXPECT_EQ(read("25 de abril de 2024"), "2024-04-25");
  EXPECT_EQ(read("4 JAN 90"), "1990-01-04");
  EXPECT_EQ(read("1714039200"), "2024-04-25");
}

TEST(DateReader, OrderOfTwoSmallNumbersDependsOnTheCaller) {
  EXPECT_EQ(read("04/05/2024", true), "2024-04-05");
  EXPECT_EQ(read("04/05/2024", false), "2024-05-04");
  EXPECT_EQ(read("25/04/2024", true), "2024-04-25");
}

TEST(DateReader, LessExactDatesAreIntervals) {
  EXPECT_EQ(read("2024-02"), "2024-02-01..2024-02-29");
  EXPECT_EQ(read("April 2024"), "2024-04-01..2024-04-30");
  EXPECT_EQ(read("2024"), "2024-01-01..2024-12-31");
}

TEST(DateReader, WhatIsNoDateIsNone) {
  for (const char* text :
       {"", "yesterday", "31.2.2024", "99/99/9999", "12", "room 1204", "2024-13-45x"})
    EXPECT_EQ(read(text), "") << text;
}

TEST(DateReader, DatelineDatesAreDayAndMonth) {
  const auto reader = DateReader::load(DIURNA_SOURCE_DIR "/data");
  for (const char* text : {"Nov 22", "4 JAN 90", "22. November", "Oct. 3", "Nov 22, 2023",
                           "22.11.2023", "Monday 3 May"})
    EXPECT_TRUE(reader.value().is_day_and_month(text)) << text;
  for (const char* text : {"Germany", "May", "2023", "12", "Ohio 3", "3 men"})
    EXPECT_FALSE(reader.value().is_day_and_month(text)) << text;
}

}  // namespace
}  // namespace diurna
