#include "format/event_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/strings.h"
#include "format/event_record.h"
#include "format/example_article.h"
#include "text/utf8.h"

namespace diurna {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string table(const std::vector<EventRecord>& records, int width = 80, bool colour = false) {
  std::string out;
  write_event_table(records, records.empty() ? ArticleRecord{} : records[0].article, width, colour,
                    out);
  return out;
}

TEST(EventTable, TellsWhoDidWhatToWhomAndWhen) {
  const auto text = table(make_records(*example_article(), "1.0"));
  EXPECT_THAT(text, HasSubstr("SANCTION/discontinue"));
  EXPECT_THAT(text, HasSubstr("Norway [NOR GOV]  ->  Russia [RUS]"));
  EXPECT_THAT(text, HasSubstr("when 2024-05-13 (\"am Montag\")"));
  EXPECT_THAT(text, HasSubstr("where Moscow (RUS)"));
  EXPECT_THAT(text, HasSubstr("1 event)"));
}

TEST(EventTable, LongSentencesAreWrappedToTheWidth) {
  EventRecord record;
  for (int i = 0; i < 40; ++i) record.evidence.text += "Straßenschlösser ";
  const std::string text = table({record}, 50);
  for (const auto line : split(text, '\n')) EXPECT_LE(count_code_points(line), 50u) << line;
}

TEST(EventTable, ColoursAreWrittenOnlyWhenAskedFor) {
  const auto records = make_records(*example_article(), "1.0");
  EXPECT_THAT(table(records), Not(HasSubstr("\033")));
  EXPECT_THAT(table(records, 80, true), HasSubstr("\033[1m"));
}

TEST(EventTable, ArticlesWithoutEventsSaySo) {
  EXPECT_THAT(table({}), HasSubstr("0 events)"));
}

TEST(EventTable, OpenIntervalsAreSpokenOut) {
  EventRecord record;
  record.time = TimeRecord{};
  record.time->to = "2024-05-14";
  EXPECT_THAT(table({record}), HasSubstr("when by 2024-05-14"));
  record.time->from = "2024-05-01";
  EXPECT_THAT(table({record}), HasSubstr("when 2024-05-01..2024-05-14"));
}

}  // namespace
}  // namespace diurna
