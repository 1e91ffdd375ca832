// Any bytes as CoNLL-U: reading ends with sentences or with an error, and what was read can be put
// into an article.
//   conllu_fuzz fuzz/seeds/conllu
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "format/conllu.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto read = diurna::read_conllu({reinterpret_cast<const char*>(data), size});
  if (!read.ok()) return 0;
  diurna::Article article;
  diurna::fill_tokens(read.value(), article);
  size_t words = 0;
  for (const auto& sentence : read.value()) {
    if (sentence.words.empty()) std::abort();
    words += sentence.words.size();
    for (const auto& word : sentence.words) (void)diurna::ner_label(word.misc);
  }
  if (article.tokens.size() != words || article.sentences.size() != read.value().size())
    std::abort();
  for (const auto& bytes : article.tokens.bytes)
    if (bytes.begin > bytes.end || bytes.end > article.text.size()) std::abort();
  return 0;
}
