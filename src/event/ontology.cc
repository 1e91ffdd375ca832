#include "event/ontology.h"

#include <algorithm>
#include <cassert>

namespace diurna {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  for (const auto part : split_trimmed(text, " ")) out.emplace_back(part);
  return out;
}

// An act pattern is "*", a type, or type/mode.
bool fits(const std::vector<std::string>& patterns, std::string_view type, std::string_view mode) {
  for (const auto& pattern : patterns) {
    const auto slash = pattern.find('/');
    if (pattern == "*" || pattern == type) return true;
    if (slash != std::string::npos && pattern.compare(0, slash, type) == 0 &&
        pattern.compare(slash + 1, std::string::npos, mode) == 0)
      return true;
  }
  return false;
}

}  // namespace

Result<Ontology> Ontology::load(const std::string& plover_dir) {
  Ontology ontology;
  Mistakes mistakes;

  auto types = read_stanzas(plover_dir + "/types.txt");
  if (!types.ok()) return types.error();
  for (const auto& stanza : types.value()) {
    Type type;
    type.id = stanza.get("type");
    type.gloss = stanza.get("gloss");
    type.cameo = stanza.get("cameo");
    type.needs_recipient = stanza.get("recipient") == "required";
    if (stanza.get("about-actor") == "recipient") type.about_actor = Role::kRecipient;
    const auto quad = parse_number<int>(stanza.get("quad"));
    const auto score = parse_number<float>(stanza.get("score"));
    if (type.id.empty() || !quad || *quad < 1 || *quad > 4 || !score || type.cameo.size() < 2) {
      mistakes.add(stanza.where() + ": a type needs type, quad 1..4, score and cameo");
      continue;
    }
    type.quad = *quad;
    type.score = *score;
    ontology.types_.push_back(std::move(type));
  }

  auto modes = Table::read(plover_dir + "/modes.txt", {"type", "mode", "score", "gloss"});
  if (!modes.ok()) return modes.error();
  for (const auto& row : modes.value().rows()) {
    const auto& table = modes.value();
    Mode mode{table.cell(row, "type"), table.cell(row, "mode"), table.cell(row, "gloss"), 0};
    const auto score = parse_number<float>(table.cell(row, "score"));
    if (ontology.find_type(mode.type) == nullptr)
      mistakes.add(table.where(row) + ": no event type '" + mode.type +
                   "' in types.txt; nearest is '" + ontology.nearest_type(mode.type) + "'");
    if (!score)
      mistakes.add(table.where(row) + ": '" + table.cell(row, "score") + "' is no number");
    mode.score = score.value_or(0);
    ontology.modes_.push_back(std::move(mode));
  }

  auto contexts = Table::read(plover_dir + "/contexts.txt", {"context", "gloss"});
  if (!contexts.ok()) return contexts.error();
  for (const auto& row : contexts.value().rows())
    ontology.contexts_.push_back(contexts.value().cell(row, "context"));

  auto read = ontology.read_precedence(plover_dir + "/precedence.txt", mistakes);
  if (!read.ok()) return read.error();
  if (!mistakes.empty()) return mistakes.error();
  return ontology;
}

Outcome Ontology::read_precedence(const std::string& path, Mistakes& mistakes) {
  auto stanzas = read_stanzas(path);
  if (!stanzas.ok()) return stanzas.error();
  for (const auto& stanza : stanzas.value()) {
    const auto acts = words(stanza.get("act"));
    for (const auto& act : acts)
      if (act != "*" && find_type(act.substr(0, act.find('/'))) == nullptr)
        mistakes.add(stanza.where() + ": no event type '" + act + "' in types.txt");
    if (stanza.has("status")) {
      StatusRule rule;
      if (!parse_status(stanza.get("status"), rule.status))
        mistakes.add(stanza.where() + ": no status '" + stanza.get("status") + "'");
      rule.acts = acts;
      rule.becomes = {stanza.get("becomes"), stanza.get("cameo")};
      if (find_type(rule.becomes.type) == nullptr)
        mistakes.add(stanza.where() + ": no event type '" + rule.becomes.type + "' in types.txt");
      status_rules_.push_back(std::move(rule));
    } else if (stanza.has("about")) {
      AboutRule rule{words(stanza.get("about")), acts, stanza.get("mode"), stanza.get("becomes")};
      if (!rule.becomes.empty() && rule.becomes != "act" && find_type(rule.becomes) == nullptr)
        mistakes.add(stanza.where() + ": no event type '" + rule.becomes + "' in types.txt");
      for (const auto& type : rule.types)
        if (rule.becomes.empty() && find_mode(type, rule.mode) == nullptr)
          mistakes.add(stanza.where() + ": type '" + type + "' has no mode '" + rule.mode +
                       "' in modes.txt");
      about_rules_.push_back(std::move(rule));
    } else {
      mistakes.add(stanza.where() + ": a rule of precedence starts with 'status' or 'about'");
    }
  }
  return Unit{};
}

const Ontology::Type* Ontology::find_type(std::string_view id) const {
  const auto found =
      std::find_if(types_.begin(), types_.end(), [&](const Type& t) { return t.id == id; });
  return found == types_.end() ? nullptr : &*found;
}

const Ontology::Mode* Ontology::find_mode(std::string_view type, std::string_view id) const {
  const auto found = std::find_if(modes_.begin(), modes_.end(),
                                  [&](const Mode& m) { return m.type == type && m.id == id; });
  return found == modes_.end() ? nullptr : &*found;
}

bool Ontology::has_context(std::string_view id) const {
  return std::find(contexts_.begin(), contexts_.end(), id) != contexts_.end();
}

std::string Ontology::nearest_type(std::string_view id) const {
  std::vector<std::string> ids;
  for (const auto& type : types_) ids.push_back(type.id);
  return nearest(id, ids);
}

float Ontology::score(std::string_view type, std::string_view mode) const {
  const Mode* const with_mode = find_mode(type, mode);
  if (with_mode != nullptr) return with_mode->score;
  assert(find_type(type) != nullptr);
  return find_type(type)->score;
}

const Ontology::Retyped* Ontology::retype(std::string_view type, EventStatus status) const {
  for (const auto& rule : status_rules_)
    if (rule.status == status && fits(rule.acts, type, {})) return &rule.becomes;
  return nullptr;
}

std::string_view Ontology::retype_about(std::string_view type, std::string_view act_type,
                                        std::string_view act_mode) const {
  for (const auto& rule : about_rules_)
    if (!rule.becomes.empty() &&
        std::find(rule.types.begin(), rule.types.end(), type) != rule.types.end() &&
        fits(rule.acts, act_type, act_mode))
      return rule.becomes;
  return {};
}

std::string_view Ontology::mode_about(std::string_view type, std::string_view act_type,
                                      std::string_view act_mode) const {
  for (const auto& rule : about_rules_)
    if (rule.becomes.empty() &&
        std::find(rule.types.begin(), rule.types.end(), type) != rule.types.end() &&
        fits(rule.acts, act_type, act_mode))
      return rule.mode;
  return {};
}

}  // namespace diurna
