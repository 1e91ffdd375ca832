// CoNLL-U, both ways. Names stand in MISC as NER=B-PER (IOB2; derived forms B-LOCderiv).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

// Appends every sentence of the article, with `# newdoc id`, `# sent_id` and `# text` comments.
void write_conllu(const Article& article, std::string& out);

// A sentence as it stands in a file. Ids count from 1; head 0 is the root.
struct ConlluWord {
  std::string form, lemma, upos, feats, deprel, misc;
  uint32_t head = 0;
  bool space_after = true;
  int contracted = 0;   // 0: own token, 1: first word of a multi-word token, 2: further one
  std::string surface;  // of a multi-word token, at its first word
};
struct ConlluSentence {
  std::string id, text;
  std::string newdoc;  // set at the first sentence of a document
  std::vector<ConlluWord> words;
};

// Empty nodes are skipped. Errors: kBadInput with the line's number.
Result<std::vector<ConlluSentence>> read_conllu(std::string_view text);

// The value of NER= in a MISC column ("B-PER", "O"); empty if there is none.
std::string_view ner_label(std::string_view misc);

// Puts given sentences and tokens into an article (text, blocks, tokens, sentences), without upos,
// heads or lemmas: those are the network's to find. Each document of a file is one block.
void fill_tokens(const std::vector<ConlluSentence>& sentences, Article& article);

}  // namespace diurna
