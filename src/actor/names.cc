#include "actor/names.h"

#include <algorithm>

#include "text/utf8.h"

namespace diurna {
namespace {

bool no_lower(std::string_view text) {
  for (size_t i = 0, n = 0; i < text.size(); i += n)
    if (is_lower(code_point_at(text, i, &n))) return false;
  return true;
}

// A sense of the list that belongs to the language and fits the capitals of the text; else kNone.
uint32_t fitting(const World& world, const RoleWords& words, uint32_t first,
                 std::string_view text) {
  const bool capitals = no_lower(text);
  for (uint32_t s = first; s != kNone; s = world.senses[s].next) {
    const auto& sense = world.senses[s];
    if ((sense.languages & words.language_bit) != 0 && (!sense.acronym || capitals)) return first;
  }
  return kNone;
}

std::string_view slice_of(const Article& article, TokenSpan span) {
  return article.bytes(article.byte_span(span));
}

bool may_be_name(const Tree& tree, const RoleWords& words, TokenId t) {
  switch (tree.upos(t)) {
    case Upos::NOUN:
      // Where nouns have no capitals, one at the start of a sentence tells nothing.
      if (!words.capital_nouns && !all_upper(tree.article().form(t)) &&
          t == tree.article().sentences[tree.sentence(t)].tokens.begin)
        return false;
      return true;
    case Upos::PROPN:
    case Upos::X:
      return true;
    case Upos::ADJ:
    case Upos::SYM:
    case Upos::INTJ:
      return all_upper(tree.article().form(t));
    default:
      return false;
  }
}

bool is_role(const Tree& tree, const RoleWords& words, TokenId t) {
  const std::string form = lower(tree.article().form(t)), lemma = lower(tree.article().lemma(t));
  size_t cut = 0;
  return words.role(form) != nullptr || words.role(lemma) != nullptr ||
         words.compound_role(lemma, &cut) != nullptr;
}

// What the network has marked is a description, not a name: "Kenyas Botschafter", "the island's
// high court".
bool describes(const Tree& tree, const RoleWords& words, const Mention& mention) {
  TokenSpan span = mention.tokens;
  while (span.size() > 1 && tree.upos(span.end - 1) == Upos::PUNCT) --span.end;
  if (span.size() < 2 || !is_role(tree, words, span.end - 1)) return false;
  if (mention.type == EntityType::kPer) return true;
  for (TokenId t = span.begin; t < span.end; ++t)
    if (tree.upos(t) == Upos::PART) return true;
  return false;
}

// The mention without articles, marks, words of courtesy and titles before a name
// ("US-Außenminister Shukri": Shukri), and with the rest of a person's name that the network has
// cut off.
TokenSpan name_part(const Tree& tree, const RoleWords& words,
                    const std::vector<MentionId>& mention_of, MentionId m) {
  const Article& article = tree.article();
  const Mention& mention = article.mentions[m];
  const bool person = mention.type == EntityType::kPer;
  TokenSpan span = mention.tokens;
  while (span.size() > 1 &&
         (tree.upos(span.end - 1) == Upos::PUNCT || tree.upos(span.end - 1) == Upos::PART))
    --span.end;
  if (person)
    for (TokenId t = span.end - 1; t-- > span.begin;) {
      const bool courtesy = words.has(lower(article.form(t)), WordUse::kTitle);
      if (!courtesy && !(is_role(tree, words, t) && tree.upos(t + 1) != Upos::PUNCT)) continue;
      span.begin = t + 1;
      break;
    }
  while (span.size() > 1 &&
         (tree.upos(span.begin) == Upos::DET || tree.upos(span.begin) == Upos::PUNCT ||
          tree.upos(span.begin) == Upos::ADP))
    ++span.begin;
  if (!person) return span;
  while (span.end < tree.size() && tree.sentence(span.end) == tree.sentence(span.begin)) {
    const TokenId last = compound_after(article, span.end - 1);
    if (last != kNone && (!starts_upper(article.form(last)) || tree.upos(last) == Upos::PROPN) &&
        !is_role(tree, words, last)) {
      span.end = last + 1;
      continue;
    }
    const TokenId next = span.end;
    if (tree.upos(next) != Upos::PROPN || mention_of[next] != kNone || !tree.is(next, "flat") ||
        !span.contains(tree.head(next)))
      break;
    ++span.end;
  }
  return span;
}

}  // namespace

uint32_t look_up(const World& world, const RoleWords& words, std::string_view text,
                 std::string* key) {
  *key = name_key(text);
  const auto try_key = [&]() {
    const uint32_t first = world.find(*key);
    return first == kNone ? kNone : fitting(world, words, first, text);
  };
  if (const uint32_t found = try_key(); found != kNone) return found;
  const std::string whole = *key;
  // A possessive mark has lost its apostrophe in the key: its letters are an ending as well.
  for (const auto& ending : words.endings) {
    const std::string bare = name_key(ending);
    if (bare.empty() || whole.size() < bare.size() + 3 || !ends_with(whole, bare)) continue;
    *key = whole.substr(0, whole.size() - bare.size());
    if (const uint32_t first = world.find(*key); first != kNone)
      for (uint32_t s = first; s != kNone; s = world.senses[s].next) {
        const auto& sense = world.senses[s];
        if ((sense.languages & words.language_bit) != 0 && (!sense.acronym || bare == "s"))
          return first;
      }
  }
  // Every word but the last may be an inflected adjective: "dem Weißen Haus", "der Vereinten
  // Nationen".
  const size_t space = whole.rfind(' ');
  if (space == std::string::npos) return kNone;
  const std::string front = whole.substr(0, space);
  for (const auto& from : words.adjective_endings)
    for (const auto& to : words.adjective_endings) {
      if (from == to) continue;
      std::string changed;
      bool any = false;
      for (const auto word : split(front, ' ')) {
        if (!changed.empty()) changed += ' ';
        const bool inflected = word.size() > from.size() + 2 && ends_with(word, from);
        any = any || inflected;
        changed += inflected ? std::string(word.substr(0, word.size() - from.size())) + to
                             : std::string(word);
      }
      if (!any) continue;
      changed += whole.substr(space);
      for (size_t e = 0; e <= words.endings.size(); ++e) {
        const std::string_view end =
            e == 0 ? std::string_view() : std::string_view(words.endings[e - 1]);
        if (!ends_with(changed, end) || changed.size() < end.size() + space + 3) continue;
        *key = changed.substr(0, changed.size() - end.size());
        if (const uint32_t first = world.find(*key);
            first != kNone && fitting(world, words, first, text) != kNone)
          return first;
      }
    }
  *key = whole;
  return kNone;
}

TokenId compound_after(const Article& article, TokenId last) {
  TokenId found = kNone;
  const auto& bytes = article.tokens.bytes;
  while (last + 2 < article.tokens.size() && bytes[last].end == bytes[last + 1].begin &&
         bytes[last + 1].end == bytes[last + 2].begin) {
    const auto hyphen = article.form(last + 1);
    size_t length = 0;
    if (hyphen.empty() || !is_dash(code_point_at(hyphen, 0, &length)) || length != hyphen.size())
      break;
    const auto next = article.form(last + 2);
    if (!is_letter(code_point_at(next, 0, &length))) break;
    last += 2;
    found = last;
  }
  return found;
}

std::vector<Name> find_names(const Tree& tree, const World& world, const RoleWords& words) {
  const Article& article = tree.article();
  std::vector<MentionId> mention_of(tree.size(), kNone);
  for (MentionId m = 0; m < article.mentions.size(); ++m) {
    const auto& mention = article.mentions[m];
    if (mention.derived || describes(tree, words, mention)) continue;
    for (TokenId t = mention.tokens.begin; t < mention.tokens.end; ++t) mention_of[t] = m;
  }
  std::vector<Name> names;
  std::vector<bool> taken(tree.size(), false);
  std::string key;

  // Names of the data, longest match from the left.
  for (const auto& sentence : article.sentences) {
    for (TokenId t = sentence.tokens.begin; t < sentence.tokens.end;) {
      const auto form = article.form(t);
      const bool fresh = article.tokens.contracted[t] != 2;  // a clitic starts no name
      if (!fresh || !(starts_upper(form) || tree.upos(t) == Upos::PROPN)) {
        ++t;
        continue;
      }
      const std::string first_word = name_key(form);
      uint32_t most = 0;
      const auto longest = [&](std::string_view word) {
        const auto found = world.name_starts.find(word.substr(0, word.find(' ')));
        if (found != world.name_starts.end()) most = std::max(most, found->second);
      };
      longest(first_word);
      longest(first_word + "s");  // a possessive mark that is a token of its own
      for (const auto& ending : words.endings)
        if (first_word.size() > ending.size() + 2 && ends_with(first_word, ending)) {
          longest(std::string_view(first_word).substr(0, first_word.size() - ending.size()));
          for (const auto& to : words.adjective_endings)
            longest(first_word.substr(0, first_word.size() - ending.size()) + to);
        }
      if (most == 0) {
        ++t;
        continue;
      }
      uint32_t length =
          std::min<uint32_t>(most + 3, sentence.tokens.end - t);  // hyphens and dots may be tokens
      uint32_t senses = kNone;
      for (; length > 0; --length) {
        const TokenSpan span{t, t + length};
        const TokenId last = span.end - 1;
        if (tree.upos(last) == Upos::PUNCT) continue;
        if (length == 1 && !may_be_name(tree, words, t) && mention_of[t] == kNone) continue;
        senses = look_up(world, words, slice_of(article, span), &key);
        if (senses != kNone) break;
      }
      if (senses == kNone) {
        ++t;
        continue;
      }
      Name name;
      name.tokens = {t, t + length};
      name.senses = senses;
      // A people is not somebody who is called after it.
      if (length == 1 && mention_of[t] == kNone && (world.senses[senses].kind == Sense::kSurname) &&
          !words.demonym(lower(article.lemma(t)), lower(form)).empty()) {
        ++t;
        continue;
      }
      name.key = key;
      // A mention of a person that goes on beyond the known words is somebody else ("Jordan" in
      // "Jordan Miller").
      const MentionId m = mention_of[t];
      if (m != kNone) {
        const auto& mention = article.mentions[m];
        const TokenSpan part = name_part(tree, words, mention_of, m);
        const bool inside = part.contains(name.tokens) && part.size() > name.tokens.size();
        const bool whole = name.tokens.contains(part);
        const bool person = world.senses[senses].kind == Sense::kPerson ||
                            world.senses[senses].kind == Sense::kSurname;
        if (inside && length == 1 &&
            (mention.type == EntityType::kPer || (person && t == part.begin))) {
          ++t;
          continue;
        }
        if (whole) {
          name.mention = m;
          name.type = mention.type;
        }
      }
      // A family name goes on after a country's ("Sofia Beispiel").
      if (length == 1 && t + 1 < sentence.tokens.end && tree.upos(t + 1) == Upos::PROPN &&
          tree.head(t + 1) == t && tree.is(t + 1, "flat") &&
          (m == kNone || article.mentions[m].type != EntityType::kLoc)) {
        ++t;
        continue;
      }
      name.head = tree.head_of(name.tokens);
      name.compound = compound_after(article, name.tokens.end - 1);
      if (m != kNone && article.mentions[m].type == EntityType::kPer &&
          article.mentions[m].tokens.end > name.tokens.end)
        name.compound = kNone;
      for (TokenId u = name.tokens.begin; u < name.tokens.end; ++u) taken[u] = true;
      names.push_back(std::move(name));
      t += length;
    }
  }

  // Mentions that the data do not know.
  for (MentionId m = 0; m < article.mentions.size(); ++m) {
    const auto& mention = article.mentions[m];
    if (mention.derived || mention.tokens.empty() || describes(tree, words, mention)) continue;
    const TokenSpan span = name_part(tree, words, mention_of, m);
    const TokenId head = tree.head_of(span);
    if (taken[head]) continue;
    // One common noun that says what somebody is, is no name ("die Junta").
    if (span.size() == 1) {
      const std::string word = lower(article.form(head)), lemma = lower(article.lemma(head));
      size_t cut = 0;
      const RoleNoun* const group =
          words.role(word) != nullptr ? words.role(word) : words.role(lemma);
      // Many a family name is the name of an office; before another name it is the office.
      const bool per = mention.type == EntityType::kPer && group != nullptr &&
                       !(head + 1 < tree.size() && tree.upos(head + 1) == Upos::PROPN);
      if (!words.demonym(lemma, word).empty() ||
          (group != nullptr && group->kind == RoleNoun::kGroup))
        continue;
      if (!per && (group != nullptr || words.compound_role(lemma, &cut) != nullptr)) continue;
    }
    if (tree.upos(head) == Upos::ADJ && mention.type == EntityType::kMisc) continue;
    Name name;
    name.tokens = span;
    name.mention = m;
    name.type = mention.type;
    name.head = head;
    name.key = name_key(slice_of(article, span));
    if (name.key.empty()) continue;
    name.compound = compound_after(article, span.end - 1);
    names.push_back(std::move(name));
  }
  // Words behind a title that nobody has marked.
  for (TokenId t = 1; t < tree.size(); ++t) {
    if (tree.upos(t) != Upos::PROPN || taken[t] || mention_of[t] != kNone ||
        tree.sentence(t) != tree.sentence(t - 1))
      continue;
    if (!starts_upper(article.form(t)) || tree.upos(t - 1) != Upos::NOUN ||
        !is_role(tree, words, t - 1))
      continue;
    if (is_role(tree, words, t) || compound_after(article, t) != kNone) continue;
    Name name;
    name.tokens = {t, t + 1};
    while (name.tokens.end < tree.size() && tree.upos(name.tokens.end) == Upos::PROPN &&
           !taken[name.tokens.end] && mention_of[name.tokens.end] == kNone &&
           tree.sentence(name.tokens.end) == tree.sentence(t))
      ++name.tokens.end;
    const auto role_word = lower(article.lemma(t - 1));
    const RoleNoun* role = words.role(role_word);
    size_t cut = 0;
    if (role == nullptr) role = words.compound_role(role_word, &cut);
    if (role == nullptr || role->kind != RoleNoun::kPerson || !role->title) continue;
    name.guessed = true;
    name.type = EntityType::kPer;
    name.head = tree.head_of(name.tokens);
    name.key = name_key(slice_of(article, name.tokens));
    for (TokenId u = name.tokens.begin; u < name.tokens.end; ++u) taken[u] = true;
    names.push_back(std::move(name));
  }
  std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
    return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin
                                            : a.tokens.end > b.tokens.end;
  });
  return names;
}

}  // namespace diurna
