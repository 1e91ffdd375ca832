#include "diurna/article.h"

#include <algorithm>
#include <iterator>

namespace diurna {
namespace {

constexpr std::string_view kUposNames[] = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                           "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                           "PUNCT", "SCONJ", "SYM", "VERB", "X"};
constexpr std::string_view kStatusNames[] = {"occurred",     "ongoing", "planned", "requested",
                                             "hypothetical", "denied",  "negated"};

template <class Enum, size_t n>
bool parse_name(const std::string_view (&names)[n], std::string_view text, Enum& out) {
  const auto found = std::find(std::begin(names), std::end(names), text);
  if (found == std::end(names)) return false;
  out = static_cast<Enum>(found - std::begin(names));
  return true;
}

}  // namespace

StringTable::StringTable(std::pmr::memory_resource* arena)
    : arena_(arena), strings_(arena), ids_(arena) {
  strings_.push_back({});
  ids_.emplace(std::string_view(), kEmptyString);
}

StringId StringTable::intern(std::string_view text) {
  const auto found = ids_.find(text);
  if (found != ids_.end()) return found->second;
  char* copy = static_cast<char*>(arena_->allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), copy);
  const std::string_view stored(copy, text.size());
  const auto id = static_cast<StringId>(strings_.size());
  strings_.push_back(stored);
  ids_.emplace(stored, id);
  return id;
}

std::string_view name(BlockKind kind) {
  constexpr std::string_view kNames[] = {"title", "lead", "heading", "paragraph",
                                         "quote", "list", "table"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view name(DateBasis basis) {
  constexpr std::string_view kNames[] = {"", "given", "metadata", "inferred"};
  return kNames[static_cast<size_t>(basis)];
}

std::string_view name(Upos upos) {
  return kUposNames[static_cast<size_t>(upos)];
}
bool parse_upos(std::string_view text, Upos& out) {
  return parse_name(kUposNames, text, out);
}

Tokens::Tokens(std::pmr::memory_resource* arena)
    : bytes(arena),
      contracted(arena),
      form(arena),
      lemma(arena),
      upos(arena),
      feats(arena),
      head(arena),
      deprel(arena),
      predicate(arena),
      first_part(arena),
      last_part(arena) {}

std::string_view name(EntityType type) {
  constexpr std::string_view kNames[] = {"PER", "LOC", "ORG", "MISC"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view name(TimexType type) {
  constexpr std::string_view kNames[] = {"DATE", "TIME", "DURATION", "SET"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view name(TimePrecision precision) {
  constexpr std::string_view kNames[] = {"", "day", "week", "month", "season", "year", "span"};
  return kNames[static_cast<size_t>(precision)];
}

std::string_view name(PlacePrecision precision) {
  constexpr std::string_view kNames[] = {"point", "city", "admin1", "country", "region"};
  return kNames[static_cast<size_t>(precision)];
}

std::string_view name(EntityKind kind) {
  constexpr std::string_view kNames[] = {"country", "government", "body", "person",
                                         "people",  "region",     "other"};
  return kNames[static_cast<size_t>(kind)];
}

void SectorList::add(Code code) {
  if (code.empty() || has(code)) return;
  for (auto& slot : codes) {
    if (slot.empty()) {
      slot = code;
      return;
    }
  }
}

bool SectorList::has(Code code) const {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

size_t SectorList::size() const {
  return static_cast<size_t>(
      std::count_if(codes.begin(), codes.end(), [](Code c) { return !c.empty(); }));
}

std::string_view name(EventStatus status) {
  return kStatusNames[static_cast<size_t>(status)];
}
bool parse_status(std::string_view text, EventStatus& out) {
  return parse_name(kStatusNames, text, out);
}

std::string_view name(EventTimeBasis basis) {
  constexpr std::string_view kNames[] = {"", "stated", "tense", "publication"};
  return kNames[static_cast<size_t>(basis)];
}

Article::Article()
    : strings(&arena),
      id(&arena),
      url(&arena),
      title(&arena),
      source(&arena),
      agency(&arena),
      lang(&arena),
      authors(&arena),
      tags(&arena),
      text(&arena),
      blocks(&arena),
      tokens(&arena),
      sentences(&arena),
      mentions(&arena),
      timexes(&arena),
      places(&arena),
      entities(&arena),
      references(&arena),
      events(&arena),
      arguments(&arena),
      quantities(&arena),
      attributions(&arena),
      attribution_ids(&arena),
      context_ids(&arena),
      sentence_ids(&arena) {}

Article::Article(std::string_view article_text) : Article() {
  text = article_text;
}

ByteSpan Article::byte_span(TokenSpan span) const {
  if (span.empty()) return {};
  return {tokens.bytes[span.begin].begin, tokens.bytes[span.end - 1].end};
}

SentenceId Article::sentence_of(TokenId t) const {
  const auto after =
      std::upper_bound(sentences.begin(), sentences.end(), t,
                       [](TokenId token, const Sentence& s) { return token < s.tokens.end; });
  if (after == sentences.end() || !after->tokens.contains(t)) return kNone;
  return static_cast<SentenceId>(after - sentences.begin());
}

}  // namespace diurna
