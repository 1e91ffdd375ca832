"""Readers for the treebanks, name sets and raw text of the corpora folder."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Features that the CoNLL 2018 shared task counts.
UNIVERSAL_FEATURES = frozenset(
    "PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree "
    "VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite".split()
)


@dataclass
class Sentence:
    """One sentence; a list that is ``None`` (or an entry that is ``None``) is unknown.

    Attributes
    ----------
    forms : list of str
        Syntactic words.
    space : list of bool
        Whether white space follows the word in the text.
    upos, feats, lemma, deprel, ner : list of str or None, or None
    head : list of int or None, or None
        1-based heads, 0 for the root.
    source : str
        Name of the set.
    doc : str
        Document, as far as known.
    misc : list of str
        MISC column of a treebank.
    sure : list of float, optional
        Probabilities of the arcs, from a network.
    """

    forms: list[str]
    space: list[bool]
    upos: list[str | None] | None = None
    feats: list[str | None] | None = None
    lemma: list[str | None] | None = None
    head: list[int | None] | None = None
    deprel: list[str | None] | None = None
    ner: list[str | None] | None = None
    source: str = ""
    doc: str = ""
    misc: list[str] = field(default_factory=list)
    sure: list[float] | None = None

    def __len__(self) -> int:
        return len(self.forms)


def open_text(path: Path):
    """Open a plain or xz-compressed text file for reading."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return open(path, encoding="utf-8")


def read_conllu(path: Path, source: str) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file."""
    doc = ""
    rows: list[list[str]] = []
    spans: list[tuple[int, int, bool]] = []
    with open_text(path) as stream:
        for line in stream:
            line = line.rstrip("\n")
            if line.startswith("#"):
                if line.startswith("# newdoc id"):
                    doc = line.split("=", 1)[1].strip()
            elif not line:
                if rows:
                    yield _sentence(rows, spans, source, doc)
                rows, spans = [], []
            else:
                cols = line.split("\t")
                if "-" in cols[0]:
                    first, last = map(int, cols[0].split("-"))
                    spans.append((first, last, "SpaceAfter=No" not in cols[9]))
                elif "." not in cols[0]:
                    rows.append(cols)
    if rows:
        yield _sentence(rows, spans, source, doc)


def _sentence(
    rows: list[list[str]], spans: list[tuple[int, int, bool]], source: str, doc: str
) -> Sentence:
    space = ["SpaceAfter=No" not in r[9] for r in rows]
    for first, last, after in spans:
        for i in range(first - 1, last - 1):
            space[i] = True
        space[last - 1] = after
    trees = all(r[6] != "_" for r in rows)
    return Sentence(
        forms=[r[1] for r in rows],
        space=space,
        upos=[r[3] for r in rows],
        feats=[r[5] for r in rows],
        lemma=[r[2] for r in rows],
        head=[int(r[6]) for r in rows] if trees else None,
        deprel=[r[7] for r in rows] if trees else None,
        source=source,
        doc=doc,
        misc=[r[9] for r in rows],
    )


def read_bio(path: Path, source: str) -> Iterator[Sentence]:
    """Yield the sentences of a token/tag file.

    Rows have two columns (token, tag) or start with a token number. Tags are
    turned into strict IOB2.
    """
    doc = ""
    forms: list[str] = []
    tags: list[str] = []
    with open_text(path) as stream:
        for line in stream:
            line = line.rstrip("\n")
            if not line.strip():
                if forms:
                    yield Sentence(forms, [True] * len(forms), ner=iob2(tags), source=source, doc=doc)
                forms, tags = [], []
                continue
            cols = line.split("\t") if "\t" in line else line.split(" ")
            if line.startswith("# ") or line.startswith("#\t"):
                if line.startswith("# newdoc id") or line.startswith("# source"):
                    doc = line.split("=", 1)[1].strip()
                continue
            if len(cols) >= 3 and cols[0].isdigit():
                cols = cols[1:]
            if len(cols) < 2 or not cols[0].strip():
                continue
            forms.append(cols[0])
            tags.append(cols[1])
    if forms:
        yield Sentence(forms, [True] * len(forms), ner=iob2(tags), source=source, doc=doc)


def iob2(tags: list[str]) -> list[str]:
    """Return the tags with ``B-`` at the start of every name."""
    result = []
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and (before == "O" or before[2:] != tag[2:]):
            tag = "B-" + tag[2:]
        result.append(tag)
        before = tag
    return result


def read_raw(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a raw text file (JSON lines or plain lines)."""
    with open_text(path) as stream:
        for line in stream:
            if ".jsonl" in path.name:
                for part in json.loads(line)["text"].split("\n"):
                    if part.strip():
                        yield part.strip()
            elif line.strip():
                yield line.strip()


ABBREVIATIONS = {
    "de": "Dr. Prof. Nr. St. Str. Mio. Mrd. bzw. ca. usw. etc. d.h. z.B. u.a. Abs. Art. Hrsg. Jh. Jg. "
    "geb. gest. ggf. inkl. sog. vgl. evtl. Tel. Bd. Co. Inc. Jr. Sr. Mr. Mrs. Ms. v. "
    "Jan. Feb. Aug. Sept. Okt. Nov. Dez. Dipl. Ing. Gen. Hl. Kap. Min. Std. Ver.".split(),
    "en": "Dr. Prof. No. St. Mr. Mrs. Ms. Jr. Sr. Inc. Ltd. Co. Corp. vs. etc. e.g. i.e. a.m. p.m. "
    "Gen. Gov. Sen. Rep. Lt. Col. Sgt. Capt. Rev. Hon. Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. "
    "Nov. Dec. U.S. U.K. U.N. D.C. approx. cf. Fig. al.".split(),
}
CONTRACTIONS = {
    "im": ("in", "dem"), "am": ("an", "dem"), "zum": ("zu", "dem"), "zur": ("zu", "der"),
    "vom": ("von", "dem"), "beim": ("bei", "dem"), "ins": ("in", "das"), "ans": ("an", "das"),
    "aufs": ("auf", "das"), "fürs": ("für", "das"), "ums": ("um", "das"), "übers": ("über", "das"),
    "durchs": ("durch", "das"),
}  # fmt: skip


def expand_contractions(sentence: Sentence, lang: str) -> Sentence:
    """Return a name-set sentence with contractions such as "im" cut into two words."""
    if lang != "de" or not any(f.lower() in CONTRACTIONS for f in sentence.forms):
        return sentence
    forms: list[str] = []
    tags: list[str] = []
    for form, tag in zip(sentence.forms, sentence.ner or []):
        parts = CONTRACTIONS.get(form.lower()) if tag == "O" else None
        if parts:
            forms += [parts[0].capitalize() if form[0].isupper() else parts[0], parts[1]]
            tags += ["O", "O"]
        else:
            forms.append(form)
            tags.append(tag)
    return Sentence(forms, [True] * len(forms), ner=tags, source=sentence.source, doc=sentence.doc)


_TOKEN = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\d+(?:[.,:]\d+)*(?:-\w+)?|(?:\w\.){2,}|"
    r"\w+(?:[-/&]\w+)*-?|\.{2,}|--+|``|''|\S"
)
_CLITIC = re.compile(r"(?i)(.+?)(n[’']t|[’'](?:s|re|ve|ll|d|m))$")


def tokenize(text: str, lang: str) -> list[str]:
    """Cut raw text into syntactic words by simple rules.

    It serves the word vectors and the silver labels only; the treebanks bring
    their own words.
    """
    abbreviations = set(ABBREVIATIONS[lang])
    found = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    words: list[str] = []
    i = 0
    while i < len(found):
        token, start, end = found[i]
        after = found[i + 1] if i + 1 < len(found) else None
        if after and after[0] == "." and after[1] == end:
            ordinal = lang == "de" and token.isdigit() and len(token) <= 2 and i + 2 < len(found)
            initial = len(token) == 1 and token.isupper()
            if token + "." in abbreviations or ordinal or initial:
                words.append(token + ".")
                i += 2
                continue
        if after and after[0] in "’'" and after[1] == end and i + 2 < len(found):
            tail = found[i + 2]
            if lang == "en" and tail[1] == after[2]:
                clitic = _CLITIC.match(token + "'" + tail[0])
                if clitic:
                    words.extend(clitic.groups())
                    i += 3
                    continue
        if lang == "en" and token.lower() == "cannot":
            words.extend([token[:3], token[3:]])
        elif lang == "de" and token.lower() in CONTRACTIONS:
            first, second = CONTRACTIONS[token.lower()]
            words.extend([first.capitalize() if token[0].isupper() else first, second])
        else:
            words.append(token)
        i += 1
    return words


def split_sentences(words: list[str], lang: str) -> Iterator[list[str]]:
    """Cut a paragraph's words into sentences at final punctuation."""
    start = 0
    for i, word in enumerate(words):
        if word not in (".", "!", "?", "…"):
            continue
        end = i + 1
        while end < len(words) and words[end] in ('"', "''", "“", "”", "»", "’", ")") and end - i < 3:
            end += 1
        if end < len(words) and (words[end][0].islower() or words[end] in (",", "-", "–", ".", "?", "!")):
            continue
        if end > start:
            yield words[start:end]
            start = end
    if start < len(words):
        yield words[start:]
