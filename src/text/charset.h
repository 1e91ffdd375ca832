// Bytes of any encoding to UTF-8.
//
//   std::string text = decode_to_utf8(bytes, "iso-8859-1");
//
// Threads: free functions without state.
#pragma once

#include <string>
#include <string_view>

namespace diurna {

// The encoding that `bytes` are in, as a name iconv knows, in this order of trust: a byte order
// mark; UTF-16 by its zero bytes; UTF-8 when all of it is valid; `declared` (a name as in HTTP,
// HTML or XML, any case, may be empty); UTF-8 when most of its non-ASCII sequences are valid; else
// WINDOWS-1252, which also stands for Latin-1 and ASCII, as browsers do.
std::string guess_charset(std::string_view bytes, std::string_view declared = {});

// The text in UTF-8 without byte order mark. Always succeeds: what has no meaning in the guessed
// encoding becomes U+FFFD. Linear; one copy.
std::string decode_to_utf8(std::string_view bytes, std::string_view declared = {});

// The charset that the first kilobytes of an HTML or XML document declare (<meta charset>,
// http-equiv, XML declaration); empty if none.
std::string declared_charset(std::string_view html);

}  // namespace diurna
