#include "nn/kernels_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

namespace diurna {
namespace {

constexpr uint32_t kShorts = 32;  // int16 in a vector
constexpr uint32_t kTileRows =
    4;  // 4 x 4 accumulators, 4 weight vectors and one activation of 32 registers
constexpr uint32_t kTileTokens = 4;

template <uint32_t R, uint32_t T>
void multiply_tile(const int16_t* x, const float* x_scale, const int8_t* w, const float* w_scale,
                   const float* bias, uint32_t width, float* y, size_t stride) {
  __m512i sum[R][T];
  for (uint32_t r = 0; r < R; ++r)
    for (uint32_t t = 0; t < T; ++t) sum[r][t] = _mm512_setzero_si512();
  for (uint32_t k = 0; k < width; k += kShorts) {
    __m512i weight[R];
    for (uint32_t r = 0; r < R; ++r)
      weight[r] = _mm512_cvtepi8_epi16(
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w + size_t{r} * width + k)));
    for (uint32_t t = 0; t < T; ++t) {
      const __m512i input = _mm512_loadu_si512(x + size_t{t} * width + k);
      for (uint32_t r = 0; r < R; ++r) sum[r][t] = _mm512_dpwssd_epi32(sum[r][t], weight[r], input);
    }
  }
  for (uint32_t t = 0; t < T; ++t) {
    for (uint32_t r = 0; r < R; ++r) {
      const float value =
          static_cast<float>(_mm512_reduce_add_epi32(sum[r][t])) * (x_scale[t] * w_scale[r]);
      y[t * stride + r] = bias != nullptr ? value + bias[r] : value;
    }
  }
}

template <uint32_t R>
void multiply_rows(const int16_t* x, const float* x_scale, uint32_t tokens, const int8_t* w,
                   const float* w_scale, const float* bias, uint32_t width, float* y,
                   size_t stride) {
  uint32_t t = 0;
  for (; t + kTileTokens <= tokens; t += kTileTokens)
    multiply_tile<R, kTileTokens>(x + size_t{t} * width, x_scale + t, w, w_scale, bias, width,
                                  y + t * stride, stride);
  for (; t < tokens; ++t)
    multiply_tile<R, 1>(x + size_t{t} * width, x_scale + t, w, w_scale, bias, width, y + t * stride,
                        stride);
}

void multiply(const int16_t* x, const float* x_scale, uint32_t tokens, const int8_t* w,
              const float* w_scale, const float* bias, uint32_t rows, uint32_t width, float* y,
              size_t stride) {
  constexpr uint32_t kBlock = 24;  // tokens that stay in the first-level cache
  for (uint32_t begin = 0; begin < tokens; begin += kBlock) {
    const uint32_t count = tokens - begin < kBlock ? tokens - begin : kBlock;
    const int16_t* xs = x + size_t{begin} * width;
    float* ys = y + begin * stride;
    uint32_t r = 0;
    for (; r + kTileRows <= rows; r += kTileRows)
      multiply_rows<kTileRows>(xs, x_scale + begin, count, w + size_t{r} * width, w_scale + r,
                               bias != nullptr ? bias + r : nullptr, width, ys + r, stride);
    for (; r < rows; ++r)
      multiply_rows<1>(xs, x_scale + begin, count, w + size_t{r} * width, w_scale + r,
                       bias != nullptr ? bias + r : nullptr, width, ys + r, stride);
  }
}

}  // namespace

const Kernels kAvx512Kernels = {"avx512",       avx2::quantise, multiply,
                                avx2::sru_step, avx2::dot,      avx2::add_row};

}  // namespace diurna

#endif
