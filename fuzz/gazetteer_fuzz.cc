// The reader of the compiled gazetteer on any bytes: whatever it accepts must be safe to ask.
#include <cstddef>
#include <cstdint>
#include <string>

#include "place/gazetteer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto gazetteer =
      diurna::Gazetteer::from_bytes(std::string(reinterpret_cast<const char*>(data), size));
  if (!gazetteer.ok()) return 0;
  size_t seen = 0;
  for (const char* key : {"oldport", "althafen", "nordmark", "nm", ""})
    for (const auto& posting : gazetteer.value().find(key))
      seen += gazetteer.value().place(posting.place).name.size() + posting.language.size();
  for (uint32_t row = 0; row < gazetteer.value().size() && row < 64; ++row)
    seen += gazetteer.value().place(row).name.size();
  return seen == SIZE_MAX ? 1 : 0;
}
