#include "ingest/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/strings.h"
#include "text/charset.h"

namespace diurna {
namespace {

struct Magic {
  std::string_view bytes;
  const char* name;
};

constexpr std::array<Magic, 12> kMagics = {{
    {"%PDF-", "a PDF document"},
    {"\x89PNG", "a PNG image"},
    {"\xFF\xD8\xFF", "a JPEG image"},
    {"GIF8", "a GIF image"},
    {"PK\x03\x04", "a ZIP archive or office document"},
    {"\x7F"
     "ELF",
     "a program"},
    {"\xD0\xCF\x11\xE0", "an old office document"},
    {"BZh", "a bzip2 file"},
    {"\xFD"
     "7zXZ",
     "an xz file"},
    {"\x28\xB5\x2F\xFD", "a Zstandard file"},
    {"SQLite format 3", "an SQLite database"},
    {"{\\rtf", "an RTF document"},
}};

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool binary(std::string_view text) {
  size_t controls = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' &&
        byte != 0x1A && byte != 0x1B)
      ++controls;
  }
  return controls * 100 > text.size();
}

bool starts_json_object(std::string_view line) {
  line = trim(line);
  if (line.size() < 2 || line.front() != '{') return false;
  const auto rest = trim(line.substr(1));
  return rest.empty() || rest.front() == '"' || rest.front() == '}';
}

// Most lines begin as a JSON object does: the first may be broken all the same.
bool json_lines(std::string_view text, bool whole) {
  auto lines = split(text, '\n');
  if (!whole && lines.size() > 1) lines.pop_back();
  size_t filled = 0, objects = 0;
  bool first_is_object = false;
  for (const auto line : lines) {
    if (trim(line).empty()) continue;
    const bool object = starts_json_object(line);
    if (filled == 0) first_is_object = object;
    ++filled;
    objects += object ? 1 : 0;
  }
  return first_is_object || objects * 2 > filled;
}

// A tag that a text about tags would hardly begin with, or several tags of a page's skeleton in the
// head.
bool html(std::string_view lowered) {
  const auto start = trim(lowered);
  for (const char* opening :
       {"<!doctype html", "<html", "<head", "<body", "<article", "<div", "<main", "<section", "<p>",
        "<p ", "<h1", "<meta", "<title", "<script", "<table", "<span"}) {
    if (starts_with(start, opening)) return true;
  }
  if (start.empty() || start.front() != '<') {
    return lowered.find("<html") != std::string_view::npos &&
           lowered.find("<body") != std::string_view::npos &&
           lowered.find("</") != std::string_view::npos;
  }
  return lowered.find("<html") != std::string_view::npos ||
         lowered.find("<body") != std::string_view::npos ||
         lowered.find("<p>") != std::string_view::npos ||
         lowered.find("<div") != std::string_view::npos;
}

}  // namespace

Sniffed sniff(std::string_view head, bool whole) {
  for (const auto& magic : kMagics)
    if (starts_with(head, magic.bytes)) return {InputKind::kGuess, magic.name};
  std::string decoded;
  if (head.size() >= 2) {
    const auto charset = guess_charset(head);
    if (starts_with(charset, "UTF-16") || starts_with(charset, "UTF-32"))
      decoded = decode_to_utf8(head);
  }
  std::string_view text = decoded.empty() ? head : std::string_view(decoded);
  if (starts_with(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
  if (starts_with(text, "WARC/")) return {InputKind::kWarc, {}};
  if (binary(text)) return {InputKind::kGuess, "binary data"};
  if (json_lines(text, whole)) return {InputKind::kJsonLines, {}};
  const std::string lowered = ascii_lower(text.substr(0, 16384));
  if (starts_with(trim(lowered), "<")) {
    for (const char* root : {"<rss", "<feed", "<rdf:rdf"})
      if (lowered.substr(0, 2048).find(root) != std::string::npos &&
          lowered.find("<html") == std::string::npos)
        return {InputKind::kFeed, {}};
  }
  if (html(lowered)) return {InputKind::kHtml, {}};
  return {InputKind::kText, {}};
}

}  // namespace diurna
