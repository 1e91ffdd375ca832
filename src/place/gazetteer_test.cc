#include "place/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "place/gazetteer_writer.h"
#include "place/place_key.h"

namespace diurna {
namespace {

constexpr const char* kAreas =
    "# a comment\n"
    "geonameid\tcountry\tadmin1\tpopulation\tlat\tlon\tname_en\tname_de\tname_fr\tname_"
    "es\talternates\n"
    "11\tUTO\tN\t900000\t10.5\t20.25\tNorthmark\tNordmark\t-\t-\tN.M.|Northern Mark\n";
constexpr const char* kPlaces =
    "geonameid\tcountry\tadmin1\tadmin2\tfeature\tpopulation\tlat\tlon\tname_en\tname_de\tname_"
    "fr\tname_es\talternates\n"
    "21\tUTO\tN\t-\tPPLC\t500000\t10.0\t20.0\tOldport\tAlthafen\tVieux-Port\t-\tHavn\n"
    "22\tUTO\tN\t7\tPPL\t1200\t10.2\t20.2\tOldport\t-\t-\t-\t-\n"
    "23\tUTO\tN\t7\tADM2\t3000\t10.3\t20.3\tOldport County\t-\t-\t-\t-\n";

Gazetteer utopia() {
  auto bytes = compile_gazetteer(kPlaces, kAreas);
  EXPECT_TRUE(bytes.ok());
  auto gazetteer = Gazetteer::from_bytes(bytes.take());
  EXPECT_TRUE(gazetteer.ok());
  return gazetteer.take();
}

TEST(Gazetteer, FindsPlacesOfOneNameTheMostPopulousFirst) {
  const auto gazetteer = utopia();
  const auto found = gazetteer.find(place_key("OLDPORT"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(gazetteer.place(found[0].place).geonameid, 21u);
  EXPECT_EQ(gazetteer.place(found[1].place).geonameid, 22u);
  EXPECT_EQ(found[0].kind, NameKind::kMain);
  EXPECT_TRUE(gazetteer.find("newport").empty());
}

TEST(Gazetteer, TellsOfWhichLanguageANameIs) {
  const auto gazetteer = utopia();
  const auto found = gazetteer.find(place_key("Althafen"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, NameKind::kLanguage);
  EXPECT_EQ(found[0].language, "de");
  EXPECT_EQ(gazetteer.place(found[0].place).name, "Oldport");
  EXPECT_EQ(gazetteer.find(place_key("Vieux-Port"))[0].language, "fr");
}

TEST(Gazetteer, KeepsPositionFeatureAndTheAreasAroundAPlace) {
  const auto gazetteer = utopia();
  const auto town = gazetteer.place(gazetteer.find("oldport")[1].place);
  EXPECT_DOUBLE_EQ(town.lat, 10.2);
  EXPECT_DOUBLE_EQ(town.lon, 20.2);
  EXPECT_EQ(town.country.view(), "UTO");
  EXPECT_EQ(gazetteer.place(town.admin1).name, "Northmark");
  EXPECT_EQ(gazetteer.place(town.admin1).feature, Feature::kAdmin1);
  EXPECT_EQ(gazetteer.place(town.admin2).name, "Oldport County");
  EXPECT_EQ(gazetteer.place(gazetteer.find("oldport")[0].place).feature, Feature::kCapital);
}

TEST(Gazetteer, KnowsAbbreviationsAsSuch) {
  const auto gazetteer = utopia();
  ASSERT_EQ(gazetteer.find(place_key("N.M.")).size(), 1u);
  EXPECT_EQ(gazetteer.find(place_key("N.M."))[0].kind, NameKind::kShort);
}

TEST(Gazetteer, ReadsItsOwnNamesAfterAMove) {
  auto first = utopia();
  const auto found = first.find("althafen");
  const Gazetteer second = std::move(first);
  EXPECT_EQ(found[0].language, "de");
  EXPECT_EQ(second.place(found[0].place).name, "Oldport");
}

TEST(Gazetteer, RejectsBytesThatAreNoGazetteer) {
  EXPECT_FALSE(Gazetteer::from_bytes("").ok());
  EXPECT_FALSE(Gazetteer::from_bytes("DIGAZ04\n").ok());
  EXPECT_FALSE(Gazetteer::from_bytes(std::string(500, 'x')).ok());
  EXPECT_EQ(Gazetteer::open("no/such/file.gaz").error().kind, Error::kNotFound);
}

TEST(Gazetteer, SurvivesEveryDamagedByte) {
  const auto bytes = compile_gazetteer(kPlaces, kAreas).take();
  for (size_t at = 0; at < bytes.size(); ++at) {
    auto damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0xFF);
    auto gazetteer = Gazetteer::from_bytes(damaged);
    if (!gazetteer.ok()) continue;
    for (const char* key : {"oldport", "althafen", "nordmark", "nm"})
      for (const auto& posting : gazetteer.value().find(key))
        gazetteer.value().place(posting.place);
  }
  for (size_t size = 0; size < bytes.size(); ++size) {
    auto gazetteer = Gazetteer::from_bytes(bytes.substr(0, size));
    if (gazetteer.ok()) gazetteer.value().find("oldport");
  }
}

TEST(GazetteerWriter, NamesTheLineOfABadCell) {
  const auto bad = compile_gazetteer(
      std::string(kPlaces) + "x\tUTO\tN\t-\tPPL\t1\t1\t1\tA\t-\t-\t-\t-\n", kAreas);
  ASSERT_FALSE(bad.ok());
  EXPECT_THAT(bad.error().message, testing::HasSubstr("places.tsv.gz:5"));
  EXPECT_FALSE(compile_gazetteer(std::string(kPlaces) + "1\tUTO\n", kAreas).ok());
  EXPECT_FALSE(compile_gazetteer("geonameid\tcountry\n", kAreas).ok());
}

}  // namespace
}  // namespace diurna
