// Helpers of this room's tests: articles cut by a plain tokenizer, without tags or trees.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "diurna/article.h"

namespace diurna::time {

// An article with tokens parted at spaces and marks; a sentence ends after . ! ? before a space and
// a capital. Every token is X and hangs on the first of its sentence. `day` is an ISO day; empty:
// not known.
std::unique_ptr<Article> plain_article(std::string_view lang, std::string_view text,
                                       std::string_view day);

}  // namespace diurna::time
