// Readers of the files under data/: tables (tab-separated, header line), stanzas ("key: value"
// records) and word lists. All know the line of everything they give, for messages of the form
// "de/frames/sanction.txt:7: ...". A '#' at the start of a line, or after white space, starts a
// comment; blank lines end a stanza and are skipped elsewhere.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "diurna/result.h"

namespace diurna {

// Collects mistakes of data files, so that a loader can tell all of them at once.
class Mistakes {
 public:
  void add(std::string where_and_what) { lines_.push_back(std::move(where_and_what)); }
  bool empty() const { return lines_.empty(); }
  const std::vector<std::string>& lines() const { return lines_; }
  Error error() const;  // kBadInput, one mistake a line; call when not empty

 private:
  std::vector<std::string> lines_;
};

// A word list: one entry a line, white space at the ends taken off.
struct ListEntry {
  std::string text;
  int line = 0;
};
Result<std::vector<ListEntry>> read_list(const std::string& path);

// A tab-separated table. "-" in a cell means "not known" and is given as an empty string.
class Table {
 public:
  struct Row {
    std::vector<std::string> cells;  // as many as columns
    int line = 0;
  };
  // Errors: kNotFound, kBadInput (no header, a wanted column is missing, a row has more cells than
  // the header). Rows shorter than the header are filled with empty cells.
  static Result<Table> read(const std::string& path,
                            const std::vector<std::string>& wanted_columns);

  const std::vector<Row>& rows() const { return rows_; }
  const std::vector<std::string>& columns() const { return columns_; }
  bool has(std::string_view column) const { return index_.find(column) != index_.end(); }
  // The cell; empty when the table has no such column.
  const std::string& cell(const Row& row, std::string_view column) const;
  std::string where(const Row& row) const { return path_ + ":" + std::to_string(row.line); }

 private:
  std::string path_;
  std::vector<std::string> columns_;
  StringMap<size_t> index_;
  std::vector<Row> rows_;
};

// A record of "key: value" lines. A line that starts with "+ " or "- " has the key "+" or "-".
struct Stanza {
  struct Field {
    std::string key, value;
    std::string comment;  // what followed " #", without it
    int line = 0;
  };
  std::string path;
  std::vector<Field> fields;
  const std::string& get(std::string_view key) const;  // first value, empty if absent
  bool has(std::string_view key) const;
  std::string where() const;  // path and line of the first field
  std::string where(const Field& field) const { return path + ":" + std::to_string(field.line); }
};
Result<std::vector<Stanza>> read_stanzas(const std::string& path);

}  // namespace diurna
