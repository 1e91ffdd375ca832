#include "nn/kernels.h"

#include <gtest/gtest.h>

#include <random>

#include "nn/layers.h"

namespace diurna {
namespace {

std::vector<float> random_floats(size_t n, float spread, uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> draw(-spread, spread);
  std::vector<float> values(n);
  for (float& value : values) value = draw(random);
  return values;
}

const Kernels& scalar() {
  return *find_kernels("scalar");
}

TEST(Kernels, ScalarIsAlwaysThereAndUnknownNamesAreNot) {
  EXPECT_NE(find_kernels("scalar"), nullptr);
  EXPECT_EQ(find_kernels("abacus"), nullptr);
}

TEST(Kernels, QuantisingRoundsHalfToEvenAndFillsThePadding) {
  const std::vector<float> x = {127, -127, 2.5f, 3.5f, -0.5f, 0};
  for (const Kernels* kernels : available_kernels()) {
    QuantisedRows rows;
    rows.set(*kernels, x.data(), 1, 6);
    EXPECT_FLOAT_EQ(rows.scales[0], 1.0f) << kernels->name;
    EXPECT_EQ(std::vector<int16_t>(rows.values.begin(), rows.values.begin() + 8),
              (std::vector<int16_t>{127, -127, 2, 4, 0, 0, 0, 0}))
        << kernels->name;
    EXPECT_EQ(rows.values.size(), kRowPadding);
  }
}

TEST(Kernels, ARowOfZerosStaysZero) {
  const std::vector<float> x(19, 0.0f);
  for (const Kernels* kernels : available_kernels()) {
    QuantisedRows rows;
    rows.set(*kernels, x.data(), 1, 19);
    EXPECT_EQ(rows.values, std::vector<int16_t>(kRowPadding, 0));
  }
}

TEST(Kernels, EveryProductAgreesWithTheScalarOneOnOddSizes) {
  for (const uint32_t columns : {1u, 7u, 31u, 33u, 81u, 160u}) {
    for (const uint32_t rows : {1u, 2u, 3u, 5u, 17u}) {
      for (const uint32_t tokens : {1u, 3u, 4u, 9u, 29u}) {
        const auto x = random_floats(size_t{columns} * tokens, 3, columns);
        std::mt19937 random(rows);
        std::uniform_int_distribution<int> draw(-127, 127);
        std::vector<int8_t> w(size_t{rows} * columns);
        for (auto& value : w) value = static_cast<int8_t>(draw(random));
        const auto scales = random_floats(rows, 0.1f, 3);
        const auto bias = random_floats(rows, 1, 4);
        const Linear linear({w.data(), scales.data(), rows, columns}, bias);
        QuantisedRows quantised;
        quantised.set(scalar(), x.data(), tokens, columns);
        std::vector<float> expected(size_t{rows} * tokens);
        linear.apply(scalar(), quantised, tokens, expected.data());
        for (const Kernels* kernels : available_kernels()) {
          std::vector<float> found(expected.size(), -1e9f);
          linear.apply(*kernels, quantised, tokens, found.data());
          for (size_t i = 0; i < found.size(); ++i)
            EXPECT_NEAR(found[i], expected[i], 1e-5 * (1 + std::abs(expected[i]))) << kernels->name;
        }
      }
    }
  }
}

TEST(Kernels, EveryRecurrentStepAgreesWithTheScalarOneOnOddSizes) {
  for (const uint32_t n : {1u, 7u, 8u, 9u, 16u, 67u}) {
    const auto u = random_floats(3 * n, 8, 1), v = random_floats(2 * n, 2, 2),
               b = random_floats(2 * n, 2, 3);
    const auto skip = random_floats(n, 1, 4), start = random_floats(n, 30, 5);
    auto cell = start;
    std::vector<float> h(n);
    scalar().sru_step(u.data(), v.data(), b.data(), skip.data(), cell.data(), h.data(), n);
    for (const Kernels* kernels : available_kernels()) {
      auto cell2 = start;
      std::vector<float> h2(n);
      kernels->sru_step(u.data(), v.data(), b.data(), skip.data(), cell2.data(), h2.data(), n);
      for (uint32_t i = 0; i < n; ++i) {
        EXPECT_NEAR(cell2[i], cell[i], 1e-5 * (1 + std::abs(cell[i]))) << kernels->name;
        EXPECT_NEAR(h2[i], h[i], 1e-5) << kernels->name;
      }
    }
  }
}

TEST(Kernels, DotAndAddRowAgreeWithTheScalarOnes) {
  for (const uint32_t n : {1u, 8u, 15u, 96u, 161u}) {
    const auto a = random_floats(n, 1, 1), b = random_floats(n, 1, 2);
    std::vector<int8_t> row(n);
    for (uint32_t i = 0; i < n; ++i)
      row[i] = static_cast<int8_t>(static_cast<int>(i * 37 % 255) - 127);
    auto expected = a;
    scalar().add_row(row.data(), 0.01f, expected.data(), n);
    for (const Kernels* kernels : available_kernels()) {
      EXPECT_NEAR(kernels->dot(a.data(), b.data(), n), scalar().dot(a.data(), b.data(), n), 1e-4);
      auto found = a;
      kernels->add_row(row.data(), 0.01f, found.data(), n);
      for (uint32_t i = 0; i < n; ++i) EXPECT_NEAR(found[i], expected[i], 1e-5);
    }
  }
}

}  // namespace
}  // namespace diurna
