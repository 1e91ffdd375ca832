#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eval/scorers.h"
#include "eval/testing.h"

namespace diurna {
namespace {

std::vector<ConlluSentence> bio(std::string_view text) {
  auto read = read_bio(text);
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
  return read.ok() ? read.take() : std::vector<ConlluSentence>{};
}

const std::vector<std::string> kTypes = {"PER", "LOC", "ORG"};

TEST(EntityScorer, SpanAndTypeHaveToBeRight) {
  const auto gold = bio("Anna\tB-PER\nBerg\tI-PER\nbesucht\tO\nOslo\tB-LOC\n");
  const auto system = bio("Anna\tB-PER\nBerg\tO\nbesucht\tO\nOslo\tB-LOC\n");
  const auto report = score_entities(gold, system, kTypes);
  EXPECT_DOUBLE_EQ(figure(report, "all").value, 0.5);
  EXPECT_DOUBLE_EQ(figure(report, "PER").value, 0);
  EXPECT_DOUBLE_EQ(figure(report, "LOC").value, 1);
  EXPECT_FALSE(has_figure(report, "ORG")) << "nobody had one";
}

TEST(EntityScorer, LabelsOfOtherSetsAreMapped) {
  const auto gold = bio("Anna\tB-PERSON\nUNO\tB-ORGANIZATION\nOslo\tB-GPE\n");
  const auto system = bio("Anna\tB-PER\nUNO\tB-ORG\nOslo\tB-LOC\n");
  EXPECT_DOUBLE_EQ(figure(score_entities(gold, system, kTypes), "all").value, 1);
}

TEST(EntityScorer, DerivedAndPartialNamesAreLeftOutOnBothSides) {
  const auto gold = bio("deutsche\tB-LOCderiv\nUN-Soldat\tB-ORGpart\nOslo\tB-LOC\n");
  const auto system = bio("deutsche\tO\nUN-Soldat\tB-ORGpart\nOslo\tB-LOC\n");
  const auto all = figure(score_entities(gold, system, kTypes), "all");
  EXPECT_DOUBLE_EQ(all.total.gold, 1);
  EXPECT_DOUBLE_EQ(all.total.predicted, 1);
}

TEST(EntityScorer, InsideWithoutBeginningOpensAName) {
  const auto gold = bio("New\tB-LOC\nYork\tI-LOC\n");
  const auto system = bio("New\tI-LOC\nYork\tI-LOC\n");
  EXPECT_DOUBLE_EQ(figure(score_entities(gold, system, kTypes), "all").value, 1);
}

TEST(EntityScorer, TwoNamesSideBySideAreTwo) {
  const auto gold = bio("Oslo\tB-LOC\nBergen\tB-LOC\n");
  const auto system = bio("Oslo\tB-LOC\nBergen\tI-LOC\n");
  const auto all = figure(score_entities(gold, system, kTypes), "all");
  EXPECT_DOUBLE_EQ(all.total.gold, 2);
  EXPECT_DOUBLE_EQ(all.total.predicted, 1);
  EXPECT_DOUBLE_EQ(all.total.right, 0);
}

TEST(EntityScorer, UnequalSentencesAreAnError) {
  const auto one = bio("Oslo\tB-LOC\n");
  EXPECT_FALSE(score_entities(one, bio("Oslo\tB-LOC\n\nBergen\tB-LOC\n"), kTypes).ok());
  const auto report = score_entities(one, bio("Oslo\tB-LOC\nBergen\tB-LOC\n"), kTypes);
  ASSERT_FALSE(report.ok());
  EXPECT_THAT(report.error().message, testing::HasSubstr("sentence 1"));
}

TEST(Bio, IndexColumnAndCommentsAreSkipped) {
  const auto read =
      bio("# source: own\n1\tAnna\tB-PER\tO\n2\tBerg\tI-PER\tO\n\n1\tOslo\tB-LOC\tO\n");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].words[1].form, "Berg");
  EXPECT_EQ(ner_label(read[0].words[1].misc), "I-PER");
}

TEST(Bio, NumbersThatAreWordsStayWords) {
  const auto read = bio("12\tO\nTote\tO\n");
  ASSERT_EQ(read.at(0).words.size(), 2u);
  EXPECT_EQ(read[0].words[0].form, "12");
}

TEST(Bio, LineWithoutATagIsToldByItsNumber) {
  const auto read = read_bio("Oslo\tB-LOC\nBergen\n");
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().message, testing::HasSubstr("line 2"));
}

}  // namespace
}  // namespace diurna
