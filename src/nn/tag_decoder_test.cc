#include "nn/tag_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace diurna {
namespace {

using testing::ElementsAre;

TEST(TagDecoder, AnInsideTagIsReachedOnlyThroughItsBeginning) {
  const auto decoder = TagDecoder::make({"O", "B-PER", "I-PER", "B-LOC", "I-LOC"});
  ASSERT_TRUE(decoder.ok());
  TagDecoder::Scratch scratch;
  // Word by word the best tags were O I-PER I-LOC, which is no sequence.
  const std::vector<float> scores = {3, 2, 0, 0, 0,  //
                                     0, 0, 4, 0, 0,  //
                                     0, 0, 1, 0, 2};
  uint32_t tags[3];
  decoder.value().decode(scores.data(), 3, tags, scratch);
  EXPECT_THAT(tags, ElementsAre(1, 2, 2));
}

TEST(TagDecoder, ScoresThatAreNoNumbersGiveALegalSequence) {
  const auto decoder = TagDecoder::make({"I-PER", "O", "B-PER"});
  TagDecoder::Scratch scratch;
  const std::vector<float> scores(12, std::nanf(""));
  uint32_t tags[4];
  decoder.value().decode(scores.data(), 4, tags, scratch);
  EXPECT_NE(tags[0], 0u);
}

TEST(TagDecoder, LabelsThatAreNotIob2AreRefused) {
  EXPECT_FALSE(TagDecoder::make({"O", "I-PER"}).ok());
  EXPECT_FALSE(TagDecoder::make({"B-PER", "I-PER"}).ok());
  EXPECT_FALSE(TagDecoder::make({"O", "PER"}).ok());
}

}  // namespace
}  // namespace diurna
