// Runs the text cases of tests/cases/<lang>/*.case through the whole engine. A file holds one
// record or more, parted by blank lines:
//
//   lang: de
//   date: 2024-05-14
//   text: Oslo hat am Montag das Fischereiabkommen mit Moskau gekündigt.
//   event: SANCTION/discontinue occurred Oslo -> Moskau on 2024-05-13
//   never: AID
//
// An event is TYPE[/mode] status ACTORS [-> RECIPIENTS] [about TYPE[/mode]] [on YYYY-MM-DD].
// Parties are parted by commas; each has to stand in the text or the name of one of the event's
// parties, and "-" says that there is none. `about` is the act, `on` a day that the event's
// interval holds. `never` is a type that must not be found, or "any". `event?` and `never?` are
// wanted and not there yet: they are counted and do not fail. DIURNA_SHOW=1 prints them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "base/data_files.h"
#include "base/strings.h"
#include "diurna/engine.h"

namespace diurna {
namespace {

namespace fs = std::filesystem;

struct Expected {
  std::string type, mode, status, actors, act_type, act_mode, day;
  std::optional<std::string> recipients;
};

// Takes what stands behind the last `word` off the end of `text`.
std::string cut_tail(std::string& text, const std::string& word) {
  const auto at = text.rfind(word);
  if (at == std::string::npos) return {};
  std::string tail(trim(std::string_view(text).substr(at + word.size())));
  text.resize(at);
  return tail;
}

void part_mode(const std::string& text, std::string& type, std::string& mode) {
  const auto slash = text.find('/');
  type = text.substr(0, slash);
  mode = slash == std::string::npos ? "" : text.substr(slash + 1);
}

Expected read_expected(std::string text) {
  Expected expected;
  expected.day = cut_tail(text, " on ");
  part_mode(cut_tail(text, " about "), expected.act_type, expected.act_mode);
  if (text.find("->") != std::string::npos) expected.recipients = cut_tail(text, "->");
  const auto first = text.find(' ');
  const auto second = text.find(' ', first + 1);
  part_mode(text.substr(0, first), expected.type, expected.mode);
  if (first != std::string::npos) expected.status = text.substr(first + 1, second - first - 1);
  if (second != std::string::npos)
    expected.actors = std::string(trim(std::string_view(text).substr(second)));
  return expected;
}

bool side_fits(std::string_view expected, const std::vector<PartyRecord>& parties) {
  for (const auto word : split_trimmed(expected, ",")) {
    if (word == "-") return parties.empty();
    const bool found = std::any_of(parties.begin(), parties.end(), [&](const PartyRecord& p) {
      return p.text.find(word) != std::string::npos || p.name.find(word) != std::string::npos;
    });
    if (!found) return false;
  }
  return true;
}

bool day_fits(const std::string& day, const std::optional<TimeRecord>& time) {
  if (day.empty()) return true;
  if (!time) return false;
  return (time->from.empty() || time->from <= day) && (time->to.empty() || day <= time->to);
}

bool fits(const Expected& e, const EventRecord& r) {
  return r.type == e.type && (e.mode.empty() || r.mode == e.mode) && r.status == e.status &&
         (e.act_type.empty() || r.act_type == e.act_type) &&
         (e.act_mode.empty() || r.act_mode == e.act_mode) && side_fits(e.actors, r.actors) &&
         (!e.recipients || side_fits(*e.recipients, r.recipients)) && day_fits(e.day, r.time);
}

bool found(const std::string& expected, const std::vector<EventRecord>& records) {
  const Expected e = read_expected(expected);
  return std::any_of(records.begin(), records.end(),
                     [&](const EventRecord& r) { return fits(e, r); });
}

bool absent(const std::string& type, const std::vector<EventRecord>& records) {
  return std::none_of(records.begin(), records.end(),
                      [&](const EventRecord& r) { return type == "any" || r.type == type; });
}

std::string parties_text(const std::vector<PartyRecord>& parties) {
  std::string text;
  for (const auto& p : parties) text += (text.empty() ? "" : ", ") + p.text;
  return text.empty() ? "-" : text;
}

std::string events_text(const std::vector<EventRecord>& records) {
  std::string text;
  for (const auto& r : records) {
    text += "\n    found " + r.type + (r.mode.empty() ? "" : "/" + r.mode) + " " + r.status + " " +
            parties_text(r.actors) + " -> " + parties_text(r.recipients);
    if (!r.act_type.empty())
      text += " about " + r.act_type + (r.act_mode.empty() ? "" : "/" + r.act_mode);
    if (r.time) text += " on " + r.time->from + ".." + r.time->to;
    text += " by " + r.frame;
  }
  return text.empty() ? "\n    found nothing" : text;
}

std::vector<Stanza> read_cases(const std::string& lang) {
  std::vector<fs::path> paths;
  for (const auto& entry :
       fs::directory_iterator(fs::path(DIURNA_SOURCE_DIR) / "tests" / "cases" / lang))
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Stanza> cases;
  for (const auto& path : paths) {
    auto read = read_stanzas(path.string());
    EXPECT_TRUE(read.ok()) << read.error().message;
    if (read.ok()) cases.insert(cases.end(), read.value().begin(), read.value().end());
  }
  return cases;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, GiveTheirEvents) {
  const std::string models = Engine::default_data_dir() + "/../models";
  if (!fs::exists(models + "/" + GetParam() + ".dnm")) GTEST_SKIP() << "the network is not there";
  auto engine = Engine::load({.data_dir = {}, .models_dir = {}, .languages = {GetParam()}});
  ASSERT_TRUE(engine.ok()) << engine.error().message;
  const auto cases = read_cases(GetParam());
  ASSERT_FALSE(cases.empty());
  const bool show = std::getenv("DIURNA_SHOW") != nullptr;
  int asked = 0, wanted = 0, granted = 0;
  for (const auto& stanza : cases) {
    auto events = engine.value().code(
        stanza.get("text"),
        {.date = stanza.get("date"), .lang = stanza.get("lang"), .keep_text = true});
    ASSERT_TRUE(events.ok()) << stanza.where() << ": " << events.error().message;
    for (const auto& field : stanza.fields) {
      const bool event = field.key == "event" || field.key == "event?";
      const bool never = field.key == "never" || field.key == "never?";
      if (!event && !never) {
        EXPECT_TRUE(field.key == "lang" || field.key == "date" || field.key == "text")
            << stanza.where(field) << ": no key '" << field.key << "'";
        continue;
      }
      const bool right =
          event ? found(field.value, events.value()) : absent(field.value, events.value());
      if (field.key.back() != '?') {
        ++asked;
        EXPECT_TRUE(right) << stanza.where(field) << ": " << field.key << ": " << field.value
                           << "\n    " << stanza.get("text") << events_text(events.value());
        continue;
      }
      ++wanted;
      granted += right;
      if (show)
        std::printf("%s: %s %s: %s\n    %s%s\n", stanza.where(field).c_str(),
                    right ? "now passes," : "still wanted,", field.key.c_str(), field.value.c_str(),
                    stanza.get("text").c_str(), events_text(events.value()).c_str());
    }
  }
  std::printf("%s: %zu cases, %d expectations, %d more are wanted and %d of these pass already\n",
              GetParam().c_str(), cases.size(), asked, wanted, granted);
}

INSTANTIATE_TEST_SUITE_P(Languages, Cases, testing::Values("de", "en"),
                         [](const auto& info) { return info.param; });

TEST(CaseFormat, PartsOfAnExpectationAreTold) {
  const Expected e = read_expected(
      "REQUEST/yield requested Oslo, Bergen -> Moskau about RETREAT/withdraw on 2024-05-13");
  EXPECT_EQ(e.type, "REQUEST");
  EXPECT_EQ(e.mode, "yield");
  EXPECT_EQ(e.status, "requested");
  EXPECT_EQ(e.actors, "Oslo, Bergen");
  EXPECT_EQ(e.recipients, "Moskau");
  EXPECT_EQ(e.act_type, "RETREAT");
  EXPECT_EQ(e.act_mode, "withdraw");
  EXPECT_EQ(e.day, "2024-05-13");
  const Expected bare = read_expected("PROTEST occurred Studenten");
  EXPECT_EQ(bare.type, "PROTEST");
  EXPECT_EQ(bare.actors, "Studenten");
  EXPECT_FALSE(bare.recipients);
}

}  // namespace
}  // namespace diurna
