// One article in every layout, against the files of tests/golden/. After a wanted change of a
// layout, run the test with DIURNA_REWRITE_GOLDEN=1 and read the difference before it is committed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/files.h"
#include "format/conllu.h"
#include "format/event_csv.h"
#include "format/event_json.h"
#include "format/event_record.h"
#include "format/event_table.h"
#include "format/example_article.h"
#include "format/explain_text.h"
#include "format/standoff.h"

namespace diurna {
namespace {

void expect_golden(const std::string& file, const std::string& found) {
  const std::string path = std::string(DIURNA_SOURCE_DIR) + "/tests/golden/" + file;
  if (std::getenv("DIURNA_REWRITE_GOLDEN") != nullptr) {
    ASSERT_TRUE(write_file(path, found).ok());
  }
  const auto expected = read_file(path);
  ASSERT_TRUE(expected.ok()) << expected.error().message;
  EXPECT_EQ(found, expected.value()) << path;
}

TEST(Golden, JsonLines) {
  std::string out;
  for (const auto& record : make_records(*example_article(), "1.0")) write_event_json(record, out);
  expect_golden("example.jsonl", out);
}

TEST(Golden, Csv) {
  std::string out;
  write_csv_header(out);
  for (const auto& record : make_records(*example_article(), "1.0")) write_event_csv(record, out);
  expect_golden("example.csv", out);
}

TEST(Golden, Table) {
  std::string out;
  const auto records = make_records(*example_article(), "1.0");
  write_event_table(records, records.at(0).article, 60, false, out);
  expect_golden("example.table.txt", out);
}

TEST(Golden, Conllu) {
  std::string out;
  write_conllu(*example_article(), out);
  expect_golden("example.conllu", out);
}

TEST(Golden, Standoff) {
  std::string out;
  write_standoff(*example_article(),
                 {Layer::kTokens, Layer::kSyntax, Layer::kEntities, Layer::kTimexes, Layer::kPlaces,
                  Layer::kAttributions},
                 out);
  expect_golden("example.standoff.jsonl", out);
}

TEST(Golden, Tree) {
  std::string out;
  write_tree(*example_article(), 1, out);
  expect_golden("example.tree.txt", out);
}

}  // namespace
}  // namespace diurna
