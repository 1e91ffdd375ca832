// Any bytes as a line of JSON Lines, as a feed, and as a WARC file: reading ends with articles or
// with errors.
//   fuzz/jsonl_fuzz fuzz/seeds/jsonl
#include <cstddef>
#include <cstdint>
#include <string>

#include "ingest/byte_stream.h"
#include "ingest/feed.h"
#include "ingest/json_line.h"
#include "ingest/sniff.h"
#include "ingest/warc.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)diurna::sniff(bytes, true);
  auto stream = diurna::ByteStream::of(bytes);
  std::string line;
  while (stream.read_line(1 << 16, line) == diurna::ByteStream::Line::kLine)
    (void)diurna::article_of_json_line(line, "fuzz:1");
  (void)diurna::articles_of_feed(bytes, "fuzz");
  auto warc = diurna::ByteStream::of(bytes);
  for (;;) {
    const auto article = diurna::next_warc_article(warc, "fuzz", 1 << 20);
    if (article.ok() && !article.value()) break;
  }
  return 0;
}
