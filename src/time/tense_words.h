// The words by which a language tells past from future: data/<lang>/time/tense.tsv.
#pragma once

#include <string>
#include <string_view>

#include "base/strings.h"
#include "diurna/result.h"

namespace diurna::time {

// Columns kind and words (forms parted by "|"). Kinds over lemmas, used where there is a tree:
//   perfect-aux   with a participle it makes a past (haben, have)
//   future-aux    with an infinitive it makes a future (werden, will)
//   future-modal  with an infinitive it looks ahead (sollen, wollen)
//   future-verb   what hangs on it lies ahead (planen, expect): in the present tense always, in a
//   past tense where an
//                 ahead-preposition stands before the date ("was planned for Friday", but not "was
//                 planned on Friday")
// Kinds over forms: ahead-preposition (for, until); and, used where tags are missing: past,
// present, future, past-ending.
struct TenseWords {
  StringSet perfect_aux, future_aux, future_modal, future_verb;
  StringSet ahead_preposition;
  StringSet past, present, future;
  std::vector<std::string> past_endings;

  static Result<TenseWords> read(const std::string& path);
};

}  // namespace diurna::time
