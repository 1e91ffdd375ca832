// An answer or the reason why there is none. Bad input is an ordinary value here, never an
// exception.
//
//   Result<File> file = read_file("a.txt");
//   if (!file.ok()) return file.error();
//   use(file.value());
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>

namespace diurna {

struct Error {
  enum Kind { kNotFound, kBadInput, kUnsupported, kIo, kCancelled };
  Kind kind = kBadInput;
  std::string message;  // one sentence: where, what was found, what was expected
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor): reads as a return
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return value_.has_value(); }
  T& value() {
    assert(ok());
    return *value_;
  }
  const T& value() const {
    assert(ok());
    return *value_;
  }
  // Moves the value out; call once.
  T take() {
    assert(ok());
    return std::move(*value_);
  }
  const Error& error() const {
    assert(!ok());
    return error_;
  }

 private:
  std::optional<T> value_;
  Error error_;
};

// For what returns nothing but may fail.
struct Unit {};
using Outcome = Result<Unit>;

}  // namespace diurna
