#include "time/publication_date.h"

#include <algorithm>
#include <optional>

#include "time/calendar.h"
#include "time/tense.h"

namespace diurna::time {
namespace {

constexpr uint32_t kDatelineBytes = 300;  // how far into the text a dateline may stand
constexpr int kOpenDays = 365;            // how long after its newest date an article may have appeared

// A day that the expression states with its year.
std::optional<Day> full_day(const Meaning& m) {
  if (m.op != Op::kDate || !m.has(Field::kYear) || !m.has(Field::kMonth) || !m.has(Field::kDay)) return std::nullopt;
  const CivilDate date{m.integer(Field::kYear), m.integer(Field::kMonth), m.integer(Field::kDay)};
  if (date.month < 1 || date.month > 12 || !valid(date)) return std::nullopt;
  return to_day(date);
}

// Whether the expression is set off from the sentence: alone in its line, or followed by a dash or bracket as datelines are.
bool stands_alone(const Article& article, const std::vector<Atom>& atoms, const Found& found) {
  const bool line_start = atoms[found.begin].line_before || found.begin == 0;
  const bool line_end = found.end >= atoms.size() || atoms[found.end].line_before;
  if (line_start && line_end) return true;
  if (found.end >= atoms.size()) return false;
  const char next = article.text[atoms[found.end].bytes.begin];
  const bool dash = atoms[found.end].space_before && (next == '-' || static_cast<unsigned char>(next) == 0xE2);
  const bool bracket = next == ')' && found.begin > 0;
  return line_end || dash || bracket;
}

class Inference {
 public:
  Inference(const Article& article, const std::vector<Atom>& atoms, const std::vector<Found>& found, const TenseWords& words)
      : article_(article), atoms_(atoms), found_(found), words_(words) {}

  PublicationDate run() {
    for (const auto& found : found_) {
      if (atoms_[found.begin].bytes.begin > kDatelineBytes) break;
      const auto day = full_day(found.meaning);
      if (day && stands_alone(article_, atoms_, found)) return {DateBasis::kInferred, {*day, *day}};
    }
    bound_by_full_dates();
    if (auto date = from_weekday()) return *date;
    if (lower_ && upper_ && *lower_ <= *upper_) return {DateBasis::kInferred, {*lower_, *upper_}};
    if (lower_) return {DateBasis::kInferred, {*lower_, *lower_ + kOpenDays}};
    return {};
  }

 private:
  Tense tense(const Found& found) const { return tense_of(article_, tokens_of(atoms_, found.begin, found.end), words_); }

  void bound_by_full_dates() {
    for (const auto& found : found_) {
      const Meaning& m = found.meaning;
      if (m.op != Op::kDate || !m.has(Field::kYear)) continue;
      const int year = m.integer(Field::kYear);
      if (year < 1900 || year > 2200) continue;
      std::optional<Day> first = full_day(m), last = first;
      if (!first) {
        const int month = m.has(Field::kMonth) ? std::clamp(m.integer(Field::kMonth), 1, 12) : 0;
        first = to_day({year, month == 0 ? 1 : month, 1});
        last = month == 0 ? to_day({year, 12, 31}) : month_interval(year, month).to;
      }
      const Tense t = tense(found);
      if (t == Tense::kPast || t == Tense::kNone) lower_ = std::max(lower_.value_or(*first), *first);
      if (t == Tense::kFuture) upper_ = std::min(upper_.value_or(*last), *last);
    }
  }

  // "am Mittwoch, 12. März": the years in which that day was that weekday are six or so apart.
  std::optional<PublicationDate> from_weekday() const {
    if (!lower_) return std::nullopt;
    for (const auto& found : found_) {
      const Meaning& m = found.meaning;
      if (m.op != Op::kDate || m.has(Field::kYear) || !m.has(Field::kWeekday) || !m.has(Field::kMonth) || !m.has(Field::kDay))
        continue;
      const int begin = to_civil(*lower_).year;
      for (int year = begin; year <= begin + 2; ++year) {
        const CivilDate date{year, std::clamp(m.integer(Field::kMonth), 1, 12), m.integer(Field::kDay)};
        if (!valid(date) || weekday(to_day(date)) != m.integer(Field::kWeekday)) continue;
        const Day day = to_day(date);
        if (tense(found) == Tense::kFuture || tense(found) == Tense::kPresent)
          return PublicationDate{DateBasis::kInferred, {std::max(*lower_, day - 30), day}};
        return PublicationDate{DateBasis::kInferred, {std::max(day, *lower_), std::max(day, *lower_) + 6}};
      }
    }
    return std::nullopt;
  }

  const Article& article_;
  const std::vector<Atom>& atoms_;
  const std::vector<Found>& found_;
  const TenseWords& words_;
  std::optional<Day> lower_, upper_;
};

}  // namespace

PublicationDate infer_publication_date(const Article& article, const std::vector<Atom>& atoms, const std::vector<Found>& found,
                                       const TenseWords& words) {
  return Inference(article, atoms, found, words).run();
}

}  // namespace diurna::time
