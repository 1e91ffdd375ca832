#include "ingest/warc.h"

#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "base/strings.h"

namespace diurna {
namespace {

constexpr size_t kHeaderLimit = 64 * 1024;

std::string lowered(std::string_view text) {
  std::string out(trim(text));
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// Header names are compared without case.
std::string value_of(const StringMap<std::string>& headers, std::string_view key) {
  const auto found = headers.find(key);
  return found == headers.end() ? std::string() : found->second;
}

void add_header(std::string_view line, StringMap<std::string>& headers) {
  const size_t colon = line.find(':');
  if (colon != std::string_view::npos)
    headers[lowered(line.substr(0, colon))] = std::string(trim(line.substr(colon + 1)));
}

// The body of a transfer in chunks; what is broken is left as it came.
std::string unchunked(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const size_t end = body.find("\r\n");
    if (end == std::string_view::npos) return out;
    size_t size = 0;
    const std::string_view digits = body.substr(0, std::min(end, body.find(';')));
    const auto [stop, code] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (code != std::errc() || stop == digits.data()) return out.empty() ? std::string(body) : out;
    if (size == 0) return out;
    body.remove_prefix(end + 2);
    out += body.substr(0, size);
    body.remove_prefix(std::min(body.size(), size));
    if (starts_with(body, "\r\n")) body.remove_prefix(2);
  }
  return out;
}

std::optional<std::string> gunzipped(std::string_view body, size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 32) != Z_OK)
    return std::nullopt;  // 32: gzip or zlib, told by the header
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  int code = Z_OK;
  while (code == Z_OK && out.size() <= limit) {
    const size_t old = out.size();
    out.resize(old + 64 * 1024);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + old);
    stream.avail_out = 64 * 1024;
    code = inflate(&stream, Z_NO_FLUSH);
    out.resize(old + 64 * 1024 - stream.avail_out);
  }
  inflateEnd(&stream);
  if (code != Z_STREAM_END || out.size() > limit) return std::nullopt;
  return out;
}

// The HTTP response inside a record as an article; nullopt if it is none of ours.
std::optional<RawArticle> article_of_response(std::string_view block, size_t limit) {
  if (!starts_with(block, "HTTP/")) return std::nullopt;
  size_t end = block.find("\r\n\r\n");
  size_t gap = 4;
  if (end == std::string_view::npos) {
    end = block.find("\n\n");
    gap = 2;
  }
  if (end == std::string_view::npos) return std::nullopt;
  StringMap<std::string> headers;
  const auto lines = split(block.substr(0, end), '\n');
  const size_t space = lines[0].find(' ');
  if (space == std::string_view::npos || !starts_with(trim(lines[0].substr(space)), "200"))
    return std::nullopt;
  for (size_t i = 1; i < lines.size(); ++i) add_header(lines[i], headers);

  const std::string type = lowered(value_of(headers, "content-type"));
  RawArticle raw;
  if (starts_with(type, "text/html") || starts_with(type, "application/xhtml")) {
    raw.type = ContentType::kHtml;
  } else if (starts_with(type, "text/plain")) {
    raw.type = ContentType::kText;
  } else {
    return std::nullopt;
  }
  const size_t charset = type.find("charset=");
  if (charset != std::string::npos) {
    std::string_view value = std::string_view(type).substr(charset + 8);
    value = value.substr(0, value.find(';'));
    while (!value.empty() && (value.front() == '"' || value.front() == '\''))
      value.remove_prefix(1);
    while (!value.empty() && (value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
    raw.charset = std::string(value);
  }
  raw.bytes = std::string(block.substr(end + gap));
  if (lowered(value_of(headers, "transfer-encoding")) == "chunked")
    raw.bytes = unchunked(raw.bytes);
  const std::string encoding = lowered(value_of(headers, "content-encoding"));
  if (encoding == "gzip" || encoding == "deflate") {
    // Many crawlers decode the body and leave the header: what does not inflate is taken as it is.
    if (auto plain = gunzipped(raw.bytes, limit)) raw.bytes = std::move(*plain);
  }
  if (trim(raw.bytes).empty()) return std::nullopt;
  return raw;
}

}  // namespace

Result<std::optional<RawArticle>> next_warc_article(ByteStream& stream, const std::string& name,
                                                    size_t limit) {
  std::string line;
  for (;;) {
    do {
      if (stream.read_line(kHeaderLimit, line) == ByteStream::Line::kEnd)
        return std::optional<RawArticle>();
    } while (trim(line).empty());
    if (!starts_with(line, "WARC/")) {
      stream = ByteStream::of({});
      return Error{Error::kBadInput,
                   name + ": a record begins with '" + line.substr(0, 40) + "'; expected 'WARC/'"};
    }
    StringMap<std::string> headers;
    for (size_t lines = 0; lines < 1000; ++lines) {
      if (stream.read_line(kHeaderLimit, line) != ByteStream::Line::kLine || trim(line).empty())
        break;
      add_header(line, headers);
    }
    const auto length = parse_number<size_t>(value_of(headers, "content-length"));
    std::string url = value_of(headers, "warc-target-uri");
    if (url.size() > 2 && url.front() == '<') url = url.substr(1, url.size() - 2);
    const std::string what = name + (url.empty() ? "" : " (" + url + ")");
    if (!length) {
      stream = ByteStream::of({});
      return Error{Error::kBadInput, what + ": a record without Content-Length; expected one"};
    }
    const std::string type = lowered(value_of(headers, "warc-type"));
    if (type != "response") {
      stream.skip(*length);
      continue;
    }
    if (*length > limit) {
      stream.skip(*length);
      return Error{Error::kBadInput, what + ": a record of " + std::to_string(*length) +
                                         " bytes; expected at most " + std::to_string(limit)};
    }
    const std::string block = stream.read(*length);
    if (block.size() < *length) {
      return Error{Error::kBadInput, what + ": the record ends after " +
                                         std::to_string(block.size()) + " bytes; expected " +
                                         std::to_string(*length)};
    }
    if (auto raw = article_of_response(block, limit)) {
      raw->name = what;
      raw->url = url;
      return std::optional<RawArticle>(std::move(*raw));
    }
  }
}

}  // namespace diurna
