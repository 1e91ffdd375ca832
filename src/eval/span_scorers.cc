// Scorers of layers that are spans of text: timexes, places, attributions; and of whole pages.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

#include "eval/json_lines.h"
#include "eval/scorers.h"
#include "eval/words.h"

namespace diurna {
namespace {

struct Span {
  long begin = 0, end = 0;
  bool overlaps(const Span& o) const { return begin < o.end && o.begin < end; }
  bool operator==(const Span&) const = default;
};

Span span_of(const Json& item) {
  return {item.value("start", 0L), item.value("end", 0L)};
}

// The system's item that best overlaps a gold one and is not taken yet: the same span first, then
// the first overlapping.
std::vector<int> align(const Json& gold, const Json& system) {
  std::vector<int> pair(gold.size(), -1);
  std::vector<bool> taken(system.size());
  for (const bool exact : {true, false}) {
    for (size_t g = 0; g < gold.size(); ++g) {
      for (size_t s = 0; s < system.size() && pair[g] < 0; ++s) {
        const bool fits = exact ? span_of(gold[g]) == span_of(system[s])
                                : span_of(gold[g]).overlaps(span_of(system[s]));
        if (taken[s] || !fits) continue;
        pair[g] = static_cast<int>(s);
        taken[s] = true;
      }
    }
  }
  return pair;
}

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kEarthRadiusKm = 6371;
  const double rad = std::numbers::pi / 180;
  const double a =
      std::pow(std::sin((lat2 - lat1) * rad / 2), 2) +
      std::cos(lat1 * rad) * std::cos(lat2 * rad) * std::pow(std::sin((lon2 - lon1) * rad / 2), 2);
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(a)));
}

// The set of characters that a list of spans covers, as sorted, merged ranges.
std::vector<Span> covered(const Json& items, const char* key) {
  std::vector<Span> spans;
  for (const auto& item : items)
    for (const auto& pair : json_list(item, key))
      if (pair.is_array() && pair.size() == 2)
        spans.push_back({pair[0].get<long>(), pair[1].get<long>()});
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> merged;
  for (const auto& s : spans) {
    if (!merged.empty() && s.begin <= merged.back().end)
      merged.back().end = std::max(merged.back().end, s.end);
    else
      merged.push_back(s);
  }
  return merged;
}

double length(const std::vector<Span>& spans) {
  double sum = 0;
  for (const auto& s : spans) sum += static_cast<double>(s.end - s.begin);
  return sum;
}

double common(const std::vector<Span>& a, const std::vector<Span>& b) {
  double sum = 0;
  for (const auto& x : a)
    for (const auto& y : b)
      sum += static_cast<double>(std::max(0L, std::min(x.end, y.end) - std::max(x.begin, y.begin)));
  return sum;
}

// Gold may say the country in two letters (ISO 3166-1 alpha-2); our output has three.
bool same_country(const std::string& gold, const Json& place,
                  const std::map<std::string, std::string>& alpha3) {
  const std::string system = json_text(place, "country");
  const auto known = alpha3.find(gold);
  return !system.empty() && (system == gold || (known != alpha3.end() && known->second == system));
}

}  // namespace

Result<Report> score_timexes(std::string_view gold_text, std::string_view system_text) {
  auto pairs = read_pairs(gold_text, system_text);
  if (!pairs.ok()) return pairs.error();
  const std::vector<FigureName> names = {
      {"strict", false}, {"relaxed", false}, {"type", false}, {"value", false}};
  std::vector<std::vector<Counts>> documents;
  for (const auto& [gold_row, system_row] : pairs.value()) {
    const Json& gold = json_list(gold_row, "timexes");
    const Json& system = json_list(system_row, "timexes");
    std::vector<Counts> counts(
        names.size(), {0, static_cast<double>(system.size()), static_cast<double>(gold.size())});
    const auto pair = align(gold, system);
    for (size_t g = 0; g < gold.size(); ++g) {
      if (pair[g] < 0) continue;
      const Json& s = system[static_cast<size_t>(pair[g])];
      counts[0].right += span_of(gold[g]) == span_of(s);
      counts[1].right += 1;
      counts[2].right += json_text(gold[g], "type") == json_text(s, "type");
      counts[3].right += json_text(gold[g], "value") == json_text(s, "value");
    }
    documents.push_back(std::move(counts));
  }
  return make_report("timexes", names, documents);
}

Result<Report> score_places(std::string_view gold_text, std::string_view system_text,
                            const std::map<std::string, std::string>& alpha3) {
  auto pairs = read_pairs(gold_text, system_text);
  if (!pairs.ok()) return pairs.error();
  const std::vector<FigureName> names = {
      {"recognition", false}, {"within 161 km", true}, {"exact id", true}, {"country", true}};
  std::vector<std::vector<Counts>> documents;
  for (const auto& [gold_row, system_row] : pairs.value()) {
    const Json& gold = json_list(gold_row, "toponyms");
    const Json& system = json_list(system_row, "toponyms");
    std::vector<Counts> counts(names.size());
    counts[0] = {0, static_cast<double>(system.size()), static_cast<double>(gold.size())};
    const auto pair = align(gold, system);
    for (size_t g = 0; g < gold.size(); ++g) {
      const Json& toponym = gold[g];
      const Json* const place = pair[g] < 0 ? nullptr : &system[static_cast<size_t>(pair[g])];
      counts[0].right += place != nullptr;
      const bool located =
          toponym.contains("lat") && toponym["lat"].is_number() && toponym["lon"].is_number();
      const bool same_id = place != nullptr && toponym.contains("geonameid") &&
                           toponym["geonameid"].is_number() &&
                           place->value("geonameid", Json()) == toponym["geonameid"];
      if (located) {
        const bool near =
            place != nullptr && place->contains("lat") && (*place)["lat"].is_number() &&
            (same_id ||
             distance_km(toponym["lat"], toponym["lon"], (*place)["lat"], (*place)["lon"]) <= 161);
        counts[1] += {static_cast<double>(near), 1, 1};
      }
      if (toponym.contains("geonameid") && toponym["geonameid"].is_number())
        counts[2] += {static_cast<double>(same_id), 1, 1};
      const std::string country = json_text(toponym, "country");
      if (!country.empty())
        counts[3] +=
            {static_cast<double>(place != nullptr && same_country(country, *place, alpha3)), 1, 1};
    }
    documents.push_back(std::move(counts));
  }
  return make_report("places", names, documents);
}

Result<Report> score_attributions(std::string_view gold_text, std::string_view system_text) {
  auto pairs = read_pairs(gold_text, system_text);
  if (!pairs.ok()) return pairs.error();
  const std::array<const char*, 3> keys = {"content", "cue", "speaker"};
  std::vector<FigureName> names;
  for (const auto* key : keys) names.push_back({std::string(key) + " characters", false});
  std::vector<std::vector<Counts>> documents;
  for (const auto& [gold_row, system_row] : pairs.value()) {
    std::vector<Counts> counts;
    for (const auto* key : keys) {
      const auto gold = covered(json_list(gold_row, "attributions"), key);
      const auto system = covered(json_list(system_row, "attributions"), key);
      counts.push_back({common(gold, system), length(system), length(gold)});
    }
    documents.push_back(std::move(counts));
  }
  return make_report("attributions", names, documents);
}

Result<Report> score_extraction(std::string_view gold_text, std::string_view system_text) {
  auto pairs = read_pairs(gold_text, system_text);
  if (!pairs.ok()) return pairs.error();
  const std::vector<FigureName> names = {{"words", false}, {"title", true}, {"date", true}};
  std::vector<std::vector<Counts>> documents;
  for (const auto& [gold, system] : pairs.value()) {
    std::vector<Counts> counts(names.size());
    const auto g = words_of(json_text(gold, "text"));
    const auto s = words_of(json_text(system, "text"));
    StringMap<long> bag;
    for (const auto& word : g) ++bag[word];
    double right = 0;
    for (const auto& word : s) {
      auto& left = bag[word];
      if (left > 0) {
        --left;
        ++right;
      }
    }
    counts[0] = {right, static_cast<double>(s.size()), static_cast<double>(g.size())};
    if (const auto title = json_text(gold, "title"); !title.empty())
      counts[1] = {static_cast<double>(words_of(title) == words_of(json_text(system, "title"))), 1,
                   1};
    if (const auto date = json_text(gold, "date").substr(0, 10); !date.empty())
      counts[2] = {static_cast<double>(json_text(system, "date").substr(0, 10) == date), 1, 1};
    documents.push_back(std::move(counts));
  }
  return make_report("extraction", names, documents);
}

}  // namespace diurna
