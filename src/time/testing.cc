#include "time/testing.h"

#include <string>

#include "text/utf8.h"

namespace diurna::time {
namespace {

bool word_at(std::string_view text, size_t at, size_t* length) {
  const char32_t c = code_point_at(text, at, length);
  return is_letter(c) || is_digit(c) || is_mark(c) || c == '-';
}

void add_token(Article& article, size_t begin, size_t end, TokenId first) {
  auto& tokens = article.tokens;
  const auto form =
      article.strings.intern(std::string_view(article.text).substr(begin, end - begin));
  const TokenId t = tokens.size();
  tokens.bytes.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  tokens.contracted.push_back(0);
  tokens.form.push_back(form);
  tokens.lemma.push_back(form);
  tokens.upos.push_back(Upos::X);
  tokens.feats.push_back(kEmptyString);
  tokens.head.push_back(t == first ? kNoHead : first);
  tokens.deprel.push_back(article.strings.intern(t == first ? "root" : "dep"));
  tokens.predicate.push_back(form);
  tokens.first_part.push_back(kEmptyString);
  tokens.last_part.push_back(kEmptyString);
}

bool sentence_ends(std::string_view text, size_t end, char mark) {
  if (mark != '.' && mark != '!' && mark != '?') return false;
  if (end >= text.size()) return true;
  if (text[end] != ' ' && text[end] != '\n') return false;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\n')) ++end;
  if (mark == '.' && end < text.size() && text[end] >= '0' && text[end] <= '9') return false;
  return end >= text.size() || starts_upper(text.substr(end));
}

}  // namespace

std::unique_ptr<Article> plain_article(std::string_view lang, std::string_view text,
                                       std::string_view day) {
  auto article = std::make_unique<Article>(text);
  article->lang = lang;
  if (const auto known = parse_iso_day(day)) article->date = {DateBasis::kGiven, {*known, *known}};
  TokenId first = 0;
  for (size_t at = 0; at < text.size();) {
    size_t length = 0;
    const char32_t c = code_point_at(text, at, &length);
    if (is_space(c)) {
      at += length;
      continue;
    }
    size_t end = at + length;
    if (word_at(text, at, &length))
      while (end < text.size() && word_at(text, end, &length)) end += length;
    add_token(*article, at, end, first);
    const bool after_number = article->tokens.size() > first + 1 && text[at] == '.' && at > 0 &&
                              text[at - 1] >= '0' && text[at - 1] <= '9';
    if (!after_number && sentence_ends(text, end, text[at])) {
      article->sentences.push_back({{first, article->tokens.size()}, kNone});
      first = article->tokens.size();
    }
    at = end;
  }
  if (article->tokens.size() > first)
    article->sentences.push_back({{first, article->tokens.size()}, kNone});
  return article;
}

}  // namespace diurna::time
