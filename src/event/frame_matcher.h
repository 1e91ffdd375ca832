// Matches frames over the trees of an article: for every trigger the frame that fits best, with its
// parties.
#pragma once

#include <string>
#include <vector>

#include "diurna/article.h"
#include "event/frame_lexicon.h"
#include "event/grammar.h"
#include "event/parties.h"

namespace diurna {

// A word that fills a role, and how it was reached.
struct Filler {
  TokenId head = kNone;
  EntityId entity = kNone;
  std::string path;
};

// A frame at a trigger. Without an actor it is no event yet, but may still be what another event is
// about.
struct Match {
  const Frame* frame = nullptr;
  TokenId trigger = kNone;
  std::vector<Filler> actors, recipients;
  std::vector<TokenId> about;  // where the act may stand that it is about
  int conditions = 0;          // how many conditions of the frame held
};

// Why a frame at a trigger did not fit, for explain.
struct Miss {
  const Frame* frame = nullptr;
  TokenId trigger = kNone;
  std::string reason;
};

class FrameMatcher {
 public:
  FrameMatcher(const FrameLexicon& lexicon, const WordLists& words, const Grammar& grammar,
               const Parties& parties)
      : lexicon_(lexicon), words_(words), grammar_(grammar), parties_(parties) {}

  // The best frame at `t`, or a match without a frame. `misses`, when given, gets every frame that
  // was tried and why it failed.
  Match match(TokenId t, std::vector<Miss>* misses) const;

  // Frames that the word may evoke, before any condition.
  const std::vector<uint32_t>* frames_of(TokenId t) const;

  // The parties that a path list leads to: for the first path that reaches somebody, every member
  // of the coordination. Words that fill the other role already (`taken`) are passed over.
  std::vector<Filler> fill(TokenId trigger, const std::vector<Path>& paths, const Frame& frame,
                           const std::vector<Filler>& taken) const;

 private:
  bool holds(const Condition& condition, TokenId trigger, const Frame& frame) const;
  // The states that a group of them is named by: "die Nachbarländer Mali und Burkina Faso".
  std::vector<TokenId> named_by_apposition(TokenId t) const;
  bool in_words(const Condition& condition, TokenId t) const;
  bool is_class(Condition::Class wanted, TokenId t) const;

  const FrameLexicon& lexicon_;
  const WordLists& words_;
  const Grammar& grammar_;
  const Parties& parties_;
};

// An event noun whose frame looks for its object behind a preposition takes a genitive as its
// subject.
bool prepositional_object(const Frame& frame);

}  // namespace diurna
