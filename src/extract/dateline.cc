#include "extract/dateline.h"

#include <algorithm>
#include <vector>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kLongest = 160;  // bytes

// One character with its place.
struct At {
  char32_t c = 0;
  size_t length = 1;
};

At at(std::string_view text, size_t i) {
  At found;
  if (i < text.size()) found.c = code_point_at(text, i, &found.length);
  return found;
}

size_t skip_space(std::string_view text, size_t i) {
  for (At next = at(text, i); i < text.size() && is_space(next.c); next = at(text, i))
    i += next.length;
  return i;
}

// A name of places: capitalised words, small ones only between them ("San José de Costa Rica",
// "Frankfurt am Main").
bool place_like(std::string_view text) {
  const auto words = split_trimmed(text, " ");
  if (words.empty() || words.size() > 5) return false;
  for (size_t i = 0; i < words.size(); ++i) {
    const auto word = words[i];
    const bool capital = is_upper(at(word, 0).c);
    const bool small = !capital && word.size() <= 3 && i > 0 && i + 1 < words.size();
    if (!capital && !small) return false;
    for (size_t k = 0; k < word.size();) {
      const At c = at(word, k);
      if (!is_letter(c.c) && c.c != '-' && c.c != '.' && c.c != '/' && c.c != '\'' && c.c != 0x2019)
        return false;
      k += c.length;
    }
  }
  return true;
}

// What a sentence may begin with.
bool opens_sentence(std::string_view text, size_t i) {
  const char32_t c = at(text, i).c;
  return i < text.size() &&
         (is_upper(c) || is_digit(c) || is_quote(c) || c == '[' || c == '(' || !is_lower(c));
}

// "[TEXT]", "[STATION COMMENTARY]" after the dash.
size_t skip_labels(std::string_view text, size_t i) {
  for (;;) {
    const size_t open = skip_space(text, i);
    if (open >= text.size() || text[open] != '[') return i;
    const size_t close = text.find(']', open);
    if (close == std::string_view::npos || close - open > 60 ||
        !all_upper(text.substr(open + 1, close - open - 1)))
      return i;
    i = close + 1;
  }
}

}  // namespace

Dateline find_dateline(std::string_view paragraph, const DateReader& dates,
                       const Boilerplate& rules, bool strict) {
  const std::string_view head = paragraph.substr(0, kLongest);
  Dateline line;
  // Where the dash, the colon or the full stop after a bracket stands.
  size_t end = 0, after = 0;
  bool bracket = false, stop = false;
  size_t open = std::string_view::npos, close = std::string_view::npos;
  for (size_t i = 0; i < head.size();) {
    const At c = at(head, i);
    const size_t next = i + c.length;
    if (c.c == '(' && open == std::string_view::npos) open = i;
    if (c.c == ')' && open != std::string_view::npos && close == std::string_view::npos) {
      close = i;
      bracket = true;
      const size_t then = skip_space(head, next);
      if (then > next && opens_sentence(head, then) &&
          !is_dash(at(head, then).c)) {  // "KIEW (dpa) Die ..."
        end = next;
        after = then;
        break;
      }
    }
    const bool outside = open == std::string_view::npos || close != std::string_view::npos;
    if (outside && is_dash(c.c)) {
      const bool doubled = c.c == '-' && at(head, next).c == '-';
      const bool spaced =
          i > 0 && is_space(code_point_before(head, i, &end)) && is_space(at(head, next).c);
      const bool wide = c.c == 0x2014 && i > 0;
      end = 0;
      if (doubled || spaced || wide) {
        end = i;
        after = next;
        while (is_dash(at(head, after).c)) after += at(head, after).length;
        break;
      }
    }
    if (outside && (c.c == ':' || c.c == '.') && close != std::string_view::npos &&
        close + 1 == i) {  // "Bonn (dpa). Die"
      end = i;
      after = next;
      break;
    }
    if (outside && c.c == '.' && i >= 5 && is_space(at(head, next).c) &&
        open == std::string_view::npos && !strict) {
      const size_t then = skip_space(head, next);
      const auto words = split_trimmed(head.substr(0, i), " ");
      if (words.size() <= 2 && count_code_points(head.substr(0, i)) >= 5 &&
          count_code_points(words.back()) >= 5 && opens_sentence(head, then) &&
          is_upper(at(head, then).c)) {
        end = i;
        after = next;
        stop = true;
        break;
      }
    }
    if (c.c == '!' || c.c == '?' || c.c == ';') return line;
    i = next;
  }
  if (end == 0) return line;

  // In front of it: places, a date, an agency in brackets.
  std::string_view names = head.substr(0, end);
  bool agency = false;
  if (bracket && open < end) {
    const auto inside = head.substr(open + 1, close - open - 1);
    line.agency = rules.agency_in(inside);
    agency = !line.agency.empty();
    if (dates.is_day_and_month(inside)) line.date = inside;
    names = head.substr(0, open);
    if (!trim(head.substr(close + 1, end - std::min(end, close + 1))).empty()) return Dateline{};
  }
  std::vector<std::string_view> parts = split_trimmed(names, ",");
  if (parts.empty() || parts.size() > 4) return Dateline{};
  // "Nov 22, 2023": a year belongs to the part before it.
  if (parts.size() > 2 && parts.back().size() == 4 && parse_number<int>(parts.back())) {
    const char* begin = parts[parts.size() - 2].data();
    const std::string_view joined(
        begin, static_cast<size_t>(parts.back().data() + parts.back().size() - begin));
    parts.pop_back();
    parts.back() = joined;
  }
  bool capitals = false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto part = parts[i];
    if (i > 0 && dates.is_day_and_month(part)) {
      line.date = part;
    } else if (place_like(part)) {
      capitals = capitals || (i == 0 && all_upper(part) && count_code_points(part) >= 4);
    } else if (i > 0 && !rules.agency_in(part).empty()) {
      line.agency = rules.agency_in(part);
      agency = true;
    } else {
      return Dateline{};
    }
  }
  const bool sure = agency || !line.date.empty() || (capitals && !stop);
  if (!sure && (strict || bracket || parts.size() > 2)) return Dateline{};
  if (!sure && split_trimmed(names, " ").size() > 3) return Dateline{};
  after = skip_labels(paragraph, after);
  after = skip_space(paragraph, after);
  if (after >= paragraph.size() ||
      (!sure && !is_upper(at(paragraph, after).c) && !is_quote(at(paragraph, after).c)))
    return Dateline{};
  line.size = after;
  return line;
}

}  // namespace diurna
