// Finds who can act in a parsed article: names, nouns of office and of groups, nationalities,
// pronouns.
//
//   auto finder = ActorFinder::load("data", {"de", "en"});
//   if (!finder.ok()) return finder.error();
//   finder.value().annotate(article);  // appends article.entities and article.references
//
// Threads: immutable after load(); any number may call annotate(), each with its own Article.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

struct World;      // world.h
struct RoleWords;  // role_words.h

class ActorFinder {
 public:
  // Reads world/ and plover/sectors.tsv below `data_dir`, and of each language (ISO 639-1)
  // roles.tsv, demonyms.tsv and the folder actors/. Errors: kNotFound (a file is missing),
  // kBadInput (each mistake with file and line).
  static Result<ActorFinder> load(const std::string& data_dir,
                                  const std::vector<std::string>& languages);

  ActorFinder(ActorFinder&&) noexcept;
  ActorFinder& operator=(ActorFinder&&) noexcept;
  ~ActorFinder();

  // Appends entities in the order of their first reference and references sorted by head; several
  // references may share a head ("US-Soldaten": the soldiers, and as kCompoundPart the United
  // States; "both sides": one for each side). Needs tokens with heads; uses mentions, places and
  // the article's date where present. What a party is at that date decides its sectors. An article
  // in a language that was not loaded gets nothing. Allocates what it leaves behind in the
  // article's arena. Linear in tokens, but for pronouns, which look a few sentences back.
  void annotate(Article& article) const;

 private:
  ActorFinder();
  std::shared_ptr<const World> world_;
  std::vector<std::shared_ptr<const RoleWords>> languages_;
};

}  // namespace diurna
