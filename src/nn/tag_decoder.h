// The best sequence of name tags in the IOB2 scheme.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diurna/result.h"

namespace diurna {

class TagDecoder {
 public:
  struct Scratch {
    std::vector<float> best;
    std::vector<uint32_t> from;
  };

  // `labels`: "O", "B-x", "I-x" in any order. Errors: kBadInput (another label, or no "O").
  static Result<TagDecoder> make(const std::vector<std::string>& labels);

  // Viterbi over the legal sequences: "I-x" only behind "B-x" or "I-x". O(n * labels).
  //   scores [n, labels]; tags [n], out
  void decode(const float* scores, uint32_t n, uint32_t* tags, Scratch& scratch) const;

 private:
  uint32_t count_ = 0;
  // For an inside label, the labels that may stand before it: its begin label and itself; kAny
  // elsewhere.
  static constexpr uint32_t kAny = 0xFFFFFFFFu;
  std::vector<uint32_t> begin_of_;
};

}  // namespace diurna
