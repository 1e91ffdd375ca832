// Tokens, sentences, lemmas, tags, trees and names of an article in one language.
//
//   auto model = SyntaxModel::load("data", "models", "de");
//   if (!model.ok()) return model.error();
//   SyntaxModel::Workspace workspace;              // one a worker
//   model.value().annotate(article, workspace);    // fills tokens, sentences and mentions
//
// Threads: immutable after load(); any number may annotate, each with its own Article and
// Workspace. A workspace may be used with one model only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

struct Kernels;

class SyntaxModel {
 public:
  // Scratch of one worker: buffers of the networks, vectors of words met before.
  class Workspace {
   public:
    Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

   private:
    friend class SyntaxModel;
    struct Buffers;
    std::unique_ptr<Buffers> buffers_;
  };

  // Reads `models_dir`/<lang>.dnm and what data_dir/<lang> says about tokens, particles and
  // compounds. `kernels` is an instruction set to force ("scalar", "avx2", "avx512"), for tests;
  // empty: the best of this CPU. Errors: kNotFound (no model or no language folder), kBadInput,
  // kUnsupported (the CPU lacks `kernels`).
  static Result<SyntaxModel> load(const std::string& data_dir, const std::string& models_dir,
                                  std::string_view lang, std::string_view kernels = {});
  SyntaxModel(SyntaxModel&&) noexcept;
  SyntaxModel& operator=(SyntaxModel&&) noexcept;
  ~SyntaxModel();

  // Fills the columns of an article that has none of them yet. Tokenises inside article.blocks only
  // (a sentence never leaves its block; titles and headings are sentences of their own); an article
  // without blocks is cut at blank lines. Whatever comes in, check_article() holds afterwards:
  // sentences of more than 250 words are cut at punctuation. Allocates from the article's arena and
  // the workspace only. Linear in the text.
  void annotate(Article& article, Workspace& workspace) const;

  // The same for an article whose bytes, contracted, form and sentences are there already (CoNLL-U
  // input): they stay as they are; the other columns are made (what stood in them is dropped).
  // Quadratic in the longest sentence.
  void annotate_given(Article& article, Workspace& workspace) const;

  // Tokenises and finds sentences only; the other columns get empty values and trees without
  // meaning (the first word is the root). For tools that measure.
  void segment(Article& article, Workspace& workspace) const;

  std::string_view lang() const;
  std::string_view model_name() const;

 private:
  struct Parts;
  explicit SyntaxModel(std::unique_ptr<const Parts> parts);
  void analyse(Article& article, Workspace& workspace) const;
  void add_name(Article& article, TokenSpan word, uint32_t label, float probability) const;
  bool add_names_of_whole_words(Article& article, TokenSpan span, Workspace& workspace) const;
  void add_hyphen_parts(Article& article) const;

  std::unique_ptr<const Parts> parts_;
};

}  // namespace diurna
