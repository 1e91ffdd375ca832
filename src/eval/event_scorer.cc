#include <algorithm>
#include <iterator>
#include <set>

#include "eval/json_lines.h"
#include "eval/scorers.h"
#include "eval/words.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// Letters and digits only, lower case: sentences compare whatever their white space and quotation
// marks.
std::string letters(const std::string& text) {
  std::string out;
  size_t length = 0;
  for (size_t at = 0; at < text.size(); at += length) {
    const auto c = code_point_at(text, at, &length);
    if (is_letter(c) || is_digit(c)) append_utf8(to_lower(c), out);
  }
  return out;
}

std::set<std::string> word_set(const std::string& text) {
  std::set<std::string> words;
  for (auto& word : words_of(text))
    if (count_code_points(word) > 2) words.insert(std::move(word));
  return words;
}

bool share_word(const std::string& a, const std::string& b) {
  const auto x = word_set(a), y = word_set(b);
  return std::any_of(x.begin(), x.end(), [&](const std::string& w) { return y.count(w) > 0; });
}

// A sentence of gold and one of the system tell the same place: one holds the other, or most of it.
bool same_sentence(const std::string& gold, const std::string& system) {
  if (gold.empty() || system.empty()) return false;
  return gold.find(system) != std::string::npos || system.find(gold) != std::string::npos;
}

// The same party: the same country (and, where both tell sectors, one in common or an equal name),
// else words in common.
bool same_party(const Json& gold, const Json& system) {
  const std::string country = json_text(gold, "country");
  const std::string name = json_text(gold, "name") + " " + json_text(gold, "text");
  const std::string system_name = json_text(system, "name") + " " + json_text(system, "text");
  if (share_word(name, system_name)) return true;
  if (country.empty() || country != json_text(system, "country")) return false;
  const Json& a = json_list(gold, "sectors");
  const Json& b = json_list(system, "sectors");
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(),
                     [&](const Json& s) { return std::find(b.begin(), b.end(), s) != b.end(); });
}

// At least half of the gold's members are found and at least half of the system's are right; both
// may be empty.
bool same_side(const Json& gold, const Json& system) {
  if (gold.empty()) return true;
  if (system.empty()) return false;
  const auto found = std::count_if(gold.begin(), gold.end(), [&](const Json& g) {
    return std::any_of(system.begin(), system.end(),
                       [&](const Json& s) { return same_party(g, s); });
  });
  const auto right = std::count_if(system.begin(), system.end(), [&](const Json& s) {
    return std::any_of(gold.begin(), gold.end(), [&](const Json& g) { return same_party(g, s); });
  });
  return 2 * found >= static_cast<long>(gold.size()) &&
         2 * right >= static_cast<long>(system.size());
}

// A mutual event may stand with both sides as actors on one side of the comparison and as actor and
// recipient on the other.
Json everybody(const Json& event) {
  Json all = json_list(event, "actors");
  for (const auto& r : json_list(event, "recipients")) all.push_back(r);
  return all;
}

bool overlaps_in_time(const Json& gold, const Json& system) {
  const auto time = system.find("time");
  const std::string from = time == system.end() || time->is_null() ? "" : json_text(*time, "from");
  const std::string to = time == system.end() || time->is_null() ? "" : json_text(*time, "to");
  const std::string gold_from = json_text(gold, "from"), gold_to = json_text(gold, "to");
  const bool before = !gold_to.empty() && !from.empty() && gold_to < from;
  const bool after = !gold_from.empty() && !to.empty() && to < gold_from;
  return !before && !after;
}

struct Gold {
  const Json* event = nullptr;
  std::vector<std::string> sentences;  // letters only; empty: anywhere in the text
  bool core = true;
  bool quad_only = false;
};

struct System {
  const Json* event = nullptr;
  std::vector<std::string> sentences;
};

enum Level { kType, kWho, kWhom, kStatus, kFull, kLevels };

// Bins of confidence: of the events in each, how many have the right type and sentence (gold beside
// the core counts as right).
constexpr double kBins[] = {0.5, 0.65, 0.8};
constexpr size_t kBinCount = std::size(kBins) + 1;

size_t bin_of(double confidence) {
  size_t bin = 0;
  while (bin < std::size(kBins) && confidence >= kBins[bin]) ++bin;
  return bin;
}

bool type_right(const Gold& gold, const System& system) {
  if (gold.quad_only)
    return gold.event->contains("quad") &&
           (*gold.event)["quad"] == system.event->value("quad", Json());
  const std::string type = json_text(*system.event, "type");
  if (json_text(*gold.event, "type") == type) return true;
  const Json& alternatives = json_list(*gold.event, "alt_types");
  return std::find(alternatives.begin(), alternatives.end(), Json(type)) != alternatives.end();
}

bool sentence_right(const Gold& gold, const System& system) {
  if (gold.sentences.empty()) return true;
  for (const auto& g : gold.sentences)
    for (const auto& s : system.sentences)
      if (same_sentence(g, s)) return true;
  return false;
}

// How many levels hold, one after the other; 0 when not even the type does.
int levels(const Gold& gold, const System& system, bool has_parties) {
  if (!type_right(gold, system) || !sentence_right(gold, system)) return 0;
  if (!has_parties) return 1;
  const Json& g = *gold.event;
  const Json& s = *system.event;
  const bool crosswise = same_side(everybody(g), everybody(s)) &&
                         (json_list(g, "recipients").empty() || json_list(s, "recipients").empty());
  if (!same_side(json_list(g, "actors"), json_list(s, "actors")) && !crosswise) return 1;
  if (!same_side(json_list(g, "recipients"), json_list(s, "recipients")) && !crosswise) return 2;
  if (g.contains("status") && json_text(g, "status") != json_text(s, "status")) return 3;
  const std::string mode = json_text(g, "mode");
  const bool same_mode = mode.empty() || mode == json_text(s, "mode");
  return same_mode && overlaps_in_time(g, s) ? 5 : 4;
}

}  // namespace

Result<Report> score_events(std::string_view gold_text, std::string_view system_text) {
  auto gold_rows = read_json_lines(gold_text, "gold");
  if (!gold_rows.ok()) return gold_rows.error();
  auto system_rows = read_json_lines(system_text, "system");
  if (!system_rows.ok()) return system_rows.error();
  StringMap<std::vector<const Json*>> by_article;
  for (const auto& row : system_rows.value())
    if (row.contains("article")) by_article[json_text(row["article"], "id")].push_back(&row);

  const std::vector<FigureName> names = {{"type", false},
                                         {"+ who", false},
                                         {"+ whom", false},
                                         {"+ status", false},
                                         {"full", false},
                                         {"right at < 0.5", true},
                                         {"right at 0.5 .. 0.65", true},
                                         {"right at 0.65 .. 0.8", true},
                                         {"right at >= 0.8", true}};
  std::vector<std::vector<Counts>> documents;
  for (const auto& article : gold_rows.value()) {
    const Json annotated = article.value("annotated", Json::object());
    const Json types = annotated.is_object() ? annotated.value("types", Json("all")) : Json("all");
    const bool exhaustive = !annotated.is_object() || annotated.value("exhaustive", true);
    const bool has_parties = !annotated.is_object() || annotated.value("actors", true);
    std::vector<Gold> gold;
    for (const auto& event : json_list(article, "events")) {
      Gold g{&event, {}, event.value("core", true), types == "quad"};
      for (const auto& sentence : json_list(event, "sentences"))
        if (sentence.is_string()) g.sentences.push_back(letters(sentence.get<std::string>()));
      gold.push_back(std::move(g));
    }
    std::stable_sort(gold.begin(), gold.end(),
                     [](const Gold& a, const Gold& b) { return a.core > b.core; });
    std::vector<System> system;
    for (const Json* row : by_article[json_text(article, "id")]) {
      // Only what lies inside of what was searched for can be wrong.
      if (types.is_array() &&
          std::find(types.begin(), types.end(), Json(json_text(*row, "type"))) == types.end())
        continue;
      System s{row, {}};
      if (row->contains("evidence"))
        s.sentences.push_back(letters(json_text((*row)["evidence"], "sentence")));
      for (const auto& also : json_list(*row, "also"))
        s.sentences.push_back(letters(json_text(also, "sentence")));
      system.push_back(std::move(s));
    }
    std::vector<bool> taken(system.size());
    std::vector<Counts> counts(kLevels + kBinCount);
    size_t not_core = 0, matched_core = 0;
    for (const auto& g : gold) {
      int best = 0;
      size_t best_at = 0;
      for (size_t s = 0; s < system.size(); ++s) {
        if (taken[s]) continue;
        const int reached = levels(g, system[s], has_parties);
        if (reached > best) {
          best = reached;
          best_at = s;
        }
      }
      if (best > 0) taken[best_at] = true;
      if (!g.core) {
        not_core += best > 0;
        continue;
      }
      matched_core += best > 0;
      for (int level = 0; level < kLevels; ++level) {
        if (level > kType && !has_parties) continue;
        counts[static_cast<size_t>(level)].gold += 1;
        counts[static_cast<size_t>(level)].right += best > level;
      }
    }
    // Events that match gold beside the core are neither rewarded nor punished; without exhaustive
    // coding nothing is false.
    const double predicted = exhaustive ? static_cast<double>(system.size() - not_core)
                                        : static_cast<double>(matched_core);
    for (size_t level = 0; level < kLevels; ++level)
      if (level == kType || has_parties) counts[level].predicted = predicted;
    if (exhaustive)
      for (size_t s = 0; s < system.size(); ++s) {
        const double confidence = system[s].event->value("confidence", 0.0);
        counts[kLevels + bin_of(confidence)] += {static_cast<double>(taken[s]), 1, 1};
      }
    documents.push_back(std::move(counts));
  }
  return make_report("events", names, documents);
}

}  // namespace diurna
