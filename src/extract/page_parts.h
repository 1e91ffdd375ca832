// Which part of a page an element is, by the words of its class, id and role.
#pragma once

#include <string>
#include <string_view>

#include "base/strings.h"
#include "diurna/result.h"

namespace diurna {

struct PartHints {
  bool never = false;  // not part of the report
  bool body = false;
  bool lead = false;
};

class PageParts {
 public:
  // Reads world/page_parts.txt. Errors: kNotFound, kBadInput.
  static Result<PageParts> load(const std::string& data_dir);
  // `names`: values of class, id and role, parted by spaces. Linear.
  PartHints hints(std::string_view names) const;

 private:
  StringMap<PartHints> words_;
};

}  // namespace diurna
