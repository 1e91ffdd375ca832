#include "ingest/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace diurna {
namespace {

constexpr size_t kPiece = 64 * 1024;

gzFile gz(void* file) {
  return static_cast<gzFile>(file);
}

}  // namespace

void ByteStream::Closer::operator()(void* file) const {
  if (file != nullptr) gzclose(gz(file));
}

Result<ByteStream> ByteStream::open(const std::string& path) {
  errno = 0;
  const int fd = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return Error{errno == ENOENT ? Error::kNotFound : Error::kIo,
                 path + ": " + std::strerror(errno)};
  struct stat info {};
  if (::fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
    ::close(fd);
    return Error{Error::kIo, path + ": is a folder, expected a file"};
  }
  gzFile file = gzdopen(fd, "rb");
  if (file == nullptr) {
    ::close(fd);
    return Error{Error::kIo, path + ": cannot be read"};
  }
  gzbuffer(file, kPiece);
  ByteStream stream;
  stream.file_.reset(file);
  return stream;
}

ByteStream ByteStream::of(std::string bytes) {
  ByteStream stream;
  stream.buffer_ = std::move(bytes);
  stream.ended_ = true;
  return stream;
}

bool ByteStream::fill() {
  if (ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const size_t old = buffer_.size();
  buffer_.resize(old + kPiece);
  const int got = gzread(gz(file_.get()), buffer_.data() + old, static_cast<unsigned>(kPiece));
  buffer_.resize(old + static_cast<size_t>(std::max(got, 0)));
  if (got == static_cast<int>(kPiece)) return true;
  int code = Z_OK;
  const char* message = gzerror(gz(file_.get()), &code);
  if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
    trouble_ = code == Z_ERRNO       ? std::strerror(errno)
               : code == Z_BUF_ERROR ? "the gzip data end too early"
                                     : message;
    if (trouble_.empty()) trouble_ = "read error";
  }
  if (got <= 0) ended_ = true;
  return got > 0;
}

std::string_view ByteStream::peek(size_t want) {
  while (buffer_.size() - at_ < want && fill()) {
  }
  return std::string_view(buffer_).substr(at_, want);
}

std::string ByteStream::read(size_t want) {
  std::string out(peek(want));
  at_ += out.size();
  return out;
}

void ByteStream::skip(size_t count) {
  while (count > 0) {
    if (at_ == buffer_.size() && !fill()) return;
    const size_t step = std::min(count, buffer_.size() - at_);
    at_ += step;
    count -= step;
  }
}

ByteStream::Line ByteStream::read_line(size_t limit, std::string& line) {
  line.clear();
  bool too_long = false, any = false;
  for (;;) {
    if (at_ == buffer_.size() && !fill()) break;
    any = true;
    const size_t end = buffer_.find('\n', at_);
    const size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (!too_long && line.size() + (stop - at_) > limit) {
      too_long = true;
      line = {};
    }
    if (!too_long) line.append(buffer_, at_, stop - at_);
    at_ = end == std::string::npos ? stop : end + 1;
    if (end != std::string::npos) break;
  }
  if (!any) return Line::kEnd;
  if (too_long) return Line::kTooLong;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return Line::kLine;
}

}  // namespace diurna
