#include "time/time_tagger.h"

#include <optional>
#include <utility>

#include "time/atoms.h"
#include "time/finder.h"
#include "time/publication_date.h"
#include "time/resolver.h"
#include "time/rules.h"
#include "time/tense.h"

namespace diurna {
namespace {

using time::Atom;
using time::Field;
using time::Found;
using time::Meaning;
using time::Op;
using time::Resolved;
using time::Resolver;
using time::RuleBook;
using time::Setting;
using time::Tense;

constexpr uint32_t kDayReach =
    500;  // bytes over which a named day still holds for a bare clock time

// Only what leaves a choice is asked for its tense.
bool needs_tense(const Meaning& m) {
  if (m.op != Op::kDate || m.has(Field::kYear)) return false;
  for (const Field f : {Field::kWeekday, Field::kMonth, Field::kDay, Field::kSeason,
                        Field::kQuarter, Field::kHalf, Field::kFeast, Field::kGeneric})
    if (m.has(f)) return true;
  return m.has(Field::kBy) && m.symbol<time::Unit>(Field::kByUnit) == time::Unit::kWeekend;
}

class Annotation {
 public:
  Annotation(Article& article, const RuleBook& book)
      : article_(article),
        book_(book),
        atoms_(cut(article, book.lexicon())),
        found_(find_expressions(article, atoms_, book)) {}

  void run() {
    if (!article_.date.known())
      article_.date = infer_publication_date(article_, atoms_, found_, book_.tense_words());
    Resolver resolver(time::anchor_of(article_.date));
    std::vector<Resolved> resolved(found_.size());
    for (size_t i = 0; i < found_.size(); ++i)
      if (!Resolver::lacks_day(found_[i].meaning))
        resolved[i] = resolver.resolve(found_[i].meaning, setting_of(i));
    resolve_bare_times(resolver, resolved);
    for (size_t i = 0; i < found_.size(); ++i) append(found_[i], resolved[i]);
  }

 private:
  uint32_t byte_of(size_t i) const { return atoms_[found_[i].begin].bytes.begin; }
  SentenceId sentence_of(size_t i) const {
    const TokenId t = atoms_[found_[i].begin].token;
    return t == kNone ? kNone : article_.sentence_of(t);
  }

  Setting setting_of(size_t i) const {
    Setting setting;
    setting.byte = byte_of(i);
    setting.type = found_[i].type;
    if (needs_tense(found_[i].meaning))
      setting.tense = tense_of(article_, tokens_of(atoms_, found_[i].begin, found_[i].end),
                               book_.tense_words());
    const auto is_time = [&](size_t j) { return Resolver::lacks_day(found_[j].meaning); };
    setting.clock_near =
        found_[i].meaning.has(Field::kPart) || found_[i].meaning.has(Field::kHour) ||
        (i + 1 < found_.size() && is_time(i + 1) && found_[i + 1].begin - found_[i].end <= 8) ||
        (i > 0 && is_time(i - 1) && found_[i].begin - found_[i - 1].end <= 8);
    return setting;
  }

  static std::optional<Day> day_of(const Resolved& resolved) {
    if (resolved.precision != TimePrecision::kDay || resolved.interval.from != resolved.interval.to)
      return std::nullopt;
    if (resolved.type == TimexType::kDuration || resolved.value == time::name(time::Ref::kPresent))
      return std::nullopt;
    return resolved.interval.from;
  }

  // A clock time belongs to the day named before it, else to one named behind it in its sentence,
  // else to the anchor.
  void resolve_bare_times(const Resolver& resolver, std::vector<Resolved>& resolved) const {
    std::optional<Day> named;
    uint32_t named_at = 0;
    for (size_t i = 0; i < found_.size(); ++i) {
      if (!Resolver::lacks_day(found_[i].meaning)) {
        if (const auto day = day_of(resolved[i])) {
          named = day;
          named_at = byte_of(i);
        }
        continue;
      }
      std::optional<Day> day = resolver.anchor();
      if (const auto behind = named_behind(i, resolved)) day = behind;
      if (named && byte_of(i) - named_at <= kDayReach) day = named;
      resolved[i] = resolver.resolve_time_of(found_[i].meaning, setting_of(i), day);
    }
  }

  std::optional<Day> named_behind(size_t i, const std::vector<Resolved>& resolved) const {
    const SentenceId sentence = sentence_of(i);
    for (size_t j = i + 1;
         j < found_.size() && byte_of(j) - byte_of(i) < 60 && sentence_of(j) == sentence; ++j)
      if (!Resolver::lacks_day(found_[j].meaning))
        if (const auto day = day_of(resolved[j])) return day;
    return std::nullopt;
  }

  void append(const Found& found, const Resolved& resolved) {
    Timex timex;
    timex.bytes = {atoms_[found.begin].bytes.begin, atoms_[found.end - 1].bytes.end};
    timex.tokens = tokens_of(atoms_, found.begin, found.end);
    timex.type = resolved.type;
    timex.value = article_.strings.intern(resolved.value);
    timex.mod = article_.strings.intern(resolved.mod);
    timex.interval = resolved.interval;
    timex.precision = resolved.precision;
    article_.timexes.push_back(timex);
  }

  Article& article_;
  const RuleBook& book_;
  std::vector<Atom> atoms_;
  std::vector<Found> found_;
};

}  // namespace

TimeTagger::TimeTagger() = default;
TimeTagger::TimeTagger(TimeTagger&&) noexcept = default;
TimeTagger& TimeTagger::operator=(TimeTagger&&) noexcept = default;
TimeTagger::~TimeTagger() = default;

Result<TimeTagger> TimeTagger::load(const std::string& data_dir,
                                    const std::vector<std::string>& languages) {
  TimeTagger tagger;
  for (const auto& language : languages) {
    auto book = RuleBook::read(data_dir + "/" + language + "/time");
    if (!book.ok()) return book.error();
    tagger.languages_.push_back({language, std::make_unique<const RuleBook>(book.take())});
  }
  return tagger;
}

const time::RuleBook* TimeTagger::rules(std::string_view language) const {
  for (const auto& known : languages_)
    if (known.code == language) return known.book.get();
  return nullptr;
}

void TimeTagger::annotate(Article& article) const {
  const RuleBook* book = rules(article.lang);
  if (book == nullptr || article.text.empty()) return;
  Annotation(article, *book).run();
}

}  // namespace diurna
