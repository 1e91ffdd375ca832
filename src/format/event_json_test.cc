#include "format/event_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "format/event_record.h"
#include "format/example_article.h"

namespace diurna {
namespace {

using Json = nlohmann::json;

std::string line_of(const EventRecord& record) {
  std::string out;
  write_event_json(record, out);
  return out;
}

TEST(EventJson, OneRecordIsOneLine) {
  EventRecord record;
  record.evidence.text = "eine\nZeile\r\nund \"noch\" eine";
  const std::string line = line_of(record);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_EQ(line.back(), '\n');
  EXPECT_EQ(Json::parse(line)["evidence"]["sentence"], record.evidence.text);
}

TEST(EventJson, WhatIsNotKnownIsNullOrAnEmptyList) {
  const Json json = Json::parse(line_of({}));
  for (const char* key : {"mode", "act", "cameo", "time", "place", "story"})
    EXPECT_TRUE(json.at(key).is_null()) << key;
  for (const char* key :
       {"contexts", "actors", "recipients", "quantities", "attribution", "also"}) {
    EXPECT_TRUE(json.at(key).is_array() && json[key].empty()) << key;
  }
  for (const char* key : {"url", "title", "date", "date_basis", "date_span", "lang", "source"})
    EXPECT_TRUE(json.at("article").at(key).is_null()) << key;
}

TEST(EventJson, KeepsTheOrderOfTheContract) {
  const auto json = nlohmann::ordered_json::parse(line_of({}));
  std::string keys;
  for (const auto& item : json.items()) keys += item.key() + " ";
  EXPECT_EQ(keys,
            "id article type mode contexts act status quad score cameo actors recipients trigger "
            "time place quantities "
            "attribution evidence also confidence story coder ");
}

TEST(EventJson, NumbersAreWrittenWithoutTheNoiseOfFloats) {
  const std::string line = line_of(make_records(*example_article(), "1.0").at(0));
  EXPECT_NE(line.find("\"score\":-5.6,"), std::string::npos) << line;
  EXPECT_NE(line.find("\"confidence\":0.8725,"), std::string::npos) << line;
}

TEST(EventJson, WholeQuantitiesAreWholeNumbers) {
  EventRecord record;
  record.quantities.resize(3);
  record.quantities[0].value = 1000;
  record.quantities[1].value = 2.5;
  const Json json = Json::parse(line_of(record));
  EXPECT_TRUE(json["quantities"][0]["value"].is_number_integer());
  EXPECT_EQ(json["quantities"][1]["value"], 2.5);
  EXPECT_TRUE(json["quantities"][2]["value"].is_null());
}

TEST(EventJson, ActsHaveTypeAndMode) {
  EventRecord record;
  record.act_type = "RETREAT";
  EXPECT_EQ(Json::parse(line_of(record))["act"], (Json{{"type", "RETREAT"}, {"mode", nullptr}}));
}

TEST(EventJson, BrokenBytesDoNotBreakTheLine) {
  EventRecord record;
  record.evidence.text =
      "Gr\xFC\xDF"
      "e";
  EXPECT_FALSE(Json::parse(line_of(record), nullptr, false).is_discarded());
}

TEST(EventJson, TimeWithoutWordsHasNoOffsets) {
  EventRecord record;
  record.time = TimeRecord{};
  record.time->to = "2024-05-14";
  const Json time = Json::parse(line_of(record))["time"];
  EXPECT_TRUE(time["text"].is_null());
  EXPECT_TRUE(time["start"].is_null());
  EXPECT_TRUE(time["from"].is_null());
  EXPECT_EQ(time["to"], "2024-05-14");
}

}  // namespace
}  // namespace diurna
