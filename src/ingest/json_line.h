// One line of JSON Lines as an article.
#pragma once

#include <string>
#include <string_view>

#include "diurna/result.h"
#include "doc/raw_article.h"

namespace diurna {

// Reads an object with `text` or `html` (both: `html`), and optionally `id`, `url`, `title`, `date`
// or `dct`, `lang`, `source`; other fields are kept in extra_json. Null is as good as absent. Bytes
// that are not UTF-8 are decoded first. `name` ("crawl.jsonl:17") becomes the article's name and
// the front of messages. Errors: kBadInput.
Result<RawArticle> article_of_json_line(std::string_view line, const std::string& name);

}  // namespace diurna
