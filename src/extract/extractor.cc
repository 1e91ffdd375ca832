#include "extract/extractor.h"

#include <limits>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "extract/boilerplate.h"
#include "extract/date_text.h"
#include "extract/dateline.h"
#include "extract/html_tree.h"
#include "extract/normalise.h"
#include "extract/page_body.h"
#include "extract/page_metadata.h"
#include "extract/page_parts.h"
#include "extract/plain_text.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace diurna {
namespace {

std::string language_code(std::string_view given) {
  const auto code = trim(given).substr(0, trim(given).find_first_of("-_"));
  return lower(code);
}

void add_unique(const std::vector<std::string>& from, std::pmr::vector<std::pmr::string>& to) {
  for (const auto& entry : from) {
    bool known = false;
    for (const auto& old : to) known = known || std::string_view(old) == entry;
    if (!known) to.emplace_back(entry);
  }
}

}  // namespace

struct Extractor::Impl {
  DateReader dates;
  Boilerplate rules;
  PageParts parts;

  Outcome date_of(const RawArticle& raw, const ExtractOptions& options, Article& article) const {
    const std::string& given = options.date.empty() ? raw.date : options.date;
    if (given.empty()) return Unit{};
    if (const auto interval = dates.read(given)) {
      article.date = {DateBasis::kGiven, *interval};
    } else if (!options.date.empty()) {
      return Error{Error::kBadInput,
                   "'" + options.date + "' is no date; expected one like 2024-04-25"};
    }
    return Unit{};
  }

  // The whole of a dateline's date is known where it has a year.
  void infer_date(std::string_view words, Article& article) const {
    if (article.date.known() || words.empty()) return;
    if (const auto interval = dates.read(words)) article.date = {DateBasis::kInferred, *interval};
  }

  Outcome extract_text(const RawArticle& raw, const ExtractOptions& options,
                       Article& article) const {
    std::string text = decode_to_utf8(raw.bytes, raw.charset);
    if (!options.keep_text) text = normalise(text);
    article.text = text;
    const auto plain = blocks_of(article.text, raw.title, options.keep_text, rules, dates);
    if (plain.blocks.empty())
      return Error{Error::kBadInput, raw.name + ": nothing but white space; expected a text"};
    article.blocks.assign(plain.blocks.begin(), plain.blocks.end());
    article.title = raw.title.empty() ? plain.title : squeeze(normalise(raw.title));
    article.agency = plain.agency;
    add_unique(plain.authors, article.authors);
    infer_date(plain.date, article);
    return Unit{};
  }

  Outcome extract_page(const RawArticle& raw, Article& article) const {
    const std::string html =
        decode_to_utf8(raw.bytes, raw.charset.empty() ? declared_charset(raw.bytes) : raw.charset);
    auto tree = HtmlTree::parse(html);
    if (!tree.ok()) return Error{Error::kBadInput, raw.name + ": " + tree.error().message};
    const auto page = read_metadata(tree.value(), dates, raw.url);
    std::vector<std::string> bylines;
    std::string agency;
    auto blocks = body_of(tree.value(), page, parts, rules, &bylines, &agency);
    if (blocks.empty()) return Error{Error::kBadInput, raw.name + ": no article found in the page"};

    std::string_view date_words;
    bool dateline_open = true;
    std::string text;
    std::vector<Block> spans;
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (!text.empty()) text += "\n\n";
      auto begin = static_cast<uint32_t>(text.size());
      text += blocks[i].text;
      if (dateline_open && i < 4 && blocks[i].kind != BlockKind::kHeading) {
        const auto line = find_dateline(blocks[i].text, dates, rules, /*strict=*/false);
        if (line.size > 0) {
          dateline_open = false;
          begin += static_cast<uint32_t>(line.size);
          date_words = line.date;
          if (agency.empty()) agency = line.agency;
        }
      }
      spans.push_back({{begin, static_cast<uint32_t>(text.size())}, blocks[i].kind});
    }
    article.text = text;
    article.blocks.assign(spans.begin(), spans.end());
    article.title = raw.title.empty() ? page.title : squeeze(normalise(raw.title));
    article.url = page.url;
    article.lang = page.lang;
    article.source = page.source;
    add_unique(page.authors, article.authors);
    if (article.authors.empty()) add_unique(bylines, article.authors);
    add_unique(page.tags, article.tags);
    for (const auto& author : page.authors)
      if (agency.empty()) agency = rules.agency_in(author);
    article.agency = agency;
    if (!article.date.known() && page.date) article.date = {DateBasis::kMetadata, *page.date};
    infer_date(date_words, article);
    return Unit{};
  }
};

Extractor::Extractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Result<Extractor> Extractor::load(const std::string& data_dir) {
  auto dates = DateReader::load(data_dir);
  auto rules = Boilerplate::load(data_dir);
  auto parts = PageParts::load(data_dir);
  std::string mistakes;
  Error::Kind kind = Error::kBadInput;
  const auto note = [&](const Error& error) {
    mistakes += (mistakes.empty() ? "" : "\n") + error.message;
    kind = error.kind;
  };
  if (!dates.ok()) note(dates.error());
  if (!rules.ok()) note(rules.error());
  if (!parts.ok()) note(parts.error());
  if (!mistakes.empty()) return Error{kind, mistakes};
  return Extractor(std::make_unique<Impl>(Impl{dates.take(), rules.take(), parts.take()}));
}

Outcome Extractor::extract(const RawArticle& raw, const ExtractOptions& options,
                           Article& article) const {
  if (raw.type == ContentType::kConllu)
    return Error{Error::kUnsupported,
                 raw.name + ": CoNLL-U has its text in sentences; it is read by the annotator"};
  if (raw.bytes.size() > std::numeric_limits<uint32_t>::max() / 4)
    return Error{Error::kBadInput, raw.name + ": the article is larger than 1 GiB"};
  auto outcome = impl_->date_of(raw, options, article);
  if (!outcome.ok()) return outcome;
  outcome = raw.type == ContentType::kHtml ? impl_->extract_page(raw, article)
                                           : impl_->extract_text(raw, options, article);
  if (!outcome.ok()) return outcome;
  if (!raw.url.empty()) article.url = raw.url;
  if (!raw.source.empty()) article.source = raw.source;
  if (!raw.lang.empty()) article.lang = language_code(raw.lang);
  if (!options.lang.empty()) article.lang = language_code(options.lang);
  article.id = raw.id.empty() ? hex64(fnv1a64(article.text)) : raw.id;
  return Unit{};
}

}  // namespace diurna
