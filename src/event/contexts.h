// What an event is about beyond its type: PLOVER's contexts, told by weighted words of sentence,
// paragraph and article.
#pragma once

#include <string>
#include <vector>

#include "diurna/article.h"
#include "event/word_lists.h"

namespace diurna {

class ContextModel {
 public:
  // Counts the words of every block once. Linear in tokens.
  ContextModel(const Article& article, const WordLists& words);

  // Contexts of an event in this sentence, strongest first, `own` (those of its frame) before all;
  // at most `most`.
  std::vector<std::string> find(SentenceId sentence, const std::vector<std::string>& own,
                                size_t most = 4) const;

 private:
  StringMap<float> weigh(TokenSpan tokens) const;

  const Article& article_;
  const WordLists& words_;
  std::vector<StringMap<float>> blocks_;
  StringMap<float> whole_;
};

}  // namespace diurna
