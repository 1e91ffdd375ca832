#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eval/scorers.h"
#include "eval/testing.h"

namespace diurna {
namespace {

// One article of gold with the events and, where given, more fields.
std::string gold(const std::string& events, const std::string& more = "") {
  return R"({"id":"a","lang":"de","text":"x","events":[)" + events + "]" + more + "}\n";
}

std::string event(const std::string& type, const std::string& more = "",
                  const std::string& sentence = "Oslo rügt Moskau.") {
  return R"({"article":{"id":"a"},"type":")" + type + R"(","evidence":{"sentence":")" + sentence +
         "\"}" + more + "}\n";
}

const char* const kOsloMoscow =
    R"(,"actors":[{"text":"Oslo","country":"NOR"}],"recipients":[{"text":"Moskau","country":"RUS"}],"status":"occurred")";

TEST(EventScorer, EveryLevelRestsOnTheOneBefore) {
  const std::string g = gold(
      std::string(R"({"type":"ACCUSE","mode":"disapprove","from":"2024-05-13","to":"2024-05-13")") +
      kOsloMoscow + "}");
  const auto right = [&](const std::string& more) {
    return score_events(g, event("ACCUSE", more));
  };
  const auto all = right(std::string(kOsloMoscow) +
                         R"(,"mode":"disapprove","time":{"from":"2024-05-10","to":"2024-05-14"})");
  for (const char* name : {"type", "+ who", "+ whom", "+ status", "full"})
    EXPECT_DOUBLE_EQ(figure(all, name).value, 1) << name;

  const auto other_day =
      right(std::string(kOsloMoscow) +
            R"(,"mode":"disapprove","time":{"from":"2024-06-01","to":"2024-06-02"})");
  EXPECT_DOUBLE_EQ(figure(other_day, "+ status").value, 1);
  EXPECT_DOUBLE_EQ(figure(other_day, "full").value, 0);

  const auto other_status =
      right(R"(,"actors":[{"text":"Oslo"}],"recipients":[{"text":"Moskau"}],"status":"planned")");
  EXPECT_DOUBLE_EQ(figure(other_status, "+ whom").value, 1);
  EXPECT_DOUBLE_EQ(figure(other_status, "+ status").value, 0);

  const auto other_recipient =
      right(R"(,"actors":[{"text":"Oslo"}],"recipients":[{"text":"Kiew"}],"status":"occurred")");
  EXPECT_DOUBLE_EQ(figure(other_recipient, "+ who").value, 1);
  EXPECT_DOUBLE_EQ(figure(other_recipient, "+ whom").value, 0);

  const auto other_actor =
      right(R"(,"actors":[{"text":"Kiew"}],"recipients":[{"text":"Moskau"}],"status":"occurred")");
  EXPECT_DOUBLE_EQ(figure(other_actor, "type").value, 1);
  EXPECT_DOUBLE_EQ(figure(other_actor, "+ who").value, 0);
}

TEST(EventScorer, AlternativeTypesAreRightToo) {
  const std::string g = gold(R"({"type":"ACCUSE","alt_types":["REJECT"]})");
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("REJECT")), "type").value, 1);
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("PROTEST")), "type").value, 0);
}

TEST(EventScorer, EventsBesideTheCoreAreNeitherRewardedNorPunished) {
  const std::string g = gold(R"({"type":"ACCUSE"},{"type":"CONSULT","core":false})");
  const auto with = score_events(g, event("ACCUSE") + event("CONSULT"));
  EXPECT_DOUBLE_EQ(figure(with, "type").total.gold, 1);
  EXPECT_DOUBLE_EQ(figure(with, "type").total.predicted, 1);
  EXPECT_DOUBLE_EQ(figure(with, "type").value, 1);
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("ACCUSE")), "type").value, 1);
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("ACCUSE") + event("PROTEST")), "type").precision,
                   0.5);
}

TEST(EventScorer, SentenceHasToReportTheEvent) {
  const std::string g = gold(R"({"type":"ACCUSE","sentences":["Oslo rügt Moskau!"]})");
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("ACCUSE")), "type").value, 1)
      << "punctuation does not count";
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("ACCUSE", "", "Kiew schweigt.")), "type").value, 0);
  const auto also =
      event("ACCUSE", R"(,"also":[{"sentence":"Oslo rügt Moskau."}])", "Kiew schweigt.");
  EXPECT_DOUBLE_EQ(figure(score_events(g, also), "type").value, 1);
}

TEST(EventScorer, OneEventOfTheSystemAnswersOneOfGold) {
  const auto report = score_events(gold(R"({"type":"ACCUSE"},{"type":"ACCUSE"})"), event("ACCUSE"));
  EXPECT_DOUBLE_EQ(figure(report, "type").recall, 0.5);
  const auto twice = score_events(gold(R"({"type":"ACCUSE"})"), event("ACCUSE") + event("ACCUSE"));
  EXPECT_DOUBLE_EQ(figure(twice, "type").precision, 0.5);
}

TEST(EventScorer, CodingThatIsNotExhaustivePunishesNothing) {
  const std::string g =
      gold(R"({"type":"ACCUSE"},{"type":"PROTEST"})", R"(,"annotated":{"exhaustive":false})");
  const auto report = score_events(g, event("ACCUSE") + event("CONSULT") + event("AID"));
  EXPECT_DOUBLE_EQ(figure(report, "type").precision, 1);
  EXPECT_DOUBLE_EQ(figure(report, "type").recall, 0.5);
}

TEST(EventScorer, TypesThatWereNotSearchedForAreLeftOut) {
  const std::string g = gold(R"({"type":"PROTEST"})", R"(,"annotated":{"types":["PROTEST"]})");
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("PROTEST") + event("CONSULT")), "type").precision,
                   1);
  EXPECT_DOUBLE_EQ(figure(score_events(g, event("PROTEST") + event("PROTEST")), "type").precision,
                   0.5);
}

TEST(EventScorer, GoldWithoutPartiesIsScoredByTypeAlone) {
  const auto report = score_events(
      gold(R"({"type":"PROTEST"})", R"(,"annotated":{"actors":false})"), event("PROTEST"));
  EXPECT_DOUBLE_EQ(figure(report, "type").value, 1);
  EXPECT_FALSE(has_figure(report, "+ who"));
}

TEST(EventScorer, MutualEventsMayHaveTheirSidesEitherWay) {
  const std::string g =
      gold(R"({"type":"CONSULT","actors":[{"text":"Oslo"},{"text":"Moskau"}],"recipients":[]})");
  const auto report = score_events(
      g, event("CONSULT", R"(,"actors":[{"text":"Oslo"}],"recipients":[{"text":"Moskau"}])"));
  EXPECT_DOUBLE_EQ(figure(report, "+ whom").value, 1);
}

TEST(EventScorer, PartiesAreTheSameByCountryWhenSectorsDoNotSpeakAgainstIt) {
  const std::string g = gold(
      R"({"type":"ACCUSE","actors":[{"text":"Norwegens Regierung","country":"NOR","sectors":["GOV"]}]})");
  const auto by = [&](const std::string& party) {
    return figure(score_events(g, event("ACCUSE", ",\"actors\":[" + party + "]")), "+ who").value;
  };
  EXPECT_DOUBLE_EQ(by(R"({"text":"Oslo","country":"NOR","sectors":["GOV"]})"), 1);
  EXPECT_DOUBLE_EQ(by(R"({"text":"Oslo","country":"NOR","sectors":[]})"), 1);
  EXPECT_DOUBLE_EQ(by(R"({"text":"Fischer","country":"NOR","sectors":["LAB"]})"), 0);
  EXPECT_DOUBLE_EQ(by(R"({"text":"Kreml","country":"RUS","sectors":["GOV"]})"), 0);
}

TEST(EventScorer, EventsOfAnotherArticleDoNotCount) {
  const std::string system = R"({"article":{"id":"b"},"type":"ACCUSE"})";
  const auto report = score_events(gold(R"({"type":"ACCUSE"})"), system);
  EXPECT_DOUBLE_EQ(figure(report, "type").total.predicted, 0);
  EXPECT_DOUBLE_EQ(figure(report, "type").value, 0);
}

TEST(EventScorer, ArticleWithoutEventsPunishesEveryFind) {
  const auto report =
      score_events(gold("") + R"({"id":"b","events":[{"type":"AID"}]})", event("ACCUSE"));
  EXPECT_DOUBLE_EQ(figure(report, "type").total.predicted, 1);
  EXPECT_DOUBLE_EQ(figure(report, "type").precision, 0);
}

}  // namespace
}  // namespace diurna
