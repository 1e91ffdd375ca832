// The one normalisation that an article's text goes through.
#pragma once

#include <string>
#include <string_view>

namespace diurna {

// Valid UTF-8 in canonical composition; line ends are \n; no control characters but \n and \t; no
// soft hyphens, zero-width spaces, byte order marks or direction marks. Joiners stay where a script
// needs them. Linear; `text` must be UTF-8.
std::string normalise(std::string_view text);

// White space of any kind, line breaks too, becomes one space; none at the ends.
std::string squeeze(std::string_view text);

}  // namespace diurna
