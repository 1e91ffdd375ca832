#include "extract/paragraphs.h"

#include <algorithm>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kShortestWrap = 38;  // code points; narrower columns are poems and tables
constexpr size_t kLongestWrap = 140;

struct Line {
  uint32_t begin = 0, end = 0;  // white space at the ends taken off
  size_t indent = 0;
  size_t length = 0;      // code points
  size_t first_word = 0;  // code points
  bool ends_sentence = false;
  bool blank() const { return begin == end; }
};

Line line_at(std::string_view text, size_t begin, size_t end) {
  Line line;
  size_t at = begin, length = 1;
  while (at < end) {
    const char32_t c = code_point_at(text, at, &length);
    if (!is_space(c)) break;
    line.indent += c == '\t' ? 4 : 1;
    at += length;
  }
  while (end > at && is_space(code_point_before(text, end, &length))) end -= length;
  line.begin = static_cast<uint32_t>(at);
  line.end = static_cast<uint32_t>(end);
  const auto content = text.substr(at, end - at);
  line.length = count_code_points(content);
  line.first_word = count_code_points(content.substr(0, content.find_first_of(" \t")));
  if (!content.empty()) {
    const char last = content.back();
    line.ends_sentence =
        last == '.' || last == '!' || last == '?' || last == ':' || last == '"' || last == ')';
  }
  return line;
}

// A line break is the wrapping's when the next word would not have fitted any more.
bool wrapped(const Line& line, const Line& next, size_t width) {
  return line.length <= width + 1 && line.length + 1 + next.first_word + 4 >= width;
}

// The width the text was wrapped to; 0 if it was not.
size_t wrap_width(const std::vector<Line>& lines) {
  // Widest line of those that are followed by another one of the same paragraph.
  std::vector<size_t> lengths;
  for (size_t i = 0; i + 1 < lines.size(); ++i)
    if (!lines[i].blank() && !lines[i + 1].blank()) lengths.push_back(lines[i].length);
  if (lengths.size() < 2) return 0;
  std::sort(lengths.begin(), lengths.end());
  const size_t width = lengths[lengths.size() - 1 - lengths.size() / 50];
  if (width < kShortestWrap || width > kLongestWrap) return 0;
  size_t breaks = 0, full = 0, open = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank() || lines[i + 1].blank() || lines[i + 1].indent > lines[i].indent + 1)
      continue;
    ++breaks;
    full += wrapped(lines[i], lines[i + 1], width) ? 1 : 0;
    open += lines[i].ends_sentence ? 0 : 1;
  }
  return breaks >= 2 && full * 10 >= breaks * 6 && open * 10 >= breaks * 5 ? width : 0;
}

}  // namespace

std::vector<TextParagraph> paragraphs_of(std::string_view text) {
  std::vector<Line> lines;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(line_at(text, at, end));
    at = end + 1;
  }
  const size_t width = wrap_width(lines);
  std::vector<TextParagraph> paragraphs;
  bool gap = true;
  for (size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.blank()) {
      gap = true;
      continue;
    }
    const bool joins = width > 0 && !gap && i > 0 && !paragraphs.empty() &&
                       line.indent <= lines[i - 1].indent + 1 && wrapped(lines[i - 1], line, width);
    if (joins) {
      paragraphs.back().bytes.end = line.end;
    } else {
      paragraphs.push_back({{line.begin, line.end}, gap});
    }
    gap = false;
  }
  return paragraphs;
}

}  // namespace diurna
