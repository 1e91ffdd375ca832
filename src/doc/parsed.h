// Articles with a hand-written tree, for tests of every stage after syntax.
#pragma once

#include <memory>
#include <string_view>

#include "diurna/article.h"

namespace diurna {

// `tree` has a line a word: id, form, lemma, upos, head, deprel and optionally feats ("Case=Gen"),
// parted by white space; a blank line ends a sentence. The text is made by joining the forms (no
// space before . , ; : ! ? » ”). A lemma "an+kündigen" gives the predicate "ankündigen" with lemma
// "kündigen"; a lemma "Truppe|Abzug" gives a compound's first and last part (lemma: TruppeAbzug
// unless a third "=Truppenabzug" follows: "Truppe|Abzug=Truppenabzug"). Throws
// std::invalid_argument on a malformed tree: the test is wrong.
std::unique_ptr<Article> parsed(std::string_view lang, std::string_view tree);

}  // namespace diurna
