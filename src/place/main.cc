// diurna_compile_gazetteer DATA_DIR OUTPUT: compiles the gazetteer's tables; part of the build.
#include <cstdio>

#include "base/files.h"
#include "place/gazetteer_writer.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: diurna_compile_gazetteer DATA_DIR OUTPUT\n", stderr);
    return 2;
  }
  const auto bytes = diurna::compile_gazetteer(argv[1]);
  if (!bytes.ok()) {
    std::fprintf(stderr, "%s\n", bytes.error().message.c_str());
    return 1;
  }
  const auto outcome = diurna::write_file(argv[2], bytes.value());
  if (!outcome.ok()) {
    std::fprintf(stderr, "%s\n", outcome.error().message.c_str());
    return 1;
  }
  return 0;
}
