#include "syntax/compounds.h"

#include <algorithm>
#include <cmath>

#include "base/data_files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kLongestWord = 60;  // code points; what is longer is no word
constexpr size_t kShortestLast = 3;  // letters of a last part
constexpr size_t kShortestFirst = 3;
constexpr int kMaxDepth = 2;  // a first part may be a compound itself, and its first part too

std::string capitalised(std::string_view text) {
  size_t length = 0;
  std::string out;
  append_utf8(to_upper(code_point_at(text, 0, &length)), out);
  out += text.substr(length);
  return out;
}

std::vector<std::string> optional_list(const std::string& path, Mistakes& mistakes) {
  std::vector<std::string> out;
  const auto list = read_list(path);
  if (!list.ok()) {
    if (list.error().kind != Error::kNotFound) mistakes.add(list.error().message);
    return out;
  }
  for (const auto& entry : list.value()) out.push_back(entry.text);
  return out;
}

}  // namespace

Result<Compounds> Compounds::load(const std::string& folder) {
  Compounds compounds;
  Mistakes mistakes;
  const auto table = Table::read(folder + "/compounds.tsv", {"noun", "count"});
  if (table.ok()) {
    for (const auto& row : table.value().rows()) {
      const auto count = parse_number<uint32_t>(table.value().cell(row, "count"));
      if (!count) {
        mistakes.add(table.value().where(row) + ": count is no number");
        continue;
      }
      compounds.nouns_[table.value().cell(row, "noun")] = {
          *count, table.value().cell(row, "base"), table.value().cell(row, "name") == "yes"};
    }
  } else if (table.error().kind != Error::kNotFound) {
    mistakes.add(table.error().message);
  }
  for (auto& first : optional_list(folder + "/tokens/compound_firsts.txt", mistakes)) {
    auto key = lower(first);
    compounds.firsts_[std::move(key)] = std::move(first);
  }
  for (auto& word : optional_list(folder + "/tokens/whole_words.txt", mistakes))
    compounds.whole_.insert(std::move(word));
  compounds.links_ = optional_list(folder + "/tokens/compound_links.txt", mistakes);
  if (!mistakes.empty()) return mistakes.error();
  return compounds;
}

const Compounds::Noun* Compounds::find(std::string_view noun) const {
  const auto found = nouns_.find(noun);
  return found == nouns_.end() ? nullptr : &found->second;
}

std::string_view Compounds::base(std::string_view noun) const {
  const Noun* found = find(noun);
  return found == nullptr || found->base.empty() ? noun : std::string_view(found->base);
}

std::string Compounds::lemma(std::string_view noun) const {
  const Noun* listed = find(noun);
  if (listed != nullptr && !listed->base.empty()) return listed->base;
  double score = 0;
  const auto parts = split_closed(noun, 0, score);
  if (parts.last.empty()) return listed != nullptr ? std::string(noun) : std::string();
  return std::string(noun.substr(0, parts.cut)) + lower(parts.last);
}

std::string Compounds::front(std::string_view text, int depth, double& score) const {
  const std::string word = capitalised(text);
  const std::string low = lower(text);
  if (const auto other = firsts_.find(low); other != firsts_.end() && find(word) == nullptr) {
    score = std::log(1000.0);
    return other->second;
  }
  if (count_code_points(text) < kShortestFirst) return {};
  std::string best;
  double best_score = 0;
  const auto offer = [&](std::string candidate, double value) {
    if (!best.empty() && value <= best_score) return;
    best = std::move(candidate);
    best_score = value;
  };
  // Names are rarely first parts, unless they are of places and common.
  const auto usable = [](const Noun& noun) { return !noun.name || noun.count >= 40; };
  if (const Noun* noun = find(word); noun != nullptr && usable(*noun))
    offer(std::string(base(word)), std::log(1.0 + noun->count));
  for (const auto& link : links_) {
    if (!ends_with(low, link)) continue;
    const std::string stem = word.substr(0, word.size() - link.size());
    if (count_code_points(stem) < kShortestFirst) continue;
    if (const Noun* noun = find(stem); noun != nullptr && !noun->name)
      offer(std::string(base(stem)), std::log(1.0 + noun->count) - 0.5);
  }
  // An e that the compound drops, and one that a linking letter takes the place of.
  if (best.empty()) {
    if (const Noun* noun = find(word + "e")) offer(word + "e", std::log(1.0 + noun->count) - 1.0);
    for (const auto& link : links_) {
      if (!best.empty() || link.size() != 1 || !ends_with(low, link)) continue;
      const std::string stem = word.substr(0, word.size() - 1) + "e";
      if (const Noun* noun = find(stem)) offer(stem, std::log(1.0 + noun->count) - 1.0);
    }
  }
  if (best.empty() && depth < kMaxDepth) {
    double inner = 0;
    const auto inside = split_closed(word, depth + 1, inner);
    if (!inside.last.empty()) {
      offer(word, inner - 1.0);
    } else {
      for (const auto& link : links_) {
        if (!ends_with(low, link)) continue;
        const std::string stem = word.substr(0, word.size() - link.size());
        if (split_closed(stem, depth + 1, inner).last.empty()) continue;
        offer(stem, inner - 1.5);
        break;
      }
    }
  }
  score = best_score;
  return best;
}

Compounds::Parts Compounds::split_closed(std::string_view word, int depth, double& score) const {
  Parts best;
  score = 0;
  if (nouns_.empty() || whole_.find(word) != whole_.end()) return best;
  // Byte positions of the code points.
  std::vector<size_t> starts;
  size_t length = 0;
  for (size_t at = 0; at < word.size(); at += length) {
    starts.push_back(at);
    if (!is_letter(code_point_at(word, at, &length))) return best;
  }
  if (starts.size() > kLongestWord || starts.size() < 2 * kShortestFirst) return best;
  const Noun* itself = find(word);
  for (size_t cut = 2; cut + kShortestLast <= starts.size(); ++cut) {
    const std::string last = capitalised(word.substr(starts[cut]));
    const Noun* noun = find(last);
    if (noun == nullptr || noun->name || whole_.find("-" + lower(last)) != whole_.end()) continue;
    // A short last part has to be a common word, or chance would find too many.
    const size_t letters = starts.size() - cut;
    if (noun->count < (letters <= 3 ? 150u : letters == 4 ? 40u : 3u)) continue;
    double front_score = 0;
    const std::string first = front(word.substr(0, starts[cut]), depth, front_score);
    if (first.empty()) continue;
    const double value = std::min(front_score, std::log(1.0 + noun->count)) +
                         0.15 * static_cast<double>(std::min<size_t>(letters, 8)) +
                         0.15 * static_cast<double>(std::min<size_t>(cut, 8));
    if (!best.last.empty() && value <= score) continue;
    best = {first, std::string(base(last)), starts[cut]};
    score = value;
  }
  // Parts much rarer than the word itself are chance.
  if (!best.last.empty() && itself != nullptr && score < 0.75 * std::log(1.0 + itself->count))
    return {};
  return best;
}

Compounds::Parts Compounds::split(std::string_view lemma) const {
  const size_t hyphen = lemma.rfind('-');
  if (hyphen != std::string_view::npos) {
    const auto first = lemma.substr(0, hyphen), last = lemma.substr(hyphen + 1);
    size_t length = 0;
    if (first.empty() || last.empty() || !is_letter(code_point_at(last, 0, &length))) return {};
    const auto clean = first.find_last_not_of('-');
    if (clean == std::string_view::npos) return {};
    // The last part may be a compound itself; then its own last part is the head.
    const std::string word = capitalised(last);
    double score = 0;
    auto inside = split_closed(word, 0, score);
    return {std::string(first.substr(0, clean + 1)),
            inside.last.empty() ? std::string(base(word)) : std::move(inside.last), hyphen + 1};
  }
  if (!starts_upper(lemma)) return {};
  double score = 0;
  return split_closed(lemma, 0, score);
}

}  // namespace diurna
