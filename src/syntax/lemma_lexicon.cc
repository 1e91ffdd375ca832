#include "syntax/lemma_lexicon.h"

#include <limits>

#include "base/strings.h"

namespace diurna {

LemmaLexicon::LemmaLexicon(std::string_view lines) : lines_(lines) {
  size_t count = 0;
  for (const char c : lines) count += c == '\n';
  size_t slots = 16;
  while (slots < 2 * (count + 1)) slots *= 2;
  table_.assign(slots, {});
  lemmas_.assign(slots, {});
  constexpr size_t kLongest = std::numeric_limits<uint16_t>::max();
  if (lines.size() >= kFree) return;
  for (size_t begin = 0; begin < lines.size();) {
    size_t end = lines.find('\n', begin);
    if (end == std::string_view::npos) end = lines.size();
    const std::string_view line = lines.substr(begin, end - begin);
    const size_t first = line.find('\t');
    const size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    Line entry;
    if (second != std::string_view::npos && line.size() <= kLongest && second + 1 < line.size() &&
        parse_upos(line.substr(first + 1, second - first - 1), entry.upos)) {
      entry.begin = static_cast<uint32_t>(begin);
      entry.form_size = static_cast<uint16_t>(first);
      std::string_view lemma = line.substr(second + 1);
      if (const size_t bar = lemma.find('|'); bar != std::string_view::npos && bar > 0)
        lemma = lemma.substr(0, bar);
      entry.lemma_size = static_cast<uint16_t>(lemma.size());
      const std::string_view tagged = line.substr(first + 1, second - first + lemma.size());
      size_t place = fnv1a32(tagged) & (slots - 1);
      while (!lemmas_[place].empty() && lemmas_[place] != tagged) place = (place + 1) & (slots - 1);
      lemmas_[place] = tagged;
      Line& slot = table_[slot_of(line.substr(0, first), entry.upos)];
      if (slot.begin == kFree) {
        slot = entry;
        ++size_;
      }
    }
    begin = end + 1;
  }
}

size_t LemmaLexicon::slot_of(std::string_view form, Upos upos) const {
  const size_t mask = table_.size() - 1;
  size_t slot = (fnv1a32(form) + static_cast<uint32_t>(upos) * 0x9E3779B1u) & mask;
  while (table_[slot].begin != kFree &&
         (table_[slot].upos != upos ||
          lines_.substr(table_[slot].begin, table_[slot].form_size) != form))
    slot = (slot + 1) & mask;
  return slot;
}

bool LemmaLexicon::is_lemma(std::string_view lemma, Upos upos) const {
  if (size_ == 0) return false;
  std::string tagged(name(upos));
  tagged += '\t';
  tagged += lemma;
  const size_t mask = lemmas_.size() - 1;
  for (size_t place = fnv1a32(tagged) & mask; !lemmas_[place].empty(); place = (place + 1) & mask)
    if (lemmas_[place] == tagged) return true;
  return false;
}

std::string_view LemmaLexicon::find(std::string_view form, Upos upos) const {
  if (size_ == 0) return {};
  const Line& line = table_[slot_of(form, upos)];
  if (line.begin == kFree) return {};
  return lines_.substr(line.begin + line.form_size + name(line.upos).size() + 2, line.lemma_size);
}

}  // namespace diurna
