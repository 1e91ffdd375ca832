// The whole job on the report that the design names as the first to get right. Skips where that
// report or the networks are absent.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/files.h"
#include "diurna/engine.h"

namespace diurna {
namespace {

constexpr int kWanted = 10;   // of its events with type and actors' countries right
constexpr int kSpurious = 4;  // most that may be coded beside them

TEST(SharedArticle, IsCodedEventByEventWithoutInventions) {
  const std::string folder = std::string(DIURNA_SOURCE_DIR) + "/../shared/articles/";
  auto text = read_file(folder + "niger.de.txt");
  auto gold_text = read_file(folder + "niger.de.gold.json");
  if (!text.ok() || !gold_text.ok()) GTEST_SKIP() << "the report is not there";
  auto engine = Engine::load({});
  if (!engine.ok() && engine.error().kind == Error::kNotFound)
    GTEST_SKIP() << engine.error().message;
  ASSERT_TRUE(engine.ok()) << engine.error().message;
  auto events = engine.value().code(text.value(), {.date = "2024-04-25"});
  ASSERT_TRUE(events.ok()) << events.error().message;

  std::set<size_t> used;
  int found = 0;
  const auto wanted = nlohmann::json::parse(gold_text.value());
  for (const auto& gold : wanted["events"]) {
    std::set<std::string> types = {gold["type"].get<std::string>()};
    for (const auto& type : gold.value("alt_types", nlohmann::json::array()))
      types.insert(type.get<std::string>());
    for (size_t e = 0; e < events.value().size(); ++e) {
      const auto& event = events.value()[e];
      const bool actor =
          std::any_of(event.actors.begin(), event.actors.end(), [&](const PartyRecord& p) {
            return std::any_of(gold["actors"].begin(), gold["actors"].end(),
                               [&](const nlohmann::json& g) { return g["country"] == p.country; });
          });
      if (used.count(e) > 0 || !actor || types.count(event.type) == 0) continue;
      used.insert(e);
      ++found;
      break;
    }
  }
  EXPECT_GE(found, kWanted);
  EXPECT_LE(events.value().size() - used.size(), static_cast<size_t>(kSpurious));
  for (const auto& event : events.value())
    for (const auto* leftover : {"keystone", "TerrorismusRegierung", "Mehr zum Thema"})
      EXPECT_EQ(event.evidence.text.find(leftover), std::string::npos) << event.evidence.text;
}

}  // namespace
}  // namespace diurna
