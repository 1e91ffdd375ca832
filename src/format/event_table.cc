#include "format/event_table.h"

#include <algorithm>
#include <cstdio>

#include "text/utf8.h"

namespace diurna {
namespace {

constexpr std::string_view kIndent = "     ";

std::string parties(const std::vector<PartyRecord>& list) {
  std::string out;
  for (const auto& p : list) {
    if (!out.empty()) out += ", ";
    out += p.name.empty() ? p.text : p.name;
    std::string codes = p.country;
    for (const auto& sector : p.sectors) codes += (codes.empty() ? "" : " ") + sector;
    if (!codes.empty()) out += " [" + codes + "]";
  }
  return out.empty() ? "-" : out;
}

std::string when(const TimeRecord& t) {
  std::string out;
  if (!t.from.empty() && t.from == t.to)
    out = t.from;
  else if (t.from.empty() && t.to.empty())
    out = t.value;
  else if (t.from.empty())
    out = "by " + t.to;
  else if (t.to.empty())
    out = "from " + t.from;
  else
    out = t.from + ".." + t.to;
  if (!t.text.empty()) out += " (\"" + t.text + "\")";
  return out;
}

void wrap(std::string_view text, size_t width, std::string& out) {
  size_t column = 0;
  size_t at = 0;
  while (at < text.size()) {
    const size_t space = text.find_first_of(" \n", at);
    const auto word = text.substr(at, space == std::string_view::npos ? space : space - at);
    const size_t length = count_code_points(word);
    if (column > 0 && column + 1 + length > width) {
      out += '\n';
      column = 0;
    }
    if (column == 0)
      out += kIndent;
    else
      out += ' ';
    column += length + (column > 0 ? 1 : 0);
    out += word;
    if (space == std::string_view::npos) break;
    at = space + 1;
  }
  out += '\n';
}

}  // namespace

void write_event_table(const std::vector<EventRecord>& records, const ArticleRecord& article,
                       int width, bool colour, std::string& out) {
  const char* const bold = colour ? "\033[1m" : "";
  const char* const dim = colour ? "\033[2m" : "";
  const char* const plain = colour ? "\033[0m" : "";
  out += bold;
  out += article.title.empty() ? article.id : article.title;
  out += plain;
  out += "  (" + (article.lang.empty() ? std::string("language not known") : article.lang);
  if (!article.date.empty())
    out += ", " + article.date + (article.date_basis == "given" ? "" : " " + article.date_basis);
  else if (!article.date_basis.empty())
    out += ", " + article.date_from + ".." + article.date_to + " inferred";
  out += ", " + std::to_string(records.size()) + (records.size() == 1 ? " event)\n" : " events)\n");
  int number = 0;
  for (const auto& r : records) {
    char head[32];
    std::snprintf(head, sizeof head, "%3d  ", ++number);
    out += head;
    out += bold + r.type + (r.mode.empty() ? "" : "/" + r.mode) + plain;
    if (!r.act_type.empty())
      out += " about " + r.act_type + (r.act_mode.empty() ? "" : "/" + r.act_mode);
    char tail[64];
    std::snprintf(tail, sizeof tail, "  %s  %.2f", r.status.c_str(), r.confidence);
    out += tail;
    out += '\n';
    out += std::string(kIndent) + parties(r.actors) +
           (r.recipients.empty() ? "" : "  ->  " + parties(r.recipients)) + '\n';
    std::string facts;
    const auto fact = [&](const std::string& text) {
      facts += (facts.empty() ? "" : "  |  ") + text;
    };
    if (r.time) fact("when " + when(*r.time));
    if (r.place)
      fact("where " + r.place->name +
           (r.place->country.empty() ? "" : " (" + r.place->country + ")"));
    for (const auto& q : r.quantities) fact(q.text);
    for (const auto& a : r.attribution)
      if (!a.text.empty())
        fact("says " + a.text +
             (a.stance.empty() || a.stance == "states" ? "" : " (" + a.stance + ")"));
    if (!facts.empty()) out += std::string(kIndent) + facts + '\n';
    out += dim;
    wrap(r.evidence.text, static_cast<size_t>(std::max(20, width - 6)), out);
    out += plain;
  }
  out += '\n';
}

}  // namespace diurna
