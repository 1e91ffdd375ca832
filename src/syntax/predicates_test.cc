#include "syntax/predicates.h"

#include <gtest/gtest.h>

#include "syntax/lemmatizer.h"

namespace diurna {
namespace {

Predicates predicates(const std::string& lang) {
  auto loaded = Predicates::load(std::string(DIURNA_SOURCE_DIR) + "/data/" + lang);
  EXPECT_TRUE(loaded.ok());
  return loaded.take();
}

std::string joined_inside(const std::string& form, std::string lemma) {
  static const Predicates german = predicates("de");
  german.join_inside(form, lemma);
  return lemma;
}

TEST(Predicates, AParticleInsideOfTheFormJoinsTheLemma) {
  EXPECT_EQ(joined_inside("anzukündigen", "kündigen"), "ankündigen");
  EXPECT_EQ(joined_inside("anzukündigen", "anzukündigen"), "ankündigen");
  EXPECT_EQ(joined_inside("angekündigt", "kündigen"), "ankündigen");
  EXPECT_EQ(joined_inside("angekündigt", "ankündigen"), "ankündigen");
  EXPECT_EQ(joined_inside("zurückgezogen", "ziehen"), "zurückziehen");
  EXPECT_EQ(joined_inside("angreifen", "angreifen"), "angreifen");
  EXPECT_EQ(joined_inside("gezogen", "ziehen"), "ziehen");
}

TEST(Predicates, AParticleThatStandsApartIsJoined) {
  EXPECT_EQ(predicates("de").joined("kündigen", "an"), "ankündigen");
  EXPECT_EQ(predicates("de").joined("ankündigen", "an"), "ankündigen");
  EXPECT_EQ(predicates("en").joined("carry", "out"), "carry out");
}

TEST(Lemmatizer, AnUnknownVerbIsKnownByItsRest) {
  auto compounds = Compounds::load(std::string(DIURNA_SOURCE_DIR) + "/data/de");
  const auto lemmatizer = Lemmatizer::make(
      "traf\tVERB\ttreffen\ngreifen\tVERB\tgreifen\nstand\tVERB\tstehen\nSchiffe\tNOUN\tSchiff|"
      "Schiffe\n",
      "form\tupos\tlemma\nwarf\tVERB\twerfen\n", {"k|0-|0-", "k|0-|1-"}, predicates("de"),
      compounds.take());
  ASSERT_TRUE(lemmatizer.ok());
  Lemmatizer::Scratch scratch;
  const float scores[] = {1, 0};
  const auto guess = [&](std::string_view form, Upos upos) {
    std::string out;
    lemmatizer.value().guess(form, upos, scores, scratch, out);
    return out;
  };
  EXPECT_EQ(guess("eintraf", Upos::VERB), "eintreffen");
  EXPECT_EQ(guess("anzugreifen", Upos::VERB), "angreifen");
  EXPECT_EQ(guess("verstand", Upos::VERB), "verstehen");
  EXPECT_EQ(guess("vorwarf", Upos::VERB), "vorwerfen");  // by the language's own table of forms
  EXPECT_EQ(guess("Raketenangriffe", Upos::NOUN), "Raketenangriff");
  EXPECT_EQ(guess("OSZE", Upos::PROPN), "OSZE");
  EXPECT_EQ(lemmatizer.value().known("Schiffe", Upos::NOUN, scratch),
            "Schiff");  // the first of two
}

}  // namespace
}  // namespace diurna
