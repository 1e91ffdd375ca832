#include "event/attribution.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/strings.h"
#include "text/utf8.h"

namespace diurna {
namespace {

class AttributionFinder {
 public:
  AttributionFinder(Article& article, const Grammar& grammar, const WordLists& words,
                    const Parties& parties)
      : article_(article), grammar_(grammar), words_(words), parties_(parties) {}

  void run() {
    find_quotations();
    for (SentenceId s = 0; s < article_.sentences.size(); ++s) {
      const size_t before = article_.attributions.size();
      const TokenSpan span = article_.sentences[s].tokens;
      for (TokenId t = span.begin; t < span.end; ++t) {
        if (grammar_.verbal(t))
          speech_verb(t, s);
        else if (grammar_.upos(t) == Upos::NOUN)
          speech_noun(t);
        if (const auto* cue = preposition_cue(t)) speech_preposition(t, *cue);
      }
      if (article_.attributions.size() == before) free_speech(s);
    }
  }

 private:
  struct Quotation {
    ByteSpan bytes;  // between the marks
  };

  void find_quotations() {
    uint32_t open = kNone;  // byte after the opening mark
    char32_t opener = 0;
    for (TokenId t = 0; t < article_.tokens.size(); ++t) {
      if (grammar_.upos(t) != Upos::PUNCT) continue;
      size_t length = 0;
      const auto c = code_point_at(article_.form(t), 0, &length);
      if (!is_quote(c) || c == '\'' || c == 0x2019 || c == 0x2018) continue;
      if (open == kNone) {
        open = article_.tokens.bytes[t].end;
        opener = c;
      } else if (c != opener || c == '"') {
        quotations_.push_back({{open, article_.tokens.bytes[t].begin}});
        open = kNone;
      }
      // A mark that is never closed must not swallow the rest of the article.
      if (open != kNone && article_.tokens.bytes[t].begin > open + 3000) open = kNone;
    }
  }

  // A quotation that touches the bytes; quotations of a single word or two are not speech.
  std::optional<ByteSpan> quotation_in(ByteSpan bytes) const {
    for (const auto& q : quotations_)
      if (q.bytes.overlaps(bytes) && q.bytes.size() > 20) return q.bytes;
    return std::nullopt;
  }

  ByteSpan span_without(TokenId root, TokenId left_out) const {
    TokenSpan span = grammar_.subtree(root);
    if (left_out != kNone) {
      const TokenSpan cut = grammar_.subtree(left_out);
      if (cut.begin <= span.begin)
        span.begin = std::max(span.begin, std::min(cut.end, span.end));
      else if (cut.end >= span.end)
        span.end = std::min(span.end, std::max(cut.begin, span.begin));
    }
    while (span.size() > 1 && grammar_.upos(span.begin) == Upos::PUNCT) ++span.begin;
    while (span.size() > 1 && grammar_.upos(span.end - 1) == Upos::PUNCT) --span.end;
    return article_.byte_span(span);
  }

  void speech_verb(TokenId verb, SentenceId s) {
    const auto* speech = words_.speech(article_.predicate(verb), "verb");
    if (speech == nullptr) return;
    Attribution a;
    a.cue = article_.tokens.bytes[verb];
    a.stance = article_.strings.intern(speech->stance);
    std::string_view form = "indirect";
    for (const std::string_view relation : {"ccomp", "xcomp", "csubj", "advcl"}) {
      const TokenId clause = grammar_.child(verb, relation);
      if (clause == kNone || !a.content.empty()) continue;
      if (relation == "xcomp" && !grammar_.verbal(clause)) continue;
      // A clause with a subject and without a conjunction is what is said, whatever its label.
      if (relation == "advcl" && (grammar_.child(clause, "mark") != kNone ||
                                  grammar_.child(clause, "nsubj") == kNone || clause < verb))
        continue;
      a.content = span_without(clause, kNone);
    }
    const TokenId up = grammar_.head(verb);
    if (a.content.empty() && up != kNoHead &&
        (grammar_.has_relation(verb, "parataxis") || grammar_.has_relation(verb, "advcl")) &&
        (grammar_.has_relation(verb, "parataxis") || in("quoting_conjunctions", verb)))
      a.content = span_without(up, verb);
    if (a.content.empty()) {
      const TokenId clause = grammar_.child(verb, "parataxis");
      if (clause != kNone && grammar_.child(verb, "nsubj") != kNone)
        a.content = span_without(clause, kNone);
    }
    const ByteSpan sentence = article_.byte_span(article_.sentences[s].tokens);
    if (const auto quote = quotation_in(a.content.empty() ? sentence : a.content)) {
      const bool inside = quote->contains(a.cue);
      if (!inside) {
        form = a.content.empty() || quote->contains(a.content) ||
                       quote->size() * 5 > a.content.size() * 4
                   ? "direct"
                   : "mixed";
        if (a.content.empty() || form == "direct") a.content = *quote;
      }
    }
    if (a.content.empty()) return;
    const auto subjects = grammar_.subjects(verb, false);
    if (!subjects.empty()) set_speaker(a, subjects.front());
    finish(a, form);
  }

  void speech_noun(TokenId noun) {
    const auto* speech = noun_entry(noun);
    if (speech == nullptr) return;
    const TokenId clause = grammar_.child(noun, "acl") != kNone ? grammar_.child(noun, "acl")
                                                                : grammar_.child(noun, "ccomp");
    if (clause == kNone || !grammar_.verbal(clause)) return;
    if (grammar_.article().deprel(clause) == "acl:relcl" ||
        grammar_.has_feature(clause, "VerbForm=Part"))
      return;
    for (TokenId t = grammar_.subtree(clause).begin;
         t < std::min(grammar_.subtree(clause).begin + 2, grammar_.subtree(clause).end); ++t)
      if (grammar_.has_feature(t, "PronType=Rel")) return;
    Attribution a;
    a.cue = article_.tokens.bytes[noun];
    a.stance = article_.strings.intern(speech->stance);
    a.content = span_without(clause, kNone);
    const auto subjects = grammar_.subjects(noun, true);
    if (!subjects.empty()) set_speaker(a, subjects.front());
    finish(a, "indirect");
  }

  const WordLists::Speech* noun_entry(TokenId noun) const {
    const auto* speech = words_.speech(article_.lemma(noun), "noun");
    if (speech == nullptr)
      speech = words_.speech(article_.str(article_.tokens.last_part[noun]), "noun");
    return speech;
  }

  // A preposition with the words that are fixed to it: "according to".
  std::string marker(TokenId preposition) const {
    std::string text = lower(article_.form(preposition));
    for (const TokenId c : grammar_.children(preposition))
      if (grammar_.has_relation(c, "fixed")) text += " " + lower(article_.form(c));
    return text;
  }

  // The word is marked by a preposition that names a source, or is a noun of speech behind "nach",
  // "in", "according to".
  const WordLists::Speech* preposition_cue(TokenId t) const {
    if (!grammar_.nominal(t)) return nullptr;
    for (const TokenId c : grammar_.children(t)) {
      if (!grammar_.has_relation(c, "case") && !grammar_.has_relation(c, "mark")) continue;
      const auto* speech = words_.speech(marker(c), "prep");
      if (speech == nullptr) speech = words_.speech(article_.lemma(c), "prep");
      if (speech != nullptr &&
          (!words_.contains("source_prepositions", article_.lemma(c)) || noun_entry(t) != nullptr))
        return speech;
    }
    return nullptr;
  }

  void speech_preposition(TokenId noun, const WordLists::Speech& speech) {
    const TokenId up = grammar_.head(noun);
    if (up == kNoHead) return;
    TokenId clause = grammar_.clause_head(up);
    if (clause == kNone) clause = up;
    Attribution a;
    for (const TokenId c : grammar_.children(noun))
      if (grammar_.has_relation(c, "case")) a.cue = article_.tokens.bytes[c];
    a.stance = article_.strings.intern(noun_entry(noun) != nullptr ? noun_entry(noun)->stance
                                                                   : speech.stance);
    a.content = span_without(clause, grammar_.head(noun) == clause ? noun : kNone);
    if (noun_entry(noun) != nullptr) {
      const auto owners = grammar_.owners(noun);
      if (!owners.empty())
        set_speaker(a, owners.front());
      else
        set_speaker(a, noun);
    } else {
      set_speaker(a, noun);
    }
    finish(a, "indirect");
  }

  // A sentence in the subjunctive of reported speech goes on with the last speaker.
  void free_speech(SentenceId s) {
    if (s == 0 || article_.attributions.empty()) return;
    const TokenSpan span = article_.sentences[s].tokens;
    TokenId root = kNone;
    for (TokenId t = span.begin; t < span.end && root == kNone; ++t)
      if (grammar_.head(t) == kNoHead) root = t;
    if (root == kNone) return;
    bool reported =
        grammar_.has_feature(root, "Mood=Sub") && grammar_.has_feature(root, "Tense=Pres");
    for (const TokenId c : grammar_.children(root))
      reported |= (grammar_.has_relation(c, "aux") || grammar_.has_relation(c, "cop")) &&
                  grammar_.has_feature(c, "Mood=Sub") && grammar_.has_feature(c, "Tense=Pres");
    if (!reported) return;
    const Attribution previous = article_.attributions.back();
    const TokenSpan before = article_.sentences[s - 1].tokens;
    if (previous.content.end < article_.tokens.bytes[before.begin].begin) return;
    Attribution a = previous;
    a.content = article_.byte_span(span);
    a.cue = {};
    finish(a, "indirect_free");
  }

  bool in(std::string_view list, TokenId verb) const {
    for (const TokenId c : grammar_.children(verb))
      if ((grammar_.has_relation(c, "mark") || grammar_.has_relation(c, "advmod")) &&
          words_.contains(list, article_.lemma(c)))
        return true;
    return false;
  }

  void set_speaker(Attribution& a, TokenId speaker) {
    a.speaker_head = speaker;
    const auto* reference = parties_.reference(speaker);
    if (reference == nullptr) reference = parties_.reference(speaker, true);
    if (reference != nullptr) {
      a.entity = reference->entity;
      a.speaker = article_.byte_span(reference->tokens);
    } else {
      a.speaker = article_.tokens.bytes[speaker];
    }
  }

  void finish(Attribution& a, std::string_view form) {
    a.form = article_.strings.intern(form);
    std::string_view kind = "speaker";
    if (a.speaker_head != kNone) {
      const auto lemma = article_.lemma(a.speaker_head);
      const auto last = article_.str(article_.tokens.last_part[a.speaker_head]);
      const bool press =
          a.entity != kNone && article_.entities[a.entity].sectors.codes[0] == Code("JRN");
      if (press || words_.contains("medium", lemma) || words_.contains("medium", last))
        kind = "medium";
      if (words_.contains("agency", lemma) || words_.contains("agency", last)) kind = "agency";
    }
    a.kind = article_.strings.intern(kind);
    article_.attributions.push_back(a);
  }

  Article& article_;
  const Grammar& grammar_;
  const WordLists& words_;
  const Parties& parties_;
  std::vector<Quotation> quotations_;
};

}  // namespace

void find_attributions(Article& article, const Grammar& grammar, const WordLists& words,
                       const Parties& parties) {
  AttributionFinder(article, grammar, words, parties).run();
}

std::vector<uint32_t> attributions_of(const Article& article, TokenId t) {
  std::vector<uint32_t> rows;
  const ByteSpan bytes = article.tokens.bytes[t];
  for (uint32_t row = 0; row < article.attributions.size(); ++row)
    if (article.attributions[row].content.contains(bytes) &&
        !article.attributions[row].cue.contains(bytes))
      rows.push_back(row);
  std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
    return article.attributions[a].content.size() < article.attributions[b].content.size();
  });
  return rows;
}

}  // namespace diurna
