#include "place/place_finder.h"

#include <algorithm>
#include <filesystem>

#include "base/strings.h"
#include "place/candidates.h"
#include "place/gazetteer.h"
#include "place/ranking.h"
#include "place/recognizer.h"
#include "place/toponym_words.h"
#include "place/world_names.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// A place that the gazetteer does not know is as certain as what it was inferred from, times this.
constexpr double kInferredScore = 0.3;
// The same for a place whose name only resembles the toponym.
constexpr double kWeakScore = 0.5;
// A town is a better hint at where an unknown place lies than a country, unless it is this many
// bytes farther away.
constexpr uint32_t kCountryDistance = 1000;

struct Span {
  ByteSpan bytes;
  TokenSpan tokens;
  bool derived = false;
};

TokenSpan tokens_at(const Article& article, ByteSpan bytes) {
  const auto& column = article.tokens.bytes;
  const auto first = std::partition_point(column.begin(), column.end(),
                                          [&](ByteSpan t) { return t.end <= bytes.begin; });
  const auto last =
      std::partition_point(first, column.end(), [&](ByteSpan t) { return t.begin < bytes.end; });
  return {static_cast<TokenId>(first - column.begin()),
          static_cast<TokenId>(last - column.begin())};
}

// The two letters at the end of an address's host: "https://www.example.co.uk/a" -> "uk".
std::string domain_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url = url.substr(scheme + 3);
  const auto host = url.substr(0, url.find_first_of("/:?#"));
  const size_t point = host.rfind('.');
  return point == std::string_view::npos ? std::string() : lower(host.substr(point + 1));
}

// The toponym whose place tells where an unknown one lies: the nearest in the text that is no whole
// country, else the nearest country; chosen.size() if there is none.
size_t neighbour(const std::vector<Span>& spans, const std::vector<const Candidate*>& chosen,
                 size_t unknown) {
  size_t best = chosen.size();
  uint32_t best_distance = 0;
  for (size_t t = 0; t < chosen.size(); ++t) {
    if (chosen[t] == nullptr || chosen[t]->country.empty()) continue;
    const uint32_t gap = t < unknown ? spans[unknown].bytes.begin - spans[t].bytes.end
                                     : spans[t].bytes.begin - spans[unknown].bytes.end;
    const uint32_t distance =
        gap + (chosen[t]->precision == PlacePrecision::kCountry ? kCountryDistance : 0);
    if (best == chosen.size() || distance < best_distance) {
      best = t;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace

struct PlaceFinder::Data {
  Gazetteer gazetteer;
  WorldNames world;
  StringMap<ToponymWords> words;

  const ToponymWords& words_of(std::string_view language) const {
    static const ToponymWords kNoWords;
    const auto found = words.find(language);
    return found == words.end() ? kNoWords : found->second;
  }
  void link(Article& article, const std::vector<Span>& spans) const;
};

PlaceFinder::PlaceFinder(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
PlaceFinder::PlaceFinder(PlaceFinder&&) noexcept = default;
PlaceFinder& PlaceFinder::operator=(PlaceFinder&&) noexcept = default;
PlaceFinder::~PlaceFinder() = default;

Result<PlaceFinder> PlaceFinder::load(const std::string& data_dir,
                                      const std::string& gazetteer_path,
                                      const std::vector<std::string>& languages) {
  std::string path = gazetteer_path;
  if (path.empty()) path = data_dir + "/world/places.gaz";
  std::error_code code;
  if (gazetteer_path.empty() && !std::filesystem::exists(path, code)) path = DIURNA_GAZETTEER_FILE;
  auto data = std::make_unique<Data>();
  auto gazetteer = Gazetteer::open(path);
  if (!gazetteer.ok()) return gazetteer.error();
  data->gazetteer = gazetteer.take();
  auto world = WorldNames::load(data_dir, languages);
  if (!world.ok()) return world.error();
  data->world = world.take();
  for (const auto& language : languages) {
    auto words = ToponymWords::load(data_dir + "/" + language + "/toponyms.tsv");
    if (!words.ok()) return words.error();
    data->words.emplace(language, words.take());
  }
  return PlaceFinder(std::move(data));
}

void PlaceFinder::Data::link(Article& article, const std::vector<Span>& spans) const {
  const auto& language_words = words_of(article.lang);
  const CandidateFinder finder(gazetteer, world);
  std::vector<Toponym> toponyms;
  toponyms.reserve(spans.size());
  for (const auto& span : spans) {
    toponyms.push_back(
        finder.find(article.bytes(span.bytes), article.lang, language_words, span.derived));
    toponyms.back().bytes = span.bytes;
  }
  Origin origin;
  origin.language_home = language_words.home;
  origin.outlet = world.domain(domain_of(article.url));
  rank(article.text, toponyms, finder, world, article.lang, origin);

  // What only resembles a name must lie in a country that the article speaks of.
  const auto known_country = [&](Code code) {
    return std::any_of(toponyms.begin(), toponyms.end(), [&](const Toponym& t) {
      return !t.candidates.empty() && !t.candidates.front().weak &&
             t.candidates.front().country == code;
    });
  };
  std::vector<const Candidate*> chosen;
  for (const auto& toponym : toponyms) {
    const bool none =
        toponym.candidates.empty() ||
        (toponym.candidates.front().weak && !known_country(toponym.candidates.front().country));
    chosen.push_back(none ? nullptr : &toponym.candidates.front());
  }
  for (size_t t = 0; t < toponyms.size(); ++t) {
    Place place;
    place.bytes = spans[t].bytes;
    place.tokens = spans[t].tokens;
    const auto* best = chosen[t];
    if (best != nullptr) {
      place.geonameid = best->geonameid;
      place.name = article.strings.intern(best->name);
      place.precision = best->precision;
      place.derived = best->derived || toponyms[t].derived;
      place.score = static_cast<float>(certainty(toponyms[t]) * (best->weak ? kWeakScore : 1));
    } else {
      const size_t anchor = neighbour(spans, chosen, t);
      if (anchor == chosen.size()) continue;
      best = chosen[anchor];
      place.name = article.strings.intern(article.bytes(spans[t].bytes));
      place.precision = best->admin1 == kNone ? PlacePrecision::kCountry : PlacePrecision::kAdmin1;
      place.derived = spans[t].derived;
      place.score = static_cast<float>(kInferredScore * certainty(toponyms[anchor]));
    }
    place.country = best->country;
    if (best->admin1 != kNone)
      place.admin1 = article.strings.intern(gazetteer.place(best->admin1).name);
    place.lat = best->lat;
    place.lon = best->lon;
    article.places.push_back(place);
  }
}

void PlaceFinder::resolve(Article& article, std::span<const ByteSpan> toponyms) const {
  std::vector<Span> spans;
  spans.reserve(toponyms.size());
  for (const auto bytes : toponyms)
    if (!bytes.empty() && bytes.end <= article.text.size())
      spans.push_back({bytes, tokens_at(article, bytes), false});
  data_->link(article, spans);
}

void PlaceFinder::annotate(Article& article) const {
  std::vector<Span> spans;
  for (const auto& found :
       find_toponyms(article, data_->gazetteer, data_->world, data_->words_of(article.lang)))
    spans.push_back({article.byte_span(found.tokens), found.tokens, found.derived});
  data_->link(article, spans);
}

}  // namespace diurna
