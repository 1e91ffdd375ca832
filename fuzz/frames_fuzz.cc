// Any bytes as a file of frames: the stanza reader and the frame reader end with frames or with a
// list of mistakes.
//   frames_fuzz fuzz/seeds/frames
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/files.h"
#include "event/frame_lexicon.h"
#include "event/ontology.h"
#include "event/word_lists.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string root = DIURNA_SOURCE_DIR "/data";
  static const auto ontology = diurna::Ontology::load(root + "/plover");
  if (!ontology.ok()) std::abort();
  static const auto words = diurna::WordLists::load(root + "/de/words", ontology.value());
  static const std::string folder = "/tmp/frames_fuzz." + std::to_string(getpid());
  static const bool made = std::filesystem::create_directories(folder);
  if (!words.ok() || (!made && !std::filesystem::is_directory(folder))) std::abort();
  if (!diurna::write_file(folder + "/fuzz.txt", {reinterpret_cast<const char*>(data), size}).ok())
    return 0;
  const auto lexicon = diurna::FrameLexicon::load(folder, ontology.value(), words.value());
  if (!lexicon.ok()) return lexicon.error().message.empty() ? (std::abort(), 0) : 0;
  for (const auto& frame : lexicon.value().frames()) {
    if (frame.id.empty()) std::abort();
    for (const auto& trigger : frame.triggers)
      if (!lexicon.value().is_trigger(trigger.lemma, trigger.upos)) std::abort();
  }
  return 0;
}
