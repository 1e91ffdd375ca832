// Unicode: the only room that knows it (on utf8proc). Offsets are bytes unless a name says
// otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace diurna {

// The code point at byte `at` and its length in bytes. Invalid bytes give U+FFFD with length 1.
// Needs at < text.size().
char32_t code_point_at(std::string_view text, size_t at, size_t* length);
// The code point that ends before byte `at`. Needs at > 0.
char32_t code_point_before(std::string_view text, size_t at, size_t* length);
void append_utf8(char32_t c, std::string& out);
std::u32string to_utf32(std::string_view text);  // invalid bytes become U+FFFD
std::string to_utf8(std::u32string_view text);

bool valid_utf8(std::string_view bytes);
// Byte of the first invalid sequence, or npos.
size_t first_invalid_utf8(std::string_view bytes);
// Invalid sequences become U+FFFD.
std::string repair_utf8(std::string_view bytes);
size_t count_code_points(std::string_view text);

// Simple case mapping, one code point to one.
char32_t to_lower(char32_t c);
char32_t to_upper(char32_t c);
std::string lower(std::string_view text);
std::string upper(std::string_view text);
// Lower case, compatibility forms and diacritics taken off ("Nürnberg", "NÜRNBERG" -> "nurnberg",
// "ß" -> "ss"): a look-up key.
std::string fold(std::string_view text);
std::string nfc(std::string_view text);  // canonical composition

bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_digit(char32_t c);        // decimal digits of any script
bool is_space(char32_t c);        // white space, no-break and zero-width spaces too
bool is_punctuation(char32_t c);  // punctuation and symbols
bool is_mark(char32_t c);         // combining marks
bool is_quote(char32_t c);
bool is_dash(char32_t c);
bool starts_upper(std::string_view text);
bool all_upper(std::string_view text);  // at least two letters, no lower-case one

// Turns byte offsets of one text into code points. Building is linear; each answer O(1) (a
// checkpoint every 64 bytes).
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  uint32_t code_points(size_t byte) const;  // code points before `byte`
  size_t byte(
      uint32_t code_point) const;  // where that code point starts; text size at or past the end

 private:
  std::string_view text_;
  std::vector<uint32_t> checkpoints_;
};

}  // namespace diurna
