#include "text/charset.h"

#include <gtest/gtest.h>

using namespace std::string_literals;

namespace diurna {
namespace {

TEST(Charset, ValidUtf8StaysAsItIs) {
  EXPECT_EQ(decode_to_utf8("Grüße aus Łódź"), "Grüße aus Łódź");
  EXPECT_EQ(decode_to_utf8("\xEF\xBB\xBFGrüße"), "Grüße");
}

TEST(Charset, LatinBytesAreReadAsWindows1252) {
  EXPECT_EQ(decode_to_utf8("Gr\xFC\xDF"
                           "e \x96 20 \x80"),
            "Grüße – 20 €");
  EXPECT_EQ(decode_to_utf8("Gr\xFC\xDF"
                           "e",
                           "ISO-8859-1"),
            "Grüße");
}

TEST(Charset, DeclaredCharsetIsUsedWhenTheBytesAreNotUtf8) {
  EXPECT_EQ(decode_to_utf8("\xCF\xF0\xE5\xE7", "windows-1251"), "През");
  EXPECT_EQ(decode_to_utf8("\xB1\xB6", "iso-8859-2"), "ąś");
}

TEST(Charset, DeclaredCharsetIsIgnoredWhenTheBytesAreUtf8) {
  EXPECT_EQ(decode_to_utf8("Grüße", "ISO-8859-1"), "Grüße");
  EXPECT_EQ(decode_to_utf8("Gr\xFC\xDF"
                           "e",
                           "no-such-charset"),
            "Grüße");
}

TEST(Charset, ByteOrderMarkDecidesForUtf16) {
  EXPECT_EQ(decode_to_utf8("\xFF\xFEG\0r\0\xFC\0"s), "Grü");
  EXPECT_EQ(decode_to_utf8("\xFE\xFF\0G\0r\0\xFC"s), "Grü");
}

TEST(Charset, Utf16WithoutMarkIsToldByItsZeros) {
  EXPECT_EQ(decode_to_utf8("T\0r\0u\0p\0p\0e\0n\0"s), "Truppen");
}

TEST(Charset, StrayBytesInUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(decode_to_utf8("für über \xFF möglich"), "für über \xEF\xBF\xBD möglich");
}

TEST(Charset, DeclarationIsFoundInMetaAndXml) {
  EXPECT_EQ(declared_charset("<html><head><meta charset=\"iso-8859-2\">"), "ISO-8859-2");
  EXPECT_EQ(
      declared_charset("<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>"),
      "KOI8-R");
  EXPECT_EQ(declared_charset("<?xml version='1.0' encoding='utf-8'?><html>"), "UTF-8");
  EXPECT_EQ(declared_charset("<p>charset=klingon</p>"), "");
}

}  // namespace
}  // namespace diurna
