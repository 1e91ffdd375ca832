#include "extract/boilerplate.h"

#include <re2/re2.h>

#include <algorithm>
#include <filesystem>

#include "base/data_files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr size_t kLongestLeftover = 1200;  // bytes; a longer paragraph is never one
constexpr size_t kLongestCredit = 90;

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_dot_nl(true);
  return options;
}

// Case, arrows and punctuation at the ends do not count.
std::string key_of(std::string_view text) {
  size_t begin = 0, end = text.size(), length = 1;
  while (begin < end) {
    const char32_t c = code_point_at(text, begin, &length);
    if (!is_space(c) && !is_punctuation(c)) break;
    begin += length;
  }
  while (end > begin) {
    const char32_t c = code_point_before(text, end, &length);
    if (!is_space(c) && !is_punctuation(c)) break;
    end -= length;
  }
  return lower(text.substr(begin, end - begin));
}

bool starts_phrase(std::string_view lowered, std::string_view phrase) {
  if (!starts_with(lowered, phrase)) return false;
  if (lowered.size() == phrase.size()) return true;
  size_t length = 1;
  const char32_t last = code_point_before(phrase, phrase.size(), &length);
  return !is_letter(last) || !is_letter(code_point_at(lowered, phrase.size(), &length));
}

bool ends_sentence(std::string_view text) {
  while (!text.empty()) {
    size_t length = 1;
    const char32_t c = code_point_before(text, text.size(), &length);
    if (c == '.' || c == '!' || c == '?' || c == 0x2026) return true;
    if (!is_quote(c) && c != ')' && !is_space(c)) return false;
    text.remove_suffix(length);
  }
  return false;
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty()) {
    size_t length = 1;
    if (!is_space(code_point_before(text, text.size(), &length))) break;
    text.remove_suffix(length);
  }
  return text;
}

}  // namespace

struct Boilerplate::Rules {
  struct Start {
    std::string phrase;  // lower case
    size_t limit;        // code points of the paragraph
    bool stop;
  };
  struct Pattern {
    std::unique_ptr<re2::RE2> expression;
    size_t limit;
    bool byline;
  };
  StringMap<Verdict> lines;  // by key_of
  std::vector<Start> starts;
  std::vector<Pattern> patterns;
  std::vector<std::unique_ptr<re2::RE2>> tails;
  StringSet credit_words;           // lower case
  std::vector<std::string> labels;  // lower case
  StringMap<std::string> agencies;  // lower-case form -> name
};

Boilerplate::Boilerplate(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Boilerplate::Boilerplate(Boilerplate&&) noexcept = default;
Boilerplate& Boilerplate::operator=(Boilerplate&&) noexcept = default;
Boilerplate::~Boilerplate() = default;

namespace {

std::unique_ptr<re2::RE2> compile(const Stanza& stanza, const Stanza::Field& field,
                                  const std::string& expression, Mistakes& mistakes) {
  auto compiled = std::make_unique<re2::RE2>(expression, options());
  if (!compiled->ok()) {
    mistakes.add(stanza.where(field) + ": '" + field.value +
                 "' is no regular expression: " + compiled->error());
    return nullptr;
  }
  return compiled;
}

}  // namespace

Result<Boilerplate> Boilerplate::load(const std::string& data_dir) {
  namespace fs = std::filesystem;
  auto rules = std::make_unique<Rules>();
  Mistakes mistakes;

  auto agencies = Table::read(data_dir + "/world/agencies.tsv", {"name", "forms"});
  if (!agencies.ok()) return agencies.error();
  for (const auto& row : agencies.value().rows())
    for (const auto form : split_trimmed(agencies.value().cell(row, "forms"), "|"))
      rules->agencies.emplace(lower(form), agencies.value().cell(row, "name"));

  std::error_code code;
  std::vector<std::string> paths;
  for (fs::directory_iterator it(data_dir, code), end; !code && it != end; it.increment(code)) {
    const std::string path = it->path().string() + "/boilerplate.txt";
    if (fs::is_regular_file(path, code)) paths.push_back(path);
    code.clear();
  }
  std::sort(paths.begin(), paths.end());
  if (paths.empty())
    return Error{Error::kNotFound, data_dir + ": no language has a boilerplate.txt"};

  std::vector<Stanza> all;
  for (const auto& path : paths) {
    auto stanzas = read_stanzas(path);
    if (!stanzas.ok()) return stanzas.error();
    for (auto& stanza : stanzas.value()) all.push_back(std::move(stanza));
  }
  for (const auto& stanza : all) {
    const auto given = parse_number<size_t>(stanza.get("limit"));
    for (const auto& field : stanza.fields) {
      const auto entries = split_trimmed(field.value, "|");
      if (field.key == "line") {
        for (const auto entry : entries) rules->lines.emplace(key_of(entry), Verdict::kDrop);
      } else if (field.key == "stop" || field.key == "start") {
        const bool stop = field.key == "stop";
        for (const auto entry : entries) {
          if (stop) rules->lines.insert_or_assign(key_of(entry), Verdict::kStop);
          rules->starts.push_back({lower(entry), given.value_or(stop ? 60 : 150), stop});
        }
      } else if (field.key == "pattern" || field.key == "byline") {
        auto compiled = compile(stanza, field, field.value, mistakes);
        if (compiled == nullptr) continue;
        const bool byline = field.key == "byline";
        if (byline && compiled->NamedCapturingGroups().count("authors") == 0)
          mistakes.add(stanza.where(field) +
                       ": a byline without a group named 'authors'; expected (?P<authors>...)");
        rules->patterns.push_back(
            {std::move(compiled), given.value_or(byline ? 200 : 400), byline});
      } else if (field.key == "tail") {
        if (auto compiled = compile(stanza, field, "(?s:(.*?))(?:" + field.value + ")", mistakes))
          rules->tails.push_back(std::move(compiled));
      } else if (field.key == "credit") {
        for (const auto entry : entries) rules->credit_words.insert(lower(entry));
      } else if (field.key == "label") {
        for (const auto entry : entries) rules->labels.push_back(lower(entry));
      } else if (field.key == "limit") {
        if (!given)
          mistakes.add(stanza.where(field) + ": '" + field.value + "' is no number of characters");
      } else if (field.key != "rule" && field.key != "+" && field.key != "-") {
        mistakes.add(
            stanza.where(field) + ": no key '" + field.key +
            "'; expected rule, line, start, stop, pattern, tail, byline, credit, label or limit");
      }
    }
    if (!stanza.has("rule")) mistakes.add(stanza.where() + ": a record without 'rule:'");
  }
  if (!mistakes.empty()) return mistakes.error();

  Boilerplate boilerplate(std::move(rules));
  for (const auto& stanza : all) {
    for (const auto& field : stanza.fields) {
      if (field.key != "+" && field.key != "-") continue;
      const size_t arrow = field.value.find(" => ");
      const std::string text = std::string(trim(std::string_view(field.value).substr(0, arrow)));
      std::string left = text.substr(0, boilerplate.end_without_credits(text));
      if (boilerplate.judge(text) != Verdict::kKeep) left.clear();
      const std::string wanted = field.key == "-"             ? text
                                 : arrow == std::string::npos ? std::string()
                                                              : field.value.substr(arrow + 4);
      if (left != wanted)
        boilerplate.failing_examples_.push_back(stanza.where(field) + ": '" + text + "' leaves '" +
                                                left + "'; expected '" + wanted + "'");
    }
  }
  return boilerplate;
}

Boilerplate::Verdict Boilerplate::judge(std::string_view paragraph,
                                        std::vector<std::string>* authors) const {
  if (paragraph.size() > kLongestLeftover) return Verdict::kKeep;
  const std::string key = key_of(paragraph);
  if (key.empty()) return Verdict::kDrop;  // a line of stars or dashes
  if (const auto found = rules_->lines.find(key); found != rules_->lines.end())
    return found->second;
  // A line that is nothing but a credit: "SDA/AFP", "(dpa)".
  if (paragraph.size() <= kLongestCredit && !agency_in(paragraph).empty()) return Verdict::kDrop;

  const size_t length = count_code_points(paragraph);
  const std::string lowered = lower(trim(paragraph));
  for (const auto& start : rules_->starts) {
    if (length > start.limit || !starts_phrase(lowered, start.phrase)) continue;
    // A short sentence may begin with the same words; a pointer or a label does not end as a
    // sentence does, or has a colon.
    const auto rest = trim(std::string_view(lowered).substr(start.phrase.size()));
    size_t bytes = 1;
    const bool symbol = !is_letter(code_point_before(start.phrase, start.phrase.size(), &bytes));
    if (start.stop) {
      if (!ends_sentence(lowered) && (rest.empty() || starts_with(rest, ":") || length <= 40))
        return Verdict::kStop;
      continue;
    }
    if (symbol || starts_with(rest, ":") || !ends_sentence(lowered) || length <= start.limit / 4)
      return Verdict::kDrop;
  }
  for (const auto& pattern : rules_->patterns) {
    if (length > pattern.limit) continue;
    if (!pattern.byline) {
      if (re2::RE2::FullMatch(piece(trim(paragraph)), *pattern.expression)) return Verdict::kDrop;
      continue;
    }
    const int groups = pattern.expression->NumberOfCapturingGroups();
    std::vector<re2::StringPiece> found(static_cast<size_t>(groups) + 1);
    const auto text = piece(trim(paragraph));
    if (!pattern.expression->Match(text, 0, text.size(), re2::RE2::ANCHOR_BOTH, found.data(),
                                   groups + 1))
      continue;
    if (authors != nullptr) {
      const auto index =
          static_cast<size_t>(pattern.expression->NamedCapturingGroups().at("authors"));
      const std::string_view names(found[index].data(), found[index].size());
      std::string one;
      for (const auto word : split_trimmed(names, " ")) {
        const std::string folded = lower(word);
        const bool joint = folded == "und" || folded == "and" || word == "&" || word == "/";
        if (!joint) one += (one.empty() ? "" : " ") + std::string(word);
        if ((joint || ends_with(word, ",")) && !one.empty()) {
          if (one.back() == ',') one.pop_back();
          authors->push_back(std::move(one));
          one.clear();
        }
      }
      if (!one.empty()) authors->push_back(std::move(one));
    }
    return Verdict::kByline;
  }
  return Verdict::kKeep;
}

std::string Boilerplate::agency_in(std::string_view credit) const {
  std::string agency;
  std::string part;
  const auto known = [&](std::string_view words) {
    const auto found = rules_->agencies.find(lower(trim(words)));
    if (found == rules_->agencies.end()) return false;
    if (agency.empty()) agency = found->second;
    return true;
  };
  // Parts between separators: a name of several words counts as a whole first, then word by word.
  const auto take = [&](std::string_view text) {
    text = trim(text);
    if (text.empty() || known(text)) return true;
    for (const auto word : split_trimmed(text, " ")) {
      if (known(word) || rules_->credit_words.count(lower(word)) != 0) continue;
      const bool initials = count_code_points(word) <= 4 && lower(word) == word;
      const bool date = word.find_first_not_of("0123456789.:-") == std::string_view::npos;
      if (!initials && !date) return false;
    }
    return true;
  };
  for (size_t at = 0; at <= credit.size();) {
    size_t length = 1;
    const char32_t c = at < credit.size() ? code_point_at(credit, at, &length) : U'/';
    const bool separator = c == '/' || c == ',' || c == ';' || c == '|' || c == '(' || c == ')' ||
                           c == '[' || c == ']' || c == 0xA9 || c == '*' || c == '&' || c == '+';
    if (separator) {
      if (!take(part)) return {};
      part.clear();
    } else {
      part.append(credit.substr(at, length));
    }
    at += length;
  }
  return agency;
}

size_t Boilerplate::end_without_credits(std::string_view paragraph, std::string* agency) const {
  std::string_view text = trim_end(paragraph);
  const auto found = [&](const std::string& name) {
    if (agency != nullptr && agency->empty()) *agency = name;
  };
  for (bool cut = true; cut && !text.empty();) {
    cut = false;
    for (const auto& tail : rules_->tails) {
      const size_t from = text.size() > 600 ? text.size() - 600 : 0;
      re2::StringPiece before;
      if (!re2::RE2::FullMatch(piece(text.substr(from)), *tail, &before)) continue;
      const auto kept = trim_end(text.substr(0, from + before.size()));
      if (kept.empty() || !ends_sentence(kept))
        continue;  // inside a sentence the same words are a part of it
      text = kept;
      cut = true;
    }
    // "... (dpa/ab)", "... (APA, red, 25.7.2015)"
    if (!text.empty() && (text.back() == ')' || text.back() == ']')) {
      const size_t open = text.rfind(text.back() == ')' ? '(' : '[');
      if (open != std::string_view::npos && open > 0 && text.size() - open <= kLongestCredit) {
        const auto inside = text.substr(open + 1, text.size() - open - 2);
        std::string name = agency_in(inside);
        bool credit = !name.empty();
        if (!credit) {  // "(red)", "(Bild: ...)"
          credit =
              rules_->credit_words.count(lower(inside)) != 0 && ends_sentence(text.substr(0, open));
          const std::string lowered = lower(inside);
          for (const auto& label : rules_->labels)
            credit =
                credit || (starts_phrase(lowered, label) && lowered.find(':') <= label.size() + 1);
        }
        if (credit) {
          found(name);
          text = trim_end(text.substr(0, open));
          cut = true;
          continue;
        }
      }
    }
    // "... folgen. - keystone", "... folgen. SDA/AFP", "... © AFP"
    const size_t earliest = text.size() > kLongestCredit ? text.size() - kLongestCredit : 0;
    for (size_t at = text.size(); at > earliest;) {
      size_t length = 1;
      const char32_t c = code_point_before(text, at, &length);
      const size_t here = at - length;
      const std::string_view rest = trim(text.substr(at));
      const auto before = trim_end(text.substr(0, here));
      const bool spaced = here > 0 && before.size() < here;
      const bool mark = c == 0xA9 || (spaced && is_dash(c)) || (spaced && (c == '|' || c == '/'));
      const bool after_sentence =
          is_space(c) && ends_sentence(text.substr(0, here)) && !before.empty();
      if ((mark || after_sentence) && !rest.empty() && !before.empty()) {
        const std::string name = agency_in(rest);
        if (!name.empty()) {
          found(name);
          text = before;
          cut = true;
          break;
        }
        // "... nach dem Angriff. Foto: Max Mustermann"
        const std::string lowered = lower(rest);
        for (const auto& label : rules_->labels) {
          if (after_sentence && starts_phrase(lowered, label) &&
              lowered.find(':') <= label.size() + 1) {
            text = before;
            cut = true;
          }
        }
        if (cut) break;
      }
      at = here;
    }
  }
  return text.size();
}

}  // namespace diurna
