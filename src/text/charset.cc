#include "text/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// What windows-1252 has in 0x80..0x9F; the five holes keep their control code, as browsers do.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string ascii_upper(std::string_view text) {
  std::string out(trim(text));
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// The web's names mean supersets of what they say.
std::string iconv_name(std::string_view declared) {
  const std::string name = ascii_upper(declared);
  if (name == "UTF8" || name == "UTF-8") return "UTF-8";
  for (const char* latin :
       {"ISO-8859-1", "ISO8859-1", "ISO_8859-1", "LATIN1", "LATIN-1", "L1", "US-ASCII", "ASCII",
        "CP1252", "WINDOWS-1252", "ISO-8859-15", "X-CP1252"}) {
    if (name == latin) return name == "ISO-8859-15" ? name : "WINDOWS-1252";
  }
  if (name == "ISO-8859-9") return "WINDOWS-1254";
  if (name == "GB2312" || name == "GBK") return "GB18030";
  if (name == "SHIFT_JIS" || name == "SHIFT-JIS" || name == "X-SJIS") return "CP932";
  if (name == "KS_C_5601-1987" || name == "EUC-KR") return "CP949";
  if (name == "UTF-16" || name == "UTF16") return "UTF-16LE";
  return name;
}

struct IconvHandle {
  explicit IconvHandle(const std::string& from) : handle(iconv_open("UTF-8", from.c_str())) {}
  ~IconvHandle() {
    if (ok()) iconv_close(handle);
  }
  IconvHandle(const IconvHandle&) = delete;
  IconvHandle& operator=(const IconvHandle&) = delete;
  bool ok() const { return handle != reinterpret_cast<iconv_t>(-1); }
  iconv_t handle;
};

bool known_to_iconv(const std::string& name) {
  const bool plain =
      !name.empty() && name.size() < 40 && std::all_of(name.begin(), name.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == ':' ||
               c == '.';
      });
  return plain && IconvHandle(name).ok();
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      append_utf8(byte < 0xA0 ? kWindows1252[byte - 0x80] : static_cast<char32_t>(byte), out);
    }
  }
  return out;
}

std::string from_iconv(std::string_view bytes, const std::string& charset) {
  const IconvHandle converter(charset);
  if (!converter.ok()) return from_windows_1252(bytes);
  std::string in(bytes);  // iconv wants a non-const pointer
  std::string out;
  char* from = in.data();
  size_t left = in.size();
  std::array<char, 4096> piece;
  while (left > 0) {
    char* to = piece.data();
    size_t room = piece.size();
    const size_t result = iconv(converter.handle, &from, &left, &to, &room);
    out.append(piece.data(), static_cast<size_t>(to - piece.data()));
    if (result != static_cast<size_t>(-1) || errno == E2BIG) continue;
    append_utf8(0xFFFD, out);  // an impossible or cut sequence: one byte is given up
    ++from;
    --left;
  }
  return out;
}

struct Utf8Census {
  size_t valid = 0;    // well-formed sequences of two bytes and more
  size_t invalid = 0;  // bytes that fit nowhere
};

Utf8Census census(std::string_view bytes) {
  Utf8Census count;
  for (size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    size_t length = 1;
    const char32_t c = code_point_at(bytes, at, &length);
    if (c == 0xFFFD && length == 1) {
      ++count.invalid;
    } else {
      ++count.valid;
    }
    at += length;
  }
  return count;
}

// UTF-16 without a mark: every other byte of ordinary text is zero.
const char* utf16_by_zeros(std::string_view bytes) {
  const auto head = bytes.substr(0, 1024);
  if (head.size() < 8) return nullptr;
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  const size_t half = head.size() / 2;
  if (odd * 10 > half * 7 && even * 10 < half) return "UTF-16LE";
  if (even * 10 > half * 7 && odd * 10 < half) return "UTF-16BE";
  return nullptr;
}

}  // namespace

std::string guess_charset(std::string_view bytes, std::string_view declared) {
  if (starts_with(bytes, "\xEF\xBB\xBF")) return "UTF-8";
  if (starts_with(bytes, std::string_view("\xFF\xFE\0\0", 4))) return "UTF-32LE";
  if (starts_with(bytes, std::string_view("\0\0\xFE\xFF", 4))) return "UTF-32BE";
  if (starts_with(bytes, "\xFF\xFE")) return "UTF-16LE";
  if (starts_with(bytes, "\xFE\xFF")) return "UTF-16BE";
  if (const char* wide = utf16_by_zeros(bytes)) return wide;
  const std::string name = iconv_name(declared);
  const bool seven_bit = starts_with(name, "ISO-2022") || name == "HZ-GB-2312" || name == "UTF-7";
  if (!seven_bit && valid_utf8(bytes)) return "UTF-8";
  // A document of bytes that says it is UTF-16 is mistaken: its zeros would have told.
  if (!name.empty() && name != "UTF-8" && !starts_with(name, "UTF-16") &&
      !starts_with(name, "UTF-32") && known_to_iconv(name)) {
    return name;
  }
  const auto count = census(bytes);
  return count.valid > count.invalid ? "UTF-8" : "WINDOWS-1252";
}

std::string decode_to_utf8(std::string_view bytes, std::string_view declared) {
  const std::string charset = guess_charset(bytes, declared);
  if (charset == "UTF-8") {
    if (starts_with(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return valid_utf8(bytes) ? std::string(bytes) : repair_utf8(bytes);
  }
  if (charset == "WINDOWS-1252") return from_windows_1252(bytes);
  std::string out = from_iconv(bytes, charset);
  if (starts_with(out, "\xEF\xBB\xBF")) out.erase(0, 3);
  return valid_utf8(out) ? out : repair_utf8(out);
}

std::string declared_charset(std::string_view html) {
  const std::string head = ascii_upper(html.substr(0, 8192));
  size_t from = 0;
  // "charset=" of a <meta>, or "encoding=" of an XML declaration, whichever comes first inside a
  // tag.
  while (from < head.size()) {
    const size_t open = head.find('<', from);
    if (open == std::string::npos) return {};
    const size_t close = std::min(head.find('>', open), head.size());
    const std::string_view tag = std::string_view(head).substr(open, close - open);
    const std::string_view key = starts_with(tag, "<META")   ? "CHARSET"
                                 : starts_with(tag, "<?XML") ? "ENCODING"
                                                             : "";
    size_t at = key.empty() ? std::string_view::npos : tag.find(key);
    if (at != std::string_view::npos) {
      at += key.size();
      while (at < tag.size() &&
             (tag[at] == ' ' || tag[at] == '=' || tag[at] == '"' || tag[at] == '\''))
        ++at;
      size_t end = at;
      while (end < tag.size() &&
             (std::isalnum(static_cast<unsigned char>(tag[end])) || tag[end] == '-' ||
              tag[end] == '_' || tag[end] == ':' || tag[end] == '.')) {
        ++end;
      }
      if (end > at) return std::string(tag.substr(at, end - at));
    }
    from = close + 1;
  }
  return {};
}

}  // namespace diurna
