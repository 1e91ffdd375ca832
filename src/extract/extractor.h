// Finds the report in what came in: clean text, blocks, title, date, authors.
//
//   auto extractor = Extractor::load("data");
//   if (!extractor.ok()) return extractor.error();
//   Article article;
//   auto outcome = extractor.value().extract(raw, {}, article);
//
// Threads: immutable after load(); any number may call extract(), each with its own Article.
#pragma once

#include <memory>
#include <string>

#include "diurna/article.h"
#include "diurna/result.h"
#include "doc/raw_article.h"

namespace diurna {

struct ExtractOptions {
  // Plain text only: keep every character as it came (bytes that are no UTF-8 are decoded) and make
  // every paragraph a block. Otherwise the text is normalised once, and blocks cover the report
  // alone.
  bool keep_text = false;
  std::string date{};  // overrides what the input says; ISO
  std::string lang{};  // overrides; ISO 639-1
};

class Extractor {
 public:
  // Reads world/months.tsv, world/agencies.tsv, world/page_parts.txt and */boilerplate.txt below
  // `data_dir`. Errors: kNotFound, kBadInput (all mistakes of the files).
  static Result<Extractor> load(const std::string& data_dir);
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

  // Fills id (as given, else of the text), url, title, date, lang (if the input says it), source,
  // agency, authors, tags, text and blocks. The text of a page is its lead, headings and
  // paragraphs, parted by blank lines; its title stays outside. In a plain text the title is a
  // block. CoNLL-U is not for us (kUnsupported). Errors: kBadInput (no article in the page, nothing
  // but white space, a date in the options that is none, more than 4 GiB); `article` is then as it
  // was, or half filled, and must not be used.
  Outcome extract(const RawArticle& raw, const ExtractOptions& options, Article& article) const;

 private:
  struct Impl;
  explicit Extractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace diurna
