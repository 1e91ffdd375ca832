#include "base/data_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/files.h"

namespace diurna {
namespace {

class DataFilesTest : public testing::Test {
 protected:
  std::string write(const std::string& text) {
    const std::string path = testing::TempDir() + "/data_files_" + std::to_string(::getpid());
    EXPECT_TRUE(write_file(path, text).ok());
    return path;
  }
};

TEST_F(DataFilesTest, TableKnowsColumnsLinesAndUnknownCells) {
  auto table = Table::read(write("# a comment\nlemma\tsectors\tsource\n\nKreml\tGOV\t-\nJunta\n"),
                           {"lemma", "sectors"});
  ASSERT_TRUE(table.ok()) << table.error().message;
  ASSERT_EQ(table.value().rows().size(), 2u);
  const auto& row = table.value().rows()[0];
  EXPECT_EQ(table.value().cell(row, "sectors"), "GOV");
  EXPECT_EQ(table.value().cell(row, "source"), "");
  EXPECT_EQ(row.line, 4);
  EXPECT_EQ(table.value().cell(table.value().rows()[1], "sectors"), "");
}

TEST_F(DataFilesTest, TableRefusesMissingColumnsAndLongRows) {
  EXPECT_THAT(Table::read(write("a\tb\n1\t2\n"), {"c"}).error().message,
              testing::HasSubstr(":1: no column 'c'"));
  EXPECT_THAT(Table::read(write("a\tb\n1\t2\t3\n"), {}).error().message,
              testing::HasSubstr(":2: 3 cells"));
}

TEST_F(DataFilesTest, StanzasKeepOrderCommentsAndExamples) {
  auto stanzas = read_stanzas(
      write("# head\nframe: a\ntype: X  # why\n+ A b. => A\n- C d.   # no\n\nframe: b\n"));
  ASSERT_TRUE(stanzas.ok()) << stanzas.error().message;
  ASSERT_EQ(stanzas.value().size(), 2u);
  EXPECT_EQ(stanzas.value()[0].get("type"), "X");
  EXPECT_EQ(stanzas.value()[0].get("+"), "A b. => A");
  EXPECT_EQ(stanzas.value()[0].fields[3].comment, "no");
  EXPECT_EQ(stanzas.value()[1].fields[0].line, 7);
}

TEST_F(DataFilesTest, StanzaLineWithoutAKeyIsNamedWithItsLine) {
  EXPECT_THAT(read_stanzas(write("frame: a\nnonsense\n")).error().message,
              testing::HasSubstr(":2: expected 'key: value'"));
}

TEST_F(DataFilesTest, MissingFileIsNotFound) {
  auto list = read_list("/nonexistent/list.txt");
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().kind, Error::kNotFound);
}

}  // namespace
}  // namespace diurna
