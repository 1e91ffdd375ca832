#include "format/conllu.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/example_article.h"

namespace diurna {
namespace {

using testing::HasSubstr;

const char* const kContraction =
    "# newdoc id = d1\n"
    "# sent_id = s1\n"
    "# text = Im Süden brennt es.\n"
    "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tIn\tin\tADP\tAPPR\t_\t3\tcase\t_\t_\n"
    "2\tdem\tder\tDET\tART\tCase=Dat\t3\tdet\t_\t_\n"
    "3\tSüden\tSüden\tNOUN\tNN\tCase=Dat\t4\tobl\t_\tNER=B-LOC\n"
    "4\tbrennt\tbrennen\tVERB\tVVFIN\t_\t0\troot\t_\t_\n"
    "5\tes\tes\tPRON\tPPER\t_\t4\texpl\t_\tSpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t$.\t_\t4\tpunct\t_\t_\n"
    "\n";

std::string error_of(const std::string& text) {
  const auto read = read_conllu(text);
  return read.ok() ? "no error" : read.error().message;
}

TEST(Conllu, WhatIsWrittenIsReadBack) {
  const auto article = example_article();
  std::string text;
  write_conllu(*article, text);
  const auto read = read_conllu(text);
  ASSERT_TRUE(read.ok()) << read.error().message;
  const auto& sentences = read.value();
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_EQ(sentences[0].newdoc, "a1");
  EXPECT_EQ(sentences[1].id, "a1-2");
  EXPECT_EQ(sentences[1].text, "Oslo kündigte am Montag das Abkommen mit Moskau.");
  TokenId t = 0;
  for (const auto& sentence : sentences) {
    const TokenId first = t;
    for (const auto& word : sentence.words) {
      EXPECT_EQ(word.form, article->form(t));
      EXPECT_EQ(word.lemma, article->lemma(t));
      EXPECT_EQ(word.upos, name(article->tokens.upos[t]));
      EXPECT_EQ(word.feats, article->feats(t));
      EXPECT_EQ(word.deprel, article->deprel(t));
      EXPECT_EQ(word.head,
                article->tokens.head[t] == kNoHead ? 0 : article->tokens.head[t] - first + 1);
      ++t;
    }
  }
  EXPECT_EQ(t, article->tokens.size());
  EXPECT_EQ(ner_label(sentences[1].words[0].misc), "B-LOC");
  EXPECT_EQ(ner_label(sentences[1].words[1].misc), "O");
}

TEST(Conllu, SpaceIsKnownFromTheText) {
  const auto article = example_article();
  std::string text;
  write_conllu(*article, text);
  const auto read = read_conllu(text);
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read.value()[1].words[7].space_after) << "Moskau stands at its full stop";
  EXPECT_TRUE(read.value()[1].words[0].space_after);
}

TEST(Conllu, ContractionsAreOneTokenOfTwoWords) {
  const auto read = read_conllu(kContraction);
  ASSERT_TRUE(read.ok()) << read.error().message;
  const auto& words = read.value().at(0).words;
  ASSERT_EQ(words.size(), 6u);
  EXPECT_EQ(words[0].contracted, 1);
  EXPECT_EQ(words[0].surface, "Im");
  EXPECT_EQ(words[1].contracted, 2);
  EXPECT_EQ(words[2].contracted, 0);
}

TEST(Conllu, GivenTokensMakeTheTextAgain) {
  const auto read = read_conllu(kContraction);
  ASSERT_TRUE(read.ok());
  Article article;
  fill_tokens(read.value(), article);
  EXPECT_THAT(std::string(article.text), testing::StartsWith("Im Süden brennt es."));
  ASSERT_EQ(article.tokens.size(), 6u);
  EXPECT_EQ(article.tokens.bytes[0], article.tokens.bytes[1]);
  EXPECT_EQ(article.form(1), "dem");
  EXPECT_EQ(article.bytes(article.tokens.bytes[2]), "Süden");
  EXPECT_EQ(article.sentences.at(0).tokens, (TokenSpan{0, 6}));
}

TEST(Conllu, EveryDocumentOfAFileIsABlock) {
  std::string second = kContraction;
  second.replace(second.find("d1"), 2, "d2");
  const auto read = read_conllu(std::string(kContraction) + second);
  ASSERT_TRUE(read.ok());
  Article article;
  fill_tokens(read.value(), article);
  ASSERT_EQ(article.blocks.size(), 2u);
  EXPECT_EQ(article.sentences[1].block, 1u);
  EXPECT_EQ(article.bytes(article.blocks[1].bytes).substr(0, 2), "Im");
}

TEST(Conllu, EmptyNodesAreSkippedAndLineEndsMayBeWindows) {
  const auto read = read_conllu(
      "1\ta\t_\t_\t_\t_\t0\troot\t_\t_\r\n1.1\tb\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\tc\t_\t_\t_\t_"
      "\t1\tdep\t_\t_\r\n\r\n");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value().at(0).words.size(), 2u);
  EXPECT_EQ(read.value()[0].words[1].misc, "");
}

TEST(Conllu, LastSentenceNeedsNoBlankLine) {
  const auto read = read_conllu("1\ta\t_\t_\t_\t_\t0\troot\t_\t_");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().size(), 1u);
}

TEST(Conllu, BadLinesAreToldByTheirNumber) {
  const std::string good = "1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n";
  EXPECT_EQ(error_of("# a comment\n1\ta\t_\n"), "line 2: 3 columns; CoNLL-U has 10");
  EXPECT_EQ(error_of(good + "3\tb\t_\t_\t_\t_\t1\tdep\t_\t_\n"), "line 2: id '3', expected 2");
  EXPECT_EQ(error_of(good + "x\tb\t_\t_\t_\t_\t1\tdep\t_\t_\n"), "line 2: id 'x', expected 2");
  EXPECT_EQ(error_of(good + "2\tb\t_\t_\t_\t_\tone\tdep\t_\t_\n"), "line 2: 'one' is no head");
  EXPECT_EQ(error_of("1-z\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" + good),
            "line 1: '1-z' is no range of ids");
  EXPECT_THAT(error_of("1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n"), HasSubstr("head 7 is no word of it"));
}

TEST(Conllu, UnderscoreAsAWordIsNoMissingValue) {
  const auto read = read_conllu("1\t_\t_\tPUNCT\t_\t_\t0\troot\t_\t_\n");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().at(0).words[0].form, "_");
  EXPECT_EQ(read.value()[0].words[0].lemma, "_");
}

}  // namespace
}  // namespace diurna
