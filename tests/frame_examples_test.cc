// Runs every example of every frame through the whole engine: `+` must give its event with its
// parties, `-` must not evoke its frame. Parsers err, so the share that passes is held above a
// floor; DIURNA_SHOW=1 prints each one that fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/strings.h"
#include "diurna/engine.h"
#include "event/event_coder.h"

namespace diurna {
namespace {

constexpr double kPositiveFloor = DIURNA_POSITIVE_FLOOR;  // share of `+` examples that pass
constexpr double kNegativeFloor = DIURNA_NEGATIVE_FLOOR;  // share of `-` examples that pass

std::string parties_text(const std::vector<PartyRecord>& parties) {
  std::string text;
  for (const auto& p : parties) text += (text.empty() ? "" : ", ") + p.text;
  return text.empty() ? "-" : text;
}

// Every expected head word stands in one of the parties; "-" or nothing expects none.
bool side_fits(std::string_view expected, const std::vector<PartyRecord>& parties) {
  for (const auto word : split_trimmed(expected, ",")) {
    if (word == "-") return parties.empty();
    const bool found = std::any_of(parties.begin(), parties.end(), [&](const PartyRecord& p) {
      return p.text.find(word) != std::string::npos;
    });
    if (!found) return false;
  }
  return true;
}

bool fits(const FrameExample& example, const std::vector<EventRecord>& events) {
  const auto arrow = example.expected.find("->");
  const std::string_view expected = example.expected;
  for (const auto& event : events) {
    if (event.frame != example.frame && event.type != example.type &&
        event.act_type != example.type)
      continue;
    const bool actors = side_fits(trim(expected.substr(0, arrow)), event.actors);
    const bool recipients =
        arrow == std::string::npos || side_fits(trim(expected.substr(arrow + 2)), event.recipients);
    if (actors && recipients) return true;
  }
  return false;
}

TEST(FrameExamples, GiveTheirEventsAndFalseFriendsGiveNone) {
  const std::string models = Engine::default_data_dir() + "/../models";
  if (!std::filesystem::exists(models + "/de.dnm") || !std::filesystem::exists(models + "/en.dnm"))
    GTEST_SKIP() << "the networks are not there";
  auto engine = Engine::load({});
  ASSERT_TRUE(engine.ok()) << engine.error().message;
  const bool show = std::getenv("DIURNA_SHOW") != nullptr;
  std::map<std::string, std::array<int, 4>> counts;  // by language: + right, + all, - right, - all
  for (const auto& example : engine.value().coder()->examples()) {
    auto events = engine.value().code(
        example.text, {.date = "2024-05-14", .lang = example.lang, .keep_text = true});
    ASSERT_TRUE(events.ok()) << example.where << ": " << events.error().message;
    const bool evoked = std::any_of(events.value().begin(), events.value().end(),
                                    [&](const EventRecord& e) { return e.frame == example.frame; });
    const bool right = example.positive ? fits(example, events.value()) : !evoked;
    auto& count = counts[example.lang];
    count[example.positive ? 0 : 2] += right;
    count[example.positive ? 1 : 3] += 1;
    if (right || !show) continue;
    std::printf("%s: %s %s\n", example.where.c_str(), example.positive ? "+" : "-",
                example.text.c_str());
    if (example.positive) std::printf("    expected %s\n", example.expected.c_str());
    for (const auto& e : events.value())
      std::printf("    found %s %s -> %s by %s\n", e.type.c_str(), parties_text(e.actors).c_str(),
                  parties_text(e.recipients).c_str(), e.frame.c_str());
  }
  for (const auto& [lang, count] : counts) {
    std::printf("%s: %d of %d positive, %d of %d negative examples\n", lang.c_str(), count[0],
                count[1], count[2], count[3]);
    EXPECT_GE(count[0], kPositiveFloor * count[1]) << lang;
    EXPECT_GE(count[2], kNegativeFloor * count[3]) << lang;
  }
}

}  // namespace
}  // namespace diurna
