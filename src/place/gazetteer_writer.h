// Compiles the gazetteer's tables into the form that Gazetteer maps. Runs once, in the build.
#pragma once

#include <string>

#include "diurna/result.h"

namespace diurna {

// The bytes of a compiled gazetteer from world/places.tsv.gz and world/admin1.tsv below `data_dir`.
// Errors: kNotFound, kIo, kBadInput (message names file and line).
Result<std::string> compile_gazetteer(const std::string& data_dir);

// The same from the tables' text.
Result<std::string> compile_gazetteer(const std::string& places_tsv, const std::string& admin1_tsv);

}  // namespace diurna
