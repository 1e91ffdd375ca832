#include "base/data_files.h"

#include "base/files.h"

namespace diurna {
namespace {

// Cuts a comment off; `comment` gets what followed the '#'.
std::string_view without_comment(std::string_view line, std::string_view* comment) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '#' || (i > 0 && line[i - 1] != ' ' && line[i - 1] != '\t')) continue;
    if (comment != nullptr) *comment = trim(line.substr(i + 1));
    return line.substr(0, i);
  }
  return line;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  auto lines = split(text, '\n');
  for (auto& line : lines)
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return lines;
}

}  // namespace

Error Mistakes::error() const {
  return {Error::kBadInput, join(lines_, "\n")};
}

Result<std::vector<ListEntry>> read_list(const std::string& path) {
  auto file = read_file(path);
  if (!file.ok()) return file.error();
  std::vector<ListEntry> entries;
  const auto lines = lines_of(file.value());
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto text = trim(without_comment(lines[i], nullptr));
    if (!text.empty()) entries.push_back({std::string(text), static_cast<int>(i) + 1});
  }
  return entries;
}

Result<Table> Table::read(const std::string& path, const std::vector<std::string>& wanted_columns) {
  auto file = read_file(path);
  if (!file.ok()) return file.error();
  Table table;
  table.path_ = path;
  const auto lines = lines_of(file.value());
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto line = without_comment(lines[i], nullptr);
    if (trim(line).empty()) continue;
    Row row;
    row.line = static_cast<int>(i) + 1;
    for (const auto cell : split(line, '\t')) {
      const auto text = trim(cell);
      row.cells.emplace_back(text == "-" ? std::string_view() : text);
    }
    if (table.columns_.empty()) {
      table.columns_ = row.cells;
      for (size_t c = 0; c < row.cells.size(); ++c) table.index_[row.cells[c]] = c;
      continue;
    }
    if (row.cells.size() > table.columns_.size()) {
      return Error{Error::kBadInput, table.where(row) + ": " + std::to_string(row.cells.size()) +
                                         " cells, but the header names " +
                                         std::to_string(table.columns_.size()) + " columns"};
    }
    row.cells.resize(table.columns_.size());
    table.rows_.push_back(std::move(row));
  }
  if (table.columns_.empty()) return Error{Error::kBadInput, path + ": no header line"};
  for (const auto& column : wanted_columns)
    if (!table.has(column))
      return Error{Error::kBadInput, path + ":1: no column '" + column + "' in the header"};
  return table;
}

const std::string& Table::cell(const Row& row, std::string_view column) const {
  static const std::string kNothing;
  const auto found = index_.find(column);
  return found == index_.end() ? kNothing : row.cells[found->second];
}

const std::string& Stanza::get(std::string_view key) const {
  static const std::string kNothing;
  for (const auto& field : fields)
    if (field.key == key) return field.value;
  return kNothing;
}

bool Stanza::has(std::string_view key) const {
  for (const auto& field : fields)
    if (field.key == key) return true;
  return false;
}

std::string Stanza::where() const {
  return fields.empty() ? path : where(fields.front());
}

Result<std::vector<Stanza>> read_stanzas(const std::string& path) {
  auto file = read_file(path);
  if (!file.ok()) return file.error();
  std::vector<Stanza> stanzas;
  Stanza current;
  current.path = path;
  Mistakes mistakes;
  const auto finish = [&] {
    if (!current.fields.empty()) stanzas.push_back(std::move(current));
    current = Stanza{};
    current.path = path;
  };
  const auto lines = lines_of(file.value());
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view comment;
    const auto line = trim(without_comment(lines[i], &comment));
    if (line.empty()) {
      if (trim(lines[i]).empty()) finish();  // a line that is all comment does not end the record
      continue;
    }
    Stanza::Field field;
    field.line = static_cast<int>(i) + 1;
    field.comment = std::string(comment);
    if (starts_with(line, "+ ") || starts_with(line, "- ")) {
      field.key = std::string(line.substr(0, 1));
      field.value = std::string(trim(line.substr(2)));
    } else {
      const size_t colon = line.find(':');
      if (colon == std::string_view::npos || colon == 0) {
        mistakes.add(current.where(field) + ": expected 'key: value', found '" + std::string(line) +
                     "'");
        continue;
      }
      field.key = std::string(trim(line.substr(0, colon)));
      field.value = std::string(trim(line.substr(colon + 1)));
    }
    current.fields.push_back(std::move(field));
  }
  finish();
  if (!mistakes.empty()) return mistakes.error();
  return stanzas;
}

}  // namespace diurna
