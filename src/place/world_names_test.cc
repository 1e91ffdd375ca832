#include "place/world_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/files.h"
#include "place/place_key.h"
#include "place/ranking.h"
#include "place/toponym_words.h"

namespace diurna {
namespace {

const std::string kData = std::string(DIURNA_SOURCE_DIR) + "/data";

class Folder {
 public:
  explicit Folder(const char* name)
      : path_(std::filesystem::temp_directory_path() / (std::string("diurna_place_") + name)) {
    std::filesystem::create_directories(path_ / "world");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string path() const { return path_.string(); }
  void write(const std::string& file, const std::string& text) const {
    EXPECT_TRUE(write_file((path_ / file).string(), text).ok());
  }

 private:
  std::filesystem::path path_;
};

constexpr const char* kCountries =
    "code\talpha2\tgeonameid\tname_en\tname_de\taliases_en\tlat\tlon\tuntil\n"
    "UTO\tUT\t5\tUtopia\tUtopien\tRepublic of Utopia\t10\t20\t-\n";
constexpr const char* kRegionHeader =
    "id\tclass\tname_en\tname_de\taliases\tcountries\tlat\tlon\tradius_km\tgeonameid\n";

TEST(WorldNames, FindsCountriesRegionsAndWhatIsDerivedFromThem) {
  const Folder folder("find");
  folder.write("world/countries.tsv", kCountries);
  folder.write("world/regions.tsv",
               std::string(kRegionHeader) +
                   "marsh\tregion\tThe Marsh\tDas Moor\tMoorland\tUTO\t11\t21\t50\t-\n");
  std::filesystem::create_directories(folder.path() + "/en");
  folder.write("en/demonyms.tsv",
               "form\tcode\tkind\tsource\nUtopian\tUTO\tadj\town\nUtopian\tUTO\tnoun\town\nMarshy\t"
               "marsh\tadj\town\n");
  const auto world = WorldNames::load(folder.path(), {"en", "xx"});
  ASSERT_TRUE(world.ok()) << world.error().message;
  const auto& names = world.value();
  ASSERT_EQ(names.find(place_key("Utopien"), "en").size(), 1u);
  EXPECT_TRUE(names.find(place_key("Utopien"), "en")[0].main_name);
  EXPECT_FALSE(names.find(place_key("Republic of Utopia"), "en")[0].main_name);
  EXPECT_TRUE(names.find(place_key("utopian"), "en")[0].derived);
  EXPECT_TRUE(names.find(place_key("utopian"), "xx").empty());
  EXPECT_EQ(names.area(names.find(place_key("Marshy"), "en")[0].area).id, "marsh");
  EXPECT_EQ(names.domain("ut").view(), "UTO");
  EXPECT_TRUE(names.domain("zz").empty());
}

TEST(WorldNames, TellsAllMistakesOfATable) {
  const Folder folder("mistakes");
  folder.write("world/countries.tsv", kCountries);
  folder.write("world/regions.tsv", std::string(kRegionHeader) +
                                        "a\tsea\tA Sea\t-\t-\tXXX\t11\t21\t50\t-\n" +
                                        "b\tsea\tB Sea\t-\t-\tUTO\t111\t21\t50\t-\n" +
                                        "c\tsea\tC Sea\t-\t-\tUTO\t11\t21\twide\t-\n");
  const auto world = WorldNames::load(folder.path(), {});
  ASSERT_FALSE(world.ok());
  EXPECT_THAT(world.error().message, testing::HasSubstr("regions.tsv:2: no country 'XXX'"));
  EXPECT_THAT(world.error().message, testing::HasSubstr("regions.tsv:3: position"));
  EXPECT_THAT(world.error().message, testing::HasSubstr("regions.tsv:4: radius 'wide'"));
}

TEST(ToponymWords, RejectsUnknownKindsAndClasses) {
  const Folder folder("words");
  folder.write(
      "toponyms.tsv",
      "form\tkind\tclass\tsource\nof\tlink\t-\town\nLand\tclass\tplanet\town\nx\tsuffix\t-\town\n");
  const auto words = ToponymWords::load(folder.path() + "/toponyms.tsv");
  ASSERT_FALSE(words.ok());
  EXPECT_THAT(words.error().message, testing::HasSubstr("toponyms.tsv:3: class 'planet'"));
  EXPECT_THAT(words.error().message, testing::HasSubstr("toponyms.tsv:4: kind 'suffix'"));
  EXPECT_TRUE(ToponymWords::load(folder.path() + "/none.tsv").ok());
}

TEST(WorldData, EveryRegionLiesNearItsCountries) {
  const auto world = WorldNames::load(kData, {"de", "en"});
  ASSERT_TRUE(world.ok()) << world.error().message;
  for (uint32_t a = 0; a < world.value().size(); ++a) {
    const auto& area = world.value().area(a);
    if (area.country() || area.klass == "union" || area.countries.empty()) continue;
    double nearest = 1e9;
    for (const auto code : area.countries) {
      const auto& country = world.value().area(world.value().country(code));
      nearest = std::min(nearest, distance_km(area.lat, area.lon, country.lat, country.lon));
    }
    EXPECT_LT(nearest, 6500) << area.id;
    EXPECT_FALSE(area.name.empty()) << area.id;
  }
}

TEST(WorldData, WordsOfEachLanguageCanBeRead) {
  for (const char* language : {"de", "en", "TEMPLATE"})
    EXPECT_TRUE(ToponymWords::load(kData + "/" + language + "/toponyms.tsv").ok()) << language;
}

TEST(Distance, OfKnownTowns) {
  EXPECT_NEAR(distance_km(52.52, 13.405, 48.137, 11.575), 504, 3);
  EXPECT_NEAR(distance_km(0, 179.9, 0, -179.9), 22, 1);
}

}  // namespace
}  // namespace diurna
