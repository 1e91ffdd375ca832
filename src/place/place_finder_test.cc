#include "place/place_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "doc/check_article.h"
#include "doc/parsed.h"

namespace diurna {
namespace {

const PlaceFinder& finder() {
  static const PlaceFinder* const kFinder = [] {
    auto loaded = PlaceFinder::load(std::string(DIURNA_SOURCE_DIR) + "/data", "", {"de", "en"});
    if (!loaded.ok()) ADD_FAILURE() << loaded.error().message;
    return new PlaceFinder(loaded.take());
  }();
  return *kFinder;
}

std::string shown(const Article& article, const Place& place) {
  std::string out =
      std::string(article.bytes(place.bytes)) + ": " + std::string(article.str(place.name));
  if (!place.country.empty()) out += " " + std::string(place.country.view());
  if (place.admin1 != kEmptyString) out += ", " + std::string(article.str(place.admin1));
  if (place.derived) out += " (derived)";
  return out;
}

// Links the given words, each at its first occurrence after the one before.
std::vector<std::string> resolved(std::string_view lang, std::string_view text,
                                  const std::vector<std::string>& toponyms,
                                  std::string_view url = {}) {
  Article article(text);
  article.lang = lang;
  article.url = url;
  std::vector<ByteSpan> spans;
  size_t at = 0;
  for (const auto& toponym : toponyms) {
    at = article.text.find(toponym, at);
    if (at == std::string::npos) {
      ADD_FAILURE() << toponym << " is not in the text";
      return {};
    }
    spans.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + toponym.size())});
    at += toponym.size();
  }
  finder().resolve(article, spans);
  std::vector<std::string> out;
  for (const auto& place : article.places) out.push_back(shown(article, place));
  return out;
}

std::vector<std::string> annotated(std::string_view lang, std::string_view tree,
                                   const std::vector<Mention>& mentions) {
  auto article = parsed(lang, tree);
  for (const auto& mention : mentions) article->mentions.push_back(mention);
  finder().annotate(*article);
  EXPECT_EQ(check_article(*article), "");
  std::vector<std::string> out;
  for (const auto& place : article->places) out.push_back(shown(*article, place));
  return out;
}

using testing::ElementsAre;

TEST(PlaceFinder, TheAreaAfterACommaDecides) {
  EXPECT_THAT(
      resolved("en", "A barn burned down near Paris, Texas, on Monday.", {"Paris", "Texas"}),
      ElementsAre("Paris: Paris USA, Texas", "Texas: Texas USA, Texas"));
  EXPECT_THAT(resolved("en", "The mayor of Paris met the mayor of Lyon.", {"Paris", "Lyon"}),
              ElementsAre(testing::HasSubstr("Paris FRA"), testing::HasSubstr("Lyon FRA")));
}

TEST(PlaceFinder, TheAreaCountsEvenWhereNobodyMarkedIt) {
  EXPECT_THAT(resolved("en", "Police in Springfield, Mo., closed the road.", {"Springfield"}),
              ElementsAre("Springfield: Springfield USA, Missouri"));
}

TEST(PlaceFinder, OneOccurrenceExplainsTheOthers) {
  EXPECT_THAT(
      resolved("en",
               "Workers in Birmingham, Alabama, went on strike. Birmingham has two such plants.",
               {"Birmingham", "Alabama", "Birmingham"}),
      ElementsAre("Birmingham: Birmingham USA, Alabama", "Alabama: Alabama USA, Alabama",
                  "Birmingham: Birmingham USA, Alabama"));
}

TEST(PlaceFinder, NeighboursDecideBetweenTownsOfOneName) {
  const auto places = resolved("en", "The ferry links Halifax with Dartmouth in Nova Scotia.",
                               {"Halifax", "Dartmouth", "Nova Scotia"});
  EXPECT_THAT(places, ElementsAre("Halifax: Halifax CAN, Nova Scotia",
                                  "Dartmouth: Dartmouth CAN, Nova Scotia",
                                  "Nova Scotia: Nova Scotia CAN, Nova Scotia"));
}

TEST(PlaceFinder, GermanNamesOfForeignPlaces) {
  const auto places =
      resolved("de", "Nach Kämpfen bei Kiew und Lemberg reiste er über Warschau nach Mailand.",
               {"Kiew", "Lemberg", "Warschau", "Mailand"});
  ASSERT_EQ(places.size(), 4u);
  EXPECT_THAT(places[0], testing::HasSubstr("UKR"));
  EXPECT_THAT(places[1], testing::HasSubstr("Lviv UKR"));
  EXPECT_THAT(places[2], testing::HasSubstr("Warsaw POL"));
  EXPECT_THAT(places[3], testing::HasSubstr("Milan ITA"));
}

TEST(PlaceFinder, RegionsOfOurOwnTable) {
  EXPECT_THAT(
      resolved("de", "Im Sahel, im Gazastreifen und auf den Golanhöhen blieb es ruhig.",
               {"Sahel", "Gazastreifen", "Golanhöhen"}),
      ElementsAre("Sahel: Sahel", "Gazastreifen: Gaza Strip PSE", "Golanhöhen: Golan Heights SYR"));
  EXPECT_THAT(resolved("de", "Vor dem Golf von Aden wartete ein Tanker.", {"Golf von Aden"}),
              ElementsAre("Golf von Aden: Gulf of Aden"));
}

TEST(PlaceFinder, DirectionsClassWordsAndEndingsAreTakenOff) {
  EXPECT_THAT(
      resolved("de", "In Nordsyrien und in der Provinz Herat fiel Schnee, in Kubas Süden nicht.",
               {"Nordsyrien", "Provinz Herat", "Kubas"}),
      ElementsAre("Nordsyrien: Syria SYR", testing::HasSubstr("AFG"), "Kubas: Cuba CUB"));
  EXPECT_THAT(resolved("en", "In northern Iraq the river rose.", {"northern Iraq"}),
              ElementsAre("northern Iraq: Iraq IRQ"));
}

TEST(PlaceFinder, ACompoundNameBeatsItsParts) {
  EXPECT_THAT(
      resolved("en", "Talks in Northern Ireland went on; South Sudan sent nobody.",
               {"Northern Ireland", "South Sudan"}),
      ElementsAre("Northern Ireland: Northern Ireland GBR", "South Sudan: South Sudan SSD"));
}

TEST(PlaceFinder, AdjectivesAndDemonymsAreDerived) {
  EXPECT_THAT(
      resolved("de", "Die nigrischen Behörden sprachen mit einem Kiewer Anwalt.",
               {"nigrischen", "Kiewer"}),
      ElementsAre("nigrischen: Niger NER (derived)",
                  testing::AllOf(testing::HasSubstr("UKR"), testing::HasSubstr("(derived)"))));
  EXPECT_THAT(resolved("en", "Two Syrians and a Londoner were hurt.", {"Syrians", "Londoner"}),
              ElementsAre("Syrians: Syria SYR (derived)", testing::HasSubstr("London GBR")));
}

TEST(PlaceFinder, AnUnknownPlaceLiesNearTheOneNamedBesideIt) {
  const auto places = resolved("en", "A shop on Quimbleford Lane in Leeds was closed.",
                               {"Quimbleford Lane", "Leeds"});
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0], "Quimbleford Lane: Quimbleford Lane GBR, England");
}

TEST(PlaceFinder, NothingIsKnownOfAnUnknownPlaceAlone) {
  EXPECT_TRUE(resolved("en", "They met at Quimbleford.", {"Quimbleford"}).empty());
}

TEST(PlaceFinder, SpansOutsideTheTextAreIgnored) {
  Article article("Oslo");
  article.lang = "en";
  const ByteSpan spans[] = {{0, 4}, {2, 99}};
  finder().resolve(article, spans);
  EXPECT_EQ(article.places.size(), 1u);
}

TEST(PlaceFinder, AnnotateTakesMentionsAndWellKnownNames) {
  EXPECT_THAT(
      annotated("en", R"(
      1  Rebels   rebel   NOUN   2  nsubj
      2  left     leave   VERB   0  root
      3  Sumy     Sumy    PROPN  2  obj
      4  for      for     ADP    5  case
      5  Poland   Poland  PROPN  2  obl
      6  .        .       PUNCT  2  punct)",
                {{.tokens = {2, 3}, .type = EntityType::kLoc, .derived = false, .score = 0.9f}}),
      ElementsAre(testing::HasSubstr("Sumy: Sumy UKR"), "Poland: Poland POL"));
}

TEST(PlaceFinder, AnnotateLeavesPersonsAndOrdinaryWordsAlone) {
  EXPECT_TRUE(
      annotated("en", R"(
      1  Jordan   Jordan  PROPN  3  nsubj
      2  Paris    Paris   PROPN  1  flat
      3  read     read    VERB   0  root
      4  Reading  reading NOUN   3  obj
      5  .        .       PUNCT  3  punct)",
                {{.tokens = {0, 2}, .type = EntityType::kPer, .derived = false, .score = 0.95f}})
          .empty());
}

TEST(PlaceFinder, AnnotateFindsTheWholeNameWhereTheMentionIsShort) {
  EXPECT_THAT(
      annotated("de", R"(
      1  Öl       Öl      NOUN   2  nsubj
      2  trieb    treiben VERB   0  root
      3  im       im      ADP    4  case
      4  Golf     Golf    NOUN   2  obl
      5  von      von     ADP    6  case
      6  Mexiko   Mexiko  PROPN  4  nmod
      7  .        .       PUNCT  2  punct)",
                {{.tokens = {5, 6}, .type = EntityType::kLoc, .derived = false, .score = 0.8f}}),
      ElementsAre("Golf von Mexiko: Gulf of Mexico"));
}

TEST(PlaceFinder, AMissingGazetteerIsAnErrorWithItsName) {
  auto loaded =
      PlaceFinder::load(std::string(DIURNA_SOURCE_DIR) + "/data", "/no/such/places.gaz", {"de"});
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.error().message, testing::HasSubstr("/no/such/places.gaz"));
}

}  // namespace
}  // namespace diurna
