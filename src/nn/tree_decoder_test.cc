#include "nn/tree_decoder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace diurna {
namespace {

bool is_tree(const std::vector<uint32_t>& heads) {
  int roots = 0;
  for (const uint32_t h : heads) roots += h == 0;
  if (roots != 1) return false;
  for (size_t d = 0; d < heads.size(); ++d) {
    size_t steps = 0;
    for (uint32_t up = static_cast<uint32_t>(d) + 1; up != 0; up = heads[up - 1])
      if (++steps > heads.size()) return false;
  }
  return true;
}

double total(const std::vector<float>& scores, const std::vector<uint32_t>& heads) {
  double sum = 0;
  for (size_t d = 0; d < heads.size(); ++d)
    sum += static_cast<double>(scores[d * (heads.size() + 1) + heads[d]]);
  return sum;
}

// The judge: looks at every assignment of heads.
double best_by_search(const std::vector<float>& scores, uint32_t n) {
  std::vector<uint32_t> heads(n, 0);
  double best = -std::numeric_limits<double>::infinity();
  for (;;) {
    bool own = false;
    for (uint32_t d = 0; d < n; ++d) own |= heads[d] == d + 1;
    if (!own && is_tree(heads)) best = std::max(best, total(scores, heads));
    uint32_t d = 0;
    while (d < n && ++heads[d] > n) heads[d++] = 0;
    if (d == n) return best;
  }
}

TEST(TreeDecoder, FindsTheBestTreeThatSearchFinds) {
  std::mt19937 random(7);
  TreeScratch scratch;
  for (int round = 0; round < 600; ++round) {
    const uint32_t n = 1 + static_cast<uint32_t>(round) % 5;
    std::uniform_int_distribution<int> draw(-6, 0);  // few values: many ties and cycles
    std::vector<float> scores(size_t{n} * (n + 1));
    for (auto& score : scores) score = static_cast<float>(draw(random));
    std::vector<uint32_t> heads(n);
    decode_tree(scores.data(), n, heads.data(), scratch);
    ASSERT_TRUE(is_tree(heads));
    EXPECT_NEAR(total(scores, heads), best_by_search(scores, n), 1e-4);
  }
}

TEST(TreeDecoder, LongSentencesOfRandomScoresGiveTrees) {
  std::mt19937 random(8);
  TreeScratch scratch;
  std::normal_distribution<float> draw(0, 5);
  for (const uint32_t n : {50u, 251u, 400u}) {
    std::vector<float> scores(size_t{n} * (n + 1));
    for (auto& score : scores) score = draw(random);
    std::vector<uint32_t> heads(n);
    decode_tree(scores.data(), n, heads.data(), scratch);
    EXPECT_TRUE(is_tree(heads));
  }
}

TEST(TreeDecoder, ScoresThatAreNoNumbersStillGiveATree) {
  TreeScratch scratch;
  for (const float bad : {std::nanf(""), std::numeric_limits<float>::infinity(),
                          -std::numeric_limits<float>::infinity()}) {
    const std::vector<float> scores(6 * 7, bad);
    std::vector<uint32_t> heads(6);
    decode_tree(scores.data(), 6, heads.data(), scratch);
    EXPECT_TRUE(is_tree(heads));
  }
}

}  // namespace
}  // namespace diurna
