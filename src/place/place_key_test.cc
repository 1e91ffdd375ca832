#include "place/place_key.h"

#include <gtest/gtest.h>

namespace diurna {
namespace {

TEST(PlaceKey, FoldsCaseDiacriticsAndSigns) {
  EXPECT_EQ(place_key("St. Gallen"), "st gallen");
  EXPECT_EQ(place_key("ZÜRICH"), "zurich");
  EXPECT_EQ(place_key("Île-de-France"), "ile de france");
  EXPECT_EQ(place_key("Washington, D.C."), "washington dc");
  EXPECT_EQ(place_key("Xi’an"), place_key("Xi'an"));
  EXPECT_EQ(place_key("Łódź"), "lodz");
  EXPECT_EQ(place_key(" - "), "");
}

TEST(PlaceKey, AsciiAndOtherTextAgree) {
  // The two ways through the function must give the same keys.
  EXPECT_EQ(place_key("Port-au-Prince"), place_key("Port‐au‐Prince"));
  EXPECT_EQ(place_key("O'Fallon 2"), place_key("O’Fallon 2"));
}

TEST(CoarseKey, TransliterationsOfOneNameAgree) {
  EXPECT_EQ(coarse_key("tschernihiw"), coarse_key("chernihiv"));
  EXPECT_EQ(coarse_key("masar i scharif"), coarse_key("mazar e sharif"));
  EXPECT_NE(coarse_key("hamburg"), coarse_key("homberg"));
}

TEST(ExactMark, IgnoresCaseButNotDiacritics) {
  EXPECT_EQ(exact_mark("Münster"), exact_mark("MÜNSTER"));
  EXPECT_NE(exact_mark("Münster"), exact_mark("Munster"));
}

}  // namespace
}  // namespace diurna
