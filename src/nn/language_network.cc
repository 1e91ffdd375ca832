#include "nn/language_network.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace diurna {
namespace {

constexpr uint32_t kShapes = 16;
constexpr uint32_t kMaxRows = 1u << 26;
constexpr uint32_t kMaxSize = 4096;

uint32_t argmax(const float* scores, uint32_t n) {
  return static_cast<uint32_t>(std::max_element(scores, scores + n) - scores);
}

void relu(float* values, size_t n) {
  for (size_t i = 0; i < n; ++i) values[i] = std::max(values[i], 0.0f);
}

float probability(const float* scores, uint32_t n, uint32_t which) {
  const float highest = *std::max_element(scores, scores + n);
  float sum = 0;
  for (uint32_t i = 0; i < n; ++i) sum += std::exp(scores[i] - highest);
  const float value = std::exp(scores[which] - highest) / sum;
  return std::isfinite(value) ? value : 0.0f;
}

// Turns the scores of one word's heads into logarithms of probabilities.
void log_softmax(float* scores, uint32_t n, uint32_t skip) {
  float highest = -std::numeric_limits<float>::infinity();
  for (uint32_t i = 0; i < n; ++i)
    if (i != skip) highest = std::max(highest, scores[i]);
  float sum = 0;
  for (uint32_t i = 0; i < n; ++i)
    if (i != skip) sum += std::exp(scores[i] - highest);
  const float norm = highest + std::log(sum);
  for (uint32_t i = 0; i < n; ++i) scores[i] -= norm;
}

}  // namespace

Result<LanguageNetwork> LanguageNetwork::load(ModelFile file, const Kernels* kernels) {
  LanguageNetwork network;
  network.kernels_ = kernels;
  network.file_ = std::move(file);
  const auto outcome = network.load_parse();
  if (!outcome.ok()) return outcome.error();
  return network;
}

Outcome LanguageNetwork::load_parse() {
  Outcome outcome = Unit{};
  const auto fault = [&](const std::string& what) {
    return Error{Error::kBadInput, file_.path() + ": " + what};
  };
  const auto size = [&](std::string_view key, uint32_t limit, uint32_t& out) {
    const auto value = file_.size(key, limit);
    if (value.ok()) out = value.value();
    if (!value.ok() && outcome.ok()) outcome = value.error();
  };
  const auto list = [&](std::string_view key, std::vector<std::string>& out) {
    auto value = file_.labels(key);
    if (value.ok()) out = value.take();
    if (!value.ok() && outcome.ok()) outcome = value.error();
  };
  uint32_t embed_size = 0, arc = 0, label = 0;
  size("embed_dim", kMaxSize, embed_size);
  size("vocab_rows", kMaxRows, vocabulary_rows_);
  size("ngram_rows", kMaxRows, ngram_rows_);
  size("ngram_min", 16, ngram_min_);
  size("ngram_max", 16, ngram_max_);
  size("shape_dim", kMaxSize, shape_size_);
  size("parse.arc", kMaxSize, arc);
  size("parse.label", kMaxSize, label);
  list("upos", upos_labels_);
  list("feats", feats_labels_);
  list("lemma", lemma_labels_);
  list("deprel", deprel_labels_);
  list("ner", ner_labels_);
  if (!outcome.ok()) return outcome;
  if (ngram_min_ > ngram_max_ || ngram_min_ > 3)
    return fault("ngram_min is above ngram_max or 3, so that a word may have no row");

  auto embed = file_.i8("embed", vocabulary_rows_ + ngram_rows_, embed_size);
  if (!embed.ok()) return embed.error();
  embed_ = embed.value();
  if (const auto floats = file_.f32("shape", kShapes, shape_size_); floats.ok()) {
    shape_.assign(floats.value().span().begin(), floats.value().span().end());
  } else {
    const auto bytes = file_.i8("shape", kShapes, shape_size_);
    if (!bytes.ok()) return bytes.error();
    for (uint32_t i = 0; i < kShapes * shape_size_; ++i)
      shape_.push_back(static_cast<float>(bytes.value().values[i]) *
                       bytes.value().scales[i / shape_size_]);
  }

  const auto encoder = [&](const std::string& name, uint32_t inputs, Encoder& out) {
    if (!outcome.ok()) return;
    auto value = Encoder::load(file_, name, inputs);
    if (value.ok()) out = value.take();
    if (!value.ok()) outcome = value.error();
  };
  const auto linear = [&](const std::string& name, size_t rows, uint32_t columns, Linear& out) {
    if (!outcome.ok()) return;
    auto value = Linear::load(file_, name, static_cast<uint32_t>(rows), columns);
    if (value.ok()) out = value.take();
    if (!value.ok()) outcome = value.error();
  };
  const auto bare = [&](const std::string& name, size_t rows, uint32_t columns, Linear& out) {
    if (!outcome.ok()) return;
    const auto value = file_.i8(name, static_cast<uint32_t>(rows), columns);
    if (value.ok()) out = Linear(value.value(), {});
    if (!value.ok()) outcome = value.error();
  };
  const auto floats = [&](const std::string& name, uint32_t rows, std::vector<float>& out) {
    if (!outcome.ok()) return;
    const auto value = file_.f32(name, rows, 1);
    if (value.ok()) out.assign(value.value().span().begin(), value.value().span().end());
    if (!value.ok()) outcome = value.error();
  };
  encoder("parse", input_size(), parse_encoder_);
  encoder("split", input_size() + 1, split_encoder_);
  if (!outcome.ok()) return outcome;
  const uint32_t width = parse_encoder_.outputs();
  linear("split", 2, split_encoder_.outputs(), split_);
  linear("upos", upos_labels_.size(), width, upos_);
  linear("feats", feats_labels_.size(), width, feats_);
  linear("lemma", lemma_labels_.size(), width, lemma_);
  linear("ner", ner_labels_.size(), width, ner_);
  linear("arc_dep", arc, width, arc_dep_);
  linear("arc_head", arc, width, arc_head_);
  linear("label_dep", label, width, label_dep_);
  linear("label_head", label, width, label_head_);
  bare("arc.w", arc + 1, arc, arc_);
  bare("label.w", deprel_labels_.size() * (label + 1), label + 1, label_);
  floats("arc.root", arc, arc_root_);
  floats("label.root", label, label_root_);
  if (!outcome.ok()) return outcome;

  const auto root = std::find(deprel_labels_.begin(), deprel_labels_.end(), "root");
  if (root == deprel_labels_.end() || deprel_labels_.size() < 2)
    return fault("deprel labels have no 'root' and another");
  root_label_ = static_cast<uint32_t>(root - deprel_labels_.begin());
  auto tags = TagDecoder::make(ner_labels_);
  if (!tags.ok()) return fault(tags.error().message);
  tags_ = tags.take();
  return Unit{};
}

void LanguageNetwork::embed(std::span<const uint32_t> rows, uint32_t shape, float* out) const {
  const uint32_t n = embed_.columns;
  std::fill(out, out + n, 0.0f);
  const float share = 1.0f / static_cast<float>(rows.size());
  for (const uint32_t row : rows)
    kernels_->add_row(embed_.values + size_t{row} * n, embed_.scales[row] * share, out, n);
  std::copy_n(shape_.data() + size_t{shape} * shape_size_, shape_size_, out + n);
}

void LanguageNetwork::split(const float* inputs, std::span<const uint8_t> glued, float* out,
                            NetworkScratch& scratch) const {
  const auto tokens = static_cast<uint32_t>(glued.size());
  if (tokens == 0) return;
  const size_t width = input_size();
  grow(scratch.inputs, tokens * (width + 1));
  for (size_t t = 0; t < tokens; ++t) {
    std::copy_n(inputs + t * width, width, scratch.inputs.data() + t * (width + 1));
    scratch.inputs[t * (width + 1) + width] = glued[t] != 0 ? 1.0f : 0.0f;
  }
  const float* hidden =
      split_encoder_.run(*kernels_, scratch.inputs.data(), {&tokens, 1}, scratch.encoder);
  scratch.rows.set(*kernels_, hidden, tokens, split_encoder_.outputs());
  grow(scratch.chosen, size_t{tokens} * 2);
  split_.apply(*kernels_, scratch.rows, tokens, scratch.chosen.data());
  for (size_t t = 0; t < tokens; ++t) out[t] = probability(scratch.chosen.data() + 2 * t, 2, 1);
}

// Runs the encoder of the parse network; its output stays in the scratch, as floats and quantised.
// Gives the words.
uint32_t LanguageNetwork::encode(const float* inputs, std::span<const uint32_t> lengths,
                                 NetworkScratch& scratch) const {
  uint32_t words = 0;
  for (const uint32_t length : lengths) words += length;
  scratch.hidden = parse_encoder_.run(*kernels_, inputs, lengths, scratch.encoder);
  scratch.rows.set(*kernels_, scratch.hidden, words, parse_encoder_.outputs());
  return words;
}

void LanguageNetwork::tag_names(uint32_t words, std::span<const uint32_t> lengths, Analysis& out,
                                NetworkScratch& scratch) const {
  grow(scratch.ner, size_t{words} * ner_.rows());
  ner_.apply(*kernels_, scratch.rows, words, scratch.ner.data());
  out.ner.resize(words);
  out.ner_probability.resize(words);
  uint32_t begin = 0;
  for (const uint32_t n : lengths) {
    tags_.decode(scratch.ner.data() + size_t{begin} * ner_.rows(), n, out.ner.data() + begin,
                 scratch.tags);
    begin += n;
  }
  for (uint32_t t = 0; t < words; ++t)
    out.ner_probability[t] =
        probability(scratch.ner.data() + size_t{t} * ner_.rows(), ner_.rows(), out.ner[t]);
}

void LanguageNetwork::find_names(const float* inputs, std::span<const uint32_t> lengths,
                                 Analysis& out, NetworkScratch& scratch) const {
  tag_names(encode(inputs, lengths, scratch), lengths, out, scratch);
}

void LanguageNetwork::parse(const float* inputs, std::span<const uint32_t> lengths, Analysis& out,
                            NetworkScratch& scratch) const {
  const uint32_t words = encode(inputs, lengths, scratch);
  const auto apply = [&](const Linear& head, std::vector<float>& scores) {
    grow(scores, size_t{words} * head.rows());
    head.apply(*kernels_, scratch.rows, words, scores.data());
  };
  const auto choose = [&](const Linear& head, std::vector<float>& scores,
                          std::vector<uint32_t>& classes) {
    apply(head, scores);
    classes.resize(words);
    for (uint32_t t = 0; t < words; ++t)
      classes[t] = argmax(scores.data() + size_t{t} * head.rows(), head.rows());
  };
  choose(upos_, scratch.upos, out.upos);
  choose(feats_, scratch.feats, out.feats);
  tag_names(words, lengths, out, scratch);
  apply(arc_dep_, scratch.arc_dep);
  apply(arc_head_, scratch.arc_head);
  apply(label_dep_, scratch.label_dep);
  apply(label_head_, scratch.label_head);
  relu(scratch.arc_dep.data(), size_t{words} * arc_dep_.rows());
  relu(scratch.arc_head.data(), size_t{words} * arc_head_.rows());
  relu(scratch.label_dep.data(), size_t{words} * label_dep_.rows());
  relu(scratch.label_head.data(), size_t{words} * label_head_.rows());

  out.heads.resize(words);
  out.deprel.resize(words);
  grow(scratch.label_scores, size_t{words} * deprel_labels_.size());
  uint32_t begin = 0;
  for (const uint32_t n : lengths) {
    find_arcs(begin, n, out, scratch);
    label_arcs(begin, n, out, scratch);
    begin += n;
  }
}

void LanguageNetwork::find_arcs(uint32_t begin, uint32_t n, Analysis& out,
                                NetworkScratch& scratch) const {
  const uint32_t size = arc_.columns();
  const uint32_t row = arc_.rows();
  // Row 0 is the artificial root, row k + 1 word k.
  grow(scratch.chosen, size_t{n + 1} * size);
  std::copy(arc_root_.begin(), arc_root_.end(), scratch.chosen.begin());
  std::copy_n(scratch.arc_head.begin() + size_t{begin} * size, size_t{n} * size,
              scratch.chosen.begin() + size);
  scratch.head_rows.set(*kernels_, scratch.chosen.data(), n + 1, size);
  grow(scratch.arc_product, size_t{n + 1} * row);
  arc_.apply(*kernels_, scratch.head_rows, n + 1, scratch.arc_product.data());
  grow(scratch.arcs, size_t{n} * (n + 1));
  for (uint32_t d = 0; d < n; ++d) {
    float* scores = scratch.arcs.data() + size_t{d} * (n + 1);
    const float* dep = scratch.arc_dep.data() + size_t{begin + d} * size;
    for (uint32_t h = 0; h <= n; ++h) {
      const float* product = scratch.arc_product.data() + size_t{h} * row;
      scores[h] = kernels_->dot(dep, product, size) + product[size];
    }
    log_softmax(scores, n + 1, d + 1);
  }
  decode_tree(scratch.arcs.data(), n, out.heads.data() + begin, scratch.tree);
}

void LanguageNetwork::label_arcs(uint32_t begin, uint32_t n, Analysis& out,
                                 NetworkScratch& scratch) const {
  const uint32_t size = label_.columns();  // label + 1
  // Words that share a head share its product.
  constexpr uint32_t kUnused = 0xFFFFFFFFu;
  scratch.head_slot.assign(n + 1, kUnused);
  scratch.slot_head.clear();
  for (uint32_t d = 0; d < n; ++d) {
    const uint32_t h = out.heads[begin + d];
    if (scratch.head_slot[h] != kUnused) continue;
    scratch.head_slot[h] = static_cast<uint32_t>(scratch.slot_head.size());
    scratch.slot_head.push_back(h);
  }
  const auto slots = static_cast<uint32_t>(scratch.slot_head.size());
  grow(scratch.chosen, size_t{slots} * size);
  for (uint32_t s = 0; s < slots; ++s) {
    const uint32_t h = scratch.slot_head[s];
    const float* head = h == 0 ? label_root_.data()
                               : scratch.label_head.data() + size_t{begin + h - 1} * (size - 1);
    std::copy_n(head, size - 1, scratch.chosen.begin() + size_t{s} * size);
    scratch.chosen[size_t{s} * size + size - 1] = 1.0f;
  }
  scratch.head_rows.set(*kernels_, scratch.chosen.data(), slots, size);
  grow(scratch.label_product, size_t{slots} * label_.rows());
  label_.apply(*kernels_, scratch.head_rows, slots, scratch.label_product.data());
  const auto relations = static_cast<uint32_t>(deprel_labels_.size());
  for (uint32_t d = 0; d < n; ++d) {
    const uint32_t h = out.heads[begin + d];
    const float* dep = scratch.label_dep.data() + size_t{begin + d} * (size - 1);
    const float* product =
        scratch.label_product.data() + size_t{scratch.head_slot[h]} * label_.rows();
    float* scores = scratch.label_scores.data() + size_t{begin + d} * relations;
    uint32_t best = kUnused;
    for (uint32_t r = 0; r < relations; ++r) {
      const float* row = product + size_t{r} * size;
      scores[r] = kernels_->dot(dep, row, size - 1) + row[size - 1];
      if (r != root_label_ && (best == kUnused || scores[r] > scores[best])) best = r;
    }
    out.deprel[begin + d] = h == 0 ? root_label_ : best;
  }
}

void LanguageNetwork::score_lemmas(std::span<const uint32_t> words, NetworkScratch& scratch) const {
  if (words.empty()) return;
  const auto count = static_cast<uint32_t>(words.size());
  const uint32_t width = scratch.rows.width;
  // The hidden rows are quantised already; those that are asked for are moved together.
  auto& rows = scratch.head_rows;
  rows.width = width;
  grow(rows.values, size_t{count} * width);
  grow(rows.scales, count);
  for (uint32_t i = 0; i < count; ++i) {
    std::copy_n(scratch.rows.values.begin() + size_t{words[i]} * width, width,
                rows.values.begin() + size_t{i} * width);
    rows.scales[i] = scratch.rows.scales[words[i]];
  }
  grow(scratch.lemma, size_t{count} * lemma_.rows());
  lemma_.apply(*kernels_, rows, count, scratch.lemma.data());
}

}  // namespace diurna
