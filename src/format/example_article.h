// One small article with every layer filled by hand, for the tests of this room. Umlauts and an
// emoji stand before the words that count, so that a mix-up of bytes and code points shows.
#pragma once

#include <memory>

#include "diurna/article.h"
#include "doc/parsed.h"

namespace diurna {

// "Grüße 😀. Oslo kündigte am Montag das Abkommen mit Moskau." with an event of Oslo against Moscow.
inline std::unique_ptr<Article> example_article() {
  auto article = parsed("de", R"(
      1  Grüße     Gruß        NOUN   0  root   Number=Plur
      2  😀        😀          SYM    1  dep
      3  .         .           PUNCT  1  punct

      1  Oslo      Oslo        PROPN  2  nsubj
      2  kündigte  kündigen    VERB   0  root   Tense=Past
      3  am        am          ADP    4  case
      4  Montag    Montag      NOUN   2  obl
      5  das       der         DET    6  det
      6  Abkommen  Abkommen    NOUN   2  obj
      7  mit       mit         ADP    8  case
      8  Moskau    Moskau      PROPN  6  nmod
      9  .         .           PUNCT  2  punct)");
  Article& a = *article;
  const auto intern = [&](std::string_view text) { return a.strings.intern(text); };
  const auto bytes = [&](TokenId t) { return a.tokens.bytes[t]; };
  a.id = "a1";
  a.title = "Grüße, \"Oslo\"";
  const Day day = *parse_iso_day("2024-05-14");
  a.date = {DateBasis::kGiven, {day, day}};
  a.mentions.push_back({{3, 4}, EntityType::kLoc, false, 0.9f});
  a.mentions.push_back({{10, 11}, EntityType::kLoc, false, 0.8f});
  Timex timex;
  timex.bytes = {bytes(5).begin, bytes(6).end};
  timex.tokens = {5, 7};
  timex.value = intern("2024-05-13");
  timex.interval = {day - 1, day - 1};
  timex.precision = TimePrecision::kDay;
  a.timexes.push_back(timex);
  Place place;
  place.bytes = bytes(10);
  place.tokens = {10, 11};
  place.geonameid = 524901;
  place.name = intern("Moscow");
  place.country = Code("RUS");
  place.lat = 55.75222;
  place.lon = 37.61556;
  a.places.push_back(place);
  Entity norway;
  norway.id = intern("NOR");
  norway.name = intern("Norway");
  norway.country = Code("NOR");
  norway.sectors.add(Code("GOV"));
  Entity russia;
  russia.name = intern("Russia");
  russia.country = Code("RUS");
  a.entities.push_back(norway);
  a.entities.push_back(russia);
  a.references.push_back({{3, 4}, 3, 0, ReferenceKind::kName, 1});
  a.references.push_back({{10, 11}, 10, 1, ReferenceKind::kName, 1});
  a.arguments.push_back({Role::kActor, 3, {3, 4}, 0, intern("nsubj")});
  a.arguments.push_back({Role::kRecipient, 10, {10, 11}, 1, intern("obj > nmod:mit")});
  Quantity quantity;
  quantity.bytes = bytes(8);
  quantity.value = 1;
  quantity.has_value = true;
  quantity.bound = intern("exact");
  quantity.kind = intern("other");
  a.quantities.push_back(quantity);
  Attribution said;
  said.content = {bytes(3).begin, bytes(10).end};
  said.cue = bytes(0);
  said.kind = intern("speaker");
  said.stance = intern("states");
  said.form = intern("free");
  a.attributions.push_back(said);
  a.attribution_ids.push_back(0);
  a.context_ids.push_back(intern("diplomatic"));
  a.sentence_ids.push_back(1);
  a.sentence_ids.push_back(0);
  Event event;
  event.type = intern("SANCTION");
  event.mode = intern("discontinue");
  event.contexts = {0, 1};
  event.quad = 3;
  event.score = -5.6f;
  event.cameo = intern("163");
  event.frame = intern("de/kündigen.discontinue");
  event.trigger = 4;
  event.sentence = 1;
  event.sentences = {0, 2};
  event.arguments = {0, 2};
  event.timex = 0;
  event.interval = timex.interval;
  event.time_precision = TimePrecision::kDay;
  event.time_basis = EventTimeBasis::kStated;
  event.place = 0;
  event.quantities = {0, 1};
  event.attribution = {0, 1};
  event.confidence = 0.8725f;
  a.events.push_back(event);
  return article;
}

}  // namespace diurna
