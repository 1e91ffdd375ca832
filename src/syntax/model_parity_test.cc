// The networks against the scores that the trainer's own arithmetic gave
// (models/<lang>.check.json).
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "nn/language_network.h"
#include "syntax/edit_script.h"
#include "syntax/word_input.h"

namespace diurna {
namespace {

using Json = nlohmann::json;

// A rounding tie in one activation moves scores by this share of the row's largest.
constexpr float kTolerance = 0.05f;

void expect_scores(const Json& expected, const float* found, const std::string& what) {
  float largest = 1;
  for (const auto& score : expected) largest = std::max(largest, std::fabs(score.get<float>()));
  for (size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(found[i], expected[i].get<float>(), kTolerance * largest) << what << " class " << i;
}

void expect_arcs(const Json& expected, const float* found, size_t own, const std::string& what) {
  float largest = 1, highest = -1e30f, sum = 0;
  for (size_t h = 0; h < expected.size(); ++h) {
    largest = std::max(largest, std::fabs(expected[h].get<float>()));
    if (h != own) highest = std::max(highest, expected[h].get<float>());
  }
  for (size_t h = 0; h < expected.size(); ++h)
    if (h != own) sum += std::exp(expected[h].get<float>() - highest);
  for (size_t h = 0; h < expected.size(); ++h) {
    if (h == own) continue;
    const float logarithm = expected[h].get<float>() - highest - std::log(sum);
    EXPECT_NEAR(found[h], logarithm, kTolerance * largest) << what << " head " << h;
  }
}

class ModelParity : public testing::TestWithParam<const char*> {};

TEST_P(ModelParity, ScoresAndChoicesAreTheTrainers) {
  const std::string base = std::string(DIURNA_SOURCE_DIR) + "/models/" + GetParam();
  const auto text = read_file(base + ".check.json");
  auto probe = ModelFile::open(base + ".dnm");
  if (!text.ok() || !probe.ok()) GTEST_SKIP() << "no model " << GetParam();
  const Json check = Json::parse(text.value(), nullptr, false);
  ASSERT_TRUE(check.is_object());
  for (const Kernels* kernels : available_kernels()) {
    auto file = ModelFile::open(base + ".dnm");
    auto loaded = LanguageNetwork::load(file.take(), kernels);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    const LanguageNetwork& network = loaded.value();
    const auto input = WordInput::make(network);
    ASSERT_TRUE(input.ok());
    WordCache cache;
    NetworkScratch scratch;
    const auto inputs = [&](const Json& forms) {
      std::vector<float> out(forms.size() * network.input_size());
      for (size_t t = 0; t < forms.size(); ++t)
        input.value().vector(network, forms[t].get<std::string>(), cache,
                             out.data() + t * network.input_size());
      return out;
    };
    size_t choices = 0, same = 0;
    const auto compare = [&](const Json& expected, const std::string& found) {
      ++choices;
      same += expected.get<std::string>() == found;
    };
    for (const auto& sentence : check["parse"]) {
      const auto& forms = sentence["forms"];
      const auto n = static_cast<uint32_t>(forms.size());
      const auto x = inputs(forms);
      Analysis analysis;
      network.parse(x.data(), {&n, 1}, analysis, scratch);
      for (uint32_t t = 0; t < n; ++t) {
        const std::string what = std::string(kernels->name) + " " + forms[t].get<std::string>();
        expect_scores(sentence["upos_scores"][t], scratch.upos.data() + t * network.upos().size(),
                      what + " upos");
        expect_scores(sentence["ner_scores"][t], scratch.ner.data() + t * network.ner().size(),
                      what + " ner");
        expect_arcs(sentence["arc_scores"][t], scratch.arcs.data() + t * (n + 1), t + 1, what);
        compare(sentence["upos"][t], network.upos()[analysis.upos[t]]);
        compare(sentence["feats"][t], network.feats()[analysis.feats[t]]);
        compare(sentence["deprel"][t], network.deprel()[analysis.deprel[t]]);
        compare(sentence["ner"][t], network.ner()[analysis.ner[t]]);
        ++choices;
        same += sentence["head"][t].get<uint32_t>() == analysis.heads[t];
      }
    }
    for (const auto& block : check["split"]) {
      const auto& forms = block["forms"];
      const auto x = inputs(forms);
      std::vector<uint8_t> glued;
      for (const auto& space : block["space_after"]) glued.push_back(space.get<bool>() ? 0 : 1);
      std::vector<float> ends(forms.size());
      network.split(x.data(), glued, ends.data(), scratch);
      for (size_t t = 0; t < forms.size(); ++t) {
        ++choices;
        same += (block["ends"][t].get<int>() == 1) == (ends[t] > 0.5f);
      }
    }
    EXPECT_GE(static_cast<double>(same), 0.985 * static_cast<double>(choices)) << kernels->name;
    RecordProperty(std::string(kernels->name) + " same choices",
                   std::to_string(same) + "/" + std::to_string(choices));
    std::printf("[ %s ] %s: %zu of %zu choices are the trainer's\n", GetParam(),
                std::string(kernels->name).c_str(), same, choices);
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, ModelParity, testing::Values("de", "en"),
                         [](const auto& info) { return std::string(info.param); });

TEST(WordInput, ShapesFollowTheModelFormat) {
  const std::pair<std::u32string_view, uint32_t> cases[] = {
      {U"haus", 0},   {U"A", 1},     {U"Haus", 2},   {U"EU", 3},   {U"McKay", 4}, {U"US-Armee", 5},
      {U"e-Mail", 6}, {U"2024", 7},  {U"3,5", 8},    {U"90er", 9}, {U".", 10},    {U"...", 10},
      {U"…", 10},     {U",", 11},    {U"„", 12},     {U"(", 13},   {U"–", 14},    {U"24.", 8},
      {U"z.B.", 15},  {U"首相", 15}, {U"O'Neil", 15}};
  for (const auto& [form, shape] : cases)
    EXPECT_EQ(shape_class(form), shape) << testing::PrintToString(std::u32string(form));
}

TEST(EditScript, FormsBecomeLemmas) {
  const auto lemma = [](std::string_view script, std::string_view form) {
    std::u32string scratch;
    std::string out;
    EditScript::parse(script).take().apply(form, scratch, out);
    return out;
  };
  EXPECT_EQ(lemma("k|0-|2-", "Hauses"), "Haus");
  EXPECT_EQ(lemma("l|0-|1-", "Sagte"), "sagt");
  EXPECT_EQ(lemma("k|0-|0-|@2-2-", "abgezogen"), "abzogen");
  EXPECT_EQ(lemma("k|0-|2-|@1-1-a", "Länder"), "Land");
  EXPECT_EQ(lemma("=sein", "war"), "sein");
  EXPECT_EQ(lemma("t|0-|0-", "OSLO"), "Oslo");
  EXPECT_EQ(lemma("k|0-|9-", "kurz"), "kurz");  // does not fit
  EXPECT_FALSE(EditScript::parse("x|0-|1-").ok());
  EXPECT_FALSE(EditScript::parse("k|0-").ok());
  EXPECT_FALSE(EditScript::parse("k|a-|1-").ok());
}

}  // namespace
}  // namespace diurna
