// What one language does to names of places: words put before and after them, endings, directions,
// adjectives. Read from <lang>/toponyms.tsv; a language without the file has none of it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

// The kind of place that a class word ("County", "Fluss") calls for. A site ("Castle") lies in the
// place it is named after, a street does not.
enum class PlaceClass : uint8_t {
  kAny,
  kCity,
  kDistrict,
  kAdmin2,
  kAdmin1,
  kCountry,
  kRegion,
  kWater,
  kIsland,
  kSite,
  kStreet
};

struct ToponymWords {
  StringSet articles;                          // keys: "the"
  StringSet links;                             // keys: "of"
  StringMap<PlaceClass> classes;               // keys: "province"
  StringSet directions;                        // keys of whole words: "northern"
  std::vector<std::string> prefixes;           // directions glued to the name: "nord"
  std::vector<std::string> endings;            // of names, longest first: "'s"
  std::vector<std::string> adjective_endings;  // of adjectives and demonyms, longest first: "en"
  std::vector<std::pair<std::string, std::string>>
      town_adjectives;     // ending of the adjective, of the town: "ner", "en"
  std::vector<Code> home;  // countries whose papers are written in the language
  StringSet stop;  // keys of names that are also words: no places unless they are marked as such

  // Errors: kBadInput. A missing file gives no words.
  static Result<ToponymWords> load(const std::string& path);
};

}  // namespace diurna
