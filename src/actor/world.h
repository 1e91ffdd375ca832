// What the data know of the world: countries, bodies, parties, armed groups, persons and their
// offices, and their names.
//
//   auto world = load_world("data", {"de", "en"});
//   for (const Sense& sense : world.value()->senses(name_key("Weißes Haus"), language)) ...
//
// Threads: immutable after load.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/strings.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

// A half-open period; an open side is the calendar's end.
struct Period {
  Day from = Interval::kMin;
  Day until = Interval::kMax;
  bool contains(Day day) const { return from <= day && day < until; }
};

struct Country {
  Code code;
  Code actor_code;   // the ruler's code for a dependency, else `code`
  std::string name;  // English
  std::string full;  // English with its article: "the Netherlands"
  std::string alpha2;
  uint32_t geonameid = 0;
  Period period;
};

// Sectors (and for persons the office) that hold for a time.
struct Term {
  SectorList sectors;
  Period period;
  std::string office;  // key of offices.tsv, or empty
  Code country;
};

// A body, a party, an armed group, a medium, or a person.
struct Party {
  std::string id;
  std::string name;  // English
  Code country;
  EntityKind kind = EntityKind::kBody;
  char gender = '?';  // of persons: m, f or ?
  std::vector<Term> terms;
};

struct Office {
  std::string key;
  std::string name;  // with {} for the country
  EntityKind kind = EntityKind::kGovernment;
  bool holder = false;
};

// One thing that a name may mean.
struct Sense {
  enum Kind : uint8_t { kCountry, kCapital, kParty, kPerson, kSurname };
  Kind kind = kCountry;
  bool acronym = false;    // counts only where the text has capitals too
  uint32_t languages = 0;  // bit set of World::languages
  uint32_t index = 0;      // of countries (kCountry, kCapital) or parties
  uint32_t next = kNone;
};

// Look-up key of a name: folded, hyphens as blanks, apostrophes, dots and quotes dropped, blanks
// made single.
std::string name_key(std::string_view name);

struct World {
  std::vector<std::string> languages;
  std::vector<Country> countries;
  StringMap<uint32_t> country_by_code;
  std::vector<Party> parties;  // persons too
  StringMap<uint32_t> party_by_id;
  StringMap<Office> offices;
  StringMap<std::string> sectors;            // code -> gloss
  StringMap<std::vector<uint32_t>> holders;  // "USA.president" -> persons, in the order of the file

  std::vector<Sense> senses;
  StringMap<uint32_t> names;  // name_key -> first of its senses
  StringMap<uint32_t>
      name_starts;  // first word of a key -> words of the longest name that begins with it

  // First sense of a name, or kNone; go on with senses[i].next.
  uint32_t find(std::string_view key) const;
  const Country* country(Code code) const;
  // The person who holds the office that day; kNone where nobody is known.
  uint32_t holder(Code country, std::string_view office, Day day) const;
};

// Errors: kNotFound, kBadInput (all mistakes of all files).
Result<std::shared_ptr<const World>> load_world(const std::string& data_dir,
                                                const std::vector<std::string>& languages);

}  // namespace diurna
