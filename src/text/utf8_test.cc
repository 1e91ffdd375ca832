#include "text/utf8.h"

#include <gtest/gtest.h>

namespace diurna {
namespace {

TEST(Utf8, CodePointsAreReadForwardsAndBackwards) {
  const std::string text = "aß€😀";
  std::u32string forwards, backwards;
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += length) forwards += code_point_at(text, at, &length);
  for (size_t at = text.size(); at > 0; at -= length)
    backwards.insert(backwards.begin(), code_point_before(text, at, &length));
  EXPECT_EQ(forwards, U"aß€😀");
  EXPECT_EQ(backwards, forwards);
  EXPECT_EQ(to_utf8(forwards), text);
}

TEST(Utf8, BrokenSequencesAreFoundAndRepaired) {
  EXPECT_TRUE(valid_utf8("Grüße 😀"));
  for (const char* bad : {"\xFF", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80"}) {
    EXPECT_FALSE(valid_utf8(bad));
    EXPECT_EQ(first_invalid_utf8(std::string("ab") + bad), 2u);
    EXPECT_TRUE(valid_utf8(repair_utf8(std::string("ü") + bad + "ü")));
  }
  EXPECT_EQ(first_invalid_utf8("Grüße"), std::string::npos);
  EXPECT_EQ(repair_utf8("Grüße"), "Grüße");
}

TEST(Utf8, CountingTakesCodePoints) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("Grüße 😀"), 7u);
}

TEST(Utf8, CaseKnowsMoreThanAscii) {
  EXPECT_EQ(lower("ÄRGER in ŁÓDŹ"), "ärger in łódź");
  EXPECT_EQ(upper("ärger"), "ÄRGER");
  EXPECT_TRUE(starts_upper("Özdemir"));
  EXPECT_FALSE(starts_upper("über"));
  EXPECT_TRUE(all_upper("NATO"));
  EXPECT_FALSE(all_upper("A"));
  EXPECT_FALSE(all_upper("NaTO"));
}

TEST(Utf8, FoldingTakesDiacriticsOff) {
  EXPECT_EQ(fold("NÜRNBERG"), "nurnberg");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("Nu\u0308rnberg"), fold("Nürnberg"));
}

TEST(Utf8, CompositionJoinsLetterAndMark) {
  EXPECT_EQ(nfc("u\u0308"), "ü");
}

TEST(Utf8, ClassesOfCharacters) {
  EXPECT_TRUE(is_letter(U'ß'));
  EXPECT_TRUE(is_digit(U'٣'));
  EXPECT_TRUE(is_space(U'\u00A0'));
  EXPECT_TRUE(is_space(U'\u200B'));
  EXPECT_TRUE(is_quote(U'„'));
  EXPECT_TRUE(is_dash(U'–'));
  EXPECT_TRUE(is_punctuation(U'…'));
  EXPECT_TRUE(is_mark(U'\u0308'));
  EXPECT_FALSE(is_letter(U'😀'));
}

// The slow version is the judge.
TEST(CodePointIndex, AgreesWithCountingFromTheStart) {
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += i % 3 == 0 ? "Größe 😀 " : i % 3 == 1 ? "plain ascii words " : "€";
  const CodePointIndex index(text);
  uint32_t count = 0;
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += length) {
    EXPECT_EQ(index.code_points(at), count) << at;
    EXPECT_EQ(index.byte(count), at);
    code_point_at(text, at, &length);
    ++count;
  }
  EXPECT_EQ(index.code_points(text.size()), count);
  EXPECT_EQ(index.byte(count), text.size());
  EXPECT_EQ(index.byte(count + 100), text.size());
}

TEST(CodePointIndex, EmptyTextHasOnePlace) {
  const CodePointIndex index("");
  EXPECT_EQ(index.code_points(0), 0u);
  EXPECT_EQ(index.byte(0), 0u);
}

}  // namespace
}  // namespace diurna
