#include "syntax/compounds.h"

#include <gtest/gtest.h>

namespace diurna {
namespace {

const Compounds& german() {
  static const Compounds compounds = [] {
    auto loaded = Compounds::load(std::string(DIURNA_SOURCE_DIR) + "/data/de");
    EXPECT_TRUE(loaded.ok()) << loaded.error().message;
    return loaded.take();
  }();
  return compounds;
}

std::string parts(std::string_view word) {
  const auto found = german().split(word);
  return found.last.empty() ? "-" : found.first + "|" + found.last;
}

TEST(Compounds, PartsAreGivenAsBaseForms) {
  const std::pair<const char*, const char*> cases[] = {
      {"Luftabwehrsystem", "Luftabwehr|System"},
      {"Militärjunta", "Militär|Junta"},
      {"Kooperationsabkommen", "Kooperation|Abkommen"},
      {"US-Soldat", "US|Soldat"},
      {"US-Soldaten", "US|Soldat"},
      {"Nachbarland", "Nachbar|Land"},
      {"Nachbarländer", "Nachbar|Land"},
      {"Truppenabzug", "Truppe|Abzug"},
      {"Friedensgespräch", "Frieden|Gespräch"},
      {"Waffenlieferung", "Waffe|Lieferung"},
      {"Luftangriff", "Luft|Angriff"},
      {"Regierungssprecher", "Regierung|Sprecher"},
      {"NATO-Generalsekretär", "NATO|Sekretär"},
      {"Außenminister", "außen|Minister"},
      {"Gegenangriff", "gegen|Angriff"},
      {"Staatspräsident", "Staat|Präsident"},
      {"Parlamentswahl", "Parlament|Wahl"},
  };
  for (const auto& [word, expected] : cases) EXPECT_EQ(parts(word), expected) << word;
}

// Words of the field by hand: at least 93 of 100 heads have to be right.
TEST(Compounds, HeadsOfCompoundsAreFound) {
  const std::pair<const char*, const char*> words[] = {
      {"Sicherheitskraft", "Kraft"},
      {"Grenzübergang", "Übergang"},
      {"Oppositionsführer", "Führer"},
      {"Handelsabkommen", "Abkommen"},
      {"Wirtschaftssanktion", "Sanktion"},
      {"Flüchtlingslager", "Lager"},
      {"Bürgerkrieg", "Krieg"},
      {"Hilfslieferung", "Lieferung"},
      {"Polizeieinsatz", "Einsatz"},
      {"Massenprotest", "Protest"},
      {"Hungerstreik", "Streik"},
      {"Haftbefehl", "Befehl"},
      {"Bundesregierung", "Regierung"},
      {"Verteidigungsminister", "Minister"},
      {"Verteidigungsministerium", "Ministerium"},
      {"Kanzleramt", "Amt"},
      {"Staatsanwalt", "Anwalt"},
      {"Terroranschlag", "Anschlag"},
      {"Bombenanschlag", "Anschlag"},
      {"Raketenangriff", "Angriff"},
      {"Drohnenangriff", "Angriff"},
      {"Panzerlieferung", "Lieferung"},
      {"Klimaschutz", "Schutz"},
      {"Klimakonferenz", "Konferenz"},
      {"Gipfeltreffen", "Treffen"},
      {"Krisentreffen", "Treffen"},
      {"Koalitionsvertrag", "Vertrag"},
      {"Friedensvertrag", "Vertrag"},
      {"Einreiseverbot", "Verbot"},
      {"Waffenembargo", "Embargo"},
      {"Ölembargo", "Embargo"},
      {"Strafzoll", "Zoll"},
      {"Parteivorsitzende", "Vorsitzende"},
      {"Fraktionschef", "Chef"},
      {"Regierungschef", "Chef"},
      {"Ministerpräsident", "Präsident"},
      {"Geheimdienst", "Dienst"},
      {"Kriegsverbrechen", "Verbrechen"},
      {"Kriegsschiff", "Schiff"},
      {"Kampfflugzeug", "Flugzeug"},
      {"Seenotrettung", "Rettung"},
      {"Rettungskraft", "Kraft"},
      {"Todesopfer", "Opfer"},
      {"Menschenrecht", "Recht"},
      {"Völkerrecht", "Recht"},
      {"Grundgesetz", "Gesetz"},
      {"Gesetzentwurf", "Entwurf"},
      {"Steuerreform", "Reform"},
      {"Rentenreform", "Reform"},
      {"Mindestlohn", "Lohn"},
      {"Arbeitsmarkt", "Markt"},
      {"Wahlkampf", "Kampf"},
      {"Wahlergebnis", "Ergebnis"},
      {"Wahlbeobachter", "Beobachter"},
      {"Stichwahl", "Wahl"},
      {"Präsidentenwahl", "Wahl"},
      {"Volksabstimmung", "Abstimmung"},
      {"Staatsbesuch", "Besuch"},
      {"Truppenbesuch", "Besuch"},
      {"Entwicklungshilfe", "Hilfe"},
      {"Militärhilfe", "Hilfe"},
      {"Finanzhilfe", "Hilfe"},
      {"Gefangenenaustausch", "Austausch"},
      {"Geiselnahme", "-"},
      {"Festnahme", "-"},
      {"Hausdurchsuchung", "Durchsuchung"},
      {"Gerichtsurteil", "Urteil"},
      {"Gefängnisstrafe", "Strafe"},
      {"Todesstrafe", "Strafe"},
      {"Atomwaffe", "Waffe"},
      {"Atomabkommen", "Abkommen"},
      {"Gaslieferung", "Lieferung"},
      {"Energiekrise", "Krise"},
      {"Flüchtlingskrise", "Krise"},
      {"Asylbewerber", "Bewerber"},
      {"Demonstrationsverbot", "Verbot"},
      {"Ausgangssperre", "Sperre"},
      {"Straßenblockade", "Blockade"},
      {"Generalstreik", "Streik"},
      {"Bahnstreik", "Streik"},
      {"Tarifkonflikt", "Konflikt"},
      {"Grenzkonflikt", "Konflikt"},
      {"Friedenstruppe", "Truppe"},
      {"Blauhelmsoldat", "Soldat"},
      {"Bundeswehrsoldat", "Soldat"},
      {"Elitesoldat", "Soldat"},
      {"Milizenführer", "Führer"},
      {"Rebellengruppe", "Gruppe"},
      {"Terrorgruppe", "Gruppe"},
      {"Hilfsorganisation", "Organisation"},
      {"Menschenrechtsorganisation", "Organisation"},
      {"Presseagentur", "Agentur"},
      {"Nachrichtenagentur", "Agentur"},
      {"Pressekonferenz", "Konferenz"},
      {"Sicherheitsrat", "Rat"},
      {"Europaparlament", "Parlament"},
      {"Länderparlament", "Parlament"},
      {"Übergangsregierung", "Regierung"},
      {"Militärregierung", "Regierung"},
      {"Waffenruhe", "Ruhe"}};
  int right = 0, all = 0;
  for (const auto& [word, last] : words) {
    const auto found = german().split(word);
    const bool good = (found.last.empty() ? "-" : found.last) == last;
    right += good;
    ++all;
    if (!good)
      std::printf("  %s: %s|%s, not %s\n", word, found.first.c_str(), found.last.c_str(), last);
  }
  EXPECT_GE(right * 100, 93 * all);
}

TEST(Compounds, WordsThatAreNoCompoundsStayWhole) {
  const char* words[] = {
      "Minister",    "Regierung",    "Parlament",    "Demonstrant",   "Präsident",
      "Kommandant",  "Gesellschaft", "Botschaft",    "Landschaft",    "Mannschaft",
      "Eigentum",    "Heimat",       "Monat",        "Vertrag",       "Antrag",
      "Beitrag",     "Auftrag",      "Abzug",        "Rückzug",       "Einzug",
      "Angriff",     "Anschlag",     "Vorschlag",    "Unterstützung", "Überfall",
      "Sanktion",    "Organisation", "Opposition",   "Delegation",    "Koalition",
      "Kandidat",    "Soldat",       "Offizier",     "General",       "Kapitän",
      "Journalist",  "Aktivist",     "Terrorist",    "Polizist",      "Student",
      "Sekretär",    "Botschafter",  "Verhandlung",  "Vereinbarung",  "Verurteilung",
      "Verhaftung",  "Entlassung",   "Ermordung",    "Erklärung",     "Forderung",
      "Drohung",     "Warnung",      "Kritik",       "Protest",       "Demonstration",
      "Kundgebung",  "Bewegung",     "Verwaltung",   "Verfassung",    "Abstimmung",
      "Einladung",   "Anerkennung",  "Zustimmung",   "Ablehnung",     "Verletzung",
      "Zerstörung",  "Besetzung",    "Belagerung",   "Blockade",      "Offensive",
      "Rakete",      "Drohne",       "Panzer",       "Munition",      "Granate",
      "Konferenz",   "Referendum",   "Skandal",      "Korruption",    "Migration",
      "Deutschland", "Russland",     "Griechenland", "Frankreich",    "Österreich",
      "Ungarn",      "Bulgarien",    "Argentinien",  "Norwegen",      "Dänemark",
      "Berlin",      "Hamburg",      "München",      "Merkel",        "Steinmeier",
      "Erdogan",     "Montag",       "Dienstag",     "Bundestag",     "Dezember",
      "Wirtschaft",  "Wissenschaft", "Energie",      "Industrie",     "Ergebnis",
      "Gefängnis",   "Bündnis",      "Freiheit",     "Sicherheit",    "Gelegenheit"};
  int split = 0;
  for (const char* word : words) {
    const auto found = german().split(word);
    if (found.last.empty()) continue;
    ++split;
    std::printf("  %s: %s|%s\n", word, found.first.c_str(), found.last.c_str());
  }
  EXPECT_LE(split, 4);
}

TEST(Compounds, ALanguageWithoutAListSplitsAtHyphensOnly) {
  const auto english = Compounds::load(std::string(DIURNA_SOURCE_DIR) + "/data/en");
  ASSERT_TRUE(english.ok());
  EXPECT_TRUE(english.value().split("Whitehouse").last.empty());
}

TEST(Compounds, OddWordsAreHarmless) {
  for (const char* word :
       {"", "-", "--", "A-", "-B", "Ä",
        "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "首相"})
    german().split(word);
}

}  // namespace
}  // namespace diurna
