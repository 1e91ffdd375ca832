#include "event/parties.h"

namespace diurna {

Parties::Parties(const Article& article) : article_(article) {
  whole_.assign(article.tokens.size(), kNone);
  part_.assign(article.tokens.size(), kNone);
  const auto better = [&](uint32_t row, uint32_t other) {
    return other == kNone || article_.references[row].kind < article_.references[other].kind;
  };
  for (uint32_t row = 0; row < article.references.size(); ++row) {
    const auto& reference = article.references[row];
    auto& slot = reference.kind == ReferenceKind::kCompoundPart ? part_[reference.head]
                                                                : whole_[reference.head];
    if (better(row, slot)) slot = row;
  }
  // A word inside of a phrase stands for the phrase when nothing of its own is known: the surname
  // after a title.
  for (uint32_t row = 0; row < article.references.size(); ++row) {
    const auto& reference = article.references[row];
    if (reference.kind != ReferenceKind::kName && reference.kind != ReferenceKind::kNoun) continue;
    for (TokenId t = reference.tokens.begin; t < reference.tokens.end; ++t) {
      const auto upos = article.tokens.upos[t];
      if (whole_[t] == kNone && (upos == Upos::PROPN || upos == Upos::NOUN) && part_[t] == kNone)
        whole_[t] = row;
    }
  }
}

const Reference* Parties::reference(TokenId t, bool part) const {
  const uint32_t row = part ? part_[t] : whole_[t];
  return row == kNone ? nullptr : &article_.references[row];
}

std::vector<EntityId> Parties::entities(TokenId t, bool part) const {
  const uint32_t row = part ? part_[t] : whole_[t];
  if (row == kNone) return {};
  const Reference& best = article_.references[row];
  std::vector<EntityId> all = {best.entity};
  // References are sorted by head, so those of one phrase stand together.
  for (uint32_t r = row + 1;
       r < article_.references.size() && article_.references[r].head == best.head; ++r)
    if (article_.references[r].kind == best.kind && article_.references[r].tokens == best.tokens)
      all.push_back(article_.references[r].entity);
  return all;
}

EntityId Parties::entity(TokenId t, bool part) const {
  const Reference* const found = reference(t, part);
  return found == nullptr ? kNone : found->entity;
}

}  // namespace diurna
