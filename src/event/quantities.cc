#include "event/quantities.h"

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

class QuantityFinder {
 public:
  QuantityFinder(Article& article, const Grammar& grammar, const WordLists& words)
      : article_(article),
        grammar_(grammar),
        words_(words),
        comma_decimal_(words.contains("number_style", "comma-decimal")) {}

  std::vector<FoundQuantity> run() {
    std::vector<FoundQuantity> found;
    for (TokenId t = 0; t < article_.tokens.size(); ++t) {
      double value = 0;
      bool has_value = false;
      std::string bound;
      if (!read_number(t, &value, &has_value, &bound)) continue;
      TokenId noun = counted_noun(t);
      if (noun == kNone) continue;
      // "2 Millionen Dollar": the multiplier is a noun or a number of its own; it is read when its
      // own turn comes.
      double multiplier = 0;
      bool multiplier_value = false;
      std::string multiplier_bound;
      const WordLists::CountUnit* unit = unit_of(noun);
      if (unit == nullptr && noun != t &&
          read_number(noun, &multiplier, &multiplier_value, &multiplier_bound) &&
          multiplier_value) {
        const TokenId further = counted_noun(noun);
        if (further == kNone || further == noun) continue;
        value *= multiplier;
        noun = further;
        unit = unit_of(noun);
      }
      if (unit == nullptr || (!found.empty() && found.back().noun == noun)) continue;
      found.push_back(make(t, noun, value, has_value, bound, *unit));
    }
    return found;
  }

 private:
  bool read_number(TokenId t, double* value, bool* has_value, std::string* bound) const {
    const auto form = article_.form(t);
    if (parse_news_number(form, comma_decimal_, value)) {
      *has_value = true;
      return true;
    }
    const auto* number = words_.number(lower(form));
    if (number == nullptr) number = words_.number(lower(article_.lemma(t)));
    if (number == nullptr || (grammar_.upos(t) == Upos::DET && number->value == 1)) return false;
    *value = number->value;
    *has_value = number->has_value;
    if (number->bound != "exact") *bound = number->bound;
    return true;
  }

  const WordLists::CountUnit* unit_of(TokenId noun) const {
    const auto* unit = words_.unit(article_.lemma(noun));
    if (unit == nullptr) unit = words_.unit(article_.str(article_.tokens.last_part[noun]));
    if (unit == nullptr) unit = words_.unit(article_.form(noun));
    return unit;
  }

  // "1000 Soldaten": the number's head. "Dutzende Spezialkräfte", "hundreds of fighters": what
  // hangs on the number.
  TokenId counted_noun(TokenId t) const {
    const TokenId up = grammar_.head(t);
    const auto relation = base_relation(article_.deprel(t));
    if (up != kNoHead && (relation == "nummod" || relation == "det" || relation == "amod" ||
                          relation == "compound" || relation == "flat"))
      return up;
    for (const TokenId c : grammar_.children(t))
      if ((grammar_.has_relation(c, "nmod") || grammar_.has_relation(c, "appos") ||
           grammar_.has_relation(c, "flat") || grammar_.has_relation(c, "compound")) &&
          unit_of(c) != nullptr)
        return c;
    if (unit_of(t) != nullptr) return t;
    const TokenId next = t + 1;
    if (next < article_.tokens.size() && article_.sentence_of(t) == article_.sentence_of(next) &&
        unit_of(next) != nullptr)
      return next;
    return kNone;
  }

  FoundQuantity make(TokenId t, TokenId noun, double value, bool has_value, std::string bound,
                     const WordLists::CountUnit& unit) {
    FoundQuantity found;
    found.noun = noun;
    auto& q = found.quantity;
    q.value = value;
    q.has_value = has_value;
    TokenId begin = std::min(t, noun);
    if (bound.empty()) {
      const TokenId floor = article_.sentences[article_.sentence_of(t)].tokens.begin;
      for (size_t n = words_.longest_bound_words(); n > 0 && bound.empty(); --n) {
        if (t < floor + n) continue;
        std::string before;
        for (TokenId w = t - static_cast<TokenId>(n); w < t; ++w)
          before += (before.empty() ? "" : " ") + lower(article_.form(w));
        if (const auto* known = words_.bound(before)) {
          bound = *known;
          begin = std::min(begin, t - static_cast<TokenId>(n));
        }
      }
    }
    q.bytes = article_.byte_span({begin, std::max(t, noun) + 1});
    q.bound = article_.strings.intern(bound.empty() ? "exact" : bound);
    q.unit = article_.strings.intern(unit.unit);
    q.kind = article_.strings.intern(kind_of(noun, unit));
    return found;
  }

  // People become killed, injured or arrested by the verb they stand with.
  std::string_view kind_of(TokenId noun, const WordLists::CountUnit& unit) const {
    if (unit.kind != "people") return unit.kind;
    for (const TokenId c : grammar_.children(noun))
      if (grammar_.has_relation(c, "amod") || grammar_.has_relation(c, "acl"))
        if (const auto* harm = words_.harm(article_.lemma(c))) return *harm;
    TokenId up = grammar_.head(noun);
    if (up != kNoHead && grammar_.nominal(up) &&
        (grammar_.has_relation(noun, "nmod") || grammar_.has_relation(noun, "conj")))
      up = grammar_.head(up);
    if (up == kNoHead) return unit.kind;
    const bool undergoes = grammar_.has_relation(noun, "obj") ||
                           grammar_.has_relation(noun, "nsubj") ||
                           grammar_.has_relation(grammar_.head(noun), "obj");
    const auto* harm = words_.harm(article_.predicate(up));
    if (harm == nullptr || !undergoes) return unit.kind;
    return *harm;
  }

  Article& article_;
  const Grammar& grammar_;
  const WordLists& words_;
  bool comma_decimal_;
};

}  // namespace

bool parse_news_number(std::string_view text, bool comma_decimal, double* value) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  const char decimal = comma_decimal ? ',' : '.';
  const char group = comma_decimal ? '.' : ',';
  std::string digits;
  size_t since_group = 0;
  bool grouped = false, fraction = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
      ++since_group;
    } else if (c == group && !fraction) {
      if (grouped ? since_group != 3 : since_group > 3) return false;
      grouped = true;
      since_group = 0;
    } else if (c == decimal && !fraction) {
      if (grouped && since_group != 3) return false;
      fraction = true;
      digits += '.';
    } else if (c != '\'') {
      return false;
    }
  }
  if (grouped && !fraction && since_group != 3) return false;
  const auto parsed = parse_number<double>(digits);
  if (!parsed) return false;
  *value = *parsed;
  return true;
}

std::vector<FoundQuantity> find_quantities(Article& article, const Grammar& grammar,
                                           const WordLists& words) {
  return QuantityFinder(article, grammar, words).run();
}

}  // namespace diurna
