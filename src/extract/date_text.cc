#include "extract/date_text.h"

#include <cctype>
#include <vector>

#include "base/data_files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

// A run of digits or of letters, and the bytes between it and the one before.
struct Piece {
  std::string_view text;
  std::string_view before;
  bool number = false;
  int value = 0;
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  size_t at = 0, last = 0;
  while (at < text.size() && pieces.size() < 64) {
    size_t length = 1;
    const char32_t c = code_point_at(text, at, &length);
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !is_letter(c)) {
      at += length;
      continue;
    }
    size_t end = at;
    while (end < text.size()) {
      size_t step = 1;
      const char32_t next = code_point_at(text, end, &step);
      if (digit ? !(next >= '0' && next <= '9') : !(is_letter(next) || is_mark(next))) break;
      end += step;
    }
    Piece piece{text.substr(at, end - at), text.substr(last, at - last), digit, 0};
    if (digit && piece.text.size() <= 8) piece.value = parse_number<int>(piece.text).value_or(0);
    pieces.push_back(piece);
    at = last = end;
  }
  return pieces;
}

int full_year(const Piece& piece) {
  if (!piece.number) return 0;
  if (piece.text.size() == 4 && piece.value >= 1800 && piece.value < 2200) return piece.value;
  if (piece.text.size() == 2) return piece.value < 50 ? 2000 + piece.value : 1900 + piece.value;
  return 0;
}

std::optional<Interval> day_of(int year, int month, int day) {
  const CivilDate date{year, month, day};
  if (year == 0 || !valid(date)) return std::nullopt;
  return Interval{to_day(date), to_day(date)};
}

bool only(std::string_view text, char c) {
  return text.size() == 1 && text[0] == c;
}

}  // namespace

Result<DateReader> DateReader::load(const std::string& data_dir) {
  auto table = Table::read(data_dir + "/world/months.tsv", {"lang", "month", "names"});
  if (!table.ok()) return table.error();
  DateReader reader;
  Mistakes mistakes;
  for (const auto& row : table.value().rows()) {
    const auto month = parse_number<int>(table.value().cell(row, "month"));
    if (!month || *month < 1 || *month > 12) {
      mistakes.add(table.value().where(row) + ": '" + table.value().cell(row, "month") +
                   "' is no month; expected 1 to 12");
      continue;
    }
    for (const auto name : split_trimmed(table.value().cell(row, "names"), "|")) {
      const auto [entry, fresh] = reader.months_.emplace(fold(name), *month);
      if (!fresh && entry->second != *month)
        mistakes.add(table.value().where(row) + ": '" + std::string(name) +
                     "' already names month " + std::to_string(entry->second));
    }
  }
  if (!mistakes.empty()) return mistakes.error();
  return reader;
}

int DateReader::month_named(std::string_view word) const {
  const auto found = months_.find(fold(word));
  return found == months_.end() ? 0 : found->second;
}

std::optional<Interval> DateReader::read(std::string_view text, bool month_first) const {
  text = trim(text).substr(0, 400);
  const auto pieces = pieces_of(text);
  if (pieces.size() == 1 && pieces[0].number) {
    const auto digits = pieces[0].text;
    if (digits.size() == 8)
      return day_of(pieces[0].value / 10000, pieces[0].value / 100 % 100, pieces[0].value % 100);
    if (digits.size() == 10 || digits.size() == 13) {
      const auto seconds = parse_number<int64_t>(digits.substr(0, 10));
      const Day day{static_cast<int32_t>(*seconds / 86400)};
      return Interval{day, day};
    }
  }
  const auto piece = [&](size_t i) { return i < pieces.size() ? pieces[i] : Piece{}; };
  for (size_t i = 0; i < pieces.size(); ++i) {
    const Piece a = piece(i), b = piece(i + 1), c = piece(i + 2);
    std::optional<Interval> found;
    if (a.number && b.number && c.number && a.text.size() == 4 && b.before == c.before &&
        (only(b.before, '-') || only(b.before, '/') || only(b.before, '.'))) {
      found = day_of(full_year(a), b.value, c.value);
    } else if (a.number && b.number && c.number && a.text.size() <= 2 && b.text.size() <= 2 &&
               trim(b.before) == trim(c.before) &&
               (only(trim(b.before), '.') || only(trim(b.before), '/') ||
                only(trim(b.before), '-'))) {
      const bool swap =
          only(trim(b.before), '/') ? (month_first ? a.value <= 12 : b.value > 12) : b.value > 12;
      found =
          swap ? day_of(full_year(c), a.value, b.value) : day_of(full_year(c), b.value, a.value);
    } else if (a.number && a.text.size() <= 2 && !b.number && month_named(b.text) != 0) {
      found = day_of(full_year(c), month_named(b.text), a.value);
    } else if (a.number && a.text.size() <= 2 && !b.number && b.text == "de" &&
               month_named(c.text) != 0) {
      const Piece d = piece(i + 3);  // "25 de abril de 2024"
      found = day_of(full_year(d.number ? d : piece(i + 4)), month_named(c.text), a.value);
    } else if (!a.number && b.number && b.text.size() <= 2 && c.number && c.text.size() == 4 &&
               month_named(a.text) != 0) {
      found = day_of(full_year(c), month_named(a.text), b.value);
    } else if (!a.number && b.number && b.text.size() <= 2 && !c.number && piece(i + 3).number &&
               piece(i + 3).text.size() == 4 && month_named(a.text) != 0) {
      found = day_of(full_year(piece(i + 3)), month_named(a.text), b.value);  // "April 25th, 2024"
    } else if (a.number && a.text.size() == 4 && b.text == "年") {
      found = day_of(full_year(a), c.value, piece(i + 4).value);
    }
    if (found) return found;
  }
  for (size_t i = 0; i < pieces.size(); ++i) {  // a month
    const Piece a = piece(i), b = piece(i + 1);
    int year = 0, month = 0;
    if (a.number && a.text.size() == 4 && b.number && b.text.size() == 2 && only(b.before, '-')) {
      year = full_year(a);
      month = b.value;
    } else if (!a.number && b.number && b.text.size() == 4) {
      month = month_named(a.text);
      year = full_year(b);
    }
    if (year != 0 && month >= 1 && month <= 12)
      return Interval{to_day({year, month, 1}), to_day({year, month, days_in_month(year, month)})};
  }
  if (pieces.size() == 1 && pieces[0].text.size() == 4 && full_year(pieces[0]) != 0)
    return Interval{to_day({full_year(pieces[0]), 1, 1}), to_day({full_year(pieces[0]), 12, 31})};
  return std::nullopt;
}

bool DateReader::is_day_and_month(std::string_view text) const {
  const auto pieces = pieces_of(text);
  if (pieces.size() < 2 || pieces.size() > 5) return false;
  int days = 0, months = 0, years = 0, others = 0;
  for (const auto& piece : pieces) {
    if (!piece.number) {
      const std::string word = lower(piece.text);
      if (month_named(piece.text) != 0) {
        ++months;
      } else if (word != "st" && word != "nd" && word != "rd" && word != "th") {
        ++others;  // a weekday at most
      }
    } else if (piece.text.size() <= 2 && days == 0) {
      ++days;
    } else if (months == 0 && piece.text.size() <= 2 && piece.value >= 1 && piece.value <= 12) {
      ++months;
    } else if (full_year(piece) != 0) {
      ++years;
    }
  }
  if (days != 1 || others > 1 || years > 1) return false;
  // "25.4.2024" has its month among the numbers.
  return months == 1 || (pieces.size() == 3 && read(text).has_value());
}

}  // namespace diurna
