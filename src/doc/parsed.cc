#include "doc/parsed.h"

#include <sstream>
#include <stdexcept>
#include <string>

#include "base/strings.h"
#include "doc/check_article.h"

namespace diurna {
namespace {

bool glued(std::string_view form) {
  constexpr std::string_view kGlued[] = {".", ",", ";", ":", "!", "?", "»", "”", "'s", "’s", ")"};
  for (const auto g : kGlued)
    if (form == g) return true;
  return false;
}

}  // namespace

std::unique_ptr<Article> parsed(std::string_view lang, std::string_view tree) {
  auto article = std::make_unique<Article>();
  article->lang = lang;
  auto& tokens = article->tokens;
  auto& strings = article->strings;
  TokenId begin = 0;
  const auto finish = [&] {
    if (tokens.size() > begin) article->sentences.push_back({{begin, tokens.size()}, 0});
    begin = tokens.size();
  };
  for (const auto line : split(tree, '\n')) {
    if (trim(line).empty()) {
      finish();
      continue;
    }
    std::istringstream in{std::string(line)};
    std::string id, form, lemma, upos_text, head, deprel, feats;
    if (!(in >> id >> form >> lemma >> upos_text >> head >> deprel))
      throw std::invalid_argument("a line needs id form lemma upos head deprel: " +
                                  std::string(line));
    in >> feats;
    Upos upos{};
    const auto head_number = parse_number<uint32_t>(head);
    if (!parse_upos(upos_text, upos) || !head_number)
      throw std::invalid_argument("bad upos or head: " + std::string(line));
    if (!article->text.empty() && !glued(form)) article->text += ' ';
    const auto first = static_cast<uint32_t>(article->text.size());
    article->text += form;
    tokens.bytes.push_back({first, static_cast<uint32_t>(article->text.size())});
    tokens.contracted.push_back(0);
    std::string predicate = lemma, first_part, last_part;
    if (const auto plus = lemma.find('+'); plus != std::string::npos && lemma.size() > 1) {
      predicate = lemma.substr(0, plus) + lemma.substr(plus + 1);
      lemma = lemma.substr(plus + 1);
    } else if (const auto bar = lemma.find('|'); bar != std::string::npos && lemma.size() > 1) {
      const auto equals = lemma.find('=');
      first_part = lemma.substr(0, bar);
      last_part = lemma.substr(bar + 1, equals == std::string::npos ? equals : equals - bar - 1);
      lemma = equals == std::string::npos ? first_part + last_part : lemma.substr(equals + 1);
      predicate = lemma;
    }
    tokens.form.push_back(strings.intern(form));
    tokens.lemma.push_back(strings.intern(lemma));
    tokens.upos.push_back(upos);
    tokens.feats.push_back(strings.intern(feats == "_" ? "" : feats));
    tokens.head.push_back(*head_number == 0 ? kNoHead : begin + *head_number - 1);
    tokens.deprel.push_back(strings.intern(deprel));
    tokens.predicate.push_back(strings.intern(predicate));
    tokens.first_part.push_back(strings.intern(first_part));
    tokens.last_part.push_back(strings.intern(last_part));
  }
  finish();
  article->blocks.push_back(
      {{0, static_cast<uint32_t>(article->text.size())}, BlockKind::kParagraph});
  const auto fault = check_article(*article);
  if (!fault.empty()) throw std::invalid_argument(fault);
  return article;
}

}  // namespace diurna
