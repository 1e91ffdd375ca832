#!/bin/sh
# Scores every layer on the development sets and prints one table a set.
#   tools/evaluate.sh build/release/src/cli/diurna ../shared
# The sets are not part of this repository; docs/evaluation.md says what they are.
set -eu
diurna=$1
shared=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# eval LAYER FILE OPTIONS...: unpacks the file where it is compressed.
score() {
  layer=$1 file=$2
  shift 2
  [ -e "$shared/$file" ] || { echo "== $file: absent"; return 0; }
  echo "== $layer $file $*"
  case $file in
    *.xz) xz -dc "$shared/$file" > "$work/gold"; "$diurna" eval "$layer" "$work/gold" "$@" ;;
    *) "$diurna" eval "$layer" "$shared/$file" "$@" ;;
  esac
}

for set in de-pud/test_visible de-gsd/test_visible; do
  score syntax corpora/ud/$set.conllu.xz --lang de
  score syntax corpora/ud/$set.conllu.xz --lang de --raw
done
for set in en-ewt/test_visible en-pud/all en-gum/test; do
  score syntax corpora/ud/$set.conllu.xz --lang en
done
score syntax corpora/ud/en-ewt/test_visible.conllu.xz --lang en --raw
score entities corpora/ner/de-uner-pud/test_visible.bio.xz --lang de
score entities corpora/ner/de-germeval2014/test_visible.bio.xz --lang de --types PER,LOC,ORG,MISC
score entities corpora/ner/en-uner-ewt/test_visible.bio.xz --lang en
score entities corpora/ner/en-uner-pud/all.bio.xz --lang en
for set in krauts_de te3_platinum_en te3_timebank_en te3_aquaint_en meantime_en; do score timexes gold/time/${set}_dev.jsonl; done
for set in lgl_en trnews_en geowebnews_en geovirus_en news100_de; do score places gold/geo/${set}_dev.jsonl --given; done
score attributions gold/attribution/wikinews_de_dev.jsonl
score attributions gold/attribution/polnear_en_dev.jsonl
for set in news_de news_en plover_gsr cameo_coped wikievents muc4 de_smartdata_strike rams ngec_synthetic; do
  score events gold/events/${set}_dev.jsonl
done
