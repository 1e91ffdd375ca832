#include "time/publication_date.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "time/calendar.h"
#include "time/tense.h"

namespace diurna::time {
namespace {

constexpr uint32_t kDatelineBytes = 300;  // how far into the text a dateline may stand
constexpr uint32_t kCreditBytes = 150;    // how far from the end an agency's credit may stand
constexpr uint32_t kLeadBytes = 500;      // how far a lead reaches
constexpr int kLeadDays = 30;  // how long after the day that its lead tells of an article appears
constexpr int kYearsToTry = 4;

// A day that the expression states with its year.
std::optional<Day> full_day(const Meaning& m) {
  if (m.op != Op::kDate || !m.has(Field::kYear) || !m.has(Field::kMonth) || !m.has(Field::kDay))
    return std::nullopt;
  const CivilDate date{m.integer(Field::kYear), m.integer(Field::kMonth), m.integer(Field::kDay)};
  if (date.month < 1 || date.month > 12 || !valid(date)) return std::nullopt;
  return to_day(date);
}

// Whether the expression is set off from the sentence: alone in its line, or followed by a dash or
// bracket as datelines are.
bool stands_alone(const Article& article, const std::vector<Atom>& atoms, const Found& found) {
  const bool line_start = atoms[found.begin].line_before || found.begin == 0;
  const bool line_end = found.end >= atoms.size() || atoms[found.end].line_before;
  if (line_start && line_end) return true;
  if (found.end >= atoms.size()) return false;
  const char next = article.text[atoms[found.end].bytes.begin];
  const bool dash =
      atoms[found.end].space_before && (next == '-' || static_cast<unsigned char>(next) == 0xE2);
  const bool bracket = next == ')' && found.begin > 0;
  return line_end || dash || bracket;
}

class Inference {
 public:
  Inference(const Article& article, const std::vector<Atom>& atoms, const std::vector<Found>& found,
            const TenseWords& words)
      : article_(article), atoms_(atoms), found_(found), words_(words) {}

  PublicationDate run() {
    if (const auto day = dateline()) return {DateBasis::kInferred, {*day, *day}};
    bound_by_stated_dates();
    if (const auto date = from_weekday()) return *date;
    // A year that is told for itself and is newer than the newest day makes that day one of the
    // past.
    if (!newest_day_ || (newest_year_ && *newest_year_ > to_civil(*newest_day_).year)) return {};
    if (first_future_ && *newest_day_ <= *first_future_)
      return {DateBasis::kInferred, {*newest_day_, *first_future_}};
    if (newest_day_byte_ > kLeadBytes || !recent_in_tone()) return {};
    return {DateBasis::kInferred, {*newest_day_, *newest_day_ + kLeadDays}};
  }

 private:
  Tense tense(const Found& found) const {
    return tense_of(article_, tokens_of(atoms_, found.begin, found.end), words_);
  }

  // A full date set off from the sentences, in the first lines or at the very end, where agencies
  // write it.
  std::optional<Day> dateline() const {
    for (const auto& found : found_) {
      const uint32_t at = atoms_[found.begin].bytes.begin;
      const bool first = at <= kDatelineBytes, last = at + kCreditBytes >= article_.text.size();
      if (!first && !last) continue;
      const auto day = full_day(found.meaning);
      if (day && stands_alone(article_, atoms_, found)) return day;
    }
    return std::nullopt;
  }

  void bound_by_stated_dates() {
    for (const auto& found : found_) {
      const Meaning& m = found.meaning;
      if (m.op != Op::kDate || !m.has(Field::kYear)) continue;
      const int year = m.integer(Field::kYear);
      if (year < 1900 || year > 2200) continue;
      const Tense t = tense(found);
      const auto day = full_day(m);
      if (day && t == Tense::kFuture) first_future_ = std::min(first_future_.value_or(*day), *day);
      if (t == Tense::kFuture || t == Tense::kPresent) continue;
      newest_year_ = std::max(newest_year_.value_or(year), year);
      if (!day || t != Tense::kPast || (newest_day_ && *newest_day_ >= *day)) continue;
      newest_day_ = day;
      newest_day_byte_ = atoms_[found.begin].bytes.begin;
    }
  }

  // Whether the newest day is told as one of these days: with its weekday, or beside another day of
  // the same month. A full date without either is as often an anniversary.
  bool recent_in_tone() const {
    for (const auto& found : found_) {
      const auto day = full_day(found.meaning);
      if (!day) continue;
      if (*day == *newest_day_ && found.meaning.has(Field::kWeekday)) return true;
      if (*day != *newest_day_ && std::abs(*day - *newest_day_) <= kLeadDays) return true;
    }
    return false;
  }

  // "am Mittwoch, 12. März": the years in which that day was that weekday are five or six apart,
  // mostly.
  std::optional<PublicationDate> from_weekday() const {
    if (!newest_year_) return std::nullopt;
    for (const auto& found : found_) {
      const Meaning& m = found.meaning;
      if (m.op != Op::kDate || m.has(Field::kYear) || !m.has(Field::kWeekday) ||
          !m.has(Field::kMonth) || !m.has(Field::kDay))
        continue;
      for (int year = *newest_year_; year <= *newest_year_ + kYearsToTry; ++year) {
        const CivilDate date{year, std::clamp(m.integer(Field::kMonth), 1, 12),
                             m.integer(Field::kDay)};
        if (!valid(date) || weekday(to_day(date)) != m.integer(Field::kWeekday)) continue;
        const Day day = to_day(date);
        const Tense t = tense(found);
        if (t == Tense::kFuture || t == Tense::kPresent)
          return PublicationDate{DateBasis::kInferred, {day - 30, day}};
        return PublicationDate{DateBasis::kInferred, {day, day + 6}};
      }
    }
    return std::nullopt;
  }

  const Article& article_;
  const std::vector<Atom>& atoms_;
  const std::vector<Found>& found_;
  const TenseWords& words_;
  std::optional<int> newest_year_;
  std::optional<Day> newest_day_, first_future_;
  uint32_t newest_day_byte_ = 0;
};

}  // namespace

PublicationDate infer_publication_date(const Article& article, const std::vector<Atom>& atoms,
                                       const std::vector<Found>& found, const TenseWords& words) {
  return Inference(article, atoms, found, words).run();
}

}  // namespace diurna::time
