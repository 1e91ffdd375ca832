"""Add lemmas of common German verbs and nouns from a dictionary to the lexicon of the network file.

Takes the forms met in silver labels and in the vocabulary, looks them up in
the PyPI package ``simplemma`` (MIT) and writes lines ``form<TAB>UPOS<TAB>lemma``.
Usage: ``python3 lexicon.py de OUT.tsv --silver CACHE/de-news.xz --vocab CACHE/embed-de/vocab.txt``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from simplemma.strategies import DictionaryLookupStrategy

from teacher import read_cache


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang", choices=["de"])
    parser.add_argument("out", type=Path)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--vocab", type=Path, required=True)
    args = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for path in args.silver:
        for sentence in read_cache(path, "silver"):
            counts.update((f, t) for f, t in zip(sentence.forms, sentence.upos or []) if t in ("NOUN", "VERB"))
    for word in args.vocab.read_text(encoding="utf-8").split("\n"):
        if word.isalpha() and len(word) > 2:
            counts[word, "VERB"] += 1
            counts[word.capitalize(), "VERB"] += 0
            counts[word.capitalize(), "NOUN"] += 1
    dictionary = DictionaryLookupStrategy()
    lines = []
    for form, tag in counts:
        if not form.replace("-", "").isalpha() or (tag == "NOUN" and not form[0].isupper()):
            continue
        lemma = dictionary.get_lemma(form, args.lang)
        if lemma is None and tag == "VERB":
            lemma = dictionary.get_lemma(form.lower(), args.lang)
        if not lemma or " " in lemma:
            continue
        verb = lemma[0].islower() and lemma.endswith("n") and len(lemma) > 3
        if (tag == "VERB" and verb) or (tag == "NOUN" and lemma[0].isupper()):
            lines.append(f"{form}\t{tag}\t{lemma}\n")
    args.out.write_text("".join(sorted(lines)), encoding="utf-8")
    print(len(lines), "entries")


if __name__ == "__main__":
    main()
