#include "syntax/syntax.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/files.h"
#include "doc/check_article.h"
#include "nn/random_model.h"

namespace diurna {
namespace {

const std::string kData = std::string(DIURNA_SOURCE_DIR) + "/data";

SyntaxModel random_model(const std::string& lang, std::string_view kernels = {}) {
  RandomModel made;
  made.lang = lang;
  EXPECT_TRUE(write_file(testing::TempDir() + "/" + lang + ".dnm", made.bytes()).ok());
  auto model = SyntaxModel::load(kData, testing::TempDir(), lang, kernels);
  EXPECT_TRUE(model.ok()) << model.error().message;
  return model.take();
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(SyntaxModel, WhateverComesInTheArticleIsWellFormed) {
  const std::string inputs[] = {
      "",
      " \n\t \n\n ",
      "...",
      "!?!?!? --- *** ((( )))",
      "Das Haus.",
      "👩‍👩‍👧 🇩🇪🇫🇷 👍🏽 zum Treffen 😀😀",
      "وقال الوزير إن المحادثات ستبدأ غدا. שלום עולם",
      "首相は火曜日に辞任した。",
      "im am zum",
      "don't can't Russia's soldiers' cannot",
      "DER PRÄSIDENT REIST NACH OSLO UND BLEIBT DREI TAGE",
      repeated("Apfel, ", 2000),
      repeated("wort ", 3000),
      repeated("im ", 1000),
      repeated("a.", 5000),
      repeated("1-", 5000),
      repeated("(\"", 3000),
      std::string("null\0byte \xFF\xFE bad \xC3", 20),
      "e\u0301\u0301\u0301 \u200B\u200D\u00AD x\u00ADy",
  };
  for (const std::string lang : {"de", "en"}) {
    const auto model = random_model(lang);
    SyntaxModel::Workspace workspace;
    for (const auto& input : inputs) {
      Article article(input);
      model.annotate(article, workspace);
      EXPECT_EQ(check_article(article), "") << lang << ": " << input.substr(0, 40);
      for (const auto& sentence : article.sentences) EXPECT_LE(sentence.tokens.size(), 250u);
      // Every character that is no white space stands in a token.
      uint32_t end = 0;
      for (const auto& bytes : article.tokens.bytes) end = std::max(end, bytes.end);
      EXPECT_LE(end, input.size());
    }
  }
}

TEST(SyntaxModel, OnlyTextInsideOfBlocksIsRead) {
  const auto model = random_model("de");
  SyntaxModel::Workspace workspace;
  Article article("Foto: Agentur\nDer Titel\nDer Text.");
  article.blocks.push_back({{14, 23}, BlockKind::kTitle});
  article.blocks.push_back({{24, 33}, BlockKind::kParagraph});
  model.annotate(article, workspace);
  EXPECT_EQ(article.form(0), "Der");
  EXPECT_EQ(article.tokens.bytes[0].begin, 14u);
  EXPECT_EQ(article.sentences[0].tokens.size(), 2u);  // a title is one sentence
  EXPECT_EQ(article.sentences[0].block, 0u);
  EXPECT_EQ(article.sentences.back().block, 1u);
}

TEST(SyntaxModel, ATextWithoutBlocksIsCutAtBlankLines) {
  const auto model = random_model("de");
  SyntaxModel::Workspace workspace;
  Article article("Erster Absatz,\nzweite Zeile.\n \nZweiter Absatz.");
  model.annotate(article, workspace);
  ASSERT_EQ(article.blocks.size(), 2u);
  EXPECT_EQ(article.bytes(article.blocks[1].bytes), "Zweiter Absatz.");
}

TEST(SyntaxModel, GivenTokensAndSentencesStay) {
  const auto model = random_model("de");
  SyntaxModel::Workspace workspace;
  Article article("Das US-Haus brennt.");
  model.segment(article, workspace);
  article.sentences.clear();
  article.sentences.push_back({{0, article.tokens.size()}, 0});
  const auto forms = std::vector<StringId>(article.tokens.form.begin(), article.tokens.form.end());
  model.annotate_given(article, workspace);
  EXPECT_EQ(check_article(article), "");
  EXPECT_EQ(article.sentences.size(), 1u);
  EXPECT_TRUE(std::equal(forms.begin(), forms.end(), article.tokens.form.begin()));
}

TEST(SyntaxModel, TheSameArticleGivesTheSameAnswerWithAUsedWorkspace) {
  const auto model = random_model("de");
  SyntaxModel::Workspace used, fresh;
  Article other("Ganz andere Wörter stehen hier und füllen den Speicher."),
      a("Das Haus der Stadt."), b("Das Haus der Stadt.");
  model.annotate(other, used);
  model.annotate(a, used);
  model.annotate(b, fresh);
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (TokenId t = 0; t < a.tokens.size(); ++t) {
    EXPECT_EQ(a.tokens.head[t], b.tokens.head[t]);
    EXPECT_EQ(a.lemma(t), b.lemma(t));
  }
}

TEST(SyntaxModel, MissingModelsFoldersAndInstructionSetsAreErrors) {
  EXPECT_EQ(SyntaxModel::load(kData, "/nowhere", "de").error().kind, Error::kNotFound);
  random_model("de");
  EXPECT_EQ(SyntaxModel::load("/nowhere", testing::TempDir(), "de").error().kind, Error::kNotFound);
  EXPECT_EQ(SyntaxModel::load(kData, testing::TempDir(), "de", "abacus").error().kind,
            Error::kUnsupported);
}

}  // namespace
}  // namespace diurna
