#include "ingest/reader.h"

#include <glob.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <utility>

#include "base/files.h"
#include "base/strings.h"
#include "ingest/byte_stream.h"
#include "ingest/feed.h"
#include "ingest/json_line.h"
#include "ingest/warc.h"
#include "text/charset.h"

namespace diurna {
namespace {

namespace fs = std::filesystem;

constexpr size_t kSniffBytes = 64 * 1024;

std::string megabytes(size_t bytes) {
  return std::to_string(bytes >> 20) + " MiB";
}

bool hidden(const std::string& path, const std::string& folder) {
  const std::string_view below =
      std::string_view(path).substr(std::min(folder.size(), path.size()));
  return below.find("/.") != std::string_view::npos || starts_with(below, ".");
}

std::vector<std::string> matches(const std::string& pattern) {
  std::vector<std::string> paths;
  glob_t found{};
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc; ++i) paths.emplace_back(found.gl_pathv[i]);
  ::globfree(&found);
  return paths;
}

}  // namespace

struct Reader::Impl {
  std::deque<std::string> inputs;
  InputOptions options;

  // The input that is being read.
  std::optional<ByteStream> stream;
  std::string name;
  InputKind kind = InputKind::kGuess;
  size_t line = 0;                       // of JSON Lines and CoNLL-U: lines consumed
  size_t articles = 0;                   // yielded from this input, bad ones counted too
  std::string conllu_ahead;              // the "# newdoc" line that ended the document before
  std::deque<Result<RawArticle>> ready;  // items of a feed

  using Next = Result<std::optional<RawArticle>>;

  // Opens the next input, or puts what a folder or glob stands for in front of the queue.
  std::optional<Error> open_next() {
    const std::string input = std::move(inputs.front());
    inputs.pop_front();
    std::error_code code;
    if (input != "-" && fs::is_directory(input, code)) return open_folder(input);
    if (input != "-" && !fs::exists(input, code) &&
        input.find_first_of("*?[") != std::string::npos) {
      const auto paths = matches(input);
      if (paths.empty()) return Error{Error::kNotFound, input + ": no file matches"};
      inputs.insert(inputs.begin(), paths.begin(), paths.end());
      return std::nullopt;
    }
    auto opened = ByteStream::open(input);
    if (!opened.ok()) return opened.error();
    stream.emplace(opened.take());
    name = input == "-" ? "standard input" : input;
    line = articles = 0;
    conllu_ahead.clear();
    return begin();
  }

  std::optional<Error> open_folder(const std::string& folder) {
    auto files = list_files(folder, /*recursive=*/true);
    if (!files.ok()) return files.error();
    std::vector<std::string> paths;
    for (auto& path : files.value())
      if (!hidden(path, folder)) paths.push_back(std::move(path));
    if (paths.empty()) return Error{Error::kNotFound, folder + ": the folder holds no file"};
    inputs.insert(inputs.begin(), paths.begin(), paths.end());
    return std::nullopt;
  }

  // Finds out what has been opened.
  std::optional<Error> begin() {
    const bool whole = stream->ended_within(kSniffBytes);
    const auto head = stream->peek(kSniffBytes);  // valid until the stream is read again
    if (!stream->trouble().empty() && head.empty()) return close(Error::kIo, stream->trouble());
    if (trim(head).empty() && whole)
      return close(Error::kBadInput,
                   head.empty() ? "the file is empty" : "the file holds nothing but white space");
    const auto sniffed = sniff(head, whole);
    if (sniffed.kind == InputKind::kGuess)
      return close(Error::kUnsupported, "this is " + sniffed.found +
                                            "; expected text, HTML, JSON Lines, a feed or WARC");
    kind = options.kind == InputKind::kGuess ? sniffed.kind : options.kind;
    const bool by_line = kind == InputKind::kJsonLines || kind == InputKind::kConllu;
    const auto charset = guess_charset(head);
    if (by_line && (starts_with(charset, "UTF-16") || starts_with(charset, "UTF-32"))) {
      // Lines cannot be cut in wide encodings: such a file is decoded whole, under the limit of one
      // article.
      if (!stream->ended_within(options.max_article_bytes)) return too_large(name);
      stream.emplace(ByteStream::of(decode_to_utf8(stream->read(options.max_article_bytes))));
    } else if (by_line && starts_with(stream->peek(3), "\xEF\xBB\xBF")) {
      stream->skip(3);
    }
    return std::nullopt;
  }

  Error close(Error::Kind why, const std::string& reason) {
    stream.reset();
    return {why, name + ": " + reason};
  }

  Error too_large(const std::string& what) {
    return {Error::kBadInput, what + ": larger than " + megabytes(options.max_article_bytes) +
                                  ", the limit for one article"};
  }

  Next next() {
    for (;;) {
      if (!ready.empty()) {
        auto article = std::move(ready.front());
        ready.pop_front();
        if (!article.ok()) return article.error();
        return std::optional<RawArticle>(article.take());
      }
      if (!stream) {
        if (inputs.empty()) return std::optional<RawArticle>();
        if (auto error = open_next()) {
          stream.reset();
          return *error;
        }
        continue;
      }
      Next article = advance();
      if (!article.ok() || article.value()) {
        ++articles;
        return article;
      }
      const std::string trouble = stream->trouble();
      stream.reset();
      if (!trouble.empty()) return Error{Error::kIo, name + ": " + trouble};
      if (articles == 0 && ready.empty())
        return Error{Error::kBadInput, name + ": no article in it"};
    }
  }

  // The next article of the open input; nullopt at its end.
  Next advance() {
    switch (kind) {
      case InputKind::kJsonLines:
        return next_json_line();
      case InputKind::kConllu:
        return next_conllu();
      case InputKind::kWarc:
        return next_warc_article(*stream, name, options.max_article_bytes);
      case InputKind::kFeed:
        return whole_feed();
      default:
        return whole_file();
    }
  }

  Next whole_file() {
    if (articles > 0) return std::optional<RawArticle>();
    RawArticle raw;
    raw.name = name;
    raw.type = kind == InputKind::kHtml ? ContentType::kHtml : ContentType::kText;
    if (!stream->ended_within(options.max_article_bytes)) {
      stream.emplace(ByteStream::of({}));
      return too_large(name);
    }
    raw.bytes = stream->read(options.max_article_bytes);
    if (!stream->trouble().empty()) {
      const Error error{Error::kIo, name + ": " + stream->trouble()};
      stream.emplace(ByteStream::of({}));
      return error;
    }
    return std::optional<RawArticle>(std::move(raw));
  }

  Next whole_feed() {
    if (articles > 0) return std::optional<RawArticle>();
    if (!stream->ended_within(options.max_article_bytes)) {
      stream.emplace(ByteStream::of({}));
      return too_large(name);
    }
    auto items = articles_of_feed(stream->read(options.max_article_bytes), name);
    if (!items.ok()) return items.error();
    for (auto& item : items.value()) ready.emplace_back(std::move(item));
    return std::optional<RawArticle>();
  }

  Next next_json_line() {
    std::string text;
    for (;;) {
      const auto state = stream->read_line(options.max_article_bytes, text);
      if (state == ByteStream::Line::kEnd) return std::optional<RawArticle>();
      ++line;
      const std::string where = name + ":" + std::to_string(line);
      if (state == ByteStream::Line::kTooLong) return too_large(where);
      if (trim(text).empty()) continue;
      auto article = article_of_json_line(text, where);
      if (!article.ok()) return article.error();
      return std::optional<RawArticle>(article.take());
    }
  }

  // A document reaches from "# newdoc" to the next; a file without such lines is one document.
  Next next_conllu() {
    RawArticle raw;
    raw.type = ContentType::kConllu;
    raw.name = name + ":" + std::to_string(line + (conllu_ahead.empty() ? 1 : 0));
    raw.bytes = std::move(conllu_ahead);
    conllu_ahead.clear();
    bool too_long = false, filled = false;
    std::string text;
    for (;;) {
      const auto state = stream->read_line(options.max_article_bytes, text);
      if (state == ByteStream::Line::kEnd) break;
      ++line;
      if (starts_with(text, "# newdoc") && filled) {
        conllu_ahead = text + "\n";
        break;
      }
      filled = filled || (!text.empty() && text.front() != '#');
      too_long = too_long || state == ByteStream::Line::kTooLong ||
                 raw.bytes.size() + text.size() > options.max_article_bytes;
      if (too_long) {
        raw.bytes.clear();
        filled = true;
      } else {
        raw.bytes += text;
        raw.bytes += '\n';
      }
    }
    if (too_long) return too_large(raw.name);
    if (!filled) return std::optional<RawArticle>();
    return std::optional<RawArticle>(std::move(raw));
  }
};

Reader::Reader(std::vector<std::string> inputs, InputOptions options)
    : impl_(std::make_unique<Impl>()) {
  impl_->inputs.assign(std::make_move_iterator(inputs.begin()),
                       std::make_move_iterator(inputs.end()));
  impl_->options = options;
}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<std::optional<RawArticle>> Reader::next() {
  return impl_->next();
}

}  // namespace diurna
