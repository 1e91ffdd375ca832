// WARC files (ISO 28500): what a crawler saves, one record an exchange.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "diurna/result.h"
#include "doc/raw_article.h"
#include "ingest/byte_stream.h"

namespace diurna {

// The next response record that came with status 200 and holds HTML or plain text; others are
// passed over. nullopt at the end. Errors (kBadInput): a record that is no record (the rest of the
// file is then given up), or one larger than `limit` (skipped).
Result<std::optional<RawArticle>> next_warc_article(ByteStream& stream, const std::string& name,
                                                    size_t limit);

}  // namespace diurna
