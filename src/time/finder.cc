#include "time/finder.h"

#include <algorithm>

#include "base/strings.h"
#include "time/tense.h"

namespace diurna::time {
namespace {

class Finder {
 public:
  Finder(const Article& article, const std::vector<Atom>& atoms, const RuleBook& book)
      : article_(article),
        atoms_(atoms),
        book_(book),
        matcher_(article, atoms, book.lexicon(), book.numbers()) {}

  std::vector<Found> run() {
    const auto n = static_cast<uint32_t>(atoms_.size());
    for (uint32_t at = 0; at < n;) {
      const auto& atom = atoms_[at];
      if (atom.number >= 0) {
        try_rules(book_.starting_with_digits(), at);
      } else if (atom.word != kNone) {
        try_rules(book_.starting_with(atom.word), at);
      }
      at = take_longest(at);
    }
    if (!found_.empty()) {
      borrow_from_next();
      borrow_from_previous();
    }
    return std::move(found_);
  }

 private:
  // A match may have words of context before its expression: it then waits until the scan comes to
  // the expression, where longer ones may beat it.
  void try_rules(const std::vector<uint16_t>& rules, uint32_t at) {
    for (const uint16_t r : rules) {
      const Rule& rule = book_.rules()[r];
      Match match;
      if (!matcher_.match(rule.pattern, at, match) || !allowed(rule, match)) continue;
      const auto rival = std::find_if(waiting_.begin(), waiting_.end(), [&](const Found& f) {
        return f.begin == match.extent_begin;
      });
      if (rival == waiting_.end()) {
        waiting_.push_back(make(rule, match));
      } else if (match.extent_end > rival->end ||
                 (match.extent_end == rival->end && rule.condition != Condition::kNone &&
                  rival->rule->condition == Condition::kNone)) {
        *rival = make(rule, match);
      }
    }
  }

  uint32_t take_longest(uint32_t at) {
    uint32_t next = at + 1;
    for (size_t i = 0; i < waiting_.size(); ++i) {
      if (waiting_[i].begin != at) continue;
      next = waiting_[i].end;
      if (!names_a_person(waiting_[i])) found_.push_back(waiting_[i]);
      break;
    }
    waiting_.erase(std::remove_if(waiting_.begin(), waiting_.end(),
                                  [&](const Found& f) { return f.begin < next; }),
                   waiting_.end());
    return next;
  }

  // "May" and "August" are people, too.
  bool names_a_person(const Found& found) const {
    if (found.end != found.begin + 1) return false;
    const TokenId t = atoms_[found.begin].token;
    for (const auto& mention : article_.mentions)
      if (t != kNone && mention.type == EntityType::kPer && !mention.derived &&
          mention.tokens.contains(t))
        return true;
    return false;
  }

  bool allowed(const Rule& rule, const Match& match) const {
    if (!rule.not_after.code.empty()) {
      // The condition's pattern must end right before the match; it is at most three atoms long.
      for (uint32_t back = 1; back <= 3 && back <= match.begin; ++back) {
        Match before;
        if (matcher_.match(rule.not_after, match.begin - back, before) && before.end == match.begin)
          return false;
      }
    }
    switch (rule.condition) {
      case Condition::kNone:
        return true;
      case Condition::kNotQuantity:
        return !measures(match);
      case Condition::kPastClause:
      case Condition::kPresentClause:
      case Condition::kNotPastClause: {
        const Tense tense = tense_of(
            article_, tokens_of(atoms_, match.extent_begin, match.extent_end), book_.tense_words());
        if (rule.condition == Condition::kNotPastClause)
          return tense == Tense::kFuture || tense == Tense::kPresent;
        return tense == (rule.condition == Condition::kPastClause ? Tense::kPast : Tense::kPresent);
      }
    }
    return true;
  }

  // "2000 people": the number counts the noun behind it.
  bool measures(const Match& match) const {
    const TokenId t = atoms_[match.extent_end - 1].token;
    if (t == kNone || t + 1 >= article_.tokens.size()) return false;
    const TokenId head = article_.tokens.head[t];
    const auto deprel = article_.deprel(t);
    if (!starts_with(deprel, "nummod") || head == kNoHead || head < t || head > t + 3) return false;
    return article_.feats(head).find("Number=Plur") != std::string_view::npos;
  }

  Found make(const Rule& rule, const Match& match) const {
    Found found;
    found.match_begin = match.begin;
    found.match_end = match.end;
    found.begin = match.extent_begin;
    found.end = match.extent_end;
    found.rule = &rule;
    found.type = rule.type;
    found.meaning.op = rule.op;
    for (const auto& assignment : rule.assignments) assign(assignment, match, found.meaning);
    return found;
  }

  static void assign(const Assignment& assignment, const Match& match, Meaning& meaning) {
    if (assignment.slot == kNoSlot) {
      meaning.set(assignment.field, assignment.constant);
      return;
    }
    const double value = match.captures[assignment.slot];
    if (!std::isnan(value)) meaning.set(assignment.field, assignment.factor * value);
  }

  // The lender's meaning, overwritten by what the borrower says itself.
  Found complete(const Rule& rule, const Match& match, const Found& lender) const {
    Found found = make(rule, match);
    Meaning meaning = lender.meaning;
    for (const auto& assignment : rule.assignments) assign(assignment, match, meaning);
    if (found.meaning.has(Field::kYear) && found.meaning.number(Field::kYear) < 100 &&
        lender.meaning.has(Field::kYear)) {
      const double century = std::floor(lender.meaning.number(Field::kYear) / 100) * 100;
      meaning.set(Field::kYear, century + found.meaning.number(Field::kYear));  // "2007/08"
    }
    if (found.meaning.has(Field::kDay) || found.meaning.has(Field::kBy))
      meaning.clear(Field::kWeekday);
    found.meaning = meaning;
    found.type = lender.type;
    return found;
  }

  // A borrower must say something of a kind that its lender says too: what its rule names first.
  static bool suits(const Rule& rule, const Found& lender) {
    for (const auto& assignment : rule.assignments)
      if (assignment.slot != kNoSlot)
        return lender.meaning.has(assignment.field) && lender.meaning.op == rule.op;
    return false;
  }

  void borrow_from_next() {
    std::vector<Found> out;  // from the end to the beginning
    while (!found_.empty()) {
      out.push_back(found_.back());
      found_.pop_back();
      while (lend_to_left(out)) {
      }
    }
    std::reverse(out.begin(), out.end());
    found_ = std::move(out);
  }

  // The borrower may have been found before as something poorer; it then gives way.
  bool lend_to_left(std::vector<Found>& out) {
    const Found lender = out.back();
    const uint32_t limit = lender.begin;
    const uint32_t floor = found_.empty() ? 0 : found_.back().begin;
    for (uint32_t back = std::min(9u, limit - std::min(limit, floor)); back > 0;
         --back) {  // the longest borrower
      for (const uint16_t r : book_.borrowing(Donor::kNext)) {
        const Rule& rule = book_.rules()[r];
        Match match;
        if (!suits(rule, lender) || !matcher_.match(rule.pattern, limit - back, match)) continue;
        if (match.end != limit && match.end != lender.match_begin) continue;
        if (match.extent_end > limit || !allowed(rule, match)) continue;
        if (!found_.empty() && found_.back().end > match.extent_begin) {
          if (found_.back().begin != match.extent_begin || found_.back().end != match.extent_end)
            continue;
          found_.pop_back();
        }
        out.push_back(complete(rule, match, lender));
        return true;
      }
    }
    return false;
  }

  void borrow_from_previous() {
    std::vector<Found> out;
    for (size_t i = 0; i < found_.size(); ++i) {
      out.push_back(found_[i]);
      const auto ceiling =
          i + 1 < found_.size() ? found_[i + 1].begin : static_cast<uint32_t>(atoms_.size());
      while (lend_to_right(ceiling, out)) {
      }
    }
    found_ = std::move(out);
  }

  bool lend_to_right(uint32_t ceiling, std::vector<Found>& out) const {
    const Found lender = out.back();
    if (lender.end >= atoms_.size()) return false;
    for (const uint16_t r : book_.borrowing(Donor::kPrevious)) {
      const Rule& rule = book_.rules()[r];
      Match match;
      if (!suits(rule, lender) || !matcher_.match(rule.pattern, lender.end, match)) continue;
      if (match.extent_end > ceiling || match.extent_begin < lender.end || !allowed(rule, match))
        continue;
      out.push_back(complete(rule, match, lender));
      return true;
    }
    return false;
  }

  const Article& article_;
  const std::vector<Atom>& atoms_;
  const RuleBook& book_;
  Matcher matcher_;
  std::vector<Found> found_;
  std::vector<Found> waiting_;
};

}  // namespace

TokenSpan tokens_of(const std::vector<Atom>& atoms, uint32_t begin, uint32_t end) {
  TokenSpan span{kNone, 0};
  for (uint32_t at = begin; at < end; ++at) {
    const TokenId t = atoms[at].token;
    if (t == kNone) continue;
    span.begin = std::min(span.begin, t);
    span.end = std::max(span.end, t + 1);
  }
  return span.begin == kNone ? TokenSpan{} : span;
}

std::vector<Found> find_expressions(const Article& article, const std::vector<Atom>& atoms,
                                    const RuleBook& book) {
  return Finder(article, atoms, book).run();
}

}  // namespace diurna::time
