#include "extract/page_parts.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/data_files.h"

namespace diurna {
namespace {

constexpr auto kMostMarks =
    5;  // hyphens of a name; longer ones are made of an article's title or of layout settings

}  // namespace

Result<PageParts> PageParts::load(const std::string& data_dir) {
  auto stanzas = read_stanzas(data_dir + "/world/page_parts.txt");
  if (!stanzas.ok()) return stanzas.error();
  PageParts parts;
  Mistakes mistakes;
  for (const auto& stanza : stanzas.value()) {
    for (const auto& field : stanza.fields) {
      if (field.key == "rule") continue;
      bool PartHints::*hint = field.key == "never"  ? &PartHints::never
                              : field.key == "body" ? &PartHints::body
                              : field.key == "lead" ? &PartHints::lead
                                                    : nullptr;
      if (hint == nullptr) {
        mistakes.add(stanza.where(field) + ": no key '" + field.key +
                     "'; expected rule, never, body or lead");
        continue;
      }
      for (const auto word : split_trimmed(field.value, "|"))
        parts.words_[std::string(word)].*hint = true;
    }
  }
  if (!mistakes.empty()) return mistakes.error();
  return parts;
}

PartHints PageParts::hints(std::string_view names) const {
  PartHints found;
  const auto add = [&](std::string_view word) {
    const auto entry = words_.find(word);
    if (entry == words_.end()) return;
    found.never = found.never || entry->second.never;
    found.body = found.body || entry->second.body;
    found.lead = found.lead || entry->second.lead;
  };
  for (std::string_view name : split_trimmed(names, " ")) {
    // "has-comments", "is-hidden-on-print", "block--with-share": states and variants say nothing of
    // the element itself.
    name = name.substr(0, name.find("--"));
    bool state = false;
    for (const std::string_view prefix :
         {"has-",      "is-",   "no-",  "with-", "without-", "show-",   "hide-", "tag-",
          "category-", "post-", "js-",  "type-", "format-",  "status-", "page-", "layout-",
          "tweak-",    "wp-",   "col-", "md:",   "lg:",      "sm:"})
      state = state || starts_with(name, prefix);
    const auto marks =
        std::count_if(name.begin(), name.end(), [](char c) { return c == '-' || c == '_'; });
    if (marks > kMostMarks) continue;
    // Words of one name: at hyphens, underscores, digits, and where a small letter meets a capital.
    std::string word, before, glued;
    const auto finish = [&] {
      if (word.empty()) return;
      if (!state) add(word);
      if (!before.empty()) add(before + "-" + word);
      before = std::move(word);
      word.clear();
    };
    bool small = false;
    for (const char c : name) {
      const auto byte = static_cast<unsigned char>(c);
      if (std::isalpha(byte) == 0) {
        finish();
        small = false;
        continue;
      }
      if (small && std::isupper(byte) != 0) finish();
      small = std::islower(byte) != 0;
      word += static_cast<char>(std::tolower(byte));
      glued += static_cast<char>(std::tolower(byte));
    }
    finish();
    if (!state) add(glued);
  }
  return found;
}

}  // namespace diurna
