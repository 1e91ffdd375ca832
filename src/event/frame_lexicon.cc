#include "event/frame_lexicon.h"

#include <algorithm>
#include <array>

#include "base/files.h"

namespace diurna {
namespace {

constexpr std::array<std::string_view, 18> kKeys = {
    "frame",  "type",  "mode",      "gloss",  "trigger", "where",
    "not",    "actor", "recipient", "mutual", "about",   "about-actor",
    "status", "cameo", "context",   "source", "+",       "-"};

std::string key_of(std::string_view lemma, Upos upos) {
  return std::string(name(upos)) + " " + std::string(lemma);
}

Result<Path> parse_path(std::string_view text) {
  Path path;
  path.text = std::string(trim(text));
  for (const auto part : split(text, '>')) {
    const auto word = trim(part);
    if (word.empty())
      return Error{Error::kBadInput, "an empty step in the path '" + path.text + "'"};
    if (word.find(' ') != std::string_view::npos)
      return Error{Error::kBadInput,
                   "'" + std::string(word) + "' is no step; steps are separated by '>'"};
    Step step;
    if (word == "owner") {
      step.kind = Step::kOwner;
    } else if (word == "head") {
      step.kind = Step::kHead;
    } else if (word == "self") {
      step.kind = Step::kSelf;
    } else if (word == "part") {
      step.kind = Step::kPart;
    } else {
      const auto colon = word.find(':');
      step.relation = std::string(word.substr(0, colon));
      if (colon != std::string_view::npos) step.preposition = std::string(word.substr(colon + 1));
    }
    path.steps.push_back(std::move(step));
  }
  return path;
}

std::optional<Condition::Class> parse_class(std::string_view text) {
  constexpr std::array<std::string_view, 7> kNames = {"actor",  "person", "place",  "body",
                                                      "people", "event",  "country"};
  const auto found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Condition::Class>(found - kNames.begin());
}

Result<Condition> parse_condition(std::string_view text, const WordLists& words) {
  Condition condition;
  condition.text = std::string(text);
  std::string_view path_text = text;
  const auto in = text.find(" in ");
  const auto is = text.find(" is ");
  if (in != std::string_view::npos) {
    condition.kind = Condition::kIn;
    path_text = text.substr(0, in);
    const auto what = trim(text.substr(in + 4));
    if (starts_with(what, "@")) {
      condition.list = std::string(what.substr(1));
      if (!words.has_list(condition.list))
        return Error{Error::kBadInput, "no word list 'words/" + condition.list + ".txt'"};
    } else if (what.size() >= 2 && what.front() == '{' && what.back() == '}') {
      for (const auto word : split_trimmed(what.substr(1, what.size() - 2), ","))
        condition.words.emplace(word);
    } else {
      return Error{Error::kBadInput,
                   "expected @list or {word, word} after 'in', found '" + std::string(what) + "'"};
    }
  } else if (is != std::string_view::npos) {
    condition.kind = Condition::kIs;
    path_text = text.substr(0, is);
    const auto what = trim(text.substr(is + 4));
    const auto parsed = parse_class(what);
    if (!parsed)
      return Error{
          Error::kBadInput,
          "expected actor, person, place, body, people, event or country after 'is', found '" +
              std::string(what) + "'"};
    condition.is = *parsed;
  }
  auto paths = parse_paths(path_text);
  if (!paths.ok()) return paths.error();
  condition.paths = paths.take();
  return condition;
}

// Reads one stanza; mistakes are collected, the frame is usable only when there were none.
class FrameReader {
 public:
  FrameReader(const Ontology& ontology, const WordLists& words, Mistakes& mistakes)
      : ontology_(ontology), words_(words), mistakes_(mistakes) {}

  Frame read(const Stanza& stanza) {
    Frame frame;
    frame.where_written = stanza.where();
    size_t last_key = 0;
    for (const auto& field : stanza.fields) {
      const auto found = std::find(kKeys.begin(), kKeys.end(), field.key);
      if (found == kKeys.end()) {
        mistakes_.add(stanza.where(field) + ": no key '" + field.key +
                      "' in a frame; nearest is '" +
                      nearest(field.key, {kKeys.begin(), kKeys.end()}) + "'");
        continue;
      }
      const auto position = static_cast<size_t>(found - kKeys.begin());
      if (position < last_key)
        mistakes_.add(stanza.where(field) + ": key '" + field.key +
                      "' stands too late; order is that of the guide");
      last_key = std::max(last_key, position);
      const size_t before = mistakes_.lines().size();
      take(stanza, field, frame);
      if (mistakes_.lines().size() == before && field.value.empty())
        mistakes_.add(stanza.where(field) + ": key '" + field.key + "' has no value");
    }
    check(stanza, frame);
    return frame;
  }

 private:
  void take(const Stanza& stanza, const Stanza::Field& field, Frame& frame) {
    const auto& key = field.key;
    const auto& value = field.value;
    const auto where = stanza.where(field);
    if (key == "frame") {
      frame.id = value;
    } else if (key == "type") {
      frame.type = value;
      if (ontology_.find_type(value) == nullptr)
        mistakes_.add(where + ": no event type '" + value + "' in plover/types.txt; nearest is '" +
                      ontology_.nearest_type(value) + "'");
    } else if (key == "mode") {
      frame.mode_by_act = value == "by-act";
      if (frame.mode_by_act) return;
      frame.mode = value;
      if (ontology_.find_mode(frame.type, value) == nullptr)
        mistakes_.add(where + ": type '" + frame.type + "' has no mode '" + value +
                      "' in plover/modes.txt");
    } else if (key == "gloss") {
      frame.gloss = value;
    } else if (key == "trigger") {
      for (const auto part : split_trimmed(value, "|")) {
        const auto space = part.rfind(' ');
        Trigger trigger;
        if (space == std::string_view::npos || !parse_upos(part.substr(space + 1), trigger.upos)) {
          mistakes_.add(where + ": expected 'lemma UPOS', found '" + std::string(part) + "'");
          continue;
        }
        trigger.lemma = std::string(trim(part.substr(0, space)));
        frame.has_verb_trigger |= trigger.upos == Upos::VERB;
        frame.triggers.push_back(std::move(trigger));
      }
    } else if (key == "where" || key == "not") {
      auto condition = parse_condition(value, words_);
      if (!condition.ok()) {
        mistakes_.add(where + ": " + condition.error().message);
      } else {
        (key == "where" ? frame.where : frame.unless).push_back(condition.take());
      }
    } else if (key == "actor" || key == "recipient" || key == "about") {
      if (value == "-") {
        if (key == "actor") frame.needs_actor = false;
        return;
      }
      auto paths = parse_paths(value);
      if (!paths.ok()) {
        mistakes_.add(where + ": " + paths.error().message);
      } else {
        (key == "actor"       ? frame.actor
         : key == "recipient" ? frame.recipient
                              : frame.about) = paths.take();
      }
    } else if (key == "mutual") {
      frame.mutual = value == "yes";
      if (!frame.mutual) mistakes_.add(where + ": 'mutual' can only be 'yes'");
    } else if (key == "about-actor") {
      frame.has_about_actor = true;
      frame.about_actor = value == "recipient" ? Role::kRecipient : Role::kActor;
      if (value != "actor" && value != "recipient")
        mistakes_.add(where + ": expected actor or recipient, found '" + value + "'");
    } else if (key == "status") {
      EventStatus status{};
      if (!parse_status(value, status)) mistakes_.add(where + ": no status '" + value + "'");
      frame.status = status;
    } else if (key == "cameo") {
      frame.cameo = value;
      if (value.size() < 2 || value.size() > 4 ||
          !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        mistakes_.add(where + ": a CAMEO code has two to four digits, found '" + value + "'");
    } else if (key == "context") {
      for (const auto context : split_trimmed(value, ",")) {
        if (!ontology_.has_context(context))
          mistakes_.add(where + ": no context '" + std::string(context) +
                        "' in plover/contexts.txt");
        frame.contexts.emplace_back(context);
      }
    } else if (key == "source") {
      frame.source = value;
    } else {
      const auto arrow = value.find("=>");
      Example example{std::string(trim(std::string_view(value).substr(0, arrow))),
                      arrow == std::string::npos
                          ? ""
                          : std::string(trim(std::string_view(value).substr(arrow + 2))),
                      where};
      if (key == "+" && example.expected.empty())
        mistakes_.add(where + ": an example with '+' needs '=> actor -> recipient'");
      (key == "+" ? frame.good : frame.bad).push_back(std::move(example));
    }
  }

  void check(const Stanza& stanza, const Frame& frame) {
    for (const auto key : {"frame", "type", "gloss", "trigger", "actor", "source", "+", "-"})
      if (!stanza.has(key)) mistakes_.add(stanza.where() + ": a frame needs the key '" + key + "'");
    if (frame.mode_by_act && frame.about.empty())
      mistakes_.add(stanza.where() + ": 'mode: by-act' needs 'about'");
  }

  const Ontology& ontology_;
  const WordLists& words_;
  Mistakes& mistakes_;
};

}  // namespace

Result<std::vector<Path>> parse_paths(std::string_view text) {
  std::vector<Path> paths;
  for (const auto part : split(text, '|')) {
    auto path = parse_path(part);
    if (!path.ok()) return path.error();
    paths.push_back(path.take());
  }
  return paths;
}

Result<FrameLexicon> FrameLexicon::load(const std::string& frames_dir, const Ontology& ontology,
                                        const WordLists& words) {
  auto files = list_files(frames_dir, false);
  if (!files.ok()) return files.error();
  FrameLexicon lexicon;
  Mistakes mistakes;
  StringMap<std::string> seen;
  for (const auto& path : files.value()) {
    if (!ends_with(path, ".txt")) continue;
    auto stanzas = read_stanzas(path);
    if (!stanzas.ok()) {
      mistakes.add(stanzas.error().message);
      continue;
    }
    for (const auto& stanza : stanzas.value()) {
      Frame frame = FrameReader(ontology, words, mistakes).read(stanza);
      const auto [other, fresh] = seen.emplace(frame.id, stanza.where());
      if (!fresh)
        mistakes.add(stanza.where() + ": frame '" + frame.id + "' is already written at " +
                     other->second);
      lexicon.frames_.push_back(std::move(frame));
    }
  }
  if (!mistakes.empty()) return mistakes.error();
  for (uint32_t f = 0; f < lexicon.frames_.size(); ++f) {
    for (const auto& trigger : lexicon.frames_[f].triggers) {
      auto& frames = lexicon.index_[key_of(trigger.lemma, trigger.upos)];
      if (frames.empty() || frames.back() != f) frames.push_back(f);
    }
  }
  return lexicon;
}

const std::vector<uint32_t>* FrameLexicon::find(std::string_view lemma, Upos upos) const {
  const auto found = index_.find(key_of(lemma, upos));
  return found == index_.end() ? nullptr : &found->second;
}

}  // namespace diurna
