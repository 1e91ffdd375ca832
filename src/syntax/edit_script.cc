#include "syntax/edit_script.h"

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// "12-text" -> 12 and text.
bool read_step(std::string_view text, uint32_t& number, std::u32string& put) {
  if (text.empty()) return true;
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const auto value = parse_number<uint32_t>(text.substr(0, dash));
  if (!value) return false;
  number = *value;
  put = to_utf32(text.substr(dash + 1));
  return true;
}

}  // namespace

Result<EditScript> EditScript::parse(std::string_view text) {
  const auto fault = [&] {
    return Error{Error::kBadInput,
                 "lemma script '" + std::string(text) + "'; expected CASE|a-b|a-b or =LEMMA"};
  };
  EditScript script;
  if (starts_with(text, "=")) {
    script.literal_ = true;
    script.lemma_ = text.substr(1);
    return script;
  }
  const auto parts = split(text, '|');
  if (parts.size() < 3 || parts.size() > 4 || parts[0].size() != 1) return fault();
  switch (parts[0][0]) {
    case 'k':
      break;
    case 'l':
      script.case_ = Case::kLower;
      break;
    case 't':
      script.case_ = Case::kTitle;
      break;
    default:
      return fault();
  }
  if (!read_step(parts[1], script.front_, script.front_put_) ||
      !read_step(parts[2], script.back_, script.back_put_))
    return fault();
  if (parts.size() == 4) {
    if (!starts_with(parts[3], "@")) return fault();
    const auto dash = parts[3].find('-');
    const auto at = parse_number<uint32_t>(
        parts[3].substr(1, dash == std::string_view::npos ? dash : dash - 1));
    if (dash == std::string_view::npos || !at ||
        !read_step(parts[3].substr(dash + 1), script.inside_drop_, script.inside_put_))
      return fault();
    script.inside_ = *at;
    script.has_inside_ = true;
  }
  return script;
}

void EditScript::apply(std::string_view form, std::u32string& scratch, std::string& out) const {
  if (literal_) {
    out = lemma_;
    return;
  }
  scratch.clear();
  size_t length = 0;
  for (size_t at = 0; at < form.size(); at += length) {
    const char32_t c = code_point_at(form, at, &length);
    const bool change = case_ == Case::kLower || (case_ == Case::kTitle && at > 0);
    scratch += change ? to_lower(c) : c;
  }
  const uint64_t size = scratch.size();
  const bool fits =
      uint64_t{front_} + back_ <= size &&
      (!has_inside_ || (inside_ >= front_ && uint64_t{inside_} + inside_drop_ + back_ <= size));
  out.clear();
  if (!fits) {
    out = form;
    return;
  }
  const auto put = [&](std::u32string_view text) {
    for (const char32_t c : text) append_utf8(c, out);
  };
  const std::u32string_view chars(scratch);
  const size_t end = chars.size() - back_;
  put(front_put_);
  if (has_inside_) {
    put(chars.substr(front_, inside_ - front_));
    put(inside_put_);
    put(chars.substr(inside_ + inside_drop_, end - inside_ - inside_drop_));
  } else {
    put(chars.substr(front_, end - front_));
  }
  put(back_put_);
  if (out.empty()) out = form;
}

}  // namespace diurna
