// Runs every example of every rule file: the rules' own tests.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "time/rules.h"
#include "time/testing.h"
#include "time/time_tagger.h"

namespace diurna {
namespace {

std::string marked(const Article& article) {
  std::string out, values;
  size_t at = 0;
  const std::string_view text = article.text;
  for (const auto& timex : article.timexes) {
    out += std::string(text.substr(at, timex.bytes.begin - at)) + "[" +
           std::string(article.bytes(timex.bytes)) + "]";
    values += (values.empty() ? "" : "; ") + std::string(article.str(timex.value));
    at = timex.bytes.end;
  }
  return out + std::string(text.substr(at)) + " => " + values;
}

std::string expected(const time::Example& example) {
  std::string out, values;
  size_t at = 0;
  for (const auto& e : example.expected) {
    out += example.text.substr(at, e.bytes.begin - at) + "[" +
           example.text.substr(e.bytes.begin, e.bytes.size()) + "]";
    values += (values.empty() ? "" : "; ") + e.value;
    at = e.bytes.end;
  }
  return out + example.text.substr(at) + " => " + values;
}

class Examples : public testing::TestWithParam<const char*> {};

TEST_P(Examples, OfEveryRuleComeOutAsWritten) {
  auto tagger = TimeTagger::load(std::string(DIURNA_SOURCE_DIR) + "/data", {GetParam()});
  ASSERT_TRUE(tagger.ok()) << tagger.error().message;
  for (const auto& example : tagger.value().rules(GetParam())->examples()) {
    const auto article = time::plain_article(GetParam(), example.text, example.anchor);
    tagger.value().annotate(*article);
    EXPECT_EQ(marked(*article), expected(example)) << example.where;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Examples, testing::Values("de", "en"));

}  // namespace
}  // namespace diurna
