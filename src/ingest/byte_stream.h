// Bytes of a file or of standard input, gunzipped when they are gzipped, with bounded memory.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "diurna/result.h"

namespace diurna {

class ByteStream {
 public:
  enum class Line { kLine, kTooLong, kEnd };

  // "-" is standard input. Errors: kNotFound, kIo; the message begins with the name.
  static Result<ByteStream> open(const std::string& path);
  // A stream over bytes that are in memory already.
  static ByteStream of(std::string bytes);

  // Up to `want` bytes from here on, without consuming them; fewer only at the end (or after a read
  // error). Valid until the next call of any member but trouble().
  std::string_view peek(size_t want);
  bool ended_within(size_t want) { return peek(want + 1).size() <= want; }
  // Consumes up to `want` bytes.
  std::string read(size_t want);
  void skip(size_t count);
  // The next line without its line end; a longer one than `limit` is skipped whole and told as
  // kTooLong.
  Line read_line(size_t limit, std::string& line);
  // Why reading stopped before the end ("unexpected end of file"); empty if it did not.
  const std::string& trouble() const { return trouble_; }

 private:
  struct Closer {
    void operator()(void* file) const;
  };
  bool fill();  // reads one more piece behind the buffer; false at the end

  std::unique_ptr<void, Closer> file_;  // a gzFile
  std::string buffer_;
  size_t at_ = 0;
  bool ended_ = false;
  std::string trouble_;
};

}  // namespace diurna
