#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eval/scorers.h"
#include "eval/testing.h"

namespace diurna {
namespace {

TEST(TimexScorer, StrictRelaxedTypeAndValueDiffer) {
  const auto report = score_timexes(
      R"({"id":"a","timexes":[{"start":0,"end":9,"type":"DATE","value":"2024-05-13"},{"start":20,"end":30,"type":"DURATION","value":"P3D"}]})",
      R"({"id":"a","timexes":[{"start":3,"end":9,"type":"DATE","value":"2024-05-13"},{"start":20,"end":30,"type":"DATE","value":"P3D"},{"start":50,"end":55,"type":"DATE","value":"2024"}]})");
  EXPECT_DOUBLE_EQ(figure(report, "strict").value, 2 * 1.0 / 5);
  EXPECT_DOUBLE_EQ(figure(report, "relaxed").value, 2 * 2.0 / 5);
  EXPECT_DOUBLE_EQ(figure(report, "type").total.right, 1);
  EXPECT_DOUBLE_EQ(figure(report, "value").total.right, 2);
}

TEST(TimexScorer, AnExactPartnerIsTakenBeforeAnOverlappingOne) {
  const auto report =
      score_timexes(R"({"id":"a","timexes":[{"start":0,"end":9},{"start":10,"end":20}]})",
                    R"({"id":"a","timexes":[{"start":5,"end":12},{"start":0,"end":9}]})");
  EXPECT_DOUBLE_EQ(figure(report, "strict").total.right, 1);
  EXPECT_DOUBLE_EQ(figure(report, "relaxed").total.right, 2);
}

TEST(TimexScorer, ArticleThatTheSystemLacksCountsAsMissed) {
  const auto report = score_timexes(
      "{\"id\":\"a\",\"timexes\":[{\"start\":0,\"end\":9}]}\n{\"id\":\"b\",\"timexes\":[{\"start\":"
      "0,\"end\":9}]}\n",
      R"({"id":"b","timexes":[{"start":0,"end":9}]})");
  EXPECT_DOUBLE_EQ(figure(report, "strict").recall, 0.5);
  EXPECT_DOUBLE_EQ(figure(report, "strict").precision, 1);
}

TEST(TimexScorer, BrokenLineIsToldByItsNumber) {
  const auto report = score_timexes("{\"id\":\"a\"}\nnonsense\n", "");
  ASSERT_FALSE(report.ok());
  EXPECT_THAT(report.error().message, testing::HasSubstr("gold, line 2"));
}

TEST(PlaceScorer, DistanceIdAndCountryAreAskedOnlyWhereGoldHasThem) {
  const char* const gold =
      R"({"id":"a","toponyms":[{"start":0,"end":4,"geonameid":3143244,"lat":59.91,"lon":10.75,"country":"NO"},{"start":10,"end":16}]})";
  const auto right = score_places(
      gold,
      R"({"id":"a","toponyms":[{"start":0,"end":4,"geonameid":3143244,"lat":59.9,"lon":10.7,"country":"NOR"}]})",
      {{"NO", "NOR"}});
  EXPECT_DOUBLE_EQ(figure(right, "recognition").recall, 0.5);
  EXPECT_DOUBLE_EQ(figure(right, "recognition").precision, 1);
  EXPECT_DOUBLE_EQ(figure(right, "within 161 km").total.gold, 1);
  EXPECT_DOUBLE_EQ(figure(right, "within 161 km").value, 1);
  EXPECT_DOUBLE_EQ(figure(right, "exact id").value, 1);
  EXPECT_DOUBLE_EQ(figure(right, "country").value, 1);
  // Oslo in Minnesota.
  const auto wrong = score_places(
      gold,
      R"({"id":"a","toponyms":[{"start":0,"end":4,"geonameid":5040903,"lat":48.2,"lon":-97.1,"country":"USA"}]})",
      {{"NO", "NOR"}});
  EXPECT_DOUBLE_EQ(figure(wrong, "within 161 km").value, 0);
  EXPECT_DOUBLE_EQ(figure(wrong, "exact id").value, 0);
  EXPECT_DOUBLE_EQ(figure(wrong, "country").value, 0);
}

TEST(PlaceScorer, TheSameIdIsNearWhateverPointItHas) {
  const auto report = score_places(
      R"({"id":"a","toponyms":[{"start":0,"end":4,"geonameid":1,"lat":60,"lon":100}]})",
      R"({"id":"a","toponyms":[{"start":0,"end":4,"geonameid":1,"lat":50,"lon":40}]})", {});
  EXPECT_DOUBLE_EQ(figure(report, "within 161 km").value, 1);
}

TEST(PlaceScorer, AHundredKilometresAreNearAndTwoHundredAreNot) {
  const char* const gold = R"({"id":"a","toponyms":[{"start":0,"end":4,"lat":0,"lon":0}]})";
  EXPECT_DOUBLE_EQ(
      figure(score_places(gold, R"({"id":"a","toponyms":[{"start":0,"end":4,"lat":0.9,"lon":0}]})",
                          {}),
             "within 161 km")
          .value,
      1);
  EXPECT_DOUBLE_EQ(
      figure(score_places(gold, R"({"id":"a","toponyms":[{"start":0,"end":4,"lat":1.8,"lon":0}]})",
                          {}),
             "within 161 km")
          .value,
      0);
}

TEST(AttributionScorer, CharactersAreCountedOnceHoweverManySpansCoverThem) {
  const auto report = score_attributions(
      R"({"id":"a","attributions":[{"content":[[0,10],[5,20]],"cue":[[21,26]],"speaker":[[27,31]]}]})",
      R"({"id":"a","attributions":[{"content":[[10,30]],"cue":[[21,26]],"speaker":null}]})");
  EXPECT_DOUBLE_EQ(figure(report, "content characters").total.gold, 20);
  EXPECT_DOUBLE_EQ(figure(report, "content characters").total.right, 10);
  EXPECT_DOUBLE_EQ(figure(report, "cue characters").value, 1);
  EXPECT_DOUBLE_EQ(figure(report, "speaker characters").recall, 0);
}

TEST(ExtractionScorer, WordsTitleAndDateAreCompared) {
  const auto report = score_extraction(
      R"({"id":"a","text":"Oslo, Bergen und Oslo.","title":"Zwei Städte","date":"2024-05-14"})",
      R"({"id":"a","text":"Oslo Bergen Anzeige","title":"„Zwei Städte“","date":"2024-05-14T08:00:00Z"})");
  EXPECT_DOUBLE_EQ(figure(report, "words").total.right, 2)
      << "a word counts as often as gold has it";
  EXPECT_DOUBLE_EQ(figure(report, "words").total.gold, 4);
  EXPECT_DOUBLE_EQ(figure(report, "title").value, 1);
  EXPECT_DOUBLE_EQ(figure(report, "date").value, 1);
}

}  // namespace
}  // namespace diurna
