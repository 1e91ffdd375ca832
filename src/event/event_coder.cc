#include "event/event_coder.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "event/attribution.h"
#include "event/confidence.h"
#include "event/contexts.h"
#include "event/draft.h"
#include "event/frame_lexicon.h"
#include "event/frame_matcher.h"
#include "event/grammar.h"
#include "event/merge.h"
#include "event/ontology.h"
#include "event/parties.h"
#include "event/quantities.h"
#include "event/status.h"
#include "event/when_where.h"
#include "event/word_lists.h"

namespace diurna {
namespace {

struct Language {
  WordLists words;
  FrameLexicon frames;
};

}  // namespace

struct EventCoder::Data {
  Ontology ontology;
  ConfidenceModel confidence;
  StringMap<Language> languages;

  const Language* find(std::string_view lang) const {
    const auto found = languages.find(lang);
    return found == languages.end() ? nullptr : &found->second;
  }
};

namespace {

// Everything that one article needs while it is coded.
class Coding {
 public:
  Coding(const Ontology& ontology, const Language& language, const Article& article)
      : ontology_(ontology),
        language_(language),
        article_(article),
        grammar_(article, &language.words),
        parties_(article),
        matcher_(language.frames, language.words, grammar_, parties_) {
    grammar_.is_actor = [this](TokenId t) {
      return parties_.is_actor(t) && (parties_.entity(t, true) != kNone || attributive(t));
    };
    grammar_.object_control = [this](TokenId verb) { return controls_object(verb); };
  }

  const Grammar& grammar() const { return grammar_; }
  const Parties& parties() const { return parties_; }
  const FrameMatcher& matcher() const { return matcher_; }

  // The best frame of every token that evokes one.
  void match_all() {
    for (TokenId t = 0; t < article_.tokens.size(); ++t) {
      Match match = matcher_.match(t, nullptr);
      if (match.frame == nullptr) continue;
      row_of_[t] = drafts_.size();
      drafts_.push_back(draft(std::move(match)));
    }
  }

  std::vector<Draft>& drafts() { return drafts_; }

  // Ties what is planned, demanded, threatened to the act it is about; the act is then no event of
  // its own.
  void link_acts() {
    for (size_t d = 0; d < drafts_.size(); ++d) {
      Draft& outer = drafts_[d];
      if (outer.match.about.empty()) continue;
      const size_t act = find_act(outer);
      if (act == kNoDraft) continue;
      Draft& inner = drafts_[act];
      if (has_happened(inner, outer)) continue;
      inner.is_act_of_another = true;
      // "refuses to join talks": a second word for the same act, below the first, is no event
      // either.
      for (Draft& other : drafts_)
        if (&other != &outer && other.type == inner.type &&
            grammar_.within(other.match.trigger, inner.match.trigger))
          other.is_act_of_another = true;
      outer.act_type = inner.match.frame->type;
      outer.act_mode = inner.mode;
      const Role doer = outer.match.frame->has_about_actor
                            ? outer.match.frame->about_actor
                            : ontology_.find_type(outer.type)->about_actor;
      if (doer == Role::kRecipient) {
        lend(outer.match.recipients, inner.match.actors, outer.match.actors);
      } else {
        lend(outer.match.recipients, inner.match.recipients, outer.match.actors);
      }
    }
  }

  // Status, then what the type becomes by PLOVER's precedence.
  void settle(Draft& draft) const {
    const Frame& frame = *draft.match.frame;
    const TokenId trigger = draft.match.trigger;
    const TimexId timex = choose_timex(grammar_, trigger);
    draft.reading = read_status(grammar_, language_.words, trigger,
                                timex == kNone ? nullptr : &article_.timexes[timex]);
    if (frame.status && draft.reading.status == EventStatus::kOccurred)
      draft.reading.status = *frame.status;
    if (!draft.act_type.empty()) {
      const auto becomes = ontology_.retype_about(draft.type, draft.act_type, draft.act_mode);
      if (becomes == "act") {
        draft.type = draft.act_type;
        draft.mode = draft.act_mode;
        draft.act_type.clear();
        draft.act_mode.clear();
        if (draft.reading.status == EventStatus::kOccurred)
          draft.reading.status = EventStatus::kPlanned;
      } else {
        // What is announced has been announced: the words themselves have occurred.
        if (!becomes.empty()) draft.type = std::string(becomes);
        if (frame.mode_by_act)
          draft.mode =
              std::string(ontology_.mode_about(draft.type, draft.act_type, draft.act_mode));
      }
    }
    if (const auto* becomes = ontology_.retype(draft.type, draft.reading.status);
        becomes != nullptr && becomes->type != draft.type) {
      if (draft.act_type.empty()) {
        draft.act_type = draft.type;
        draft.act_mode = draft.mode;
      }
      draft.type = becomes->type;
      draft.mode.clear();
      draft.cameo = becomes->cameo;
    }
  }

  // Moves the second side of a mutual event over, and takes out who stands on both sides.
  void settle_parties(Draft& draft) const {
    auto& actors = draft.match.actors;
    auto& recipients = draft.match.recipients;
    if (draft.match.frame->mutual) {
      for (auto& filler : recipients) add(actors, filler);
      recipients.clear();
      for (const TokenId both : between(draft.match.trigger)) {
        const EntityId entity = parties_.entity(both);
        if (entity != kNone) add(actors, {both, entity, "between"});
      }
    }
    recipients.erase(std::remove_if(recipients.begin(), recipients.end(),
                                    [&](const Filler& r) {
                                      return std::any_of(
                                          actors.begin(), actors.end(),
                                          [&](const Filler& a) { return a.entity == r.entity; });
                                    }),
                     recipients.end());
  }

  // An event needs a party that acts, and somebody it is done to where PLOVER asks for one.
  bool complete(const Draft& draft, std::string* missing) const {
    if (draft.match.frame->needs_actor && draft.match.actors.empty()) {
      *missing = "no actor was found where the frame looks for one";
      return false;
    }
    if (!draft.match.frame->needs_actor && draft.match.actors.empty() &&
        draft.match.recipients.empty()) {
      *missing = "neither actor nor recipient was found";
      return false;
    }
    return true;
  }

 private:
  static constexpr size_t kNoDraft = static_cast<size_t>(-1);

  Draft draft(Match match) const {
    Draft draft;
    draft.type = match.frame->type;
    draft.mode = match.frame->mode;
    draft.cameo =
        match.frame->cameo.empty() ? ontology_.find_type(draft.type)->cameo : match.frame->cameo;
    draft.sentence = article_.sentence_of(match.trigger);
    draft.match = std::move(match);
    return draft;
  }

  // An adjective or a noun before a noun names its owner only if it stands for a country, a body or
  // a person.
  bool attributive(TokenId t) const {
    const EntityId id = parties_.entity(t);
    return id != kNone && article_.entities[id].kind != EntityKind::kPeople &&
           article_.entities[id].kind != EntityKind::kOther;
  }

  bool controls_object(TokenId verb) const {
    const auto* const frames = matcher_.frames_of(verb);
    if (frames == nullptr) return true;
    for (const uint32_t f : *frames) {
      const Frame& frame = language_.frames.frames()[f];
      if (frame.about.empty()) continue;
      const Role doer =
          frame.has_about_actor ? frame.about_actor : ontology_.find_type(frame.type)->about_actor;
      return doer == Role::kRecipient;
    }
    return true;
  }

  // "meets the junta's demand": the words of somebody else that an event answers are an event of
  // their own.
  bool has_happened(const Draft& inner, const Draft& outer) const {
    if (grammar_.verbal(inner.match.trigger) || inner.match.actors.empty()) return false;
    const int quad = ontology_.find_type(inner.type)->quad;
    const bool words = quad == 1 || quad == 3;
    const bool other =
        std::none_of(inner.match.actors.begin(), inner.match.actors.end(), [&](const Filler& a) {
          return std::any_of(outer.match.actors.begin(), outer.match.actors.end(),
                             [&](const Filler& b) { return a.entity == b.entity; });
        });
    return words && other && !inner.match.frame->about.empty();
  }

  // The first event word at, or shortly below, the places where the frame looks for its act.
  size_t find_act(const Draft& outer) const {
    for (const TokenId about : outer.match.about) {
      const size_t found = act_below(outer, about, 0);
      if (found != kNoDraft) return found;
    }
    return kNoDraft;
  }

  size_t act_below(const Draft& outer, TokenId t, int depth) const {
    const auto row = row_of_.find(t);
    if (row != row_of_.end() && &drafts_[row->second] != &outer && t != outer.match.trigger)
      return row->second;
    if (depth >= 2) return kNoDraft;
    for (const TokenId c : grammar_.children(t)) {
      const auto deprel = base_relation(article_.deprel(c));
      const bool looks_on = deprel == "obj" || deprel == "nsubj" || deprel == "xcomp" ||
                            deprel == "ccomp" || deprel == "nmod" || deprel == "conj" ||
                            (deprel == "obl" && grammar_.verbal(t)) ||
                            (deprel == "acl" && !grammar_.finite(c));
      if (!looks_on) continue;
      const size_t found = act_below(outer, c, depth + 1);
      if (found != kNoDraft) return found;
    }
    return kNoDraft;
  }

  void lend(std::vector<Filler>& to, const std::vector<Filler>& from,
            const std::vector<Filler>& actors) const {
    if (!to.empty()) return;
    for (const auto& filler : from) {
      const bool own = std::any_of(actors.begin(), actors.end(),
                                   [&](const Filler& a) { return a.entity == filler.entity; });
      if (!own) to.push_back({filler.head, filler.entity, "act > " + filler.path});
    }
  }

  static void add(std::vector<Filler>& to, const Filler& filler) {
    if (std::none_of(to.begin(), to.end(),
                     [&](const Filler& f) { return f.entity == filler.entity; }))
      to.push_back(filler);
  }

  // Both sides named by "zwischen A und B" at the trigger or its light verb.
  std::vector<TokenId> between(TokenId trigger) const {
    std::vector<TokenId> out;
    for (const TokenId at : {trigger, grammar_.light_verb(trigger)}) {
      if (at == kNone) continue;
      for (const TokenId c : grammar_.children(at))
        if (language_.words.contains("between", grammar_.preposition(c)))
          for (const TokenId member : grammar_.conjuncts(c)) out.push_back(member);
    }
    return out;
  }

  const Ontology& ontology_;
  const Language& language_;
  const Article& article_;
  Grammar grammar_;
  Parties parties_;
  FrameMatcher matcher_;
  std::vector<Draft> drafts_;
  std::unordered_map<TokenId, size_t> row_of_;
};

template <class Column, class Items, class Make>
auto append_rows(Column& column, const Items& items, Make make) {
  const auto begin = static_cast<uint32_t>(column.size());
  for (const auto& item : items) column.push_back(make(item));
  return std::pair(begin, static_cast<uint32_t>(column.size()));
}

// The words of a party: its reference, or the bare word.
TokenSpan words_of(const Parties& parties, const Filler& filler) {
  const Reference* reference = parties.reference(filler.head);
  if (reference == nullptr || reference->entity != filler.entity)
    reference = parties.reference(filler.head, true);
  return reference != nullptr ? reference->tokens : TokenSpan{filler.head, filler.head + 1};
}

void write_event(Article& article, const Ontology& ontology, const Parties& parties,
                 const Draft& draft) {
  auto& strings = article.strings;
  Event event;
  event.type = strings.intern(draft.type);
  event.mode = strings.intern(draft.mode);
  event.act_type = strings.intern(draft.act_type);
  event.act_mode = strings.intern(draft.act_mode);
  event.status = draft.reading.status;
  event.quad = ontology.find_type(draft.type)->quad;
  event.score = ontology.score(draft.type, draft.mode);
  event.cameo = strings.intern(draft.cameo);
  event.frame = strings.intern(draft.match.frame->id);
  event.trigger = draft.match.trigger;
  event.sentence = draft.sentence;
  event.timex = draft.timex;
  event.interval = draft.interval;
  event.time_precision = draft.precision;
  event.time_basis = draft.time_basis;
  event.place = draft.place;
  event.confidence = draft.confidence;

  const auto contexts = append_rows(article.context_ids, draft.contexts,
                                    [&](const std::string& c) { return strings.intern(c); });
  event.contexts = {contexts.first, contexts.second};
  std::vector<SentenceId> reported = {draft.sentence};
  reported.insert(reported.end(), draft.also.begin(), draft.also.end());
  const auto sentences =
      append_rows(article.sentence_ids, reported, [](SentenceId s) { return s; });
  event.sentences = {sentences.first, sentences.second};
  const auto argument = [&](Role role) {
    return [&article, &parties, role](const Filler& f) {
      return Argument{role, f.head, words_of(parties, f), f.entity, article.strings.intern(f.path)};
    };
  };
  const auto actors = append_rows(article.arguments, draft.match.actors, argument(Role::kActor));
  const auto recipients =
      append_rows(article.arguments, draft.match.recipients, argument(Role::kRecipient));
  event.arguments = {actors.first, recipients.second};
  const auto quantities =
      append_rows(article.quantities, draft.quantities, [](const Quantity& q) { return q; });
  event.quantities = {quantities.first, quantities.second};
  const auto attribution =
      append_rows(article.attribution_ids, draft.attribution, [](uint32_t row) { return row; });
  event.attribution = {attribution.first, attribution.second};
  article.events.push_back(event);
}

// The quantities that stand in the event's clause or in one of its arguments.
std::vector<Quantity> quantities_of(const Grammar& grammar, const std::vector<FoundQuantity>& all,
                                    const Draft& draft) {
  std::vector<Quantity> out;
  const TokenId clause = grammar.clause_head(draft.match.trigger);
  for (const auto& found : all) {
    if (grammar.article().sentence_of(found.noun) != draft.sentence) continue;
    bool inside = grammar.within(found.noun, draft.match.trigger) ||
                  (clause != kNone && grammar.clause_head(found.noun) == clause);
    for (const auto* fillers : {&draft.match.actors, &draft.match.recipients})
      for (const auto& filler : *fillers) inside |= grammar.within(found.noun, filler.head);
    if (inside) out.push_back(found.quantity);
  }
  return out;
}

std::string describe(const Article& article, const Filler& filler, std::string_view role) {
  const Entity& entity = article.entities[filler.entity];
  std::string text = std::string(role) + ": " + std::string(article.form(filler.head)) + " = " +
                     std::string(article.str(entity.name));
  text += " (" + std::string(entity.country.empty() ? "no country" : entity.country.view());
  for (const Code sector : entity.sectors.codes)
    if (!sector.empty()) text += " " + std::string(sector.view());
  return text + ") by " + filler.path;
}

}  // namespace

EventCoder::EventCoder(std::unique_ptr<Data> data) : data_(std::move(data)) {}
EventCoder::EventCoder(EventCoder&&) noexcept = default;
EventCoder& EventCoder::operator=(EventCoder&&) noexcept = default;
EventCoder::~EventCoder() = default;

Result<EventCoder> EventCoder::load(const std::string& data_dir,
                                    const std::vector<std::string>& languages) {
  auto data = std::make_unique<Data>();
  auto ontology = Ontology::load(data_dir + "/plover");
  if (!ontology.ok()) return ontology.error();
  data->ontology = ontology.take();
  auto confidence = ConfidenceModel::load(data_dir + "/plover/confidence.tsv");
  if (!confidence.ok()) return confidence.error();
  data->confidence = confidence.take();
  for (const auto& lang : languages) {
    Language language;
    auto words = WordLists::load(data_dir + "/" + lang + "/words", data->ontology);
    if (!words.ok()) return words.error();
    language.words = words.take();
    auto frames =
        FrameLexicon::load(data_dir + "/" + lang + "/frames", data->ontology, language.words);
    if (!frames.ok()) return frames.error();
    language.frames = frames.take();
    data->languages.emplace(lang, std::move(language));
  }
  return EventCoder(std::move(data));
}

void EventCoder::code(Article& article) const {
  const Language* const language = data_->find(article.lang);
  if (language == nullptr || article.sentences.empty()) return;
  Coding coding(data_->ontology, *language, article);
  const Grammar& grammar = coding.grammar();
  find_attributions(article, grammar, language->words, coding.parties());
  const auto quantities = find_quantities(article, grammar, language->words);
  const ContextModel contexts(article, language->words);

  coding.match_all();
  coding.link_acts();
  std::vector<Draft> drafts;
  for (auto& draft : coding.drafts()) {
    std::string missing;
    if (draft.is_act_of_another) continue;
    coding.settle_parties(draft);
    if (!coding.complete(draft, &missing)) continue;
    coding.settle(draft);
    if (draft.reading.topic_of_talk) continue;
    date_event(grammar, language->words, draft);
    draft.place = choose_place(grammar, language->words, draft);
    draft.quantities = quantities_of(grammar, quantities, draft);
    draft.attribution = attributions_of(article, draft.match.trigger);
    draft.contexts = contexts.find(draft.sentence, draft.match.frame->contexts);
    const bool needs_recipient = data_->ontology.find_type(draft.type)->needs_recipient;
    draft.confidence = data_->confidence.confidence(article, draft, needs_recipient);
    drafts.push_back(std::move(draft));
  }
  for (const auto& draft : merge_reports(article, std::move(drafts)))
    write_event(article, data_->ontology, coding.parties(), draft);
}

void EventCoder::attribute(Article& article) const {
  const Language* const language = data_->find(article.lang);
  if (language == nullptr || article.sentences.empty()) return;
  const Coding coding(data_->ontology, *language, article);
  find_attributions(article, coding.grammar(), language->words, coding.parties());
}

Explanation EventCoder::explain(const Article& article, SentenceId sentence) const {
  Explanation explanation;
  const Language* const language = data_->find(article.lang);
  if (language == nullptr || sentence >= article.sentences.size()) return explanation;
  Coding coding(data_->ontology, *language, article);
  coding.match_all();
  coding.link_acts();
  const TokenSpan span = article.sentences[sentence].tokens;
  for (TokenId t = span.begin; t < span.end; ++t) {
    std::vector<Miss> misses;
    if (coding.matcher().match(t, &misses).frame == nullptr && misses.empty()) continue;
    for (const auto& miss : misses)
      explanation.tries.push_back({t, miss.frame->id, miss.frame->gloss, miss.reason, {}, {}});
    for (auto& draft : coding.drafts()) {
      if (draft.match.trigger != t) continue;
      Explanation::Try entry{t, draft.match.frame->id, draft.match.frame->gloss, "fits", {}, {}};
      std::string missing;
      coding.settle_parties(draft);
      if (draft.is_act_of_another)
        entry.outcome = "fits, but is told inside another event as its act";
      else if (!coding.complete(draft, &missing))
        entry.outcome = missing;
      coding.settle(draft);
      if (draft.reading.topic_of_talk) entry.outcome = "fits, but is only talked about";
      for (const auto& actor : draft.match.actors)
        entry.arguments.push_back(describe(article, actor, "actor"));
      for (const auto& recipient : draft.match.recipients)
        entry.arguments.push_back(describe(article, recipient, "recipient"));
      entry.status = std::string(name(draft.reading.status)) +
                     (draft.reading.reason.empty() ? "" : ", " + draft.reading.reason);
      entry.frame += " = " + draft.type + (draft.mode.empty() ? "" : "/" + draft.mode);
      if (!draft.act_type.empty())
        entry.frame +=
            " about " + draft.act_type + (draft.act_mode.empty() ? "" : "/" + draft.act_mode);
      explanation.tries.push_back(std::move(entry));
    }
  }
  return explanation;
}

std::vector<FrameExample> EventCoder::examples() const {
  std::vector<FrameExample> out;
  for (const auto& [lang, language] : data_->languages)
    for (const auto& frame : language.frames.frames())
      for (const auto* list : {&frame.good, &frame.bad})
        for (const auto& example : *list)
          out.push_back({lang, frame.id, frame.type, example.where, example.text, example.expected,
                         list == &frame.good});
  return out;
}

size_t EventCoder::frame_count(const std::string& lang) const {
  const Language* const language = data_->find(lang);
  return language == nullptr ? 0 : language->frames.frames().size();
}

std::string EventCoder::frame_gloss(const std::string& lang, std::string_view frame) const {
  const Language* const language = data_->find(lang);
  if (language == nullptr) return {};
  for (const auto& f : language->frames.frames())
    if (f.id == frame) return f.gloss;
  return {};
}

}  // namespace diurna
