// The tree of a sentence, drawn for a person.
#pragma once

#include <string>

#include "diurna/article.h"

namespace diurna {

// Appends one line a word, indented under its head: form, lemma, upos, deprel, and what stands
// behind it (actor, timex).
void write_tree(const Article& article, SentenceId sentence, std::string& out);

}  // namespace diurna
