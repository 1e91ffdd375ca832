#include <algorithm>
#include <array>
#include <cmath>

#include "base/files.h"
#include "nn/language_network.h"
#include "syntax/lemmatizer.h"
#include "syntax/syntax.h"
#include "syntax/token_rules.h"
#include "syntax/tokenizer.h"
#include "syntax/word_input.h"
#include "text/utf8.h"

namespace diurna {
namespace {

constexpr uint32_t kBatchWords = 160;       // words that go through the parse network together
constexpr uint32_t kLongestSentence = 250;  // words; longer ones are cut
constexpr uint32_t kSoftestCut =
    125;  // a cut piece has at least this many words, if punctuation allows
constexpr uint32_t kSplitWindow = 512;  // tokens that the split network reads at once
constexpr uint32_t kSplitOverlap = 48;

// A name label taken apart: "B-LOCderiv" begins a LOC, derived.
struct NameLabel {
  bool outside = true;
  bool begins = false;
  EntityType type = EntityType::kMisc;
  bool derived = false;
};

NameLabel read_name_label(std::string_view label) {
  NameLabel out;
  if (label.size() < 3 || label[1] != '-') return out;
  out.outside = false;
  out.begins = label[0] == 'B';
  std::string_view type = label.substr(2);
  for (const std::string_view ending : {"deriv", "part"}) {
    if (!ends_with(type, ending)) continue;
    out.derived = true;
    type.remove_suffix(ending.size());
  }
  out.type = type == "PER"   ? EntityType::kPer
             : type == "LOC" ? EntityType::kLoc
             : type == "ORG" ? EntityType::kOrg
                             : EntityType::kMisc;
  return out;
}

bool is_word(std::string_view form) {
  size_t length = 0;
  return !form.empty() &&
         (is_letter(code_point_at(form, 0, &length)) || is_digit(code_point_at(form, 0, &length)));
}

}  // namespace

struct SyntaxModel::Parts {
  LanguageNetwork network;
  WordInput input;
  Tokenizer tokenizer;
  Lemmatizer lemmatizer;
  std::vector<Upos> upos;        // a row a upos class
  std::vector<NameLabel> names;  // a row a name class
  std::string lang;
  bool nouns_capitalised = false;
  bool whole_names = false;  // names are looked for in words that keep their hyphen
};

struct SyntaxModel::Workspace::Buffers {
  WordCache cache;
  NetworkScratch network;
  Analysis analysis, names;
  std::vector<TokenSpan> words;  // of one sentence, hyphenated ones whole
  TokenizerScratch tokenizer;
  std::vector<float> inputs, ends;
  std::vector<uint8_t> glued, is_end;
  std::vector<uint32_t> lengths, unknown;
  std::vector<StringId>
      network_form;  // what the network sees of a token: its form, or a copy in lower case
  Lemmatizer::Scratch lemmatizer;
  std::string lemma, word, particle;
  // Ids of the model's labels in the article's string table.
  std::vector<StringId> feats_ids, deprel_ids;
};

SyntaxModel::Workspace::Workspace() : buffers_(std::make_unique<Buffers>()) {}
SyntaxModel::Workspace::Workspace(Workspace&&) noexcept = default;
SyntaxModel::Workspace& SyntaxModel::Workspace::operator=(Workspace&&) noexcept = default;
SyntaxModel::Workspace::~Workspace() = default;

SyntaxModel::SyntaxModel(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
SyntaxModel::SyntaxModel(SyntaxModel&&) noexcept = default;
SyntaxModel& SyntaxModel::operator=(SyntaxModel&&) noexcept = default;
SyntaxModel::~SyntaxModel() = default;
std::string_view SyntaxModel::lang() const {
  return parts_->lang;
}
std::string_view SyntaxModel::model_name() const {
  return parts_->network.file().name();
}

Result<SyntaxModel> SyntaxModel::load(const std::string& data_dir, const std::string& models_dir,
                                      std::string_view lang, std::string_view kernels) {
  const std::string folder = data_dir + "/" + std::string(lang);
  const Kernels* chosen = kernels.empty() ? best_kernels() : find_kernels(kernels);
  if (chosen == nullptr)
    return Error{Error::kUnsupported,
                 "this CPU has no instruction set '" + std::string(kernels) + "'"};
  auto file = ModelFile::open(models_dir + "/" + std::string(lang) + ".dnm");
  if (!file.ok()) return file.error();
  auto network = LanguageNetwork::load(file.take(), chosen);
  if (!network.ok()) return network.error();
  auto rules = TokenRules::load(folder);
  if (!rules.ok()) return rules.error();
  auto input = WordInput::make(network.value());
  if (!input.ok()) return input.error();
  auto predicates = Predicates::load(folder);
  if (!predicates.ok()) return predicates.error();
  auto compounds = Compounds::load(folder);
  if (!compounds.ok()) return compounds.error();
  const auto properties = LanguageProperties::load(folder);
  if (!properties.ok()) return properties.error();

  const LanguageNetwork& net = network.value();
  // Forms and lemmas that the language's own lists give; a language may have none.
  auto forms = read_file(folder + "/tokens/lemmas.tsv");
  if (!forms.ok() && forms.error().kind != Error::kNotFound) return forms.error();
  auto lemmatizer =
      Lemmatizer::make(net.file().string("lexicon"), forms.ok() ? forms.take() : std::string(),
                       net.lemma(), predicates.take(), compounds.take());
  if (!lemmatizer.ok())
    return Error{Error::kBadInput, net.file().path() + ": " + lemmatizer.error().message};
  std::vector<Upos> upos;
  for (const auto& text : net.upos()) {
    Upos value{};
    if (!parse_upos(text, value))
      return Error{Error::kBadInput,
                   net.file().path() + ": '" + text + "' is no universal part of speech"};
    upos.push_back(value);
  }
  std::vector<NameLabel> names;
  for (const auto& text : net.ner()) names.push_back(read_name_label(text));
  auto parts = std::unique_ptr<Parts>(new Parts{
      network.take(), input.take(), Tokenizer(rules.take()), lemmatizer.take(), std::move(upos),
      std::move(names), std::string(lang), properties.value().has("nouns-capitalised"),
      properties.value().has("names-keep-hyphens")});
  return SyntaxModel(std::move(parts));
}

// ---- tokens and sentences
// -----------------------------------------------------------------------------------------

namespace {

// Paragraphs of an article that came without blocks: pieces between blank lines.
void add_paragraphs(Article& article) {
  const std::string_view text = article.text;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = begin, next = text.size();
    for (size_t at = begin; at < text.size(); ++at) {
      if (text[at] != '\n') continue;
      size_t after = at + 1;
      while (after < text.size() &&
             (text[after] == ' ' || text[after] == '\t' || text[after] == '\r'))
        ++after;
      if (after < text.size() && text[after] == '\n') {
        end = at;
        next = after;
        break;
      }
    }
    if (next == text.size()) end = text.size();
    if (end > begin) {
      Block block;
      block.bytes = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
      article.blocks.push_back(block);
    }
    begin = next == text.size() ? next : next + 1;
    while (begin < text.size() && text[begin] == '\n') ++begin;
  }
}

bool ends_by_itself(BlockKind kind) {
  return kind == BlockKind::kTitle || kind == BlockKind::kHeading;
}

// Whether a block shouts: many letters and hardly a small one.
bool all_capitals(std::string_view text) {
  size_t length = 0, capitals = 0, small = 0;
  for (size_t at = 0; at < text.size(); at += length) {
    const char32_t c = code_point_at(text, at, &length);
    capitals += is_upper(c);
    small += is_lower(c);
    if (small > 8) return false;
  }
  return capitals >= 12 && small * 12 <= capitals;
}

}  // namespace

void SyntaxModel::segment(Article& article, Workspace& workspace) const {
  auto& s = *workspace.buffers_;
  auto& tokens = article.tokens;
  const LanguageNetwork& network = parts_->network;
  const size_t size = network.input_size();
  if (article.blocks.empty()) add_paragraphs(article);
  s.network_form.clear();
  for (BlockId b = 0; b < article.blocks.size(); ++b) {
    const Block& block = article.blocks[b];
    parts_->tokenizer.tokenize(article.text, block.bytes, s.tokenizer);
    const auto& raw = s.tokenizer.tokens;
    const auto count = static_cast<uint32_t>(raw.size());
    if (count == 0) continue;
    const TokenId first = tokens.size();
    const bool capitals = all_capitals(slice(article.text, block.bytes));
    s.glued.clear();
    for (const RawToken& token : raw) {
      tokens.bytes.push_back(token.bytes);
      tokens.contracted.push_back(token.contracted);
      tokens.form.push_back(article.strings.intern(token.form));
      s.glued.push_back(token.space_after ? 0 : 1);
      StringId seen = tokens.form.back();
      if (capitals) {
        s.word = lower(token.form);
        // A word that is known with a capital only keeps it.
        std::string title;
        size_t length = 0;
        append_utf8(code_point_at(token.form, 0, &length), title);
        title += s.word.substr(std::min(length, s.word.size()));
        seen = article.strings.intern(!parts_->lemmatizer.has_form(s.word) &&
                                              parts_->lemmatizer.has_form(title)
                                          ? std::string_view(title)
                                          : std::string_view(s.word));
      }
      s.network_form.push_back(seen);
    }
    s.is_end.assign(count, 0);
    if (!ends_by_itself(block.kind)) {
      s.ends.resize(count);
      // Long blocks are read in windows that overlap; each window decides for its middle.
      for (uint32_t begin = 0; begin < count;) {
        const uint32_t from = begin < kSplitOverlap ? 0 : begin - kSplitOverlap;
        const uint32_t to = std::min(count, begin + kSplitWindow);
        s.inputs.resize((to - from) * size);
        for (uint32_t t = from; t < to; ++t)
          parts_->input.vector(network, article.str(s.network_form[first + t]), s.cache,
                               s.inputs.data() + (t - from) * size);
        float window[kSplitWindow + kSplitOverlap];
        network.split(s.inputs.data(), {s.glued.data() + from, to - from}, window, s.network);
        const uint32_t until = to == count ? count : to - kSplitOverlap;
        for (uint32_t t = begin; t < until; ++t) s.is_end[t] = window[t - from] > 0.5f ? 1 : 0;
        begin = until;
      }
    }
    s.is_end[count - 1] = 1;
    TokenId begin = first;
    for (uint32_t t = 0; t < count; ++t) {
      if (!s.is_end[t]) continue;
      // The words of a contraction stay together.
      if (t + 1 < count && raw[t + 1].contracted == 2) {
        s.is_end[t + 1] = 1;
        continue;
      }
      // Too long: cut behind the last punctuation before the limit, or at the limit.
      while (first + t + 1 - begin > kLongestSentence) {
        TokenId cut = begin + kLongestSentence;
        for (TokenId c = cut; c > begin + kSoftestCut; --c) {
          const auto form = article.form(c - 1);
          if (form == "," || form == ";" || form == "." || form == ":" || form == "-" ||
              form == "–") {
            cut = c;
            break;
          }
        }
        while (cut > begin + 1 && tokens.contracted[cut] == 2) --cut;
        article.sentences.push_back({{begin, cut}, b});
        begin = cut;
      }
      article.sentences.push_back({{begin, first + t + 1}, b});
      begin = first + t + 1;
    }
  }
  const TokenId n = tokens.size();
  tokens.lemma.assign(n, kEmptyString);
  tokens.upos.assign(n, Upos::X);
  tokens.feats.assign(n, kEmptyString);
  tokens.head.assign(n, kNoHead);
  tokens.deprel.assign(n, kEmptyString);
  tokens.predicate.assign(n, kEmptyString);
  tokens.first_part.assign(n, kEmptyString);
  tokens.last_part.assign(n, kEmptyString);
  for (const Sentence& sentence : article.sentences)
    for (TokenId t = sentence.tokens.begin + 1; t < sentence.tokens.end; ++t)
      tokens.head[t] = sentence.tokens.begin;
}

// ---- analysis
// -----------------------------------------------------------------------------------------------------

void SyntaxModel::annotate(Article& article, Workspace& workspace) const {
  segment(article, workspace);
  analyse(article, workspace);
}

void SyntaxModel::annotate_given(Article& article, Workspace& workspace) const {
  auto& s = *workspace.buffers_;
  auto& tokens = article.tokens;
  const TokenId n = tokens.size();
  s.network_form.assign(tokens.form.begin(), tokens.form.end());
  tokens.lemma.assign(n, kEmptyString);
  tokens.upos.assign(n, Upos::X);
  tokens.feats.assign(n, kEmptyString);
  tokens.head.assign(n, kNoHead);
  tokens.deprel.assign(n, kEmptyString);
  tokens.predicate.assign(n, kEmptyString);
  tokens.first_part.assign(n, kEmptyString);
  tokens.last_part.assign(n, kEmptyString);
  article.mentions.clear();
  analyse(article, workspace);
}

// "US-Soldaten" in three tokens: the last noun has "US" for its first part.
void SyntaxModel::add_hyphen_parts(Article& article) const {
  auto& tokens = article.tokens;
  if (!parts_->nouns_capitalised) return;
  for (TokenId t = 2; t < tokens.size(); ++t) {
    if (tokens.upos[t] != Upos::NOUN || article.form(t - 1) != "-" || !is_word(article.form(t - 2)))
      continue;
    if (tokens.bytes[t - 2].end != tokens.bytes[t - 1].begin ||
        tokens.bytes[t - 1].end != tokens.bytes[t].begin)
      continue;
    tokens.first_part[t] = tokens.lemma[t - 2];
    if (tokens.last_part[t] == kEmptyString) tokens.last_part[t] = tokens.lemma[t];
  }
}

// Takes one name label into the article's mentions: begins a new one or makes the last one longer.
void SyntaxModel::add_name(Article& article, TokenSpan word, uint32_t label,
                           float probability) const {
  const NameLabel& name = parts_->names[label];
  if (name.outside) return;
  if (name.begins) {
    Mention mention;
    mention.tokens = word;
    mention.type = name.type;
    mention.derived = name.derived;
    mention.score = probability;
    article.mentions.push_back(mention);
  } else {
    Mention& mention = article.mentions.back();
    mention.tokens.end = word.end;
    mention.score = std::min(mention.score, probability);
  }
}

// Names were learnt from words that keep their hyphen ("US-Soldaten", "Nordrhein-Westfalen"): a
// sentence with such words is read once more with them whole. False when it has none.
bool SyntaxModel::add_names_of_whole_words(Article& article, TokenSpan span,
                                           Workspace& workspace) const {
  auto& s = *workspace.buffers_;
  const auto& bytes = article.tokens.bytes;
  s.words.clear();
  for (TokenId t = span.begin; t < span.end;) {
    TokenId end = t + 1;
    while (end + 1 < span.end && article.form(end) == "-" &&
           bytes[end].begin == bytes[end - 1].end && bytes[end + 1].begin == bytes[end].end &&
           is_word(article.form(end - 1)) && is_word(article.form(end + 1)))
      end += 2;
    s.words.push_back({t, end});
    t = end;
  }
  const auto count = static_cast<uint32_t>(s.words.size());
  if (count == span.size()) return false;
  const LanguageNetwork& network = parts_->network;
  const size_t size = network.input_size();
  s.inputs.resize(count * size);
  for (uint32_t w = 0; w < count; ++w) {
    const bool whole = s.words[w].size() > 1;
    const std::string_view form = whole ? article.bytes(article.byte_span(s.words[w]))
                                        : article.str(s.network_form[s.words[w].begin]);
    parts_->input.vector(network, form, s.cache, s.inputs.data() + w * size);
  }
  network.find_names(s.inputs.data(), {&count, 1}, s.names, s.network);
  for (uint32_t w = 0; w < count; ++w)
    add_name(article, s.words[w], s.names.ner[w], s.names.ner_probability[w]);
  return true;
}

void SyntaxModel::analyse(Article& article, Workspace& workspace) const {
  auto& s = *workspace.buffers_;
  auto& tokens = article.tokens;
  const LanguageNetwork& network = parts_->network;
  const size_t size = network.input_size();

  constexpr StringId kNotYet = 0xFFFFFFFFu;
  s.feats_ids.assign(network.feats().size(), kNotYet);
  s.deprel_ids.assign(network.deprel().size(), kNotYet);
  const auto label = [&](std::vector<StringId>& ids, const std::vector<std::string>& labels,
                         uint32_t k) {
    if (ids[k] == kNotYet)
      ids[k] = article.strings.intern(labels[k] == "_" ? std::string_view()
                                                       : std::string_view(labels[k]));
    return ids[k];
  };

  for (SentenceId first = 0; first < article.sentences.size();) {
    s.lengths.clear();
    uint32_t words = 0;
    SentenceId last = first;
    for (; last < article.sentences.size(); ++last) {
      const uint32_t length = article.sentences[last].tokens.size();
      if (words > 0 && words + length > kBatchWords) break;
      s.lengths.push_back(length);
      words += length;
    }
    const TokenId begin = article.sentences[first].tokens.begin;
    s.inputs.resize(words * size);
    for (uint32_t t = 0; t < words; ++t)
      parts_->input.vector(network, article.str(s.network_form[begin + t]), s.cache,
                           s.inputs.data() + t * size);
    network.parse(s.inputs.data(), s.lengths, s.analysis, s.network);

    // Lemmas: the lexicon first; the network's scripts for what it does not have.
    s.unknown.clear();
    for (uint32_t t = 0; t < words; ++t) {
      const TokenId token = begin + t;
      const Upos upos = parts_->upos[s.analysis.upos[t]];
      tokens.upos[token] = upos;
      tokens.feats[token] = label(s.feats_ids, network.feats(), s.analysis.feats[t]);
      tokens.deprel[token] = label(s.deprel_ids, network.deprel(), s.analysis.deprel[t]);
      const std::string_view known =
          parts_->lemmatizer.known(article.str(s.network_form[token]), upos, s.lemmatizer);
      if (known.empty()) {
        s.unknown.push_back(t);
      } else {
        tokens.lemma[token] = article.strings.intern(known);
      }
    }
    network.score_lemmas(s.unknown, s.network);
    for (size_t i = 0; i < s.unknown.size(); ++i) {
      const TokenId token = begin + s.unknown[i];
      parts_->lemmatizer.guess(article.str(s.network_form[token]), tokens.upos[token],
                               s.network.lemma.data() + i * network.lemma().size(), s.lemmatizer,
                               s.lemma);
      tokens.lemma[token] = article.strings.intern(s.lemma);
    }

    // Trees and names.
    uint32_t offset = 0;
    for (SentenceId id = first; id < last; ++id) {
      const TokenSpan span = article.sentences[id].tokens;
      for (uint32_t t = 0; t < span.size(); ++t) {
        const uint32_t head = s.analysis.heads[offset + t];
        tokens.head[span.begin + t] = head == 0 ? kNoHead : span.begin + head - 1;
      }
      if (!parts_->whole_names || !add_names_of_whole_words(article, span, workspace)) {
        for (uint32_t t = 0; t < span.size(); ++t)
          add_name(article, {span.begin + t, span.begin + t + 1}, s.analysis.ner[offset + t],
                   s.analysis.ner_probability[offset + t]);
      }
      offset += span.size();
    }
    first = last;
  }

  // Repairs of grammar.
  for (TokenId t = 0; t < tokens.size(); ++t) {
    tokens.predicate[t] = tokens.lemma[t];
    const Upos upos = tokens.upos[t];
    if (upos == Upos::VERB || upos == Upos::ADJ) {
      s.word = lower(article.form(t));
      s.lemma = article.lemma(t);
      parts_->lemmatizer.predicates().join_inside(s.word, s.lemma);
      tokens.predicate[t] = article.strings.intern(s.lemma);
      if (upos == Upos::VERB) tokens.lemma[t] = tokens.predicate[t];
    } else if (upos == Upos::NOUN || (upos == Upos::PROPN && parts_->nouns_capitalised)) {
      const auto parts = parts_->lemmatizer.compounds().split(article.lemma(t));
      if (parts.last.empty()) continue;
      tokens.first_part[t] = article.strings.intern(parts.first);
      tokens.last_part[t] = article.strings.intern(parts.last);
    }
  }
  add_hyphen_parts(article);
  for (TokenId t = 0; t < tokens.size(); ++t) {
    if (article.deprel(t) != "compound:prt" || tokens.head[t] == kNoHead) continue;
    const TokenId verb = tokens.head[t];
    s.particle = lower(article.form(t));
    tokens.predicate[verb] = article.strings.intern(
        parts_->lemmatizer.predicates().joined(article.predicate(verb), s.particle));
  }
}

}  // namespace diurna
