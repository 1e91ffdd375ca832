// Structured skip-gram with hashed n-grams: trains the exact table of docs/model-format.md.
//
// Usage: embed CORPUS VOCAB_OUT TABLE_OUT VOCAB_ROWS NGRAM_ROWS NGRAM_MIN NGRAM_MAX DIM EPOCHS
// CORPUS holds one sentence a line, normal forms separated by spaces. A word's
// vector is the mean of its vocabulary row and its n-gram rows; each of the four
// neighbour positions has its own output table.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

std::vector<std::string> codePoints(const std::string& text) {
  std::vector<std::string> result;
  for (unsigned char c : text) {
    if ((c & 0xC0) == 0x80 && !result.empty())
      result.back().push_back(static_cast<char>(c));
    else
      result.emplace_back(1, static_cast<char>(c));
  }
  return result;
}

std::vector<int> ngramRows(const std::string& word, int shortest, int longest, int rows) {
  std::vector<std::string> points = codePoints(word);
  if (points.size() > 40) points.erase(points.begin() + 20, points.end() - 20);
  points.insert(points.begin(), "<");
  points.emplace_back(">");
  const int count = static_cast<int>(points.size());
  std::vector<int> result;
  for (int start = 0; start < count; ++start) {
    std::uint32_t hash = 2166136261u;
    for (int end = start; end < std::min(start + longest, count); ++end) {
      for (unsigned char c : points[end]) hash = (hash ^ c) * 16777619u;
      if (end - start + 1 >= shortest) result.push_back(static_cast<int>(hash % static_cast<std::uint32_t>(rows)));
    }
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 10) return 2;
  const int vocabRows = std::atoi(argv[4]), ngrams = std::atoi(argv[5]), shortest = std::atoi(argv[6]),
            longest = std::atoi(argv[7]), dim = std::atoi(argv[8]), epochs = std::atoi(argv[9]);
  constexpr int kPositions[4] = {-2, -1, 1, 2};
  constexpr int kNegative = 5;

  std::unordered_map<std::string, int> ids;
  std::vector<std::string> types;
  std::vector<std::int64_t> counts;
  std::vector<std::vector<int>> sentences;
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::vector<int> sentence;
    for (std::string w; words >> w;) {
      auto [it, fresh] = ids.try_emplace(w, static_cast<int>(types.size()));
      if (fresh) {
        types.push_back(w);
        counts.push_back(0);
      }
      ++counts[it->second];
      sentence.push_back(it->second);
    }
    sentences.push_back(std::move(sentence));
  }
  std::vector<int> order(types.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : types[a] < types[b];
  });
  const int rows = std::min<int>(vocabRows, static_cast<int>(order.size()));
  std::vector<int> rowOf(types.size(), -1);
  std::ofstream vocab(argv[2]);
  for (int i = 0; i < rows; ++i) {
    rowOf[order[i]] = i;
    vocab << types[order[i]] << '\n';
  }
  std::vector<std::vector<int>> inputs(types.size());
  std::int64_t total = 0;
  for (std::size_t i = 0; i < types.size(); ++i) {
    inputs[i] = ngramRows(types[i], shortest, longest, ngrams);
    for (int& r : inputs[i]) r += rows;
    if (rowOf[i] >= 0) inputs[i].push_back(rowOf[i]);
    total += counts[i];
  }
  std::cerr << total << " words, " << types.size() << " types, least count "
            << counts[order[rows - 1]] << '\n';

  std::mt19937 random(7);
  std::vector<float> table(static_cast<std::size_t>(rows + ngrams) * dim), out(4ull * rows * dim, 0.f);
  std::uniform_real_distribution<float> start(-1.f / dim, 1.f / dim), unit(0.f, 1.f);
  for (float& x : table) x = start(random);
  std::vector<int> noise(1 << 22);
  {
    double sum = 0, passed = 0;
    for (int i = 0; i < rows; ++i) sum += std::pow(counts[order[i]], 0.75);
    int row = 0;
    for (std::size_t i = 0; i < noise.size(); ++i) {
      while (row + 1 < rows && (passed + std::pow(counts[order[row]], 0.75)) / sum < (i + 0.5) / noise.size())
        passed += std::pow(counts[order[row++]], 0.75);
      noise[i] = row;
    }
  }
  std::vector<float> hidden(dim), gradient(dim);
  std::vector<int> index(sentences.size());
  for (std::size_t i = 0; i < index.size(); ++i) index[i] = static_cast<int>(i);
  std::int64_t done = 0;
  double loss = 0;
  std::int64_t terms = 0;
  const auto all = static_cast<double>(total) * epochs;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    std::shuffle(index.begin(), index.end(), random);
    for (int s : index) {
      const auto& sentence = sentences[s];
      const int length = static_cast<int>(sentence.size());
      const float rate = 0.05f * static_cast<float>(std::max(0.02, 1.0 - done / all));
      done += length;
      for (int i = 0; i < length; ++i) {
        const int type = sentence[i];
        const double share = static_cast<double>(counts[type]) / total;
        if (share > 1e-3 && unit(random) > std::sqrt(1e-3 / share)) continue;
        const auto& bag = inputs[type];
        std::fill(hidden.begin(), hidden.end(), 0.f);
        std::fill(gradient.begin(), gradient.end(), 0.f);
        for (int r : bag) {
          const float* x = &table[static_cast<std::size_t>(r) * dim];
          for (int k = 0; k < dim; ++k) hidden[k] += x[k];
        }
        const float scale = 1.f / static_cast<float>(bag.size());
        for (float& h : hidden) h *= scale;
        for (int p = 0; p < 4; ++p) {
          const int j = i + kPositions[p];
          if (j < 0 || j >= length || rowOf[sentence[j]] < 0) continue;
          for (int n = 0; n <= kNegative; ++n) {
            const int target = n == 0 ? rowOf[sentence[j]] : noise[random() & (noise.size() - 1)];
            if (n > 0 && target == rowOf[sentence[j]]) continue;
            float* o = &out[(static_cast<std::size_t>(p) * rows + target) * dim];
            float dot = 0;
            for (int k = 0; k < dim; ++k) dot += hidden[k] * o[k];
            const float sigma = 1.f / (1.f + std::exp(-std::clamp(dot, -15.f, 15.f)));
            const float g = ((n == 0 ? 1.f : 0.f) - sigma) * rate;
            loss -= std::log(std::max(1e-6f, n == 0 ? sigma : 1.f - sigma));
            ++terms;
            for (int k = 0; k < dim; ++k) {
              gradient[k] += g * o[k];
              o[k] += g * hidden[k];
            }
          }
        }
        for (int r : bag) {
          float* x = &table[static_cast<std::size_t>(r) * dim];
          for (int k = 0; k < dim; ++k) x[k] += gradient[k];
        }
      }
    }
    std::cerr << "epoch " << epoch + 1 << " loss " << loss / terms << std::endl;
    loss = 0;
    terms = 0;
  }
  std::ofstream(argv[3], std::ios::binary)
      .write(reinterpret_cast<const char*>(table.data()), static_cast<std::streamsize>(table.size() * sizeof(float)));
  return 0;
}
