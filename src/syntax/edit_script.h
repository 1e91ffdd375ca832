// Lemma edit scripts: how a form becomes its lemma (docs/model-format.md, "Lemma edit scripts").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diurna/result.h"

namespace diurna {

class EditScript {
 public:
  // Reads "CASE|a-b|a-b", "CASE|a-b|a-b|@i-a-b" or "=LEMMA". Errors: kBadInput.
  static Result<EditScript> parse(std::string_view text);

  // The lemma of `form`; the form itself when the script does not fit it. `scratch` is overwritten.
  void apply(std::string_view form, std::u32string& scratch, std::string& out) const;

 private:
  enum class Case : uint8_t { kKeep, kLower, kTitle };
  bool literal_ = false;
  std::string lemma_;  // of a literal script
  Case case_ = Case::kKeep;
  uint32_t front_ = 0, back_ = 0;          // code points dropped at the ends
  uint32_t inside_ = 0, inside_drop_ = 0;  // where, and how many, inside
  bool has_inside_ = false;
  std::u32string front_put_, back_put_, inside_put_;
};

}  // namespace diurna
