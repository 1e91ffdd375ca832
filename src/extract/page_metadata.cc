#include "extract/page_metadata.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "base/strings.h"
#include "extract/normalise.h"
#include "text/utf8.h"

namespace diurna {
namespace {

using Json = nlohmann::json;

constexpr size_t kMostAuthors = 20;
constexpr size_t kMostTags = 40;

std::string clean(std::string_view text) {
  return squeeze(normalise(without_entities(without_entities(text))));
}

bool address(std::string_view text) {
  return starts_with(text, "http:") || starts_with(text, "https:") || starts_with(text, "//") ||
         starts_with(text, "/") || starts_with(text, "www.");
}

// ---- JSON-LD ----

struct LinkedData {
  std::string headline, description, date, source, lang, url, body;
  std::vector<std::string> authors, tags;
};

std::string text_in(const Json& value) {
  if (value.is_string()) return clean(value.get<std::string>());
  if (value.is_array() && !value.empty()) return text_in(value.front());
  if (value.is_object()) {
    for (const char* key : {"name", "@value", "headline"})
      if (const auto found = value.find(key); found != value.end() && found->is_string())
        return clean(found->get<std::string>());
  }
  return {};
}

std::string field(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : text_in(*found);
}

bool is_article_type(std::string_view type) {
  return ends_with(type, "Article") || ends_with(type, "BlogPosting") ||
         ends_with(type, "LiveBlogPosting") || type == "Report" || ends_with(type, "Review") ||
         type == "SocialMediaPosting" || type == "NewsStory";
}

bool is_article(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  if (type->is_string()) return is_article_type(type->get_ref<const std::string&>());
  if (type->is_array())
    return std::any_of(type->begin(), type->end(), [](const Json& t) {
      return t.is_string() && is_article_type(t.get_ref<const std::string&>());
    });
  return false;
}

void add_names(const Json& value, std::vector<std::string>& names, size_t most) {
  if (value.is_array()) {
    for (const auto& one : value) add_names(one, names, most);
    return;
  }
  const std::string name = text_in(value);
  if (!name.empty() && names.size() < most &&
      std::find(names.begin(), names.end(), name) == names.end())
    names.push_back(name);
}

void read_linked(const Json& object, LinkedData& data) {
  const auto set = [](std::string& target, std::string value) {
    if (target.empty()) target = std::move(value);
  };
  set(data.headline, field(object, "headline"));
  if (data.headline.empty()) set(data.headline, field(object, "name"));
  set(data.description, field(object, "description"));
  set(data.date, field(object, "datePublished"));
  if (data.date.empty()) set(data.date, field(object, "dateCreated"));
  set(data.source, field(object, "publisher"));
  set(data.lang, field(object, "inLanguage"));
  set(data.url, field(object, "url"));
  const std::string body = field(object, "articleBody");
  if (body.size() > data.body.size()) data.body = body;
  if (data.authors.empty())
    if (const auto author = object.find("author"); author != object.end())
      add_names(*author, data.authors, kMostAuthors);
  if (data.tags.empty()) {
    if (const auto tags = object.find("keywords"); tags != object.end()) {
      if (tags->is_string()) {
        for (const auto tag : split_trimmed(tags->get_ref<const std::string&>(), ","))
          if (data.tags.size() < kMostTags) data.tags.push_back(clean(tag));
      } else {
        add_names(*tags, data.tags, kMostTags);
      }
    }
  }
}

// Articles may be nested in graphs and lists; the stack is ours, so that depth costs memory only.
// The page's own article comes before those it lists.
void find_articles(const Json& root, LinkedData& data) {
  std::vector<const Json*> open{&root};
  while (!open.empty()) {
    const Json* value = open.back();
    open.pop_back();
    if (value->is_array()) {
      for (auto it = value->rbegin(); it != value->rend(); ++it) open.push_back(&*it);
    } else if (value->is_object()) {
      if (is_article(*value)) {
        read_linked(*value, data);
        continue;
      }
      for (const char* key : {"mainEntity", "mainEntityOfPage", "@graph"})
        if (const auto found = value->find(key); found != value->end()) open.push_back(&*found);
    }
  }
}

LinkedData linked_data(const std::vector<std::string>& scripts) {
  LinkedData data;
  for (const auto& script : scripts) {
    std::string text = script;
    for (char& c : text)
      if (static_cast<unsigned char>(c) < 0x20)
        c = ' ';  // line ends inside strings are common and forbidden
    const size_t begin = text.find_first_of("{[");
    const size_t end = text.find_last_of("}]");
    if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
    text = text.substr(begin, end - begin + 1);
    // "<![CDATA[" before the object begins with a bracket of its own.
    if (starts_with(text, "[CDATA[")) text = text.substr(std::min<size_t>(7, text.size()));
    const Json json =
        Json::parse(text, nullptr, /*allow_exceptions=*/false, /*ignore_comments=*/true);
    if (!json.is_discarded()) find_articles(json, data);
  }
  return data;
}

// ---- <meta> and the visible page ----

struct Metas {
  StringMap<std::string> values;
  std::vector<std::string> authors, tags;
  const std::string& get(std::initializer_list<std::string_view> names) const {
    static const std::string kNothing;
    for (const auto name : names)
      if (const auto found = values.find(name); found != values.end()) return found->second;
    return kNothing;
  }
};

Metas metas(const HtmlTree& tree) {
  Metas found;
  for (NodeId n = 0; n < tree.size(); ++n) {
    if (tree[n].tag != "meta") continue;
    std::string_view key = tree.attribute(n, "property");
    if (key.empty()) key = tree.attribute(n, "name");
    if (key.empty()) key = tree.attribute(n, "itemprop");
    if (key.empty()) continue;
    const std::string name = lower(key);
    std::string value = clean(tree.attribute(n, "content"));
    if (value.empty()) continue;
    const bool author = name == "author" || name == "article:author" || name == "dc.creator" ||
                        name == "byl" || name == "parsely-author" || name == "sailthru.author" ||
                        name == "dcterms.creator" || name == "citation_author" ||
                        name == "cxenseparse:author";
    if (author && !address(value) && found.authors.size() < kMostAuthors)
      found.authors.push_back(value);
    if ((name == "article:tag" || name == "parsely-tags") && found.tags.size() < kMostTags)
      found.tags.push_back(value);
    found.values.emplace(name, std::move(value));
  }
  return found;
}

bool has_word(std::string_view classes, std::string_view word) {
  const std::string lowered = lower(classes);
  for (size_t at = lowered.find(word); at != std::string::npos; at = lowered.find(word, at + 1)) {
    const bool begins = at == 0 || !std::isalpha(static_cast<unsigned char>(lowered[at - 1]));
    const size_t end = at + word.size();
    const bool ends =
        end == lowered.size() || !std::isalpha(static_cast<unsigned char>(lowered[end]));
    if (begins && ends) return true;
  }
  return false;
}

std::string class_and_id(const HtmlTree& tree, NodeId n) {
  return std::string(tree.attribute(n, "class")) + " " + std::string(tree.attribute(n, "id"));
}

// Without the outlet behind a dash or a bar: "Talks fail | Example News".
std::string without_outlet(const std::string& title, const std::string& outlet,
                           const std::string& heading) {
  size_t length = 1;
  if (!heading.empty() && heading.size() < title.size() &&
      fold(title).compare(0, fold(heading).size(), fold(heading)) == 0) {
    const auto rest = trim(std::string_view(title).substr(std::min(heading.size(), title.size())));
    if (rest.empty() || !is_letter(code_point_at(rest, 0, &length))) return heading;
  }
  size_t cut = std::string::npos;
  for (const std::string_view mark :
       {" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " // "})
    if (const size_t at = title.rfind(mark);
        at != std::string::npos && (cut == std::string::npos || at > cut))
      cut = at;
  if (cut == std::string::npos) return title;
  size_t end = title.find(' ', cut + 1);
  const std::string tail = fold(trim(std::string_view(title).substr(end)));
  const std::string name = fold(outlet);
  const bool outlet_named = !name.empty() && (tail.find(name) != std::string::npos ||
                                              name.find(tail) != std::string::npos);
  const bool domain = tail.find('.') != std::string::npos && tail.find(' ') == std::string::npos;
  const bool bar = title[cut + 1] == '|';
  return outlet_named || domain || (bar && tail.size() < 40)
             ? std::string(trim(std::string_view(title).substr(0, cut)))
             : title;
}

// The day in an address: "/2024/04/25/", "-2024-04-25-", "/20240425/".
std::optional<Interval> date_in_address(std::string_view url) {
  for (size_t at = 0; at + 8 <= url.size(); ++at) {
    if (at > 0 && std::isdigit(static_cast<unsigned char>(url[at - 1]))) continue;
    const auto number = [&](size_t from, size_t count) {
      return parse_number<int>(url.substr(from, count)).value_or(-1);
    };
    const int year = number(at, 4);
    if (year < 1990 || year > 2100) continue;
    const char mark = url[at + 4];
    if (mark == '/' || mark == '-' || mark == '_' || mark == '.') {
      const size_t second = url.find(mark, at + 5);
      if (second == std::string_view::npos || second - at > 7) continue;
      size_t end = second + 1;
      while (end < url.size() && end - second <= 2 &&
             std::isdigit(static_cast<unsigned char>(url[end])))
        ++end;
      const CivilDate date{year, number(at + 5, second - at - 5),
                           number(second + 1, end - second - 1)};
      if (valid(date)) return Interval{to_day(date), to_day(date)};
    } else {
      const CivilDate date{year, number(at + 4, 2), number(at + 6, 2)};
      const bool over =
          at + 8 == url.size() || !std::isdigit(static_cast<unsigned char>(url[at + 8]));
      if (over && valid(date)) return Interval{to_day(date), to_day(date)};
    }
  }
  return std::nullopt;
}

std::string only_language(std::string_view code) {
  const auto cut = code.substr(0, code.find_first_of("-_"));
  return cut.size() == 2 ? lower(cut) : std::string();
}

// "By Jane Doe", "Von Max Muster": the preposition of a byline is not part of the name.
std::string name_alone(std::string name) {
  for (const std::string_view word :
       {"by ", "von ", "par ", "por ", "di ", "door ", "written by ", "author: ", "autor: "}) {
    if (name.size() > word.size() && lower(std::string_view(name).substr(0, word.size())) == word) {
      name = name.substr(word.size());
      break;
    }
  }
  return std::string(trim(name));
}

void add_author(std::string name, std::vector<std::string>& authors) {
  name = name_alone(std::move(name));
  // "Jane Doe June 19, 2023", "Jane Doe - Example News": the name ends there.
  if (const size_t digit = name.find_first_of("0123456789");
      digit != std::string::npos && digit > 0) {
    const auto words = split_trimmed(std::string_view(name).substr(0, digit), " ");
    name = words.size() >= 3 ? std::string(words[0]) + " " + std::string(words[1]) : std::string();
  }
  if (const size_t dash = name.find(" - "); dash != std::string::npos) name = name.substr(0, dash);
  if (name.find('@') != std::string::npos) return;
  // Several in one string.
  for (const std::string_view joint : {" und ", " and ", " & ", ", ", "; ", " | ", " et ", " y ",
                                       " og ", " och ", " e ", " en "}) {
    const size_t at = name.find(joint);
    if (at == std::string::npos) continue;
    const std::string first = name.substr(0, at), second = name.substr(at + joint.size());
    // "Jane Doe, Brussels correspondent": what follows a comma must look like a full name.
    const bool full = first.find(' ') != std::string::npos &&
                      second.find(' ') != std::string::npos && starts_upper(second);
    if (!full) continue;
    add_author(first, authors);
    add_author(second, authors);
    return;
  }
  if (name.empty() || name.size() > 80 || address(name) || authors.size() >= kMostAuthors) return;
  for (const auto& known : authors)
    if (fold(known) == fold(name)) return;
  authors.push_back(std::move(name));
}

}  // namespace

PageMetadata read_metadata(const HtmlTree& tree, const DateReader& dates, const std::string& url) {
  PageMetadata page;
  const LinkedData linked = linked_data(tree.json_ld());
  const Metas meta = metas(tree);
  const auto first_of = [](std::initializer_list<std::string> values) {
    for (const auto& value : values)
      if (!value.empty()) return value;
    return std::string();
  };

  page.source = first_of(
      {meta.get({"og:site_name"}), linked.source, meta.get({"application-name", "dc.publisher"})});
  std::string document_title;
  std::vector<NodeId> headings, times;
  std::string canonical;
  std::vector<std::string> seen_authors;
  std::string seen_date;
  for (NodeId n = 0; n < tree.size(); ++n) {
    const auto& node = tree[n];
    if (node.tag.empty()) continue;
    if (node.tag == "title" && document_title.empty()) document_title = clean(tree.text_of(n));
    if (node.tag == "h1") headings.push_back(n);
    if (node.tag == "time") times.push_back(n);
    if (node.tag == "html" && page.lang.empty())
      page.lang = only_language(tree.attribute(n, "lang"));
    if (node.tag == "link" && lower(tree.attribute(n, "rel")) == "canonical")
      canonical = tree.attribute(n, "href");
    const auto property = tree.attribute(n, "itemprop");
    if (property == "datePublished" && seen_date.empty() && node.tag != "meta") {
      seen_date = tree.attribute(n, "datetime");
      if (seen_date.empty()) seen_date = tree.attribute(n, "content");
      if (seen_date.empty()) seen_date = tree.text_of(n);
    }
    const bool author =
        property == "author" || tree.attribute(n, "rel") == "author" ||
        (node.tag != "body" && node.end - n < 40 &&
         (has_word(class_and_id(tree, n), "author") || has_word(class_and_id(tree, n), "byline") ||
          has_word(class_and_id(tree, n), "autor")));
    if (author && seen_authors.size() < 4) {
      std::string name = clean(tree.text_of(n));
      if (!name.empty() && name.size() < 80) seen_authors.push_back(std::move(name));
    }
  }

  // Title.
  const std::string wanted = first_of(
      {linked.headline, meta.get({"og:title", "twitter:title", "dc.title"}), document_title});
  std::string heading_text;
  for (const NodeId n : headings) {
    std::string text = clean(tree.text_of(n));
    if (text.empty()) continue;
    const bool fits = fold(wanted).find(fold(text)) != std::string::npos ||
                      fold(text).find(fold(wanted)) != std::string::npos;
    if (page.heading == kNoNode || fits) {
      page.heading = n;
      heading_text = std::move(text);
    }
    if (fits) break;
  }
  page.title = without_outlet(wanted, page.source, heading_text);
  if (page.title.empty()) page.title = heading_text;

  page.description = first_of({meta.get({"og:description"}), linked.description,
                               meta.get({"description", "twitter:description"})});
  page.body = linked.body;

  // Authors.
  for (const auto& name : linked.authors) add_author(name, page.authors);
  if (page.authors.empty())
    for (const auto& name : meta.authors) add_author(name, page.authors);
  if (page.authors.empty())
    for (const auto& name : seen_authors) {
      const size_t words = split_trimmed(name, " ").size();
      if (words >= 2 && words <= 10) add_author(name, page.authors);
      if (!page.authors.empty()) break;
    }

  // Date.
  const std::string address_of_page = first_of({url, canonical, meta.get({"og:url"}), linked.url});
  const bool month_first = page.lang == "en" && address_of_page.find(".uk") == std::string::npos;
  const auto use_date = [&](std::string_view text) {
    if (!page.date && !trim(text).empty()) page.date = dates.read(text, month_first);
  };
  use_date(linked.date);
  for (const char* name : {"article:published_time",
                           "og:published_time",
                           "article:published",
                           "og:article:published_time",
                           "datepublished",
                           "date.issued",
                           "dc.date.issued",
                           "dcterms.created",
                           "dcterms.date",
                           "dc.date",
                           "parsely-pub-date",
                           "sailthru.date",
                           "pubdate",
                           "publishdate",
                           "publish-date",
                           "publish_date",
                           "publication_date",
                           "publicationdate",
                           "cxenseparse:recs:publishtime",
                           "date",
                           "article.published",
                           "dc.date.created",
                           "article:created",
                           "originalpublicationdate",
                           "citation_publication_date",
                           "last-modified",
                           "article:modified_time"}) {
    if (page.date) break;
    use_date(meta.get({name}));
  }
  use_date(seen_date);
  if (!page.date) page.date = date_in_address(address_of_page);
  for (const NodeId n : times) {
    if (page.date) break;
    use_date(tree.attribute(n, "datetime"));
    use_date(tree.text_of(n));
  }
  if (!page.date) {  // words near the title, or where a class says "date"
    for (NodeId n = 0; n < tree.size() && !page.date; ++n) {
      if (tree[n].tag.empty() || tree[n].tag == "body" || tree[n].end - n > 60) continue;
      const std::string names = class_and_id(tree, n);
      for (const std::string_view word :
           {"date", "datum", "published", "pubdate", "time", "posted", "timestamp", "meta"})
        if (has_word(names, word)) use_date(tree.text_of(n).substr(0, 120));
    }
  }
  if (!page.date && page.heading != kNoNode) {
    NodeId region = page.heading;
    for (int up = 0; up < 3 && tree[region].parent != kNoNode; ++up) region = tree[region].parent;
    std::string near;
    for (NodeId n = region; n < tree[region].end && near.size() < 3000; ++n)
      near += std::string(tree[n].text) + " ";
    for (size_t at = 0; at < near.size() && !page.date; at += 200)
      use_date(std::string_view(near).substr(at, 260));
  }
  if (page.date && !(page.date->from >= to_day({1700, 1, 1}))) page.date.reset();

  page.url =
      first_of({url, address(canonical) && !starts_with(canonical, "/") ? canonical : std::string(),
                meta.get({"og:url"}), linked.url});
  if (page.lang.empty())
    page.lang =
        only_language(first_of({linked.lang, meta.get({"og:locale", "language", "dc.language"})}));
  page.tags = linked.tags;
  if (page.tags.empty()) page.tags = meta.tags;
  if (page.tags.empty())
    for (const auto tag : split_trimmed(meta.get({"news_keywords", "keywords"}), ","))
      if (page.tags.size() < kMostTags) page.tags.emplace_back(tag);
  return page;
}

}  // namespace diurna
