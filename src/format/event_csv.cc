#include "format/event_csv.h"

#include <cstdio>
#include <string_view>
#include <vector>

namespace diurna {
namespace {

constexpr std::string_view kColumns[] = {"id",
                                         "article_id",
                                         "url",
                                         "title",
                                         "article_date",
                                         "date_basis",
                                         "lang",
                                         "source",
                                         "type",
                                         "mode",
                                         "act_type",
                                         "act_mode",
                                         "status",
                                         "contexts",
                                         "quad",
                                         "score",
                                         "cameo",
                                         "actors",
                                         "actor_countries",
                                         "actor_sectors",
                                         "recipients",
                                         "recipient_countries",
                                         "recipient_sectors",
                                         "trigger",
                                         "time_text",
                                         "from",
                                         "to",
                                         "time_precision",
                                         "time_basis",
                                         "place",
                                         "place_country",
                                         "lat",
                                         "lon",
                                         "place_precision",
                                         "quantities",
                                         "attribution",
                                         "sentence",
                                         "confidence",
                                         "frame"};

void cell(std::string_view text, std::string& out) {
  // A cell that a spreadsheet would run as a formula is shown as text.
  const bool formula =
      !text.empty() && (text[0] == '=' || text[0] == '+' || text[0] == '@' || text[0] == '\t');
  const bool quoted = formula || text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (!quoted) {
    out += text;
    return;
  }
  out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// Keeps the place of an empty member, so that columns of one list can be read side by side.
template <class Items, class Text>
std::string joined(const Items& items, Text text) {
  std::string out;
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += "; ";
    out += text(item);
    first = false;
  }
  return out;
}

std::string number(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

std::string party_name(const PartyRecord& p) {
  return p.name.empty() ? p.text : p.name;
}
std::string party_country(const PartyRecord& p) {
  return p.country;
}
std::string party_sectors(const PartyRecord& p) {
  return joined(p.sectors, [](const std::string& s) { return s; });
}

}  // namespace

void write_csv_header(std::string& out) {
  bool first = true;
  for (const auto column : kColumns) {
    if (!first) out += ',';
    out += column;
    first = false;
  }
  out += '\n';
}

void write_event_csv(const EventRecord& r, std::string& out) {
  const TimeRecord time = r.time.value_or(TimeRecord{});
  const PlaceRecord place = r.place.value_or(PlaceRecord{});
  const std::vector<std::string> cells = {
      r.id,
      r.article.id,
      r.article.url,
      r.article.title,
      r.article.date,
      r.article.date_basis,
      r.article.lang,
      r.article.source,
      r.type,
      r.mode,
      r.act_type,
      r.act_mode,
      r.status,
      joined(r.contexts, [](const std::string& c) { return c; }),
      std::to_string(r.quad),
      number(r.score, 1),
      r.cameo,
      joined(r.actors, party_name),
      joined(r.actors, party_country),
      joined(r.actors, party_sectors),
      joined(r.recipients, party_name),
      joined(r.recipients, party_country),
      joined(r.recipients, party_sectors),
      r.trigger.text,
      time.text,
      time.from,
      time.to,
      time.precision,
      time.basis,
      place.name,
      place.country,
      r.place ? number(place.lat, 4) : "",
      r.place ? number(place.lon, 4) : "",
      place.precision,
      joined(r.quantities, [](const QuantityRecord& q) { return q.text; }),
      joined(r.attribution, [](const AttributionRecord& a) { return a.text; }),
      r.evidence.text,
      number(r.confidence, 2),
      r.frame};
  for (size_t c = 0; c < cells.size(); ++c) {
    if (c > 0) out += ',';
    cell(cells[c], out);
  }
  out += '\n';
}

}  // namespace diurna
