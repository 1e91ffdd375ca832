// A language's words for those who can act: roles and groups, nationalities, pronouns, and the
// small words around them.
//
//   auto words = load_role_words("data", "de", world);
//   const RoleNoun* role = words.value()->role("Außenminister");
//
// Threads: immutable after load.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "actor/world.h"
#include "base/strings.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

struct RoleNoun {
  enum Kind : uint8_t { kPerson, kGroup, kBody, kState };
  std::string lemma;  // lower case
  SectorList sectors;
  Kind kind = kPerson;
  std::string office;  // key of offices.tsv, or empty
  bool title = false, unique = false, member = false, generic = false, free = false, pair = false;
};

struct Pronoun {
  bool singular = false, plural = false;
  bool masculine = false, feminine = false, neuter = false;
  bool personal = false, possessive = false, demonstrative = false;
};

// What a small word does (words.tsv).
enum class WordUse : uint8_t {
  kSector,
  kFormer,
  kLocal,
  kThere,
  kBoth,
  kQuantity,
  kOwner,
  kPlace,
  kSpeaker,
  kTitle
};

struct RoleWords {
  std::string language;
  uint32_t language_bit = 0;
  bool closed_compounds = false, grammatical_gender = false, capital_nouns = false;

  StringMap<RoleNoun> roles;  // by lower-case lemma; words of a longer role parted by one blank
  StringMap<uint32_t> role_starts;  // first word of a role of several words -> most words
  StringMap<Code> adjectives;       // lower-case stem -> country
  StringMap<Code> demonyms;         // lower-case lemma of the noun -> country
  StringMap<SectorList> sector_words;
  StringMap<uint32_t> uses;  // lower-case word -> bit set of WordUse
  StringMap<Pronoun> pronouns;
  std::vector<std::string> endings;            // what inflection adds to a name, longest first
  std::vector<std::string> epithets;           // ends of words that mean the person spoken of
  std::vector<std::string> adjective_endings;  // of the adjectives in a name ("dem Weißen Haus")
  size_t shortest_role = 4;                    // bytes of the shortest role that may end a compound

  bool has(std::string_view lower_word, WordUse use) const {
    const auto found = uses.find(lower_word);
    return found != uses.end() && (found->second >> static_cast<uint32_t>(use) & 1u) != 0;
  }
  // By lower-case word; null if it is none.
  const RoleNoun* role(std::string_view lower_word) const;
  // The role that ends a compound written as one word ("militärjunta": junta), and how many bytes
  // stand before it.
  const RoleNoun* compound_role(std::string_view lower_word, size_t* first_part_bytes) const;
  // The country of a noun of nationality, by its lemma or in any inflection; empty if it is none.
  Code demonym(std::string_view lower_lemma, std::string_view lower_form) const;
  // The country of an adjective in any inflection; empty if it is none.
  Code adjective(std::string_view lower_word) const;
};

// Errors: kNotFound, kBadInput (all mistakes of all files).
Result<std::shared_ptr<const RoleWords>> load_role_words(const std::string& data_dir,
                                                         const std::string& language,
                                                         const World& world);

}  // namespace diurna
