#include "extract/extractor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "doc/check_article.h"

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

namespace diurna {
namespace {

const Extractor& extractor() {
  static const auto loaded = Extractor::load(DIURNA_SOURCE_DIR "/data");
  EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
  return loaded.value();
}

struct Extracted {
  Article article;
  std::vector<std::string> blocks;  // "kind: text"
  std::string error;
};

std::unique_ptr<Extracted> extract(RawArticle raw, const ExtractOptions& options = {}) {
  auto got = std::make_unique<Extracted>();
  raw.name = "fixture";
  const auto outcome = extractor().extract(raw, options, got->article);
  if (!outcome.ok()) {
    got->error = outcome.error().message;
    return got;
  }
  EXPECT_EQ(check_article(got->article), "");
  for (const auto& block : got->article.blocks)
    got->blocks.push_back(std::string(name(block.kind)) + ": " +
                          std::string(got->article.bytes(block.bytes)));
  return got;
}

std::unique_ptr<Extracted> text(std::string bytes, const ExtractOptions& options = {}) {
  RawArticle raw;
  raw.bytes = std::move(bytes);
  return extract(std::move(raw), options);
}

std::unique_ptr<Extracted> page(std::string bytes) {
  RawArticle raw;
  raw.type = ContentType::kHtml;
  raw.bytes = std::move(bytes);
  return extract(std::move(raw));
}

// ---- plain text ----

TEST(PlainText, WhatThePageLeftIsNoBlock) {
  const auto got = text(
      "Oslo kündigt Fischereiabkommen\n"
      "HAfen\n"
      "Kutter liegen seit Wochen im Hafen von Bergen. - keystone\n"
      "\n"
      "Die Regierung in Oslo hat das Abkommen mit den Nachbarn am Montag gekündigt. Das teilte sie "
      "mit. (dpa/ab)\n"
      "\n"
      "Lesezeit: 3 Minuten\n"
      "Teilen\n"
      "Anzeige\n"
      "\n"
      "Die Nachbarn reagierten empört und kündigten Schritte gegen norwegische Schiffe an.\n"
      "\n"
      "Wir verwenden Cookies, um Ihnen den besten Service zu bieten.\n"
      "Mehr zum Thema:\n"
      "\n"
      "FischereiNorwegenHandelMeer\n"
      "© 2024 Hafenbote. Alle Rechte vorbehalten.");
  EXPECT_THAT(got->blocks, ElementsAre("title: Oslo kündigt Fischereiabkommen",
                                       "lead: Kutter liegen seit Wochen im Hafen von Bergen.",
                                       "paragraph: Die Regierung in Oslo hat das Abkommen mit den "
                                       "Nachbarn am Montag gekündigt. Das teilte sie mit.",
                                       "paragraph: Die Nachbarn reagierten empört und kündigten "
                                       "Schritte gegen norwegische Schiffe an."));
  EXPECT_EQ(got->article.title, "Oslo kündigt Fischereiabkommen");
  EXPECT_THAT(std::string(got->article.text),
              HasSubstr("FischereiNorwegenHandelMeer"));  // the text itself keeps all
}

TEST(PlainText, BylineNamesTheAuthors) {
  const auto got = text(
      "Talks on fishing collapse\n\nBy Jane Doe and John Roe, Example Press\n\n"
      "The talks between the two governments collapsed on Monday after nine hours.\n\nRead more: "
      "Who owns the sea?\n");
  EXPECT_THAT(got->blocks, ElementsAre("title: Talks on fishing collapse",
                                       "paragraph: The talks between the two governments collapsed "
                                       "on Monday after nine hours."));
  ASSERT_EQ(got->article.authors.size(), 2u);
  EXPECT_EQ(got->article.authors[0], "Jane Doe");
  EXPECT_EQ(got->article.authors[1], "John Roe");
}

TEST(PlainText, SentencesThatBeginLikeLabelsStay) {
  const auto got = text(
      "Die Anzeige ging am Montag bei der Polizei ein.\n\n"
      "Mehr zu essen forderten die Häftlinge seit Wochen, bis die Leitung am Freitag nachgab.\n\n"
      "Teilen der Stadt fehlt seit Tagen der Strom.");
  EXPECT_EQ(got->blocks.size(), 3u);
}

TEST(PlainText, DatelineIsOutsideOfTheSentence) {
  EXPECT_THAT(
      text("BERGEN, 4 JAN 90 (AFP) -- [TEXT] THE PORT WAS CLOSED TODAY BY ORDER OF THE ARMY.")
          ->blocks,
      ElementsAre("paragraph: THE PORT WAS CLOSED TODAY BY ORDER OF THE ARMY."));
  EXPECT_THAT(text("Wien – Die Regierung berät am Dienstag über das Gesetz.")->blocks,
              ElementsAre("paragraph: Die Regierung berät am Dienstag über das Gesetz."));
  EXPECT_THAT(text("BERLIN (Reuters) - Der Minister sagte seine Reise ab.")->blocks,
              ElementsAre("paragraph: Der Minister sagte seine Reise ab."));
  EXPECT_THAT(text("Bonn (KNA/ab). Der Bischof kritisierte das Gesetz.")->blocks,
              ElementsAre("paragraph: Der Bischof kritisierte das Gesetz."));
  EXPECT_THAT(text("PUTRAJAYA, Nov 22 — The ministry denied the report.")->blocks,
              ElementsAre("paragraph: The ministry denied the report."));
  EXPECT_THAT(
      text("Das Abkommen wird gekündigt. Oslo – Die Regierung hat am Montag entschieden.")->blocks,
      ElementsAre("lead: Das Abkommen wird gekündigt.",
                  "paragraph: Die Regierung hat am Montag entschieden."));
}

TEST(PlainText, WhatOnlyLooksLikeADatelineStays) {
  for (const char* sentence : {"Der Minister - er ist seit Mai im Amt - trat zurück.",
                               "The U.S. – and its allies – agreed.",
                               "Nach dem Angriff – dem dritten in einer Woche – floh die Familie.",
                               "Sen. Jane Doe (D-Ohio) voted against the bill.",
                               "Er sagte: Wir gehen.", "Dr. Anna Muster kam."})
    EXPECT_THAT(text(sentence)->blocks, ElementsAre("paragraph: "s + sentence));
}

TEST(PlainText, DateOfADatelineIsTheArticlesWhenNoneIsGiven) {
  const auto got = text("BERGEN, 4 JAN 90 -- THE PORT WAS CLOSED TODAY.");
  EXPECT_EQ(got->article.date.basis, DateBasis::kInferred);
  EXPECT_EQ(iso(got->article.date.span.from), "1990-01-04");
  EXPECT_EQ(iso(text("BERGEN, 4 JAN 90 -- THE PORT WAS CLOSED.", {.date = "1990-01-05"})
                    ->article.date.span.to),
            "1990-01-05");
  EXPECT_FALSE(text("BERGEN, Jan 4 -- The port was closed.")->article.date.known());
}

TEST(PlainText, HardWrappedLinesAreOneParagraph) {
  const auto got = text(
      "   THE ARMY CLOSED THE PORT OF BERGEN TODAY AFTER A NIGHT OF UNREST IN\n"
      "WHICH AT LEAST FOUR PEOPLE WERE INJURED, ACCORDING TO THE RADIO. THE\n"
      "GOVERNMENT HAS NOT COMMENTED.\n"
      "\n"
      "   FISHERMEN HAD BLOCKED THE ENTRANCE SINCE SUNDAY IN ORDER TO PROTEST\n"
      "AGAINST THE AGREEMENT THAT WAS SIGNED LAST WEEK IN THE CAPITAL BY ALL\n"
      "SIDES.\n");
  ASSERT_EQ(got->blocks.size(), 2u);
  EXPECT_THAT(got->blocks[0], HasSubstr("UNREST IN\nWHICH"));
  EXPECT_THAT(got->blocks[1], HasSubstr("SIDES."));
}

TEST(PlainText, LinesThatWereNotWrappedAreParagraphs) {
  EXPECT_EQ(text("Der erste Absatz steht auf einer Zeile und endet hier.\nDer zweite ist "
                 "kürzer.\nDer dritte Absatz ist "
                 "wieder etwas länger als der zweite, aber er endet auch.")
                ->blocks.size(),
            3u);
}

TEST(PlainText, TextIsNormalisedOnce) {
  const auto got = text(
      "Der Ha\xC2\xAD"
      "fen\r\nvon Mu\xCC\x88nchen\xE2\x80\x8B ist\x01 zu.");
  EXPECT_EQ(got->article.text, "Der Hafen\nvon München ist zu.");
}

TEST(PlainText, KeepTextKeepsEveryCharacter) {
  const std::string bytes =
      "Anzeige\r\nDer Ha\xC2\xAD"
      "fen ist zu. (dpa)\r\n\r\nMehr zum Thema:\r\n";
  const auto got = text(bytes, {.keep_text = true});
  EXPECT_EQ(std::string_view(got->article.text), bytes);
  EXPECT_EQ(got->blocks.size(), 3u);
  EXPECT_THAT(text("BERGEN, 4 JAN 90 -- THE PORT WAS CLOSED.", {.keep_text = true})->blocks,
              ElementsAre("paragraph: BERGEN, 4 JAN 90 --", "paragraph: THE PORT WAS CLOSED."));
}

TEST(PlainText, BytesOfAnotherEncodingAreDecoded) {
  EXPECT_EQ(text("Die K\xFCste ist gesperrt.")->article.text, "Die Küste ist gesperrt.");
}

TEST(PlainText, IdIsGivenOrMadeOfTheText) {
  const auto first = text("Ein Satz."), again = text("Ein Satz."),
             other = text("Ein anderer Satz.");
  EXPECT_EQ(first->article.id.size(), 16u);
  EXPECT_EQ(first->article.id, again->article.id);
  EXPECT_NE(first->article.id, other->article.id);
  RawArticle raw;
  raw.id = "a-7";
  raw.bytes = "Ein Satz.";
  EXPECT_EQ(extract(raw)->article.id, "a-7");
}

TEST(PlainText, BadInputsAreErrors) {
  EXPECT_THAT(text(" \n \t\n")->error, HasSubstr("nothing but white space"));
  EXPECT_THAT(text("Ein Satz.", {.date = "gestern"})->error, HasSubstr("'gestern' is no date"));
  RawArticle raw;
  raw.type = ContentType::kConllu;
  raw.bytes = "1\tEins";
  EXPECT_THAT(extract(raw)->error, HasSubstr("CoNLL-U"));
}

// ---- pages ----

const char* const kPage = R"(<!DOCTYPE html><html lang="de-CH"><head><meta charset="utf-8">
<title>Oslo kündigt Fischereiabkommen | Hafenbote</title>
<meta property="og:title" content="Oslo kündigt Fischereiabkommen"><meta property="og:site_name" content="Hafenbote">
<meta name="author" content="Erika Musterfrau"><link rel="canonical" href="https://hafenbote.example/a/1">
<meta property="article:published_time" content="2024-04-25T10:15:00+02:00"><meta name="keywords" content="Fischerei, Norwegen">
<meta property="og:description" content="Die Regierung in Oslo will das Abkommen mit den Nachbarn nicht verlängern.">
<style>p { color: red }</style><script>var a = "<p>Kein Text, sondern ein Programm, das niemand liest.</p>";</script></head>
<body><nav><ul><li><a href="/">Start</a></li><li><a href="/p">Politik</a></li></ul></nav>
<div class="cookie-banner"><p>Diese Seite speichert auf Ihrem Gerät allerlei Daten, und dafür bittet sie um Erlaubnis.</p></div>
<main><article><h1>Oslo kündigt Fischereiabkommen</h1>
<p class="article-lead">Die Regierung in Oslo will das Abkommen mit den Nachbarn nicht verlängern.</p>
<figure><img src="a.jpg"><figcaption>Kutter im Hafen von Bergen, wo seit Wochen niemand mehr ausläuft.</figcaption></figure>
<div class="article-body">
<p>Das Kabinett hat am Montag beschlossen, das <a href="/f">Abkommen</a> zu kündigen. Das teilte die Ministerin mit. (dpa)</p>
<div class="share-buttons"><a href="#">Teilen</a> <a href="#">Twittern</a></div>
<h2>Nachbarn reagieren empört</h2>
<p>Die Nachbarn reagierten empört und kündigten Schritte gegen norwegische Schiffe an.<br><br>Beobachter rechnen mit langen Verhandlungen im Herbst.</p>
<div class="teaser"><h3>Lesen Sie auch</h3><p><a href="/b">Warum der Fisch so knapp geworden ist und wer davon lebt</a></p></div>
<p>Ein Gipfel ist für Juni geplant, sagte ein Sprecher.</p>
</div></article></main>
<section class="comments"><p>Ich finde, das ist eine sehr gute Entscheidung der Regierung, endlich tut jemand etwas.</p></section>
<footer><p>© 2024 Hafenbote. Alle Rechte vorbehalten, auch die der Übersetzung in andere Sprachen.</p></footer></body></html>)";

TEST(Page, ReportIsLeftWithoutMenusCaptionsTeasersAndComments) {
  const auto got = page(kPage);
  EXPECT_THAT(
      got->blocks,
      ElementsAre(
          "lead: Die Regierung in Oslo will das Abkommen mit den Nachbarn nicht verlängern.",
          "paragraph: Das Kabinett hat am Montag beschlossen, das Abkommen zu kündigen. Das teilte "
          "die Ministerin mit.",
          "heading: Nachbarn reagieren empört",
          "paragraph: Die Nachbarn reagierten empört und kündigten Schritte gegen norwegische "
          "Schiffe an.",
          "paragraph: Beobachter rechnen mit langen Verhandlungen im Herbst.",
          "paragraph: Ein Gipfel ist für Juni geplant, sagte ein Sprecher."));
}

TEST(Page, MetadataAreRead) {
  const auto got = page(kPage);
  const Article& a = got->article;
  EXPECT_EQ(a.title, "Oslo kündigt Fischereiabkommen");
  EXPECT_EQ(a.url, "https://hafenbote.example/a/1");
  EXPECT_EQ(a.source, "Hafenbote");
  EXPECT_EQ(a.lang, "de");
  EXPECT_EQ(a.agency, "Deutsche Presse-Agentur");
  EXPECT_EQ(a.date.basis, DateBasis::kMetadata);
  EXPECT_EQ(iso(a.date.span.from), "2024-04-25");
  ASSERT_EQ(a.authors.size(), 1u);
  EXPECT_EQ(a.authors[0], "Erika Musterfrau");
  ASSERT_EQ(a.tags.size(), 2u);
}

TEST(Page, JsonLdIsRead) {
  const auto got = page(
      R"(<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "WebSite", "name": "Example"},
      {"@type": ["NewsArticle"], "headline": "Talks &amp; threats", "datePublished": "2023-11-02T08:00:00Z", "inLanguage": "en-GB",
       "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}], "publisher": {"name": "Example Press"},
       "description": "line
break"}]}</script></head><body><div><p>The talks between the two governments collapsed on Monday after nine hours of debate.</p>
      <p>Both sides threatened to leave the treaty by the end of the year, officials said.</p></div></body></html>)");
  EXPECT_EQ(got->article.title, "Talks & threats");
  EXPECT_EQ(iso(got->article.date.span.from), "2023-11-02");
  EXPECT_EQ(got->article.authors.size(), 2u);
  EXPECT_EQ(got->article.source, "Example Press");
  EXPECT_EQ(got->article.lang, "en");
  EXPECT_EQ(got->blocks.size(), 2u);
}

TEST(Page, DateOfTheAddressIsUsedWhenThePageSaysNone) {
  RawArticle raw;
  raw.type = ContentType::kHtml;
  raw.url = "https://news.example/2022/03/09/port-shut.html";
  raw.bytes =
      "<html><body><p>The port was shut on Monday by order of the army, the radio "
      "said.</p></body></html>";
  EXPECT_EQ(iso(extract(raw)->article.date.span.from), "2022-03-09");
}

TEST(Page, CharsetOfThePageIsHonoured) {
  const auto got = page(
      "<html><head><meta charset='iso-8859-1'></head><body><p>Die K\xFCste von \xC5land ist seit "
      "Montag f\xFCr "
      "Schiffe gesperrt.</p></body></html>");
  EXPECT_EQ(got->article.text, "Die Küste von Åland ist seit Montag für Schiffe gesperrt.");
}

TEST(Page, ClassOfTheWholePageDoesNotShutTheReportOut) {
  std::string paragraphs;
  for (int i = 0; i < 6; ++i)
    paragraphs += "<p>Absatz " + std::to_string(i) +
                  " des Berichts erzählt, was im Hafen von Bergen am Montag geschah.</p>";
  const auto got = page(
      "<html><body class='has-sidebar comments-open'><div class='content-sidebar related "
      "share'><div class='x'>" +
      paragraphs + "</div></div></body></html>");
  EXPECT_EQ(got->blocks.size(), 6u);
}

TEST(Page, BadPagesAreErrorsOrGiveWhatTheyHave) {
  EXPECT_THAT(page("<html><body></body></html>")->error, HasSubstr("no article found"));
  EXPECT_THAT(page("<html><body><nav><a "
                   "href='/'>Start</a></nav><form><button>Suche</button></form></body></html>")
                  ->error,
              HasSubstr("no article found"));
  EXPECT_EQ(
      page("<p>Der Hafen ist seit Montag geschlossen, sagte die Ministerin.<div><b></p></i><table>")
          ->blocks.size(),
      1u);
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  page(deep + "<p>Ein Satz, der sehr tief in der Seite steht, sehr tief.</p>");  // must come back
}

TEST(Page, ScriptWithoutEndDoesNotSwallowThePage) {
  const auto got = page(
      "<html><body><p>Der Hafen ist seit Montag geschlossen, sagte die Ministerin.</p><script "
      "src='a.js'>"
      "<p>Am Dienstag soll er wieder öffnen, hieß es im Rathaus.</p></body></html>");
  EXPECT_EQ(got->blocks.size(), 2u);
}

TEST(ExtractorTest, ManyThreadsShareOne) {
  std::vector<std::jthread> threads;
  std::vector<size_t> counts(4, 0);
  for (size_t t = 0; t < counts.size(); ++t)
    threads.emplace_back([&counts, t] {
      for (int i = 0; i < 20; ++i) {
        RawArticle raw;
        raw.type = ContentType::kHtml;
        raw.bytes = kPage;
        Article article;
        if (extractor().extract(raw, {}, article).ok()) counts[t] = article.blocks.size();
      }
    });
  threads.clear();
  EXPECT_THAT(counts, ElementsAre(6u, 6u, 6u, 6u));
}

TEST(ExtractorTest, MissingDataAreAnError) {
  const auto loaded = Extractor::load("/no/such/folder");
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.error().message, HasSubstr("/no/such/folder"));
}

}  // namespace
}  // namespace diurna
