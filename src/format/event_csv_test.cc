#include "format/event_csv.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace diurna {
namespace {

// A strict reader of RFC 4180, one record.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"')
      cells.back() += line[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == ',')
      cells.emplace_back();
    else if (!quoted && c == '\n')
      break;
    else
      cells.back() += c;
  }
  return cells;
}

std::map<std::string, std::string> row_of(const EventRecord& record) {
  std::string header, line;
  write_csv_header(header);
  write_event_csv(record, line);
  const auto names = cells_of(header), cells = cells_of(line);
  EXPECT_EQ(names.size(), cells.size());
  std::map<std::string, std::string> row;
  for (size_t c = 0; c < names.size() && c < cells.size(); ++c) row[names[c]] = cells[c];
  EXPECT_EQ(row.size(), names.size()) << "two columns have one name";
  return row;
}

TEST(EventCsv, EveryRowHasTheColumnsOfTheHeader) {
  EXPECT_EQ(row_of({})["type"], "");
  EventRecord record;
  record.type = "PROTEST";
  record.place = PlaceRecord{};
  record.time = TimeRecord{};
  EXPECT_EQ(row_of(record)["type"], "PROTEST");
}

TEST(EventCsv, CommasQuotesAndLineBreaksSurvive) {
  EventRecord record;
  record.article.title = "Oslo, \"Moskau\"";
  record.evidence.text = "erste Zeile\nzweite, Zeile";
  const auto row = row_of(record);
  EXPECT_EQ(row.at("title"), "Oslo, \"Moskau\"");
  EXPECT_EQ(row.at("sentence"), "erste Zeile\nzweite, Zeile");
}

TEST(EventCsv, MembersOfAListArePartedBySemicolons) {
  EventRecord record;
  record.actors.resize(2);
  record.actors[0].name = "Norway";
  record.actors[0].country = "NOR";
  record.actors[0].sectors = {"GOV", "MIL"};
  record.actors[1].text = "Demonstranten";
  const auto row = row_of(record);
  EXPECT_EQ(row.at("actors"), "Norway; Demonstranten");
  EXPECT_EQ(row.at("actor_sectors").substr(0, 8), "GOV; MIL");
}

// The members of the columns of names, countries and sectors belong together by their position.
TEST(EventCsv, CountriesStandAtThePositionOfTheirParty) {
  EventRecord record;
  record.actors.resize(2);
  record.actors[0].text = "Demonstranten";
  record.actors[1].name = "Norway";
  record.actors[1].country = "NOR";
  EXPECT_EQ(row_of(record).at("actor_countries"), "; NOR");
}

TEST(EventCsv, FormulasAreShownAsText) {
  EventRecord record;
  record.article.title = "=HYPERLINK(\"x\")";
  EXPECT_EQ(row_of(record).at("title"), "'=HYPERLINK(\"x\")");
}

TEST(EventCsv, CoordinatesAreLeftEmptyWhereNoPlaceIsKnown) {
  EventRecord record;
  EXPECT_EQ(row_of(record).at("lat"), "");
  record.place = PlaceRecord{};
  record.place->lat = -18.5;
  EXPECT_EQ(row_of(record).at("lat"), "-18.5000");
}

}  // namespace
}  // namespace diurna
