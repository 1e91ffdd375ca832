#include "format/event_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace diurna {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// Scores and confidences come from 32-bit floats; two or four decimals say what they know.
double rounded(double value, double scale) {
  return std::round(value * scale) / scale;
}

Json span(const TextSpan& s) {
  return {{"text", s.text}, {"start", s.start}, {"end", s.end}};
}

Json party(const PartyRecord& p) {
  Json json = span(p);
  json["id"] = text_or_null(p.id);
  json["name"] = text_or_null(p.name);
  json["country"] = text_or_null(p.country);
  json["sectors"] = p.sectors;
  return json;
}

Json time(const std::optional<TimeRecord>& t) {
  if (!t) return nullptr;
  Json json =
      t->text.empty() ? Json{{"text", nullptr}, {"start", nullptr}, {"end", nullptr}} : span(*t);
  json["value"] = text_or_null(t->value);
  json["from"] = text_or_null(t->from);
  json["to"] = text_or_null(t->to);
  json["precision"] = text_or_null(t->precision);
  json["basis"] = text_or_null(t->basis);
  return json;
}

Json place(const std::optional<PlaceRecord>& p) {
  if (!p) return nullptr;
  Json json = span(*p);
  json["geonameid"] = p->geonameid == 0 ? Json(nullptr) : Json(p->geonameid);
  json["name"] = text_or_null(p->name);
  json["country"] = text_or_null(p->country);
  json["admin1"] = text_or_null(p->admin1);
  json["lat"] = rounded(p->lat, 1e5);
  json["lon"] = rounded(p->lon, 1e5);
  json["precision"] = text_or_null(p->precision);
  return json;
}

Json quantity(const QuantityRecord& q) {
  Json json = span(q);
  if (!q.value)
    json["value"] = nullptr;
  else if (*q.value == std::floor(*q.value) && std::abs(*q.value) < 9e15)
    json["value"] = static_cast<int64_t>(*q.value);
  else
    json["value"] = *q.value;
  json["bound"] = text_or_null(q.bound);
  json["unit"] = text_or_null(q.unit);
  json["kind"] = text_or_null(q.kind);
  return json;
}

Json attribution(const AttributionRecord& a) {
  Json json =
      a.text.empty() ? Json{{"text", nullptr}, {"start", nullptr}, {"end", nullptr}} : span(a);
  json["id"] = text_or_null(a.id);
  json["kind"] = text_or_null(a.kind);
  json["stance"] = text_or_null(a.stance);
  return json;
}

template <class Items, class Make>
Json list(const Items& items, Make make) {
  Json json = Json::array();
  for (const auto& item : items) json.push_back(make(item));
  return json;
}

}  // namespace

void write_event_json(const EventRecord& r, std::string& out) {
  Json json;
  json["id"] = r.id;
  json["article"] = {
      {"id", r.article.id},
      {"url", text_or_null(r.article.url)},
      {"title", text_or_null(r.article.title)},
      {"date", text_or_null(r.article.date)},
      {"date_basis", text_or_null(r.article.date_basis)},
      {"date_span", r.article.date_basis.empty()
                        ? Json(nullptr)
                        : Json{text_or_null(r.article.date_from), text_or_null(r.article.date_to)}},
      {"lang", text_or_null(r.article.lang)},
      {"source", text_or_null(r.article.source)}};
  json["type"] = r.type;
  json["mode"] = text_or_null(r.mode);
  json["contexts"] = r.contexts;
  json["act"] = r.act_type.empty() ? Json(nullptr)
                                   : Json{{"type", r.act_type}, {"mode", text_or_null(r.act_mode)}};
  json["status"] = r.status;
  json["quad"] = r.quad;
  json["score"] = rounded(r.score, 100);
  json["cameo"] = text_or_null(r.cameo);
  json["actors"] = list(r.actors, party);
  json["recipients"] = list(r.recipients, party);
  json["trigger"] = {{"text", r.trigger.text},
                     {"lemma", r.trigger_lemma},
                     {"start", r.trigger.start},
                     {"end", r.trigger.end}};
  json["time"] = time(r.time);
  json["place"] = place(r.place);
  json["quantities"] = list(r.quantities, quantity);
  json["attribution"] = list(r.attribution, attribution);
  json["evidence"] = {
      {"sentence", r.evidence.text}, {"start", r.evidence.start}, {"end", r.evidence.end}};
  json["also"] = list(r.also, [](const TextSpan& s) {
    return Json{{"sentence", s.text}, {"start", s.start}, {"end", s.end}};
  });
  json["confidence"] = rounded(r.confidence, 1e4);
  json["story"] = text_or_null(r.story);
  json["coder"] = {{"version", r.coder_version}, {"frame", r.frame}};
  out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
  out += '\n';
}

}  // namespace diurna
