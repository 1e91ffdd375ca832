// Who stands behind a word: the article's references, asked by token.
#pragma once

#include <vector>

#include "diurna/article.h"

namespace diurna {

class Parties {
 public:
  // Linear in references.
  explicit Parties(const Article& article);

  // The entity that the phrase headed by `t` stands for; kNone if it is nobody who can act.
  // `part`: the one its first part or its adjective names ("US-Soldaten": the United States).
  EntityId entity(TokenId t, bool part = false) const;
  // Every entity that the phrase stands for ("both sides"); empty if there is none.
  std::vector<EntityId> entities(TokenId t, bool part = false) const;
  // The reference behind entity(); null if there is none.
  const Reference* reference(TokenId t, bool part = false) const;
  bool is_actor(TokenId t) const { return entity(t) != kNone || entity(t, true) != kNone; }

 private:
  const Article& article_;
  std::vector<uint32_t> whole_,
      part_;  // row of Article::references by token, kNone where there is none
};

}  // namespace diurna
