#include "ingest/json_line.h"

#include <nlohmann/json.hpp>

#include "base/strings.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace diurna {
namespace {

using Json = nlohmann::json;

// The field as a string; numbers are written out, since ids often are numbers.
Outcome take(const Json& object, const char* field, std::string& out, const std::string& name) {
  const auto found = object.find(field);
  if (found == object.end() || found->is_null()) return Unit{};
  if (found->is_string()) {
    out = found->get<std::string>();
  } else if (found->is_number()) {
    out = found->dump();
  } else {
    return Error{Error::kBadInput, name + ": the field '" + field + "' is " + found->type_name() +
                                       "; expected a string"};
  }
  return Unit{};
}

Result<Json> parse(std::string_view line, const std::string& name) {
  try {
    return Json::parse(line);
  } catch (const Json::parse_error& error) {
    return Error{Error::kBadInput, name + ": broken JSON at byte " + std::to_string(error.byte) +
                                       " of the line; expected one object a line"};
  } catch (const Json::exception& error) {  // numbers out of range and the like
    return Error{Error::kBadInput,
                 name + ": unreadable JSON (" + error.what() + "); expected one object a line"};
  }
}

}  // namespace

Result<RawArticle> article_of_json_line(std::string_view line, const std::string& name) {
  RawArticle raw;
  raw.name = name;
  raw.extra_json = valid_utf8(line) ? std::string(line) : decode_to_utf8(line);
  auto parsed = parse(raw.extra_json, name);
  if (!parsed.ok()) return parsed.error();
  const Json& object = parsed.value();
  if (!object.is_object())
    return Error{Error::kBadInput,
                 name + ": the line is a JSON " + object.type_name() + "; expected an object"};

  std::string text, html, dct;
  const struct {
    const char* field;
    std::string& out;
  } fields[] = {{"text", text},   {"html", html},       {"id", raw.id},
                {"url", raw.url}, {"title", raw.title}, {"date", raw.date},
                {"dct", dct},     {"lang", raw.lang},   {"source", raw.source}};
  for (const auto& [field, out] : fields) {
    const auto taken = take(object, field, out, name);
    if (!taken.ok()) return taken.error();
  }
  if (raw.date.empty()) raw.date = std::move(dct);
  raw.type = html.empty() ? ContentType::kText : ContentType::kHtml;
  raw.bytes = html.empty() ? std::move(text) : std::move(html);
  raw.charset = "utf-8";
  if (trim(raw.bytes).empty()) {
    const bool had_field = object.contains("text") || object.contains("html");
    return Error{Error::kBadInput,
                 name + (had_field ? ": the article's text is empty"
                                   : ": neither 'text' nor 'html'; expected one of them")};
  }
  return raw;
}

}  // namespace diurna
