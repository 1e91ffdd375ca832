#include "event/event_coder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <map>

#include "base/files.h"
#include "doc/check_article.h"
#include "doc/parsed.h"

namespace diurna {
namespace {

namespace fs = std::filesystem;

// A data folder with the real ontology and a small lexicon of its own, so that no edit of data/ can
// break these tests.
class EventCoderTest : public testing::Test {
 protected:
  EventCoderTest() {
    root_ = fs::path(testing::TempDir()) / ("event_coder_" + std::to_string(::getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_ / "xx" / "frames");
    fs::create_directories(root_ / "xx" / "words");
    fs::copy(fs::path(DIURNA_SOURCE_DIR) / "data" / "plover", root_ / "plover",
             fs::copy_options::recursive);
    list("agent_prepositions", "von\n");
    list("agent_nouns_prepositions", "durch\n");
    list("owner_prepositions", "von\n");
    list("intend", "wollen\nplanen\n");
    list("future", "werden\n");
    list("hypothetical", "könnte\nfalls\n");
    list("negation", "nicht\nkein\n");
    list("light_verbs", "üben\nführen\n");
    list("deny", "bestreiten\n");
    list("between", "zwischen\n");
    list("agreement", "Abkommen\n");
    list("speech", "");
    write("words/speech.tsv",
          "lemma\tupos\tkind\tstance\tnote\nsagen\tVERB\tverb\tstates\t-"
          "\nlaut\tADP\tprep\treports\t-\n");
    write("words/units.tsv", "lemma\tunit\tkind\nSoldat\tsoldier\tpeople\n");
    write("words/bounds.tsv", "word\tbound\nrund\tabout\n");
    write("frames/all.txt", R"(
frame: xx/kündigen.discontinue
type: SANCTION
mode: discontinue
gloss: A ends an agreement with B
trigger: kündigen VERB | Kündigung NOUN
where: obj in @agreement
actor: nsubj
recipient: obj > nmod:mit | obl:mit
source: own reading
+ Oslo kündigte das Abkommen mit Moskau. => Oslo -> Moskau
- Der Vermieter kündigte die Wohnung.  # no agreement

frame: xx/treffen.consult
type: CONSULT
gloss: A and B meet
trigger: treffen VERB | Treffen NOUN
actor: nsubj
recipient: obj | obl:mit
mutual: yes
source: own reading
+ Oslo traf Moskau. => Oslo, Moskau
- Der Schuss traf.  # no actor

frame: xx/abziehen.withdraw
type: RETREAT
mode: withdraw
gloss: A withdraws from B
trigger: abziehen VERB | Abzug NOUN
actor: nsubj | obj > owner
recipient: obl:aus
source: own reading
+ Oslo zog aus Mali ab. => Oslo -> Mali
- Die Bank zieht Gebühren ab.  # no actor

frame: xx/fordern.request
type: REQUEST
mode: by-act
gloss: A demands an act of B
trigger: fordern VERB
actor: nsubj
recipient: obl:von
about: obj | ccomp
source: own reading
+ Oslo forderte von Moskau den Abzug. => Oslo -> Moskau
- Das Spiel forderte Kraft.  # no actor

frame: xx/Kritik.disapprove
type: ACCUSE
mode: disapprove
gloss: A criticises B
trigger: kritisieren VERB | Kritik NOUN
actor: nsubj
recipient: obj | nmod:an
source: own reading
+ Oslo kritisierte Moskau. => Oslo -> Moskau
- Die Kritik lobte den Film.  # no actor
)");
  }
  ~EventCoderTest() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    ASSERT_TRUE(write_file((root_ / "xx" / path).string(), text).ok());
  }
  void list(const std::string& name, const std::string& words) {
    write("words/" + name + ".txt", words);
  }

  // Makes the token an actor of that country.
  static void actor(Article& article, TokenId t, std::string_view country,
                    EntityKind kind = EntityKind::kCountry,
                    ReferenceKind reference = ReferenceKind::kName) {
    Entity entity;
    entity.id = entity.name = article.strings.intern(country);
    entity.country = Code(country);
    entity.kind = kind;
    article.entities.push_back(entity);
    const auto id = static_cast<EntityId>(article.entities.size() - 1);
    article.references.push_back({{t, t + 1}, t, id, reference, 1});
  }

  // "TYPE/mode status ACTOR,ACTOR -> RECIPIENT [about TYPE/mode]" for every event.
  std::vector<std::string> code(Article& article) {
    auto coder = EventCoder::load(root_.string(), {"xx"});
    EXPECT_TRUE(coder.ok()) << coder.error().message;
    coder.value().code(article);
    EXPECT_EQ(check_article(article), "");
    std::vector<std::string> out;
    for (const auto& event : article.events) {
      std::string text(article.str(event.type));
      if (event.mode != kEmptyString) text += "/" + std::string(article.str(event.mode));
      text += " " + std::string(name(event.status));
      for (const Role role : {Role::kActor, Role::kRecipient}) {
        std::string side;
        for (uint32_t a = event.arguments.begin; a < event.arguments.end; ++a)
          if (article.arguments[a].role == role)
            side += (side.empty() ? "" : ",") +
                    std::string(article.str(article.entities[article.arguments[a].entity].name));
        if (!side.empty()) text += (role == Role::kActor ? " " : " -> ") + side;
      }
      if (event.act_type != kEmptyString) {
        text += " about " + std::string(article.str(event.act_type));
        if (event.act_mode != kEmptyString) text += "/" + std::string(article.str(event.act_mode));
      }
      out.push_back(text);
    }
    return out;
  }

  fs::path root_;
};

TEST_F(EventCoderTest, ActiveClauseGivesActorAndRecipient) {
  auto article = parsed("xx", R"(
      1  Oslo      Oslo      PROPN  2  nsubj
      2  kündigte  kündigen  VERB   0  root  VerbForm=Fin|Tense=Past
      3  das       der       DET    4  det
      4  Abkommen  Abkommen  NOUN   2  obj
      5  mit       mit       ADP    6  case
      6  Moskau    Moskau    PROPN  4  nmod)");
  actor(*article, 0, "NOR");
  actor(*article, 5, "RUS");
  EXPECT_THAT(code(*article), testing::ElementsAre("SANCTION/discontinue occurred NOR -> RUS"));
}

TEST_F(EventCoderTest, PassiveClauseKeepsTheAgentAsActor) {
  auto article = parsed("xx", R"(
      1  Moskau      Moskau       PROPN  5  nsubj:pass
      2  wurde       werden       AUX    5  aux:pass
      3  von         von          ADP    4  case
      4  Oslo        Oslo         PROPN  5  obl:agent
      5  kritisiert  kritisieren  VERB   0  root  VerbForm=Part)");
  actor(*article, 0, "RUS");
  actor(*article, 3, "NOR");
  EXPECT_THAT(code(*article), testing::ElementsAre("ACCUSE/disapprove occurred NOR -> RUS"));
}

TEST_F(EventCoderTest, RelativePronounStandsForItsNoun) {
  auto article = parsed("xx", R"(
      1  Oslo       Oslo         PROPN  5  nsubj
      2  ,          ,            PUNCT  4  punct
      3  das        der          PRON   4  nsubj  PronType=Rel
      4  kritisierte kritisieren VERB   1  acl:relcl  VerbForm=Fin
      5  schwieg    schweigen    VERB   0  root
      6  Moskau     Moskau       PROPN  4  obj)");
  actor(*article, 0, "NOR");
  actor(*article, 5, "RUS");
  EXPECT_THAT(code(*article), testing::ElementsAre("ACCUSE/disapprove occurred NOR -> RUS"));
}

TEST_F(EventCoderTest, MutualEventHasAllSidesAsActors) {
  auto article = parsed("xx", R"(
      1  Oslo    Oslo     PROPN  4  nsubj
      2  und     und      CCONJ  3  cc
      3  Kiew    Kiew     PROPN  1  conj
      4  trafen  treffen  VERB   0  root  Tense=Past|VerbForm=Fin
      5  Moskau  Moskau   PROPN  4  obj)");
  actor(*article, 0, "NOR");
  actor(*article, 2, "UKR");
  actor(*article, 4, "RUS");
  EXPECT_THAT(code(*article), testing::ElementsAre("CONSULT occurred NOR,UKR,RUS"));
}

TEST_F(EventCoderTest, PlannedTalkIsAnAgreement) {
  auto article = parsed("xx", R"(
      1  Oslo     Oslo     PROPN  4  nsubj
      2  will     wollen   AUX    4  aux
      3  Moskau   Moskau   PROPN  4  obj
      4  treffen  treffen  VERB   0  root  VerbForm=Inf)");
  actor(*article, 0, "NOR");
  actor(*article, 2, "RUS");
  EXPECT_THAT(code(*article), testing::ElementsAre("AGREE planned NOR,RUS about CONSULT"));
}

TEST_F(EventCoderTest, DemandedWithdrawalIsOneRequestWithItsAct) {
  auto article = parsed("xx", R"(
      1  Mali      Mali     PROPN  2  nsubj
      2  forderte  fordern  VERB   0  root  Tense=Past|VerbForm=Fin
      3  den       der      DET    4  det
      4  Abzug     Abzug    NOUN   2  obj
      5  Oslos     Oslo     PROPN  4  nmod  Case=Gen)");
  actor(*article, 0, "MLI");
  actor(*article, 4, "NOR");
  EXPECT_THAT(code(*article),
              testing::ElementsAre("REQUEST/yield occurred MLI -> NOR about RETREAT/withdraw"));
}

TEST_F(EventCoderTest, NegationModalAndDenialGiveTheStatus) {
  const auto with = [&](const std::string& modal, const std::string& modal_lemma,
                        const std::string& relation, const std::string& upos) {
    auto article = parsed(
        "xx",
        "1 Oslo Oslo PROPN 3 nsubj\n2 " + modal + " " + modal_lemma + " " + upos + " 3 " +
            relation +
            "\n3 kritisiert kritisieren VERB 0 root VerbForm=Fin\n4 Moskau Moskau PROPN 3 obj\n");
    actor(*article, 0, "NOR");
    actor(*article, 3, "RUS");
    return code(*article);
  };
  EXPECT_THAT(with("nicht", "nicht", "advmod", "PART"),
              testing::ElementsAre("ACCUSE/disapprove negated NOR -> RUS"));
  EXPECT_THAT(with("könnte", "können", "aux", "AUX"),
              testing::ElementsAre("ACCUSE/disapprove hypothetical NOR -> RUS"));
  EXPECT_THAT(with("falls", "falls", "mark", "SCONJ"),
              testing::ElementsAre("ACCUSE/disapprove hypothetical NOR -> RUS"));
}

TEST_F(EventCoderTest, LightVerbLendsItsSubject) {
  auto article = parsed("xx", R"(
      1  Oslo    Oslo    PROPN  2  nsubj
      2  übte    üben    VERB   0  root  Tense=Past|VerbForm=Fin
      3  Kritik  Kritik  NOUN   2  obj
      4  an      an      ADP    5  case
      5  Moskau  Moskau  PROPN  3  nmod)");
  actor(*article, 0, "NOR");
  actor(*article, 4, "RUS");
  EXPECT_THAT(code(*article), testing::ElementsAre("ACCUSE/disapprove occurred NOR -> RUS"));
}

TEST_F(EventCoderTest, NationalityOfAnEventNounIsItsActor) {
  auto article = parsed("xx", R"(
      1  Die         der        DET    3  det
      2  norwegische norwegisch ADJ    3  amod
      3  Kritik      Kritik     NOUN   0  root
      4  an          an         ADP    5  case
      5  Moskau      Moskau     PROPN  3  nmod)");
  actor(*article, 1, "NOR", EntityKind::kCountry, ReferenceKind::kAdjective);
  actor(*article, 4, "RUS");
  EXPECT_THAT(code(*article), testing::ElementsAre("ACCUSE/disapprove occurred NOR -> RUS"));
}

TEST_F(EventCoderTest, ConditionThatFailsGivesNoEventAndExplainSaysWhich) {
  auto article = parsed("xx", R"(
      1  Oslo      Oslo      PROPN  2  nsubj
      2  kündigte  kündigen  VERB   0  root
      3  Pläne     Plan      NOUN   2  obj)");
  actor(*article, 0, "NOR");
  EXPECT_TRUE(code(*article).empty());
  auto coder = EventCoder::load(root_.string(), {"xx"});
  const auto explanation = coder.value().explain(*article, 0);
  ASSERT_EQ(explanation.tries.size(), 1u);
  EXPECT_THAT(explanation.tries[0].outcome, testing::HasSubstr("obj in @agreement"));
}

TEST_F(EventCoderTest, TwoReportsOfOneEventBecomeOneRecordWithBothSentences) {
  auto article = parsed("xx", R"(
      1  Oslo         Oslo         PROPN  2  nsubj
      2  kritisierte  kritisieren  VERB   0  root  Tense=Past|VerbForm=Fin
      3  Moskau       Moskau       PROPN  2  obj

      1  Die          der          DET    3  det
      2  norwegische  norwegisch   ADJ    3  amod
      3  Kritik       Kritik       NOUN   0  root)");
  actor(*article, 0, "NOR");
  actor(*article, 2, "RUS");
  actor(*article, 4, "NOR", EntityKind::kCountry, ReferenceKind::kAdjective);
  EXPECT_THAT(code(*article), testing::ElementsAre("ACCUSE/disapprove occurred NOR -> RUS"));
  EXPECT_EQ(article->events[0].sentences.size(), 2u);
}

TEST_F(EventCoderTest, SpeakerOfTheReportingClauseIsTheAttribution) {
  auto article = parsed("xx", R"(
      1  Kiew         Kiew         PROPN  2  nsubj
      2  sagte        sagen        VERB   0  root  Tense=Past|VerbForm=Fin
      3  ,            ,            PUNCT  5  punct
      4  Oslo         Oslo         PROPN  5  nsubj
      5  kritisiere   kritisieren  VERB   2  ccomp  Mood=Sub|VerbForm=Fin
      6  Moskau       Moskau       PROPN  5  obj)");
  actor(*article, 0, "UKR");
  actor(*article, 3, "NOR");
  actor(*article, 5, "RUS");
  EXPECT_THAT(code(*article), testing::ElementsAre("ACCUSE/disapprove occurred NOR -> RUS"));
  ASSERT_EQ(article->events[0].attribution.size(), 1u);
  const auto& attribution =
      article->attributions[article->attribution_ids[article->events[0].attribution.begin]];
  EXPECT_EQ(article->bytes(attribution.speaker), "Kiew");
  EXPECT_EQ(article->bytes(attribution.cue), "sagte");
}

TEST_F(EventCoderTest, CountedSoldiersAreAQuantityWithItsBound) {
  auto article = parsed("xx", R"(
      1  Oslo      Oslo       PROPN  2  nsubj
      2  zog       ab+ziehen  VERB   0  root  Tense=Past|VerbForm=Fin
      3  rund      rund       ADV    4  advmod
      4  1.000     1.000      NUM    5  nummod
      5  Soldaten  Soldat     NOUN   2  obj
      6  ab        ab         ADP    2  compound:prt)");
  write("words/number_style.txt", "comma-decimal\n");
  actor(*article, 0, "NOR");
  EXPECT_THAT(code(*article), testing::ElementsAre("RETREAT/withdraw occurred NOR"));
  ASSERT_EQ(article->events[0].quantities.size(), 1u);
  const auto& quantity = article->quantities[article->events[0].quantities.begin];
  EXPECT_EQ(quantity.value, 1000);
  EXPECT_EQ(article->str(quantity.bound), "about");
  EXPECT_EQ(article->bytes(quantity.bytes), "rund 1.000 Soldaten");
}

TEST_F(EventCoderTest, LanguageThatWasNotLoadedYieldsNoEvents) {
  auto article = parsed("yy", "1 Oslo Oslo PROPN 2 nsubj\n2 kritisierte kritisieren VERB 0 root\n");
  EXPECT_TRUE(code(*article).empty());
}

TEST_F(EventCoderTest, EveryMistakeOfAFrameFileIsToldWithItsLine) {
  write("frames/bad.txt",
        "frame: xx/a.b\ntype: SANCTON\ngloss: g\ntrigger: a VERB\nwhere: obj in @nowhere\nactor: "
        "nsubj\nsource: s\n+ A. => A\n- B.\n\n"
        "frame: xx/kündigen.discontinue\ntype: ACCUSE\nmode: demo\ngloss: g\ntrigger: b\nactor: "
        "nsubj\nsource: s\n+ A. => A\n- B.\n");
  auto coder = EventCoder::load(root_.string(), {"xx"});
  ASSERT_FALSE(coder.ok());
  EXPECT_THAT(coder.error().message,
              testing::HasSubstr(
                  "bad.txt:2: no event type 'SANCTON' in plover/types.txt; nearest is 'SANCTION'"));
  EXPECT_THAT(coder.error().message,
              testing::HasSubstr("bad.txt:5: no word list 'words/nowhere.txt'"));
  EXPECT_THAT(coder.error().message,
              testing::HasSubstr("bad.txt:13: type 'ACCUSE' has no mode 'demo'"));
  EXPECT_THAT(coder.error().message,
              testing::HasSubstr("bad.txt:15: expected 'lemma UPOS', found 'b'"));
  EXPECT_THAT(coder.error().message, testing::HasSubstr("is already written at"));
}

}  // namespace
}  // namespace diurna
