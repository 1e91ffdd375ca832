// The invariants that hold between stages. Tests and debug builds ask; a violation is a bug of
// ours.
#pragma once

#include <string>

#include "diurna/article.h"

namespace diurna {

// The first broken rule in words, or an empty string: columns of equal length, spans inside the
// text and in order, heads inside their sentence with exactly one root and no cycle, rows inside
// their columns.
std::string check_article(const Article& article);

}  // namespace diurna
