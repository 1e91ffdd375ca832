#include "event/contexts.h"

#include <algorithm>

namespace diurna {
namespace {

// A context is given when its words weigh this much: a sentence counts whole, its paragraph half,
// the article's share a quarter.
constexpr float kThreshold = 3;
constexpr float kBlockShare = 0.5F;
constexpr float kArticleShare = 0.25F;
constexpr float kWordCap = 6;  // a word repeated all over says no more than a few

}  // namespace

ContextModel::ContextModel(const Article& article, const WordLists& words)
    : article_(article), words_(words) {
  blocks_.resize(article.blocks.size());
  for (const auto& sentence : article.sentences) {
    for (const auto& [context, weight] : weigh(sentence.tokens)) {
      whole_[context] += weight;
      if (sentence.block < blocks_.size()) blocks_[sentence.block][context] += weight;
    }
  }
}

StringMap<float> ContextModel::weigh(TokenSpan tokens) const {
  StringMap<float> weights;
  for (TokenId t = tokens.begin; t < tokens.end; ++t) {
    const auto* found = words_.contexts(article_.lemma(t));
    for (const StringId part : {article_.tokens.first_part[t], article_.tokens.last_part[t]})
      if (found == nullptr && part != kEmptyString) found = words_.contexts(article_.str(part));
    if (found == nullptr) continue;
    for (const auto& entry : *found) weights[entry.context] += entry.weight;
  }
  return weights;
}

std::vector<std::string> ContextModel::find(SentenceId sentence,
                                            const std::vector<std::string>& own,
                                            size_t most) const {
  StringMap<float> score = weigh(article_.sentences[sentence].tokens);
  const BlockId block = article_.sentences[sentence].block;
  if (block < blocks_.size())
    for (const auto& [context, weight] : blocks_[block])
      score[context] += kBlockShare * std::min(weight, kWordCap);
  for (const auto& [context, weight] : whole_)
    score[context] += kArticleShare * std::min(weight, kWordCap);
  std::vector<std::pair<float, std::string>> ranked;
  for (const auto& [context, weight] : score)
    if (weight >= kThreshold) ranked.emplace_back(-weight, context);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> found = own;
  for (const auto& [weight, context] : ranked)
    if (found.size() < most && std::find(found.begin(), found.end(), context) == found.end())
      found.push_back(context);
  return found;
}

}  // namespace diurna
