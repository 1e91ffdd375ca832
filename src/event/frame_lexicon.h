// The frames of a language, data/<lang>/frames/: which words tell which event, and where its
// parties stand. The keys are explained in data/TEMPLATE/frames/README.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "diurna/article.h"
#include "diurna/result.h"
#include "event/ontology.h"
#include "event/word_lists.h"

namespace diurna {

// One step of a path from the trigger to a word.
struct Step {
  enum Kind { kRelation, kOwner, kHead, kSelf, kPart };
  Kind kind = kRelation;
  std::string relation;     // "obl", "nsubj", "nmod"
  std::string preposition;  // "mit"; "gen" and "poss" for possessors; empty: any
};

struct Path {
  std::vector<Step> steps;
  std::string text;  // as written
};

struct Condition {
  enum Kind { kExists, kIn, kIs };
  enum Class { kActor, kPerson, kPlace, kBody, kPeople, kEvent, kCountry };
  Kind kind = kExists;
  std::vector<Path> paths;
  Class is = kActor;
  StringSet words;   // of kIn, the listed ones
  std::string list;  // of kIn, the name of a word list
  std::string text;  // as written
};

struct Trigger {
  std::string lemma;
  Upos upos = Upos::VERB;
};

struct Example {
  std::string text, expected;  // expected: "A, B -> C", empty for a sentence without this event
  std::string where;
};

struct Frame {
  std::string id, type, mode, gloss, cameo, source;
  bool mode_by_act = false;
  std::vector<Trigger> triggers;
  std::vector<Condition> where, unless;
  std::vector<Path> actor, recipient, about;
  bool has_about_actor = false;
  Role about_actor = Role::kActor;
  bool mutual = false;
  bool needs_actor = true;  // false: `actor: -`
  std::optional<EventStatus> status;
  std::vector<std::string> contexts;
  std::vector<Example> good, bad;
  bool has_verb_trigger = false;
  std::string where_written;  // file:line
};

// Reads a path list such as "obj > nmod:mit | obl:mit". Errors: kBadInput, without a place.
Result<std::vector<Path>> parse_paths(std::string_view text);

class FrameLexicon {
 public:
  // Reads every .txt file of data/<lang>/frames. Errors: kNotFound; kBadInput with all mistakes,
  // one a line as file:line.
  static Result<FrameLexicon> load(const std::string& frames_dir, const Ontology& ontology,
                                   const WordLists& words);

  const std::vector<Frame>& frames() const { return frames_; }
  // Numbers of the frames that the lemma may evoke as this part of speech.
  const std::vector<uint32_t>* find(std::string_view lemma, Upos upos) const;
  bool is_trigger(std::string_view lemma, Upos upos) const { return find(lemma, upos) != nullptr; }

 private:
  std::vector<Frame> frames_;
  StringMap<std::vector<uint32_t>> index_;  // "VERB lemma"
};

}  // namespace diurna
