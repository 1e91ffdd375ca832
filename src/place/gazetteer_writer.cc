#include "place/gazetteer_writer.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <vector>

#include "base/files.h"
#include "base/strings.h"
#include "place/gazetteer.h"
#include "place/gazetteer_format.h"
#include "place/place_key.h"
#include "text/utf8.h"

namespace diurna {
namespace {

namespace format = gazetteer_format;

// Below this population a place is not offered under a coarse key: small towns resemble each other.
constexpr uint32_t kCoarsePopulation = 8000;

Result<std::string> read_gzip(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return Error{Error::kNotFound, path + ": cannot be opened"};
  std::string text;
  std::vector<char> buffer(1 << 18);
  int got = 0;
  while ((got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0)
    text.append(buffer.data(), static_cast<size_t>(got));
  gzclose(file);
  if (got < 0) return Error{Error::kBadInput, path + ": not a whole gzip file"};
  return text;
}

Feature feature_of(std::string_view code) {
  if (code == "PPLC") return Feature::kCapital;
  if (code == "PPLA") return Feature::kAdmin1Seat;
  if (code == "PPLA2") return Feature::kSeat;
  if (code == "PPLX" || code == "PPLH" || code == "PPLQ" || code == "PPLW")
    return Feature::kDistrict;
  if (code == "ADM2") return Feature::kAdmin2;
  return Feature::kTown;
}

class Writer {
 public:
  Outcome read(const std::string& name, std::string_view text, bool first_order);
  std::string bytes();

 private:
  struct Pending {
    std::string country, admin1, admin2;
  };
  void add_names(uint32_t row, const std::vector<std::string_view>& cells, size_t first_name,
                 bool coarse);
  void add_posting(const std::string& key, uint32_t row, NameKind kind, std::string_view name,
                   size_t language);
  bool read_languages(const std::vector<std::string_view>& header, size_t first_name);

  std::vector<format::Record> records_;
  std::vector<Pending> pending_;
  std::string strings_;
  std::vector<std::string> languages_;  // the first is that of the main names
  std::unordered_map<std::string, uint32_t> string_offsets_;
  std::unordered_map<uint64_t, std::vector<format::PostingRecord>> postings_;
};

// The columns name_xx of a header; false if they differ from those of the table before or there are
// none.
bool Writer::read_languages(const std::vector<std::string_view>& header, size_t first_name) {
  std::vector<std::string> languages;
  for (size_t c = first_name; c + 1 < header.size(); ++c) {
    if (!starts_with(header[c], "name_")) return false;
    languages.emplace_back(header[c].substr(5));
  }
  if (languages.empty() || (!languages_.empty() && languages_ != languages)) return false;
  languages_ = std::move(languages);
  return true;
}

void Writer::add_posting(const std::string& key, uint32_t row, NameKind kind, std::string_view name,
                         size_t language) {
  if (key.empty()) return;
  auto& list = postings_[fnv1a64(key)];
  const auto kind_byte = static_cast<uint8_t>(kind);
  for (auto& posting : list) {
    if (posting.place != row) continue;
    if (kind_byte < posting.kind) {
      posting.kind = kind_byte;
      posting.language = static_cast<uint8_t>(language);
    }
    return;  // one posting a place and key, with its best kind; its first name is the best known
             // one
  }
  list.push_back({row, exact_mark(name), kind_byte, static_cast<uint8_t>(language)});
}

void Writer::add_names(uint32_t row, const std::vector<std::string_view>& cells, size_t first_name,
                       bool coarse) {
  const auto add = [&](std::string_view name, NameKind kind, size_t language) {
    if (name.empty() || name == "-") return;
    const auto key = place_key(name);
    add_posting(key, row, kind, name, language);
    if (coarse && kind != NameKind::kShort && key.size() >= 5)
      add_posting("~" + coarse_key(key), row, NameKind::kCoarse, name, 0);
  };
  for (size_t i = 0; i < languages_.size(); ++i)
    add(cells[first_name + i], i == 0 ? NameKind::kMain : NameKind::kLanguage, i);
  bool first = true;
  for (const auto name : split(cells[first_name + languages_.size()], '|')) {
    const bool is_short = name.size() <= 6 && (name.find('.') != std::string_view::npos ||
                                               (name.size() <= 3 && all_upper(name)));
    add(name, is_short ? NameKind::kShort : first ? NameKind::kNative : NameKind::kAlternate, 0);
    first = false;
  }
}

Outcome Writer::read(const std::string& name, std::string_view text, bool first_order) {
  const size_t first_name = first_order ? 6 : 8;
  int number = 0;
  bool header = true;
  for (const auto line : split(text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto cells = split(line, '\t');
    const auto where = [&] { return name + ":" + std::to_string(number) + ": "; };
    if (header) {
      header = false;
      if (!read_languages(cells, first_name))
        return Error{Error::kBadInput, where() +
                                           "columns of names differ; expected name_xx for each "
                                           "language, the same in both tables"};
      continue;
    }
    const size_t wanted = first_name + languages_.size() + 1;
    if (cells.size() != wanted)
      return Error{Error::kBadInput, where() + std::to_string(cells.size()) + " cells; expected " +
                                         std::to_string(wanted)};
    size_t c = 0;
    const auto id = parse_number<uint32_t>(cells[c++]);
    const auto country = cells[c++];
    const auto admin1 = cells[c++];
    const auto admin2 = first_order ? std::string_view("-") : cells[c++];
    const auto feature = first_order ? Feature::kAdmin1 : feature_of(cells[c++]);
    const auto population = parse_number<uint32_t>(cells[c++]);
    const auto lat = parse_number<double>(cells[c++]);
    const auto lon = parse_number<double>(cells[c++]);
    if (!id || !population || !lat || !lon || country.size() != 3)
      return Error{Error::kBadInput,
                   where() + "a cell is no number; expected id, population, latitude, longitude"};
    format::Record record{};
    record.geonameid = *id;
    record.lat = static_cast<int32_t>(std::lround(*lat * 1e5));
    record.lon = static_cast<int32_t>(std::lround(*lon * 1e5));
    record.population = *population;
    std::copy_n(country.begin(), 3, record.country.begin());
    record.feature = static_cast<uint8_t>(feature);
    const auto [at, is_new] =
        string_offsets_.try_emplace(std::string(cells[c]), static_cast<uint32_t>(strings_.size()));
    if (is_new) strings_.append(cells[c]).push_back('\0');
    record.name = at->second;
    const auto row = static_cast<uint32_t>(records_.size());
    records_.push_back(record);
    pending_.push_back({std::string(country), std::string(admin1), std::string(admin2)});
    add_names(row, cells, c, first_order || *population >= kCoarsePopulation);
  }
  return Unit{};
}

std::string Writer::bytes() {
  std::unordered_map<std::string, uint32_t> areas;
  const auto code = [](const Pending& p, bool second) {
    return p.country + "." + p.admin1 + (second ? "." + p.admin2 : std::string());
  };
  for (uint32_t row = 0; row < records_.size(); ++row) {
    if (records_[row].feature == static_cast<uint8_t>(Feature::kAdmin1))
      areas.emplace(code(pending_[row], false), row);
    if (records_[row].feature == static_cast<uint8_t>(Feature::kAdmin2))
      areas.emplace(code(pending_[row], true), row);
  }
  const auto area = [&](const std::string& key, uint32_t row) {
    const auto found = areas.find(key);
    return found == areas.end() || found->second == row ? kNone : found->second;
  };
  for (uint32_t row = 0; row < records_.size(); ++row) {
    records_[row].admin1 = area(code(pending_[row], false), row);
    records_[row].admin2 = area(code(pending_[row], true), row);
  }

  std::vector<uint64_t> hashes;
  hashes.reserve(postings_.size());
  for (const auto& [hash, list] : postings_) hashes.push_back(hash);
  std::sort(hashes.begin(), hashes.end());
  std::string sections[format::kSectionCount];
  for (const auto& record : records_) format::append(sections[format::kPlaces], record);
  uint32_t start = 0;
  for (const uint64_t hash : hashes) {
    auto& list = postings_[hash];
    std::stable_sort(list.begin(), list.end(), [this](const auto& a, const auto& b) {
      return records_[a.place].population > records_[b.place].population;
    });
    format::append(sections[format::kHashes], hash);
    format::append(sections[format::kStarts], start);
    for (const auto& posting : list) format::append(sections[format::kPostings], posting);
    start += static_cast<uint32_t>(list.size());
  }
  format::append(sections[format::kStarts], start);
  sections[format::kStrings] = strings_.empty() ? std::string(1, '\0') : std::move(strings_);

  for (const auto& language : languages_)
    sections[format::kLanguages].append(language).push_back('\0');

  std::string out(format::kMagic);
  uint64_t offset = format::kHeaderSize;
  for (const auto& section : sections) {
    format::append(out, offset);
    format::append(out, static_cast<uint64_t>(section.size()));
    offset += section.size();
  }
  for (const auto& section : sections) out += section;
  return out;
}

}  // namespace

Result<std::string> compile_gazetteer(const std::string& places_tsv,
                                      const std::string& admin1_tsv) {
  Writer writer;
  if (auto outcome = writer.read("world/admin1.tsv", admin1_tsv, true); !outcome.ok())
    return outcome.error();
  if (auto outcome = writer.read("world/places.tsv.gz", places_tsv, false); !outcome.ok())
    return outcome.error();
  return writer.bytes();
}

Result<std::string> compile_gazetteer(const std::string& data_dir) {
  auto places = read_gzip(data_dir + "/world/places.tsv.gz");
  if (!places.ok()) return places.error();
  auto areas = read_file(data_dir + "/world/admin1.tsv");
  if (!areas.ok()) return areas.error();
  return compile_gazetteer(places.value(), areas.value());
}

}  // namespace diurna
