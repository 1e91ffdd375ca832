#include "time/pattern.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "time/rules.h"
#include "time/testing.h"

namespace diurna::time {
namespace {

constexpr const char* kWords =
    "class\twords\tvalue\tcase\tnot\n"
    "month\tMay\t5\tupper\tAUX\n"
    "month\tJune|June(s|y)\t6\tupper\t-\n"
    "day\t1..31\t-\t-\t-\n"
    "minute\t00..59\t-\t-\t-\n"
    "number\tone\t1\t-\t-\n"
    "number\ttwo\t2\t-\t-\n"
    "tens\ttwenty\t20\t-\t-\n"
    "multiplier\thundred\t100\t-\t-\n"
    "multiplier\tthousand\t1000\t-\t-\n"
    "weekday\tMonday\t1\t-\t-\n"
    "part\tnight\tNI\t-\t-\n"
    "feast\tFirst of May\t05-01\tupper\t-\n"
    "pair\t<weekday><part>\t-\t-\t-\n";

std::string file_with(const std::string& name, const std::string& text) {
  const std::string path = testing::TempDir() + name;
  std::ofstream(path) << text;
  return path;
}

class Patterns : public testing::Test {
 protected:
  void SetUp() override {
    auto lexicon = Lexicon::read(file_with("words.tsv", kWords));
    ASSERT_TRUE(lexicon.ok()) << lexicon.error().message;
    lexicon_ = lexicon.take();
    for (const auto mark : {".", ",", "-"}) lexicon_.intern(mark);
  }

  // The extent of the first match, with the captures' sum; empty where there is none.
  std::string found(std::string_view pattern_text, std::string_view text) {
    auto pattern = compile(pattern_text, lexicon_);
    if (!pattern.ok()) return pattern.error().message;
    const auto article = plain_article("xx", text, "");
    const auto atoms = cut(*article, lexicon_);
    const auto numbers = number_classes(lexicon_);
    const Matcher matcher(*article, atoms, lexicon_, numbers);
    for (uint32_t at = 0; at < atoms.size(); ++at) {
      Match match;
      if (!matcher.match(pattern.value(), at, match)) continue;
      double sum = 0;
      for (const double value : match.captures) sum += std::isnan(value) ? 0 : value;
      return std::string(text.substr(
                 atoms[match.extent_begin].bytes.begin,
                 atoms[match.extent_end - 1].bytes.end - atoms[match.extent_begin].bytes.begin)) +
             " " + std::to_string(static_cast<int>(sum));
    }
    return "";
  }

  Lexicon lexicon_;
};

TEST_F(Patterns, MatchWordsClassesAndOptionalParts) {
  EXPECT_EQ(found("<month> <day>?", "in May 3 it"), "May 3 8");
  EXPECT_EQ(found("<month> <day>?", "in June it"), "June 6");
  EXPECT_EQ(found("( on | by ) [ <month> ]", "by June it"), "June 6");
  EXPECT_EQ(found("on [ <month> ]", "by June it"), "");
}

TEST_F(Patterns, AskForCapitalsWhereTheWordDoes) {
  EXPECT_EQ(found("<month>", "it may be"), "");
}

TEST_F(Patterns, TellDigitsOfTwoPlacesFromOthers) {
  EXPECT_EQ(found("<day> . ~ <minute>", "at 7.05 or"), "7.05 12");
  EXPECT_EQ(found("<day> . ~ <minute>", "at 7.5 or"), "");
}

TEST_F(Patterns, LookAhead) {
  EXPECT_EQ(found("<day> !( <month> )", "3 May"), "");
  EXPECT_EQ(found("<day> !( <month> )", "3 cats"), "3 3");
}

TEST_F(Patterns, ReadNumbersInWordsAndDigits) {
  EXPECT_EQ(found("<n>", "twenty-two"), "twenty-two 22");
  EXPECT_EQ(found("<n>", "two hundred twenty one men"), "two hundred twenty one 221");
  EXPECT_EQ(found("<n>", "1.200 men"), "1.200 1200");
  EXPECT_EQ(found("<n>", "two thousand"), "two thousand 2000");
}

TEST_F(Patterns, ReadPhrasesAndCompounds) {
  EXPECT_EQ(found("<weekday> <part>", "MONDAYnight fever"), "MONDAYnight 5");
  EXPECT_FALSE(found("<feast>", "on First of May there").empty());
}

TEST_F(Patterns, TellWhatIsWrongWithThem) {
  EXPECT_NE(found("<year>", "").find("no class 'year'"), std::string::npos);
  EXPECT_NE(found("( a | b", "").find("not closed"), std::string::npos);
  EXPECT_NE(found("a )", "").find("unexpected ')'"), std::string::npos);
}

TEST(Rules, TellEveryMistakeWithFileAndLine) {
  const std::string folder = testing::TempDir() + "rules_with_mistakes";
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/words.tsv") << kWords;
  std::ofstream(folder + "/tense.tsv") << "kind\twords\npast\twas\n";
  std::ofstream(folder + "/dates.txt")
      << "rule: xx/one\ntype: DAY\npattern: <month>\nvalue: date month=$month\n+ [May] @ "
         "2024-04-25 => x\n\n"
         "rule: xx/two\ntype: DATE\npattern: <month>\nvalue: date mont=$month\n+ [May] @ "
         "2024-04-25 => x\n\n"
         "rule: xx/three\ntype: DATE\npattern: <month>\nvalue: date day=$day\n";
  const auto book = RuleBook::read(folder);
  ASSERT_FALSE(book.ok());
  EXPECT_NE(
      book.error().message.find("dates.txt:2: type 'DAY'; expected DATE, TIME, DURATION or SET"),
      std::string::npos);
  EXPECT_NE(book.error().message.find("dates.txt:9: no key 'mont'"), std::string::npos);
  EXPECT_NE(book.error().message.find("no pattern captures what 'day=$day' asks for"),
            std::string::npos);
  EXPECT_NE(book.error().message.find("no example"), std::string::npos);
}

}  // namespace
}  // namespace diurna::time
