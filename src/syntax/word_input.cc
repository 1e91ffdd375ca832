#include "syntax/word_input.h"

#include <algorithm>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kCacheSlots = 8192;
constexpr size_t kLongestCached = 64;
constexpr size_t kLongWord = 40;  // code points; longer words are known by their ends
constexpr size_t kHalfWord = 20;

bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

template <class Test>
bool all(std::u32string_view form, Test test) {
  return std::all_of(form.begin(), form.end(), test);
}
template <class Test>
bool any(std::u32string_view form, Test test) {
  return std::any_of(form.begin(), form.end(), test);
}

}  // namespace

void normal_form(std::string_view form, std::u32string& out) {
  out.clear();
  size_t length = 0;
  for (size_t at = 0; at < form.size(); at += length) {
    const char32_t c = code_point_at(form, at, &length);
    out += is_digit(c) ? U'0' : to_lower(c);
  }
}

uint32_t shape_class(std::u32string_view form) {
  if (form.empty()) return 15;
  const auto rest = form.substr(1);
  if (all(form, is_lower)) return 0;
  if (form.size() == 1 && is_upper(form[0])) return 1;
  if (is_upper(form[0]) && all(rest, is_lower)) return 2;
  if (form.size() >= 2 && all(form, is_upper)) return 3;
  if (all(form, is_letter) && any(rest, is_upper)) return 4;
  const bool hyphen = form.find(U'-') != std::u32string_view::npos;
  if (hyphen && any(form, is_letter) &&
      all(form, [](char32_t c) { return is_letter(c) || c == '-'; }))
    return is_upper(form[0]) ? 5 : 6;
  if (all(form, is_digit)) return 7;
  const bool digits = any(form, is_digit);
  if (digits && all(form, [](char32_t c) { return is_digit(c) || one_of(c, U".,:-/"); })) return 8;
  if (digits && any(form, is_letter) &&
      all(form, [](char32_t c) { return is_digit(c) || is_letter(c); }))
    return 9;
  if (form == U"." || form == U"!" || form == U"?" || form == U"…" ||
      (form.size() > 1 && all(form, [](char32_t c) { return c == '.'; })))
    return 10;
  if (form == U"," || form == U";" || form == U":") return 11;
  if (all(form, [](char32_t c) { return one_of(c, U"\"'`‘’‚“”„«»‹›"); })) return 12;
  if (all(form, [](char32_t c) { return one_of(c, U"()[]{}"); })) return 13;
  if (!digits && !any(form, is_letter)) return 14;
  return 15;
}

Result<WordInput> WordInput::make(const LanguageNetwork& network) {
  WordInput input;
  input.vocabulary_rows_ = network.vocabulary_rows();
  input.ngram_rows_ = network.ngram_rows();
  input.ngram_min_ = network.ngram_min();
  input.ngram_max_ = network.ngram_max();
  std::string_view lines = network.file().string("vocab");
  if (!lines.empty() && lines.back() == '\n') lines.remove_suffix(1);
  if (!lines.empty()) input.words_ = split(lines, '\n');
  if (input.words_.size() > input.vocabulary_rows_)
    return Error{Error::kBadInput, network.file().path() + ": vocabulary of " +
                                       std::to_string(input.words_.size()) + " words for " +
                                       std::to_string(input.vocabulary_rows_) + " rows"};
  size_t size = 16;
  while (size < 2 * input.words_.size()) size *= 2;
  input.table_.assign(size, kFree);
  for (uint32_t row = 0; row < input.words_.size(); ++row) {
    size_t slot = fnv1a32(input.words_[row]) & (size - 1);
    while (input.table_[slot] != kFree) slot = (slot + 1) & (size - 1);
    input.table_[slot] = row;
  }
  return input;
}

uint32_t WordInput::find(std::string_view word) const {
  const size_t mask = table_.size() - 1;
  for (size_t slot = fnv1a32(word) & mask; table_[slot] != kFree; slot = (slot + 1) & mask)
    if (words_[table_[slot]] == word) return table_[slot];
  return kFree;
}

void WordInput::rows(std::u32string_view form, WordCache& cache) const {
  cache.rows.clear();
  auto& normal = cache.normal;
  normal.assign(form);
  for (char32_t& c : normal) c = is_digit(c) ? U'0' : to_lower(c);
  cache.bytes.clear();
  for (const char32_t c : normal) append_utf8(c, cache.bytes);
  if (const uint32_t row = find(cache.bytes); row != kFree) cache.rows.push_back(row);

  if (normal.size() > kLongWord)
    normal = normal.substr(0, kHalfWord) + normal.substr(normal.size() - kHalfWord);
  cache.bytes = "<";
  cache.starts.assign(1, 0);
  for (const char32_t c : normal) {
    cache.starts.push_back(static_cast<uint32_t>(cache.bytes.size()));
    append_utf8(c, cache.bytes);
  }
  cache.starts.push_back(static_cast<uint32_t>(cache.bytes.size()));
  cache.bytes += '>';
  const size_t points = cache.starts.size();
  cache.starts.push_back(static_cast<uint32_t>(cache.bytes.size()));
  for (size_t first = 0; first < points; ++first) {
    uint32_t hash = 2166136261u;
    for (size_t last = first; last < points && last - first < ngram_max_; ++last) {
      for (uint32_t i = cache.starts[last]; i < cache.starts[last + 1]; ++i)
        hash = (hash ^ static_cast<uint8_t>(cache.bytes[i])) * 16777619u;
      if (last - first + 1 >= ngram_min_)
        cache.rows.push_back(vocabulary_rows_ + hash % ngram_rows_);
    }
  }
  // Only an empty word has no n-gram; it gets the first row of the hash table.
  if (cache.rows.empty()) cache.rows.push_back(vocabulary_rows_);
}

void WordInput::vector(const LanguageNetwork& network, std::string_view form, WordCache& cache,
                       float* out) const {
  const size_t size = network.input_size();
  if (cache.vectors.size() != kCacheSlots * size) {
    cache.slots.assign(kCacheSlots, {});
    cache.vectors.assign(kCacheSlots * size, 0.0f);
  }
  const size_t slot = fnv1a32(form) % kCacheSlots;
  float* cached = cache.vectors.data() + slot * size;
  auto& entry = cache.slots[slot];
  if (entry.used && entry.form == form) {
    std::copy_n(cached, size, out);
    return;
  }
  cache.chars.clear();
  size_t length = 0;
  for (size_t at = 0; at < form.size(); at += length)
    cache.chars += code_point_at(form, at, &length);
  rows(cache.chars, cache);
  network.embed(cache.rows, shape_class(cache.chars), out);
  if (form.size() > kLongestCached) return;
  entry.form = form;
  entry.used = true;
  std::copy_n(out, size, cached);
}

}  // namespace diurna
