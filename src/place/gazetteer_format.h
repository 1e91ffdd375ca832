// The compiled gazetteer's bytes, shared by its reader and its writer.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace diurna::gazetteer_format {

inline constexpr std::string_view kMagic = "DIGAZ04\n";
enum Section { kPlaces, kHashes, kStarts, kPostings, kStrings, kLanguages, kSectionCount };
inline constexpr size_t kHeaderSize = kMagic.size() + kSectionCount * 16;

struct Record {
  uint32_t geonameid;
  int32_t lat;  // 1e-5 degrees
  int32_t lon;
  uint32_t population;
  uint32_t name;  // offset in the strings
  std::array<char, 3> country;
  uint8_t feature;
  uint32_t admin1;
  uint32_t admin2;
};
static_assert(sizeof(Record) == 32 && std::is_trivially_copyable_v<Record>);

struct PostingRecord {
  uint32_t place;
  uint16_t exact;
  uint8_t kind;
  uint8_t language;
};
static_assert(sizeof(PostingRecord) == 8);

// Reads element `i` of an array; sections need not be aligned.
template <class T>
T load(std::string_view section, size_t i) {
  T value;
  std::memcpy(&value, section.data() + i * sizeof(T), sizeof(T));
  return value;
}

template <class T>
void append(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

}  // namespace diurna::gazetteer_format
