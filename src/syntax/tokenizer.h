// Cuts text into tokens as Universal Dependencies does, by character classes and the language's
// lists.
//
//   Tokenizer tokenizer(std::move(rules));
//   tokenizer.tokenize(text, block.bytes, scratch);
//   for (const auto& token : scratch.tokens) use(slice(text, token.bytes), token.form);
//
// Threads: immutable; calls share nothing but the rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/span.h"
#include "syntax/token_rules.h"

namespace diurna {

// A syntactic word.
struct RawToken {
  ByteSpan bytes;  // parts of a contraction that stand in the text ("do" "n't") have their own
                   // bytes, others ("im": "in" "dem") share those of the whole
  uint8_t contracted = 0;  // 0: a word of its own; 1: first word of a contraction; 2: a further one
  std::string_view form;   // the bytes, or a part of a contraction as the rules spell it
  bool space_after = true;  // white space or the end of the block follows
};

struct TokenizerScratch {
  std::vector<RawToken> tokens;  // of the last call
  // The block as code points, with the byte where each starts (one more at the end) and its class.
  std::u32string chars;
  std::vector<uint32_t> offsets;
  std::vector<uint8_t> classes;
  std::string word;
};

class Tokenizer {
 public:
  explicit Tokenizer(TokenRules rules);

  // Tokenises the bytes `block` of `text` into scratch.tokens. Every character that is no white
  // space stands in exactly one token (or one contraction). Linear. Forms live as long as the text
  // and the tokenizer.
  void tokenize(std::string_view text, ByteSpan block, TokenizerScratch& scratch) const;

 private:
  friend class BlockTokenizer;
  struct Expansion {
    std::vector<std::string> parts;
    std::vector<std::string> capitalised;  // "Im": "In" "dem"
    std::vector<std::string> upper;        // "IM": "IN" "DEM"
  };
  TokenRules rules_;
  StringMap<Expansion> expansions_;
};

}  // namespace diurna
