// The compiled gazetteer: settlements and administrative areas of GeoNames with their names, mapped
// read-only.
//
//   auto gazetteer = Gazetteer::open("build/gazetteer/places.gaz");
//   for (const Posting& p : gazetteer.value().find(place_key("Mailand")))
//     std::cout << gazetteer.value().place(p.place).name;   // Milan
//
// Threads: immutable; any number may read.
//
// The form, all numbers little-endian: "DIGAZ04\n", then for each section its offset and size (u64
// each), then
//   places    Record[]   32 bytes each
//   hashes    u64[]      FNV-1a of the keys, ascending
//   starts    u32[]      one more than hashes: where a key's postings begin
//   postings  Posting[]  8 bytes each, the most populous place first
//   strings   names, each ended by a zero byte
//   languages the languages (ISO 639-1) that names are known to be of, each ended by a zero byte
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

enum class Feature : uint8_t { kTown, kDistrict, kSeat, kAdmin1Seat, kCapital, kAdmin2, kAdmin1 };

// Which name of a place a text used.
enum class NameKind : uint8_t { kMain, kLanguage, kNative, kAlternate, kShort, kCoarse };

struct Posting {
  uint32_t place = 0;
  NameKind kind = NameKind::kMain;
  uint16_t exact = 0;         // exact_mark of the name
  std::string_view language;  // of kLanguage; lives as long as the gazetteer
};

struct GazetteerPlace {
  uint32_t geonameid = 0;
  double lat = 0, lon = 0;
  uint32_t population = 0;
  std::string_view name;  // English where known
  Code country;
  Feature feature = Feature::kTown;
  uint32_t admin1 = kNone;  // rows of the areas it lies in
  uint32_t admin2 = kNone;
};

class Gazetteer {
 public:
  // Errors: kNotFound, kIo, kBadInput (not a compiled gazetteer, or of another version).
  static Result<Gazetteer> open(const std::string& path);
  // The same from bytes in memory, which are copied.
  static Result<Gazetteer> from_bytes(std::string bytes);

  // All places with a name of this place_key, the most populous first; empty if there are none.
  // O(log n).
  std::vector<Posting> find(std::string_view key) const;
  // The place of a row; an empty one for a row that does not exist.
  GazetteerPlace place(uint32_t row) const;
  uint32_t size() const { return place_count_; }

 private:
  Outcome attach(const std::string& path);
  std::string_view bytes() const {
    return mapped_.bytes().empty() ? (owned_ ? std::string_view(*owned_) : std::string_view())
                                   : mapped_.bytes();
  }
  std::string_view section(size_t number) const {
    return bytes().substr(sections_[number].begin, sections_[number].size);
  }

  struct Section {
    size_t begin = 0, size = 0;
  };
  MappedFile mapped_;
  std::shared_ptr<const std::string> owned_;  // shared: views into it survive a move
  Section sections_[6];
  std::vector<std::string_view> languages_;
  uint32_t place_count_ = 0;
  uint32_t key_count_ = 0;
};

}  // namespace diurna
