// Blocks of a plain text: which of its paragraphs are the report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "extract/boilerplate.h"
#include "extract/date_text.h"

namespace diurna {

struct PlainBlocks {
  std::vector<Block> blocks;  // in text order; credits and datelines are outside
  std::string title;          // of the first block, if it reads like one
  std::vector<std::string> authors;
  std::string agency;
  std::string_view date;  // words of a dateline's date, may be empty
};

// `keep_all`: every paragraph becomes a block (a dateline a block of its own). `title` as given
// beside the text helps to find it in there. Linear in the text but for the rules tried on every
// paragraph.
PlainBlocks blocks_of(std::string_view text, std::string_view title, bool keep_all,
                      const Boilerplate& rules, const DateReader& dates);

// Two words or more glued together without a space: "TerrorismusRegierungMigration". Names with a
// capital inside
// ("McDonald", "YouTube") are not.
bool glued_words(std::string_view line);

// The text ends as a sentence does, quotes and brackets behind it allowed.
bool ends_like_sentence(std::string_view text);

}  // namespace diurna
