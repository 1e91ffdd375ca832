#include "extract/plain_text.h"

#include <algorithm>

#include "base/strings.h"
#include "extract/dateline.h"
#include "extract/normalise.h"
#include "extract/paragraphs.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kLongestTitle = 200;  // code points
constexpr size_t kLongestHeading = 120;
constexpr size_t kLongestLead = 450;
constexpr size_t kMenuItem = 28;
constexpr size_t kDatelineBlocks = 5;  // a dateline stands in one of the first paragraphs

struct Candidate {
  ByteSpan bytes;
  std::string words;  // squeezed
  size_t length = 0;  // code points
  size_t word_count = 0;
  bool sentence = false;  // ends as a sentence does
  bool gap = false;
  bool kept = true;
};

// A paragraph one would read: it has a sentence's end and some length, or is long in any case.
bool prose(const Candidate& c) {
  return (c.sentence && c.word_count >= 6) || c.word_count >= 25;
}

bool only_address(std::string_view words) {
  if (words.find(' ') != std::string_view::npos) return false;
  return starts_with(words, "http://") || starts_with(words, "https://") ||
         starts_with(words, "www.") ||
         (words.find('@') != std::string_view::npos && words.find('.') != std::string_view::npos);
}

bool has_letter(std::string_view text) {
  size_t length = 1;
  for (size_t at = 0; at < text.size(); at += length)
    if (is_letter(code_point_at(text, at, &length))) return true;
  return false;
}

// Runs of short lines without a sentence among them are menus, lists of topics or link boxes.
void drop_menus(std::vector<Candidate>& candidates) {
  for (size_t begin = 0; begin < candidates.size();) {
    size_t end = begin;
    while (end < candidates.size() && !candidates[end].sentence &&
           candidates[end].length <= kMenuItem && candidates[end].word_count <= 3) {
      ++end;
    }
    if (end - begin >= 4)
      for (size_t i = begin; i < end; ++i) candidates[i].kept = false;
    begin = std::max(end, begin + 1);
  }
}

// Where a dateline stands behind the first sentences of a paragraph; empty if nowhere. The end of
// the sentence before it is `begin`, the start of the one after it `end`.
ByteSpan dateline_inside(std::string_view paragraph, const DateReader& dates,
                         const Boilerplate& rules) {
  const size_t limit = std::min<size_t>(paragraph.size(), 800);
  for (size_t at = 1; at + 1 < limit; ++at) {
    const char mark = paragraph[at - 1];
    if (paragraph[at] != ' ' || (mark != '.' && mark != '!' && mark != '?')) continue;
    const auto line = find_dateline(paragraph.substr(at + 1), dates, rules, /*strict=*/false);
    const auto front = paragraph.substr(at + 1, line.size);
    const bool dash = front.find(" – ") != std::string_view::npos ||
                      front.find(" - ") != std::string_view::npos ||
                      front.find(" — ") != std::string_view::npos ||
                      front.find("-- ") != std::string_view::npos;
    if (line.size > 0 && dash)
      return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1 + line.size)};
  }
  return {};
}

std::string_view without_colon(std::string_view text) {
  while (!text.empty() && (text.back() == ':' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool ends_like_sentence(std::string_view text) {
  while (!text.empty()) {
    size_t length = 1;
    const char32_t c = code_point_before(text, text.size(), &length);
    if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ';' || c == 0x3002 || c == 0xFF01 ||
        c == 0xFF1F || c == 0x0964 || c == 0x061F) {
      return true;
    }
    if (!is_quote(c) && c != ')' && c != ']' && !is_space(c)) return false;
    text.remove_suffix(length);
  }
  return false;
}

bool glued_words(std::string_view line) {
  if (line.size() > 400 || ends_like_sentence(line)) return false;
  size_t joints = 0, words = 1, length = 1, after = 1, run = 0;
  char32_t before = 0;
  for (size_t at = 0; at < line.size(); at += length) {
    const char32_t c = code_point_at(line, at, &length);
    if (is_space(c)) {
      ++words;
      run = 0;
    } else if (is_upper(c) && is_lower(before) && run >= 4 && at + length < line.size() &&
               is_letter(code_point_at(line, at + length, &after))) {
      ++joints;
      run = 1;
    } else {
      ++run;
    }
    before = c;
  }
  return joints >= 2 || (joints == 1 && words == 1 && line.size() >= 16);
}

PlainBlocks blocks_of(std::string_view text, std::string_view title, bool keep_all,
                      const Boilerplate& rules, const DateReader& dates) {
  PlainBlocks out;
  std::vector<Candidate> candidates;
  for (const auto& paragraph : paragraphs_of(text)) {
    Candidate candidate;
    candidate.bytes = paragraph.bytes;
    candidate.words = squeeze(slice(text, paragraph.bytes));
    candidate.length = count_code_points(candidate.words);
    candidate.word_count =
        static_cast<size_t>(std::count(candidate.words.begin(), candidate.words.end(), ' ')) + 1;
    candidate.sentence = ends_like_sentence(candidate.words);
    candidate.gap = paragraph.after_gap;
    candidates.push_back(std::move(candidate));
  }
  const std::string wanted_title = fold(squeeze(title));
  const auto is_title = [&](const Candidate& c) {
    return !wanted_title.empty() && fold(c.words) == wanted_title;
  };
  const bool many = candidates.size() > 1;

  if (!keep_all && many) {
    bool leftovers = false;
    for (auto& candidate : candidates) {
      if (is_title(candidate)) continue;
      const auto verdict = rules.judge(candidate.words, &out.authors);
      if (verdict == Boilerplate::Verdict::kStop) {
        leftovers = true;
        candidate.kept = false;
        continue;
      }
      if (leftovers && !prose(candidate)) {
        candidate.kept = false;
        continue;
      }
      leftovers = false;
      candidate.kept = verdict == Boilerplate::Verdict::kKeep && has_letter(candidate.words) &&
                       !glued_words(candidate.words) && !only_address(candidate.words) &&
                       (candidate.word_count > 1 || candidate.sentence);
    }
    drop_menus(candidates);
    if (std::none_of(candidates.begin(), candidates.end(),
                     [](const Candidate& c) { return c.kept; }))
      for (auto& candidate : candidates)
        candidate.kept = true;  // a text of single words is still what came in
  }

  bool dateline_open = true;
  size_t seen = 0;
  for (const auto& candidate : candidates) {
    if (!candidate.kept) continue;
    ByteSpan bytes = candidate.bytes;
    if (!keep_all) {
      const auto cut = rules.end_without_credits(slice(text, bytes), &out.agency);
      bytes.end = bytes.begin + static_cast<uint32_t>(cut);
      if (bytes.empty()) continue;
    }
    const size_t number = seen++;
    BlockKind kind = BlockKind::kParagraph;
    const bool sentence = ends_like_sentence(slice(text, bytes));  // once the credit is gone
    const bool short_line = !sentence && candidate.length <= kLongestHeading;
    if (number == 0 && many &&
        (is_title(candidate) || (!sentence && candidate.length <= kLongestTitle))) {
      kind = BlockKind::kTitle;
    } else if (short_line && many && candidate.bytes.end != candidates.back().bytes.end) {
      kind = BlockKind::kHeading;
    }
    if (dateline_open && number < kDatelineBlocks && sentence) {
      const auto line = find_dateline(slice(text, bytes), dates, rules, /*strict=*/keep_all);
      if (line.size > 0 && line.size < bytes.size()) {
        dateline_open = false;
        out.date = line.date;
        if (out.agency.empty()) out.agency = line.agency;
        const auto front =
            slice(text, {bytes.begin, bytes.begin + static_cast<uint32_t>(line.size)});
        if (keep_all) {
          const auto kept = trim(front);
          out.blocks.push_back({{bytes.begin, bytes.begin + static_cast<uint32_t>(kept.size())},
                                BlockKind::kParagraph});
        }
        bytes.begin += static_cast<uint32_t>(line.size);
        kind = BlockKind::kParagraph;
      }
    }
    // A lead and the report behind it in one paragraph: "... gefordert. Oslo – Die Regierung ..."
    if (dateline_open && number == 0 && !keep_all) {
      const auto split = dateline_inside(slice(text, bytes), dates, rules);
      if (split.size() > 0) {
        dateline_open = false;
        out.blocks.push_back({{bytes.begin, bytes.begin + split.begin}, BlockKind::kLead});
        bytes.begin += split.end;
      }
    }
    out.blocks.push_back({bytes, kind});
  }
  if (!out.blocks.empty() && out.blocks[0].kind == BlockKind::kTitle) {
    out.title = squeeze(without_colon(slice(text, out.blocks[0].bytes)));
    if (out.blocks.size() > 2 && out.blocks[1].kind == BlockKind::kParagraph &&
        out.blocks[1].bytes.size() < kLongestLead)
      out.blocks[1].kind = BlockKind::kLead;
  }
  return out;
}

}  // namespace diurna
