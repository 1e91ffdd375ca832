#include "format/conllu.h"

#include "base/strings.h"

namespace diurna {
namespace {

// IOB2 labels of an article's tokens.
std::vector<std::string> ner_labels(const Article& article) {
  std::vector<std::string> labels(article.tokens.size(), "O");
  for (const auto& mention : article.mentions) {
    for (TokenId t = mention.tokens.begin; t < mention.tokens.end && t < labels.size(); ++t) {
      labels[t] = (t == mention.tokens.begin ? "B-" : "I-") + std::string(name(mention.type));
      if (mention.derived) labels[t] += "deriv";
    }
  }
  return labels;
}

std::string_view or_blank(std::string_view text) {
  return text.empty() ? "_" : text;
}

}  // namespace

void write_conllu(const Article& article, std::string& out) {
  const auto labels = ner_labels(article);
  const auto& tokens = article.tokens;
  out += "# newdoc id = " + std::string(article.id) + "\n";
  for (SentenceId s = 0; s < article.sentences.size(); ++s) {
    const TokenSpan span = article.sentences[s].tokens;
    out += "# sent_id = " + std::string(article.id) + "-" + std::to_string(s + 1) + "\n# text = ";
    for (const char c : article.bytes(article.byte_span(span)))
      out += c == '\n' || c == '\t' ? ' ' : c;
    out += '\n';
    for (TokenId t = span.begin; t < span.end; ++t) {
      TokenId last = t;
      while (last + 1 < span.end && tokens.contracted[last + 1] == 2) ++last;
      const uint32_t end = tokens.bytes[last].end;
      const bool glued = last + 1 < tokens.size() ? tokens.bytes[last + 1].begin == end
                                                  : end == article.text.size();
      const std::string space = glued ? "SpaceAfter=No" : "";
      if (tokens.contracted[t] == 1) {
        out += std::to_string(t - span.begin + 1) + "-" + std::to_string(last - span.begin + 1) +
               "\t" + std::string(article.bytes({tokens.bytes[t].begin, end})) +
               "\t_\t_\t_\t_\t_\t_\t_\t" + std::string(or_blank(space)) + "\n";
      }
      std::string misc = "NER=" + labels[t];
      if (tokens.contracted[t] == 0 && !space.empty()) misc += "|" + space;
      const TokenId head = tokens.head[t];
      out += std::to_string(t - span.begin + 1) + "\t" + std::string(article.form(t)) + "\t" +
             std::string(or_blank(article.lemma(t))) + "\t" + std::string(name(tokens.upos[t])) +
             "\t_\t" + std::string(or_blank(article.feats(t))) + "\t" +
             std::to_string(head == kNoHead ? 0 : head - span.begin + 1) + "\t" +
             std::string(or_blank(article.deprel(t))) + "\t_\t" + misc + "\n";
    }
    out += '\n';
  }
}

Result<std::vector<ConlluSentence>> read_conllu(std::string_view text) {
  std::vector<ConlluSentence> sentences;
  ConlluSentence current;
  int number = 0;
  uint32_t range_end = 0;
  bool range_start = false;
  std::string surface;
  bool surface_space = true;
  const auto finish = [&] {
    if (!current.words.empty()) sentences.push_back(std::move(current));
    current = {};
    range_end = 0;
  };
  const auto bad = [&](const std::string& what) {
    return Error{Error::kBadInput, "line " + std::to_string(number) + ": " + what};
  };
  for (auto line : split(text, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) {
      finish();
      continue;
    }
    if (line[0] == '#') {
      const auto comment = [&](std::string_view key) {
        const std::string start = "# " + std::string(key) + " = ";
        return starts_with(line, start) ? std::string(line.substr(start.size())) : std::string();
      };
      if (auto id = comment("sent_id"); !id.empty()) current.id = id;
      if (auto t = comment("text"); !t.empty()) current.text = t;
      if (auto d = comment("newdoc id"); !d.empty()) current.newdoc = d;
      continue;
    }
    const auto cells = split(line, '\t');
    if (cells.size() != 10) return bad(std::to_string(cells.size()) + " columns; CoNLL-U has 10");
    const auto dash = cells[0].find('-');
    if (cells[0].find('.') != std::string_view::npos) continue;
    const bool space = cells[9].find("SpaceAfter=No") == std::string_view::npos;
    if (dash != std::string_view::npos) {
      const auto end = parse_number<uint32_t>(cells[0].substr(dash + 1));
      if (!end) return bad("'" + std::string(cells[0]) + "' is no range of ids");
      range_end = *end;
      range_start = true;
      surface = std::string(cells[1]);
      surface_space = space;
      continue;
    }
    const auto id = parse_number<uint32_t>(cells[0]);
    const auto head =
        cells[6] == "_" ? std::optional<uint32_t>(0) : parse_number<uint32_t>(cells[6]);
    if (!id || *id != current.words.size() + 1)
      return bad("id '" + std::string(cells[0]) + "', expected " +
                 std::to_string(current.words.size() + 1));
    if (!head) return bad("'" + std::string(cells[6]) + "' is no head");
    ConlluWord word;
    const auto value = [](std::string_view cell) {
      return cell == "_" ? std::string() : std::string(cell);
    };
    word.form = std::string(cells[1]);
    word.lemma = cells[1] == "_" ? "_" : value(cells[2]);
    word.upos = value(cells[3]);
    word.feats = value(cells[5]);
    word.head = *head;
    word.deprel = value(cells[7]);
    word.misc = value(cells[9]);
    word.space_after = space;
    if (*id <= range_end) {
      word.contracted = range_start ? 1 : 2;
      if (range_start) word.surface = surface;
      word.space_after = surface_space;
      range_start = false;
    }
    current.words.push_back(std::move(word));
  }
  finish();
  for (const auto& sentence : sentences)
    for (const auto& word : sentence.words)
      if (word.head > sentence.words.size())
        return Error{Error::kBadInput, "sentence '" + sentence.id + "': head " +
                                           std::to_string(word.head) + " is no word of it"};
  return sentences;
}

std::string_view ner_label(std::string_view misc) {
  for (const auto part : split(misc, '|'))
    if (starts_with(part, "NER=")) return part.substr(4);
  return {};
}

void fill_tokens(const std::vector<ConlluSentence>& sentences, Article& article) {
  auto& tokens = article.tokens;
  std::string text;
  std::vector<ByteSpan> spans;
  uint32_t block_begin = 0;
  BlockId block = 0;
  for (size_t s = 0; s < sentences.size(); ++s) {
    if (s > 0 && !sentences[s].newdoc.empty()) {
      article.blocks.push_back(
          {{block_begin, static_cast<uint32_t>(text.size())}, BlockKind::kParagraph});
      text += "\n\n";
      block_begin = static_cast<uint32_t>(text.size());
      ++block;
    }
    const TokenId begin = tokens.size();
    ByteSpan surface;
    for (const auto& word : sentences[s].words) {
      if (word.contracted != 2) {
        const std::string& shown = word.contracted == 1 ? word.surface : word.form;
        surface = {static_cast<uint32_t>(text.size()),
                   static_cast<uint32_t>(text.size() + shown.size())};
        text += shown;
        if (word.space_after) text += ' ';
      }
      tokens.bytes.push_back(surface);
      tokens.contracted.push_back(static_cast<uint8_t>(word.contracted));
      tokens.form.push_back(article.strings.intern(word.form));
    }
    if (!text.empty() && text.back() != ' ' && text.back() != '\n') text += ' ';
    article.sentences.push_back({{begin, tokens.size()}, block});
  }
  article.blocks.push_back(
      {{block_begin, static_cast<uint32_t>(text.size())}, BlockKind::kParagraph});
  article.text = text;
}

}  // namespace diurna
