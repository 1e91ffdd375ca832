#include "base/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace diurna {
namespace {

Error system_error(const std::string& path) {
  const int code = errno;
  return {code == ENOENT ? Error::kNotFound : Error::kIo, path + ": " + std::strerror(code)};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code))
    return Error{Error::kIo, path + ": is a folder, expected a file"};
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return system_error(path);
  std::string bytes;
  const auto size = std::filesystem::file_size(path, code);
  if (!code) bytes.reserve(size);
  bytes.assign(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return system_error(path);
  return bytes;
}

Outcome write_file(const std::string& path, std::string_view bytes) {
  const std::string part = path + ".part";
  errno = 0;
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    if (!out) return system_error(part);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out) return system_error(part);
  }
  std::error_code code;
  std::filesystem::rename(part, path, code);
  if (code) return Error{Error::kIo, path + ": " + code.message()};
  return Unit{};
}

Result<std::vector<std::string>> list_files(const std::string& dir, bool recursive) {
  namespace fs = std::filesystem;
  std::error_code code;
  if (!fs::is_directory(dir, code)) return Error{Error::kNotFound, dir + ": no such folder"};
  std::vector<std::string> paths;
  const auto options = fs::directory_options::skip_permission_denied;
  if (recursive) {
    for (fs::recursive_directory_iterator it(dir, options, code), end; !code && it != end;
         it.increment(code))
      if (it->is_regular_file(code)) paths.push_back(it->path().string());
  } else {
    for (fs::directory_iterator it(dir, options, code), end; !code && it != end; it.increment(code))
      if (it->is_regular_file(code)) paths.push_back(it->path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<MappedFile> MappedFile::open(const std::string& path) {
  errno = 0;
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return system_error(path);
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(fd);
    return Error{Error::kIo, path + ": not a regular file"};
  }
  MappedFile file;
  file.size_ = static_cast<size_t>(info.st_size);
  if (file.size_ > 0) {
    void* data = ::mmap(nullptr, file.size_, PROT_READ, MAP_SHARED, fd, 0);
    if (data == MAP_FAILED) {
      ::close(fd);
      return system_error(path);
    }
    file.data_ = static_cast<const char*>(data);
  }
  ::close(fd);
  return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace diurna
