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

  for (size_t t = 0; t < toponyms.size(); ++t) {
    if (toponyms[t].candidates.empty()) continue;
    const auto& best = toponyms[t].candidates.front();
    Place place;
    place.bytes = spans[t].bytes;
    place.tokens = spans[t].tokens;
    place.geonameid = best.geonameid;
    place.name = article.strings.intern(best.name);
    place.country = best.country;
    if (best.admin1 != kNone) place.admin1 = article.strings.intern(gazetteer.place(best.admin1).name);
    place.lat = best.lat;
    place.lon = best.lon;
    place.precision = best.precision;
    place.derived = best.derived || toponyms[t].derived;
    place.score = static_cast<float>(certainty(toponyms[t]));
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
