// The tables that the files of single instruction sets define. Included by kernels*.cc only; these
// files use no templates of the standard library, so that no shared code is ever compiled for a CPU
// that may not be there.
#pragma once

#include "nn/kernels.h"

namespace diurna {

extern const Kernels kScalarKernels;
#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
extern const Kernels
    kAvx512Kernels;  // AVX-512 with VNNI; only its matrix product differs from AVX2
namespace avx2 {
void quantise(const float* x, uint32_t n, uint32_t width, int16_t* out, float* scale);
void sru_step(const float* u, const float* v, const float* b, const float* skip, float* c, float* h,
              uint32_t n);
float dot(const float* a, const float* b, uint32_t n);
void add_row(const int8_t* row, float scale, float* sum, uint32_t n);
}  // namespace avx2
#endif

}  // namespace diurna
