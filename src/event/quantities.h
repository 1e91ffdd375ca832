// Counts and amounts: dead, injured, soldiers, demonstrators, money, weapons, with their bounds.
#pragma once

#include <vector>

#include "diurna/article.h"
#include "event/grammar.h"
#include "event/word_lists.h"

namespace diurna {

struct FoundQuantity {
  Quantity quantity;
  TokenId noun = kNone;  // what is counted
};

// Every quantity of the article whose unit is in words/units.tsv, in text order.
std::vector<FoundQuantity> find_quantities(Article& article, const Grammar& grammar,
                                           const WordLists& words);

// A number as news write it: "1000", "1.000", "1,000", "2,5", "100 000". `comma_decimal`: the comma
// parts decimals. Returns false for what is no number.
bool parse_news_number(std::string_view text, bool comma_decimal, double* value);

}  // namespace diurna
