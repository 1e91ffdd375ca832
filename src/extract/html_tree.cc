#include "extract/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cctype>
#include <climits>
#include <cstring>

#include "base/strings.h"
#include "extract/normalise.h"
#include "text/utf8.h"

namespace diurna {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(text));
}

bool same_word(std::string_view text, size_t at, std::string_view lowered) {
  if (text.size() - at < lowered.size()) return false;
  for (size_t i = 0; i < lowered.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(text[at + i])) != lowered[i]) return false;
  return true;
}

size_t find_word(std::string_view text, size_t from, std::string_view lowered) {
  for (size_t at = from; at + lowered.size() <= text.size(); ++at) {
    at = text.find(lowered[0], at);
    if (at == std::string_view::npos) break;
    if (same_word(text, at, lowered)) return at;
  }
  return std::string_view::npos;
}

bool opens(std::string_view html, size_t at, std::string_view name) {
  if (!same_word(html, at + 1, name)) return false;
  const size_t then = at + 1 + name.size();
  if (then >= html.size()) return true;
  const char c = html[then];
  return c == '>' || c == '/' || std::isspace(static_cast<unsigned char>(c)) != 0;
}

// The page without what no reader sees and libxml2 reads slowly or wrongly. Structured data is put
// aside.
std::string without_scripts(std::string_view html, std::vector<std::string>& json_ld) {
  std::string out;
  out.reserve(html.size());
  size_t from = 0;
  for (size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.compare(at, 4, "<!--") == 0) {
      out.append(html, from, at - from);
      const size_t end = html.find("-->", at + 4);
      from = at = end == std::string_view::npos ? html.size() : end + 3;
      continue;
    }
    std::string_view cut;
    for (const std::string_view name : {"script", "style", "svg", "template", "iframe"})
      if (opens(html, at, name)) cut = name;
    if (cut.empty()) {
      ++at;
      continue;
    }
    out.append(html, from, at - from);
    size_t body = html.find('>', at);
    if (body == std::string_view::npos) {
      from = html.size();
      break;
    }
    const bool closed_at_once = cut == "svg" && html[body - 1] == '/';
    const std::string_view tag = html.substr(at, body - at);
    ++body;
    const std::string closing = "</" + std::string(cut);
    size_t end = closed_at_once ? body : find_word(html, body, closing);
    if (end == std::string_view::npos) {
      // Without an end tag the rest of the page would be lost; only the start tag goes.
      from = at = body;
      continue;
    }
    if (cut == "script" && find_word(tag, 0, "ld+json") != std::string_view::npos)
      json_ld.emplace_back(html.substr(body, end - body));
    if (!closed_at_once) {
      end = html.find('>', end);
      end = end == std::string_view::npos ? html.size() : end + 1;
    }
    out += ' ';
    from = at = end;
  }
  out.append(html, std::min(from, html.size()));
  std::replace(out.begin(), out.end(), '\0', ' ');
  return out;
}

}  // namespace

void HtmlTree::FreeDocument::operator()(_xmlDoc* document) const {
  xmlFreeDoc(document);
}

HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
  HtmlTree tree;
  const std::string clean = without_scripts(html, tree.json_ld_);
  if (clean.size() > INT_MAX) return Error{Error::kBadInput, "the page is larger than 2 GiB"};
  tree.document_.reset(
      htmlReadMemory(clean.data(), static_cast<int>(clean.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                         HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC));
  const xmlNode* root =
      tree.document_ == nullptr ? nullptr : xmlDocGetRootElement(tree.document_.get());
  if (root == nullptr) return Error{Error::kBadInput, "no HTML element in it"};
  NodeId parent = kNoNode;
  for (const xmlNode* node = root; node != nullptr;) {
    NodeId id = kNoNode;
    if (node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE ||
        node->type == XML_CDATA_SECTION_NODE) {
      id = tree.size();
      HtmlNode entry;
      entry.parent = parent;
      entry.end = id + 1;
      if (node->type == XML_ELEMENT_NODE) {
        entry.tag = view(node->name);
        entry.element = node;
      } else {
        entry.text = view(node->content);
      }
      tree.nodes_.push_back(entry);
    }
    if (id != kNoNode && node->type == XML_ELEMENT_NODE && node->children != nullptr) {
      parent = id;
      node = node->children;
      continue;
    }
    while (node != nullptr && node != root && node->next == nullptr) {
      node = node->parent;
      if (parent != kNoNode) {
        tree.nodes_[parent].end = tree.size();
        parent = tree.nodes_[parent].parent;
      }
      if (node == root) break;
    }
    if (node == nullptr || node == root) break;
    node = node->next;
  }
  for (NodeId open = parent; open != kNoNode; open = tree.nodes_[open].parent)
    tree.nodes_[open].end = tree.size();
  if (!tree.nodes_.empty()) tree.nodes_[0].end = tree.size();
  return tree;
}

std::string_view HtmlTree::attribute(NodeId n, const char* name) const {
  const xmlNode* node = nodes_[n].element;
  if (node == nullptr) return {};
  for (const xmlAttr* a = node->properties; a != nullptr; a = a->next)
    if (std::strcmp(reinterpret_cast<const char*>(a->name), name) == 0)
      return a->children == nullptr ? std::string_view() : view(a->children->content);
  return {};
}

bool HtmlTree::has_attribute(NodeId n, const char* name) const {
  const xmlNode* node = nodes_[n].element;
  if (node == nullptr) return false;
  for (const xmlAttr* a = node->properties; a != nullptr; a = a->next)
    if (std::strcmp(reinterpret_cast<const char*>(a->name), name) == 0) return true;
  return false;
}

std::string HtmlTree::text_of(NodeId n) const {
  std::string out;
  for (NodeId i = n; i < nodes_[n].end; ++i) {
    if (nodes_[i].tag == "br") out += ' ';
    out += nodes_[i].text;
  }
  return squeeze(out);
}

std::string without_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
    if (end == std::string_view::npos || end - at > 10 || end - at < 3) {
      out += text[at++];
      continue;
    }
    const std::string name(text.substr(at + 1, end - at - 1));
    char32_t c = 0;
    if (name[0] == '#') {
      const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
      const char* digits = name.c_str() + (hex ? 2 : 1);
      uint32_t number = 0;
      const auto [stop, code] =
          std::from_chars(digits, name.c_str() + name.size(), number, hex ? 16 : 10);
      if (code == std::errc() && stop == name.c_str() + name.size() && number > 0 &&
          number < 0x110000 && (number < 0xD800 || number > 0xDFFF)) {
        c = number;
      }
    } else if (const auto* entity =
                   htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
      c = entity->value;
    } else if (name == "apos") {
      c = '\'';
    }
    if (c == 0) {
      out += text[at++];
      continue;
    }
    append_utf8(c, out);
    at = end + 1;
  }
  return out;
}

}  // namespace diurna
