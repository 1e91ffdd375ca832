// Scores of one layer against gold. Gold and system come as text in the formats that `annotate` and
// `code` write.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diurna/result.h"
#include "eval/report.h"
#include "format/conllu.h"

namespace diurna {

// Tokens, words, sentences by characters (as in the CoNLL 2018 shared task), and upos, feats,
// lemma, UAS, LAS of aligned words. LAS leaves relation subtypes out, as there; a second figure
// counts them. The texts must be the same but for white space. Errors: kBadInput.
Result<Report> score_syntax(const std::vector<ConlluSentence>& gold,
                            const std::vector<ConlluSentence>& system);

// Names as exact spans with type; both sides have the same tokens. Types outside of `types` are
// left out on both sides; labels are mapped to PER LOC ORG MISC first (PERSON, LOCATION_CITY,
// ORGANIZATION, OTH ...). Derived and partial forms (LOCderiv, ORGpart) are left out.
Result<Report> score_entities(const std::vector<ConlluSentence>& gold,
                              const std::vector<ConlluSentence>& system,
                              const std::vector<std::string>& types);

// Reads columns "index form tag ..." or "form tag", blank lines between sentences; the tag goes to
// MISC as NER=.
Result<std::vector<ConlluSentence>> read_bio(std::string_view text);

// Time expressions (JSON Lines, `timexes`): strict, relaxed, type and value F1 as in TempEval-3.
Result<Report> score_timexes(std::string_view gold, std::string_view system);

// Toponyms (JSON Lines, `toponyms`): recognition F1 (overlap), accuracy within 161 km and of the
// country for gold toponyms with coordinates or a country. `alpha3`: two-letter codes of countries
// (as gold may have them) to three-letter ones.
Result<Report> score_places(std::string_view gold, std::string_view system,
                            const std::map<std::string, std::string>& alpha3);

// Attributions (JSON Lines, `attributions`): F1 of characters in content, cue and speaker.
Result<Report> score_attributions(std::string_view gold, std::string_view system);

// Articles as pages (JSON Lines with `id`, `text`, `title`, `date`): F1 of words in the text,
// accuracy of title and date.
Result<Report> score_extraction(std::string_view gold, std::string_view system);

// Events (gold: JSON Lines of articles with `events`; system: JSON Lines of events). Nested scores:
// type in a sentence that reports it; who; whom; status; full (mode and interval too). Gold events
// with core = false are neither rewarded nor punished; where a file's `annotated` says that its
// coding is not exhaustive, only recall is told. Last, how often events of each bin of confidence
// are right.
Result<Report> score_events(std::string_view gold, std::string_view system);

}  // namespace diurna
