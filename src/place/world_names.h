// Countries, regions and what is derived from their names, from the tables that people edit:
// world/countries.tsv, world/regions.tsv, and demonyms.tsv and region_demonyms.tsv of each
// language.
//
//   auto world = WorldNames::load("data", {"de", "en"});
//   for (const auto& hit : world.value().find(place_key("Sahel")))
//   world.value().area(hit.area).countries;
//
// Threads: immutable after load().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "base/strings.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

// A country, or a region of our own table: a sea, a river, an island, a part of a country or of the
// world.
struct WorldArea {
  std::string id;     // alpha-3 of a country, else the region's id
  std::string klass;  // "country" or the region's class
  std::string name;   // English
  uint32_t geonameid = 0;
  std::vector<Code> countries;  // a country: itself
  double lat = 0, lon = 0;
  double radius_km = 0;   // 0: not given
  bool historic = false;  // the state has ended
  bool country() const { return klass == "country"; }
};

struct WorldHit {
  uint32_t area = 0;
  bool main_name = false;  // a full name in some language, not an alias
  bool derived = false;    // an adjective or a demonym
  bool adjective = false;
};

class WorldNames {
 public:
  // Errors: kNotFound, kBadInput (all mistakes of the tables, a line each).
  static Result<WorldNames> load(const std::string& data_dir,
                                 const std::vector<std::string>& languages);

  // Areas with this place_key among their names; what is derived comes from the demonyms of
  // `language` only.
  std::vector<WorldHit> find(std::string_view key, std::string_view language) const;
  const WorldArea& area(uint32_t row) const { return areas_[row]; }
  size_t size() const { return areas_.size(); }
  // The row of a country; kNone if there is none.
  uint32_t country(Code code) const;
  // The country whose top-level domain this is ("de"); an empty code if none.
  Code domain(std::string_view alpha2) const;
  // The most tokens a name has.
  size_t longest_name() const { return longest_name_; }

 private:
  void add(std::string_view name, uint32_t area, bool main_name);
  void add_names(const Table& table, const Table::Row& row, uint32_t area);
  Outcome read_countries(const std::string& path);
  Outcome read_regions(const std::string& path);
  Outcome read_demonyms(const std::string& path, const std::string& language);

  std::vector<WorldArea> areas_;
  StringMap<std::vector<WorldHit>> names_;
  StringMap<std::vector<WorldHit>> derived_;  // "de:" + key
  StringMap<uint32_t> ids_;
  StringMap<Code> domains_;
  size_t longest_name_ = 1;
};

}  // namespace diurna
