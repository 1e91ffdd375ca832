// One article and everything the stages have found in it.
//
// An Article owns one arena; every column below allocates from it and dies with it. Stages run in
// the order ingest, extract, langid, syntax, time, place, actor, event; each appends to its own
// columns and changes nothing that an earlier one wrote. References are row numbers, never
// pointers; "none" is kNone (or an empty code or string). Offsets are bytes of `text`; only the
// room `format` turns them into code points.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diurna/date.h"
#include "diurna/span.h"

namespace diurna {

// A string of the article's string table; 0 is the empty string.
using StringId = uint32_t;
inline constexpr StringId kEmptyString = 0;

class StringTable {
 public:
  explicit StringTable(std::pmr::memory_resource* arena);
  StringId intern(std::string_view text);  // copies `text` on first sight
  std::string_view operator[](StringId id) const { return strings_[id]; }
  size_t size() const { return strings_.size(); }

 private:
  std::pmr::memory_resource* arena_;
  std::pmr::vector<std::string_view> strings_;
  std::pmr::unordered_map<std::string_view, StringId> ids_;
};

// A code of up to three letters: a country (ISO 3166-1 alpha-3 or PLOVER's UNO, EUR, IGO ...) or a
// sector (GOV, MIL ...).
struct Code {
  std::array<char, 3> letters{};
  constexpr Code() = default;
  constexpr explicit Code(std::string_view text) {
    for (size_t i = 0; i < letters.size() && i < text.size(); ++i) letters[i] = text[i];
  }
  constexpr bool empty() const { return letters[0] == '\0'; }
  std::string_view view() const {
    size_t n = 0;
    while (n < letters.size() && letters[n] != '\0') ++n;
    return {letters.data(), n};
  }
  constexpr auto operator<=>(const Code&) const = default;
};

// ---- text
// -------------------------------------------------------------------------------------------------------

enum class BlockKind : uint8_t { kTitle, kLead, kHeading, kParagraph, kQuote, kListItem, kTable };
std::string_view name(BlockKind kind);

struct Block {
  ByteSpan bytes;
  BlockKind kind = BlockKind::kParagraph;
};

enum class DateBasis : uint8_t { kNone, kGiven, kMetadata, kInferred };
std::string_view name(DateBasis basis);  // "", "given", "metadata", "inferred"

struct PublicationDate {
  DateBasis basis = DateBasis::kNone;
  Interval span;  // a single day where the date is known; an interval where it was inferred
  bool known() const { return basis != DateBasis::kNone; }
  bool exact() const { return known() && span.from == span.to; }
};

// ---- syntax
// -----------------------------------------------------------------------------------------------------

// Universal POS tags, in alphabetic order as on the UD page.
enum class Upos : uint8_t {
  ADJ,
  ADP,
  ADV,
  AUX,
  CCONJ,
  DET,
  INTJ,
  NOUN,
  NUM,
  PART,
  PRON,
  PROPN,
  PUNCT,
  SCONJ,
  SYM,
  VERB,
  X
};
std::string_view name(Upos upos);
bool parse_upos(std::string_view text, Upos& out);

// Columns of equal length, one row a syntactic word, in text order. The words of a contraction that
// cannot be cut apart
// ("im" = "in" + "dem") share the bytes of the token they stand in; clitics ("Russia" + "'s") have
// bytes of their own.
struct Tokens {
  explicit Tokens(std::pmr::memory_resource* arena);
  std::pmr::vector<ByteSpan> bytes;
  std::pmr::vector<uint8_t>
      contracted;  // 0: a word of its own; 1: first word of a contraction; 2: a further one
  std::pmr::vector<StringId> form;
  std::pmr::vector<StringId> lemma;
  std::pmr::vector<Upos> upos;
  std::pmr::vector<StringId> feats;   // "Case=Nom|Number=Sing", empty for "_"
  std::pmr::vector<TokenId> head;     // article-wide; kNoHead at a root
  std::pmr::vector<StringId> deprel;  // with subtype: "nsubj:pass"
  // Repairs of grammar (room syntax):
  std::pmr::vector<StringId> predicate;  // lemma joined with its separable particle ("kündigte ...
                                         // an": ankündigen); else the lemma
  std::pmr::vector<StringId> first_part;  // lemma of a compound's first part ("Truppenabzug":
                                          // Truppe, "US-Soldaten": US), else empty
  std::pmr::vector<StringId>
      last_part;  // lemma of a compound's last part (Abzug, Soldat), else empty
  uint32_t size() const { return static_cast<uint32_t>(bytes.size()); }
};

struct Sentence {
  TokenSpan tokens;
  BlockId block = kNone;
};

enum class EntityType : uint8_t { kPer, kLoc, kOrg, kMisc };
std::string_view name(EntityType type);  // PER LOC ORG MISC

// A named entity as the network marked it.
struct Mention {
  TokenSpan tokens;
  EntityType type = EntityType::kMisc;
  bool derived = false;  // "nigrisch", "US-Soldaten": derived from a name or containing one
  float score = 0;       // 0..1
};

// ---- time
// -------------------------------------------------------------------------------------------------------

enum class TimexType : uint8_t { kDate, kTime, kDuration, kSet };
std::string_view name(TimexType type);  // DATE TIME DURATION SET

enum class TimePrecision : uint8_t { kNone, kDay, kWeek, kMonth, kSeason, kYear, kSpan };
std::string_view name(TimePrecision precision);

struct Timex {
  ByteSpan bytes;
  TokenSpan tokens;  // every token it touches
  TimexType type = TimexType::kDate;
  StringId value = kEmptyString;  // TimeML: 2024-04-25, P3D, 2024-W17, PRESENT_REF ...
  StringId mod = kEmptyString;    // START MID END APPROX ...
  Interval interval;              // closed; open() where the words fix no days
  TimePrecision precision = TimePrecision::kNone;
};

// ---- place
// ------------------------------------------------------------------------------------------------------

enum class PlacePrecision : uint8_t { kPoint, kCity, kAdmin1, kCountry, kRegion };
std::string_view name(PlacePrecision precision);

struct Place {
  ByteSpan bytes;
  TokenSpan tokens;
  uint32_t geonameid = 0;        // 0: not in GeoNames (a region of our own table)
  StringId name = kEmptyString;  // English name
  Code country;                  // empty for a region of several countries
  StringId admin1 = kEmptyString;
  double lat = 0;
  double lon = 0;
  PlacePrecision precision = PlacePrecision::kCity;
  bool derived = false;  // the text has an adjective or a demonym ("nigrisch"), not the name
  float score = 0;       // 0..1
};

// ---- actor
// ------------------------------------------------------------------------------------------------------

enum class EntityKind : uint8_t { kCountry, kGovernment, kBody, kPerson, kPeople, kRegion, kOther };
std::string_view name(EntityKind kind);

struct SectorList {
  std::array<Code, 4> codes{};  // primary first
  void add(Code code);          // keeps order, ignores repetitions and what does not fit
  bool has(Code code) const;
  size_t size() const;
};

// Somebody who may be actor or recipient of an event.
struct Entity {
  StringId id =
      kEmptyString;  // stable key of the actor data ("USA", "USA.president", "nato") or empty
  StringId name =
      kEmptyString;  // English name where the data have one, else the longest name in the article
  Code country;
  SectorList sectors;
  EntityKind kind = EntityKind::kOther;
  bool generic = false;  // "Demonstranten", "soldiers": a group told by its kind, not a known party
};

enum class ReferenceKind : uint8_t { kName, kNoun, kPronoun, kAdjective, kCompoundPart };

// Words that stand for an entity. `head` is the syntactic head of the span; for kCompoundPart
// ("US-Soldaten": US) it is the whole word, and the entity is the one the first part names.
struct Reference {
  TokenSpan tokens;
  TokenId head = kNone;
  EntityId entity = kNone;
  ReferenceKind kind = ReferenceKind::kName;
  float score = 1;  // certainty of the resolution, 0..1
};

// ---- event
// ------------------------------------------------------------------------------------------------------

enum class EventStatus : uint8_t {
  kOccurred,
  kOngoing,
  kPlanned,
  kRequested,
  kHypothetical,
  kDenied,
  kNegated
};
std::string_view name(EventStatus status);
bool parse_status(std::string_view text, EventStatus& out);

enum class Role : uint8_t { kActor, kRecipient };

struct Argument {
  Role role = Role::kActor;
  TokenId head = kNone;
  TokenSpan tokens;
  EntityId entity = kNone;
  StringId path = kEmptyString;  // how it was reached, for explain: "nsubj", "obj > nmod:mit"
};

struct Quantity {
  ByteSpan bytes;
  double value = 0;
  bool has_value = false;
  StringId bound = kEmptyString;  // exact about min max dozens hundreds ...
  StringId unit = kEmptyString;   // soldier, usd ...
  StringId kind = kEmptyString;   // killed injured arrested people money arms other
};

struct Attribution {
  ByteSpan content;  // what is said
  ByteSpan cue;      // the word that says so: "sagte", "laut"
  ByteSpan speaker;  // who says so; empty where the text names nobody
  TokenId speaker_head = kNone;
  EntityId entity = kNone;
  StringId kind = kEmptyString;    // speaker medium agency
  StringId stance = kEmptyString;  // states reports alleges denies demands
  StringId form = kEmptyString;    // direct indirect indirect_free free reported mixed
};

enum class EventTimeBasis : uint8_t { kNone, kStated, kTense, kPublication };
std::string_view name(EventTimeBasis basis);

struct Event {
  StringId type = kEmptyString;  // a PLOVER type as in data/plover/types.txt
  StringId mode = kEmptyString;
  Rows<StringId> contexts;  // of Article::context_ids
  StringId act_type = kEmptyString;
  StringId act_mode = kEmptyString;
  EventStatus status = EventStatus::kOccurred;
  int quad = 0;
  float score = 0;
  StringId cameo = kEmptyString;
  StringId frame = kEmptyString;
  TokenId trigger = kNone;
  SentenceId sentence = kNone;
  Rows<SentenceId>
      sentences;  // of Article::sentence_ids: every sentence that reports it, the evidence first
  Rows<Argument> arguments;  // of Article::arguments
  TimexId timex = kNone;
  Interval interval;
  TimePrecision time_precision = TimePrecision::kNone;
  EventTimeBasis time_basis = EventTimeBasis::kNone;
  PlaceId place = kNone;
  Rows<Quantity> quantities;  // of Article::quantities
  Rows<uint32_t>
      attribution;  // of Article::attribution_ids: rows of Article::attributions, nearest first
  float confidence = 0;  // 0..1
};

// ---- the whole
// --------------------------------------------------------------------------------------------------

struct Article {
  Article();
  explicit Article(std::string_view article_text);
  Article(Article&&) = delete;  // columns hold the arena's address
  Article& operator=(Article&&) = delete;

  std::pmr::monotonic_buffer_resource arena;
  StringTable strings;

  std::pmr::string id, url, title, source, agency, lang;  // lang: ISO 639-1, empty if not known
  std::pmr::vector<std::pmr::string> authors, tags;
  std::pmr::string text;  // clean UTF-8; set once (by extract) and never changed after
  PublicationDate date;
  std::pmr::vector<Block> blocks;

  Tokens tokens;
  std::pmr::vector<Sentence> sentences;
  std::pmr::vector<Mention> mentions;

  std::pmr::vector<Timex> timexes;  // in text order
  std::pmr::vector<Place> places;   // in text order

  std::pmr::vector<Entity> entities;
  std::pmr::vector<Reference> references;  // sorted by head

  std::pmr::vector<Event> events;
  std::pmr::vector<Argument> arguments;
  std::pmr::vector<Quantity> quantities;
  std::pmr::vector<Attribution> attributions;
  std::pmr::vector<uint32_t> attribution_ids;
  std::pmr::vector<StringId> context_ids;
  std::pmr::vector<SentenceId> sentence_ids;

  std::string_view str(StringId s) const { return strings[s]; }
  std::string_view form(TokenId t) const { return strings[tokens.form[t]]; }
  std::string_view lemma(TokenId t) const { return strings[tokens.lemma[t]]; }
  std::string_view predicate(TokenId t) const { return strings[tokens.predicate[t]]; }
  std::string_view deprel(TokenId t) const { return strings[tokens.deprel[t]]; }
  std::string_view feats(TokenId t) const { return strings[tokens.feats[t]]; }
  std::string_view bytes(ByteSpan span) const { return slice(text, span); }
  // Bytes from the first to the last token of a span.
  ByteSpan byte_span(TokenSpan span) const;
  // The sentence a token stands in; kNone where there is none. O(log n).
  SentenceId sentence_of(TokenId t) const;
};

}  // namespace diurna
