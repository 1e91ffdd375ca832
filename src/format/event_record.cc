#include "format/event_record.h"

#include <cstdio>

#include "text/utf8.h"

namespace diurna {
namespace {

class RecordMaker {
 public:
  RecordMaker(const Article& article, std::string_view version)
      : article_(article), version_(version), index_(article.text) {}

  EventRecord make(const Event& event, size_t number) const {
    EventRecord record;
    char suffix[24];
    std::snprintf(suffix, sizeof suffix, "-%02zu", number);
    record.id = std::string(article_.id) + suffix;
    record.article = article_record();
    record.type = str(event.type);
    record.mode = str(event.mode);
    for (uint32_t c = event.contexts.begin; c < event.contexts.end; ++c)
      record.contexts.push_back(str(article_.context_ids[c]));
    record.act_type = str(event.act_type);
    record.act_mode = str(event.act_mode);
    record.status = std::string(name(event.status));
    record.quad = event.quad;
    record.score = event.score;
    record.cameo = str(event.cameo);
    for (uint32_t a = event.arguments.begin; a < event.arguments.end; ++a) {
      const Argument& argument = article_.arguments[a];
      (argument.role == Role::kActor ? record.actors : record.recipients)
          .push_back(party(argument));
    }
    record.trigger = span(article_.tokens.bytes[event.trigger]);
    record.trigger_lemma = std::string(article_.predicate(event.trigger));
    record.time = time(event);
    if (event.place != kNone) record.place = place(article_.places[event.place]);
    for (uint32_t q = event.quantities.begin; q < event.quantities.end; ++q)
      record.quantities.push_back(quantity(article_.quantities[q]));
    for (uint32_t a = event.attribution.begin; a < event.attribution.end; ++a)
      record.attribution.push_back(attribution(article_.attributions[article_.attribution_ids[a]]));
    record.evidence = sentence(event.sentence);
    for (uint32_t s = event.sentences.begin; s < event.sentences.end; ++s)
      if (article_.sentence_ids[s] != event.sentence)
        record.also.push_back(sentence(article_.sentence_ids[s]));
    record.confidence = event.confidence;
    record.coder_version = std::string(version_);
    record.frame = str(event.frame);
    return record;
  }

 private:
  std::string str(StringId id) const { return std::string(article_.str(id)); }

  TextSpan span(ByteSpan bytes) const {
    if (bytes.empty()) return {};
    return {std::string(article_.bytes(bytes)), index_.code_points(bytes.begin),
            index_.code_points(bytes.end)};
  }

  TextSpan sentence(SentenceId s) const {
    return span(article_.byte_span(article_.sentences[s].tokens));
  }

  ArticleRecord article_record() const {
    ArticleRecord record;
    record.id = std::string(article_.id);
    record.url = std::string(article_.url);
    record.title = std::string(article_.title);
    record.lang = std::string(article_.lang);
    record.source = std::string(article_.source);
    record.date_basis = std::string(name(article_.date.basis));
    if (article_.date.known()) {
      if (article_.date.span.from != Interval::kMin)
        record.date_from = iso(article_.date.span.from);
      if (article_.date.span.to != Interval::kMax) record.date_to = iso(article_.date.span.to);
      if (article_.date.exact()) record.date = record.date_from;
    }
    return record;
  }

  PartyRecord party(const Argument& argument) const {
    PartyRecord record;
    static_cast<TextSpan&>(record) = span(article_.byte_span(argument.tokens));
    const Entity& entity = article_.entities[argument.entity];
    record.id = str(entity.id);
    record.name = str(entity.name);
    record.country = std::string(entity.country.view());
    for (const Code sector : entity.sectors.codes)
      if (!sector.empty()) record.sectors.emplace_back(sector.view());
    return record;
  }

  std::optional<TimeRecord> time(const Event& event) const {
    if (event.timex == kNone && event.interval.open()) return std::nullopt;
    TimeRecord record;
    if (event.timex != kNone) {
      const Timex& timex = article_.timexes[event.timex];
      static_cast<TextSpan&>(record) = span(timex.bytes);
      record.value = str(timex.value);
    }
    if (event.interval.from != Interval::kMin) record.from = iso(event.interval.from);
    if (event.interval.to != Interval::kMax) record.to = iso(event.interval.to);
    record.precision = std::string(name(event.time_precision));
    record.basis = std::string(name(event.time_basis));
    return record;
  }

  PlaceRecord place(const Place& place) const {
    PlaceRecord record;
    static_cast<TextSpan&>(record) = span(place.bytes);
    record.geonameid = place.geonameid;
    record.name = str(place.name);
    record.country = std::string(place.country.view());
    record.admin1 = str(place.admin1);
    record.lat = place.lat;
    record.lon = place.lon;
    record.precision = std::string(name(place.precision));
    return record;
  }

  QuantityRecord quantity(const Quantity& quantity) const {
    QuantityRecord record;
    static_cast<TextSpan&>(record) = span(quantity.bytes);
    if (quantity.has_value) record.value = quantity.value;
    record.bound = str(quantity.bound);
    record.unit = str(quantity.unit);
    record.kind = str(quantity.kind);
    return record;
  }

  AttributionRecord attribution(const Attribution& attribution) const {
    AttributionRecord record;
    static_cast<TextSpan&>(record) = span(attribution.speaker);
    if (attribution.entity != kNone) record.id = str(article_.entities[attribution.entity].id);
    record.kind = str(attribution.kind);
    record.stance = str(attribution.stance);
    return record;
  }

  const Article& article_;
  std::string_view version_;
  CodePointIndex index_;
};

}  // namespace

std::vector<EventRecord> make_records(const Article& article, std::string_view coder_version) {
  const RecordMaker maker(article, coder_version);
  std::vector<EventRecord> records;
  for (size_t e = 0; e < article.events.size(); ++e)
    records.push_back(maker.make(article.events[e], e + 1));
  return records;
}

}  // namespace diurna
