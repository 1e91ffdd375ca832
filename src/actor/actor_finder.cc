#include "actor/actor_finder.h"

#include "actor/reading.h"
#include "actor/role_words.h"
#include "actor/world.h"

namespace diurna {

ActorFinder::ActorFinder() = default;
ActorFinder::ActorFinder(ActorFinder&&) noexcept = default;
ActorFinder& ActorFinder::operator=(ActorFinder&&) noexcept = default;
ActorFinder::~ActorFinder() = default;

Result<ActorFinder> ActorFinder::load(const std::string& data_dir,
                                      const std::vector<std::string>& languages) {
  ActorFinder finder;
  auto world = load_world(data_dir, languages);
  if (!world.ok()) return world.error();
  finder.world_ = world.take();
  for (const auto& language : languages) {
    auto words = load_role_words(data_dir, language, *finder.world_);
    if (!words.ok()) return words.error();
    finder.languages_.push_back(words.take());
  }
  return finder;
}

void ActorFinder::annotate(Article& article) const {
  for (const auto& words : languages_)
    if (std::string_view(words->language) == std::string_view(article.lang)) {
      Reading(article, *world_, *words).read();
      return;
    }
}

}  // namespace diurna
