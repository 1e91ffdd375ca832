// The ontology as data/plover/ tells it: types, modes, contexts, rules of precedence. No type's
// name stands in code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

class Ontology {
 public:
  struct Type {
    std::string id, gloss, cameo;
    int quad = 0;
    float score = 0;
    bool needs_recipient = false;
    Role about_actor = Role::kActor;  // who would do the act that such an event is about
  };
  struct Mode {
    std::string type, id, gloss;
    float score = 0;
  };

  // Reads types.txt, modes.txt, contexts.txt and precedence.txt below `plover_dir`.
  // Errors: kNotFound, kBadInput (all mistakes of the files, one a line).
  static Result<Ontology> load(const std::string& plover_dir);

  const Type* find_type(std::string_view id) const;
  const Mode* find_mode(std::string_view type, std::string_view id) const;
  bool has_context(std::string_view id) const;
  std::string nearest_type(std::string_view id) const;
  const std::vector<Type>& types() const { return types_; }
  const std::vector<Mode>& modes() const { return modes_; }
  const std::vector<std::string>& contexts() const { return contexts_; }

  // The score of the mode, or of the type where there is no mode. The type must exist.
  float score(std::string_view type, std::string_view mode) const;

  // What an act of this type and status is coded as (a planned visit is an agreement); null where
  // it stays itself.
  struct Retyped {
    std::string type, cameo;
  };
  const Retyped* retype(std::string_view type, EventStatus status) const;

  // What an event of `type` about such an act is coded as ("act": as the act itself, planned);
  // empty where it stays itself.
  std::string_view retype_about(std::string_view type, std::string_view act_type,
                                std::string_view act_mode) const;

  // The mode of an event of `type` that is about an act (a demand for talks: meet); empty where no
  // rule fits.
  std::string_view mode_about(std::string_view type, std::string_view act_type,
                              std::string_view act_mode) const;

 private:
  struct StatusRule {
    EventStatus status;
    std::vector<std::string> acts;
    Retyped becomes;
  };
  struct AboutRule {
    std::vector<std::string> types, acts;
    std::string mode, becomes;
  };
  Outcome read_precedence(const std::string& path, Mistakes& mistakes);

  std::vector<Type> types_;
  std::vector<Mode> modes_;
  std::vector<std::string> contexts_;
  std::vector<StatusRule> status_rules_;
  std::vector<AboutRule> about_rules_;
};

}  // namespace diurna
