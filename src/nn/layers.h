// The layers that the networks are made of. All products are int8 with float scales
// (docs/model-format.md).
//
// Threads: layers are immutable after load; every call gets its own scratch.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "diurna/result.h"
#include "nn/kernels.h"
#include "nn/model_file.h"

namespace diurna {

// Makes room for n values and never takes room away, so that buffers of a worker are filled with
// zeros only once.
template <class Value>
void grow(std::vector<Value>& values, size_t n) {
  if (values.size() < n) values.resize(n);
}

// Rows of activations in the integer form that products take.
struct QuantisedRows {
  std::vector<int16_t> values;  // [rows, width]
  std::vector<float> scales;    // [rows]
  uint32_t width = 0;
  // x [rows, columns], row-major
  void set(const Kernels& kernels, const float* x, uint32_t rows, uint32_t columns);
};

// y = W x + b with W in int8, packed with rows padded to the width that the kernels ask for.
class Linear {
 public:
  Linear() = default;
  // `bias` [rows] may be empty.
  Linear(const I8Matrix& weights, std::span<const float> bias);
  // Reads `name`.w and `name`.b. Errors: kBadInput (absent, or another shape).
  static Result<Linear> load(const ModelFile& file, const std::string& name, uint32_t rows,
                             uint32_t columns);

  uint32_t rows() const { return rows_; }
  uint32_t columns() const { return columns_; }
  // y [tokens, rows], row-major
  void apply(const Kernels& kernels, const QuantisedRows& x, uint32_t tokens, float* y) const;

 private:
  uint32_t rows_ = 0;
  uint32_t columns_ = 0;
  uint32_t width_ = 0;
  std::vector<int8_t> weights_;
  std::vector<float> scales_;
  std::vector<float> bias_;
};

// Stacked bidirectional simple recurrent units (Lei et al. 2018).
class Encoder {
 public:
  struct Scratch {
    QuantisedRows rows;
    std::vector<float> product, cell, layer[2];
  };

  // Reads the tensors `network`.<layer>.<fwd|bwd>.*. Errors: kBadInput.
  static Result<Encoder> load(const ModelFile& file, const std::string& network, uint32_t inputs);

  uint32_t outputs() const { return 2 * hidden_; }
  // Runs over sequences that stand one behind the other; products are made for all of them
  // together.
  //   x [sum of lengths, inputs]; the result [sum of lengths, outputs()] lies in the scratch
  const float* run(const Kernels& kernels, const float* x, std::span<const uint32_t> lengths,
                   Scratch& scratch) const;

 private:
  struct Direction {
    Linear product;
    std::vector<float> v, b;  // [2 * hidden]
  };
  struct Layer {
    Direction directions[2];  // forward, backward
    bool projects_skip = false;
    uint32_t inputs = 0;
  };
  uint32_t hidden_ = 0;
  std::vector<Layer> layers_;
};

}  // namespace diurna
