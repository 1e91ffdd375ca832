// Any bytes as a page: extraction ends, and what it gives keeps the article's invariants.
//   fuzz/html_fuzz fuzz/seeds/html      (the data folder is found through DIURNA_DATA or ./data)
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "doc/check_article.h"
#include "extract/extractor.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const char* const folder = std::getenv("DIURNA_DATA");
  static const auto extractor = diurna::Extractor::load(folder == nullptr ? "data" : folder);
  if (!extractor.ok()) std::abort();
  for (const auto type : {diurna::ContentType::kHtml, diurna::ContentType::kText}) {
    diurna::RawArticle raw;
    raw.name = "fuzz";
    raw.type = type;
    raw.bytes.assign(reinterpret_cast<const char*>(data), size);
    diurna::Article article;
    if (extractor.value().extract(raw, {}, article).ok() && !diurna::check_article(article).empty())
      std::abort();
  }
  return 0;
}
