#include "actor/role_words.h"

#include <algorithm>
#include <optional>

#include "base/data_files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr std::string_view kUses[] = {"sector",   "former", "local", "there",   "both",
                                      "quantity", "owner",  "place", "speaker", "title"};

class Loader {
 public:
  Loader(const std::string& data_dir, const std::string& language, const World& world)
      : dir_(data_dir + "/" + language), world_(world) {
    words_->language = language;
    for (size_t i = 0; i < world.languages.size(); ++i)
      if (world.languages[i] == language) words_->language_bit = 1u << i;
  }

  Result<std::shared_ptr<const RoleWords>> load() {
    settings();
    read("roles.tsv", {"lemma", "sectors", "kind", "office", "flags"},
         [&](const Table& t, const Table::Row& r) { role(t, r); });
    read("demonyms.tsv", {"form", "code", "kind"},
         [&](const Table& t, const Table::Row& r) { demonym(t, r); });
    read("actors/words.tsv", {"form", "use", "value"},
         [&](const Table& t, const Table::Row& r) { word(t, r); });
    read("actors/pronouns.tsv", {"form", "number", "gender", "use"},
         [&](const Table& t, const Table::Row& r) { pronoun(t, r); });
    if (failed_) return *failed_;
    if (!mistakes_.empty()) return mistakes_.error();
    std::sort(words_->endings.begin(), words_->endings.end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    return std::shared_ptr<const RoleWords>(std::move(words_));
  }

 private:
  template <class Take>
  void read(const std::string& file, const std::vector<std::string>& columns, Take take) {
    if (failed_) return;
    const auto table = Table::read(dir_ + "/" + file, columns);
    if (!table.ok()) {
      failed_ = table.error();
      return;
    }
    for (const auto& row : table.value().rows()) take(table.value(), row);
  }

  void settings() {
    const auto stanzas = read_stanzas(dir_ + "/actors/settings.txt");
    if (!stanzas.ok()) {
      failed_ = stanzas.error();
      return;
    }
    for (const auto& stanza : stanzas.value())
      for (const auto& field : stanza.fields) {
        const bool yes = field.value == "yes";
        if (!yes && field.value != "no")
          mistakes_.add(stanza.where(field) + ": '" + field.value + "' found; expected yes or no");
        if (field.key == "closed-compounds")
          words_->closed_compounds = yes;
        else if (field.key == "grammatical-gender")
          words_->grammatical_gender = yes;
        else if (field.key == "capital-nouns")
          words_->capital_nouns = yes;
        else
          mistakes_.add(stanza.where(field) + ": no setting '" + field.key + "'");
      }
  }

  SectorList sectors(const Table& table, const Table::Row& row, std::string_view cell) {
    SectorList list;
    for (const auto code : split_trimmed(cell, ",")) {
      if (world_.sectors.find(code) == world_.sectors.end())
        mistakes_.add(table.where(row) + ": no sector '" + std::string(code) +
                      "' in plover/sectors.tsv");
      list.add(Code(code));
    }
    return list;
  }

  void role(const Table& table, const Table::Row& row) {
    RoleNoun role;
    role.lemma = lower(table.cell(row, "lemma"));
    role.sectors = sectors(table, row, table.cell(row, "sectors"));
    const auto& kind = table.cell(row, "kind");
    if (kind == "person")
      role.kind = RoleNoun::kPerson;
    else if (kind == "group")
      role.kind = RoleNoun::kGroup;
    else if (kind == "body")
      role.kind = RoleNoun::kBody;
    else if (kind == "state")
      role.kind = RoleNoun::kState;
    else
      mistakes_.add(table.where(row) + ": no kind '" + kind +
                    "'; expected person, group, body or state");
    role.office = table.cell(row, "office");
    if (!role.office.empty() && world_.offices.find(role.office) == world_.offices.end())
      mistakes_.add(table.where(row) + ": no office '" + role.office + "' in world/offices.tsv");
    for (const auto flag : split_trimmed(table.cell(row, "flags"), ",")) {
      if (flag == "title")
        role.title = true;
      else if (flag == "unique")
        role.unique = true;
      else if (flag == "member")
        role.member = true;
      else if (flag == "generic")
        role.generic = true;
      else if (flag == "free")
        role.free = true;
      else if (flag == "pair")
        role.pair = true;
      else
        mistakes_.add(table.where(row) + ": no flag '" + std::string(flag) + "'");
    }
    const auto words =
        static_cast<uint32_t>(std::count(role.lemma.begin(), role.lemma.end(), ' ')) + 1;
    if (words > 1) {
      auto& most = words_->role_starts[role.lemma.substr(0, role.lemma.find(' '))];
      most = std::max(most, words);
    }
    const std::string lemma = role.lemma;
    if (!words_->roles.emplace(lemma, std::move(role)).second)
      mistakes_.add(table.where(row) + ": the role '" + lemma + "' stands here twice");
  }

  void demonym(const Table& table, const Table::Row& row) {
    const auto form = lower(table.cell(row, "form"));
    const auto& code = table.cell(row, "code");
    if (code != "EUR" && world_.country(Code(code)) == nullptr)
      mistakes_.add(table.where(row) + ": no country '" + code + "' in world/countries.tsv");
    const Country* const country = world_.country(Code(code));
    const Code actor = country == nullptr ? Code(code) : country->actor_code;
    const auto& kind = table.cell(row, "kind");
    if (kind == "adj")
      words_->adjectives.emplace(form, actor);
    else if (kind == "noun")
      words_->demonyms.emplace(form, actor);
    else
      mistakes_.add(table.where(row) + ": no kind '" + kind + "'; expected adj or noun");
  }

  void word(const Table& table, const Table::Row& row) {
    const auto form = lower(table.cell(row, "form"));
    const auto& use = table.cell(row, "use");
    if (use == "ending") {
      words_->endings.push_back(form);
      return;
    }
    if (use == "epithet") {
      words_->epithets.push_back(form);
      return;
    }
    if (use == "adjective-ending") {
      words_->adjective_endings.push_back(form);
      return;
    }
    const auto found = std::find(std::begin(kUses), std::end(kUses), use);
    if (found == std::end(kUses)) {
      mistakes_.add(table.where(row) + ": no use '" + use + "' of a word");
      return;
    }
    words_->uses[form] |= 1u << static_cast<uint32_t>(found - std::begin(kUses));
    if (use == "sector") words_->sector_words[form] = sectors(table, row, table.cell(row, "value"));
  }

  void pronoun(const Table& table, const Table::Row& row) {
    Pronoun pronoun;
    const auto has = [](std::string_view cell, char c) {
      return cell.find(c) != std::string_view::npos;
    };
    const auto& number = table.cell(row, "number");
    pronoun.singular = has(number, 's');
    pronoun.plural = has(number, 'p');
    const auto& gender = table.cell(row, "gender");
    pronoun.masculine = gender.empty() || has(gender, 'm');
    pronoun.feminine = gender.empty() || has(gender, 'f');
    pronoun.neuter = gender.empty() || has(gender, 'n');
    const auto& use = table.cell(row, "use");
    pronoun.possessive = use == "poss" || use == "both";
    pronoun.personal = use.empty() || use == "both";
    pronoun.demonstrative = use == "dem";
    words_->pronouns[lower(table.cell(row, "form"))] = pronoun;
  }

  std::string dir_;
  const World& world_;
  std::shared_ptr<RoleWords> words_ = std::make_shared<RoleWords>();
  Mistakes mistakes_;
  std::optional<Error> failed_;
};

}  // namespace

const RoleNoun* RoleWords::role(std::string_view lower_word) const {
  const auto found = roles.find(lower_word);
  return found == roles.end() ? nullptr : &found->second;
}

const RoleNoun* RoleWords::compound_role(std::string_view lower_word,
                                         size_t* first_part_bytes) const {
  if (!closed_compounds) return nullptr;
  // The longest role wins: it begins nearest to the front. Three letters at least must stand before
  // it.
  for (size_t begin = 3; begin + shortest_role <= lower_word.size(); ++begin) {
    if ((static_cast<unsigned char>(lower_word[begin]) & 0xC0u) == 0x80u) continue;
    if (const RoleNoun* const found = role(lower_word.substr(begin))) {
      *first_part_bytes = begin;
      return found;
    }
  }
  return nullptr;
}

Code RoleWords::demonym(std::string_view lower_lemma, std::string_view lower_form) const {
  for (const auto word : {lower_lemma, lower_form})
    if (const auto found = demonyms.find(word); found != demonyms.end()) return found->second;
  for (const auto& ending : endings) {
    if (lower_form.size() < ending.size() + 4 || !ends_with(lower_form, ending)) continue;
    const auto found = demonyms.find(lower_form.substr(0, lower_form.size() - ending.size()));
    if (found != demonyms.end()) return found->second;
  }
  return {};
}

Code RoleWords::adjective(std::string_view lower_word) const {
  if (const auto found = adjectives.find(lower_word); found != adjectives.end())
    return found->second;
  for (const auto& ending : endings) {
    if (lower_word.size() < ending.size() + 4 || !ends_with(lower_word, ending)) continue;
    const auto found = adjectives.find(lower_word.substr(0, lower_word.size() - ending.size()));
    if (found != adjectives.end()) return found->second;
  }
  return {};
}

Result<std::shared_ptr<const RoleWords>> load_role_words(const std::string& data_dir,
                                                         const std::string& language,
                                                         const World& world) {
  return Loader(data_dir, language, world).load();
}

}  // namespace diurna
