#include "nn/language_network.h"

#include <gtest/gtest.h>

#include <random>

#include "base/files.h"
#include "nn/random_model.h"

namespace diurna {
namespace {

LanguageNetwork network(const Kernels* kernels, const RandomModel& model = {}) {
  const std::string path = testing::TempDir() + "/network.dnm";
  EXPECT_TRUE(write_file(path, model.bytes()).ok());
  auto file = ModelFile::open(path);
  auto loaded = LanguageNetwork::load(file.take(), kernels);
  EXPECT_TRUE(loaded.ok());
  return loaded.take();
}

std::vector<float> inputs(const LanguageNetwork& net, uint32_t words) {
  std::vector<float> out(size_t{words} * net.input_size());
  std::mt19937 random(5);
  for (uint32_t t = 0; t < words; ++t) {
    const uint32_t rows[] = {static_cast<uint32_t>(random() % 54),
                             static_cast<uint32_t>(random() % 54)};
    net.embed(rows, static_cast<uint32_t>(random() % 16),
              out.data() + size_t{t} * net.input_size());
  }
  return out;
}

void expect_near(const std::vector<float>& a, const std::vector<float>& b) {
  ASSERT_EQ(a.size(), b.size());  // buffers of fresh scratch have just the size of the batch
  for (size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 0.05 * (1 + std::abs(b[i])));
}

TEST(LanguageNetwork, AllInstructionSetsScoreAlike) {
  const std::vector<uint32_t> lengths = {3, 1, 17};
  const auto judge = network(find_kernels("scalar"));
  const auto x = inputs(judge, 21);
  Analysis expected;
  NetworkScratch expected_scratch;
  judge.parse(x.data(), lengths, expected, expected_scratch);
  for (const Kernels* kernels : available_kernels()) {
    const auto net = network(kernels);
    Analysis found;
    NetworkScratch scratch;
    net.parse(x.data(), lengths, found, scratch);
    expect_near(scratch.upos, expected_scratch.upos);
    expect_near(scratch.ner, expected_scratch.ner);
  }
}

TEST(LanguageNetwork, ASentenceIsAnalysedTheSameAloneAndInABatch) {
  const auto net = network(best_kernels());
  const auto x = inputs(net, 21);
  Analysis batch, alone;
  NetworkScratch scratch;
  net.parse(x.data(), std::vector<uint32_t>{3, 1, 17}, batch, scratch);
  net.score_lemmas(std::vector<uint32_t>{5, 20}, scratch);
  const auto lemma_in_batch = scratch.lemma;
  net.parse(x.data() + 4 * net.input_size(), std::vector<uint32_t>{17}, alone, scratch);
  net.score_lemmas(std::vector<uint32_t>{1, 16}, scratch);
  EXPECT_EQ(lemma_in_batch, scratch.lemma);
  for (uint32_t t = 0; t < 17; ++t) {
    EXPECT_EQ(batch.upos[t + 4], alone.upos[t]);
    EXPECT_EQ(batch.feats[t + 4], alone.feats[t]);
    EXPECT_EQ(batch.heads[t + 4], alone.heads[t]);
    EXPECT_EQ(batch.deprel[t + 4], alone.deprel[t]);
    EXPECT_EQ(batch.ner[t + 4], alone.ner[t]);
  }
}

TEST(LanguageNetwork, OnlyTheRootArcIsLabelledRoot) {
  const auto net = network(best_kernels());
  Analysis analysis;
  NetworkScratch scratch;
  const auto x = inputs(net, 60);
  net.parse(x.data(), std::vector<uint32_t>{40, 20}, analysis, scratch);
  for (uint32_t t = 0; t < 60; ++t)
    EXPECT_EQ(net.deprel()[analysis.deprel[t]] == "root", analysis.heads[t] == 0);
}

TEST(LanguageNetwork, ProbabilitiesAreProbabilities) {
  const auto net = network(best_kernels());
  NetworkScratch scratch;
  const auto x = inputs(net, 30);
  std::vector<float> ends(30);
  net.split(x.data(), std::vector<uint8_t>(30, 1), ends.data(), scratch);
  for (const float p : ends) EXPECT_TRUE(p > 0 && p < 1);
}

}  // namespace
}  // namespace diurna
