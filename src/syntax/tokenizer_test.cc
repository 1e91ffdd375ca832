#include "syntax/tokenizer.h"

#include <gtest/gtest.h>

#include "base/strings.h"

namespace diurna {
namespace {

// Tokens with a bar between them; words of a contraction joined by "+".
std::string tokens(const std::string& lang, std::string_view text) {
  auto rules = TokenRules::load(std::string(DIURNA_SOURCE_DIR) + "/data/" + lang);
  EXPECT_TRUE(rules.ok()) << rules.error().message;
  const Tokenizer tokenizer(rules.take());
  TokenizerScratch scratch;
  tokenizer.tokenize(text, {0, static_cast<uint32_t>(text.size())}, scratch);
  std::string out;
  for (const auto& token : scratch.tokens) {
    if (!out.empty()) out += token.contracted == 2 ? "+" : "|";
    out += token.form;
  }
  return out;
}

TEST(Tokenizer, ContractionsAreCutIntoTheirWords) {
  EXPECT_EQ(tokens("de", "Im Hafen"), "In+dem|Hafen");
  EXPECT_EQ(tokens("de", "zur Wahl, vom Amt"), "zu+der|Wahl|,|von+dem|Amt");
  EXPECT_EQ(tokens("en", "They don't."), "They|do+n't|.");
  EXPECT_EQ(tokens("en", "Norway’s ships can't, cannot"), "Norway+’s|ships|ca+n't|,|can+not");
  EXPECT_EQ(tokens("en", "the farmers' vote"), "the|farmers+'|vote");
  EXPECT_EQ(tokens("en", "'the farmers' vote"), "'|the|farmers|'|vote");
}

TEST(Tokenizer, PartsThatStandInTheTextHaveTheirOwnBytes) {
  auto rules = TokenRules::load(std::string(DIURNA_SOURCE_DIR) + "/data/en");
  const Tokenizer tokenizer(rules.take());
  TokenizerScratch scratch;
  tokenizer.tokenize("Oslo's", {0, 6}, scratch);
  EXPECT_EQ(scratch.tokens[0].bytes, (ByteSpan{0, 4}));
  EXPECT_EQ(scratch.tokens[1].bytes, (ByteSpan{4, 6}));
}

TEST(Tokenizer, NumbersDatesAndOrdinalsStayWhole) {
  EXPECT_EQ(tokens("de", "am 24. April 2024 um 15.30 Uhr"), "an+dem|24.|April|2024|um|15.30|Uhr");
  EXPECT_EQ(tokens("de", "Er kam 2019. Dann ging er."), "Er|kam|2019|.|Dann|ging|er|.");
  EXPECT_EQ(tokens("de", "Es waren 24. Die Polizei"), "Es|waren|24|.|Die|Polizei");
  EXPECT_EQ(tokens("de", "1.000 Euro, 3,5 Prozent"), "1.000|Euro|,|3,5|Prozent");
  EXPECT_EQ(tokens("de", "die 50-jährige Frau, 90er-Jahre"),
            "die|50|-|jährige|Frau|,|90er|-|Jahre");
  EXPECT_EQ(tokens("en", "$1,200.50 and 10% at 5pm"), "$|1,200.50|and|10|%|at|5|pm");
  EXPECT_EQ(tokens("en", "on 9/11 or 2024-05-03, call 713-555-0101"),
            "on|9/11|or|2024-05-03|,|call|713-555-0101");
}

TEST(Tokenizer, AbbreviationsKeepTheirDot) {
  EXPECT_EQ(tokens("de", "Dr. Koch sprach z.B. mit St. Gallen."),
            "Dr.|Koch|sprach|z.B.|mit|St.|Gallen|.");
  EXPECT_EQ(tokens("en", "Mr. Hill left the U.S. in Sept. 2001."),
            "Mr.|Hill|left|the|U.S.|in|Sept.|2001|.");
  EXPECT_EQ(tokens("en", "George W. Hill said no. No. 5"), "George|W.|Hill|said|no|.|No.|5");
}

TEST(Tokenizer, HyphensFollowTheTreebanks) {
  EXPECT_EQ(tokens("de", "US-Soldaten, Außen- und Innenminister"),
            "US|-|Soldaten|,|Außen|-|und|Innenminister");
  EXPECT_EQ(tokens("en", "US-led anti-government ten-year"), "US|-|led|anti-government|ten|-|year");
}

TEST(Tokenizer, AddressesNamesAndTagsStayWhole) {
  EXPECT_EQ(tokens("de", "(siehe https://beispiel.de/a_(b)?x=1)."),
            "(|siehe|https://beispiel.de/a_(b)?x=1|)|.");
  EXPECT_EQ(tokens("en", "mail a.b@mail.example.org, see example.com."),
            "mail|a.b@mail.example.org|,|see|example.com|.");
  EXPECT_EQ(tokens("de", "@kanzleramt: #wahl2025 :-)"), "@kanzleramt|:|#wahl2025|:-)");
}

TEST(Tokenizer, QuotesBracketsAndRunsOfSignsAreTokens) {
  EXPECT_EQ(tokens("de", "„Nein“, sagte er (64)..."), "„|Nein|“|,|sagte|er|(|64|)|...");
  EXPECT_EQ(tokens("en", "Wait--what?! \"Yes\""), "Wait|--|what|?!|\"|Yes|\"");
}

TEST(Tokenizer, TimeIsLinearInTextsWithoutSpaces) {
  for (const std::string_view piece : {"a.", "1-", "a@", "non-", "x'", "((", "A.B", "http://"}) {
    std::string text;
    while (text.size() < 200000) text += piece;
    tokens("en", text);
    tokens("de", text);
  }
}

}  // namespace
}  // namespace diurna
