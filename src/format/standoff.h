// Layers of one article as a JSON line with the fields of the gold files: timexes, toponyms,
// entities, attributions, sentences, tokens, syntax. Offsets are code points into `text`, which is
// written too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diurna/article.h"

namespace diurna {

enum class Layer { kTokens, kSyntax, kEntities, kTimexes, kPlaces, kAttributions };

// False for an unknown name.
bool parse_layer(std::string_view text, Layer& out);

// Appends one line with its line feed.
void write_standoff(const Article& article, const std::vector<Layer>& layers, std::string& out);

}  // namespace diurna
