#include "doc/check_article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "doc/parsed.h"

namespace diurna {
namespace {

using testing::HasSubstr;

std::unique_ptr<Article> small() {
  return parsed("de", R"(
      1  Oslo     Oslo       PROPN  2  nsubj
      2  kündigt  kündigen   VERB   0  root
      3  .        .          PUNCT  2  punct)");
}

TEST(CheckArticle, FindsNothingInASoundArticle) {
  EXPECT_EQ(check_article(*small()), "");
  EXPECT_EQ(check_article(Article()), "");
}

TEST(CheckArticle, TreesHaveOneRootAndNoCycle) {
  auto article = small();
  article->tokens.head[0] = kNoHead;
  EXPECT_THAT(check_article(*article), HasSubstr("one root"));
  article = small();
  article->tokens.head[0] = 2;
  article->tokens.head[2] = 0;
  EXPECT_THAT(check_article(*article), HasSubstr("cycle"));
  article = small();
  article->tokens.head[0] = 7;
  EXPECT_THAT(check_article(*article), HasSubstr("outside"));
}

TEST(CheckArticle, ColumnsAreOfOneLength) {
  auto article = small();
  article->tokens.lemma.pop_back();
  EXPECT_THAT(check_article(*article), HasSubstr("unequal length"));
}

TEST(CheckArticle, BytesAndRowsLieInside) {
  auto article = small();
  article->tokens.bytes[2].end = 1000;
  EXPECT_THAT(check_article(*article), HasSubstr("bytes of token 2"));
  article = small();
  article->mentions.push_back({{0, 9}});
  EXPECT_THAT(check_article(*article), HasSubstr("mention 0"));
  article = small();
  article->references.push_back({{0, 1}, 0, 4});
  EXPECT_THAT(check_article(*article), HasSubstr("reference"));
  article = small();
  Event event;
  event.trigger = 1;
  event.sentence = 0;
  event.arguments = {0, 2};
  article->events.push_back(event);
  EXPECT_THAT(check_article(*article), HasSubstr("rows outside"));
}

TEST(CheckArticle, SentencesCoverEveryToken) {
  auto article = small();
  article->sentences[0].tokens.end = 2;
  EXPECT_NE(check_article(*article), "");
}

TEST(Parsed, LemmasTellParticlesAndCompounds) {
  const auto article = parsed("de", R"(
      1  kündigt       an+kündigen                       VERB  0  root
      2  Truppenabzug  Truppe|Abzug=Truppenabzug         NOUN  1  obj
      3  an            an                                ADP   1  compound:prt)");
  EXPECT_EQ(article->lemma(0), "kündigen");
  EXPECT_EQ(article->predicate(0), "ankündigen");
  EXPECT_EQ(article->lemma(1), "Truppenabzug");
  EXPECT_EQ(article->str(article->tokens.first_part[1]), "Truppe");
  EXPECT_EQ(article->str(article->tokens.last_part[1]), "Abzug");
}

TEST(Parsed, MalformedTreesAreThrownBack) {
  EXPECT_THROW(parsed("de", "1 Oslo Oslo PROPN"), std::invalid_argument);
  EXPECT_THROW(parsed("de", "1 Oslo Oslo NAME 0 root"), std::invalid_argument);
  EXPECT_THROW(parsed("de", "1 a a NOUN 2 dep\n2 b b NOUN 1 dep"), std::invalid_argument);
}

TEST(Article, SentenceOfATokenIsFound) {
  const auto article =
      parsed("de", "1 Ja ja INTJ 0 root\n\n1 Nein nein INTJ 0 root\n2 . . PUNCT 1 punct");
  EXPECT_EQ(article->sentence_of(0), 0u);
  EXPECT_EQ(article->sentence_of(2), 1u);
  EXPECT_EQ(article->sentence_of(9), kNone);
  EXPECT_EQ(article->bytes(article->byte_span({1, 3})), "Nein.");
}

TEST(StringTable, EqualStringsHaveOneId) {
  Article article;
  const auto one = article.strings.intern("Oslo");
  EXPECT_EQ(article.strings.intern(std::string("Oslo")), one);
  EXPECT_NE(article.strings.intern("Bergen"), one);
  EXPECT_EQ(article.strings.intern(""), kEmptyString);
}

}  // namespace
}  // namespace diurna
