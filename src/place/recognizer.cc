#include "place/recognizer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "place/place_key.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// How well a name is known, as log odds that it stands for the place.
constexpr double kDerived = 1.8;
constexpr double kWellKnown = 1.2;
constexpr double kKnown = -0.8;
constexpr double kObscure = -2.0;
constexpr double kUnknown = -2.5;
// What is added for the network's opinion, and for the words about.
constexpr double kLocSlope = 6.0, kLocMiddle = 0.25;  // a mention LOC with exactly these words
constexpr double kLocPart = 0.3;
constexpr double kOrgExact = -0.6, kOrgFirst = -0.8, kOrgPart = -1.2;
constexpr double kMiscExact = -0.3, kMiscPart = -0.6;
constexpr double kPerSlope = -3.0, kPerPart = -2.5;
constexpr double kNoMention = -0.4;
constexpr double kProperNoun = 0.3, kOtherWord = -0.7, kUnmarkedWord = -1.5;
constexpr double kAfterPreposition = 0.5;
constexpr double kQualified = 3.0;  // "Paris, Texas"
constexpr double kQualifier = 1.5;  // and its Texas
constexpr double kStopWord = -1.6;
constexpr double kClassWord = -4.0;  // "County", "West" alone
constexpr double kDateline = 1.5;
constexpr double kElsewhere = 0.4, kElsewhereMost = 1.2;
constexpr double kAcceptance = 0.0;

constexpr uint32_t kLargeTown = 400000;
constexpr uint32_t kMiddlingTown = 15000;
constexpr uint32_t kSmallTown = 3000;
constexpr double kLargeRegionKm = 100;
constexpr TokenId kLongestName = 6;
constexpr TokenId kDatelineTokens = 3;

struct Option {
  TokenSpan tokens;
  bool derived = false;
  bool area = false;  // a first-order area
  double odds = 0;
  std::string key;
};

class Recognizer {
 public:
  Recognizer(const Article& article, const Gazetteer& gazetteer, const WorldNames& world,
             const ToponymWords& words)
      : article_(article),
        gazetteer_(gazetteer),
        world_(world),
        words_(words),
        mention_at_(article.tokens.size(), kNone) {
    for (uint32_t m = 0; m < article.mentions.size(); ++m)
      for (TokenId t = article.mentions[m].tokens.begin;
           t < article.mentions[m].tokens.end && t < mention_at_.size(); ++t)
        mention_at_[t] = m;
  }

  std::vector<ToponymSpan> run();

 private:
  std::string_view text(TokenSpan tokens) const {
    return article_.bytes(article_.byte_span(tokens));
  }
  bool known(std::string_view key, std::string_view spelled, uint32_t words, Option& option) const;
  bool derived(TokenId token, Option& option) const;
  double mention_odds(TokenSpan tokens) const;
  bool abbreviated(std::string_view key) const;
  bool glued(TokenSpan tokens) const;
  double context_odds(const Option& option, const Sentence& sentence) const;
  bool qualified(TokenSpan tokens, const Sentence& sentence, std::string_view key) const;
  void collect(const Sentence& sentence);

  const Article& article_;
  const Gazetteer& gazetteer_;
  const WorldNames& world_;
  const ToponymWords& words_;
  std::vector<uint32_t> mention_at_;
  std::vector<Option> options_;
};

// Says how well a name is known; false if nobody knows it.
bool Recognizer::known(std::string_view key, std::string_view spelled, uint32_t words,
                       Option& option) const {
  bool any = false;
  double odds = kObscure;
  const auto raise = [&](double value) {
    odds = any ? std::max(odds, value) : value;
    any = true;
  };
  const bool abbreviation = all_upper(spelled) || spelled.find('.') != std::string_view::npos;
  for (const auto& hit : world_.find(key, article_.lang)) {
    if (hit.derived) {
      raise(kDerived);
      option.derived = true;
      continue;
    }
    const auto& area = world_.area(hit.area);
    if (key.size() <= 3 && !abbreviation) continue;
    const bool large = hit.main_name && key.size() > 3 && area.radius_km >= kLargeRegionKm;
    if (area.klass == "union" || (area.klass == "site" && words == 1)) {
      raise(kObscure);
    } else if (area.country() || large || (words > 1 && area.klass != "site")) {
      raise(kWellKnown);
    } else {
      raise(kKnown);
    }
  }
  for (const auto& posting : gazetteer_.find(key)) {
    if (posting.kind == NameKind::kShort && !abbreviation) continue;
    const bool foreign =
        posting.kind == NameKind::kLanguage && posting.language != std::string_view(article_.lang);
    const auto place = gazetteer_.place(posting.place);
    const bool usual = !foreign && (posting.kind <= NameKind::kNative);
    option.area = option.area || place.feature == Feature::kAdmin1;
    double value = kObscure;
    if (usual && key.size() > 3) {
      if (place.feature == Feature::kAdmin1 || place.feature == Feature::kCapital ||
          place.population >= kLargeTown) {
        value = kWellKnown;
      } else if (words > 1 &&
                 (place.population >= kSmallTown || place.feature == Feature::kAdmin2)) {
        value = kWellKnown;
      } else if (place.population >= kMiddlingTown && place.feature != Feature::kAdmin2) {
        value = kKnown;
      }
    } else if (posting.kind == NameKind::kAlternate && key.size() > 3 &&
               place.population >= kLargeTown) {
      value = words > 1 ? kWellKnown : kKnown;
    } else if (posting.kind == NameKind::kShort && place.feature == Feature::kAdmin1) {
      value = kKnown;
    }
    raise(value);
  }
  option.odds = odds;
  return any;
}

// Inflected adjectives and demonyms: "nigrischen", "Syrians".
bool Recognizer::derived(TokenId token, Option& option) const {
  const auto form = article_.form(token);
  const auto upos = article_.tokens.upos[token];
  if (upos != Upos::ADJ && !starts_upper(form)) return false;
  const auto check = [&](std::string_view stem) {
    if (count_code_points(stem) < 4) return false;
    for (const auto& hit : world_.find(place_key(stem), article_.lang))
      if (hit.derived) return true;
    return false;
  };
  bool found = check(form);
  for (const auto& ending : words_.adjective_endings)
    found =
        found || (ends_with(form, ending) && check(form.substr(0, form.size() - ending.size())));
  if (!found) return false;
  option.derived = true;
  option.odds = kDerived;
  return true;
}

// Whether the key is one of an area's abbreviation ("Ky."), whose point may be a token of its own.
bool Recognizer::abbreviated(std::string_view key) const {
  const auto postings = gazetteer_.find(key);
  return std::any_of(postings.begin(), postings.end(),
                     [](const Posting& p) { return p.kind == NameKind::kShort; });
}

// Whether a hyphen and a word follow without a space: the first part of a compound ("US-Soldaten").
bool Recognizer::glued(TokenSpan tokens) const {
  const auto rest = std::string_view(article_.text).substr(article_.byte_span(tokens).end);
  size_t length = 0;
  return rest.size() > 1 && rest[0] == '-' && is_letter(code_point_at(rest, 1, &length));
}

double Recognizer::mention_odds(TokenSpan tokens) const {
  uint32_t m = kNone;
  for (TokenId t = tokens.begin; t < tokens.end && m == kNone; ++t) m = mention_at_[t];
  if (m == kNone) return kNoMention;
  const auto& mention = article_.mentions[m];
  const bool exact = mention.tokens == tokens;
  const bool covers = mention.tokens.contains(tokens);
  switch (mention.type) {
    case EntityType::kLoc:
      return exact ? kLocSlope * (static_cast<double>(mention.score) - kLocMiddle) : kLocPart;
    case EntityType::kOrg:
      return exact ? kOrgExact : mention.tokens.begin == tokens.begin ? kOrgFirst : kOrgPart;
    case EntityType::kMisc:
      return exact ? kMiscExact : kMiscPart;
    case EntityType::kPer:
      return exact || !covers ? kPerSlope * static_cast<double>(mention.score) : kPerPart;
  }
  return 0;
}

// Whether a comma and the name of an area that holds the place follow.
bool Recognizer::qualified(TokenSpan tokens, const Sentence& sentence, std::string_view key) const {
  if (tokens.end + 1 >= sentence.tokens.end) return false;
  const auto sign = article_.form(tokens.end);
  if (sign != "," && sign != "(") return false;
  for (TokenId end = std::min(sentence.tokens.end, tokens.end + 4); end > tokens.end + 1; --end) {
    const auto spelled = text({tokens.end + 1, end});
    if (!starts_upper(spelled)) return false;
    const auto area_key = place_key(spelled);
    for (const auto& hit : world_.find(area_key, article_.lang)) {
      const auto& area = world_.area(hit.area);
      if (hit.derived || !area.country()) continue;
      for (const auto& posting : gazetteer_.find(key))
        if (gazetteer_.place(posting.place).country == area.countries.front()) return true;
    }
    for (const auto& area : gazetteer_.find(area_key)) {
      const auto place = gazetteer_.place(area.place);
      if (place.feature != Feature::kAdmin1 && place.feature != Feature::kAdmin2) continue;
      if (area.kind == NameKind::kShort && !all_upper(spelled) &&
          spelled.find('.') == std::string_view::npos)
        continue;
      for (const auto& posting : gazetteer_.find(key)) {
        const auto inner = gazetteer_.place(posting.place);
        if (inner.admin1 == area.place || inner.admin2 == area.place) return true;
      }
    }
  }
  return false;
}

double Recognizer::context_odds(const Option& option, const Sentence& sentence) const {
  const auto& tokens = option.tokens;
  const auto spelled = text(tokens);
  const bool abbreviation = all_upper(spelled) || spelled.find('.') != std::string_view::npos;
  double odds = mention_odds(tokens);
  if (!option.derived) {
    const bool proper =
        article_.tokens.upos[tokens.end - 1] == Upos::PROPN || (option.area && abbreviation);
    const bool well_known = option.odds >= kWellKnown;
    if (proper) {
      odds += kProperNoun;
    } else if (!well_known) {
      odds += mention_at_[tokens.begin] == kNone ? kUnmarkedWord : kOtherWord;
    } else if (tokens.size() == 1) {
      odds += kOtherWord;
    }
  }
  if (tokens.begin > sentence.tokens.begin && article_.tokens.upos[tokens.begin - 1] == Upos::ADP)
    odds += kAfterPreposition;
  if (!option.derived && qualified(tokens, sentence, option.key)) odds += kQualified;
  if (option.area && tokens.begin > sentence.tokens.begin + 1 &&
      article_.form(tokens.begin - 1) == "," && starts_upper(article_.form(tokens.begin - 2)))
    odds += kQualifier;
  if (words_.stop.find(option.key) != words_.stop.end() && !abbreviation) odds += kStopWord;
  if (words_.classes.find(option.key) != words_.classes.end() ||
      words_.directions.find(option.key) != words_.directions.end())
    odds += kClassWord;
  if (tokens.begin < kDatelineTokens && all_upper(spelled)) odds += kDateline;
  return odds;
}

void Recognizer::collect(const Sentence& sentence) {
  for (TokenId begin = sentence.tokens.begin; begin < sentence.tokens.end; ++begin) {
    if (article_.tokens.contracted[begin] == 2) continue;
    Option option;
    option.tokens = {begin, begin + 1};
    if (derived(begin, option)) {
      option.key = place_key(text(option.tokens));
      option.odds += context_odds(option, sentence);
      options_.push_back(option);
    }
    if (!starts_upper(article_.form(begin))) continue;
    for (TokenId end = begin + 1; end <= std::min(sentence.tokens.end, begin + kLongestName);
         ++end) {
      const auto last = article_.form(end - 1);
      if (last == "," || last == ";" || last == ":") break;
      size_t length = 0;
      option = Option();
      option.tokens = {begin, end};
      const auto spelled = text(option.tokens);
      // A name ends with a word, or with the bracket of "Frankfurt (Oder)".
      const bool bracket = last == ")" && spelled.find('(') != std::string_view::npos;
      const bool point =
          last == "." && end == begin + 2 && spelled.size() <= 6 && abbreviated(place_key(spelled));
      if (last.empty() || last.back() == '$' ||
          (!bracket && !point && !is_letter(code_point_at(last, 0, &length))))
        continue;
      option.key = place_key(spelled);
      if (!known(option.key, spelled, end - begin, option)) {
        // "Deutschlands"
        bool found = false;
        for (const auto& ending : words_.endings) {
          if (found || !ends_with(spelled, ending) || spelled.size() < ending.size() + 5) continue;
          const auto stem = spelled.substr(0, spelled.size() - ending.size());
          option.derived = false;
          found = known(place_key(stem), stem, end - begin, option) && !option.derived &&
                  option.odds >= kKnown;
        }
        if (!found) continue;
      }
      option.odds += context_odds(option, sentence);
      option.derived = option.derived || glued(option.tokens);
      options_.push_back(option);
    }
  }
}

std::vector<ToponymSpan> Recognizer::run() {
  for (const auto& sentence : article_.sentences) collect(sentence);
  const size_t known_options = options_.size();  // in the order of their first tokens
  // What the network marked and nobody knows.
  for (const auto& mention : article_.mentions) {
    if (mention.tokens.empty() || mention.tokens.end > article_.tokens.size()) continue;
    const bool loc = mention.type == EntityType::kLoc;
    if (!loc && !(mention.type == EntityType::kMisc && mention.derived)) continue;
    const auto first = std::partition_point(
        options_.begin(), options_.begin() + static_cast<ptrdiff_t>(known_options),
        [&](const Option& o) { return o.tokens.begin < mention.tokens.begin; });
    const auto last = options_.begin() + static_cast<ptrdiff_t>(known_options);
    bool known_too = false;
    for (auto o = first; o != last && o->tokens.begin == mention.tokens.begin; ++o)
      known_too = known_too || o->tokens == mention.tokens;
    if (known_too) continue;
    if (!loc) continue;  // derived from no name that we know
    const auto sentence = article_.sentence_of(mention.tokens.begin);
    if (sentence == kNone) continue;
    Option option;
    option.tokens = mention.tokens;
    option.derived = mention.derived;
    option.key = place_key(text(mention.tokens));
    option.odds = kUnknown + context_odds(option, article_.sentences[sentence]);
    options_.push_back(option);
  }
  // A name that is a place here is one there.
  std::unordered_map<std::string_view, double> best;
  for (const auto& option : options_) {
    auto& value = best.try_emplace(option.key, option.odds).first->second;
    value = std::max(value, option.odds);
  }
  for (auto& option : options_) {
    const double elsewhere = best[option.key];
    if (elsewhere > option.odds)
      option.odds += std::clamp(kElsewhere * elsewhere, 0.0, kElsewhereMost);
  }
  std::erase_if(options_, [](const Option& o) { return o.odds <= kAcceptance; });
  // Longer names first, among equals the likelier; then each only where nothing was chosen yet.
  std::stable_sort(options_.begin(), options_.end(), [](const Option& a, const Option& b) {
    return a.tokens.size() != b.tokens.size() ? a.tokens.size() > b.tokens.size() : a.odds > b.odds;
  });
  std::vector<bool> taken(article_.tokens.size(), false);
  std::vector<ToponymSpan> found;
  for (const auto& option : options_) {
    if (std::any_of(taken.begin() + option.tokens.begin, taken.begin() + option.tokens.end,
                    [](bool t) { return t; }))
      continue;
    std::fill(taken.begin() + option.tokens.begin, taken.begin() + option.tokens.end, true);
    found.push_back({option.tokens, option.derived});
  }
  std::sort(found.begin(), found.end(), [](const ToponymSpan& a, const ToponymSpan& b) {
    return a.tokens.begin < b.tokens.begin;
  });
  return found;
}

}  // namespace

std::vector<ToponymSpan> find_toponyms(const Article& article, const Gazetteer& gazetteer,
                                       const WorldNames& world, const ToponymWords& words) {
  return Recognizer(article, gazetteer, world, words).run();
}

}  // namespace diurna
