#include "nn/model_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nn/language_network.h"
#include "nn/random_model.h"

namespace diurna {
namespace {

std::string write(const std::string& name, const std::string& bytes) {
  const std::string path = testing::TempDir() + "/" + name;
  EXPECT_TRUE(write_file(path, bytes).ok());
  return path;
}

// "" when the whole file was taken, else the message.
std::string load(const std::string& bytes) {
  auto file = ModelFile::open(write("model.dnm", bytes));
  if (!file.ok()) return file.error().message;
  const auto network = LanguageNetwork::load(file.take());
  return network.ok() ? "" : network.error().message;
}

std::string replaced(std::string bytes, const std::string& from, const std::string& to) {
  const auto at = bytes.find(from);
  EXPECT_NE(at, std::string::npos);
  return bytes.replace(at, from.size(), to);
}

TEST(ModelFile, AWholeFileLoads) {
  EXPECT_EQ(load(RandomModel{}.bytes()), "");
}

TEST(ModelFile, EveryTruncationIsAnError) {
  const auto bytes = RandomModel{}.bytes();
  const size_t step = std::max<size_t>(1, bytes.size() / 97);
  for (size_t size = 0; size < bytes.size(); size += step)
    EXPECT_NE(load(bytes.substr(0, size)), "") << size;
}

TEST(ModelFile, EveryFlippedHeaderByteIsAnErrorOrHarmless) {
  const auto bytes = RandomModel{}.bytes();
  for (size_t at = 0; at < 3000 && at < bytes.size(); at += 3) {
    auto broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ 0x15);
    load(broken);  // must not crash
  }
}

TEST(ModelFile, MessagesNameTheFileAndWhatWasExpected) {
  const auto bytes = RandomModel{}.bytes();
  EXPECT_THAT(load("PK" + bytes), testing::HasSubstr("it should start with DNMODEL1"));
  EXPECT_THAT(load(replaced(bytes, "\"hidden\":9", "\"hidden\":8")),
              testing::HasSubstr("expected ["));
  EXPECT_THAT(load(replaced(bytes, "\"dtype\":\"i8\"", "\"dtype\":\"f8\"")),
              testing::HasSubstr("neither i8 nor f32"));
  EXPECT_THAT(load(replaced(bytes, "\"format\":1", "\"format\":2")),
              testing::HasSubstr("'format' is not 1"));
  EXPECT_THAT(load(replaced(bytes, "\"ngram_min\":3", "\"ngram_min\":9")),
              testing::HasSubstr("ngram_min"));
  EXPECT_THAT(load(replaced(bytes, "arc.root", "arc.ruth")),
              testing::HasSubstr("no float tensor 'arc.root'"));
  EXPECT_EQ(ModelFile::open("/nowhere/x.dnm").error().kind, Error::kNotFound);
}

}  // namespace
}  // namespace diurna
