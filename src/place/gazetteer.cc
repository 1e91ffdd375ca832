#include "place/gazetteer.h"

#include <bit>

#include "base/strings.h"
#include "place/gazetteer_format.h"

namespace diurna {
namespace format = gazetteer_format;

static_assert(std::endian::native == std::endian::little,
              "the compiled gazetteer is little-endian");

Result<Gazetteer> Gazetteer::open(const std::string& path) {
  auto mapped = MappedFile::open(path);
  if (!mapped.ok()) return mapped.error();
  Gazetteer gazetteer;
  gazetteer.mapped_ = mapped.take();
  if (auto outcome = gazetteer.attach(path); !outcome.ok()) return outcome.error();
  return gazetteer;
}

Result<Gazetteer> Gazetteer::from_bytes(std::string bytes) {
  Gazetteer gazetteer;
  gazetteer.owned_ = std::make_shared<const std::string>(std::move(bytes));
  if (auto outcome = gazetteer.attach("gazetteer in memory"); !outcome.ok()) return outcome.error();
  return gazetteer;
}

Outcome Gazetteer::attach(const std::string& path) {
  const auto all = bytes();
  const auto bad = [&path](const char* what) {
    return Error{Error::kBadInput, path + ": " + what};
  };
  if (all.size() < format::kHeaderSize || !starts_with(all, format::kMagic))
    return bad("not a compiled gazetteer of this version; expected 'DIGAZ04' at the start");
  for (size_t s = 0; s < format::kSectionCount; ++s) {
    const auto header = all.substr(format::kMagic.size());
    const auto begin = format::load<uint64_t>(header, 2 * s);
    const auto size = format::load<uint64_t>(header, 2 * s + 1);
    if (begin > all.size() || size > all.size() - begin)
      return bad("a section ends behind the end of the file");
    sections_[s] = {begin, size};
  }
  const auto places = section(format::kPlaces).size() / sizeof(format::Record);
  const auto keys = section(format::kHashes).size() / sizeof(uint64_t);
  if (places >= kNone || keys >= kNone ||
      section(format::kStarts).size() / sizeof(uint32_t) != keys + 1)
    return bad("sections disagree about the number of keys");
  if (section(format::kStrings).empty() || section(format::kStrings).back() != '\0')
    return bad("the names do not end with a zero byte");
  languages_ = split(section(format::kLanguages), '\0');
  place_count_ = static_cast<uint32_t>(places);
  key_count_ = static_cast<uint32_t>(keys);
  return Unit{};
}

std::vector<Posting> Gazetteer::find(std::string_view key) const {
  std::vector<Posting> found;
  const auto hashes = section(format::kHashes);
  const uint64_t wanted = fnv1a64(key);
  size_t low = 0, high = key_count_;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (format::load<uint64_t>(hashes, middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == key_count_ || format::load<uint64_t>(hashes, low) != wanted) return found;
  const auto starts = section(format::kStarts);
  const auto postings = section(format::kPostings);
  const size_t count = postings.size() / sizeof(format::PostingRecord);
  const size_t begin = format::load<uint32_t>(starts, low);
  const size_t end = format::load<uint32_t>(starts, low + 1);
  if (begin > end || end > count) return found;
  found.reserve(end - begin);
  for (size_t p = begin; p < end; ++p) {
    const auto record = format::load<format::PostingRecord>(postings, p);
    if (record.place >= place_count_ || record.kind > static_cast<uint8_t>(NameKind::kCoarse))
      continue;
    Posting posting{record.place, static_cast<NameKind>(record.kind), record.exact, {}};
    if (posting.kind == NameKind::kLanguage && record.language < languages_.size())
      posting.language = languages_[record.language];
    found.push_back(posting);
  }
  return found;
}

GazetteerPlace Gazetteer::place(uint32_t row) const {
  GazetteerPlace place;
  if (row >= place_count_) return place;
  const auto record = format::load<format::Record>(section(format::kPlaces), row);
  place.geonameid = record.geonameid;
  place.lat = record.lat / 1e5;
  place.lon = record.lon / 1e5;
  place.population = record.population;
  const auto strings = section(format::kStrings);
  if (record.name < strings.size())
    place.name = strings.data() + record.name;  // ends at the zero byte
  place.country.letters = record.country;
  if (record.feature <= static_cast<uint8_t>(Feature::kAdmin1))
    place.feature = static_cast<Feature>(record.feature);
  if (record.admin1 < place_count_) place.admin1 = record.admin1;
  if (record.admin2 < place_count_) place.admin2 = record.admin2;
  return place;
}

}  // namespace diurna
