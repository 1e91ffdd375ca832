#include "eval/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace diurna {
namespace {

TEST(Report, FMeasureComesFromTheSumsOverDocuments) {
  const auto report = make_report("names", {{"all", false}}, {{{1, 2, 4}}, {{2, 2, 2}}});
  ASSERT_EQ(report.figures.size(), 1u);
  const Figure& f = report.figures[0];
  EXPECT_DOUBLE_EQ(f.precision, 3.0 / 4);
  EXPECT_DOUBLE_EQ(f.recall, 3.0 / 6);
  EXPECT_DOUBLE_EQ(f.value, 2 * 3.0 / 10);
  EXPECT_EQ(report.documents, 2u);
}

TEST(Report, AccuracyIsRightByAsked) {
  const auto report = make_report("places", {{"country", true}},
                                  {{{1, 1, 1}}, {{0, 1, 1}}, {{1, 1, 1}}, {{1, 1, 1}}});
  EXPECT_DOUBLE_EQ(report.figures.at(0).value, 0.75);
}

TEST(Report, FiguresThatWereNeverAskedAreLeftOut) {
  const auto report = make_report("names", {{"all", false}, {"PER", false}}, {{{1, 1, 1}, {}}});
  ASSERT_EQ(report.figures.size(), 1u);
  EXPECT_EQ(report.figures[0].name, "all");
}

TEST(Report, IntervalHoldsTheValueAndIsTheSameEveryTime) {
  std::vector<std::vector<Counts>> documents;
  for (int d = 0; d < 30; ++d) documents.push_back({{d % 3 == 0 ? 0.0 : 1.0, 1, 1}});
  const auto one = make_report("x", {{"all", false}}, documents);
  const auto two = make_report("x", {{"all", false}}, documents);
  const Figure& f = one.figures.at(0);
  EXPECT_LT(f.low, f.value);
  EXPECT_GT(f.high, f.value);
  EXPECT_GT(f.low, 0.3);
  EXPECT_LT(f.high, 0.95);
  EXPECT_EQ(f.low, two.figures.at(0).low);
  EXPECT_EQ(f.high, two.figures.at(0).high);
}

TEST(Report, NothingAtAllIsAReportWithoutFigures) {
  const auto report = make_report("x", {{"all", false}}, {});
  EXPECT_TRUE(report.figures.empty());
  EXPECT_THAT(report_table(report), testing::HasSubstr("x, 0 documents"));
  EXPECT_TRUE(nlohmann::json::parse(report_json(report))["figures"].empty());
}

TEST(Report, JsonHasPercentAndCounts) {
  const auto json =
      nlohmann::json::parse(report_json(make_report("names", {{"all", false}}, {{{1, 2, 4}}})));
  EXPECT_EQ(json["layer"], "names");
  EXPECT_EQ(json["figures"]["all"]["precision"], 50.0);
  EXPECT_EQ(json["figures"]["all"]["recall"], 25.0);
  EXPECT_EQ(json["figures"]["all"]["score"], 33.33);
  EXPECT_EQ(json["figures"]["all"]["gold"], 4);
}

TEST(Report, TableHasALineAFigure) {
  const auto table = report_table(
      make_report("names", {{"all", false}, {"PER", false}}, {{{1, 2, 4}, {1, 1, 1}}}));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 4);
  EXPECT_THAT(table, testing::HasSubstr("33.33"));
}

}  // namespace
}  // namespace diurna
