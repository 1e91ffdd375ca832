#include "nn/kernels_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

namespace diurna {
namespace {

constexpr uint32_t kFloats = 8;   // floats in a vector
constexpr uint32_t kShorts = 16;  // int16 in a vector
// 4 x 2 accumulators: more would fit the 16 registers, but GCC 12 then spills them and needs twice
// the time.
constexpr uint32_t kTileRows = 4;
constexpr uint32_t kTileTokens = 2;

float horizontal_sum(__m256 v) {
  __m128 sum = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
  sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
  sum = _mm_add_ss(sum, _mm_movehdup_ps(sum));
  return _mm_cvtss_f32(sum);
}

int32_t horizontal_sum(__m256i v) {
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4E));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xB1));
  return _mm_cvtsi128_si32(sum);
}

// exp(x) by halving the argument to |r| <= ln(2)/2 and a polynomial of degree six (relative error
// below 2e-7).
__m256 exponential(__m256 x) {
  x = _mm256_min_ps(_mm256_max_ps(x, _mm256_set1_ps(-87.0f)), _mm256_set1_ps(87.0f));
  const __m256 n = _mm256_round_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.44269504f)),
                                   _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m256 r = _mm256_fnmadd_ps(n, _mm256_set1_ps(0.693359375f), x);
  r = _mm256_fnmadd_ps(n, _mm256_set1_ps(-2.12194440e-4f), r);
  __m256 p = _mm256_set1_ps(1.0f / 720.0f);
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 120.0f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 24.0f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 6.0f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(0.5f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f));
  const __m256i power =
      _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127)), 23);
  return _mm256_mul_ps(p, _mm256_castsi256_ps(power));
}

__m256 sigmoid(__m256 x) {
  const __m256 one = _mm256_set1_ps(1.0f);
  return _mm256_div_ps(one, _mm256_add_ps(one, exponential(_mm256_sub_ps(_mm256_setzero_ps(), x))));
}

__m256 tanh_of(__m256 x) {
  return _mm256_fmsub_ps(_mm256_set1_ps(2.0f), sigmoid(_mm256_add_ps(x, x)), _mm256_set1_ps(1.0f));
}

}  // namespace

void avx2::quantise(const float* x, uint32_t n, uint32_t width, int16_t* out, float* scale) {
  const __m256 no_sign = _mm256_castsi256_ps(_mm256_set1_epi32(0x7FFFFFFF));
  __m256 largest8 = _mm256_setzero_ps();
  uint32_t i = 0;
  for (; i + kFloats <= n; i += kFloats)
    largest8 = _mm256_max_ps(_mm256_and_ps(no_sign, _mm256_loadu_ps(x + i)), largest8);
  __m128 half = _mm_max_ps(_mm256_castps256_ps128(largest8), _mm256_extractf128_ps(largest8, 1));
  half = _mm_max_ps(half, _mm_movehl_ps(half, half));
  half = _mm_max_ss(half, _mm_movehdup_ps(half));
  float largest = _mm_cvtss_f32(half);
  for (; i < n; ++i) {
    const float size = x[i] < 0 ? -x[i] : x[i];
    if (size > largest) largest = size;
  }
  *scale = largest / 127.0f;
  const float factor = largest > 0 ? 127.0f / largest : 0.0f;
  const __m256 factor8 = _mm256_set1_ps(factor);
  for (i = 0; i + kFloats <= n; i += kFloats) {
    const __m256i rounded = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + i), factor8));
    const __m128i packed =
        _mm_packs_epi32(_mm256_castsi256_si128(rounded), _mm256_extracti128_si256(rounded, 1));
    const __m128i bounded =
        _mm_min_epi16(_mm_max_epi16(packed, _mm_set1_epi16(-127)), _mm_set1_epi16(127));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), bounded);
  }
  for (; i < n; ++i) {
    const int32_t value = _mm_cvtss_si32(_mm_set_ss(x[i] * factor));
    out[i] = value >= -127 && value <= 127 ? static_cast<int16_t>(value) : int16_t{0};
  }
  for (; i < width; ++i) out[i] = 0;
}

namespace {

// Four sums over vectors of eight, one a lane of the result.
__m128i four_sums(__m256i a, __m256i b, __m256i c, __m256i d) {
  const __m256i ab = _mm256_add_epi32(_mm256_unpacklo_epi32(a, b), _mm256_unpackhi_epi32(a, b));
  const __m256i cd = _mm256_add_epi32(_mm256_unpacklo_epi32(c, d), _mm256_unpackhi_epi32(c, d));
  const __m256i abcd =
      _mm256_add_epi32(_mm256_unpacklo_epi64(ab, cd), _mm256_unpackhi_epi64(ab, cd));
  return _mm_add_epi32(_mm256_castsi256_si128(abcd), _mm256_extracti128_si256(abcd, 1));
}

// A tile of R weight rows (4 or 1) and T tokens: each weight vector is widened once and used for T
// tokens.
template <uint32_t R, uint32_t T>
void multiply_tile(const int16_t* x, const float* x_scale, const int8_t* w, const float* w_scale,
                   const float* bias, uint32_t width, float* y, size_t stride) {
  __m256i sum[R][T];
  for (uint32_t r = 0; r < R; ++r)
    for (uint32_t t = 0; t < T; ++t) sum[r][t] = _mm256_setzero_si256();
  for (uint32_t k = 0; k < width; k += kShorts) {
    __m256i input[T];
    for (uint32_t t = 0; t < T; ++t)
      input[t] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(x + size_t{t} * width + k));
    for (uint32_t r = 0; r < R; ++r) {
      const __m256i weight = _mm256_cvtepi8_epi16(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(w + size_t{r} * width + k)));
      for (uint32_t t = 0; t < T; ++t)
        sum[r][t] = _mm256_add_epi32(sum[r][t], _mm256_madd_epi16(weight, input[t]));
    }
  }
  for (uint32_t t = 0; t < T; ++t) {
    if constexpr (R == 4) {
      const __m128 total = _mm_cvtepi32_ps(four_sums(sum[0][t], sum[1][t], sum[2][t], sum[3][t]));
      const __m128 scale = _mm_mul_ps(_mm_set1_ps(x_scale[t]), _mm_loadu_ps(w_scale));
      const __m128 value = _mm_mul_ps(total, scale);
      _mm_storeu_ps(y + t * stride,
                    bias != nullptr ? _mm_add_ps(value, _mm_loadu_ps(bias)) : value);
    } else {
      for (uint32_t r = 0; r < R; ++r) {
        const float value =
            static_cast<float>(horizontal_sum(sum[r][t])) * (x_scale[t] * w_scale[r]);
        y[t * stride + r] = bias != nullptr ? value + bias[r] : value;
      }
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
  if (t < tokens)
    multiply_tile<R, 1>(x + size_t{t} * width, x_scale + t, w, w_scale, bias, width, y + t * stride,
                        stride);
}

void multiply(const int16_t* x, const float* x_scale, uint32_t tokens, const int8_t* w,
              const float* w_scale, const float* bias, uint32_t rows, uint32_t width, float* y,
              size_t stride) {
  // Blocks of tokens stay in the first-level cache while all rows of the matrix pass by.
  constexpr uint32_t kBlock = 24;
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

void avx2::sru_step(const float* u, const float* v, const float* b, const float* skip, float* c,
                    float* h, uint32_t n) {
  const __m256 one = _mm256_set1_ps(1.0f);
  uint32_t i = 0;
  for (; i + kFloats <= n; i += kFloats) {
    const __m256 before = _mm256_loadu_ps(c + i);
    const __m256 forget = sigmoid(
        _mm256_add_ps(_mm256_fmadd_ps(_mm256_loadu_ps(v + i), before, _mm256_loadu_ps(u + n + i)),
                      _mm256_loadu_ps(b + i)));
    const __m256 reset = sigmoid(_mm256_add_ps(
        _mm256_fmadd_ps(_mm256_loadu_ps(v + n + i), before, _mm256_loadu_ps(u + 2 * n + i)),
        _mm256_loadu_ps(b + n + i)));
    const __m256 cell = _mm256_fmadd_ps(
        forget, before, _mm256_mul_ps(_mm256_sub_ps(one, forget), _mm256_loadu_ps(u + i)));
    _mm256_storeu_ps(c + i, cell);
    _mm256_storeu_ps(h + i, _mm256_fmadd_ps(reset, tanh_of(cell),
                                            _mm256_mul_ps(_mm256_sub_ps(one, reset),
                                                          _mm256_loadu_ps(skip + i))));
  }
  if (i == n) return;
  // The last, incomplete vector goes through a buffer.
  const uint32_t rest = n - i;
  float part[7][kFloats] = {};
  for (uint32_t j = 0; j < rest; ++j) {
    part[0][j] = c[i + j];
    part[1][j] = u[n + i + j] + v[i + j] * c[i + j] + b[i + j];
    part[2][j] = u[2 * n + i + j] + v[n + i + j] * c[i + j] + b[n + i + j];
  }
  _mm256_storeu_ps(part[3], sigmoid(_mm256_loadu_ps(part[1])));
  _mm256_storeu_ps(part[4], sigmoid(_mm256_loadu_ps(part[2])));
  for (uint32_t j = 0; j < rest; ++j)
    part[5][j] = part[3][j] * part[0][j] + (1.0f - part[3][j]) * u[i + j];
  _mm256_storeu_ps(part[6], tanh_of(_mm256_loadu_ps(part[5])));
  for (uint32_t j = 0; j < rest; ++j) {
    c[i + j] = part[5][j];
    h[i + j] = part[4][j] * part[6][j] + (1.0f - part[4][j]) * skip[i + j];
  }
}

float avx2::dot(const float* a, const float* b, uint32_t n) {
  __m256 sum0 = _mm256_setzero_ps();
  __m256 sum1 = _mm256_setzero_ps();
  uint32_t i = 0;
  for (; i + 2 * kFloats <= n; i += 2 * kFloats) {
    sum0 = _mm256_fmadd_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i), sum0);
    sum1 =
        _mm256_fmadd_ps(_mm256_loadu_ps(a + i + kFloats), _mm256_loadu_ps(b + i + kFloats), sum1);
  }
  float sum = horizontal_sum(_mm256_add_ps(sum0, sum1));
  for (; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

void avx2::add_row(const int8_t* row, float scale, float* sum, uint32_t n) {
  const __m256 factor = _mm256_set1_ps(scale);
  uint32_t i = 0;
  for (; i + kFloats <= n; i += kFloats) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(row + i));
    const __m256 values = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
    _mm256_storeu_ps(sum + i, _mm256_fmadd_ps(values, factor, _mm256_loadu_ps(sum + i)));
  }
  for (; i < n; ++i) sum[i] += scale * static_cast<float>(row[i]);
}

const Kernels kAvx2Kernels = {"avx2",         avx2::quantise, multiply,
                              avx2::sru_step, avx2::dot,      avx2::add_row};

}  // namespace diurna

#endif
