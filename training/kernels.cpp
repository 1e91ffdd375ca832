// Elementwise SRU recurrence (forward and backward) and the tree decoder, as a PyTorch extension.
//
// Sentences lie one after the other in a flat batch: row i of every matrix is
// token i, and offsets[s]..offsets[s+1] are the tokens of sentence s.
#include <torch/extension.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace {

inline float sigmoid(float x) { return 1.f / (1.f + std::exp(-x)); }
inline float hyperbolicTangent(float x) { return 2.f / (1.f + std::exp(-2.f * x)) - 1.f; }

// u [N, 2, k, H], skip [N, 2, H] (read only when k = 3), v and b [2, 2, H].
// Returns h, c, f, r, each [N, 2, H].
std::vector<torch::Tensor> sruForward(torch::Tensor u, torch::Tensor skip, torch::Tensor v, torch::Tensor b,
                                      torch::Tensor offsets) {
  const int64_t n = u.size(0), k = u.size(2), hidden = u.size(3);
  auto h = torch::empty({n, 2, hidden}), c = torch::empty({n, 2, hidden});
  auto f = torch::empty({n, 2, hidden}), r = torch::empty({n, 2, hidden});
  const float *up = u.data_ptr<float>(), *vp = v.data_ptr<float>(), *bp = b.data_ptr<float>();
  const float* sp = k == 3 ? skip.data_ptr<float>() : nullptr;
  float *hp = h.data_ptr<float>(), *cp = c.data_ptr<float>(), *fp = f.data_ptr<float>(), *rp = r.data_ptr<float>();
  const int64_t* op = offsets.data_ptr<int64_t>();
  const std::vector<float> zeros(hidden, 0.f);
  for (int64_t s = 0; s + 1 < offsets.size(0); ++s) {
    for (int64_t dir = 0; dir < 2; ++dir) {
      const float *vf = vp + dir * 2 * hidden, *vr = vf + hidden, *bf = bp + dir * 2 * hidden, *br = bf + hidden;
      const float* before = zeros.data();
      for (int64_t step = 0; step < op[s + 1] - op[s]; ++step) {
        const int64_t t = dir == 0 ? op[s] + step : op[s + 1] - 1 - step;
        const float *ux = up + (t * 2 + dir) * k * hidden, *uf = ux + hidden, *ur = uf + hidden;
        const int64_t at = (t * 2 + dir) * hidden;
        const float* sk = k == 4 ? ur + hidden : sp + at;
        float *hq = hp + at, *cq = cp + at, *fq = fp + at, *rq = rp + at;
#pragma GCC ivdep
        for (int64_t j = 0; j < hidden; ++j) {
          const float forget = sigmoid(uf[j] + vf[j] * before[j] + bf[j]);
          const float reset = sigmoid(ur[j] + vr[j] * before[j] + br[j]);
          const float cell = forget * before[j] + (1.f - forget) * ux[j];
          fq[j] = forget;
          rq[j] = reset;
          cq[j] = cell;
          hq[j] = reset * hyperbolicTangent(cell) + (1.f - reset) * sk[j];
        }
        before = cq;
      }
    }
  }
  return {h, c, f, r};
}

// Returns the gradients of u, skip, v and b.
std::vector<torch::Tensor> sruBackward(torch::Tensor grad, torch::Tensor u, torch::Tensor skip, torch::Tensor v,
                                       torch::Tensor c, torch::Tensor f, torch::Tensor r, torch::Tensor offsets) {
  const int64_t n = u.size(0), k = u.size(2), hidden = u.size(3);
  auto gu = torch::empty_like(u), gv = torch::zeros_like(v), gb = torch::zeros_like(v);
  auto gs = k == 3 ? torch::empty({n, 2, hidden}) : torch::empty({0});
  const float *gp = grad.data_ptr<float>(), *up = u.data_ptr<float>(), *vp = v.data_ptr<float>();
  const float* sp = k == 3 ? skip.data_ptr<float>() : nullptr;
  const float *cp = c.data_ptr<float>(), *fp = f.data_ptr<float>(), *rp = r.data_ptr<float>();
  float *gup = gu.data_ptr<float>(), *gvp = gv.data_ptr<float>(), *gbp = gb.data_ptr<float>();
  float* gsp = k == 3 ? gs.data_ptr<float>() : nullptr;
  const int64_t* op = offsets.data_ptr<int64_t>();
  const std::vector<float> zeros(hidden, 0.f);
  std::vector<float> carry(hidden);
  for (int64_t s = 0; s + 1 < offsets.size(0); ++s) {
    for (int64_t dir = 0; dir < 2; ++dir) {
      const float *vf = vp + dir * 2 * hidden, *vr = vf + hidden;
      float *gvf = gvp + dir * 2 * hidden, *gvr = gvf + hidden, *gbf = gbp + dir * 2 * hidden, *gbr = gbf + hidden;
      std::fill(carry.begin(), carry.end(), 0.f);
      const int64_t length = op[s + 1] - op[s];
      for (int64_t step = length - 1; step >= 0; --step) {
        const int64_t t = dir == 0 ? op[s] + step : op[s + 1] - 1 - step;
        const int64_t before = dir == 0 ? t - 1 : t + 1;
        const int64_t at = (t * 2 + dir) * hidden;
        const float* prev = step == 0 ? zeros.data() : cp + (before * 2 + dir) * hidden;
        const float* ux = up + (t * 2 + dir) * k * hidden;
        const float* sk = k == 4 ? ux + 3 * hidden : sp + at;
        float *gx = gup + (t * 2 + dir) * k * hidden, *gf = gx + hidden, *gr = gf + hidden;
        float* gk = k == 4 ? gr + hidden : gsp + at;
        const float *gq = gp + at, *cq = cp + at, *fq = fp + at, *rq = rp + at;
        float* gc = carry.data();
#pragma GCC ivdep
        for (int64_t j = 0; j < hidden; ++j) {
          const float tanhC = hyperbolicTangent(cq[j]);
          const float cell = gc[j] + gq[j] * rq[j] * (1.f - tanhC * tanhC);
          const float reset = gq[j] * (tanhC - sk[j]) * rq[j] * (1.f - rq[j]);
          const float forget = cell * (prev[j] - ux[j]) * fq[j] * (1.f - fq[j]);
          gk[j] = gq[j] * (1.f - rq[j]);
          gx[j] = cell * (1.f - fq[j]);
          gf[j] = forget;
          gr[j] = reset;
          gc[j] = cell * fq[j] + forget * vf[j] + reset * vr[j];
          gvf[j] += forget * prev[j];
          gvr[j] += reset * prev[j];
          gbf[j] += forget;
          gbr[j] += reset;
        }
      }
    }
  }
  return {gu, gs, gv, gb};
}

// Adam on the table rows that a batch touched; other rows, and their moments, stay as they are.
// grad [words, dim] is the gradient of the mean of the rows bags[starts[w]..starts[w + 1]).
void rowAdam(torch::Tensor table, torch::Tensor first, torch::Tensor second, torch::Tensor bags, torch::Tensor starts,
             torch::Tensor grad, double rate, double beta1, double beta2, double eps, int64_t step) {
  const int64_t dim = table.size(1), words = starts.size(0), entries = bags.size(0);
  float *tp = table.data_ptr<float>(), *mp = first.data_ptr<float>(), *vp = second.data_ptr<float>();
  const int64_t *bp = bags.data_ptr<int64_t>(), *sp = starts.data_ptr<int64_t>();
  const float* gp = grad.data_ptr<float>();
  static std::vector<int> slot;
  slot.resize(table.size(0), -1);
  std::vector<int64_t> rows;
  std::vector<float> sums;
  for (int64_t w = 0; w < words; ++w) {
    const int64_t end = w + 1 < words ? sp[w + 1] : entries;
    const float scale = 1.f / static_cast<float>(end - sp[w]);
    for (int64_t e = sp[w]; e < end; ++e) {
      if (slot[bp[e]] < 0) {
        slot[bp[e]] = static_cast<int>(rows.size());
        rows.push_back(bp[e]);
        sums.resize(sums.size() + dim, 0.f);
      }
      float* sum = &sums[static_cast<int64_t>(slot[bp[e]]) * dim];
      for (int64_t j = 0; j < dim; ++j) sum[j] += scale * gp[w * dim + j];
    }
  }
  const auto b1 = static_cast<float>(beta1), b2 = static_cast<float>(beta2), e = static_cast<float>(eps);
  const auto size = static_cast<float>(rate / (1.0 - std::pow(beta1, step)));
  const auto root = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(beta2, step)));
  for (std::size_t k = 0; k < rows.size(); ++k) {
    float *t = tp + rows[k] * dim, *m = mp + rows[k] * dim, *v = vp + rows[k] * dim;
    const float* g = &sums[k * dim];
    for (int64_t j = 0; j < dim; ++j) {
      m[j] = b1 * m[j] + (1.f - b1) * g[j];
      v[j] = b2 * v[j] + (1.f - b2) * g[j] * g[j];
      t[j] -= size * m[j] / (std::sqrt(v[j]) * root + e);
    }
    slot[rows[k]] = -1;
  }
}

// Chu-Liu/Edmonds on a dense score matrix; scores[d][h] is the score of head h for node d, node 0 is the root.
std::vector<int> chuLiuEdmonds(const std::vector<std::vector<double>>& scores) {
  const int n = static_cast<int>(scores.size());
  std::vector<int> best(n, -1);
  for (int d = 1; d < n; ++d)
    for (int h = 0; h < n; ++h)
      if (h != d && (best[d] < 0 || scores[d][h] > scores[d][best[d]])) best[d] = h;
  std::vector<int> mark(n, 0);
  std::vector<int> cycle;
  mark[0] = -1;
  for (int start = 1; start < n && cycle.empty(); ++start) {
    int node = start;
    while (mark[node] == 0) {
      mark[node] = start;
      node = best[node];
    }
    if (mark[node] == start && node != 0) {
      int at = node;
      do {
        cycle.push_back(at);
        at = best[at];
      } while (at != node);
    }
  }
  if (cycle.empty()) return best;
  std::vector<char> inside(n, 0);
  double weight = 0;
  for (int node : cycle) {
    inside[node] = 1;
    weight += scores[node][best[node]];
  }
  std::vector<int> nodes, place(n, -1);
  for (int i = 0; i < n; ++i)
    if (!inside[i]) {
      place[i] = static_cast<int>(nodes.size());
      nodes.push_back(i);
    }
  const int merged = static_cast<int>(nodes.size());
  const double least = -std::numeric_limits<double>::infinity();
  std::vector<std::vector<double>> smaller(merged + 1, std::vector<double>(merged + 1, least));
  std::vector<int> entry(merged, -1), leave(merged, -1);
  for (int i = 0; i < merged; ++i) {
    for (int j = 0; j < merged; ++j) smaller[i][j] = scores[nodes[i]][nodes[j]];
    for (int node : cycle) {
      if (nodes[i] != 0 && scores[nodes[i]][node] > smaller[i][merged]) {
        smaller[i][merged] = scores[nodes[i]][node];
        leave[i] = node;
      }
      const double through = scores[node][nodes[i]] + weight - scores[node][best[node]];
      if (through > smaller[merged][i]) {
        smaller[merged][i] = through;
        entry[i] = node;
      }
    }
  }
  const std::vector<int> part = chuLiuEdmonds(smaller);
  std::vector<int> heads = best;
  for (int i = 1; i < merged; ++i) heads[nodes[i]] = part[i] == merged ? leave[i] : nodes[part[i]];
  const int from = part[merged];
  heads[entry[from]] = nodes[from];
  return heads;
}

// scores [n, n + 1]: column 0 is the root. Returns 1-based heads, exactly one of them 0.
torch::Tensor decodeTree(torch::Tensor scores) {
  const int64_t n = scores.size(0);
  auto view = scores.accessor<float, 2>();
  std::vector<std::vector<double>> full(n + 1, std::vector<double>(n + 1, -1e9));
  for (int64_t d = 0; d < n; ++d)
    for (int64_t h = 0; h <= n; ++h) {
      // The penalty on root arcs leaves the fewest possible, that is one.
      if (h != d + 1) full[d + 1][h] = std::max<double>(view[d][h], -1e4) - (h == 0 ? 1e7 : 0.0);
    }
  const std::vector<int> heads = chuLiuEdmonds(full);
  auto result = torch::empty({n}, torch::kLong);
  for (int64_t d = 0; d < n; ++d) result[d] = heads[d + 1];
  return result;
}

}  // namespace

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("sru_forward", &sruForward);
  m.def("sru_backward", &sruBackward);
  m.def("row_adam", &rowAdam);
  m.def("decode_tree", &decodeTree);
}
