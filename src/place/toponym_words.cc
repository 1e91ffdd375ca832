#include "place/toponym_words.h"

#include <algorithm>

#include "base/data_files.h"
#include "place/place_key.h"

namespace diurna {
namespace {

struct ClassName {
  std::string_view name;
  PlaceClass value;
};
constexpr ClassName kClasses[] = {
    {"city", PlaceClass::kCity},       {"district", PlaceClass::kDistrict},
    {"admin2", PlaceClass::kAdmin2},   {"admin1", PlaceClass::kAdmin1},
    {"country", PlaceClass::kCountry}, {"region", PlaceClass::kRegion},
    {"water", PlaceClass::kWater},     {"island", PlaceClass::kIsland},
    {"site", PlaceClass::kSite},       {"street", PlaceClass::kStreet}};

void longest_first(std::vector<std::string>& endings) {
  std::stable_sort(endings.begin(), endings.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

}  // namespace

Result<ToponymWords> ToponymWords::load(const std::string& path) {
  ToponymWords words;
  auto table = Table::read(path, {"form", "kind", "class"});
  if (!table.ok()) {
    if (table.error().kind == Error::kNotFound) return words;
    return table.error();
  }
  Mistakes mistakes;
  for (const auto& row : table.value().rows()) {
    const auto& form = table.value().cell(row, "form");
    const auto& kind = table.value().cell(row, "kind");
    if (kind == "article") {
      words.articles.insert(place_key(form));
    } else if (kind == "link") {
      words.links.insert(place_key(form));
    } else if (kind == "class") {
      const auto& name = table.value().cell(row, "class");
      const auto found = std::find_if(std::begin(kClasses), std::end(kClasses),
                                      [&](const ClassName& c) { return c.name == name; });
      if (found == std::end(kClasses)) {
        mistakes.add(table.value().where(row) + ": class '" + name +
                     "'; expected city, district, admin2, admin1, country, region, water, island, "
                     "site or street");
      } else {
        words.classes.emplace(place_key(form), found->value);
      }
    } else if (kind == "direction") {
      words.directions.insert(place_key(form));
    } else if (kind == "prefix") {
      words.prefixes.push_back(place_key(form));
    } else if (kind == "ending") {
      words.endings.push_back(form);
    } else if (kind == "adjective_ending") {
      words.adjective_endings.push_back(form);
    } else if (kind == "town_adjective") {
      words.town_adjectives.emplace_back(form, table.value().cell(row, "class"));
    } else if (kind == "home") {
      words.home.emplace_back(form);
    } else if (kind == "stop") {
      words.stop.insert(place_key(form));
    } else {
      mistakes.add(table.value().where(row) + ": kind '" + kind +
                   "' is not known; expected article, link, class, direction, prefix, "
                   "ending, adjective_ending, town_adjective, home or stop");
    }
  }
  if (!mistakes.empty()) return mistakes.error();
  longest_first(words.prefixes);
  longest_first(words.endings);
  longest_first(words.adjective_endings);
  return words;
}

}  // namespace diurna
