#include "format/standoff.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "format/example_article.h"
#include "text/utf8.h"

namespace diurna {
namespace {

using Json = nlohmann::json;

Json standoff(const Article& article, const std::vector<Layer>& layers) {
  std::string out;
  write_standoff(article, layers, out);
  return Json::parse(out);
}

std::string cut(const Json& json, const Json& start, const Json& end) {
  const auto text = to_utf32(json["text"].get<std::string>());
  return to_utf8(std::u32string_view(text).substr(start.get<size_t>(),
                                                  end.get<size_t>() - start.get<size_t>()));
}

TEST(Standoff, OnlyTheLayersThatWereAskedForAreWritten) {
  const auto article = example_article();
  const Json json = standoff(*article, {Layer::kTimexes});
  EXPECT_TRUE(json.contains("timexes"));
  for (const char* key : {"tokens", "entities", "toponyms", "attributions"})
    EXPECT_FALSE(json.contains(key)) << key;
}

TEST(Standoff, OffsetsOfEveryLayerCountCodePoints) {
  const auto article = example_article();
  const Json json = standoff(*article, {Layer::kTokens, Layer::kEntities, Layer::kTimexes,
                                        Layer::kPlaces, Layer::kAttributions});
  for (const char* layer : {"timexes", "toponyms", "entities"}) {
    ASSERT_FALSE(json[layer].empty()) << layer;
    for (const auto& item : json[layer])
      EXPECT_EQ(cut(json, item["start"], item["end"]), item["text"]) << layer;
  }
  for (const auto& token : json["tokens"])
    EXPECT_EQ(cut(json, token["start"], token["end"]), token["form"]);
  EXPECT_EQ(cut(json, json["sentences"][1][0], json["sentences"][1][1]),
            "Oslo kündigte am Montag das Abkommen mit Moskau.");
  EXPECT_EQ(cut(json, json["attributions"][0]["cue"][0][0], json["attributions"][0]["cue"][0][1]),
            "Grüße");
}

TEST(Standoff, MentionsKnowTheActorBehindThem) {
  const auto article = example_article();
  const Json json = standoff(*article, {Layer::kEntities});
  EXPECT_EQ(json["entities"][0]["type"], "LOC");
  EXPECT_EQ(json["entities"][0]["id"], "NOR");
  EXPECT_EQ(json["entities"][0]["sectors"], Json({"GOV"}));
  EXPECT_TRUE(json["entities"][1]["id"].is_null());
}

TEST(Standoff, OpenIntervalsAreNull) {
  const auto article = example_article();
  article->timexes[0].interval = {};
  const Json json = standoff(*article, {Layer::kTimexes});
  EXPECT_TRUE(json["timexes"][0]["from"].is_null());
  EXPECT_TRUE(json["timexes"][0]["to"].is_null());
}

TEST(Standoff, HeadsAreRowsOfTheTokenList) {
  const auto article = example_article();
  const Json json = standoff(*article, {Layer::kSyntax});
  EXPECT_TRUE(json["tokens"][4]["head"].is_null());
  EXPECT_EQ(json["tokens"][3]["head"], 4);
}

TEST(Standoff, NamesOfLayersAreRead) {
  Layer layer{};
  EXPECT_TRUE(parse_layer("places", layer));
  EXPECT_EQ(layer, Layer::kPlaces);
  EXPECT_FALSE(parse_layer("place", layer));
  EXPECT_FALSE(parse_layer("", layer));
}

}  // namespace
}  // namespace diurna
