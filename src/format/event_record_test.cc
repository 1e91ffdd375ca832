#include "format/event_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/example_article.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// The characters that a record's offsets name, counted independently of the code under test.
std::string cut(const Article& article, const TextSpan& span) {
  return to_utf8(
      std::u32string_view(to_utf32(article.text)).substr(span.start, span.end - span.start));
}

TEST(EventRecord, OffsetsCountCodePointsBehindUmlautsAndEmoji) {
  const auto article = example_article();
  const auto records = make_records(*article, "1.0");
  ASSERT_EQ(records.size(), 1u);
  const EventRecord& r = records[0];
  EXPECT_EQ(r.actors.at(0).start, 9u);
  EXPECT_EQ(r.actors.at(0).end, 13u);
  EXPECT_EQ(cut(*article, r.trigger), "kündigte");
  EXPECT_EQ(cut(*article, r.recipients.at(0)), "Moskau");
  EXPECT_EQ(cut(*article, *r.time), "am Montag");
  EXPECT_EQ(cut(*article, *r.place), "Moskau");
  EXPECT_EQ(cut(*article, r.evidence), r.evidence.text);
  EXPECT_EQ(r.evidence.text, "Oslo kündigte am Montag das Abkommen mit Moskau.");
}

TEST(EventRecord, FurtherSentencesLeaveTheEvidenceOut) {
  const auto article = example_article();
  const auto records = make_records(*article, "1.0");
  ASSERT_EQ(records.at(0).also.size(), 1u);
  EXPECT_EQ(records[0].also[0].text, "Grüße 😀.");
}

TEST(EventRecord, NumbersGoIntoTheIds) {
  const auto article = example_article();
  article->events.push_back(article->events.front());
  const auto records = make_records(*article, "1.0");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].id, "a1-01");
  EXPECT_EQ(records[1].id, "a1-02");
}

TEST(EventRecord, OutlivesItsArticle) {
  std::vector<EventRecord> records;
  {
    const auto article = example_article();
    records = make_records(*article, "1.0");
  }
  EXPECT_EQ(records.at(0).actors.at(0).name, "Norway");
  EXPECT_EQ(records[0].trigger_lemma, "kündigen");
}

TEST(EventRecord, OpenSidesOfAnIntervalStayEmpty) {
  const auto article = example_article();
  article->events[0].timex = kNone;
  article->events[0].interval = {Interval::kMin, *parse_iso_day("2024-05-14")};
  const auto records = make_records(*article, "1.0");
  ASSERT_TRUE(records.at(0).time.has_value());
  EXPECT_EQ(records[0].time->from, "");
  EXPECT_EQ(records[0].time->to, "2024-05-14");
  EXPECT_EQ(records[0].time->text, "");
  article->events[0].interval = {};
  EXPECT_FALSE(make_records(*article, "1.0").at(0).time.has_value());
}

TEST(EventRecord, InferredPublicationKeepsItsSpanAndHasNoDay) {
  const auto article = example_article();
  article->date = {DateBasis::kInferred,
                   {*parse_iso_day("2024-05-01"), *parse_iso_day("2024-05-31")}};
  const auto records = make_records(*article, "1.0");
  EXPECT_EQ(records.at(0).article.date, "");
  EXPECT_EQ(records[0].article.date_basis, "inferred");
  EXPECT_EQ(records[0].article.date_from, "2024-05-01");
  EXPECT_EQ(records[0].article.date_to, "2024-05-31");
}

}  // namespace
}  // namespace diurna
