#include "nn/tag_decoder.h"

#include <algorithm>
#include <cmath>

#include "base/strings.h"

namespace diurna {
namespace {

constexpr float kImpossible = -1e30f;

float finite(float score) {
  return std::isfinite(score) ? score : -1e4f;
}

}  // namespace

Result<TagDecoder> TagDecoder::make(const std::vector<std::string>& labels) {
  TagDecoder decoder;
  decoder.count_ = static_cast<uint32_t>(labels.size());
  if (std::find(labels.begin(), labels.end(), "O") == labels.end())
    return Error{Error::kBadInput, "name labels have no 'O'"};
  for (const auto& label : labels) {
    uint32_t begin = kAny;
    if (starts_with(label, "I-")) {
      const auto found = std::find(labels.begin(), labels.end(), "B-" + label.substr(2));
      if (found == labels.end())
        return Error{Error::kBadInput, "name label '" + label + "' has no begin label"};
      begin = static_cast<uint32_t>(found - labels.begin());
    } else if (label != "O" && !starts_with(label, "B-")) {
      return Error{Error::kBadInput, "name label '" + label + "' is none of O, B-, I-"};
    }
    decoder.begin_of_.push_back(begin);
  }
  return decoder;
}

void TagDecoder::decode(const float* scores, uint32_t n, uint32_t* tags, Scratch& scratch) const {
  if (n == 0) return;
  scratch.best.resize(size_t{n} * count_);
  scratch.from.resize(size_t{n} * count_);
  for (uint32_t t = 0; t < n; ++t) {
    const float* before = t == 0 ? nullptr : scratch.best.data() + size_t{t - 1} * count_;
    uint32_t top = 0;
    if (before != nullptr)
      top = static_cast<uint32_t>(std::max_element(before, before + count_) - before);
    for (uint32_t k = 0; k < count_; ++k) {
      const size_t cell = size_t{t} * count_ + k;
      const float score = finite(scores[cell]);
      const uint32_t begin = begin_of_[k];
      if (before == nullptr) {
        scratch.best[cell] = begin == kAny ? score : kImpossible;
        scratch.from[cell] = k;
        continue;
      }
      const uint32_t from = begin == kAny ? top : (before[begin] > before[k] ? begin : k);
      scratch.best[cell] = before[from] <= kImpossible / 2 ? kImpossible : before[from] + score;
      scratch.from[cell] = from;
    }
  }
  const float* last = scratch.best.data() + size_t{n - 1} * count_;
  uint32_t tag = static_cast<uint32_t>(std::max_element(last, last + count_) - last);
  for (uint32_t t = n; t-- > 0;) {
    tags[t] = tag;
    tag = scratch.from[size_t{t} * count_ + tag];
  }
}

}  // namespace diurna
