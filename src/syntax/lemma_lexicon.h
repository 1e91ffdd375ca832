// The pairs (form, part of speech) whose lemma is known, as the model file lists them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "diurna/article.h"

namespace diurna {

class LemmaLexicon {
 public:
  LemmaLexicon() = default;
  // `lines`: "form<TAB>UPOS<TAB>lemma", as they lie in the mapped file; other lines are passed
  // over, and of several lemmas with a bar between them the first counts.
  explicit LemmaLexicon(std::string_view lines);

  // The lemma; empty when the pair is not known. O(1).
  std::string_view find(std::string_view form, Upos upos) const;
  // Whether some form of that part of speech has this lemma. O(1).
  bool is_lemma(std::string_view lemma, Upos upos) const;
  bool has(std::string_view form, Upos upos) const { return !find(form, upos).empty(); }
  size_t size() const { return size_; }

 private:
  struct Line {
    uint32_t begin = kFree;  // of `lines_`
    uint16_t form_size = 0;
    uint16_t lemma_size = 0;
    Upos upos = Upos::X;
  };
  static constexpr uint32_t kFree = 0xFFFFFFFFu;
  size_t slot_of(std::string_view form, Upos upos) const;

  std::string_view lines_;
  std::vector<std::string_view>
      lemmas_;  // open addressing; each with the name of its part of speech in front: "VERB<TAB>go"
  std::vector<Line> table_;  // open addressing, a power of two
  size_t size_ = 0;
};

}  // namespace diurna
