// Chooses among the candidates of all toponyms of an article by looking at them together.
//
// A candidate gains by what the article names beside it ("Paris, Texas"), by other toponyms in the
// same country and area, by what lies near it, and by the country that the paper comes from. The
// same name means the same place.
#pragma once

#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "place/candidates.h"

namespace diurna {

// What is known of where the article was written.
struct Origin {
  std::vector<Code> language_home;  // countries whose papers are written in the language
  Code outlet;                      // of the outlet's domain
};

// Sets the score of every candidate and sorts each toponym's candidates by it, best first.
// `toponyms` are in text order. Time: quadratic in toponyms with distinct names, linear in
// candidates.
void rank(std::string_view text, std::vector<Toponym>& toponyms, const CandidateFinder& finder,
          const WorldNames& world, std::string_view language, const Origin& origin);

// The share of the best candidate among all, 0..1.
double certainty(const Toponym& toponym);

double distance_km(double lat1, double lon1, double lat2, double lon2);

}  // namespace diurna
