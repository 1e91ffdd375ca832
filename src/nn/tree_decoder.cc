#include "nn/tree_decoder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace diurna {
namespace {

constexpr double kVeryBad = -1e6;
constexpr uint32_t kNobody = std::numeric_limits<uint32_t>::max();

// Nodes 0..n are the root and the words; contracted cycles get the ids from n + 1 on. Row r of
// `score` belongs to the node whose representative word is r; a contracted node reuses the row of
// one of its words.
class Decoder {
 public:
  Decoder(uint32_t n, TreeScratch& scratch) : size_(n + 1), s_(scratch) {
    s_.score.resize(size_t{size_} * size_);
    s_.enter.resize(size_t{size_} * size_);
    const size_t nodes = 2 * size_t{size_};
    s_.leader.resize(size_);
    s_.parent.assign(nodes, kNobody);
    s_.node_of.resize(size_);
    s_.arc_source.assign(nodes, kNobody);
    s_.arc_target.assign(nodes, kNobody);
    s_.state.assign(nodes, kUnseen);
    s_.path.clear();
    for (uint32_t v = 0; v < size_; ++v) {
      s_.leader[v] = v;
      s_.node_of[v] = v;  // node id that row v now stands for
    }
  }

  void fill(const float* scores) {
    double lowest = 0, highest = 0;
    const uint32_t n = size_ - 1;
    for (uint32_t d = 0; d < n; ++d) {
      for (uint32_t h = 0; h <= n; ++h) {
        const float given = scores[size_t{d} * size_ + h];
        const double value = std::isfinite(given) ? std::max<double>(given, kVeryBad) : kVeryBad;
        at(d + 1, h) = value;
        s_.enter[index(d + 1, h)] = d + 1;
        if (h == d + 1) continue;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
      }
    }
    // A second arc out of the root costs more than anything that the other arcs could win, so the
    // best tree has one.
    const double price = (highest - lowest + 1) * size_;
    for (uint32_t d = 1; d < size_; ++d) at(d, 0) -= price;
  }

  void solve() {
    s_.state[0] = kDone;
    for (uint32_t start = 1; start < size_; ++start) {
      if (s_.state[s_.node_of[row_of(start)]] == kDone) continue;
      s_.path.clear();
      uint32_t row = row_of(start);
      for (;;) {
        const uint32_t node = s_.node_of[row];
        s_.state[node] = kOnPath;
        s_.path.push_back(row);
        const uint32_t source = best_source(row);
        s_.arc_source[node] = source;
        s_.arc_target[node] = s_.enter[index(row, source)];
        const uint32_t from = row_of(source);
        const uint32_t from_node = s_.node_of[from];
        if (s_.state[from_node] == kDone) break;
        row = s_.state[from_node] == kOnPath ? contract(from) : from;
      }
      for (const uint32_t r : s_.path) s_.state[s_.node_of[r]] = kDone;
    }
  }

  void expand(uint32_t* heads) {
    for (uint32_t node = count_; node-- > size_;) {
      const uint32_t target = s_.arc_target[node];
      uint32_t child = target;
      while (s_.parent[child] != node) child = s_.parent[child];
      s_.arc_source[child] = s_.arc_source[node];
      s_.arc_target[child] = target;
    }
    for (uint32_t d = 1; d < size_; ++d) heads[d - 1] = s_.arc_source[d];
  }

 private:
  enum State : uint32_t { kUnseen, kOnPath, kDone };

  size_t index(uint32_t row, uint32_t source) const { return size_t{row} * size_ + source; }
  double& at(uint32_t row, uint32_t source) { return s_.score[index(row, source)]; }

  uint32_t row_of(uint32_t word) {
    while (s_.leader[word] != word) {
      s_.leader[word] = s_.leader[s_.leader[word]];
      word = s_.leader[word];
    }
    return word;
  }

  uint32_t best_source(uint32_t row) {
    uint32_t best = kNobody;
    for (uint32_t v = 0; v < size_; ++v) {
      if (row_of(v) == row) continue;
      if (best == kNobody || at(row, v) > at(row, best)) best = v;
    }
    return best;
  }

  // Makes one node of the cycle that ends the path and starts at `first`; returns its row, taken
  // off the path.
  uint32_t contract(uint32_t first) {
    s_.cycle.clear();
    for (;;) {
      const uint32_t row = s_.path.back();
      s_.path.pop_back();
      s_.cycle.push_back(row);
      if (row == first) break;
    }
    const uint32_t node = count_++;
    for (const uint32_t row : s_.cycle) {
      const uint32_t member = s_.node_of[row];
      s_.parent[member] = node;
      const double own = at(row, s_.arc_source[member]);
      for (uint32_t v = 0; v < size_; ++v) at(row, v) -= own;
    }
    const uint32_t whole = s_.cycle.front();
    for (const uint32_t row : s_.cycle) {
      if (row == whole) continue;
      s_.leader[row] = whole;
      for (uint32_t v = 0; v < size_; ++v) {
        if (at(row, v) <= at(whole, v)) continue;
        at(whole, v) = at(row, v);
        s_.enter[index(whole, v)] = s_.enter[index(row, v)];
      }
    }
    s_.node_of[whole] = node;
    return whole;
  }

  uint32_t size_;
  uint32_t count_ = size_;
  TreeScratch& s_;
};

}  // namespace

void decode_tree(const float* scores, uint32_t n, uint32_t* heads, TreeScratch& scratch) {
  if (n == 0) return;
  Decoder decoder(n, scratch);
  decoder.fill(scores);
  decoder.solve();
  decoder.expand(heads);
}

}  // namespace diurna
