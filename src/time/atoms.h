// The pieces of a text that patterns are made of: runs of letters, runs of digits, single marks.
//
// Atoms are finer than tokens ("35-Stunden-Woche" has five, "16.05" three), so that rules do not
// depend on where a tokenizer draws its borders; each atom knows the token it stands in.
#pragma once

#include <cstdint>
#include <vector>

#include "diurna/article.h"
#include "time/lexicon.h"

namespace diurna::time {

struct Atom {
  ByteSpan bytes;
  WordId word = kNone;  // kNone: no word of the lexicon
  TokenId token = kNone;
  int32_t number = -1;  // value of a run of at most nine digits
  uint8_t digits = 0;   // length of such a run
  bool space_before = false;
  bool line_before = false;  // a line break before it
  bool upper = false;        // begins with a capital
  bool all_upper = false;    // two letters or more, all capitals
  bool starts_sentence = false;
};

// Cuts the whole text. Linear.
std::vector<Atom> cut(const Article& article, const Lexicon& lexicon);

}  // namespace diurna::time
