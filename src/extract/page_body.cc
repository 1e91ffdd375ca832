#include "extract/page_body.h"

#include <algorithm>
#include <cmath>

#include "base/strings.h"
#include "extract/normalise.h"
#include "extract/plain_text.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr double kAgainst = 0.25;  // lists and links inside a report must not make its best
                                   // paragraph look better than the whole

// What a reader does not read as text, whatever it holds.
bool never_text(std::string_view tag) {
  static constexpr std::string_view kTags[] = {
      "head",   "noscript", "nav",    "footer",     "aside",  "form",       "button",
      "select", "option",   "canvas", "video",      "audio",  "object",     "embed",
      "input",  "textarea", "figure", "figcaption", "dialog", "menu",       "math",
      "applet", "map",      "label",  "legend",     "amp-ad", "figcaption", "picture"};
  return std::find(std::begin(kTags), std::end(kTags), tag) != std::end(kTags);
}

bool inline_tag(std::string_view tag) {
  static constexpr std::string_view kTags[] = {
      "a",   "b",       "i",    "em",   "strong", "span",   "u",    "s",    "small",
      "sup", "sub",     "abbr", "cite", "code",   "font",   "mark", "q",    "time",
      "tt",  "big",     "del",  "ins",  "kbd",    "samp",   "var",  "bdi",  "bdo",
      "wbr", "acronym", "data", "dfn",  "nobr",   "strike", "img",  "ruby", "rb"};
  return std::find(std::begin(kTags), std::end(kTags), tag) != std::end(kTags);
}

int heading_level(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' ? tag[1] - '0' : 0;
}

struct TextBlock {
  NodeId node = kNoNode;  // the block element it stands in
  std::string text;       // squeezed
  size_t length = 0;      // code points
  size_t linked = 0;      // code points inside links
  size_t words = 0;
  int heading = 0;
  bool item = false;  // of a list
  bool quote = false;
  bool bold = false;  // all of it is emphasised
  bool lead_hint = false;
  bool sentence = false;  // ends as one
  bool prose = false;
  bool in_body = false;  // structured data have it, too
  double value = 0;
};

bool dense_links(const TextBlock& b) {
  return b.length > 0 && b.linked * 2 > b.length;
}

class PageReader {
 public:
  PageReader(const HtmlTree& tree, const PageMetadata& page, const PageParts& parts,
             const Boilerplate& rules)
      : tree_(tree), page_(page), parts_(parts), rules_(rules) {}

  std::vector<PageBlock> read(std::vector<std::string>* authors, std::string* agency) {
    std::vector<PageBlock> best = attempt(authors, agency);
    // A report that is a small part of the page's paragraphs may have been shut out by names that
    // mislead.
    size_t found = 0;
    for (const auto& block : best) found += block.text.size();
    if (found * 4 < prose_ || found < 400) {
      trusting_ = false;
      std::vector<PageBlock> second = attempt(authors, agency);
      size_t more = 0;
      for (const auto& block : second) more += block.text.size();
      if (more > found * 2) return second;
    }
    return best;
  }

 private:
  std::vector<PageBlock> attempt(std::vector<std::string>* authors, std::string* agency) {
    blocks_.clear();
    hint();
    collect();
    mark_body();
    const NodeId root = choose();
    if (root == kNoNode) return {};
    return select(root, authors, agency);
  }

  // Looks at every element's names once, and shuts what is no text. An element that holds most of
  // the page's paragraphs is never shut: "page has-sidebar comments-open" is the class of many a
  // body.
  void hint() {
    hints_.assign(tree_.size(), PartHints{});
    shut_.assign(tree_.size(), false);
    std::vector<uint32_t> prose(tree_.size() + 1, 0);
    for (NodeId n = 0; n < tree_.size(); ++n) {
      prose[n + 1] = prose[n];
      const auto& node = tree_[n];
      if (!node.tag.empty() || node.text.size() < 40 || node.parent == kNoNode) continue;
      const auto tag = tree_[node.parent].tag;
      if (tag != "a") prose[n + 1] += static_cast<uint32_t>(node.text.size());
    }
    prose_ = prose[tree_.size()];
    const double all = std::max<uint32_t>(prose[tree_.size()], 1);
    // Where the body says it is, and the title: what holds them is not shut.
    std::vector<uint32_t> bodies(tree_.size() + 1, 0);
    for (NodeId n = 0; n < tree_.size(); ++n) {
      bodies[n + 1] = bodies[n];
      const auto& node = tree_[n];
      if (node.tag.empty()) continue;
      std::string names(tree_.attribute(n, "class"));
      names += ' ';
      names += tree_.attribute(n, "id");
      names += ' ';
      names += tree_.attribute(n, "role");
      hints_[n] = parts_.hints(names);
      const auto property = tree_.attribute(n, "itemprop");
      if (property == "articleBody") hints_[n].body = true;
      if (property == "description" || property == "abstract") hints_[n].lead = true;
      if (hints_[n].body && (prose[node.end] - prose[n]) / all > 0.15) ++bodies[n + 1];
    }
    for (NodeId n = 0; n < tree_.size(); ++n) {
      const auto& node = tree_[n];
      if (node.tag.empty()) continue;
      const double share = (prose[node.end] - prose[n]) / all;
      bool shut = never_text(node.tag) && share < 0.5;
      const bool container =
          node.tag == "html" || node.tag == "body" || node.tag == "main" || node.tag == "article";
      const bool holds_body = bodies[node.end] > bodies[n + 1];
      const bool holds_title = page_.heading != kNoNode && n <= page_.heading &&
                               page_.heading < node.end && share > 0.15;
      if (!shut && !container && !holds_body && !holds_title && share < (trusting_ ? 0.4 : 0.1)) {
        const bool lead = node.end - n < 30 &&
                          (hints_[n].lead || (hints_[n].never && described(tree_.text_of(n))));
        shut = (hints_[n].never && !lead) || tree_.has_attribute(n, "hidden") ||
               lower(tree_.attribute(n, "aria-hidden")) == "true" ||
               tree_.attribute(n, "style").find("display:none") != std::string_view::npos ||
               tree_.attribute(n, "style").find("display: none") != std::string_view::npos;
      }
      if (node.tag == "article" && hints_[n].never && share < (trusting_ ? 0.3 : 0.1) &&
          !holds_body && !holds_title)
        shut = true;
      shut_[n] = shut;
    }
  }

  // The text begins as the page's description of itself does.
  bool described(std::string_view text) const {
    if (page_.description.size() < 40 || text.size() < 40) return false;
    const std::string key = fold(text), description = fold(page_.description);
    const size_t length = std::min<size_t>({40, key.size(), description.size()});
    return length >= 30 && key.compare(0, length, description, 0, length) == 0;
  }

  // Gathers the texts between the borders of block elements.
  void collect() {
    TextBlock open;
    size_t emphasised = 0;
    std::string raw;
    NodeId block = kNoNode;
    const auto flush = [&] {
      open.text = squeeze(normalise(raw));
      raw.clear();
      if (!open.text.empty() && block != kNoNode) {
        open.node = block;
        finish(open, emphasised);
        blocks_.push_back(std::move(open));
      }
      open = TextBlock{};
      emphasised = 0;
    };
    std::vector<NodeId> path;  // open elements
    size_t links = 0, bolds = 0;
    const auto close_until = [&](NodeId n) {
      while (!path.empty() && tree_[path.back()].end <= n) {
        const auto tag = tree_[path.back()].tag;
        path.pop_back();
        if (tag == "a") --links;
        if (tag == "b" || tag == "strong") --bolds;
        if (!inline_tag(tag)) {
          flush();
          block = kNoNode;
          for (size_t i = path.size(); i > 0 && block == kNoNode; --i)
            if (!inline_tag(tree_[path[i - 1]].tag)) block = path[i - 1];
        }
      }
    };
    for (NodeId n = 0; n < tree_.size();) {
      close_until(n);
      const auto& node = tree_[n];
      if (node.tag.empty()) {
        raw += node.text;
        const size_t length = count_code_points(squeeze(node.text));
        if (links > 0) open.linked += length;
        if (bolds > 0) emphasised += length;
        ++n;
        continue;
      }
      if (node.tag == "br") {
        // Two in a row part paragraphs; one is a space.
        NodeId next = n + 1;
        while (next < tree_.size() && tree_[next].tag.empty() && trim(tree_[next].text).empty())
          ++next;
        if (next < tree_.size() && tree_[next].tag == "br") {
          flush();
        } else {
          raw += ' ';
        }
        ++n;
        continue;
      }
      if (node.tag == "hr") flush();
      if (shut_[n]) {
        if (!inline_tag(node.tag)) {
          // A figure or an advertisement parts paragraphs.
          flush();
        }
        n = node.end;
        continue;
      }
      if (!inline_tag(node.tag)) {
        flush();
        block = n;
      }
      if (node.tag == "a") ++links;
      if (node.tag == "b" || node.tag == "strong") ++bolds;
      path.push_back(n);
      ++n;
    }
    close_until(tree_.size());
    flush();
  }

  void finish(TextBlock& b, size_t emphasised) const {
    b.length = count_code_points(b.text);
    b.words = static_cast<size_t>(std::count(b.text.begin(), b.text.end(), ' ')) + 1;
    b.sentence = ends_like_sentence(b.text);
    b.bold = emphasised * 10 >= b.length * 9;
    for (NodeId n = b.node, up = 0; n != kNoNode && up < 4; n = tree_[n].parent, ++up) {
      const auto tag = tree_[n].tag;
      if (b.heading == 0 && up < 2) b.heading = heading_level(tag);
      b.item = b.item || tag == "li" || tag == "dd";
      b.quote = b.quote || tag == "blockquote";
      if (up < 2) b.lead_hint = b.lead_hint || hints_[n].lead;
    }
    // Writing systems without spaces have long words.
    b.prose = b.heading == 0 && !dense_links(b) &&
              ((b.sentence && (b.words >= 6 || b.length >= 25)) || b.words >= 20);
  }

  // Structured data often hold the whole text: what stands there is the report.
  void mark_body() {
    if (page_.body.size() < 200) return;
    std::string body = fold(page_.body);
    body.erase(std::remove_if(body.begin(), body.end(), [](char c) { return c == ' '; }),
               body.end());
    for (auto& b : blocks_) {
      if (b.length < 20) continue;
      std::string key = fold(b.text);
      key.erase(std::remove_if(key.begin(), key.end(), [](char c) { return c == ' '; }), key.end());
      if (key.size() > 60) key = key.substr(0, 60);
      b.in_body = body.find(key) != std::string::npos;
    }
  }

  // The element that gains most: prose counts for it, and all else against it.
  NodeId choose() {
    for (auto& b : blocks_) {
      const auto length = static_cast<double>(b.length);
      if (b.prose && rules_.judge(b.text) == Boilerplate::Verdict::kKeep) {
        b.value = length * (1.0 - static_cast<double>(b.linked) / std::max(length, 1.0)) *
                  (b.in_body ? 1.5 : 1.0);
        if (b.item) b.value *= 0.5;
      } else if (b.heading > 0) {
        b.value = dense_links(b) ? -60 : -5;
      } else {
        b.value = dense_links(b) ? -(length + 30) : -(length * 0.5 + 10);
      }
    }
    std::vector<double> sum(tree_.size(), 0);
    for (const auto& b : blocks_) sum[b.node] += b.value > 0 ? b.value : kAgainst * b.value;
    for (NodeId n = tree_.size(); n-- > 1;) {
      const NodeId parent = tree_[n].parent;
      if (parent != kNoNode) sum[parent] += sum[n];
    }
    NodeId best = kNoNode;
    double best_score = 0;
    for (NodeId n = 0; n < tree_.size(); ++n) {
      const auto tag = tree_[n].tag;
      if (tag.empty() || inline_tag(tag) || sum[n] <= 0) continue;
      double factor = 1;
      if (hints_[n].body) factor = 1.15;
      if (tag == "article") factor = std::max(factor, 1.1);
      if (tree_.attribute(n, "itemprop") == "articleBody") factor = 1.3;
      if (tag == "main") factor = std::max(factor, 1.05);
      if (page_.heading != kNoNode && n <= page_.heading && page_.heading < tree_[n].end)
        factor += 0.02;
      const double score = sum[n] * factor;
      if (score > best_score) {
        best_score = score;
        best = n;
      }
    }
    return best;
  }

  bool inside(NodeId n, NodeId root) const { return root <= n && n < tree_[root].end; }

  std::vector<PageBlock> select(NodeId root, std::vector<std::string>* authors,
                                std::string* agency) {
    std::vector<const TextBlock*> chosen;
    for (const auto& b : blocks_)
      if (inside(b.node, root)) chosen.push_back(&b);

    const std::string title = fold(page_.title);
    std::vector<bool> keep(chosen.size(), false);
    bool leftovers = false;
    for (size_t i = 0; i < chosen.size(); ++i) {
      const TextBlock& b = *chosen[i];
      const auto verdict = rules_.judge(b.text, authors);
      if (verdict == Boilerplate::Verdict::kStop) {
        leftovers = true;
        continue;
      }
      if (verdict != Boilerplate::Verdict::kKeep) continue;
      if (leftovers && (!b.prose || b.item)) continue;
      leftovers = false;
      if (fold(b.text) == title || b.heading == 1) continue;
      if (b.heading > 0) {
        keep[i] = !dense_links(b) && b.length <= 200;
      } else if (b.prose) {
        keep[i] = true;
      } else if (dense_links(b) || glued_words(b.text)) {
        keep[i] = false;
      } else {
        // A short piece is the report's where its neighbours are: a line of a list, a line of
        // speech, a bold heading.
        keep[i] = b.in_body || b.item || b.bold || b.quote || b.words >= 4 || b.sentence;
      }
    }
    // Headings, list items and short pieces live on prose: those without any behind them are
    // leftovers.
    size_t last = chosen.size();
    while (last > 0 && !(keep[last - 1] && (chosen[last - 1]->prose || chosen[last - 1]->in_body)))
      --last;
    // A short piece after the last paragraph belongs to it if it is no heading and ends as a
    // sentence does.
    while (last < chosen.size() && keep[last] && chosen[last]->heading == 0 &&
           (chosen[last]->sentence || chosen[last]->item) && !dense_links(*chosen[last])) {
      ++last;
    }
    for (size_t i = last; i < chosen.size(); ++i) keep[i] = false;
    size_t first = 0;
    while (first < chosen.size() &&
           !(keep[first] && (chosen[first]->prose || chosen[first]->in_body)))
      keep[first++] = false;

    std::vector<PageBlock> out;
    if (const TextBlock* lead = lead_before(root, first < chosen.size() ? chosen[first] : nullptr);
        lead != nullptr)
      out.push_back({BlockKind::kLead, lead->text});
    for (size_t i = 0; i < chosen.size(); ++i) {
      if (!keep[i]) continue;
      const TextBlock& b = *chosen[i];
      std::string text = b.text.substr(0, rules_.end_without_credits(b.text, agency));
      if (text.empty()) continue;
      // "The bridge after the attack. Photo: Jane Doe" is a caption, wherever it stands; "... he
      // said. (dpa)" is not.
      const auto credit = std::string_view(b.text).substr(text.size());
      const bool names_picture =
          credit.find(':') != std::string_view::npos || credit.find("©") != std::string_view::npos;
      if (!credit.empty() && (names_picture || !ends_like_sentence(text)) && b.length < 400)
        continue;
      const bool heading = b.heading > 0 || (b.bold && !b.sentence && b.length <= 120);
      const BlockKind kind = heading   ? BlockKind::kHeading
                             : b.quote ? BlockKind::kQuote
                             : b.item  ? BlockKind::kListItem
                                       : BlockKind::kParagraph;
      const bool again =
          std::any_of(out.begin(), out.end(), [&](const PageBlock& o) { return o.text == text; });
      if (again && text.size() > 30) continue;
      out.push_back({kind, std::move(text)});
    }
    if (!out.empty() && out.front().kind == BlockKind::kParagraph && chosen.size() > 2) {
      for (size_t i = 0; i < chosen.size(); ++i)
        if (keep[i]) {
          if (chosen[i]->lead_hint) out.front().kind = BlockKind::kLead;
          break;
        }
    }
    return out;
  }

  // A lead that stands in front of the body, outside of it: named so, or the page's own
  // description.
  const TextBlock* lead_before(NodeId root, const TextBlock* first) const {
    const std::string title = fold(page_.title);
    const TextBlock* found = nullptr;
    const TextBlock* plain = nullptr;
    size_t plain_ones = 0;
    for (const auto& b : blocks_) {
      if (first != nullptr && b.node >= first->node) break;
      if (b.node >= root && first == nullptr) break;
      if (b.length < 30 || b.length > 1200 || dense_links(b) || b.heading == 1 ||
          fold(b.text) == title)
        continue;
      if (rules_.judge(b.text) != Boilerplate::Verdict::kKeep) continue;
      if (described(b.text)) return &b;
      const bool after_heading = page_.heading == kNoNode || b.node > page_.heading;
      if (b.lead_hint && after_heading && b.words >= 5 && found == nullptr) found = &b;
      // A paragraph alone between the title and the body.
      if (page_.heading != kNoNode && b.node > page_.heading && b.prose && b.words >= 8 &&
          b.linked == 0 && !b.item) {
        if (plain_ones++ == 0) plain = &b;
      }
    }
    return found != nullptr ? found : plain_ones == 1 ? plain : nullptr;
  }

  const HtmlTree& tree_;
  const PageMetadata& page_;
  const PageParts& parts_;
  const Boilerplate& rules_;
  std::vector<PartHints> hints_;
  std::vector<bool> shut_;
  std::vector<TextBlock> blocks_;
  size_t prose_ = 0;      // bytes of all longer texts outside of links
  bool trusting_ = true;  // names may shut out a large part of the page
};

}  // namespace

std::vector<PageBlock> body_of(const HtmlTree& tree, const PageMetadata& page,
                               const PageParts& parts, const Boilerplate& rules,
                               std::vector<std::string>* authors, std::string* agency) {
  return PageReader(tree, page, parts, rules).read(authors, agency);
}

}  // namespace diurna
