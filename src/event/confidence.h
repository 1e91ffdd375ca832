// How sure an event is: a logistic model over features of frame, arguments and sentence, its
// weights a table.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "diurna/article.h"
#include "diurna/result.h"
#include "event/draft.h"

namespace diurna {

class ConfidenceModel {
 public:
  // Reads plover/confidence.tsv: columns feature, weight. Errors: kNotFound, kBadInput.
  static Result<ConfidenceModel> load(const std::string& path);

  // 0..1.
  float confidence(const Article& article, const Draft& draft, bool needs_recipient) const;

  // The features that a draft has, by name; what calibration fits weights to.
  static std::vector<std::pair<std::string, float>> features(const Article& article,
                                                             const Draft& draft,
                                                             bool needs_recipient);

 private:
  StringMap<float> weights_;
};

}  // namespace diurna
