// Cuts a plain text into paragraphs: at blank lines, at every line end of a text that was not
// wrapped, and at blank lines and indents only of one that was (old wire stories, mail).
#pragma once

#include <string_view>
#include <vector>

#include "diurna/span.h"

namespace diurna {

struct TextParagraph {
  ByteSpan bytes;          // without white space at the ends
  bool after_gap = false;  // a blank line stands in front of it
};

// In text order. Linear.
std::vector<TextParagraph> paragraphs_of(std::string_view text);

}  // namespace diurna
