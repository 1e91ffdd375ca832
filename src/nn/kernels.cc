#include "nn/kernels.h"

#include <cmath>

#include "nn/kernels_internal.h"

namespace diurna {
namespace {

float sigmoid(float x) {
  return 1.0f / (1.0f + std::exp(-x));
}

void quantise(const float* x, uint32_t n, uint32_t width, int16_t* out, float* scale) {
  float largest = 0;
  for (uint32_t i = 0; i < n; ++i) {
    const float size = std::fabs(x[i]);
    if (size > largest) largest = size;
  }
  *scale = largest / 127.0f;
  const float factor = largest > 0 ? 127.0f / largest : 0.0f;
  for (uint32_t i = 0; i < n; ++i) {
    const float value = std::nearbyint(x[i] * factor);
    out[i] = value >= -127.0f && value <= 127.0f ? static_cast<int16_t>(value) : int16_t{0};
  }
  for (uint32_t i = n; i < width; ++i) out[i] = 0;
}

void multiply(const int16_t* x, const float* x_scale, uint32_t tokens, const int8_t* w,
              const float* w_scale, const float* bias, uint32_t rows, uint32_t width, float* y,
              size_t stride) {
  for (uint32_t t = 0; t < tokens; ++t) {
    for (uint32_t r = 0; r < rows; ++r) {
      const int16_t* a = x + size_t{t} * width;
      const int8_t* b = w + size_t{r} * width;
      int32_t sum = 0;
      for (uint32_t k = 0; k < width; ++k) sum += int32_t{a[k]} * int32_t{b[k]};
      const float value = static_cast<float>(sum) * (x_scale[t] * w_scale[r]);
      y[t * stride + r] = bias != nullptr ? value + bias[r] : value;
    }
  }
}

void sru_step(const float* u, const float* v, const float* b, const float* skip, float* c, float* h,
              uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) {
    const float forget = sigmoid(u[n + i] + v[i] * c[i] + b[i]);
    const float reset = sigmoid(u[2 * n + i] + v[n + i] * c[i] + b[n + i]);
    c[i] = forget * c[i] + (1.0f - forget) * u[i];
    h[i] = reset * std::tanh(c[i]) + (1.0f - reset) * skip[i];
  }
}

float dot(const float* a, const float* b, uint32_t n) {
  float sum = 0;
  for (uint32_t i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

void add_row(const int8_t* row, float scale, float* sum, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) sum[i] += scale * static_cast<float>(row[i]);
}

}  // namespace

const Kernels kScalarKernels = {"scalar", quantise, multiply, sru_step, dot, add_row};

std::vector<const Kernels*> available_kernels() {
  std::vector<const Kernels*> found = {&kScalarKernels};
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    found.push_back(&kAvx2Kernels);
  if (found.size() == 2 && __builtin_cpu_supports("avx512f") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vnni"))
    found.push_back(&kAvx512Kernels);
#endif
  return found;
}

const Kernels* best_kernels() {
  return available_kernels().back();
}

const Kernels* find_kernels(std::string_view name) {
  for (const Kernels* kernels : available_kernels())
    if (kernels->name == name) return kernels;
  return nullptr;
}

}  // namespace diurna
