// Half-open ranges. Which unit they count in is part of the type's name.
#pragma once

#include <cstdint>
#include <string_view>

namespace diurna {

using TokenId = uint32_t;
using SentenceId = uint32_t;
using BlockId = uint32_t;
using MentionId = uint32_t;
using TimexId = uint32_t;
using PlaceId = uint32_t;
using EntityId = uint32_t;

inline constexpr uint32_t kNone = 0xFFFFFFFFu;  // "no such row", for every id above
inline constexpr TokenId kNoHead = kNone;       // head of a root

// Bytes of Article::text.
struct ByteSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(ByteSpan other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(ByteSpan other) const { return begin < other.end && other.begin < end; }
  bool operator==(const ByteSpan&) const = default;
};

// Tokens of an article, article-wide ids.
struct TokenSpan {
  TokenId begin = 0;
  TokenId end = 0;
  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(TokenId t) const { return begin <= t && t < end; }
  bool contains(TokenSpan other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(TokenSpan other) const { return begin < other.end && other.begin < end; }
  bool operator==(const TokenSpan&) const = default;
};

// Rows of one of the article's columns: a list inside a row.
template <class T>
struct Rows {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool operator==(const Rows&) const = default;
};

inline std::string_view slice(std::string_view text, ByteSpan span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace diurna
