// The places that a toponym may mean, before its context is looked at.
//
//   CandidateFinder finder(gazetteer, world);
//   Toponym toponym = finder.find("Provinz Cherson", "de", words, false);
//   toponym.candidates.front().name;  // Kherson Oblast
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "place/gazetteer.h"
#include "place/toponym_words.h"
#include "place/world_names.h"

namespace diurna {

struct Candidate {
  uint32_t geonameid = 0;
  std::string_view name;  // English; owned by the gazetteer or the world's names
  Code country;           // empty: several
  double lat = 0, lon = 0;
  PlacePrecision precision = PlacePrecision::kCity;
  PlaceClass klass = PlaceClass::kAny;
  uint32_t row = kNone;  // in the gazetteer
  uint32_t admin1 = kNone, admin2 = kNone;
  uint32_t area = kNone;  // in the world's names
  bool derived = false;
  bool weak = false;  // by resemblance or by a part of the name only
  double base = 0;    // log weight without context
  double score = 0;   // log weight with context; set by rank()
};

struct Toponym {
  ByteSpan bytes;
  std::string key;  // of the whole text: equal keys mean the same place in one article
  std::vector<Candidate> candidates;  // best base first
  bool derived = false;               // an adjective, a demonym or a part of a compound
};

class CandidateFinder {
 public:
  CandidateFinder(const Gazetteer& gazetteer, const WorldNames& world)
      : gazetteer_(gazetteer), world_(world) {}

  // `derived` says that the text is known to be derived from a name ("nigrisch", "US-Soldaten").
  // No candidates: the name is not known.
  Toponym find(std::string_view text, std::string_view language, const ToponymWords& words,
               bool derived) const;

  // Candidates for a name as it stands, without taking endings or class words off; for a name that
  // qualifies another.
  std::vector<Candidate> exact(std::string_view text, std::string_view language) const;

 private:
  struct Search;
  const Gazetteer& gazetteer_;
  const WorldNames& world_;
};

}  // namespace diurna
