// A model file (docs/model-format.md), mapped read-only and validated whole before anything is
// handed out.
//
//   auto file = ModelFile::open("models/de.dnm");
//   if (!file.ok()) return file.error();
//   auto weight = file.value().i8("upos.w");  // Result<I8Matrix>: a view into the mapping
//
// Threads: immutable after open(); views live as long as the ModelFile, also after it was moved.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "diurna/result.h"

namespace diurna {

// Row-major int8 weights; the real weight is value * scale of its row.
struct I8Matrix {
  const int8_t* values = nullptr;
  const float* scales = nullptr;  // [rows]
  uint32_t rows = 0;
  uint32_t columns = 0;
};

// Row-major float weights; a vector has one column.
struct F32Matrix {
  const float* values = nullptr;
  uint32_t rows = 0;
  uint32_t columns = 0;
  std::span<const float> span() const { return {values, size_t{rows} * columns}; }
};

class ModelFile {
 public:
  // Errors: kNotFound, kIo, kBadInput (the message names the file, the part of it and what was
  // expected). A file that opens has tensors and strings inside its bytes, aligned, and only finite
  // floats.
  static Result<ModelFile> open(const std::string& path);

  // Weight matrices and vectors by name. Errors: kBadInput (no such tensor, other type or shape).
  Result<I8Matrix> i8(std::string_view name) const;
  Result<I8Matrix> i8(std::string_view name, uint32_t rows, uint32_t columns) const;
  Result<F32Matrix> f32(std::string_view name) const;
  Result<F32Matrix> f32(std::string_view name, uint32_t rows, uint32_t columns) const;
  bool has(std::string_view name) const { return tensors_.find(name) != tensors_.end(); }

  // A blob of lines ("vocab", "lexicon"); empty when the file has none of that name.
  std::string_view string(std::string_view name) const;
  // A list of class names ("upos", "deprel"). Errors: kBadInput (no such list, or an empty one).
  Result<std::vector<std::string>> labels(std::string_view name) const;
  // A size from the header: "embed_dim", "parse.hidden". Errors: kBadInput (absent, or not
  // within 1..limit).
  Result<uint32_t> size(std::string_view key, uint32_t limit) const;

  const std::string& lang() const { return lang_; }
  const std::string& name() const { return name_; }
  const std::string& path() const { return path_; }

 private:
  struct Tensor {
    const char* data = nullptr;
    uint32_t rows = 0;
    uint32_t columns = 0;
    bool is_i8 = false;
  };
  Error fault(const std::string& what) const {
    return Error{Error::kBadInput, path_ + ": " + what};
  }
  Outcome read_header(std::string_view bytes);

  std::string path_, lang_, name_;
  MappedFile file_;
  std::map<std::string, Tensor, std::less<>> tensors_;
  std::map<std::string, std::string_view, std::less<>> strings_;
  std::map<std::string, std::vector<std::string>, std::less<>> labels_;
  std::map<std::string, uint32_t, std::less<>> sizes_;
};

}  // namespace diurna
