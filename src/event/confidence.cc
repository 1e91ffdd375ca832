#include "event/confidence.h"

#include <algorithm>
#include <cmath>

#include "base/data_files.h"

namespace diurna {

Result<ConfidenceModel> ConfidenceModel::load(const std::string& path) {
  auto table = Table::read(path, {"feature", "weight"});
  if (!table.ok()) return table.error();
  ConfidenceModel model;
  Mistakes mistakes;
  for (const auto& row : table.value().rows()) {
    const auto weight = parse_number<float>(table.value().cell(row, "weight"));
    if (!weight)
      mistakes.add(table.value().where(row) + ": '" + table.value().cell(row, "weight") +
                   "' is no number");
    model.weights_[table.value().cell(row, "feature")] = weight.value_or(0);
  }
  if (!mistakes.empty()) return mistakes.error();
  return model;
}

std::vector<std::pair<std::string, float>> ConfidenceModel::features(const Article& article,
                                                                     const Draft& draft,
                                                                     bool needs_recipient) {
  std::vector<std::pair<std::string, float>> out;
  const auto& match = draft.match;
  out.emplace_back("bias", 1.0F);
  out.emplace_back("conditions", static_cast<float>(std::min(match.conditions, 3)));
  const auto upos = article.tokens.upos[match.trigger];
  if (upos == Upos::VERB) out.emplace_back("verb_trigger", 1.0F);
  if (match.actors.empty()) out.emplace_back("no_actor", 1.0F);
  for (const auto& actor : match.actors) {
    const Entity& entity = article.entities[actor.entity];
    if (entity.generic)
      out.emplace_back("generic_actor", 1.0F / static_cast<float>(match.actors.size()));
    if (!entity.country.empty())
      out.emplace_back("actor_country", 1.0F / static_cast<float>(match.actors.size()));
    if (entity.sectors.size() > 0)
      out.emplace_back("actor_sector", 1.0F / static_cast<float>(match.actors.size()));
  }
  if (!match.recipients.empty()) out.emplace_back("recipient", 1.0F);
  if (match.recipients.empty() && needs_recipient) out.emplace_back("recipient_missing", 1.0F);
  if (!match.frame->about.empty() && draft.act_type.empty()) out.emplace_back("act_missing", 1.0F);
  if (!draft.act_type.empty()) out.emplace_back("act", 1.0F);
  if (draft.reading.status != EventStatus::kOccurred) out.emplace_back("not_occurred", 1.0F);
  const auto& sentence = article.sentences[draft.sentence];
  if (sentence.tokens.size() > 40) out.emplace_back("long_sentence", 1.0F);
  if (sentence.block != kNone && sentence.block <= 1) out.emplace_back("lead", 1.0F);
  out.emplace_back("type:" + match.frame->type, 1.0F);
  return out;
}

float ConfidenceModel::confidence(const Article& article, const Draft& draft,
                                  bool needs_recipient) const {
  float sum = 0;
  for (const auto& [feature, value] : features(article, draft, needs_recipient)) {
    const auto weight = weights_.find(feature);
    if (weight != weights_.end()) sum += weight->second * value;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace diurna
