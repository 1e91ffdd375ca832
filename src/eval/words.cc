#include "eval/words.h"

#include "text/utf8.h"

namespace diurna {

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += length) {
    const auto c = code_point_at(text, at, &length);
    if (is_letter(c) || is_digit(c)) {
      append_utf8(to_lower(c), word);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace diurna
