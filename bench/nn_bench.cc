// The networks and the tokenizer alone, on text of our own. Items are words; one thread.
#include <benchmark/benchmark.h>

#include <string>

#include "diurna/article.h"
#include "nn/kernels.h"
#include "nn/layers.h"
#include "syntax/syntax.h"
#include "syntax/tokenizer.h"

namespace diurna {
namespace {

const std::string kRoot = DIURNA_SOURCE_DIR;

// Twelve sentences of news, told eight times with other numbers so that not every word is met
// again.
std::string german_text() {
  const std::string sentences =
      "Die Regierung in Oslo hat am Montag ein Abkommen über die Fischerei mit dem Nachbarland "
      "unterzeichnet. "
      "Ein Sprecher des Außenministeriums sagte, man wolle die Zusammenarbeit in den kommenden "
      "Jahren ausbauen. "
      "Tausende Demonstranten zogen durch die Hauptstadt und forderten den Rücktritt des "
      "Ministers. "
      "Bei einem Anschlag auf einen Markt kamen nach Angaben der Polizei mindestens zwölf Menschen "
      "ums Leben. "
      "Der Präsident verurteilte die Tat und kündigte eine Untersuchung an. "
      "Das Parlament lehnte den Entwurf mit 214 gegen 187 Stimmen ab. "
      "Die Rebellen, die den Norden des Landes seit drei Jahren kontrollieren, wiesen die Vorwürfe "
      "zurück. "
      "Beide Seiten vereinbarten, in der nächsten Woche erneut über einen Austausch von Gefangenen "
      "zu verhandeln. "
      "Hilfsorganisationen warnen vor einer Hungersnot, weil Lieferungen an der Grenze aufgehalten "
      "werden. "
      "Ein Gericht verurteilte den früheren Geheimdienstchef zu neun Jahren Haft. "
      "Die Luftwaffe flog in der Nacht Angriffe auf Stellungen im Osten, wie ein Kommandeur "
      "mitteilte. "
      "Experten halten es für unwahrscheinlich, dass die Sanktionen vor dem Frühjahr aufgehoben "
      "werden.";
  std::string text;
  for (int round = 0; round < 8; ++round)
    text += sentences + " Es ist der " + std::to_string(100 + round) + ". Bericht.\n\n";
  return text;
}

void BM_tokenizer(benchmark::State& state) {
  auto rules = TokenRules::load(kRoot + "/data/de");
  if (!rules.ok()) return state.SkipWithError(rules.error().message.c_str());
  const Tokenizer tokenizer(rules.take());
  const std::string text = german_text();
  TokenizerScratch scratch;
  int64_t words = 0;
  for (auto _ : state) {
    tokenizer.tokenize(text, {0, static_cast<uint32_t>(text.size())}, scratch);
    words += static_cast<int64_t>(scratch.tokens.size());
  }
  state.SetItemsProcessed(words);
}
BENCHMARK(BM_tokenizer);

// Everything: tokens, sentences, analysis, repairs. Every instruction set has to give the scalar
// one's trees, but for a word in two hundred (a rounding tie may turn an arc).
void BM_annotate(benchmark::State& state, const std::string& kernels) {
  auto model = SyntaxModel::load(kRoot + "/data", kRoot + "/models", "de", kernels);
  auto judge = SyntaxModel::load(kRoot + "/data", kRoot + "/models", "de", "scalar");
  if (!model.ok()) return state.SkipWithError(model.error().message.c_str());
  const std::string text = german_text();
  SyntaxModel::Workspace workspace, other;
  Article expected(text), found(text);
  judge.value().annotate(expected, other);
  model.value().annotate(found, workspace);
  size_t different = expected.tokens.size() == found.tokens.size() ? 0 : 1u << 20;
  for (TokenId t = 0; t < found.tokens.size() && different < 1u << 20; ++t)
    different += expected.tokens.head[t] != found.tokens.head[t];
  if (different * 200 > found.tokens.size())
    return state.SkipWithError("trees differ from those of the scalar version");
  int64_t words = 0;
  for (auto _ : state) {
    Article article(text);
    model.value().annotate(article, workspace);
    words += article.tokens.size();
  }
  state.SetItemsProcessed(words);
}
BENCHMARK_CAPTURE(BM_annotate, scalar, "scalar")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_annotate, avx2, "avx2")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_annotate, avx512, "avx512")->Unit(benchmark::kMillisecond);

// The int8 product of a middle layer: 160 words, 384 inputs, 576 outputs. Items are multiply-adds.
void BM_multiply(benchmark::State& state, const std::string& name) {
  const Kernels* kernels = find_kernels(name);
  if (kernels == nullptr) return state.SkipWithError("not on this CPU");
  constexpr uint32_t kWords = 160, kInputs = 384, kOutputs = 576;
  std::vector<float> x(kWords * kInputs), y(kWords * kOutputs), expected(kWords * kOutputs);
  for (size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>(static_cast<int>(i * 7 % 255) - 127);
  std::vector<int8_t> w(kInputs * kOutputs);
  for (size_t i = 0; i < w.size(); ++i)
    w[i] = static_cast<int8_t>(static_cast<int>(i * 11 % 255) - 127);
  const std::vector<float> scales(kOutputs, 0.01f);
  const Linear linear({w.data(), scales.data(), kOutputs, kInputs}, {});
  QuantisedRows rows;
  rows.set(*kernels, x.data(), kWords, kInputs);
  linear.apply(*find_kernels("scalar"), rows, kWords, expected.data());
  for (auto _ : state) linear.apply(*kernels, rows, kWords, y.data());
  for (size_t i = 0; i < y.size(); ++i)
    if (y[i] - expected[i] > 1e-3f || expected[i] - y[i] > 1e-3f)
      return state.SkipWithError("product differs from the scalar one");
  state.SetItemsProcessed(state.iterations() * int64_t{kWords} * kInputs * kOutputs);
}
BENCHMARK_CAPTURE(BM_multiply, scalar, "scalar");
BENCHMARK_CAPTURE(BM_multiply, avx2, "avx2");
BENCHMARK_CAPTURE(BM_multiply, avx512, "avx512");

}  // namespace
}  // namespace diurna
