// The time tagger on any bytes: the first byte chooses the language and whether a date is known.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "doc/check_article.h"
#include "text/utf8.h"
#include "time/testing.h"
#include "time/time_tagger.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const diurna::TimeTagger kTagger =
      diurna::TimeTagger::load(DIURNA_SOURCE_DIR "/data", {"de", "en"}).take();
  if (size == 0) return 0;
  const std::string text = diurna::repair_utf8({reinterpret_cast<const char*>(data + 1), size - 1});
  const auto article = diurna::time::plain_article((data[0] & 1) != 0 ? "de" : "en", text,
                                                   (data[0] & 2) != 0 ? "2024-04-25" : "");
  kTagger.annotate(*article);
  if (!diurna::check_article(*article).empty()) std::abort();
  return 0;
}
