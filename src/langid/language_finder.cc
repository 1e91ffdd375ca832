#include "langid/language_finder.h"

#include <algorithm>
#include <cmath>

#include "base/data_files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kEnough = 4000;  // characters
constexpr size_t kLongestGram = 5;
constexpr size_t kLongestWord = 9;
constexpr double kSharpness =
    0.65;  // sequences overlap, so their weights count for less than independent ones would
constexpr double kLengthPower = 0.6;  // of the number of sequences in a word
constexpr double kCapitalWord = 0.6;  // a word with a capital letter may be a name from anywhere
constexpr double kSure = 0.55;
constexpr size_t kFewestLetters = 3;

}  // namespace

Result<LanguageFinder> LanguageFinder::load(const std::string& data_dir) {
  LanguageFinder finder;
  Mistakes mistakes;
  auto table = Table::read(data_dir + "/langid.tsv", {"sequence", "weights"});
  if (!table.ok()) return table.error();
  StringMap<uint32_t> ids;
  for (const auto& row : table.value().rows()) {
    std::string sequence = table.value().cell(row, "sequence");
    std::replace(sequence.begin(), sequence.end(), '_', ' ');
    std::vector<std::pair<uint32_t, float>> weights;
    for (const auto entry : split_trimmed(table.value().cell(row, "weights"), " ")) {
      const size_t colon = entry.find(':');
      const auto weight = parse_number<float>(
          colon == std::string_view::npos ? std::string_view() : entry.substr(colon + 1));
      if (!weight) {
        mistakes.add(table.value().where(row) + ": '" + std::string(entry) +
                     "' is no weight; expected one like de:2.5");
        continue;
      }
      const auto [id, fresh] =
          ids.emplace(entry.substr(0, colon), static_cast<uint32_t>(finder.languages_.size()));
      if (fresh) finder.languages_.emplace_back(entry.substr(0, colon));
      weights.emplace_back(id->second, *weight);
    }
    finder.weights_.emplace(std::move(sequence), std::move(weights));
  }
  auto scripts = Table::read(data_dir + "/langid_scripts.tsv", {"first", "last", "lang", "share"});
  if (!scripts.ok()) return scripts.error();
  for (const auto& row : scripts.value().rows()) {
    Script script;
    const auto code_point = [&](const char* column) {
      const std::string& cell = scripts.value().cell(row, column);
      uint32_t value = 0;
      const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value, 16);
      if (code != std::errc() || end != cell.data() + cell.size())
        mistakes.add(scripts.value().where(row) + ": '" + cell +
                     "' is no code point; expected hexadecimal digits");
      return static_cast<char32_t>(value);
    };
    script.first = code_point("first");
    script.last = code_point("last");
    script.lang = scripts.value().cell(row, "lang");
    const auto share = parse_number<double>(scripts.value().cell(row, "share"));
    if (!share)
      mistakes.add(scripts.value().where(row) + ": '" + scripts.value().cell(row, "share") +
                   "' is no share");
    script.share = share.value_or(1);
    finder.scripts_.push_back(std::move(script));
  }
  if (!mistakes.empty()) return mistakes.error();
  return finder;
}

LanguageGuess LanguageFinder::guess(std::string_view text) const {
  // Letters in lower case, one space between words and at both ends.
  std::string words = " ";
  std::vector<size_t> starts{0};              // byte of each character of `words`
  std::vector<char> capital(kEnough + 2, 0);  // by the space in front of a word
  std::vector<size_t> in_script(scripts_.size(), 0);
  size_t letters = 0, length = 1;
  for (size_t at = 0; at < text.size() && starts.size() < kEnough; at += length) {
    const char32_t c = code_point_at(text, at, &length);
    if (is_letter(c) || is_mark(c)) {
      ++letters;
      for (size_t s = 0; s < scripts_.size(); ++s)
        if (scripts_[s].first <= c && c <= scripts_[s].last) ++in_script[s];
      if (words.back() == ' ') capital[starts.size() - 1] = is_upper(c) ? 1 : 0;
      starts.push_back(words.size());
      append_utf8(to_lower(c), words);
    } else if (words.back() != ' ') {
      starts.push_back(words.size());
      words += ' ';
    }
  }
  if (words.back() != ' ') {
    starts.push_back(words.size());
    words += ' ';
  }
  starts.push_back(words.size());
  if (letters < kFewestLetters) return {};
  for (size_t s = 0; s < scripts_.size(); ++s) {
    const double share = static_cast<double>(in_script[s]) / static_cast<double>(letters);
    if (share >= scripts_[s].share) return {scripts_[s].lang, 0.5 + share / 2};
  }

  // Every word has a vote: the sequences of a long one, mostly a name or a loan, must not outweigh
  // three short ones.
  std::vector<double> scores(languages_.size(), 0), word_scores(languages_.size(), 0);
  double seen = 0, word_seen = 0;
  const auto add = [&](size_t from, size_t to) {
    const auto found =
        weights_.find(std::string_view(words).substr(starts[from], starts[to] - starts[from]));
    if (found == weights_.end()) return;
    ++word_seen;
    for (const auto& [language, weight] : found->second) word_scores[language] += weight;
  };
  const size_t count = starts.size() - 1;
  for (size_t word = 0, end = 1; end < count;
       ++end) {  // `word`: the space in front of it, `end`: the one behind
    if (words[starts[end]] != ' ') continue;
    for (size_t i = word; i < end; ++i)
      for (size_t n = i == word ? 2 : 1; n <= kLongestGram && i + n <= end + 1; ++n) add(i, i + n);
    const size_t letters_in_word = end - word - 1;
    if (letters_in_word + 2 > kLongestGram && letters_in_word <= kLongestWord) add(word, end + 1);
    if (word_seen > 0) {
      const double weight = (capital[word] ? kCapitalWord : 1) / std::pow(word_seen, kLengthPower);
      for (size_t language = 0; language < scores.size(); ++language) {
        scores[language] += weight * word_scores[language];
        word_scores[language] = 0;
      }
    }
    seen += word_seen;
    word_seen = 0;
    word = end;
  }
  if (seen == 0) return {};
  const auto best =
      static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  double sum = 0;
  for (const double score : scores) sum += std::exp(kSharpness * (score - scores[best]));
  return {languages_[best], 1 / sum};
}

std::string LanguageFinder::find(std::string_view text) const {
  auto found = guess(text);
  return found.confidence >= kSure ? found.lang : std::string();
}

}  // namespace diurna
