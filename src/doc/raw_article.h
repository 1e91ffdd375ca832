// An article as it came in, before anybody has looked inside: what `ingest` gives and `extract`
// takes.
#pragma once

#include <string>
#include <vector>

namespace diurna {

enum class ContentType { kText, kHtml, kConllu };

struct RawArticle {
  std::string name;  // what to call it in messages: "news/a.html", "crawl.jsonl:17"
  ContentType type = ContentType::kText;
  std::string bytes;    // as read, in any encoding (text from JSON is UTF-8)
  std::string charset;  // as declared outside of the bytes (HTTP header), else empty
  std::string id, url, title, date, lang, source;  // as given beside the text; empty: not given
  std::string extra_json;  // the whole input object of a JSON line, for options that need more of
                           // it (gold spans); else empty
};

}  // namespace diurna
