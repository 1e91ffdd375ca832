// Reads articles from files, folders, globs and standard input, one after the other.
//
//   Reader reader({"news/", "crawl.jsonl.gz", "-"}, {.lang = "de"});
//   for (;;) {
//     auto article = reader.next();
//     if (!article.ok()) { report(article.error()); continue; }  // one bad input; reading goes on
//     if (!article.value()) break;                               // the end
//     use(**article.value());
//   }
//
// What an input is, is told by its content: plain text and HTML (one article a file), JSON Lines
// (one a line), RSS and Atom feeds (one an item), WARC (one a response that is HTML or text); each
// also gzipped. CoNLL-U only when asked for.
//
// Threads: a Reader belongs to one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diurna/result.h"
#include "doc/raw_article.h"
#include "ingest/sniff.h"

namespace diurna {

struct InputOptions {
  InputKind kind = InputKind::kGuess;           // read every input as this; kGuess: look
  size_t max_article_bytes = size_t{32} << 20;  // more is an error, and is skipped
};

class Reader {
 public:
  // `inputs`: paths of files or folders (read recursively, in the order of names, hidden files left
  // out), globs where no file of that name exists, "-" for standard input (once).
  explicit Reader(std::vector<std::string> inputs, InputOptions options = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // The next article, nullopt at the end, or the error of one bad input or line: kNotFound, kIo,
  // kUnsupported (a kind we do not read), kBadInput (empty, binary, broken line, too large). After
  // an error call again. Memory: one article (at most max_article_bytes, a few times over while
  // JSON is parsed) and 64 KiB.
  Result<std::optional<RawArticle>> next();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diurna
