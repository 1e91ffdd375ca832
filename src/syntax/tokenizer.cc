#include "syntax/tokenizer.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace diurna {
namespace {

enum Class : uint8_t { kSpace, kLetter, kDigit, kMark, kOther };

Class class_of(char32_t c) {
  if (c < 0x80) {
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return kLetter;
    if (c >= '0' && c <= '9') return kDigit;
    return c <= ' ' || c == 0x7F ? kSpace : kOther;
  }
  if (is_letter(c)) return kLetter;
  if (is_space(c)) return kSpace;
  if (is_digit(c)) return kDigit;
  // Marks, and what only changes the look of the character before it: joiners, variation selectors,
  // skin tones.
  if (is_mark(c) || c == 0x200D || c == 0x200C || (c >= 0xFE00 && c <= 0xFE0F) ||
      (c >= 0x1F3FB && c <= 0x1F3FF))
    return kMark;
  return kOther;
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == '`' || c == 0x02BC;
}
bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}
bool repeats(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == '-' || c == '*' || c == '=' || c == '_' ||
         c == '~' || c == '#' || c == '+' || c == '|';
}
bool is_ascii_alnum(char32_t c) {
  return c < 0x80 && (class_of(c) == kLetter || class_of(c) == kDigit);
}

bool is_closing(char32_t c) {
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' ||
         c == ']' || c == '}' || c == '>' || c == '"' || is_quote(c);
}

constexpr std::array<std::u32string_view, 3> kAddressStarts = {U"http://", U"https://", U"www."};
// Bounds of what is looked at again and again, so that time stays linear in texts without spaces.
constexpr size_t kMaxAddress = 256;
constexpr size_t kMaxAbbreviation = 24;
// Endings after which "word.ending" is an address and not two sentences without a space.
constexpr std::array<std::u32string_view, 14> kDomains = {U"com",  U"org", U"net", U"de",  U"at",
                                                          U"ch",   U"uk",  U"eu",  U"gov", U"edu",
                                                          U"info", U"fr",  U"ru",  U"io"};

}  // namespace

Tokenizer::Tokenizer(TokenRules rules) : rules_(std::move(rules)) {
  for (const auto& [word, parts] : rules_.contractions) {
    Expansion expansion;
    expansion.parts = expansion.capitalised = parts;
    size_t length = 0;
    std::string first;
    append_utf8(to_upper(code_point_at(parts[0], 0, &length)), first);
    expansion.capitalised[0] = first + parts[0].substr(length);
    for (const auto& part : parts) expansion.upper.push_back(upper(part));
    expansions_.emplace(word, std::move(expansion));
  }
}

// The state of one call: positions are code points of the block.
class BlockTokenizer {
 public:
  BlockTokenizer(const Tokenizer& tokenizer, std::string_view text, ByteSpan block,
                 TokenizerScratch& scratch)
      : tokenizer_(tokenizer), rules_(tokenizer.rules_), text_(text), s_(scratch) {
    s_.tokens.clear();
    s_.chars.clear();
    s_.offsets.clear();
    s_.classes.clear();
    size_t length = 0;
    for (size_t at = block.begin; at < block.end; at += length) {
      const char32_t c = code_point_at(text, at, &length);
      s_.chars += c;
      s_.offsets.push_back(static_cast<uint32_t>(at));
      s_.classes.push_back(class_of(c));
    }
    s_.offsets.push_back(block.end);
    size_ = s_.chars.size();
  }

  void run() {
    size_t at = 0;
    while (at < size_) {
      if (s_.classes[at] == kSpace) {
        ++at;
        continue;
      }
      chunk_begin_ = at;
      chunk_end_ = at;
      while (chunk_end_ < size_ && s_.classes[chunk_end_] != kSpace) ++chunk_end_;
      while (at < chunk_end_) {
        const size_t next = token(at);
        at = next;
      }
      if (!s_.tokens.empty()) s_.tokens.back().space_after = true;
    }
  }

 private:
  char32_t c(size_t at) const { return at < size_ ? s_.chars[at] : U'\0'; }
  bool is(size_t at, Class k) const { return at < chunk_end_ && s_.classes[at] == k; }
  bool word_char(size_t at) const {
    return at < chunk_end_ && s_.classes[at] != kOther && s_.classes[at] != kSpace;
  }
  bool at_chunk_end(size_t at) const { return at >= chunk_end_; }

  std::string_view bytes(size_t begin, size_t end) const {
    return slice(text_, {s_.offsets[begin], s_.offsets[end]});
  }

  std::string_view lowered(size_t begin, size_t end) {
    s_.word.clear();
    for (size_t i = begin; i < end; ++i)
      append_utf8(is_apostrophe(c(i)) ? U'\'' : to_lower(c(i)), s_.word);
    return s_.word;
  }

  void emit(size_t begin, size_t end, uint8_t contracted = 0) {
    const ByteSpan span{s_.offsets[begin], s_.offsets[end]};
    s_.tokens.push_back({span, contracted, slice(text_, span), false});
  }

  // A part of a contraction that is not the last one. The networks see words of a contraction as
  // parted by spaces.
  void emit_part(size_t begin, size_t end, uint8_t contracted) {
    emit(begin, end, contracted);
    s_.tokens.back().space_after = true;
  }

  // Takes the token that starts at `at`, gives where the next one starts.
  size_t token(size_t at) {
    if (const size_t end = emoticon(at); end != at) return take(at, end);
    if (const size_t end = address(at); end != at) return take(at, end);
    if (const size_t end = tag(at); end != at) return take(at, end);
    switch (s_.classes[at]) {
      case kLetter:
      case kMark:
        return word(at);
      case kDigit:
        return number(at);
      default:
        return other(at);
    }
  }

  size_t take(size_t begin, size_t end) {
    emit(begin, end);
    return end;
  }

  size_t emoticon(size_t at) const {
    if (s_.classes[at] == kLetter || (at > chunk_begin_ && s_.classes[at - 1] != kOther)) return at;
    for (const auto& text : rules_.emoticons) {
      size_t end = at, length = 0, i = 0;
      while (i < text.size() && end < chunk_end_ && c(end) == code_point_at(text, i, &length)) {
        i += length;
        ++end;
      }
      if (i == text.size() && (at_chunk_end(end) || s_.classes[end] == kOther)) return end;
    }
    return at;
  }

  bool matches(size_t at, std::u32string_view wanted) const {
    if (chunk_end_ - at < wanted.size()) return false;
    for (size_t i = 0; i < wanted.size(); ++i)
      if (to_lower(c(at + i)) != wanted[i]) return false;
    return true;
  }

  // The end of what hangs together up to the chunk's end, without the punctuation behind it.
  size_t trimmed_end(size_t at) const {
    size_t end = at;
    int open = 0;
    while (end < chunk_end_ && c(end) != '<' && c(end) != '>' && c(end) != '"' &&
           c(end) != 0x201C && c(end) != 0x201D && c(end) != 0x201E && c(end) != 0xAB &&
           c(end) != 0xBB) {
      open += c(end) == '(' ? 1 : c(end) == ')' ? -1 : 0;
      ++end;
    }
    while (end > at && is_closing(c(end - 1))) {
      if (c(end - 1) == ')' && open >= 0) break;
      if (c(end - 1) == ')') ++open;
      --end;
    }
    return end;
  }

  // "https://...", "www...", "name@host.org", "host.org", "host.org/path".
  size_t address(size_t at) const {
    if (at > chunk_begin_ && word_char(at - 1)) return at;
    if (c(at) >= 0x80 || s_.classes[at] == kOther) return at;
    for (const auto start : kAddressStarts)
      if (matches(at, start) && chunk_end_ - at > start.size())
        return std::max(at + start.size(), trimmed_end(at));
    // A mail address: ascii name, '@', host with a dot.
    size_t end = at;
    const auto name_char = [&](size_t i) {
      return i < chunk_end_ && i < at + kMaxAddress &&
             (is_ascii_alnum(c(i)) || c(i) == '.' || c(i) == '_' || c(i) == '-' || c(i) == '+');
    };
    while (name_char(end)) ++end;
    if (c(end) == '@' && end < chunk_end_ && end > at) {
      size_t host = end + 1;
      while (name_char(host)) ++host;
      while (host > end + 1 && !is_ascii_alnum(c(host - 1))) --host;
      if (std::find(s_.chars.begin() + static_cast<ptrdiff_t>(end),
                    s_.chars.begin() + static_cast<ptrdiff_t>(host),
                    U'.') != s_.chars.begin() + static_cast<ptrdiff_t>(host))
        return host;
    }
    // A bare host: ascii labels in lower case behind the first dot, the last one a known ending.
    while (end > at && !is_ascii_alnum(c(end - 1))) --end;
    size_t dot = end;
    while (dot > at && c(dot - 1) != '.') --dot;
    if (dot <= at + 2) return at;
    const std::u32string_view last(s_.chars.data() + dot, end - dot);
    if (std::find(kDomains.begin(), kDomains.end(), last) == kDomains.end()) return at;
    if (c(end) == '/' && end < chunk_end_) return std::max(end, trimmed_end(at));
    return end;
  }

  // "@name", "#tag".
  size_t tag(size_t at) const {
    if ((c(at) != '@' && c(at) != '#') || (at > chunk_begin_ && word_char(at - 1))) return at;
    size_t end = at + 1;
    while (word_char(end) || (end < chunk_end_ && c(end) == '_')) ++end;
    return end > at + 1 && (c(at) == '@' || s_.classes[at + 1] == kLetter) ? end : at;
  }

  // Where a run of letters, digits and marks ends, with what may stand inside a word.
  size_t word_end(size_t at) const {
    size_t end = at;
    for (;;) {
      while (word_char(end)) ++end;
      if (at_chunk_end(end) || end == at) return end;
      const char32_t here = c(end);
      if (!word_char(end + 1)) return end;
      const bool letters = s_.classes[end + 1] == kLetter && s_.classes[end - 1] != kDigit;
      const bool joins =
          (is_apostrophe(here) && letters) || here == '_' || (here == '&' && ampersand(at, end)) ||
          (is_hyphen(here) && keeps_hyphen(at, end)) || (here == '.' && single_letters(at, end)) ||
          (here == 0xAD) || (here == 0xB7 && letters) || (here == '/' && abbreviated_slash(end)) ||
          gender_mark(end);
      if (!joins) return end;
      ++end;
    }
  }

  // "AT&T", "S&P": capitals on both sides.
  bool ampersand(size_t begin, size_t at) const {
    return at - begin <= 4 && is_upper(c(at - 1)) && is_upper(c(at + 1));
  }

  // "km/h", "m/s": one or two small letters on both sides.
  bool abbreviated_slash(size_t at) const {
    return at + 2 <= chunk_end_ && is_lower(c(at - 1)) && is_lower(c(at + 1)) &&
           (at < chunk_begin_ + 3) && (at + 2 == chunk_end_ || !word_char(at + 2));
  }

  // "Bürger*innen", "Bürger:innen".
  bool gender_mark(size_t at) const {
    return rules_.gender_marks && (c(at) == '*' || c(at) == ':') && at > chunk_begin_ &&
           is(at - 1, kLetter) && matches(at + 1, U"in");
  }

  // "U.S", "z.B": single letters with dots, from the beginning of the word on.
  bool single_letters(size_t begin, size_t at) const {
    if (at - begin > kMaxAbbreviation) return false;
    for (size_t i = begin; i < at; ++i)
      if (((i - begin) % 2 == 0) != (s_.classes[i] == kLetter)) return false;
    if ((at - begin) % 2 != 1 || !is(at + 1, kLetter)) return false;
    // The next letter stands alone too, or ends the chunk: "Ph.D" does not come here, "U.Smith"
    // stops.
    return at + 2 >= chunk_end_ || s_.classes[at + 2] == kOther;
  }

  bool keeps_hyphen(size_t begin, size_t at) const {
    if (!rules_.split_hyphens) return true;
    if (s_.classes[at + 1] != kLetter && s_.classes[at + 1] != kDigit) return false;
    if (at - begin > kMaxAbbreviation) return false;
    std::string word;
    for (size_t i = begin; i < at; ++i) append_utf8(to_lower(c(i)), word);
    return rules_.prefixes.find(word) != rules_.prefixes.end();
  }

  bool last_in_block(size_t at) const {
    for (size_t i = at; i < size_; ++i)
      if (s_.classes[i] == kLetter || s_.classes[i] == kDigit) return false;
    return true;
  }

  // The first letter or digit behind the white space that follows; 0 when there is none.
  size_t next_word(size_t at) const {
    while (at < size_ && (s_.classes[at] == kSpace ||
                          (s_.classes[at] == kOther && (is_quote(c(at)) || c(at) == '('))))
      ++at;
    return at;
  }

  size_t word(size_t at) {
    size_t end = word_end(at);
    if (end == at) ++end;
    // A dot that belongs to the word.
    if (end < chunk_end_ && c(end) == '.' && c(end + 1) != '.' && keeps_dot(at, end))
      return take(at, end + 1);
    // A chain of abbreviations without spaces, as in "e.V.", "Ph.D.", "k.u.k.".
    if (end < chunk_end_ && c(end) == '.') {
      size_t chain = end;
      while (chain < chunk_end_ && chain < at + kMaxAbbreviation &&
             (word_char(chain) || c(chain) == '.'))
        ++chain;
      if (rules_.abbreviations.find(bytes(at, chain)) != rules_.abbreviations.end())
        return take(at, chain);
    }
    // "US$", "Außen-" and "S-".
    if (end < chunk_end_ && c(end) == '$' && end - at <= 3 && is_upper(c(at)))
      return take(at, end + 1);
    if (end < chunk_end_ && is_hyphen(c(end)) &&
        (at_chunk_end(end + 1) || c(end + 1) == ',' || c(end + 1) == '/' || c(end + 1) == ')') &&
        !rules_.split_hyphens)
      return take(at, end + 1);
    split_word(at, end);
    return end;
  }

  bool keeps_dot(size_t begin, size_t end) const {
    const std::string_view with_dot = bytes(begin, end + 1);
    const bool last = last_in_block(end + 1);
    if (rules_.abbreviations.find(with_dot) != rules_.abbreviations.end()) return true;
    if (rules_.before_numbers.find(with_dot) != rules_.before_numbers.end()) {
      const size_t next = next_word(end + 1);
      return next < size_ && s_.classes[next] == kDigit;
    }
    if (end - begin > 1 && single_letters_all(begin, end)) return true;
    // An initial: "George W. Bush"; at the end of a text it is "vitamin C" and a full stop.
    if (end - begin == 1 && is_upper(c(begin)) && !last) {
      const size_t next = next_word(end + 1);
      if (next < size_ && is_upper(c(next)) && (c(begin) != 'I' || rules_.ordinal_dot)) return true;
    }
    // Roman numerals count as ordinals: "Wilhelm II. von".
    if (rules_.ordinal_dot && !last && end - begin <= 5) {
      for (size_t i = begin; i < end; ++i)
        if (c(i) != 'I' && c(i) != 'V' && c(i) != 'X') return false;
      return !starts_sentence(end + 1);
    }
    return false;
  }

  bool single_letters_all(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i)
      if (((i - begin) % 2 == 0) ? s_.classes[i] != kLetter : c(i) != '.') return false;
    return (end - begin) % 2 == 1;
  }

  // Whether the word behind `at` is one that starts a sentence when it is capitalised.
  bool starts_sentence(size_t at) const {
    const size_t begin = next_word(at);
    size_t end = begin;
    while (end < size_ && s_.classes[end] == kLetter) ++end;
    if (begin >= size_) return true;
    return rules_.starters.find(bytes(begin, end)) != rules_.starters.end();
  }

  void emit_expansion(size_t begin, size_t end, const std::vector<std::string>& parts) {
    const ByteSpan span{s_.offsets[begin], s_.offsets[end]};
    for (size_t i = 0; i < parts.size(); ++i)
      s_.tokens.push_back(
          {span, static_cast<uint8_t>(i == 0 ? 1 : 2), parts[i], i + 1 < parts.size()});
  }

  // Contractions and clitics.
  void split_word(size_t begin, size_t end) {
    if (end - begin <= 12 && !tokenizer_.expansions_.empty()) {
      const auto found = tokenizer_.expansions_.find(lowered(begin, end));
      if (found != tokenizer_.expansions_.end()) {
        const auto& expansion = found->second;
        const bool first = is_upper(c(begin)), second = is_upper(c(begin + 1));
        return emit_expansion(begin, end,
                              first && second ? expansion.upper
                              : first         ? expansion.capitalised
                                              : expansion.parts);
      }
    }
    if (!rules_.cuts.empty()) {
      const auto found = rules_.cuts.find(lowered(begin, end));
      if (found != rules_.cuts.end()) {
        // The map's value has a space where the word is cut; both are walked together.
        size_t at = begin, length = 0;
        uint8_t part = 1;
        for (size_t i = 0; i < found->second.size(); i += length) {
          if (code_point_at(found->second, i, &length) != ' ') {
            ++at;
            continue;
          }
          emit_part(begin, at, part);
          part = 2;
          begin = at;
        }
        return emit(begin, end, part);
      }
    }
    if (!rules_.clitics.empty()) {
      const std::string_view word = lowered(begin, end);
      for (const auto& clitic : rules_.clitics) {
        const size_t length = clitic.size();  // clitics are ASCII
        if (end - begin <= length || word.size() <= length || !ends_with(word, clitic)) continue;
        if (s_.classes[end - length - 1] == kOther) continue;
        emit_part(begin, end - length, 1);
        return emit(end - length, end, 2);
      }
    }
    emit(begin, end);
  }

  // Numbers, dates, times, and words that begin with a digit ("90er", "24th").
  size_t number(size_t at) {
    size_t end = at;
    const bool hyphens = !rules_.split_hyphens || rules_.number_ranges || hyphenated_number(at);
    for (;;) {
      while (is(end, kDigit)) ++end;
      const char32_t here = c(end);
      if (at_chunk_end(end) || !is(end + 1, kDigit)) break;
      if (here == '.' || here == ',' || here == ':' || here == '/' || here == 0x2019) {
        ++end;
        continue;
      }
      if (is_hyphen(here) && hyphens) {
        ++end;
        continue;
      }
      break;
    }
    if (is(end, kLetter)) {
      const size_t word = word_end(end);
      // "1.2bn": a number that has a separator is whole.
      for (size_t i = at; i < end; ++i)
        if (s_.classes[i] != kDigit) return take(at, end);
      if (rules_.units.find(lowered(end, word)) != rules_.units.end()) return take(at, end);
      return take(at, word);
    }
    if (end < chunk_end_ && is_hyphen(c(end)) && is(end + 1, kLetter) && !rules_.split_hyphens)
      return take(at, word_end(end + 1));
    if (end < chunk_end_ && is_hyphen(c(end)) && at_chunk_end(end + 1) && !rules_.split_hyphens)
      return take(at, end + 1);
    if (end < chunk_end_ && c(end) == '.' && rules_.ordinal_dot && is_ordinal(at, end))
      return take(at, end + 1);
    // A year with its ending: "80's", "1990's".
    if (!rules_.clitics.empty() && end + 1 < chunk_end_ && is_apostrophe(c(end)) &&
        c(end + 1) == 's' && !word_char(end + 2))
      return take(at, end + 2);
    // A list number at the beginning of a block: "1. Name".
    if (at == 0 && end - at <= 2 && end < chunk_end_ && c(end) == '.' && at_chunk_end(end + 1))
      return take(at, end + 1);
    return take(at, end);
  }

  // Telephone numbers and ISO dates: three groups, or three and four digits.
  bool hyphenated_number(size_t at) const {
    size_t groups = 1, run = 0, first = 0, end = at;
    for (; end < chunk_end_ && (s_.classes[end] == kDigit || is_hyphen(c(end))); ++end) {
      if (is_hyphen(c(end))) {
        if (groups == 1) first = run;
        ++groups;
        run = 0;
      } else {
        ++run;
      }
    }
    return groups >= 3 || (groups == 2 && first == 3 && run == 4);
  }

  bool is_ordinal(size_t begin, size_t end) const {
    if (end - begin > 3 || c(end + 1) == '.') return false;
    for (size_t i = begin; i < end; ++i)
      if (s_.classes[i] != kDigit) return false;
    if (end + 1 < chunk_end_)
      return c(end + 1) == '-' || c(end + 1) == '/' || is(end + 1, kLetter) || c(end + 1) == ',' ||
             c(end + 1) == ')';
    if (last_in_block(end + 1)) return false;
    const size_t next = next_word(end + 1);
    return next < size_ && !starts_sentence(end + 1);
  }

  size_t other(size_t at) {
    const char32_t here = c(at);
    size_t end = at + 1;
    // Runs of one sign: "...", "--", "!!!". Question and exclamation marks mix.
    if (repeats(here)) {
      const bool mixed = here == '!' || here == '?';
      while (!(mixed && rules_.split_marks) && end < chunk_end_ &&
             (c(end) == here || (mixed && (c(end) == '!' || c(end) == '?'))))
        ++end;
    }
    if ((here == '\'' || here == '`') && c(end) == here && end < chunk_end_) ++end;
    // A clitic that stands alone: "Boys 's" or "'s" behind a quotation mark.
    if (is_apostrophe(here) && is(end, kLetter)) {
      size_t word = end;
      while (is(word, kLetter)) ++word;
      const auto text = lowered(at, word);
      const bool glued = at > chunk_begin_;
      if ((glued || at_chunk_end(word)) &&
          std::find(rules_.clitics.begin(), rules_.clitics.end(), text) != rules_.clitics.end())
        return take(at, word);
    }
    // "'90", "'68er".
    if (is_apostrophe(here) && at == chunk_begin_ && is(end, kDigit) && is(end + 1, kDigit) &&
        !is(end + 2, kDigit)) {
      size_t word = word_end(end);
      return take(at, word);
    }
    // The rest of a coordinated compound: "-politik".
    if (is_hyphen(here) && !rules_.split_hyphens && end == at + 1 && is(end, kLetter) &&
        at == chunk_begin_)
      return take(at, word_end(end));
    // Possessive of a plural: "soldiers'".
    if (is_apostrophe(here) && !rules_.clitics.empty() && at_chunk_end(end) && at > chunk_begin_ &&
        c(at - 1) == 's' && !s_.tokens.empty() && s_.tokens.back().contracted == 0 &&
        !open_quote(at)) {
      s_.tokens.back().contracted = 1;
      s_.tokens.back().space_after = true;
      emit(at, end, 2);
      return end;
    }
    while (end < chunk_end_ && s_.classes[end] == kMark) ++end;
    // Emoji joined by U+200D; pairs of regional letters (flags).
    while (end < chunk_end_ && c(end - 1) == 0x200D && s_.classes[end] == kOther) {
      ++end;
      while (end < chunk_end_ && s_.classes[end] == kMark) ++end;
    }
    const auto regional = [&](size_t i) { return c(i) >= 0x1F1E6 && c(i) <= 0x1F1FF; };
    if (regional(at) && end == at + 1 && end < chunk_end_ && regional(end)) ++end;
    return take(at, end);
  }

  // Whether a single quotation mark is open before `at`, so that an apostrophe there closes it.
  bool open_quote(size_t at) const {
    const size_t first = at > 200 ? at - 200 : 0;
    for (size_t i = at; i-- > first;) {
      if (c(i) != '\'' && c(i) != 0x2018) continue;
      const bool opens =
          (i == 0 || s_.classes[i - 1] == kSpace) && i + 1 < size_ && s_.classes[i + 1] == kLetter;
      if (opens) return true;
      if (c(i) == '\'' && i + 1 < size_ && s_.classes[i + 1] != kLetter) return false;
    }
    return false;
  }

  const Tokenizer& tokenizer_;
  const TokenRules& rules_;
  std::string_view text_;
  TokenizerScratch& s_;
  size_t size_ = 0;
  size_t chunk_begin_ = 0;
  size_t chunk_end_ = 0;
};

void Tokenizer::tokenize(std::string_view text, ByteSpan block, TokenizerScratch& scratch) const {
  BlockTokenizer(*this, text, block, scratch).run();
}

}  // namespace diurna
