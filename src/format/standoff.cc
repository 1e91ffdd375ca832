#include "format/standoff.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "text/utf8.h"

namespace diurna {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> kLayerNames = {"tokens",  "syntax", "entities",
                                                         "timexes", "places", "attributions"};

class StandoffWriter {
 public:
  explicit StandoffWriter(const Article& article) : article_(article), index_(article.text) {}

  Json sentences() const {
    Json list = Json::array();
    for (const auto& sentence : article_.sentences)
      list.push_back(offsets(article_.byte_span(sentence.tokens)));
    return list;
  }

  Json tokens(bool syntax) const {
    Json list = Json::array();
    const auto& t = article_.tokens;
    for (TokenId i = 0; i < t.size(); ++i) {
      Json token = {{"start", index_.code_points(t.bytes[i].begin)},
                    {"end", index_.code_points(t.bytes[i].end)},
                    {"form", article_.form(i)}};
      if (syntax) {
        token["lemma"] = article_.lemma(i);
        token["upos"] = name(t.upos[i]);
        token["feats"] = nullable(article_.feats(i));
        token["head"] = t.head[i] == kNoHead ? Json(nullptr) : Json(t.head[i]);
        token["deprel"] = article_.deprel(i);
        token["predicate"] = article_.predicate(i);
      }
      list.push_back(std::move(token));
    }
    return list;
  }

  Json timexes() const {
    Json list = Json::array();
    for (const auto& x : article_.timexes) {
      Json timex = spanned(x.bytes);
      timex["type"] = name(x.type);
      timex["value"] = nullable(article_.str(x.value));
      timex["mod"] = nullable(article_.str(x.mod));
      timex["from"] =
          x.interval.from == Interval::kMin ? Json(nullptr) : Json(iso(x.interval.from));
      timex["to"] = x.interval.to == Interval::kMax ? Json(nullptr) : Json(iso(x.interval.to));
      list.push_back(std::move(timex));
    }
    return list;
  }

  Json toponyms() const {
    Json list = Json::array();
    for (const auto& p : article_.places) {
      Json place = spanned(p.bytes);
      place["geonameid"] = p.geonameid == 0 ? Json(nullptr) : Json(p.geonameid);
      place["name"] = nullable(article_.str(p.name));
      place["lat"] = p.lat;
      place["lon"] = p.lon;
      place["country"] = nullable(p.country.view());
      place["precision"] = name(p.precision);
      place["derived"] = p.derived;
      list.push_back(std::move(place));
    }
    return list;
  }

  // Named entities with the actor behind them, and every other reference to an actor; `chain` is
  // the row of the entity.
  Json entities() const {
    Json list = Json::array();
    for (const auto& m : article_.mentions) {
      Json mention = spanned(article_.byte_span(m.tokens));
      mention["type"] = std::string(name(m.type)) + (m.derived ? "deriv" : "");
      const auto found = std::find_if(
          article_.references.begin(), article_.references.end(), [&](const Reference& r) {
            return r.tokens.overlaps(m.tokens) && m.tokens.contains(r.head);
          });
      add_entity(mention, found == article_.references.end() ? kNone : found->entity);
      list.push_back(std::move(mention));
    }
    for (const auto& r : article_.references) {
      const bool named = std::any_of(article_.mentions.begin(), article_.mentions.end(),
                                     [&](const Mention& m) { return m.tokens.contains(r.head); });
      if (named) continue;
      Json reference = spanned(article_.byte_span(r.tokens));
      reference["type"] = nullptr;
      add_entity(reference, r.entity);
      list.push_back(std::move(reference));
    }
    return list;
  }

  Json attributions() const {
    Json list = Json::array();
    for (const auto& a : article_.attributions) {
      const auto spans = [&](ByteSpan bytes) {
        return bytes.empty() ? Json(nullptr) : Json::array({offsets(bytes)});
      };
      list.push_back({{"content", spans(a.content)},
                      {"cue", spans(a.cue)},
                      {"speaker", spans(a.speaker)},
                      {"speaker_text", nullable(article_.bytes(a.speaker))},
                      {"kind", article_.str(a.form)},
                      {"stance", nullable(article_.str(a.stance))}});
    }
    return list;
  }

 private:
  static Json nullable(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }
  Json offsets(ByteSpan bytes) const {
    return Json::array({index_.code_points(bytes.begin), index_.code_points(bytes.end)});
  }
  Json spanned(ByteSpan bytes) const {
    return {{"start", index_.code_points(bytes.begin)},
            {"end", index_.code_points(bytes.end)},
            {"text", article_.bytes(bytes)}};
  }
  void add_entity(Json& json, EntityId id) const {
    const bool known = id != kNone;
    const Entity entity = known ? article_.entities[id] : Entity{};
    json["id"] = nullable(article_.str(entity.id));
    json["name"] = nullable(article_.str(entity.name));
    json["country"] = nullable(entity.country.view());
    Json sectors = Json::array();
    for (const Code sector : entity.sectors.codes)
      if (!sector.empty()) sectors.push_back(sector.view());
    json["sectors"] = std::move(sectors);
    json["chain"] = known ? Json(id) : Json(nullptr);
  }

  const Article& article_;
  CodePointIndex index_;
};

}  // namespace

bool parse_layer(std::string_view text, Layer& out) {
  const auto found = std::find(kLayerNames.begin(), kLayerNames.end(), text);
  if (found == kLayerNames.end()) return false;
  out = static_cast<Layer>(found - kLayerNames.begin());
  return true;
}

void write_standoff(const Article& article, const std::vector<Layer>& layers, std::string& out) {
  const StandoffWriter writer(article);
  const auto wanted = [&](Layer layer) {
    return std::find(layers.begin(), layers.end(), layer) != layers.end();
  };
  Json json = {{"id", std::string_view(article.id)}, {"lang", std::string_view(article.lang)}};
  json["date"] = article.date.exact() ? Json(iso(article.date.span.from)) : Json(nullptr);
  json["text"] = std::string_view(article.text);
  if (wanted(Layer::kTokens) || wanted(Layer::kSyntax)) {
    json["sentences"] = writer.sentences();
    json["tokens"] = writer.tokens(wanted(Layer::kSyntax));
  }
  if (wanted(Layer::kEntities)) json["entities"] = writer.entities();
  if (wanted(Layer::kTimexes)) json["timexes"] = writer.timexes();
  if (wanted(Layer::kPlaces)) json["toponyms"] = writer.toponyms();
  if (wanted(Layer::kAttributions)) json["attributions"] = writer.attributions();
  out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
  out += '\n';
}

}  // namespace diurna
