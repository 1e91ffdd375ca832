#include "time/tense_words.h"

#include "base/data_files.h"

namespace diurna::time {

Result<TenseWords> TenseWords::read(const std::string& path) {
  auto table = Table::read(path, {"kind", "words"});
  if (!table.ok()) return table.error();
  TenseWords out;
  Mistakes mistakes;
  const auto& t = table.value();
  for (const auto& row : t.rows()) {
    const auto& kind = t.cell(row, "kind");
    StringSet* set = kind == "perfect-aux"         ? &out.perfect_aux
                     : kind == "future-aux"        ? &out.future_aux
                     : kind == "future-modal"      ? &out.future_modal
                     : kind == "future-verb"       ? &out.future_verb
                     : kind == "ahead-preposition" ? &out.ahead_preposition
                     : kind == "past"              ? &out.past
                     : kind == "present"           ? &out.present
                     : kind == "future"            ? &out.future
                                                   : nullptr;
    if (set == nullptr && kind != "past-ending") {
      mistakes.add(t.where(row) + ": no kind '" + kind +
                   "'; expected perfect-aux, future-aux, future-modal, future-verb, "
                   "ahead-preposition, past, present, future or past-ending");
      continue;
    }
    for (const auto word : split_trimmed(t.cell(row, "words"), "|")) {
      if (set != nullptr) {
        set->emplace(word);
      } else {
        out.past_endings.emplace_back(word);
      }
    }
  }
  if (!mistakes.empty()) return mistakes.error();
  return out;
}

}  // namespace diurna::time
