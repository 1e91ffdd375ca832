// The two networks of a language: sentence ends, and the joint analysis of a sentence
// (docs/model-format.md).
//
//   auto file = ModelFile::open("models/de.dnm");
//   auto network = LanguageNetwork::load(file.take());
//   network.value().embed(rows, shape, input);                       // for each word
//   network.value().parse(inputs, lengths, analysis, scratch);       // for a batch of sentences
//
// It knows no text: what a word's rows and shape are is decided by the caller.
// Threads: immutable after load(); calls share nothing but the weights, each has its own scratch.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "diurna/result.h"
#include "nn/kernels.h"
#include "nn/layers.h"
#include "nn/model_file.h"
#include "nn/tag_decoder.h"
#include "nn/tree_decoder.h"

namespace diurna {

// What the parse network says of a batch of sentences, a value a word.
struct Analysis {
  std::vector<uint32_t> upos, feats, deprel, ner;  // classes: rows of the model's label lists
  std::vector<uint32_t> heads;         // 0: root of its sentence; k + 1: word k of its sentence
  std::vector<float> ner_probability;  // of the class chosen, 0..1
};

// Buffers of a worker; after the first batches nothing is allocated any more. The scores of the
// last batch can be read.
struct NetworkScratch {
  Encoder::Scratch encoder;
  QuantisedRows rows, head_rows;
  const float* hidden = nullptr;                            // [words, 2H], last encoder output
  std::vector<float> inputs, upos, feats, ner;              // [words, classes]
  std::vector<float> arc_dep, arc_head, arc_product, arcs;  // arcs [n, n + 1] of the last sentence
  std::vector<float> label_dep, label_head, label_product,
      label_scores;  // label_scores [words, relations]
  std::vector<uint32_t> head_slot, slot_head;
  std::vector<float> chosen, lemma;
  TreeScratch tree;
  TagDecoder::Scratch tags;
};

class LanguageNetwork {
 public:
  // Errors: kBadInput (a tensor is absent or of another shape; labels that do not fit).
  static Result<LanguageNetwork> load(ModelFile file, const Kernels* kernels = best_kernels());

  const ModelFile& file() const { return file_; }
  const Kernels& kernels() const { return *kernels_; }
  uint32_t vocabulary_rows() const { return vocabulary_rows_; }
  uint32_t ngram_rows() const { return ngram_rows_; }
  uint32_t ngram_min() const { return ngram_min_; }
  uint32_t ngram_max() const { return ngram_max_; }
  uint32_t input_size() const { return embed_.columns + shape_size_; }
  const std::vector<std::string>& upos() const { return upos_labels_; }
  const std::vector<std::string>& feats() const { return feats_labels_; }
  const std::vector<std::string>& lemma() const { return lemma_labels_; }
  const std::vector<std::string>& deprel() const { return deprel_labels_; }
  const std::vector<std::string>& ner() const { return ner_labels_; }

  // The input vector of one word. `rows` of the embedding table (at least one, all below
  // vocabulary_rows() + ngram_rows()), `shape` 0..15; out [input_size()].
  void embed(std::span<const uint32_t> rows, uint32_t shape, float* out) const;

  // How probable it is that a sentence ends behind each token of one block.
  //   inputs [tokens, input_size()]; glued [tokens], 1 where no white space follows; out [tokens]
  void split(const float* inputs, std::span<const uint8_t> glued, float* out,
             NetworkScratch& scratch) const;

  // Analyses sentences that stand one behind the other; quadratic in the longest sentence for its
  // tree.
  //   inputs [sum of lengths, input_size()]; no length is 0
  void parse(const float* inputs, std::span<const uint32_t> lengths, Analysis& out,
             NetworkScratch& scratch) const;

  // Names only, with the same arguments; the other columns of `out` are left alone.
  void find_names(const float* inputs, std::span<const uint32_t> lengths, Analysis& out,
                  NetworkScratch& scratch) const;

  // Scores of the lemma classes for some words of the batch just parsed (rows of it); they are left
  // in scratch.lemma [words.size(), classes].
  void score_lemmas(std::span<const uint32_t> words, NetworkScratch& scratch) const;

 private:
  uint32_t encode(const float* inputs, std::span<const uint32_t> lengths,
                  NetworkScratch& scratch) const;
  void tag_names(uint32_t words, std::span<const uint32_t> lengths, Analysis& out,
                 NetworkScratch& scratch) const;
  void find_arcs(uint32_t begin, uint32_t n, Analysis& out, NetworkScratch& scratch) const;
  void label_arcs(uint32_t begin, uint32_t n, Analysis& out, NetworkScratch& scratch) const;
  Outcome load_parse();

  const Kernels* kernels_ = nullptr;
  ModelFile file_;
  I8Matrix embed_;
  std::vector<float> shape_;  // [16, shape_size]
  uint32_t shape_size_ = 0;
  uint32_t vocabulary_rows_ = 0, ngram_rows_ = 0, ngram_min_ = 0, ngram_max_ = 0;
  Encoder parse_encoder_, split_encoder_;
  Linear split_, upos_, feats_, lemma_, ner_, arc_dep_, arc_head_, label_dep_, label_head_, arc_,
      label_;
  std::vector<float> arc_root_, label_root_;
  std::vector<std::string> upos_labels_, feats_labels_, lemma_labels_, deprel_labels_, ner_labels_;
  uint32_t root_label_ = 0;
  TagDecoder tags_;
};

}  // namespace diurna
