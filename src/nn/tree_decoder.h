// The best dependency tree over all pairs of words.
#pragma once

#include <cstdint>
#include <vector>

namespace diurna {

// Scratch of decode_tree, reused between sentences.
struct TreeScratch {
  std::vector<double> score;
  std::vector<uint32_t> enter, leader, parent, node_of, arc_source, arc_target, state, path, cycle;
};

// Finds the highest-scoring tree with exactly one child of the artificial root (Chu and Liu 1965,
// Edmonds 1967, in the dense form of Tarjan 1977: O(n^2) time and memory).
//   scores [n, n + 1]: scores[d * (n + 1) + h] is that of head h for word d; h = 0 is the root, h =
//   k + 1 is word k heads [n], out: 0 for the root, k + 1 for word k
// Scores that are not finite count as very bad. A word's own column is not looked at.
void decode_tree(const float* scores, uint32_t n, uint32_t* heads, TreeScratch& scratch);

}  // namespace diurna
