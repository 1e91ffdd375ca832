// What the networks see of a word: rows of the embedding table and a class of its shape
// (docs/model-format.md, "Input of both networks").
//
//   WordInput input = WordInput::make(network).take();
//   input.vector(form, cache, out);
//
// Threads: immutable after make(); a WordCache belongs to one worker.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/result.h"
#include "nn/language_network.h"

namespace diurna {

// Lower case and every decimal digit a zero, code point by code point.
void normal_form(std::string_view form, std::u32string& out);
// 0..15.
uint32_t shape_class(std::u32string_view form);

// The vectors of words met before, in a fixed number of slots; a newer word takes an older one's
// place.
struct WordCache {
  struct Slot {
    std::string form;
    bool used = false;
  };
  std::vector<Slot> slots;
  std::vector<float> vectors;  // [slots, input size]
  // Scratch.
  std::u32string chars, normal;
  std::string bytes;
  std::vector<uint32_t> rows, starts;
};

class WordInput {
 public:
  // Reads the vocabulary out of the network's file. Errors: kBadInput (more lines than rows).
  static Result<WordInput> make(const LanguageNetwork& network);

  // The rows of the embedding table of a form, at least one.
  void rows(std::u32string_view form, WordCache& cache) const;
  // The input vector of a form; out [network.input_size()].
  void vector(const LanguageNetwork& network, std::string_view form, WordCache& cache,
              float* out) const;

 private:
  static constexpr uint32_t kFree = 0xFFFFFFFFu;
  uint32_t find(std::string_view word) const;  // kFree when it is not in the vocabulary

  std::vector<std::string_view> words_;  // into the mapped file
  std::vector<uint32_t> table_;          // open addressing over words_, a power of two
  uint32_t vocabulary_rows_ = 0, ngram_rows_ = 0, ngram_min_ = 0, ngram_max_ = 0;
};

}  // namespace diurna
