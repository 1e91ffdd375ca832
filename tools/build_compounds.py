#!/usr/bin/env python3
"""Count the nouns of raw German text for the splitting of compounds.

Writes ``data/de/compounds.tsv``: every word that is capitalised inside of sentences often enough, how often, and the base form of
inflected ones. Inflection is read off the counts: "Truppen" is a form of "Truppe", as both occur and "Truppen" hardly ever follows an
article of the singular. Names of persons, which hardly follow any article, are marked: they are no last part of a compound.

    tools/build_compounds.py ../shared/corpora/raw data/de/compounds.tsv
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]*)*|[.!?:;„“”\"»«()–]|\d+")
SINGULAR = frozenset("ein eine das im am ins kein jede jeder jedes".split())  # Never before a plural or a weak form.
ARTICLES = SINGULAR | frozenset("einem einen einer eines dem zum beim vom keine dieses diesem jedem der die den des zur diese dieser diesen alle ihre seine unsere ihren ihrer ihrem ihr sein unser mehr viele solche keinen keiner".split())
BREAKS = frozenset(".!?:;„“”\"»«()–")
UMLAUT = str.maketrans("äöüÄÖÜ", "aouAOU")
WHOLE = frozenset(["Frieden"])  # Looks inflected by its counts and is not.
SUFFIXES = ["", "e", "er", "ern", "en", "n", "s", "es", "se", "nen"]


def paragraphs(folder: Path) -> Iterator[str]:
    """Yield the paragraphs of all German sets below a folder."""
    for path in sorted(folder.glob("de-*/*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                yield json.loads(line)["text"] if ".jsonl" in path.name else line


def count(folder: Path) -> tuple[Counter, Counter, Counter, Counter]:
    """Count capitalised words inside of sentences, small words, and words behind articles."""
    capital: Counter = Counter()
    small: Counter = Counter()
    singular: Counter = Counter()
    article: Counter = Counter()
    for text in paragraphs(folder):
        before = "."
        for match in WORD.finditer(text):
            word = match.group()
            if word[0].islower():
                small[word] += 1
            elif word[0].isalpha() and "-" not in word and before not in BREAKS:
                capital[word] += 1
                low = before.lower()
                singular[word] += low in SINGULAR
                article[word] += low in ARTICLES or before[:1].islower() and low[-2:] in ("en", "er", "es", "em")
            before = word
    return capital, small, singular, article


def base_of(noun: str, nouns: dict[str, int], singular: Counter) -> str:
    """Return the noun that ``noun`` is an inflected form of, or an empty string."""
    if noun in WHOLE or singular[noun] > 0.06 * nouns[noun] + 1:
        return ""
    for suffix in SUFFIXES:
        if suffix and not noun.endswith(suffix):
            continue
        stem = noun[: len(noun) - len(suffix)] if suffix else noun
        if len(stem) < 3:
            continue
        options = [stem] if suffix else []
        last = max((stem.rfind(c) for c in "äöüÄÖÜ"), default=-1)
        if last >= 0 and suffix in ("", "e", "er", "ern", "en", "n"):
            plain = stem[:last] + stem[last:].translate(UMLAUT)
            options.append(plain)
        for option in options:
            if suffix == "er" and option == stem and nouns.get(stem, 0) < 0.2 * nouns[noun]:
                continue
            if option != noun and option in nouns and singular[option] * nouns[noun] > singular[noun] * nouns[option] and nouns[option] * 60 > nouns[noun]:
                return option
    return ""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--least", type=int, default=3, help="occurrences that a noun needs")
    args = parser.parse_args()
    capital, small, singular, article = count(args.raw)
    nouns = {
        w: n
        for w, n in capital.items()
        if n >= args.least and len(w) >= 3 and not w.isupper() and w[1:].islower()
        and (n > 3 * small[w.lower()] or article[w] >= 12 and article[w] > 0.35 * n and 4 * n > small[w.lower()])
    }
    with open(args.out, "w", encoding="utf-8") as stream:
        stream.write("# Nouns of German news and speeches with their counts, written by tools/build_compounds.py. base: of an inflected form;\n")
        stream.write("# name: yes for what hardly ever follows an article.\n")
        stream.write("noun\tcount\tbase\tname\n")
        for noun in sorted(nouns):
            name = "yes" if article[noun] < 0.12 * nouns[noun] and article[noun] < 60 else ""
            row = [noun, str(nouns[noun]), (not name and base_of(noun, nouns, singular)) or "-", name or "-"]
            while row[-1] == "-":
                row.pop()
            stream.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
