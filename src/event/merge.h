// Several reports of one event in an article become one: the first with a full set of parties
// leads, the others lend it what it lacks and stay as further sentences.
#pragma once

#include <vector>

#include "diurna/article.h"
#include "event/draft.h"

namespace diurna {

// Takes drafts in the order of their triggers; gives those that remain, in the same order.
std::vector<Draft> merge_reports(const Article& article, std::vector<Draft> drafts);

}  // namespace diurna
