// One event as the outside sees it (design: record): owns its strings, offsets in Unicode code
// points of the article's clean text, outlives the article. "Not known" is an empty string, an
// empty list or a nullopt, printed as null.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace diurna {

// Half-open range of code points.
struct TextSpan {
  std::string text;
  uint32_t start = 0;
  uint32_t end = 0;
};

struct PartyRecord : TextSpan {
  std::string id, name, country;
  std::vector<std::string> sectors;  // primary first
};

struct TimeRecord : TextSpan {  // text is empty when no words state it
  std::string value, from, to, precision, basis;
};

struct PlaceRecord : TextSpan {
  uint32_t geonameid = 0;  // 0: none
  std::string name, country, admin1, precision;
  double lat = 0, lon = 0;
};

struct QuantityRecord : TextSpan {
  std::optional<double> value;
  std::string bound, unit, kind;
};

struct AttributionRecord : TextSpan {
  std::string id, kind, stance;
};

struct ArticleRecord {
  std::string id, url, title, date, date_basis, date_from, date_to, lang, source;
};

struct EventRecord {
  std::string id;  // article id, "-", number of the event in the article
  ArticleRecord article;
  std::string type, mode;
  std::vector<std::string> contexts;
  std::string act_type, act_mode, status;
  int quad = 0;
  double score = 0;
  std::string cameo;
  std::vector<PartyRecord> actors, recipients;
  TextSpan trigger;
  std::string trigger_lemma;
  std::optional<TimeRecord> time;
  std::optional<PlaceRecord> place;
  std::vector<QuantityRecord> quantities;
  std::vector<AttributionRecord> attribution;  // nearest first
  TextSpan evidence;                           // the sentence
  std::vector<TextSpan> also;                  // further sentences that report the same event
  double confidence = 0;
  std::string story;
  std::string coder_version, frame;
};

}  // namespace diurna
