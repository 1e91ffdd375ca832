#include "pipeline/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/files.h"

namespace diurna {
namespace {

namespace fs = std::filesystem;

// Articles run as far as their text: no network is needed.
class RunTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("run_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    auto engine = Engine::load({.data_dir = std::string(DIURNA_SOURCE_DIR) + "/data",
                                .models_dir = {},
                                .languages = {},
                                .last = Stage::kText});
    ASSERT_TRUE(engine.ok()) << engine.error().message;
    engine_.emplace(engine.take());
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& content) {
    const std::string path = (folder_ / name).string();
    EXPECT_TRUE(write_file(path, content).ok());
    return path;
  }

  RunSummary run_all(std::vector<std::string> inputs, int threads,
                     const std::atomic<bool>* stop = nullptr) {
    written_.clear();
    reports_.clear();
    RunCalls calls;
    calls.render = [](const Article& article) { return std::string(article.id) + "\n"; };
    calls.write = [&](const std::string& text) { written_ += text; };
    calls.report = [&](const Error& error) { reports_.push_back(error.message); };
    Reader reader(std::move(inputs));
    return run(*engine_, reader, {.date = {}, .lang = {}, .last = Stage::kText}, threads, calls,
               stop);
  }

  fs::path folder_;
  std::optional<Engine> engine_;
  std::string written_;
  std::vector<std::string> reports_;
};

TEST_F(RunTest, OutputKeepsTheOrderOfTheInputWhateverTheThreads) {
  std::string lines, expected;
  for (int n = 0; n < 200; ++n) {
    lines += "{\"id\":\"n" + std::to_string(n) + "\",\"text\":\"Es blieb ruhig in Oslo.";
    for (int w = 0; w < n % 11 * 50; ++w) lines += " Mehr Text.";
    lines += "\"}\n";
    expected += "n" + std::to_string(n) + "\n";
  }
  const auto path = file("news.jsonl", lines);
  for (const int threads : {1, 2, 7}) {
    const auto summary = run_all({path}, threads);
    EXPECT_EQ(written_, expected) << threads;
    EXPECT_EQ(summary.articles, 200u);
    EXPECT_EQ(summary.failed, 0u);
  }
}

TEST_F(RunTest, BadInputsAreReportedAndTheRestGoesOn) {
  const auto path = file("news.jsonl",
                         "{\"id\":\"a\",\"text\":\"Es blieb "
                         "ruhig.\"}\nbroken\n{\"id\":\"b\",\"text\":\"Es blieb laut.\"}\n");
  const auto summary = run_all({path, (folder_ / "missing.txt").string()}, 3);
  EXPECT_EQ(written_, "a\nb\n");
  EXPECT_EQ(summary.articles, 2u);
  EXPECT_EQ(summary.failed, 2u);
  ASSERT_EQ(reports_.size(), 2u);
  EXPECT_THAT(reports_[0], testing::HasSubstr("news.jsonl:2"));
  EXPECT_THAT(reports_[1], testing::HasSubstr("missing.txt"));
}

TEST_F(RunTest, StopRequestEndsTheRun) {
  const std::atomic<bool> stop = true;
  const auto summary = run_all({file("a.txt", "Es blieb ruhig in Oslo.")}, 2, &stop);
  EXPECT_EQ(summary.articles, 0u);
  EXPECT_EQ(written_, "");
}

TEST_F(RunTest, NoInputIsNoWork) {
  const auto summary = run_all({}, 2);
  EXPECT_EQ(summary.articles + summary.failed, 0u);
}

TEST(EngineLoad, MissingDataIsAnErrorThatNamesTheFolder) {
  const auto engine =
      Engine::load({.data_dir = "/no/such/folder", .models_dir = "/no/such/folder"});
  ASSERT_FALSE(engine.ok());
  EXPECT_THAT(engine.error().message, testing::HasSubstr("/no/such/folder"));
}

}  // namespace
}  // namespace diurna
