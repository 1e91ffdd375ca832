#include "actor/world.h"

#include <algorithm>

#include "base/data_files.h"
#include "base/files.h"
#include "text/utf8.h"

namespace diurna {
namespace {

bool is_acronym(std::string_view name) {
  size_t letters = 0;
  for (size_t i = 0, n = 0; i < name.size(); i += n) {
    const char32_t c = code_point_at(name, i, &n);
    if (is_lower(c) || is_space(c)) return false;
    letters += is_letter(c) ? 1 : 0;
  }
  return letters > 0 && letters <= 6;
}

size_t count_words(std::string_view key) {
  return static_cast<size_t>(std::count(key.begin(), key.end(), ' ')) + 1;
}

std::string slug(std::string_view name) {
  std::string key = name_key(name);
  std::replace(key.begin(), key.end(), ' ', '-');
  return key;
}

class Loader {
 public:
  Loader(std::string dir, const std::vector<std::string>& languages) : dir_(std::move(dir)) {
    world_->languages = languages;
  }

  Result<std::shared_ptr<const World>> load() {
    read("plover/sectors.tsv", {"code", "gloss"}, [&](const Table& table, const Table::Row& row) {
      world_->sectors[table.cell(row, "code")] = table.cell(row, "gloss");
    });
    read("world/offices.tsv", {"office", "name", "kind", "holder"},
         [&](const Table& t, const Table::Row& row) { office(t, row); });
    read("world/countries.tsv",
         {"code", "alpha2", "geonameid", "name_en", "capital", "from", "until", "ruler"},
         [&](const Table& t, const Table::Row& row) { country(t, row); });
    read("world/bodies.tsv", {"id", "name_en", "acronyms", "code", "sectors", "from", "until"},
         [&](const Table& t, const Table::Row& row) { body(t, row); });
    const auto files = list_files(dir_ + "/world/actors", false);
    if (!files.ok()) return files.error();
    for (const auto& path : files.value())
      if (ends_with(path, ".tsv"))
        read(path.substr(dir_.size() + 1),
             {"id", "name_en", "names", "country", "sectors", "kind", "from", "until"},
             [&](const Table& t, const Table::Row& row) { actor(t, row); });
    read("world/role_holders.tsv",
         {"name", "aliases", "country", "role", "sectors", "gender", "from", "until"},
         [&](const Table& t, const Table::Row& row) { role_holder(t, row); });
    if (failed_) return *failed_;
    if (!mistakes_.empty()) return mistakes_.error();
    return std::shared_ptr<const World>(std::move(world_));
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

  Period period(const Table& table, const Table::Row& row) {
    Period period;
    const auto& from = table.cell(row, "from");
    const auto& until = table.cell(row, "until");
    const auto day = [&](const std::string& text, Day none) {
      if (text.empty()) return none;
      const auto parsed = parse_iso_day(text);
      if (!parsed)
        mistakes_.add(table.where(row) + ": '" + text + "' is no day; expected YYYY-MM-DD or -");
      return parsed.value_or(none);
    };
    period.from = day(from, Interval::kMin);
    period.until = day(until, Interval::kMax);
    if (period.until <= period.from)
      mistakes_.add(table.where(row) + ": the period ends on " + until + " before it begins on " +
                    from);
    return period;
  }

  SectorList sectors(const Table& table, const Table::Row& row) {
    SectorList list;
    for (const auto code : split_trimmed(table.cell(row, "sectors"), ",")) {
      if (world_->sectors.find(code) == world_->sectors.end())
        mistakes_.add(table.where(row) + ": no sector '" + std::string(code) +
                      "' in plover/sectors.tsv");
      list.add(Code(code));
    }
    return list;
  }

  uint32_t all_languages() const { return 0xFFFFFFFFu; }
  uint32_t language_bit(std::string_view column) const {  // "name_de" -> bit of de
    const auto language = column.substr(column.rfind('_') + 1);
    for (size_t i = 0; i < world_->languages.size(); ++i)
      if (world_->languages[i] == language) return 1u << i;
    return 0;
  }

  void name(std::string_view text, Sense sense) {
    if (text.empty() || sense.languages == 0) return;
    sense.acronym = is_acronym(text);
    const std::string key = name_key(text);
    if (key.empty()) return;
    auto& first = world_->names.try_emplace(key, kNone).first->second;
    uint32_t* slot = &first;
    while (*slot != kNone) {
      Sense& other = world_->senses[*slot];
      if (other.kind == sense.kind && other.index == sense.index) {
        other.languages |= sense.languages;
        other.acronym = other.acronym && sense.acronym;
        return;
      }
      slot = &other.next;
    }
    *slot = static_cast<uint32_t>(world_->senses.size());
    world_->senses.push_back(sense);
    auto& longest = world_->name_starts[key.substr(0, key.find(' '))];
    longest = std::max(longest, static_cast<uint32_t>(count_words(key)));
  }
  // The columns <stem>_<language> of the languages that were asked for; a cell may be a list.
  void names(const Table& table, const Table::Row& row, std::string_view stem, Sense sense) {
    for (const auto& column : table.columns()) {
      if (!starts_with(column, stem)) continue;
      sense.languages = language_bit(column);
      for (const auto text : split_trimmed(table.cell(row, column), "|")) name(text, sense);
    }
  }

  void office(const Table& table, const Table::Row& row) {
    Office office{table.cell(row, "office"), table.cell(row, "name"), EntityKind::kGovernment,
                  table.cell(row, "holder") == "yes"};
    const auto& kind = table.cell(row, "kind");
    if (!parse_kind(kind, office.kind))
      mistakes_.add(table.where(row) + ": no kind '" + kind + "'; expected " + kKinds);
    world_->offices[office.key] = office;
  }

  static constexpr const char* kKinds = "government, body, person, people, region or other";
  static bool parse_kind(std::string_view text, EntityKind& kind) {
    if (text == "government")
      kind = EntityKind::kGovernment;
    else if (text == "body")
      kind = EntityKind::kBody;
    else if (text == "person")
      kind = EntityKind::kPerson;
    else if (text == "people")
      kind = EntityKind::kPeople;
    else if (text == "region")
      kind = EntityKind::kRegion;
    else if (text == "other")
      kind = EntityKind::kOther;
    else
      return false;
    return true;
  }

  void country(const Table& table, const Table::Row& row) {
    Country country;
    country.code = Code(table.cell(row, "code"));
    const auto& ruler = table.cell(row, "ruler");
    country.actor_code = ruler.empty() ? country.code : Code(ruler);
    country.name = country.full = table.cell(row, "name_en");
    country.alpha2 = table.cell(row, "alpha2");
    country.geonameid = parse_number<uint32_t>(table.cell(row, "geonameid")).value_or(0);
    country.period = period(table, row);
    for (const auto alias : split_trimmed(table.cell(row, "aliases_en"), "|"))
      if (lower(alias) == "the " + lower(country.name)) country.full = "the " + country.name;
    const auto index = static_cast<uint32_t>(world_->countries.size());
    if (!world_->country_by_code.emplace(table.cell(row, "code"), index).second)
      mistakes_.add(table.where(row) + ": the country " + table.cell(row, "code") +
                    " stands here twice");
    const Sense sense{Sense::kCountry, false, 0, index, kNone};
    names(table, row, "name_", sense);
    names(table, row, "aliases_", sense);
    if (country.actor_code == country.code)
      for (const auto capital : split_trimmed(table.cell(row, "capital"), "|"))
        name(capital, {Sense::kCapital, false, all_languages(), index, kNone});
    world_->countries.push_back(std::move(country));
  }

  // The party of that id, made where there is none.
  uint32_t party(const std::string& id, std::string_view english, Code country, EntityKind kind) {
    const auto [found, fresh] =
        world_->party_by_id.try_emplace(id, static_cast<uint32_t>(world_->parties.size()));
    if (fresh) {
      Party party;
      party.id = id;
      party.name = english;
      party.country = country;
      party.kind = kind;
      world_->parties.push_back(std::move(party));
    }
    return found->second;
  }

  bool known_code(std::string_view code) const {
    constexpr std::string_view kBodies[] = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"};
    return world_->country_by_code.find(code) != world_->country_by_code.end() ||
           std::find(std::begin(kBodies), std::end(kBodies), code) != std::end(kBodies);
  }
  void check_code(const Table& table, const Table::Row& row, const std::string& code) {
    if (!code.empty() && !known_code(code))
      mistakes_.add(table.where(row) + ": no country or kind of body '" + code +
                    "'; expected a code of world/countries.tsv");
  }

  void body(const Table& table, const Table::Row& row) {
    const auto& code = table.cell(row, "code");
    check_code(table, row, code);
    const auto index =
        party(table.cell(row, "id"), table.cell(row, "name_en"), Code(code), EntityKind::kBody);
    world_->parties[index].terms.push_back(
        {sectors(table, row), period(table, row), "", Code(code)});
    Sense sense{Sense::kParty, false, all_languages(), index, kNone};
    for (const auto text : split_trimmed(table.cell(row, "acronyms"), "|")) name(text, sense);
    name(table.cell(row, "name_en"), sense);
    names(table, row, "name_", sense);
    names(table, row, "aliases_", sense);
  }

  void actor(const Table& table, const Table::Row& row) {
    const auto& code = table.cell(row, "country");
    check_code(table, row, code);
    EntityKind kind = EntityKind::kBody;
    const auto& kind_text = table.cell(row, "kind");
    if (!kind_text.empty() && !parse_kind(kind_text, kind))
      mistakes_.add(table.where(row) + ": no kind '" + kind_text + "'; expected " + kKinds);
    const auto index = party(table.cell(row, "id"), table.cell(row, "name_en"), Code(code), kind);
    world_->parties[index].terms.push_back(
        {sectors(table, row), period(table, row), "", Code(code)});
    const Sense sense{Sense::kParty, false, all_languages(), index, kNone};
    name(table.cell(row, "name_en"), sense);
    for (const auto text : split_trimmed(table.cell(row, "names"), "|")) name(text, sense);
  }

  void role_holder(const Table& table, const Table::Row& row) {
    const auto& full = table.cell(row, "name");
    const auto& code = table.cell(row, "country");
    const auto& office = table.cell(row, "role");
    check_code(table, row, code);
    const auto index = party("person." + slug(full), full, Code(code), EntityKind::kPerson);
    Party& person = world_->parties[index];
    if (const auto& gender = table.cell(row, "gender"); !gender.empty())
      person.gender = gender.front();
    person.terms.push_back({sectors(table, row), period(table, row), office, Code(code)});
    if (!office.empty()) {
      auto& holders = world_->holders[code + "." + office];
      if (std::find(holders.begin(), holders.end(), index) == holders.end())
        holders.push_back(index);
    }
    const Sense known{Sense::kPerson, false, all_languages(), index, kNone};
    const Sense short_name{Sense::kSurname, false, all_languages(), index, kNone};
    const auto add = [&](std::string_view text) {
      const bool one_word = text.find(' ') == std::string_view::npos;
      name(text, one_word ? short_name : known);
    };
    add(full);
    if (const auto space = full.rfind(' '); space != std::string::npos)
      name(std::string_view(full).substr(space + 1), short_name);
    for (const auto text : split_trimmed(table.cell(row, "aliases"), "|")) add(text);
  }

  std::string dir_;
  std::shared_ptr<World> world_ = std::make_shared<World>();
  Mistakes mistakes_;
  std::optional<Error> failed_;
};

}  // namespace

std::string name_key(std::string_view name) {
  // Plain ASCII, which most names are, needs no folding.
  std::string plain;
  bool ascii = true;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      ascii = false;
      break;
    }
    if (c >= 'A' && c <= 'Z')
      plain += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      plain += c;
    else if ((c == ' ' || c == '-' || c == '\t' || c == '\n') && !plain.empty() &&
             plain.back() != ' ')
      plain += ' ';
  }
  if (ascii) {
    while (!plain.empty() && plain.back() == ' ') plain.pop_back();
    return plain;
  }
  std::string spaced;
  for (size_t i = 0, n = 0; i < name.size(); i += n) {
    const char32_t c = code_point_at(name, i, &n);
    if (is_dash(c) || is_space(c)) {
      if (!spaced.empty() && spaced.back() != ' ') spaced += ' ';
    } else if (!is_punctuation(c)) {
      spaced.append(name.substr(i, n));
    }
  }
  while (!spaced.empty() && spaced.back() == ' ') spaced.pop_back();
  return fold(spaced);
}

uint32_t World::find(std::string_view key) const {
  const auto found = names.find(key);
  return found == names.end() ? kNone : found->second;
}

const Country* World::country(Code code) const {
  const auto found = country_by_code.find(code.view());
  return found == country_by_code.end() ? nullptr : &countries[found->second];
}

uint32_t World::holder(Code country, std::string_view office, Day day) const {
  const auto found = holders.find(std::string(country.view()) + "." + std::string(office));
  if (found == holders.end()) return kNone;
  for (const uint32_t index : found->second)
    for (const auto& term : parties[index].terms)
      if (term.office == office && term.country == country && term.period.contains(day))
        return index;
  return kNone;
}

Result<std::shared_ptr<const World>> load_world(const std::string& data_dir,
                                                const std::vector<std::string>& languages) {
  return Loader(data_dir, languages).load();
}

}  // namespace diurna
