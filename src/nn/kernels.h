// The numeric loops of the networks, in one version an instruction set.
//
//   const Kernels& kernels = *best_kernels();            // or find_kernels("scalar") in a test
//   kernels.quantise(row, n, padded, quantised, &scale);
//
// Every version gives the same integer products; floats agree with the scalar version within 1e-5
// of their size. Threads: all functions are pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace diurna {

// Rows of packed weights and of quantised activations are padded with zeros to a multiple of this.
inline constexpr uint32_t kRowPadding = 32;
inline constexpr uint32_t padded(uint32_t n) {
  return (n + kRowPadding - 1) / kRowPadding * kRowPadding;
}

struct Kernels {
  std::string_view name;

  // Quantises one row to int8 range by its own largest absolute value (scale = max / 127, round
  // half to even).
  //   x [n]; out [width] int16, zero behind n; *scale, out
  void (*quantise)(const float* x, uint32_t n, uint32_t width, int16_t* out, float* scale);

  // y[t * stride + r] = x_scale[t] * w_scale[r] * sum_k x[t, k] * w[r, k] + bias[r]
  //   x [tokens, width] int16 in -127..127; w [rows, width] int8; width a multiple of kRowPadding;
  //   bias may be null
  void (*multiply)(const int16_t* x, const float* x_scale, uint32_t tokens, const int8_t* w,
                   const float* w_scale, const float* bias, uint32_t rows, uint32_t width, float* y,
                   size_t stride);

  // One time step of a simple recurrent unit (Lei et al. 2018), in place over the cell state.
  //   u [3 * n]: candidate, forget and reset parts of the input's product; v, b [2 * n]; skip, c, h
  //   [n]
  void (*sru_step)(const float* u, const float* v, const float* b, const float* skip, float* c,
                   float* h, uint32_t n);

  // sum of a[i] * b[i]
  float (*dot)(const float* a, const float* b, uint32_t n);

  // sum[i] += scale * row[i]
  void (*add_row)(const int8_t* row, float scale, float* sum, uint32_t n);
};

// The versions that this CPU runs, the slowest ("scalar") first.
std::vector<const Kernels*> available_kernels();
const Kernels* best_kernels();
// nullptr when there is no such version or this CPU lacks it. Names: scalar, avx2, avx512.
const Kernels* find_kernels(std::string_view name);

}  // namespace diurna
