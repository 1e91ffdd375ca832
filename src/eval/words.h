// Words of a text as scorers compare them: runs of letters and digits in lower case, in text order.
#pragma once

#include <string>
#include <vector>

namespace diurna {

std::vector<std::string> words_of(const std::string& text);

}  // namespace diurna
