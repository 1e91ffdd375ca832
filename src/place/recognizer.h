// Decides which words of a parsed article are names of places.
//
// Weighs what the network marked against what the gazetteer knows: a country counts though the
// network missed it, a hamlet counts only where the network is sure. Words about a name decide too
// ("Paris, Texas").
#pragma once

#include <vector>

#include "diurna/article.h"
#include "place/gazetteer.h"
#include "place/toponym_words.h"
#include "place/world_names.h"

namespace diurna {

struct ToponymSpan {
  TokenSpan tokens;
  bool derived = false;  // an adjective, a demonym, a compound with a name
};

// In text order, not overlapping. Needs tokens (with upos), sentences and mentions. Linear in
// tokens.
std::vector<ToponymSpan> find_toponyms(const Article& article, const Gazetteer& gazetteer,
                                       const WorldNames& world, const ToponymWords& words);

}  // namespace diurna
