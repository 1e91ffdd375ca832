// Files: whole, or mapped read-only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diurna/result.h"

namespace diurna {

// The bytes of a file. Errors: kNotFound, kIo (message names the path and the system's reason).
Result<std::string> read_file(const std::string& path);

// Writes beside the target and renames, so that a reader never sees half a file. Errors: kIo.
Outcome write_file(const std::string& path, std::string_view bytes);

// Regular files below `dir` (one level unless `recursive`), sorted by name, full paths. Errors:
// kNotFound.
Result<std::vector<std::string>> list_files(const std::string& dir, bool recursive);

// A file mapped read-only; pages are shared between processes. Movable.
class MappedFile {
 public:
  // Errors: kNotFound, kIo.
  static Result<MappedFile> open(const std::string& path);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();
  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace diurna
