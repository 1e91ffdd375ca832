// Small helpers on byte strings. Nothing here knows Unicode (room text does) or the field.
#pragma once

#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace diurna {

std::string_view trim(std::string_view text);  // ASCII white space off both ends
std::vector<std::string_view> split(std::string_view text, char separator);  // keeps empty parts
std::vector<std::string_view> split_trimmed(
    std::string_view text, std::string_view separator);  // trims, drops empty parts
std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool starts_with(std::string_view text, std::string_view prefix);
bool ends_with(std::string_view text, std::string_view suffix);

// The whole of `text` as a number; nullopt if anything is left over.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// FNV-1a. Stable over machines and versions: ids and file formats rest on it.
uint32_t fnv1a32(std::string_view bytes);
uint64_t fnv1a64(std::string_view bytes);
std::string hex64(uint64_t value);  // 16 lower-case digits

// The entry of `candidates` nearest to `word` by edit distance, for messages; empty if there is
// none.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// Hash maps that can be asked with a string_view.
struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

}  // namespace diurna
