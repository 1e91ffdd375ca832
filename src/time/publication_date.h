// The date of an article that came without one, as far as its own words tell it.
#pragma once

#include <vector>

#include "diurna/article.h"
#include "time/finder.h"

namespace diurna::time {

// In this order: a full date that stands alone in the first lines or at the end (a dateline, an
// agency's credit); a weekday with day and month, whose year follows from the calendar and the
// newest year told; the newest past and the first future day that the text states in full; where
// there is no such future day, the month after the past one, if that stands in the lead with its
// weekday or beside another day near it. Basis kInferred, or kNone where none of that is found.
// Never asks the clock.
PublicationDate infer_publication_date(const Article& article, const std::vector<Atom>& atoms,
                                       const std::vector<Found>& found, const TenseWords& words);

}  // namespace diurna::time
