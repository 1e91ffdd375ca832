// JSON Lines of gold and system, paired by id.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "diurna/result.h"

namespace diurna {

using Json = nlohmann::json;

inline Result<std::vector<Json>> read_json_lines(std::string_view text, std::string_view what) {
  std::vector<Json> rows;
  int number = 0;
  for (const auto line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    Json row = Json::parse(line, nullptr, false);
    if (row.is_discarded() || !row.is_object())
      return Error{Error::kBadInput,
                   std::string(what) + ", line " + std::to_string(number) + ": not a JSON object"};
    rows.push_back(std::move(row));
  }
  return rows;
}

// The string under a key; empty where it is absent or no string.
inline std::string json_text(const Json& row, const char* key) {
  const auto found = row.find(key);
  return found == row.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

// The list under a key; an empty one where it is absent.
inline const Json& json_list(const Json& row, const char* key) {
  static const Json kEmpty = Json::array();
  const auto found = row.find(key);
  return found == row.end() || !found->is_array() ? kEmpty : *found;
}

// Gold rows with the system's row of the same id (an empty object where there is none).
inline Result<std::vector<std::pair<Json, Json>>> read_pairs(std::string_view gold,
                                                             std::string_view system) {
  auto gold_rows = read_json_lines(gold, "gold");
  if (!gold_rows.ok()) return gold_rows.error();
  auto system_rows = read_json_lines(system, "system");
  if (!system_rows.ok()) return system_rows.error();
  StringMap<Json> by_id;
  for (auto& row : system_rows.value()) {
    std::string id = json_text(
        row, "id");  // before the row is moved: an assignment's right side is evaluated first
    by_id[std::move(id)] = std::move(row);
  }
  std::vector<std::pair<Json, Json>> pairs;
  for (auto& row : gold_rows.value()) {
    const auto found = by_id.find(json_text(row, "id"));
    pairs.emplace_back(std::move(row), found == by_id.end() ? Json::object() : found->second);
  }
  return pairs;
}

}  // namespace diurna
