#include "ingest/feed.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <climits>
#include <memory>

#include "base/strings.h"

namespace diurna {
namespace {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
struct FreeString {
  void operator()(xmlChar* text) const { xmlFree(text); }
};

std::string_view name_of(const xmlNode* node) {
  return node->name == nullptr ? std::string_view() : reinterpret_cast<const char*>(node->name);
}

bool in_content_module(const xmlNode* node) {
  return node->ns != nullptr && node->ns->prefix != nullptr &&
         std::string_view(reinterpret_cast<const char*>(node->ns->prefix)) == "content";
}

std::string content_of(xmlNode* node) {
  const std::unique_ptr<xmlChar, FreeString> text(xmlNodeGetContent(node));
  return text == nullptr ? std::string()
                         : std::string(trim(reinterpret_cast<const char*>(text.get())));
}

std::string attribute(xmlNode* node, const char* key) {
  const std::unique_ptr<xmlChar, FreeString> text(
      xmlGetProp(node, reinterpret_cast<const xmlChar*>(key)));
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text.get()));
}

// Atom's <content type="xhtml"> holds elements, everything else holds escaped HTML or text.
std::string markup_of(xmlNode* node) {
  if (attribute(node, "type") != "xhtml") return content_of(node);
  std::string out;
  xmlBuffer* buffer = xmlBufferCreate();
  for (xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (xmlNodeDump(buffer, node->doc, child, 0, 0) > 0)
      out += reinterpret_cast<const char*>(xmlBufferContent(buffer));
    xmlBufferEmpty(buffer);
  }
  xmlBufferFree(buffer);
  return out;
}

RawArticle article_of_item(xmlNode* item) {
  RawArticle raw;
  raw.charset = "utf-8";
  std::string summary, content, updated;
  for (xmlNode* field = item->children; field != nullptr; field = field->next) {
    if (field->type != XML_ELEMENT_NODE) continue;
    const auto key = name_of(field);
    if (key == "title" && raw.title.empty()) raw.title = content_of(field);
    if (key == "link" && raw.url.empty()) {
      const auto relation = attribute(field, "rel");
      if (relation.empty() || relation == "alternate") raw.url = attribute(field, "href");
      if (raw.url.empty()) raw.url = content_of(field);
    }
    if (key == "pubDate" || key == "published" || (key == "date" && raw.date.empty()))
      raw.date = content_of(field);
    if (key == "updated") updated = content_of(field);
    if (key == "guid" || key == "id") raw.id = content_of(field);
    if (key == "description" || key == "summary") summary = markup_of(field);
    if ((key == "encoded" && in_content_module(field)) || key == "content") {
      auto text = markup_of(field);
      if (text.size() > content.size()) content = std::move(text);
    }
  }
  if (raw.date.empty()) raw.date = updated;
  raw.bytes = content.size() > summary.size() ? std::move(content) : std::move(summary);
  const bool tagged =
      raw.bytes.find("</") != std::string::npos || raw.bytes.find("<p") != std::string::npos ||
      raw.bytes.find("<br") != std::string::npos || raw.bytes.find("/>") != std::string::npos;
  raw.type =
      tagged || raw.bytes.find('&') != std::string::npos ? ContentType::kHtml : ContentType::kText;
  return raw;
}

// The next node in document order, so that no depth of nesting can exhaust the stack.
xmlNode* following(xmlNode* node, const xmlNode* root, bool into) {
  if (into && node->children != nullptr) return node->children;
  while (node != nullptr && node != root && node->next == nullptr) node = node->parent;
  return node == nullptr || node == root ? nullptr : node->next;
}

}  // namespace

Result<std::vector<RawArticle>> articles_of_feed(std::string_view bytes, const std::string& name) {
  if (bytes.size() > INT_MAX) return Error{Error::kBadInput, name + ": the feed is too large"};
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                    XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                        XML_PARSE_NOCDATA));
  xmlNode* root = document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
  if (root == nullptr)
    return Error{Error::kBadInput, name + ": no readable XML; expected an RSS or Atom feed"};

  std::vector<RawArticle> articles;
  std::string source, lang = attribute(root, "lang");
  size_t items = 0;
  for (xmlNode* node = root; node != nullptr;) {
    const auto key = node->type == XML_ELEMENT_NODE ? name_of(node) : std::string_view();
    const bool item = node != root && (key == "item" || key == "entry");
    if (item) {
      ++items;
      auto raw = article_of_item(node);
      raw.name = name + ", item " + std::to_string(items);
      if (!trim(raw.bytes).empty()) articles.push_back(std::move(raw));
    } else if (key == "title" && source.empty()) {
      source = content_of(node);
    } else if (key == "language" && lang.empty()) {
      lang = content_of(node);
    }
    const bool leaf = item || key == "title" || key == "language" || key == "image";
    node = following(node, root, !leaf);
  }
  if (articles.empty()) return Error{Error::kBadInput, name + ": the feed has no item with text"};
  for (auto& raw : articles) {
    raw.source = source;
    raw.lang = lang.substr(0, lang.find('-'));
  }
  return articles;
}

}  // namespace diurna
