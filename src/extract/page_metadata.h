// What a page says about its article: JSON-LD, OpenGraph and other <meta>, microdata, <time>, the
// canonical address.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diurna/date.h"
#include "extract/date_text.h"
#include "extract/html_tree.h"

namespace diurna {

struct PageMetadata {
  std::string title;
  std::string description;  // often the lead, word by word
  std::vector<std::string> authors;
  std::optional<Interval> date;
  std::string url;
  std::string source;  // the outlet
  std::string lang;    // ISO 639-1
  std::vector<std::string> tags;
  std::string body;          // JSON-LD articleBody, squeezed; may be cut short by the page
  NodeId heading = kNoNode;  // the <h1> that holds the title
};

// `url` as known from outside, may be empty. What is contradictory is taken from where pages are
// most careful: JSON-LD, then OpenGraph and the like, then what the reader sees.
PageMetadata read_metadata(const HtmlTree& tree, const DateReader& dates, const std::string& url);

}  // namespace diurna
