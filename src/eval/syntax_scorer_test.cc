#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/strings.h"
#include "eval/scorers.h"
#include "eval/testing.h"

namespace diurna {
namespace {

// A line a word: form lemma upos head deprel; a blank line ends a sentence. "Im=In+dem" is a
// contraction of the next two.
std::vector<ConlluSentence> sentences(std::string_view text) {
  std::vector<ConlluSentence> all(1);
  std::string surface;
  int open = 0;
  for (const auto line : split(text, '\n')) {
    const auto cells = split_trimmed(line, " ");
    if (cells.empty()) {
      if (!all.back().words.empty()) all.emplace_back();
      continue;
    }
    if (cells.size() == 1) {
      surface = std::string(cells[0]);
      open = 2;
      continue;
    }
    ConlluWord word;
    word.form = std::string(cells[0]);
    word.lemma = std::string(cells[1]);
    word.upos = std::string(cells[2]);
    word.head = *parse_number<uint32_t>(cells[3]);
    word.deprel = std::string(cells[4]);
    word.contracted = open == 2 ? 1 : open == 1 ? 2 : 0;
    if (open == 2) word.surface = surface;
    if (open > 0) --open;
    all.back().words.push_back(word);
  }
  if (all.back().words.empty()) all.pop_back();
  return all;
}

const char* const kGold = R"(
Oslo  Oslo  PROPN 2 nsubj
ruft  rufen VERB  0 root
an    an    ADP   2 compound:prt
.     .     PUNCT 2 punct
)";

TEST(SyntaxScorer, TheSameTreeIsAllRight) {
  const auto report = score_syntax(sentences(kGold), sentences(kGold));
  for (const char* name : {"tokens", "sentences", "words", "upos", "feats", "lemma", "UAS", "LAS",
                           "LAS with subtypes"})
    EXPECT_DOUBLE_EQ(figure(report, name).value, 1) << name;
}

TEST(SyntaxScorer, EachFigureCountsItsOwnMistakes) {
  const auto report = score_syntax(sentences(kGold), sentences(R"(
Oslo  Osl   PROPN 2 obj
ruft  rufen NOUN  0 root
an    an    ADP   2 compound
.     .     PUNCT 1 punct)"));
  EXPECT_DOUBLE_EQ(figure(report, "lemma").value, 0.75);
  EXPECT_DOUBLE_EQ(figure(report, "upos").value, 0.75);
  EXPECT_DOUBLE_EQ(figure(report, "UAS").value, 0.75);
  EXPECT_DOUBLE_EQ(figure(report, "LAS").value, 0.5);
  EXPECT_DOUBLE_EQ(figure(report, "LAS with subtypes").value, 0.25);
}

TEST(SyntaxScorer, OtherTokensLowerPrecisionAndRecall) {
  const auto report = score_syntax(sentences(kGold), sentences(R"(
Oslo  Oslo  PROPN 2 nsubj
ruft  rufen VERB  0 root
an.   an.   ADP   2 compound:prt)"));
  EXPECT_DOUBLE_EQ(figure(report, "tokens").precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(figure(report, "tokens").recall, 2.0 / 4);
  EXPECT_DOUBLE_EQ(figure(report, "LAS").value, 2 * 2.0 / 7);
}

TEST(SyntaxScorer, OtherSentencesAreCounted) {
  const auto gold =
      sentences("Ja ja INTJ 0 root\n. . PUNCT 1 punct\n\nNein nein INTJ 0 root\n. . PUNCT 1 punct");
  const auto system =
      sentences("Ja ja INTJ 0 root\n. . PUNCT 1 punct\nNein nein INTJ 1 dep\n. . PUNCT 3 punct");
  const auto report = score_syntax(gold, system);
  EXPECT_DOUBLE_EQ(figure(report, "sentences").value, 0);
  EXPECT_DOUBLE_EQ(figure(report, "words").value, 1);
  EXPECT_DOUBLE_EQ(figure(report, "UAS").value, 0.75) << "the second root has a head now";
}

TEST(SyntaxScorer, WordsOfAContractionAlignByTheirNumber) {
  const auto gold = sentences("Im\nIn in ADP 3 case\ndem der DET 3 det\nSüden Süden NOUN 0 root");
  EXPECT_DOUBLE_EQ(figure(score_syntax(gold, gold), "words").value, 1);
  const auto system = sentences("Im in ADP 2 case\nSüden Süden NOUN 0 root");
  const auto report = score_syntax(gold, system);
  EXPECT_DOUBLE_EQ(figure(report, "tokens").value, 1);
  EXPECT_DOUBLE_EQ(figure(report, "words").recall, 2.0 / 3);
  EXPECT_DOUBLE_EQ(figure(report, "words").precision, 1);
}

TEST(SyntaxScorer, OtherTextIsAnErrorThatShowsWhereTheyPart) {
  const auto report = score_syntax(
      sentences(kGold), sentences("Oslo Oslo PROPN 0 root\nschweigt schweigen VERB 1 dep"));
  ASSERT_FALSE(report.ok());
  EXPECT_THAT(report.error().message, testing::HasSubstr("schweigt"));
}

TEST(SyntaxScorer, SystemThatEndsEarlyIsAnErrorToo) {
  const auto report = score_syntax(sentences(kGold), sentences("Oslo Oslo PROPN 0 root"));
  EXPECT_FALSE(report.ok());
  EXPECT_FALSE(score_syntax(sentences("Oslo Oslo PROPN 0 root"), sentences(kGold)).ok());
}

}  // namespace
}  // namespace diurna
