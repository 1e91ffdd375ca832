#include "text/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace diurna {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr size_t kStride = 64;

bool is_continuation(char c) {
  return (static_cast<uint8_t>(c) & 0xC0) == 0x80;
}

utf8proc_category_t category(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

std::string map_text(std::string_view text, utf8proc_option_t options) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (size < 0) return std::string(text);
  std::string out(reinterpret_cast<char*>(mapped), static_cast<size_t>(size));
  std::free(mapped);
  return out;
}

template <class Map>
std::string map_each(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += length) {
    const auto c = code_point_at(text, at, &length);
    if (c < 0x80) {
      out += static_cast<char>(map(c));
    } else {
      append_utf8(map(c), out);
    }
  }
  return out;
}

}  // namespace

char32_t code_point_at(std::string_view text, size_t at, size_t* length) {
  const auto byte = static_cast<uint8_t>(text[at]);
  if (byte < 0x80) {
    *length = 1;
    return byte;
  }
  utf8proc_int32_t c = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &c);
  if (size <= 0) {
    *length = 1;
    return kReplacement;
  }
  *length = static_cast<size_t>(size);
  return static_cast<char32_t>(c);
}

char32_t code_point_before(std::string_view text, size_t at, size_t* length) {
  size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && is_continuation(text[begin])) --begin;
  size_t size = 0;
  const auto c = code_point_at(text, begin, &size);
  if (begin + size != at) {
    *length = 1;
    return kReplacement;
  }
  *length = size;
  return c;
}

void append_utf8(char32_t c, std::string& out) {
  utf8proc_uint8_t buffer[4];
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), buffer);
  out.append(reinterpret_cast<char*>(buffer), static_cast<size_t>(size));
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += length) out += code_point_at(text, at, &length);
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const auto c : text) append_utf8(c, out);
  return out;
}

size_t first_invalid_utf8(std::string_view bytes) {
  size_t length = 0;
  for (size_t at = 0; at < bytes.size(); at += length) {
    const auto c = code_point_at(bytes, at, &length);
    if (c == kReplacement && length == 1) return at;
  }
  return std::string_view::npos;
}

bool valid_utf8(std::string_view bytes) {
  return first_invalid_utf8(bytes) == std::string_view::npos;
}

std::string repair_utf8(std::string_view bytes) {
  return map_each(bytes, [](char32_t c) { return c; });
}

size_t count_code_points(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

char32_t to_lower(char32_t c) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}
char32_t to_upper(char32_t c) {
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}
std::string lower(std::string_view text) {
  return map_each(text, to_lower);
}
std::string upper(std::string_view text) {
  return map_each(text, to_upper);
}

std::string fold(std::string_view text) {
  return map_text(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                                       UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                       UTF8PROC_STRIPMARK | UTF8PROC_IGNORE));
}

std::string nfc(std::string_view text) {
  return map_text(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto k = category(c);
  return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}
bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  const auto k = category(c);
  return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}
bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return category(c) == UTF8PROC_CATEGORY_LL;
}
bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return category(c) == UTF8PROC_CATEGORY_ND;
}
bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  const auto k = category(c);
  return (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP) || c == 0x200B || c == 0xFEFF ||
         c == 0x2060 || c == 0x85;
}
bool is_punctuation(char32_t c) {
  const auto k = category(c);
  return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}
bool is_mark(char32_t c) {
  const auto k = category(c);
  return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}
bool is_quote(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '`':
    case 0xAB:
    case 0xBB:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2039:
    case 0x203A:
    case 0x300C:
    case 0x300D:
      return true;
    default:
      return false;
  }
}
bool is_dash(char32_t c) {
  return c == '-' || c == 0x00AD || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool starts_upper(std::string_view text) {
  size_t length = 0;
  return !text.empty() && is_upper(code_point_at(text, 0, &length));
}

bool all_upper(std::string_view text) {
  int letters = 0;
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += length) {
    const auto c = code_point_at(text, at, &length);
    if (is_lower(c)) return false;
    if (is_letter(c)) ++letters;
  }
  return letters >= 2;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  checkpoints_.reserve(text.size() / kStride + 1);
  uint32_t count = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (at % kStride == 0) checkpoints_.push_back(count);
    if (!is_continuation(text[at])) ++count;
  }
  if (checkpoints_.empty()) checkpoints_.push_back(0);
}

uint32_t CodePointIndex::code_points(size_t byte) const {
  byte = std::min(byte, text_.size());
  const size_t block = std::min(byte / kStride, checkpoints_.size() - 1);
  uint32_t count = checkpoints_[block];
  for (size_t at = block * kStride; at < byte; ++at)
    if (!is_continuation(text_[at])) ++count;
  return count;
}

size_t CodePointIndex::byte(uint32_t code_point) const {
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), code_point);
  const size_t block =
      after == checkpoints_.begin() ? 0 : static_cast<size_t>(after - checkpoints_.begin()) - 1;
  uint32_t count = checkpoints_[block];
  for (size_t at = block * kStride; at < text_.size(); ++at) {
    if (is_continuation(text_[at])) continue;
    if (count == code_point) return at;
    ++count;
  }
  return text_.size();
}

}  // namespace diurna
