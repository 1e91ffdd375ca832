#include "place/ranking.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "base/strings.h"
#include "place/place_key.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr int kRounds = 3;
constexpr double kTemperature = 1.0;
constexpr double kCountryWeight = 1.6;
constexpr double kAdmin1Weight = 1.2;
constexpr double kNearWeight = 1.5;
constexpr double kNearKm = 100;
constexpr double kSmoothing = 0.04;
constexpr double kQualifiedBonus = 9;   // "Paris, Texas"
constexpr double kContainedBonus = 3;   // "Paris in Texas", words between
constexpr double kSameNameShare = 0.7;  // of the best evidence at another occurrence of the name
constexpr double kFreeCountryShare = 0.15;  // countries and regions are named in any article
constexpr double kFreeAdmin1Share = 0.3;
constexpr double kHomeMass = 0.4;
constexpr double kOutletMass = 1.0;
constexpr size_t kNearCandidates = 3;
constexpr size_t kQualifiedGap = 3;  // bytes between a name and what qualifies it: ", "
constexpr size_t kContainedGap = 14;

bool contains(const Candidate& area, const Candidate& place, const WorldNames& world) {
  if (&area == &place) return false;
  if (area.klass == PlaceClass::kCountry)
    return place.klass != PlaceClass::kCountry && !place.country.empty() &&
           area.country == place.country;
  if (area.row != kNone) return area.row == place.admin1 || area.row == place.admin2;
  if (area.area == kNone || place.country.empty()) return false;
  const auto& region = world.area(area.area);
  return std::find(region.countries.begin(), region.countries.end(), place.country) !=
             region.countries.end() &&
         distance_km(area.lat, area.lon, place.lat, place.lon) <= region.radius_km + 50;
}

// What stands between a name and the next: only a comma, an opening bracket or a slash.
bool qualifying_gap(std::string_view gap) {
  if (gap.empty() || gap.size() > kQualifiedGap) return false;
  const auto signs = trim(gap);
  return signs == "," || signs == "(" || signs == "/" || signs == "-";
}

// The words after a comma that may name the area of a town, though nobody marked them as a toponym.
std::vector<std::string_view> following_names(std::string_view text, size_t at) {
  std::vector<std::string_view> names;
  const auto rest = text.substr(at, 60);
  if (rest.size() < 4 || (!starts_with(rest, ", ") && !starts_with(rest, " ("))) return names;
  const auto tail = rest.substr(2);
  if (!starts_upper(tail)) return names;
  for (size_t end = 1; end <= tail.size(); ++end) {
    const bool border = end == tail.size() || tail[end] == ' ' || tail[end] == ',' ||
                        tail[end] == ')' || tail[end] == ';' || tail[end] == '\n';
    if (!border) continue;
    names.push_back(tail.substr(0, end));
    if (names.size() == 3 || end == tail.size() || tail[end] != ' ') break;
  }
  return names;
}

// Probability-like weights of a toponym's candidates.
std::vector<double> shares(const Toponym& toponym) {
  std::vector<double> out(toponym.candidates.size());
  double best = -1e300;
  for (const auto& c : toponym.candidates) best = std::max(best, c.score);
  double sum = 0;
  for (size_t c = 0; c < out.size(); ++c)
    sum += out[c] = std::exp((toponym.candidates[c].score - best) / kTemperature);
  for (auto& share : out) share /= sum;
  return out;
}

// Toponyms with one key, treated as one voice.
struct Group {
  std::vector<size_t> members;
  double voice = 1;
  std::map<Code, double> countries;
  std::map<uint32_t, double> admin1;
  struct Near {
    double lat, lon, share;
  };
  std::vector<Near> near;
};

}  // namespace

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kEarthRadiusKm = 6371.0;
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double dlat = radians(lat2 - lat1), dlon = radians(lon2 - lon1);
  const double a = std::pow(std::sin(dlat / 2), 2) + std::cos(radians(lat1)) *
                                                         std::cos(radians(lat2)) *
                                                         std::pow(std::sin(dlon / 2), 2);
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(a)));
}

double certainty(const Toponym& toponym) {
  return toponym.candidates.empty() ? 0 : shares(toponym).front();
}

void rank(std::string_view text, std::vector<Toponym>& toponyms, const CandidateFinder& finder,
          const WorldNames& world, std::string_view language, const Origin& origin) {
  // Evidence of the words around each occurrence.
  std::vector<std::vector<double>> pattern(toponyms.size());
  for (size_t t = 0; t < toponyms.size(); ++t) pattern[t].resize(toponyms[t].candidates.size());
  for (size_t t = 0; t < toponyms.size(); ++t) {
    auto& here = toponyms[t];
    bool qualified = false;
    if (t + 1 < toponyms.size() && toponyms[t + 1].bytes.begin >= here.bytes.end) {
      auto& next = toponyms[t + 1];
      const auto gap = slice(text, {here.bytes.end, next.bytes.begin});
      const bool strong = qualifying_gap(gap);
      if (strong ||
          (gap.size() <= kContainedGap && gap.find_first_of(".;\n") == std::string_view::npos)) {
        for (size_t a = 0; a < here.candidates.size(); ++a) {
          for (size_t b = 0; b < next.candidates.size(); ++b) {
            if (next.candidates[b].derived ||
                !contains(next.candidates[b], here.candidates[a], world))
              continue;
            const double bonus = strong ? kQualifiedBonus : kContainedBonus;
            pattern[t][a] = std::max(pattern[t][a], bonus);
            pattern[t + 1][b] = std::max(pattern[t + 1][b], bonus / 2);
            qualified = qualified || strong;
          }
        }
      }
    }
    if (qualified) continue;
    for (const auto name : following_names(text, here.bytes.end)) {
      for (const auto& area : finder.exact(name, language)) {
        if (area.klass != PlaceClass::kCountry && area.klass != PlaceClass::kAdmin1 &&
            area.klass != PlaceClass::kAdmin2)
          continue;
        for (size_t a = 0; a < here.candidates.size(); ++a)
          if (contains(area, here.candidates[a], world))
            pattern[t][a] = std::max(pattern[t][a], kQualifiedBonus);
      }
    }
  }

  std::map<std::string_view, size_t> group_of;
  std::vector<Group> groups;
  for (size_t t = 0; t < toponyms.size(); ++t) {
    const auto [at, is_new] = group_of.try_emplace(toponyms[t].key, groups.size());
    if (is_new) groups.emplace_back();
    groups[at->second].members.push_back(t);
  }
  for (auto& group : groups) {
    group.voice = std::sqrt(static_cast<double>(group.members.size()));
    // What one occurrence tells, the others may use.
    const size_t count = toponyms[group.members.front()].candidates.size();
    for (size_t c = 0; c < count; ++c) {
      double best = 0;
      for (const size_t m : group.members)
        if (toponyms[m].candidates.size() == count) best = std::max(best, pattern[m][c]);
      for (const size_t m : group.members)
        if (toponyms[m].candidates.size() == count)
          pattern[m][c] = std::max(pattern[m][c], kSameNameShare * best);
    }
  }
  for (size_t t = 0; t < toponyms.size(); ++t)
    for (size_t c = 0; c < toponyms[t].candidates.size(); ++c)
      toponyms[t].candidates[c].score = toponyms[t].candidates[c].base + pattern[t][c];

  for (int round = 0; round < kRounds; ++round) {
    std::map<Code, double> countries;
    std::map<uint32_t, double> admin1;
    double country_mass = 0, admin1_mass = 0;
    for (const auto code : origin.language_home) countries[code] += kHomeMass;
    if (!origin.outlet.empty()) countries[origin.outlet] += kOutletMass;
    country_mass += kHomeMass * static_cast<double>(origin.language_home.size()) +
                    (origin.outlet.empty() ? 0 : kOutletMass);
    for (auto& group : groups) {
      group.countries.clear();
      group.admin1.clear();
      group.near.clear();
      const auto& toponym = toponyms[group.members.front()];
      if (toponym.candidates.empty()) continue;
      const auto share = shares(toponym);
      for (size_t c = 0; c < share.size(); ++c) {
        const auto& candidate = toponym.candidates[c];
        const double mass = share[c] * group.voice;
        if (!candidate.country.empty()) group.countries[candidate.country] += mass;
        if (candidate.admin1 != kNone) group.admin1[candidate.admin1] += mass;
        if (candidate.precision != PlacePrecision::kCountry && share[c] > 0.05 &&
            group.near.size() < kNearCandidates)
          group.near.push_back({candidate.lat, candidate.lon, share[c]});
      }
      for (const auto& [code, mass] : group.countries)
        countries[code] += mass, country_mass += mass;
      for (const auto& [row, mass] : group.admin1) admin1[row] += mass, admin1_mass += mass;
    }
    for (auto& group : groups) {
      // A name must not vote for itself.
      double own_country_mass = 0, own_admin1_mass = 0;
      for (const auto& [code, mass] : group.countries) own_country_mass += mass;
      for (const auto& [row, mass] : group.admin1) own_admin1_mass += mass;
      const auto country_share = [&](Code code) {
        if (code.empty()) return 0.0;
        const auto all = countries.find(code);
        const auto own = group.countries.find(code);
        const double mass = (all == countries.end() ? 0 : all->second) -
                            (own == group.countries.end() ? 0 : own->second);
        const double total = country_mass - own_country_mass;
        return total > 1e-9 ? std::max(mass, 0.0) / std::max(total, 1.0) : 0.0;
      };
      const auto admin1_share = [&](uint32_t row) {
        if (row == kNone) return 0.0;
        const auto all = admin1.find(row);
        const auto own = group.admin1.find(row);
        const double mass =
            (all == admin1.end() ? 0 : all->second) - (own == group.admin1.end() ? 0 : own->second);
        const double total = admin1_mass - own_admin1_mass;
        return total > 1e-9 ? std::max(mass, 0.0) / std::max(total, 1.0) : 0.0;
      };
      for (const size_t m : group.members) {
        for (size_t c = 0; c < toponyms[m].candidates.size(); ++c) {
          auto& candidate = toponyms[m].candidates[c];
          double near = 0;
          if (candidate.precision != PlacePrecision::kCountry) {
            for (const auto& other : groups) {
              if (&other == &group) continue;
              for (const auto& place : other.near)
                near += other.voice * place.share *
                        std::exp(-distance_km(candidate.lat, candidate.lon, place.lat, place.lon) /
                                 kNearKm);
            }
          }
          const bool free = candidate.area != kNone;
          const double country =
              std::max(country_share(candidate.country), free ? kFreeCountryShare : 0);
          const double area = free ? kFreeAdmin1Share : admin1_share(candidate.admin1);
          candidate.score =
              candidate.base + pattern[m][c] + kCountryWeight * std::log(kSmoothing + country) +
              kAdmin1Weight * std::log(kSmoothing + area) + kNearWeight * std::log1p(near);
        }
      }
    }
  }
  for (auto& toponym : toponyms)
    std::stable_sort(toponym.candidates.begin(), toponym.candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

}  // namespace diurna
