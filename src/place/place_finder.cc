#include "place/place_finder.h"

#include <algorithm>
#include <filesystem>

#include "base/strings.h"
#include "place/candidates.h"
#include "place/gazetteer.h"
#include "place/place_key.h"
#include "place/ranking.h"
#include "place/toponym_words.h"
#include "place/world_names.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// Towns of this size are known to everybody: their names count where no mention was marked.
constexpr uint32_t kLargeTown = 400000;

// A place that the gazetteer does not know is as certain as what it was inferred from, times this.
constexpr double kInferredScore = 0.3;
// The same for a place whose name only resembles the toponym.
constexpr double kWeakScore = 0.5;
// A town is a better hint at where an unknown place lies than a country, unless it is this many bytes farther away.
constexpr uint32_t kCountryDistance = 1000;

struct Span {
  ByteSpan bytes;
  TokenSpan tokens;
  bool derived = false;
};

TokenSpan tokens_at(const Article& article, ByteSpan bytes) {
  const auto& column = article.tokens.bytes;
  const auto first = std::partition_point(column.begin(), column.end(), [&](ByteSpan t) { return t.end <= bytes.begin; });
  const auto last = std::partition_point(first, column.end(), [&](ByteSpan t) { return t.begin < bytes.end; });
  return {static_cast<TokenId>(first - column.begin()), static_cast<TokenId>(last - column.begin())};
}

// The two letters at the end of an address's host: "https://www.example.co.uk/a" -> "uk".
std::string domain_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url = url.substr(scheme + 3);
  const auto host = url.substr(0, url.find_first_of("/:?#"));
  const size_t point = host.rfind('.');
  return point == std::string_view::npos ? std::string() : lower(host.substr(point + 1));
}

// The toponym whose place tells where an unknown one lies: the nearest in the text that is no whole country, else the
// nearest country; chosen.size() if there is none.
size_t neighbour(const std::vector<Span>& spans, const std::vector<const Candidate*>& chosen, size_t unknown) {
  size_t best = chosen.size();
  uint32_t best_distance = 0;
  for (size_t t = 0; t < chosen.size(); ++t) {
    if (chosen[t] == nullptr || chosen[t]->country.empty()) continue;
    const uint32_t gap = t < unknown ? spans[unknown].bytes.begin - spans[t].bytes.end : spans[t].bytes.begin - spans[unknown].bytes.end;
    const uint32_t distance = gap + (chosen[t]->precision == PlacePrecision::kCountry ? kCountryDistance : 0);
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
  bool well_known(std::string_view key, std::string_view text, std::string_view language) const;
};

PlaceFinder::PlaceFinder(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
PlaceFinder::PlaceFinder(PlaceFinder&&) noexcept = default;
PlaceFinder& PlaceFinder::operator=(PlaceFinder&&) noexcept = default;
PlaceFinder::~PlaceFinder() = default;

Result<PlaceFinder> PlaceFinder::load(const std::string& data_dir, const std::string& gazetteer_path,
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
    toponyms.push_back(finder.find(article.bytes(span.bytes), article.lang, language_words, span.derived));
    toponyms.back().bytes = span.bytes;
  }
  Origin origin;
  origin.language_home = language_words.home;
  origin.outlet = world.domain(domain_of(article.url));
  rank(article.text, toponyms, finder, world, article.lang, origin);

  // What only resembles a name must lie in a country that the article speaks of.
  const auto known_country = [&](Code code) {
    return std::any_of(toponyms.begin(), toponyms.end(), [&](const Toponym& t) {
      return !t.candidates.empty() && !t.candidates.front().weak && t.candidates.front().country == code;
    });
  };
  std::vector<const Candidate*> chosen;
  for (const auto& toponym : toponyms) {
    const bool none = toponym.candidates.empty() || (toponym.candidates.front().weak && !known_country(toponym.candidates.front().country));
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
    if (best->admin1 != kNone) place.admin1 = article.strings.intern(gazetteer.place(best->admin1).name);
    place.lat = best->lat;
    place.lon = best->lon;
    article.places.push_back(place);
  }
}

void PlaceFinder::resolve(Article& article, std::span<const ByteSpan> toponyms) const {
  std::vector<Span> spans;
  spans.reserve(toponyms.size());
  for (const auto bytes : toponyms)
    if (!bytes.empty() && bytes.end <= article.text.size()) spans.push_back({bytes, tokens_at(article, bytes), false});
  data_->link(article, spans);
}

bool PlaceFinder::Data::well_known(std::string_view key, std::string_view text, std::string_view language) const {
  if (words_of(language).stop.find(key) != words_of(language).stop.end()) return false;
  for (const auto& hit : world.find(key, language))
    if (!hit.derived || hit.adjective) return true;
  for (const auto& posting : gazetteer.find(key)) {
    if (posting.kind >= NameKind::kAlternate && (posting.kind != NameKind::kShort || !all_upper(text))) continue;
    const auto place = gazetteer.place(posting.place);
    if (place.feature == Feature::kAdmin1 && posting.kind != NameKind::kShort) return true;
    if (place.feature == Feature::kCapital || (place.population >= kLargeTown && place.feature <= Feature::kAdmin1Seat)) return true;
  }
  return false;
}

void PlaceFinder::annotate(Article& article) const {
  std::vector<Span> spans;
  std::vector<bool> taken(article.tokens.size(), false);
  for (const auto& mention : article.mentions) {
    for (TokenId t = mention.tokens.begin; t < mention.tokens.end && t < taken.size(); ++t) taken[t] = true;
    const bool toponym = mention.type == EntityType::kLoc || (mention.type == EntityType::kMisc && mention.derived);
    if (toponym && !mention.tokens.empty()) spans.push_back({article.byte_span(mention.tokens), mention.tokens, mention.derived});
  }
  const auto longest = static_cast<TokenId>(std::min<size_t>(data_->world.longest_name(), 6));
  for (const auto& sentence : article.sentences) {
    for (TokenId begin = sentence.tokens.begin; begin < sentence.tokens.end;) {
      TokenId next = begin + 1;
      if (!taken[begin] && starts_upper(article.form(begin))) {
        for (TokenId end = std::min(sentence.tokens.end, begin + longest); end > begin; --end) {
          if (std::any_of(taken.begin() + begin, taken.begin() + end, [](bool t) { return t; })) continue;
          const ByteSpan bytes = article.byte_span({begin, end});
          const auto text = article.bytes(bytes);
          if (!data_->well_known(place_key(text), text, article.lang)) continue;
          spans.push_back({bytes, {begin, end}, false});
          next = end;
          break;
        }
      }
      begin = next;
    }
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.bytes.begin < b.bytes.begin; });
  data_->link(article, spans);
}

}  // namespace diurna
