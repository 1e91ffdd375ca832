// The reader of model files on any bytes: what it accepts must run.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/files.h"
#include "nn/language_network.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string path = "/tmp/model_file_fuzz." + std::to_string(getpid());
  if (!diurna::write_file(path, {reinterpret_cast<const char*>(data), size}).ok()) return 0;
  auto file = diurna::ModelFile::open(path);
  if (!file.ok()) return 0;
  const auto network = diurna::LanguageNetwork::load(file.take());
  if (!network.ok()) return 0;
  const std::vector<float> inputs(3 * size_t{network.value().input_size()}, 0.5f);
  diurna::Analysis analysis;
  diurna::NetworkScratch scratch;
  network.value().parse(inputs.data(), std::vector<uint32_t>{3}, analysis, scratch);
  return 0;
}
