// Who says so: speech verbs with their clauses, "laut"/"according to", quotations, the subjunctive
// that goes on without a frame.
#pragma once

#include <vector>

#include "diurna/article.h"
#include "event/grammar.h"
#include "event/parties.h"
#include "event/word_lists.h"

namespace diurna {

// Appends to article.attributions, in the order of their cues. Linear in tokens for sentences of
// bounded depth.
void find_attributions(Article& article, const Grammar& grammar, const WordLists& words,
                       const Parties& parties);

// Rows of article.attributions whose content holds the token, the narrowest first.
std::vector<uint32_t> attributions_of(const Article& article, TokenId t);

}  // namespace diurna
