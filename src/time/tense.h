// The tense that governs a word.
#pragma once

#include "diurna/article.h"
#include "time/tense_words.h"

namespace diurna::time {

enum class Tense : uint8_t { kNone, kPast, kPresent, kFuture };

// The tense of the clause that the words [begin, end) stand in: of the verb above them where there
// is a tree, else of the nearest word of the sentence that tells one. Cost: the clause, at most the
// sentence.
Tense tense_of(const Article& article, TokenSpan tokens, const TenseWords& words);

}  // namespace diurna::time
