#include "place/place_key.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

bool dropped(char32_t c) {
  switch (c) {
    case U'.':
    case U'\'':
    case U'`':
    case U'´':
    case U'’':
    case U'‘':
    case U'ʻ':
    case U'ʼ':
    case U'ʹ':
    case U'ʿ':
    case U'ʾ':
      return true;
    default:
      return false;
  }
}

// Letters that compatibility decomposition leaves alone but that names are often written without.
std::string_view plain(char32_t c) {
  switch (c) {
    case U'ł':
      return "l";
    case U'ø':
      return "o";
    case U'đ':
    case U'ð':
      return "d";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ı':
      return "i";
    case U'þ':
      return "th";
    case U'ħ':
      return "h";
    case U'ə':
      return "a";
    default:
      return {};
  }
}

// One letter, folded to lower case without diacritics.
std::string folded_letter(char32_t c) {
  std::string letter;
  append_utf8(c, letter);
  std::string out;
  const std::string folded = fold(letter);
  size_t length = 0;
  for (size_t at = 0; at < folded.size(); at += length) {
    const auto part = code_point_at(folded, at, &length);
    if (is_mark(part)) continue;
    const auto letters = plain(part);
    out += letters.empty() ? std::string_view(folded).substr(at, length) : letters;
  }
  return out;
}

// The Latin letters with diacritics, folded beforehand: most names need no more.
constexpr char32_t kTableBegin = 0xC0, kTableEnd = 0x250;
std::array<std::string, kTableEnd - kTableBegin> folded_table() {
  std::array<std::string, kTableEnd - kTableBegin> table;
  for (char32_t c = kTableBegin; c < kTableEnd; ++c) table[c - kTableBegin] = folded_letter(c);
  return table;
}

// Longer spellings first.
struct Spelling {
  std::string_view from, to;
};
constexpr std::array<Spelling, 34> kSpellings{
    {{"dschi", "gi"}, {"dsch", "g"}, {"tsch", "c"}, {"zsch", "c"}, {"schtsch", "c"}, {"tch", "c"},
     {"sch", "s"},    {"dzh", "g"},  {"dj", "g"},   {"dz", "z"},   {"tz", "z"},      {"ts", "z"},
     {"ch", "c"},     {"kh", "c"},   {"sh", "s"},   {"zh", "s"},   {"gh", "g"},      {"ph", "f"},
     {"th", "t"},     {"ou", "u"},   {"oo", "u"},   {"iy", "i"},   {"yi", "i"},      {"ij", "i"},
     {"ji", "i"},     {"ia", "a"},   {"ya", "a"},   {"ja", "a"},   {"yu", "u"},      {"ju", "u"},
     {"iu", "u"},     {"ye", "e"},   {"je", "e"},   {"ie", "e"}}};

char coarse_letter(char c) {
  switch (c) {
    case 'j':
    case 'y':
      return 'i';
    case 'w':
      return 'v';
    case 'z':
      return 's';
    case 'q':
    case 'k':
      return 'k';
    case 'x':
      return 's';
    case 'e':
      return 'i';
    default:
      return c;
  }
}

}  // namespace

std::string place_key(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  bool gap = false;
  const auto take = [&](std::string_view letters) {
    if (gap && !key.empty()) key += ' ';
    gap = false;
    key += letters;
  };
  size_t length = 0;
  for (size_t at = 0; at < name.size(); at += length) {
    const auto c = code_point_at(name, at, &length);
    if (c < 0x80) {
      if (c == '.' || c == '\'' || c == '`') continue;
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter || (c >= '0' && c <= '9')) {
        const char lowered = static_cast<char>(letter ? c | 0x20 : c);
        take({&lowered, 1});
      } else {
        gap = true;
      }
    } else if (dropped(c) || is_mark(c)) {
      continue;
    } else if (!is_letter(c) && !is_digit(c)) {
      gap = true;
    } else if (c >= kTableBegin && c < kTableEnd) {
      static const auto kFolded = folded_table();
      take(kFolded[c - kTableBegin]);
    } else {
      take(folded_letter(c));
    }
  }
  return key;
}

std::string coarse_key(std::string_view key) {
  std::string coarse;
  const auto add = [&coarse](char c) {
    if (coarse.empty() || coarse.back() != c) coarse += c;
  };
  for (size_t at = 0; at < key.size();) {
    const auto rest = key.substr(at);
    const Spelling* found = nullptr;
    for (const auto& spelling : kSpellings)
      if (starts_with(rest, spelling.from) &&
          (found == nullptr || spelling.from.size() > found->from.size()))
        found = &spelling;
    if (found != nullptr) {
      for (const char c : found->to) add(coarse_letter(c));
      at += found->from.size();
    } else {
      if (key[at] != ' ') add(coarse_letter(key[at]));
      ++at;
    }
  }
  while (coarse.size() > 3 && (coarse.back() == 'h' || coarse.back() == 'i')) coarse.pop_back();
  return coarse;
}

uint16_t exact_mark(std::string_view name) {
  return static_cast<uint16_t>(fnv1a32(lower(nfc(name))) & 0xFFFF);
}

}  // namespace diurna
