#include "event/merge.h"

#include <algorithm>

namespace diurna {
namespace {

bool same_party(const Article& article, EntityId a, EntityId b) {
  if (a == b) return true;
  const Entity& x = article.entities[a];
  const Entity& y = article.entities[b];
  if (x.id != kEmptyString && x.id == y.id) return true;
  // A government, its ministry and its army act for one country.
  return !x.country.empty() && x.country == y.country && x.kind != EntityKind::kPerson &&
         y.kind != EntityKind::kPerson &&
         (x.kind == EntityKind::kCountry || y.kind == EntityKind::kCountry ||
          x.sectors.codes[0] == y.sectors.codes[0]);
}

bool share(const Article& article, const std::vector<Filler>& a, const std::vector<Filler>& b) {
  for (const auto& x : a)
    for (const auto& y : b)
      if (same_party(article, x.entity, y.entity)) return true;
  return false;
}

// Both empty, one empty, or sharing somebody.
bool compatible(const Article& article, const std::vector<Filler>& a,
                const std::vector<Filler>& b) {
  return a.empty() || b.empty() || share(article, a, b);
}

bool compatible_time(const Draft& a, const Draft& b) {
  if (a.time_basis != EventTimeBasis::kStated || b.time_basis != EventTimeBasis::kStated)
    return true;
  return a.interval.overlaps(b.interval);
}

bool compatible_place(const Article& article, const Draft& a, const Draft& b) {
  if (a.place == kNone || b.place == kNone) return true;
  const Place& x = article.places[a.place];
  const Place& y = article.places[b.place];
  return x.name == y.name || (!x.country.empty() && x.country == y.country);
}

bool same_event(const Article& article, const Draft& a, const Draft& b) {
  if (a.type != b.type) return false;
  if (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode) return false;
  if (!a.act_type.empty() && !b.act_type.empty() && a.act_type != b.act_type) return false;
  if ((a.reading.status == EventStatus::kNegated) != (b.reading.status == EventStatus::kNegated))
    return false;
  if ((a.reading.status == EventStatus::kDenied) != (b.reading.status == EventStatus::kDenied))
    return false;
  const bool actors = share(article, a.match.actors, b.match.actors);
  const bool recipients = compatible(article, a.match.recipients, b.match.recipients);
  // Events whose doer nobody names are the same when they are done to the same.
  const bool unnamed = a.match.actors.empty() && b.match.actors.empty() &&
                       share(article, a.match.recipients, b.match.recipients);
  if (!unnamed && (!actors || !recipients)) return false;
  // Two events of different words in one sentence are two, unless one of them says less.
  return compatible_time(a, b) && compatible_place(article, a, b);
}

void add_parties(const Article& article, std::vector<Filler>& into,
                 const std::vector<Filler>& from) {
  if (into.empty()) into = from;
  for (auto& x : into)
    for (const auto& y : from)
      if (article.entities[x.entity].generic && !article.entities[y.entity].generic &&
          same_party(article, x.entity, y.entity))
        x = y;
}

void absorb(const Article& article, Draft& into, const Draft& from) {
  add_parties(article, into.match.actors, from.match.actors);
  add_parties(article, into.match.recipients, from.match.recipients);
  if (into.mode.empty()) {
    into.mode = from.mode;
    if (from.cameo.size() > into.cameo.size()) into.cameo = from.cameo;
  }
  if (into.act_type.empty()) {
    into.act_type = from.act_type;
    into.act_mode = from.act_mode;
  } else if (into.act_mode.empty() && into.act_type == from.act_type) {
    into.act_mode = from.act_mode;
  }
  if (into.time_basis != EventTimeBasis::kStated && from.time_basis == EventTimeBasis::kStated) {
    into.timex = from.timex;
    into.interval = from.interval;
    into.precision = from.precision;
    into.time_basis = from.time_basis;
  }
  const bool finer = into.place != kNone && from.place != kNone &&
                     article.places[from.place].precision < article.places[into.place].precision;
  if (into.place == kNone || finer) into.place = from.place;
  for (const auto& q : from.quantities) {
    const bool known =
        std::any_of(into.quantities.begin(), into.quantities.end(),
                    [&](const Quantity& k) { return k.unit == q.unit && k.kind == q.kind; });
    if (!known) into.quantities.push_back(q);
  }
  if (into.attribution.empty()) into.attribution = from.attribution;
  if (from.sentence != into.sentence &&
      std::find(into.also.begin(), into.also.end(), from.sentence) == into.also.end())
    into.also.push_back(from.sentence);
  for (const SentenceId s : from.also)
    if (s != into.sentence && std::find(into.also.begin(), into.also.end(), s) == into.also.end())
      into.also.push_back(s);
  into.confidence = 1 - (1 - into.confidence) * (1 - 0.5F * from.confidence);
}

int fullness(const Draft& draft) {
  return 2 * !draft.match.recipients.empty() + !draft.match.actors.empty() +
         (draft.time_basis == EventTimeBasis::kStated) + !draft.mode.empty();
}

}  // namespace

std::vector<Draft> merge_reports(const Article& article, std::vector<Draft> drafts) {
  std::vector<Draft> merged;
  for (auto& draft : drafts) {
    const auto same = std::find_if(merged.begin(), merged.end(),
                                   [&](const Draft& m) { return same_event(article, m, draft); });
    if (same == merged.end()) {
      merged.push_back(std::move(draft));
    } else if (fullness(draft) > fullness(*same) + 1) {
      // The fuller report is the better evidence; the earlier sentence stays beside it.
      absorb(article, draft, *same);
      *same = std::move(draft);
    } else {
      absorb(article, *same, draft);
    }
  }
  std::stable_sort(merged.begin(), merged.end(), [](const Draft& a, const Draft& b) {
    return a.match.trigger < b.match.trigger;
  });
  return merged;
}

}  // namespace diurna
