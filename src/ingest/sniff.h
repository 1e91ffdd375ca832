// What kind of input the first bytes of a file are. Names are never asked: pages called .txt and
// texts called .html exist.
#pragma once

#include <string>
#include <string_view>

namespace diurna {

enum class InputKind { kGuess, kText, kHtml, kJsonLines, kConllu, kFeed, kWarc };

struct Sniffed {
  InputKind kind = InputKind::kGuess;  // kGuess: none of ours
  std::string found;                   // in words, when the kind is none of ours: "a PDF document"
};

// `head`: the first bytes (64 KiB are plenty), `whole` when the input ends there. CoNLL-U is never
// guessed: it would be a text, too. Linear in the head.
Sniffed sniff(std::string_view head, bool whole);

}  // namespace diurna
