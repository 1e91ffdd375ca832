#include "time/atoms.h"

#include <array>
#include <string_view>

#include "text/utf8.h"

namespace diurna::time {
namespace {

// Lower-case copy of a word on the stack; longer words are cut off, as no time word is that long.
class LowerWord {
 public:
  std::string_view fill(std::string_view word) {
    size_ = 0;
    for (size_t at = 0; at < word.size() && size_ + 4 < buffer_.size();) {
      const auto byte = static_cast<unsigned char>(word[at]);
      if (byte < 0x80) {
        buffer_[size_++] = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
        ++at;
        continue;
      }
      size_t length = 0;
      small_.clear();
      append_utf8(to_lower(code_point_at(word, at, &length)), small_);
      for (const char c : small_) buffer_[size_++] = c;
      at += length;
    }
    return {buffer_.data(), size_};
  }

 private:
  std::array<char, 64> buffer_{};
  size_t size_ = 0;
  std::string small_;
};

class Cutter {
 public:
  Cutter(const Article& article, const Lexicon& lexicon)
      : article_(article), text_(article.text), lexicon_(lexicon) {
    minus_ = lexicon.find("-");
    apostrophe_ = lexicon.find("'");
    atoms_.reserve(text_.size() / 5 + 8);
  }

  std::vector<Atom> cut() {
    while (at_ < text_.size()) step();
    mark_tokens();
    mark_sentences();
    return std::move(atoms_);
  }

 private:
  static bool ascii_letter(unsigned char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
  static bool ascii_digit(unsigned char c) { return c >= '0' && c <= '9'; }

  bool letter_at(size_t at, size_t* length) const {
    const auto byte = static_cast<unsigned char>(text_[at]);
    *length = 1;
    if (byte < 0x80) return ascii_letter(byte);
    const char32_t c = code_point_at(text_, at, length);
    return is_letter(c) || is_mark(c) || c == 0xAD;  // a soft hyphen does not part a word
  }

  void step() {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    size_t length = 0;
    if (byte == ' ' || byte == '\t') {
      space_ = true;
      ++at_;
    } else if (byte == '\n' || byte == '\r') {
      space_ = line_ = true;
      ++at_;
    } else if (ascii_digit(byte)) {
      add_number();
    } else if (letter_at(at_, &length)) {
      add_word();
    } else if (byte >= 0x80 && is_space(code_point_at(text_, at_, &length))) {
      space_ = true;
      at_ += length;
    } else {
      add_mark();
    }
  }

  Atom& add(size_t end) {
    Atom atom;
    atom.bytes = {static_cast<uint32_t>(at_), static_cast<uint32_t>(end)};
    atom.space_before = space_;
    atom.line_before = line_;
    atoms_.push_back(atom);
    space_ = line_ = false;
    at_ = end;
    return atoms_.back();
  }

  void add_number() {
    size_t end = at_;
    int64_t value = 0;
    while (end < text_.size() && ascii_digit(static_cast<unsigned char>(text_[end])) &&
           end - at_ < 10) {
      value = value * 10 + (text_[end] - '0');
      ++end;
    }
    const size_t begin = at_;
    Atom& atom = add(end);
    if (end - begin > 9) return;
    atom.number = static_cast<int32_t>(value);
    atom.digits = static_cast<uint8_t>(end - begin);
  }

  void add_word() {
    size_t end = at_, length = 0;
    while (end < text_.size() && letter_at(end, &length)) end += length;
    const std::string_view word = text_.substr(at_, end - at_);
    const std::string_view key = lower_.fill(word);
    const WordId id = lexicon_.find(key);
    const bool upper = starts_upper(word);
    const uint32_t cut = id == kNone ? 0 : lexicon_.split_at(id);
    if (cut == 0 || cut >= word.size() || key.size() != word.size()) {
      Atom& atom = add(end);
      atom.word = id;
      atom.upper = upper;
      atom.all_upper = upper && id != kNone && diurna::all_upper(word);
      return;
    }
    const WordId first = lexicon_.find(key.substr(0, cut)), second = lexicon_.find(key.substr(cut));
    Atom& head = add(at_ + cut);
    head.word = first;
    head.upper = upper;
    head.all_upper = diurna::all_upper(word);
    Atom& tail = add(end);
    tail.word = second;
    tail.upper = upper;  // the second part of a compound noun counts as a noun
    tail.all_upper = diurna::all_upper(word);
  }

  void add_mark() {
    size_t length = 0;
    const char32_t c = code_point_at(text_, at_, &length);
    WordId id = kNone;
    if (is_dash(c)) {
      id = minus_;
    } else if (c == '\'' || c == 0x2019 || c == 0x2018 || c == '`') {
      id = apostrophe_;
    } else {
      id = lexicon_.find(text_.substr(at_, length));
    }
    Atom& atom = add(at_ + length);
    atom.word = id;
  }

  void mark_tokens() {
    const auto& bytes = article_.tokens.bytes;
    TokenId t = 0;
    const uint32_t n = article_.tokens.size();
    for (auto& atom : atoms_) {
      while (t < n && bytes[t].end <= atom.bytes.begin) ++t;
      if (t >= n || bytes[t].begin > atom.bytes.begin) continue;
      atom.token = t;
    }
  }

  void mark_sentences() {
    if (!article_.sentences.empty()) {
      size_t s = 0;
      TokenId next = article_.sentences[0].tokens.begin;
      TokenId last_seen = kNone;
      for (auto& atom : atoms_) {
        while (s < article_.sentences.size() && atom.token != kNone &&
               atom.token >= article_.sentences[s].tokens.end) {
          ++s;
          if (s < article_.sentences.size()) next = article_.sentences[s].tokens.begin;
        }
        atom.starts_sentence = atom.token != kNone && atom.token == next && last_seen != next;
        if (atom.token != kNone) last_seen = atom.token;
      }
      return;
    }
    bool starts = true;
    for (auto& atom : atoms_) {
      atom.starts_sentence = starts || atom.line_before;
      const char c = text_[atom.bytes.begin];
      const bool ends = c == '.' || c == '!' || c == '?' || c == ':';
      const bool opens = atom.number < 0 && !ends && atom.bytes.size() <= 3 &&
                         is_punctuation(code_point_at_begin(atom));
      starts = ends || (starts && opens);
    }
  }

  char32_t code_point_at_begin(const Atom& atom) const {
    size_t length = 0;
    return code_point_at(text_, atom.bytes.begin, &length);
  }

  const Article& article_;
  std::string_view text_;
  const Lexicon& lexicon_;
  WordId minus_ = kNone;
  WordId apostrophe_ = kNone;
  LowerWord lower_;
  std::vector<Atom> atoms_;
  size_t at_ = 0;
  bool space_ = true;
  bool line_ = true;
};

}  // namespace

std::vector<Atom> cut(const Article& article, const Lexicon& lexicon) {
  return Cutter(article, lexicon).cut();
}

}  // namespace diurna::time
