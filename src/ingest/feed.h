// RSS 0.9-2.0, RDF and Atom feeds: one article an item.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diurna/result.h"
#include "doc/raw_article.h"

namespace diurna {

// The items of a feed that have any text: the full content where the feed carries it, else the
// description. Each has url, title, date and id as given; the feed's title is the source, its
// language the lang. Errors: kBadInput (no feed, no item). Linear; the whole document is in memory
// while it is read.
Result<std::vector<RawArticle>> articles_of_feed(std::string_view bytes, const std::string& name);

}  // namespace diurna
