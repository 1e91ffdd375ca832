// An HTML page as a flat list of nodes in document order, made by libxml2 after scripts, styles and
// comments were cut out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/result.h"

struct _xmlDoc;
struct _xmlNode;

namespace diurna {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFFu;

struct HtmlNode {
  std::string_view tag;   // lower case; empty for a text
  std::string_view text;  // of a text node
  NodeId parent = kNoNode;
  NodeId end = 0;  // one past the last node below: the subtree of n is [n, nodes[n].end)
  const _xmlNode* element = nullptr;
};

class HtmlTree {
 public:
  // `html` is UTF-8. Broken markup is mended as well as libxml2 can. Errors: kBadInput (no element
  // at all). Nesting may be as deep as the input: nothing here recurses.
  static Result<HtmlTree> parse(std::string_view html);
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& operator[](NodeId n) const { return nodes_[n]; }
  NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
  // The value of an attribute; empty if absent (ask has_attribute to tell).
  std::string_view attribute(NodeId n, const char* name) const;
  bool has_attribute(NodeId n, const char* name) const;
  // All text below, white space squeezed.
  std::string text_of(NodeId n) const;
  // Contents of <script type="application/ld+json">, as they stand in the page.
  const std::vector<std::string>& json_ld() const { return json_ld_; }

 private:
  struct FreeDocument {
    void operator()(_xmlDoc* document) const;
  };
  HtmlTree() = default;
  std::unique_ptr<_xmlDoc, FreeDocument> document_;
  std::vector<HtmlNode> nodes_;
  std::vector<std::string> json_ld_;
};

// "&amp;", "&#8211;" and the like in a string that was escaped once too often.
std::string without_entities(std::string_view text);

}  // namespace diurna
