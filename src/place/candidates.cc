#include "place/candidates.h"

#include <algorithm>
#include <cmath>

#include "place/place_key.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// Log weights. A town counts by its population; a country, a sea or a region as if it had as many
// people as given here.
constexpr double kPopulationWeight = 0.7;
constexpr double kCountryPopulation = 8e7;
constexpr double kRegionPopulation = 4e6;
constexpr double kSmallRegionPopulation = 3e5;
constexpr double kSmallestPopulation = 60;
constexpr double kCountryBonus = 2.0;
constexpr double kCapitalBonus = 2.0;
constexpr double kAdmin1SeatBonus = 0.5;
constexpr double kAdmin1Penalty = 1.5;
constexpr double kAdmin2Penalty = 3.0;
constexpr double kDistrictPenalty = 1.5;
constexpr double kHistoricPenalty = 1.5;
constexpr double kAliasPenalty = 0.8;
constexpr double kForeignNamePenalty = 0.7;
constexpr double kAlternatePenalty = 2.0;
constexpr double kShortPenalty = 1.0;
constexpr double kCoarsePenalty = 4.0;
constexpr double kOtherDiacriticsPenalty = 2.5;
constexpr double kNoDiacriticsPenalty = 0.3;
constexpr double kEndingPenalty = 2.0;
constexpr double kPrefixPenalty = 1.0;
constexpr double kPartPenalty = 4.0;
constexpr double kClassBonus = 4.0;
constexpr double kClassPenalty = 3.0;
constexpr double kStrippedPenalty = 6.0;  // of a part, where the whole is a name itself
constexpr uint32_t kTownAdjectivePopulation = 40000;
constexpr uint32_t kPartPopulation = 5000;
constexpr size_t kMostCandidates = 80;

double weight(double population) {
  return kPopulationWeight * std::log(std::max(population, kSmallestPopulation));
}

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

// The words of a key.
std::vector<std::string_view> words_of(std::string_view key) {
  return split(key, ' ');
}

std::string joined(const std::vector<std::string_view>& words, size_t begin, size_t end) {
  std::string out;
  for (size_t w = begin; w < end; ++w) {
    if (w > begin) out += ' ';
    out += words[w];
  }
  return out;
}

bool region_of_water(std::string_view klass) {
  return klass == "sea" || klass == "river" || klass == "lake" || klass == "strait" ||
         klass == "canal" || klass == "ocean" || klass == "gulf";
}

PlaceClass class_of(const WorldArea& area) {
  if (area.country()) return PlaceClass::kCountry;
  if (region_of_water(area.klass)) return PlaceClass::kWater;
  return area.klass == "island" ? PlaceClass::kIsland : PlaceClass::kRegion;
}

PlaceClass class_of(Feature feature) {
  switch (feature) {
    case Feature::kAdmin1:
      return PlaceClass::kAdmin1;
    case Feature::kAdmin2:
      return PlaceClass::kAdmin2;
    case Feature::kDistrict:
      return PlaceClass::kDistrict;
    default:
      return PlaceClass::kCity;
  }
}

PlacePrecision precision_of(const WorldArea& area) {
  if (area.country()) return PlacePrecision::kCountry;
  return area.klass == "site" ? PlacePrecision::kPoint : PlacePrecision::kRegion;
}

// How well a place fits the class word that stood beside its name.
double class_fit(PlaceClass wanted, PlaceClass found) {
  if (wanted == PlaceClass::kAny) return 0;
  if (wanted == found) return kClassBonus;
  if (wanted == PlaceClass::kSite)
    return found == PlaceClass::kCity || found == PlaceClass::kDistrict ? 0 : -kClassPenalty;
  const auto area = [](PlaceClass c) {
    return c == PlaceClass::kAdmin1 || c == PlaceClass::kAdmin2 || c == PlaceClass::kRegion;
  };
  const auto town = [](PlaceClass c) {
    return c == PlaceClass::kCity || c == PlaceClass::kDistrict;
  };
  if (area(wanted) && area(found)) return kClassBonus / 2;
  if (town(wanted) && town(found)) return kClassBonus / 2;
  return -kClassPenalty;
}

}  // namespace

// One search: collects candidates of every reading of the text.
struct CandidateFinder::Search {
  const Gazetteer& gazetteer;
  const WorldNames& world;
  std::string_view language;
  std::string_view text;
  std::vector<Candidate> found;
  bool weak = false;

  void add(Candidate candidate) {
    candidate.weak = weak;
    for (auto& known : found) {
      const bool same = candidate.row != kNone ? known.row == candidate.row
                                               : known.area == candidate.area && known.row == kNone;
      if (!same) continue;
      if (candidate.base > known.base) known = candidate;
      return;
    }
    found.push_back(candidate);
  }

  bool world_hits(std::string_view key, double penalty, PlaceClass wanted, bool derived_only) {
    bool any = false;
    for (const auto& hit : world.find(key, language)) {
      if (derived_only && !hit.derived) continue;
      const auto& area = world.area(hit.area);
      Candidate c;
      c.geonameid = area.geonameid;
      c.name = area.name;
      if (area.countries.size() == 1) c.country = area.countries.front();
      c.lat = area.lat;
      c.lon = area.lon;
      c.precision = precision_of(area);
      c.klass = class_of(area);
      c.area = hit.area;
      c.derived = hit.derived;
      if (area.country()) {
        c.base =
            weight(kCountryPopulation) + kCountryBonus - (area.historic ? kHistoricPenalty : 0);
      } else {
        c.base = weight(area.radius_km >= 100 ? kRegionPopulation : kSmallRegionPopulation);
      }
      c.base +=
          class_fit(wanted, c.klass) - penalty - (hit.main_name || hit.derived ? 0 : kAliasPenalty);
      any = true;
      add(c);
    }
    return any;
  }

  // Names of regions, taken as what an adjective was derived from ("Sicilian").
  void world_names(std::string_view key, double penalty) {
    const size_t before = found.size();
    world_hits(key, penalty, PlaceClass::kAny, false);
    for (size_t c = before; c < found.size(); ++c) found[c].derived = true;
  }

  double match_penalty(const Posting& posting, std::string_view name) const {
    double penalty = 0;
    switch (posting.kind) {
      case NameKind::kMain:
        break;
      case NameKind::kLanguage:
        penalty = posting.language == language ? 0 : kForeignNamePenalty;
        break;
      case NameKind::kNative:
        penalty = kNoDiacriticsPenalty;
        break;
      case NameKind::kAlternate:
        penalty = kAlternatePenalty;
        break;
      case NameKind::kShort:
        penalty = kShortPenalty;
        break;
      case NameKind::kCoarse:
        return kCoarsePenalty;
    }
    if (exact_mark(name) != posting.exact)
      penalty += ascii(name) ? kNoDiacriticsPenalty : kOtherDiacriticsPenalty;
    return penalty;
  }

  bool gazetteer_hits(std::string_view key, std::string_view name, double penalty,
                      PlaceClass wanted, bool derived, uint32_t least_population, bool areas_only) {
    bool any = false;
    size_t taken = 0;
    for (const auto& posting : gazetteer.find(key)) {
      if (taken >= kMostCandidates) break;
      if (posting.kind == NameKind::kShort && name.find('.') == std::string_view::npos &&
          !all_upper(name))
        continue;
      const auto place = gazetteer.place(posting.place);
      if (place.population < least_population && place.feature != Feature::kCapital) continue;
      if (areas_only && place.feature != Feature::kAdmin1) continue;
      Candidate c;
      c.geonameid = place.geonameid;
      c.name = place.name;
      c.country = place.country;
      c.lat = place.lat;
      c.lon = place.lon;
      c.row = posting.place;
      c.admin1 = place.admin1;
      c.admin2 = place.admin2;
      c.klass = class_of(place.feature);
      c.derived = derived;
      c.base = weight(place.population) - penalty - match_penalty(posting, name) +
               class_fit(wanted, c.klass);
      switch (place.feature) {
        case Feature::kAdmin1:
          c.precision = PlacePrecision::kAdmin1;
          c.admin1 = posting.place;
          c.base -= kAdmin1Penalty;
          break;
        case Feature::kAdmin2:
          c.precision = PlacePrecision::kRegion;
          c.base -= kAdmin2Penalty;
          break;
        case Feature::kDistrict:
          c.base -= kDistrictPenalty;
          break;
        case Feature::kCapital:
          c.base += kCapitalBonus;
          break;
        case Feature::kAdmin1Seat:
          c.base += kAdmin1SeatBonus;
          break;
        default:
          break;
      }
      add(c);
      ++taken;
      any = true;
    }
    return any;
  }

  bool name(std::string_view key, std::string_view spelled, double penalty, PlaceClass wanted) {
    if (key.empty()) return false;
    bool any = world_hits(key, penalty, wanted, false);
    any = gazetteer_hits(key, spelled, penalty, wanted, false, 0, false) || any;
    return any;
  }
};

std::vector<Candidate> CandidateFinder::exact(std::string_view text,
                                              std::string_view language) const {
  Search search{gazetteer_, world_, language, text, {}};
  search.name(place_key(text), text, 0, PlaceClass::kAny);
  std::erase_if(search.found, [](const Candidate& c) { return c.derived; });
  return std::move(search.found);
}

Toponym CandidateFinder::find(std::string_view text, std::string_view language,
                              const ToponymWords& words, bool derived) const {
  Toponym toponym;
  toponym.key = place_key(text);
  Search search{gazetteer_, world_, language, text, {}};
  const std::string_view key = toponym.key;

  const bool whole = search.name(key, text, 0, PlaceClass::kAny);

  // "Niger's", "Berlins"
  for (const auto& ending : words.endings) {
    if (!ends_with(text, ending) || text.size() < ending.size() + 3) continue;
    const auto stem = text.substr(0, text.size() - ending.size());
    search.name(place_key(stem), stem, ascii(ending) && ending.front() != '\'' ? kEndingPenalty : 0,
                PlaceClass::kAny);
  }

  // "the Sahel", "Provinz Cherson", "City of Basra", "Kherson region", "northern Iraq"
  auto parts = words_of(key);
  size_t begin = 0, end = parts.size();
  PlaceClass wanted = PlaceClass::kAny;
  for (bool again = true; again && end - begin > 1;) {
    again = false;
    const auto first = parts[begin];
    const auto last = parts[end - 1];
    if (words.articles.find(first) != words.articles.end() ||
        words.directions.find(first) != words.directions.end()) {
      ++begin;
      again = true;
    } else if (const auto klass = words.classes.find(first); klass != words.classes.end()) {
      wanted = klass->second;
      ++begin;
      while (end - begin > 1 && (words.links.find(parts[begin]) != words.links.end() ||
                                 words.articles.find(parts[begin]) != words.articles.end()))
        ++begin;
      again = true;
    } else if (const auto tail = words.classes.find(last); tail != words.classes.end()) {
      wanted = tail->second;
      --end;
      again = true;
    }
    if (wanted == PlaceClass::kStreet) break;
    if (again)
      search.name(joined(parts, begin, end), joined(parts, begin, end),
                  whole ? kStrippedPenalty : kNoDiacriticsPenalty, wanted);
  }

  // "Südjapan", "Nordsyrien": a direction glued to a country or a first-order area.
  for (const auto& prefix : words.prefixes) {
    if (!starts_with(key, prefix) || key.size() < prefix.size() + 4) continue;
    auto rest = std::string(trim(key.substr(prefix.size())));
    for (int tries = 0; tries < 2; ++tries) {
      const bool any = search.world_hits(rest, whole ? kStrippedPenalty : kPrefixPenalty,
                                         PlaceClass::kAny, false);
      if (search.gazetteer_hits(rest, rest, whole ? kStrippedPenalty : kPrefixPenalty,
                                PlaceClass::kAny, false, 0, true) ||
          any)
        break;
      if (rest.back() != 's') break;
      rest.pop_back();
    }
  }

  // "nigrischen", "Syrians"
  for (const auto& ending : words.adjective_endings) {
    if (!ends_with(text, ending) || text.size() < ending.size() + 3) continue;
    search.world_hits(place_key(text.substr(0, text.size() - ending.size())), kNoDiacriticsPenalty,
                      PlaceClass::kAny, true);
  }
  if (search.found.empty() || derived) {
    // "Kiewer", "Münchner", "Berliners"
    std::vector<std::string_view> stems{text};
    for (const auto& ending : words.adjective_endings)
      if (ends_with(text, ending)) stems.push_back(text.substr(0, text.size() - ending.size()));
    for (const auto stem : stems) {
      for (const auto& [from, to] : words.town_adjectives) {
        if (!ends_with(stem, from) || stem.size() < from.size() + 3) continue;
        const auto town = std::string(stem.substr(0, stem.size() - from.size())) + to;
        search.world_names(place_key(town), kPrefixPenalty);
        search.gazetteer_hits(place_key(town), town, kPrefixPenalty, PlaceClass::kAny, true,
                              kTownAdjectivePopulation, false);
      }
    }
  }
  if (search.found.empty() || derived) {
    // "US-Soldaten", "Syrien-Konferenz", "Frankfurt/Main"
    if (const size_t cut = text.find_first_of("-/("); cut != std::string_view::npos && cut >= 2) {
      const auto part = trim(text.substr(0, cut));
      search.name(place_key(part), part, kPrefixPenalty, PlaceClass::kAny);
      if (text[cut] == '-')
        for (auto& c : search.found) c.derived = c.derived || derived;
    }
  }
  search.weak = true;
  if (search.found.empty() && wanted != PlaceClass::kStreet && key.size() >= 6) {
    search.gazetteer_hits("~" + coarse_key(key), text, 0, PlaceClass::kAny, false, 0, false);
  }
  if (search.found.empty() && wanted != PlaceClass::kStreet && parts.size() > 1) {
    // The longest part that is a name of its own, as "Aleppo" in the name of its airport.
    for (size_t size = parts.size() - 1; size > 0 && search.found.empty(); --size) {
      for (size_t at = 0; at + size <= parts.size(); ++at) {
        const auto part = joined(parts, at, at + size);
        if (part.size() < 4 || words.stop.find(part) != words.stop.end() ||
            words.classes.find(part) != words.classes.end())
          continue;
        search.world_hits(part, kPartPenalty, PlaceClass::kAny, false);
        search.gazetteer_hits(part, part, kPartPenalty, PlaceClass::kAny, false, kPartPopulation,
                              false);
      }
    }
  }

  // England is a part of the United Kingdom, though the state is often called so: the part's own
  // name is nearer.
  for (const auto& c : search.found) {
    if (c.klass != PlaceClass::kAdmin1 || place_key(c.name) != key) continue;
    std::erase_if(search.found, [&key, country = c.country](const Candidate& other) {
      return other.klass == PlaceClass::kCountry && !other.derived && other.country == country &&
             place_key(other.name) != key;
    });
    break;
  }
  toponym.candidates = std::move(search.found);
  std::stable_sort(toponym.candidates.begin(), toponym.candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.base > b.base; });
  if (toponym.candidates.size() > kMostCandidates) toponym.candidates.resize(kMostCandidates);
  toponym.derived = derived || (!toponym.candidates.empty() && toponym.candidates.front().derived);
  return toponym;
}

}  // namespace diurna
