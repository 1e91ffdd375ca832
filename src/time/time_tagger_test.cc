#include "time/time_tagger.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "doc/check_article.h"
#include "doc/parsed.h"
#include "time/testing.h"

namespace diurna {
namespace {

const TimeTagger& tagger() {
  static const TimeTagger kTagger = [] {
    auto loaded = TimeTagger::load(std::string(DIURNA_SOURCE_DIR) + "/data", {"de", "en"});
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
    return loaded.take();
  }();
  return kTagger;
}

std::string day_name(Day day) {
  return day == Interval::kMin || day == Interval::kMax ? "*" : iso(day);
}

// "text=value[from..to]precision", one for each expression.
std::string told(const Article& article) {
  std::string out;
  for (const auto& timex : article.timexes) {
    if (!out.empty()) out += "; ";
    out += std::string(article.bytes(timex.bytes)) + "=" + std::string(article.str(timex.value));
    if (timex.mod != kEmptyString) out += "/" + std::string(article.str(timex.mod));
    if (!timex.interval.open())
      out += " " + day_name(timex.interval.from) + ".." + day_name(timex.interval.to);
    if (timex.precision != TimePrecision::kNone) out += " " + std::string(name(timex.precision));
  }
  return out;
}

std::string tagged(std::string_view lang, std::string_view text, std::string_view day) {
  const auto article = time::plain_article(lang, text, day);
  tagger().annotate(*article);
  EXPECT_EQ(check_article(*article), "");
  return told(*article);
}

std::string date_of(std::string_view lang, std::string_view text) {
  const auto article = time::plain_article(lang, text, "");
  tagger().annotate(*article);
  if (!article->date.known()) return "none";
  return std::string(name(article->date.basis)) + " " + iso(article->date.span.from) + ".." +
         iso(article->date.span.to);
}

TEST(TimeTagger, GivesTheDaysAndThePrecisionOfAnExpression) {
  EXPECT_EQ(tagged("de", "Am Mittwoch tagte der Rat.", "2024-04-25"),
            "Mittwoch=2024-04-24 2024-04-24..2024-04-24 day");
  EXPECT_EQ(tagged("de", "In der vergangenen Woche tagte der Rat.", "2024-04-25"),
            "der vergangenen Woche=2024-W16 2024-04-15..2024-04-21 week");
  EXPECT_EQ(tagged("de", "Im vergangenen Jahr kam er.", "2024-04-25"),
            "vergangenen Jahr=2023 2023-01-01..2023-12-31 year");
  EXPECT_EQ(tagged("en", "It opened last fall.", "2024-04-25"),
            "last fall=2023-FA 2023-09-01..2023-11-30 season");
}

TEST(TimeTagger, NarrowsTheDaysByBeginningMiddleAndEnd) {
  EXPECT_EQ(tagged("de", "Er kam Anfang April 2022.", "2024-04-25"),
            "Anfang April 2022=2022-04/START 2022-04-01..2022-04-10 month");
  EXPECT_EQ(tagged("de", "Er kam Mitte April 2022.", "2024-04-25"),
            "Mitte April 2022=2022-04/MID 2022-04-11..2022-04-20 month");
  EXPECT_EQ(tagged("de", "Er kam Ende April 2022.", "2024-04-25"),
            "Ende April 2022=2022-04/END 2022-04-21..2022-04-30 month");
}

TEST(TimeTagger, BindsAPartOfTheDayToTheDayNamedBefore) {
  EXPECT_EQ(tagged("de", "Sie kam am Montag an. Am Nachmittag sprach sie.", "2024-04-25"),
            "Montag=2024-04-22 2024-04-22..2024-04-22 day; Nachmittag=2024-04-22TAF "
            "2024-04-22..2024-04-22 day");
}

TEST(TimeTagger, ReadsTheTenseOfTheGoverningVerbInTheTree) {
  auto past = parsed("de", R"(
      1  Am       an       ADP   2  case
      2  Freitag  Freitag  NOUN  5  obl
      3  hat      haben    AUX   5  aux      Tense=Pres|VerbForm=Fin
      4  sie      sie      PRON  5  nsubj
      5  getagt   tagen    VERB  0  root     VerbForm=Part)");
  past->date = {DateBasis::kGiven, {to_day({2024, 4, 25}), to_day({2024, 4, 25})}};
  tagger().annotate(*past);
  EXPECT_EQ(told(*past), "Freitag=2024-04-19 2024-04-19..2024-04-19 day");

  auto future = parsed("de", R"(
      1  Am       an       ADP   2  case
      2  Freitag  Freitag  NOUN  5  obl
      3  wird     werden   AUX   5  aux      Tense=Pres|VerbForm=Fin
      4  sie      sie      PRON  5  nsubj
      5  tagen    tagen    VERB  0  root     VerbForm=Inf)");
  future->date = {DateBasis::kGiven, {to_day({2024, 4, 25}), to_day({2024, 4, 25})}};
  tagger().annotate(*future);
  EXPECT_EQ(told(*future), "Freitag=2024-04-26 2024-04-26..2024-04-26 day");
}

TEST(TimeTagger, TakesAPlannedDateAsLyingAheadThoughItWasDecidedBefore) {
  auto article = parsed("en", R"(
      1  They       they      PRON   2  nsubj
      2  agreed     agree     VERB   0  root   Tense=Past|VerbForm=Fin
      3  to         to        PART   4  mark
      4  meet       meet      VERB   2  xcomp  VerbForm=Inf
      5  on         on        ADP    6  case
      6  Friday     Friday    PROPN  4  obl)");
  article->date = {DateBasis::kGiven, {to_day({2024, 4, 25}), to_day({2024, 4, 25})}};
  tagger().annotate(*article);
  EXPECT_EQ(told(*article), "Friday=2024-04-26 2024-04-26..2024-04-26 day");
}

TEST(TimeTagger, CountsFromTheDayNamedBeforeWhereTheTextDoes) {
  EXPECT_EQ(tagged("de", "Am 3. Mai 2021 kam sie; zwei Tage später ging sie.", "2024-04-25"),
            "3. Mai 2021=2021-05-03 2021-05-03..2021-05-03 day; zwei Tage später=2021-05-05 "
            "2021-05-05..2021-05-05 day");
}

TEST(TimeTagger, TellsTheDaysThatALengthOfTimeCovers) {
  EXPECT_EQ(tagged("de", "In den kommenden Tagen soll es regnen.", "2024-04-25"),
            "den kommenden Tagen=PXD 2024-04-26..2024-05-02 span");
  EXPECT_EQ(tagged("de", "Vor zwei Jahren war es anders.", "2024-04-25"),
            "zwei Jahren=P2Y 2022-01-01..2022-12-31 year");
}

TEST(TimeTagger, LeavesRelativeExpressionsOpenWhereNoDateIsKnown) {
  EXPECT_EQ(tagged("de", "Am Mittwoch tagte der Rat, gestern ruhte er.", ""),
            "Mittwoch=XXXX-WXX-3; gestern=XXXX-XX-XX");
}

TEST(TimeTagger, FindsNothingInALanguageThatWasNotLoaded) {
  const auto article = time::plain_article("xx", "Am 3. Mai 2021.", "2024-04-25");
  tagger().annotate(*article);
  EXPECT_TRUE(article->timexes.empty());
}

TEST(TimeTagger, StandsTextsThatAreNoTexts) {
  for (const std::string_view text :
       {"", "31", "31.", "99999999999999.99999.9999", "\xff\xfe 3. Mai", "am am am am am 3.3.3.3.",
        "1.1.1.1.1.1.1.", "31. Februar 2021", "0. Mai 0000", "Mai Mai Mai", "vor vor vor 5",
        "- - - 3"}) {
    for (const std::string_view lang : {"de", "en"}) {
      const auto article = time::plain_article(lang, text, "2024-04-25");
      tagger().annotate(*article);
      EXPECT_EQ(check_article(*article), "") << text;
      for (size_t i = 1; i < article->timexes.size(); ++i)
        EXPECT_LE(article->timexes[i - 1].bytes.end, article->timexes[i].bytes.begin) << text;
    }
  }
}

TEST(TimeTagger, GivesTheSameAnswerOnManyThreads) {
  const std::string text =
      "Am Montagabend brannte es; zwei Tage später, am 24. April, war alles vorbei. Im Mai wird "
      "gewählt.";
  const std::string expected = tagged("de", text, "2024-04-25");
  std::vector<std::string> answers(8);
  {
    std::vector<std::jthread> threads;
    for (auto& answer : answers)
      threads.emplace_back([&] {
        for (int round = 0; round < 50; ++round) answer = tagged("de", text, "2024-04-25");
      });
  }
  for (const auto& answer : answers) EXPECT_EQ(answer, expected);
}

TEST(PublicationDate, IsReadFromADateline) {
  EXPECT_EQ(
      date_of("en", "Council votes for the bridge\n\nMay 3, 2021\n\nThe council voted today."),
      "inferred 2021-05-03..2021-05-03");
  EXPECT_EQ(date_of("de", "Oslo, 3. Mai 2021 - Der Rat hat gestern getagt."),
            "inferred 2021-05-03..2021-05-03");
}

TEST(PublicationDate, FollowsFromAWeekdayWithDayAndMonth) {
  // In 2021 and 2022, only 2021 has a Monday on 3 May.
  EXPECT_EQ(date_of("de", "Am Montag, den 3. Mai, tagte der Rat. Seit Januar 2021 ruhte der Bau."),
            "inferred 2021-05-03..2021-05-09");
}

TEST(PublicationDate, LiesBetweenTheNewestPastAndTheFirstFutureDate) {
  EXPECT_EQ(date_of("en", "The council met on May 3, 2021. It will meet again on June 7, 2021."),
            "inferred 2021-05-03..2021-06-07");
}

TEST(PublicationDate, FollowsTheNewestDayOfALeadThatSpeaksOfTheseDays) {
  EXPECT_EQ(date_of("en", "The council met on Monday, May 3, 2021."),
            "inferred 2021-05-03..2021-06-02");
  EXPECT_EQ(date_of("en", "The council was founded on May 3, 2021."), "none");
}

TEST(PublicationDate, IsReadFromTheCreditAtTheEnd) {
  EXPECT_EQ(date_of("de", "Der Rat hat am Montag getagt. (APA, 3.5.2021)"),
            "inferred 2021-05-03..2021-05-03");
}

TEST(PublicationDate, StaysUnknownWhereTheTextTellsNone) {
  EXPECT_EQ(date_of("de", "Am Mittwoch tagte der Rat."), "none");
}

TEST(PublicationDate, AnchorsRelativeExpressionsWhereItIsNarrow) {
  EXPECT_EQ(tagged("de", "Oslo, 3. Mai 2021 - Der Rat hat gestern getagt.", ""),
            "3. Mai 2021=2021-05-03 2021-05-03..2021-05-03 day; gestern=2021-05-02 "
            "2021-05-02..2021-05-02 day");
}

TEST(PublicationDate, IsNotTouchedWhereItIsGiven) {
  const auto article = time::plain_article("de", "Am 3. Mai 2021 tagte der Rat.", "2024-04-25");
  tagger().annotate(*article);
  EXPECT_EQ(article->date.basis, DateBasis::kGiven);
}

}  // namespace
}  // namespace diurna
