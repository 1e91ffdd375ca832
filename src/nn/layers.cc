#include "nn/layers.h"

#include <algorithm>

namespace diurna {

void QuantisedRows::set(const Kernels& kernels, const float* x, uint32_t rows, uint32_t columns) {
  width = padded(columns);
  grow(values, size_t{rows} * width);
  grow(scales, rows);
  for (uint32_t r = 0; r < rows; ++r)
    kernels.quantise(x + size_t{r} * columns, columns, width, values.data() + size_t{r} * width,
                     &scales[r]);
}

Linear::Linear(const I8Matrix& weights, std::span<const float> bias)
    : rows_(weights.rows),
      columns_(weights.columns),
      width_(padded(weights.columns)),
      weights_(size_t{weights.rows} * width_),
      scales_(weights.scales, weights.scales + weights.rows),
      bias_(bias.begin(), bias.end()) {
  for (uint32_t r = 0; r < rows_; ++r)
    std::copy_n(weights.values + size_t{r} * columns_, columns_,
                weights_.begin() + size_t{r} * width_);
}

Result<Linear> Linear::load(const ModelFile& file, const std::string& name, uint32_t rows,
                            uint32_t columns) {
  const auto weights = file.i8(name + ".w", rows, columns);
  if (!weights.ok()) return weights.error();
  const auto bias = file.f32(name + ".b", rows, 1);
  if (!bias.ok()) return bias.error();
  return Linear(weights.value(), bias.value().span());
}

void Linear::apply(const Kernels& kernels, const QuantisedRows& x, uint32_t tokens,
                   float* y) const {
  kernels.multiply(x.values.data(), x.scales.data(), tokens, weights_.data(), scales_.data(),
                   bias_.empty() ? nullptr : bias_.data(), rows_, width_, y, rows_);
}

Result<Encoder> Encoder::load(const ModelFile& file, const std::string& network, uint32_t inputs) {
  constexpr uint32_t kMaxLayers = 16, kMaxHidden = 2048;
  const auto layers = file.size(network + ".layers", kMaxLayers);
  if (!layers.ok()) return layers.error();
  const auto hidden = file.size(network + ".hidden", kMaxHidden);
  if (!hidden.ok()) return hidden.error();
  Encoder encoder;
  encoder.hidden_ = hidden.value();
  for (uint32_t l = 1; l <= layers.value(); ++l) {
    Layer layer;
    layer.inputs = l == 1 ? inputs : encoder.outputs();
    layer.projects_skip = layer.inputs != encoder.outputs();
    const uint32_t rows = (layer.projects_skip ? 4 : 3) * encoder.hidden_;
    for (const size_t side : {size_t{0}, size_t{1}}) {
      const std::string name = network + "." + std::to_string(l) + (side == 0 ? ".fwd." : ".bwd.");
      const auto w = file.i8(name + "w", rows, layer.inputs);
      if (!w.ok()) return w.error();
      const auto v = file.f32(name + "v", 2 * encoder.hidden_, 1);
      if (!v.ok()) return v.error();
      const auto b = file.f32(name + "b", 2 * encoder.hidden_, 1);
      if (!b.ok()) return b.error();
      std::span<const float> constant;
      if (file.has(name + "u0")) {
        const auto u0 = file.f32(name + "u0", rows, 1);
        if (!u0.ok()) return u0.error();
        constant = u0.value().span();
      }
      auto& direction = layer.directions[side];
      direction.product = Linear(w.value(), constant);
      direction.v.assign(v.value().span().begin(), v.value().span().end());
      direction.b.assign(b.value().span().begin(), b.value().span().end());
    }
    encoder.layers_.push_back(std::move(layer));
  }
  return encoder;
}

const float* Encoder::run(const Kernels& kernels, const float* x, std::span<const uint32_t> lengths,
                          Scratch& scratch) const {
  uint32_t tokens = 0;
  for (const uint32_t length : lengths) tokens += length;
  const size_t width = outputs();
  scratch.cell.resize(hidden_);
  size_t which = 0;
  for (const Layer& layer : layers_) {
    scratch.rows.set(kernels, x, tokens, layer.inputs);
    auto& out = scratch.layer[which];
    which = 1 - which;
    grow(out, tokens * width);
    for (const size_t side : {size_t{0}, size_t{1}}) {
      const Direction& direction = layer.directions[side];
      const size_t parts = direction.product.rows();
      grow(scratch.product, tokens * parts);
      direction.product.apply(kernels, scratch.rows, tokens, scratch.product.data());
      size_t begin = 0;
      for (const uint32_t length : lengths) {
        std::fill(scratch.cell.begin(), scratch.cell.end(), 0.0f);
        for (uint32_t step = 0; step < length; ++step) {
          const size_t t = begin + (side == 0 ? step : length - 1 - step);
          const float* u = scratch.product.data() + t * parts;
          const float* skip =
              layer.projects_skip ? u + 3 * size_t{hidden_} : x + t * width + side * hidden_;
          kernels.sru_step(u, direction.v.data(), direction.b.data(), skip, scratch.cell.data(),
                           out.data() + t * width + side * hidden_, hidden_);
        }
        begin += length;
      }
    }
    x = out.data();
  }
  return x;
}

}  // namespace diurna
