#include "extract/normalise.h"

#include <algorithm>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

bool invisible(char32_t c) {
  return c == 0x00AD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

std::string normalise(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  bool ascii = true;
  for (size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) < 0x80) {
      if (byte == '\r') {
        if (at + 1 >= text.size() || text[at + 1] != '\n') out += '\n';
      } else if (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F)) {
        out += byte;
      } else if (byte == '\f' || byte == '\v') {
        out += '\n';
      }
      before = static_cast<char32_t>(byte);
      ++at;
      continue;
    }
    ascii = false;
    size_t length = 1;
    const char32_t c = code_point_at(text, at, &length);
    if (c == 0x2028 || c == 0x85) {
      out += '\n';
    } else if (c == 0x2029) {
      out += "\n\n";
    } else if (c < 0xA0 || invisible(c)) {
      // A C1 control or a mark without width: nothing a reader sees.
    } else if ((c == 0x200C || c == 0x200D) && before < 0x0590) {
      // A joiner between letters that do not join.
    } else {
      out.append(text.substr(at, length));
      before = c;
    }
    at += length;
  }
  return ascii ? out : nfc(out);
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    size_t length = 1;
    const char32_t c = code_point_at(text, at, &length);
    if (is_space(c)) {
      gap = !out.empty();
    } else {
      if (gap) out += ' ';
      gap = false;
      out.append(text.substr(at, length));
    }
    at += length;
  }
  return out;
}

}  // namespace diurna
