// Finds the names of an article and what each may mean.
#pragma once

#include <vector>

#include "actor/role_words.h"
#include "actor/tree.h"
#include "actor/world.h"

namespace diurna {

struct Name {
  TokenSpan tokens;
  TokenId head = kNone;
  MentionId mention = kNone;            // the NER mention with about these tokens
  EntityType type = EntityType::kMisc;  // the mention's; meaningless without one
  std::string key;                      // look-up key of the name as the data or the text have it
  TokenId compound =
      kNone;  // the noun that the name is a part of: Soldaten in "US-Soldaten" (three tokens)
  uint32_t senses = kNone;  // first sense in World::senses; kNone: the data do not know it
  bool guessed = false;     // no mention, but words after a title: a person
  bool typed() const { return mention != kNone || guessed; }
};

// The first sense of the words in `language` that fits their capitals; kNone if the data do not
// know them. `key` gets the key that was found: endings of the last word (a genitive) and of every
// word (an inflected adjective) may be taken off.
uint32_t look_up(const World& world, const RoleWords& words, std::string_view text,
                 std::string* key);

// The last word of the hyphenated compound that goes on after `last` without a blank; kNone if
// there is none.
TokenId compound_after(const Article& article, TokenId last);

// Names known to the data, longest first where they overlap, and mentions of the network that they
// do not know. Sorted by first token; no two overlap, but a name may lie inside the mention of an
// organisation.
std::vector<Name> find_names(const Tree& tree, const World& world, const RoleWords& words);

}  // namespace diurna
