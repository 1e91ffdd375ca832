#include "place/world_names.h"

#include <algorithm>

#include "base/data_files.h"
#include "place/place_key.h"
#include "text/utf8.h"

namespace diurna {
namespace {

bool read_position(const Table& table, const Table::Row& row, WorldArea& area, Mistakes& mistakes) {
  const auto lat = parse_number<double>(table.cell(row, "lat"));
  const auto lon = parse_number<double>(table.cell(row, "lon"));
  if (!lat || !lon || *lat < -90 || *lat > 90 || *lon < -180 || *lon > 180) {
    mistakes.add(table.where(row) + ": position '" + table.cell(row, "lat") + " " +
                 table.cell(row, "lon") + "'; expected degrees of latitude and longitude");
    return false;
  }
  area.lat = *lat;
  area.lon = *lon;
  return true;
}

void read_geonameid(const Table& table, const Table::Row& row, WorldArea& area,
                    Mistakes& mistakes) {
  const auto& cell = table.cell(row, "geonameid");
  if (cell.empty()) return;
  const auto id = parse_number<uint32_t>(cell);
  if (!id) mistakes.add(table.where(row) + ": geonameid '" + cell + "'; expected a number or '-'");
  area.geonameid = id.value_or(0);
}

}  // namespace

Result<WorldNames> WorldNames::load(const std::string& data_dir,
                                    const std::vector<std::string>& languages) {
  WorldNames world;
  if (auto read = world.read_countries(data_dir + "/world/countries.tsv"); !read.ok())
    return read.error();
  if (auto read = world.read_regions(data_dir + "/world/regions.tsv"); !read.ok())
    return read.error();
  for (const auto& language : languages) {
    for (const char* file : {"demonyms.tsv", "region_demonyms.tsv"}) {
      auto read = world.read_demonyms(data_dir + "/" + language + "/" + file, language);
      if (!read.ok() && read.error().kind != Error::kNotFound) return read.error();
    }
  }
  return world;
}

void WorldNames::add(std::string_view name, uint32_t area, bool main_name) {
  const auto key = place_key(name);
  if (key.empty()) return;
  auto& hits = names_[key];
  for (auto& hit : hits) {
    if (hit.area != area) continue;
    hit.main_name = hit.main_name || main_name;
    return;
  }
  hits.push_back({area, main_name, false, false});
  longest_name_ =
      std::max(longest_name_, static_cast<size_t>(std::count(key.begin(), key.end(), ' ')) + 1);
}

void WorldNames::add_names(const Table& table, const Table::Row& row, uint32_t area) {
  for (const auto& column : table.columns()) {
    const auto& cell = table.cell(row, column);
    if (starts_with(column, "name_")) {
      add(cell, area, true);
    } else if (starts_with(column, "aliases")) {
      for (const auto alias : split_trimmed(cell, "|")) add(alias, area, false);
    }
  }
}

Outcome WorldNames::read_countries(const std::string& path) {
  auto table = Table::read(path, {"code", "alpha2", "geonameid", "name_en", "lat", "lon"});
  if (!table.ok()) return table.error();
  Mistakes mistakes;
  for (const auto& row : table.value().rows()) {
    const auto cell = [&](std::string_view column) -> const std::string& {
      return table.value().cell(row, column);
    };
    WorldArea area;
    area.id = cell("code");
    area.klass = "country";
    area.name = cell("name_en");
    area.countries = {Code(area.id)};
    area.historic = !cell("until").empty();
    if (!read_position(table.value(), row, area, mistakes)) continue;
    read_geonameid(table.value(), row, area, mistakes);
    const auto number = static_cast<uint32_t>(areas_.size());
    ids_.emplace(area.id, number);
    if (!area.historic) domains_.emplace(lower(cell("alpha2")), Code(area.id));
    areas_.push_back(std::move(area));
    add_names(table.value(), row, number);
  }
  if (!mistakes.empty()) return mistakes.error();
  return Unit{};
}

Outcome WorldNames::read_regions(const std::string& path) {
  auto table = Table::read(
      path, {"id", "class", "name_en", "aliases", "countries", "lat", "lon", "radius_km"});
  if (!table.ok()) return table.error();
  Mistakes mistakes;
  for (const auto& row : table.value().rows()) {
    const auto cell = [&](std::string_view column) -> const std::string& {
      return table.value().cell(row, column);
    };
    WorldArea area;
    area.id = cell("id");
    area.klass = cell("class");
    area.name = cell("name_en");
    if (!read_position(table.value(), row, area, mistakes)) continue;
    read_geonameid(table.value(), row, area, mistakes);
    if (ids_.find(area.id) != ids_.end()) {
      mistakes.add(table.value().where(row) + ": region '" + area.id +
                   "' stands twice; expected one row an id");
      continue;
    }
    const auto radius = parse_number<double>(cell("radius_km"));
    if (!radius || *radius <= 0)
      mistakes.add(table.value().where(row) + ": radius '" + cell("radius_km") +
                   "'; expected kilometres");
    area.radius_km = radius.value_or(0);
    for (const auto code : split_trimmed(cell("countries"), ",")) {
      if (ids_.find(code) == ids_.end() || code.size() != 3) {
        mistakes.add(table.value().where(row) + ": no country '" + std::string(code) +
                     "' in world/countries.tsv");
        continue;
      }
      area.countries.emplace_back(code);
    }
    const auto number = static_cast<uint32_t>(areas_.size());
    ids_.emplace(area.id, number);
    areas_.push_back(std::move(area));
    add_names(table.value(), row, number);
  }
  if (!mistakes.empty()) return mistakes.error();
  return Unit{};
}

Outcome WorldNames::read_demonyms(const std::string& path, const std::string& language) {
  auto table = Table::read(path, {"form", "code", "kind"});
  if (!table.ok()) return table.error();
  for (const auto& row : table.value().rows()) {
    const auto found = ids_.find(table.value().cell(row, "code"));
    if (found == ids_.end()) continue;  // a people or body that is no area
    const bool adjective = table.value().cell(row, "kind") == "adj";
    auto& hits = derived_[language + ":" + place_key(table.value().cell(row, "form"))];
    const auto same = std::find_if(hits.begin(), hits.end(),
                                   [&](const WorldHit& hit) { return hit.area == found->second; });
    if (same != hits.end()) {
      same->adjective = same->adjective || adjective;
    } else {
      hits.push_back({found->second, false, true, adjective});
    }
  }
  return Unit{};
}

std::vector<WorldHit> WorldNames::find(std::string_view key, std::string_view language) const {
  std::vector<WorldHit> hits;
  if (const auto found = names_.find(key); found != names_.end()) hits = found->second;
  std::string derived(language);
  derived += ':';
  derived += key;
  if (const auto found = derived_.find(derived); found != derived_.end())
    for (const auto& hit : found->second)
      if (std::none_of(hits.begin(), hits.end(),
                       [&](const WorldHit& h) { return h.area == hit.area; }))
        hits.push_back(hit);
  return hits;
}

uint32_t WorldNames::country(Code code) const {
  const auto found = ids_.find(code.view());
  return found != ids_.end() && areas_[found->second].country() ? found->second : kNone;
}

Code WorldNames::domain(std::string_view alpha2) const {
  if (alpha2 == "uk") alpha2 = "gb";
  const auto found = domains_.find(alpha2);
  return found == domains_.end() ? Code() : found->second;
}

}  // namespace diurna
