#include "extract/boilerplate.h"

#include <gtest/gtest.h>

#include "base/files.h"

#include <unistd.h>

#include <filesystem>

namespace diurna {
namespace {

const Boilerplate& rules() {
  static const auto loaded = Boilerplate::load(DIURNA_SOURCE_DIR "/data");
  EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
  return loaded.value();
}

TEST(Boilerplate, ExamplesOfTheDataFilesAreRight) {
  for (const auto& failure : rules().failing_examples()) ADD_FAILURE() << failure;
}

TEST(Boilerplate, CreditsAreReadAsAgencies) {
  EXPECT_EQ(rules().agency_in("dpa"), "Deutsche Presse-Agentur");
  EXPECT_EQ(rules().agency_in("AFP/sda, red"), "Agence France-Presse");
  EXPECT_EQ(rules().agency_in("APA, 25.7.2015"), "Austria Presse Agentur");
  EXPECT_EQ(rules().agency_in("AP told the court"), "");
  EXPECT_EQ(rules().agency_in(""), "");
}

TEST(Boilerplate, CreditsAreCutOffAndNothingElse) {
  const auto left = [](std::string_view text) {
    return std::string(text.substr(0, rules().end_without_credits(text)));
  };
  EXPECT_EQ(left("Nun soll der Abzug folgen. - keystone"), "Nun soll der Abzug folgen.");
  EXPECT_EQ(left("Er trat zurück. (APA, red, 25.7.2015)"), "Er trat zurück.");
  EXPECT_EQ(left("Er trat zurück. SDA/AFP"), "Er trat zurück.");
  EXPECT_EQ(left("The bridge after the attack © AFP"), "The bridge after the attack");
  EXPECT_EQ(left("Die Brücke nach dem Angriff. Foto: Erika Musterfrau"),
            "Die Brücke nach dem Angriff.");
  EXPECT_EQ(left("Das sagte er der Agentur AFP."), "Das sagte er der Agentur AFP.");
  EXPECT_EQ(left("Die Partei (CDU)"), "Die Partei (CDU)");
  EXPECT_EQ(left("He spoke to Reuters"), "He spoke to Reuters");
}

TEST(Boilerplate, MistakesInTheDataNameFileAndLine) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("diurna_boilerplate" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "xx");
  std::filesystem::create_directories(folder / "world");
  ASSERT_TRUE(write_file((folder / "world/agencies.tsv").string(), "name\tforms\nA\tA\n").ok());
  ASSERT_TRUE(
      write_file((folder / "xx/boilerplate.txt").string(),
                 "rule: one\npattern: (open\n\nrule: two\nlines: x\n\nrule: three\nbyline: by .*\n")
          .ok());
  const auto loaded = Boilerplate::load(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().message.find("boilerplate.txt:2: '(open' is no regular expression"),
            std::string::npos);
  EXPECT_NE(loaded.error().message.find("boilerplate.txt:5: no key 'lines'"), std::string::npos);
  EXPECT_NE(loaded.error().message.find("boilerplate.txt:8: a byline without a group"),
            std::string::npos);
}

}  // namespace
}  // namespace diurna
