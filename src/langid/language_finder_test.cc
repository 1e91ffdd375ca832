#include "langid/language_finder.h"

#include <gtest/gtest.h>

namespace diurna {
namespace {

const LanguageFinder& finder() {
  static const auto loaded = LanguageFinder::load(DIURNA_SOURCE_DIR "/data");
  EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
  return loaded.value();
}

struct Sample {
  const char* lang;
  const char* text;
};

constexpr Sample kSentences[] = {
    {"de", "Die Regierung in Oslo hat das Fischereiabkommen am Montag überraschend gekündigt."},
    {"en", "The government in Oslo unexpectedly cancelled the fishing agreement on Monday."},
    {"fr", "Le gouvernement d'Oslo a dénoncé lundi l'accord de pêche, à la surprise générale."},
    {"es",
     "El Gobierno de Oslo canceló el lunes por sorpresa el acuerdo de pesca con sus vecinos."},
    {"it", "Il governo di Oslo ha annullato lunedì a sorpresa l'accordo sulla pesca con i vicini."},
    {"pt", "O governo de Oslo cancelou na segunda-feira o acordo de pesca com os seus vizinhos."},
    {"nl",
     "De regering in Oslo heeft maandag onverwacht het visserijakkoord met haar buren opgezegd."},
    {"sv", "Regeringen i Oslo sade på måndagen oväntat upp fiskeavtalet med sina grannländer."},
    {"da", "Regeringen i Oslo opsagde mandag uventet fiskeriaftalen med sine nabolande."},
    {"no", "Regjeringen i Oslo sa mandag uventet opp fiskeriavtalen med nabolandene sine."},
    {"fi", "Oslon hallitus irtisanoi maanantaina yllättäen kalastussopimuksen naapuriensa kanssa."},
    {"pl",
     "Rząd w Oslo niespodziewanie wypowiedział w poniedziałek umowę o rybołówstwie z sąsiadami."},
    {"cs", "Vláda v Oslu v pondělí nečekaně vypověděla dohodu o rybolovu se svými sousedy."},
    {"hu", "Az oslói kormány hétfőn váratlanul felmondta a halászati egyezményt a szomszédaival."},
    {"ro", "Guvernul de la Oslo a denunțat luni pe neașteptate acordul de pescuit cu vecinii săi."},
    {"tr",
     "Oslo hükümeti pazartesi günü komşularıyla yaptığı balıkçılık anlaşmasını beklenmedik şekilde "
     "feshetti."},
    {"hr", "Vlada u Oslu u ponedjeljak je neočekivano otkazala sporazum o ribolovu sa susjedima."},
    {"ru", "Правительство в Осло в понедельник неожиданно расторгло соглашение о рыболовстве."},
    {"uk", "Уряд в Осло в понеділок несподівано розірвав угоду про рибальство з сусідами."},
    {"bg", "Правителството в Осло в понеделник неочаквано прекрати споразумението за риболов."},
    {"el", "Η κυβέρνηση στο Όσλο κατήγγειλε απροσδόκητα τη Δευτέρα τη συμφωνία αλιείας."},
    {"ar", "ألغت الحكومة في أوسلو يوم الاثنين اتفاقية الصيد بشكل غير متوقع."},
    {"he", "הממשלה באוסלו ביטלה ביום שני במפתיע את הסכם הדיג."},
    {"ja", "オスロの政府は月曜日、漁業協定を突然破棄した。"},
    {"zh", "奥斯陆政府周一突然取消了渔业协定。"},
    {"ko", "오슬로 정부는 월요일 어업 협정을 갑자기 파기했다."},
};

TEST(LanguageFinder, KnowsTheLanguageOfASentence) {
  for (const auto& sample : kSentences)
    EXPECT_EQ(finder().find(sample.text), sample.lang) << sample.text;
}

TEST(LanguageFinder, KnowsTheLanguageOfMostHeadlines) {
  constexpr Sample kHeadlines[] = {
      {"de", "Tausende protestieren gegen Rentenreform"},
      {"de", "Ministerin droht mit Rücktritt"},
      {"de", "Streit um den Haushalt geht weiter"},
      {"de", "Zwei Tote nach Explosion in Lagerhalle"},
      {"en", "Thousands march against pension reform"},
      {"en", "Minister threatens to resign"},
      {"en", "Two dead after blast at warehouse"},
      {"en", "Talks on border dispute collapse"},
      {"fr", "Des milliers de manifestants dans la rue"},
      {"fr", "La ministre menace de démissionner"},
      {"es", "La ministra amenaza con dimitir"},
      {"it", "La ministra minaccia le dimissioni"},
      {"nl", "Minister dreigt met aftreden"},
      {"pt", "Ministra ameaça demitir-se"},
      {"pl", "Minister grozi dymisją"},
      {"sv", "Ministern hotar med att avgå"},
  };
  int right = 0;
  for (const auto& sample : kHeadlines) {
    right += finder().guess(sample.text).lang == sample.lang ? 1 : 0;
    const auto found = finder().find(sample.text);
    EXPECT_TRUE(found.empty() || found == sample.lang) << sample.text << ": " << found;
  }
  EXPECT_GE(right, 15);
}

TEST(LanguageFinder, SaysNothingWhereThereIsNothingToJudgeBy) {
  EXPECT_EQ(finder().find(""), "");
  EXPECT_EQ(finder().find("12.5 – 2024 !!!"), "");
  EXPECT_EQ(finder().find("XK"), "");
  EXPECT_EQ(finder().guess("\xFF\xFE\x80").lang, "");
}

TEST(LanguageFinder, ForeignNamesDoNotCarryATextAway) {
  EXPECT_EQ(finder().find("Der französische Präsident Emmanuel Macron traf am Dienstag vor dem "
                          "Gipfel in Rio de Janeiro Luiz Inácio Lula da Silva."),
            "de");
}

TEST(LanguageFinder, ConfidenceGrowsWithTheText) {
  const double some = finder().guess("in der").confidence;
  const double more =
      finder().guess("in der Nacht zum Dienstag haben Soldaten die Brücke gesperrt").confidence;
  EXPECT_LT(some, more);
  EXPECT_GT(more, 0.95);
}

TEST(LanguageFinder, MissingTablesAreAnError) {
  const auto loaded = LanguageFinder::load("/no/such/folder");
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().kind, Error::kNotFound);
}

}  // namespace
}  // namespace diurna
