// The tokenizer on any bytes: the first byte chooses the language. Tokens must stand in order,
// inside the text, on no white space.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "syntax/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const diurna::Tokenizer kGerman(
      diurna::TokenRules::load(DIURNA_SOURCE_DIR "/data/de").take());
  static const diurna::Tokenizer kEnglish(
      diurna::TokenRules::load(DIURNA_SOURCE_DIR "/data/en").take());
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  diurna::TokenizerScratch scratch;
  ((data[0] & 1) != 0 ? kGerman : kEnglish)
      .tokenize(text, {0, static_cast<uint32_t>(text.size())}, scratch);
  uint32_t end = 0;
  bool first = true;
  for (const auto& token : scratch.tokens) {
    if (token.bytes.empty() || token.bytes.end > text.size() || token.form.empty()) std::abort();
    const bool shared = !first && token.contracted == 2 && token.bytes.begin < end;
    if (!shared && token.bytes.begin < end) std::abort();
    end = token.bytes.end;
    first = false;
  }
  return 0;
}
