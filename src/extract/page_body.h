// The report inside a page: lead, headings and paragraphs, without menus, captions, teasers,
// comments and notices.
#pragma once

#include <string>
#include <vector>

#include "diurna/article.h"
#include "extract/boilerplate.h"
#include "extract/html_tree.h"
#include "extract/page_metadata.h"
#include "extract/page_parts.h"

namespace diurna {

struct PageBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;  // squeezed
};

// Blocks in the order of the page; empty if nothing in it reads like a report. Byline names found
// among the paragraphs are added to `authors`, the agency of a credit to `agency`. Linear in the
// nodes times the depth that carries text.
std::vector<PageBlock> body_of(const HtmlTree& tree, const PageMetadata& page,
                               const PageParts& parts, const Boilerplate& rules,
                               std::vector<std::string>* authors, std::string* agency);

}  // namespace diurna
