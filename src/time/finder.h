// Runs a rule book over an article: which expressions stand where, and what they say.
#pragma once

#include <vector>

#include "diurna/article.h"
#include "time/atoms.h"
#include "time/meaning.h"
#include "time/rules.h"

namespace diurna::time {

struct Found {
  uint32_t match_begin = 0, match_end = 0;  // atoms of the whole match
  uint32_t begin = 0, end = 0;              // atoms of the expression
  const Rule* rule = nullptr;
  TimexType type = TimexType::kDate;
  Meaning meaning;
};

// Longest match first at every atom, left to right; then expressions that lack something ("am 3.
// und 4. Mai") are completed from their neighbours. In text order, not overlapping. Linear in the
// atoms.
std::vector<Found> find_expressions(const Article& article, const std::vector<Atom>& atoms,
                                    const RuleBook& book);

// Every token that the atoms [begin, end) touch.
TokenSpan tokens_of(const std::vector<Atom>& atoms, uint32_t begin, uint32_t end);

}  // namespace diurna::time
