"""Training sets: labels, masks, augmentation and flat batches."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch

from corpora import Sentence, expand_contractions, read_bio, read_conllu
from lemmas import make_script
from name_lists import NameLists
from network import Batch
from teacher import read_cache
from words import QUOTES, ngram_rows, normal_form, shape_class

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NER_TYPES = {"de": ["PER", "LOC", "ORG", "MISC", "LOCderiv", "LOCpart", "ORGpart"], "en": ["PER", "LOC", "ORG", "MISC"]}
# What the tag "O" of a set may hide, and how its types map; a type that is missing here is unknown (masked).
SCHEMES: dict[str, tuple[list[str], dict[str, list[str]]]] = {
    "germeval": ([], {"PER": ["PER"], "LOC": ["LOC"], "ORG": ["ORG"], "OTH": ["MISC"], "LOCderiv": ["LOCderiv"],
                      "LOCpart": ["LOCpart"], "ORGpart": ["ORGpart"]}),
    "uner": (["MISC", "LOCderiv", "LOCpart", "ORGpart"], {"PER": ["PER"], "LOC": ["LOC"], "ORG": ["ORG"]}),
    "smartdata": (["MISC", "LOCderiv", "LOCpart", "ORGpart"],
                  {"PERSON": ["PER"], "ORGANIZATION": ["ORG"], "ORGANIZATION-COMPANY": ["ORG"], "LOCATION": ["LOC"],
                   "LOCATION-CITY": ["LOC"], "LOCATION-STREET": ["LOC"], "LOCATION-ROUTE": ["LOC"],
                   "LOCATION-STOP": ["LOC"], "*": ["O"]}),
    "conll": (["LOCderiv", "LOCpart", "ORGpart"],
              {"PER": ["PER"], "LOC": ["LOC"], "ORG": ["ORG"], "MISC": ["MISC", "LOCderiv"]}),
    "re3d": (["MISC"], {"Person": ["PER"], "Organisation": ["ORG"], "Location": ["LOC"], "*": ["O"]}),
    "wnut": (["MISC"], {"person": ["PER"], "location": ["LOC"], "corporation": ["ORG"], "group": ["ORG"],
                        "product": ["MISC"], "creative-work": ["MISC"]}),
}  # fmt: skip
NOUN_LIKE = {"N": "NOUN", "PROPN": "PROPN", "ADJ": "ADJ", "ADP": "ADP", "DET": "DET", "PRO": "PRON", "ADV": "ADV",
             "NUM": "NUM"}  # fmt: skip
UNIMORPH = {"NOM": "Case=Nom", "GEN": "Case=Gen", "DAT": "Case=Dat", "ACC": "Case=Acc", "MASC": "Gender=Masc",
            "FEM": "Gender=Fem", "NEUT": "Gender=Neut", "SG": "Number=Sing", "PL": "Number=Plur", "1": "Person=1",
            "2": "Person=2", "3": "Person=3", "PRS": "Tense=Pres", "PST": "Tense=Past", "IND": "Mood=Ind",
            "SBJV": "Mood=Sub", "IMP": "Mood=Imp", "DEF": "Definite=Def", "INDF": "Definite=Ind",
            "FIN": "VerbForm=Fin", "NFIN": "VerbForm=Inf", "V.PTCP": "VerbForm=Part"}  # fmt: skip


def mask_hdt(sentence: Sentence) -> Sentence:
    """Mask what the treebank itself marks as wrong, and the lemmas, whose habits differ."""
    for i, misc in enumerate(sentence.misc):
        if "Bug=multi-obj" in misc or "Bug=case-child" in misc:
            sentence.deprel[i] = None
        if "Bug=degree-upos" in misc:
            sentence.feats[i] = None
        if "Bug=cc-upos" in misc:
            sentence.upos[i] = None
    sentence.lemma = None
    return sentence


def from_unimorph(sentence: Sentence, silver: Sentence | None, habits: dict[tuple[str, str], dict[str, str]]) -> Sentence:
    """Turn a UniMorph-tagged sentence into UD; tree and open tags come from silver labels.

    Parameters
    ----------
    sentence : Sentence
        With UniMorph tags in ``feats``.
    silver : Sentence or None
        The same words with CoreNLP labels.
    habits : dict
        Lexical features such as ``PronType`` by (lemma, UPOS).
    """
    upos: list[str | None] = []
    feats: list[str | None] = []
    for i, tags in enumerate(sentence.feats):
        marks = tags.split(";")
        guess = silver.upos[i] if silver and silver.upos else None
        fixed = next((NOUN_LIKE[m] for m in marks if m in NOUN_LIKE), None)
        if "V" in marks or "V.PTCP" in marks:
            fixed = guess if guess in ("VERB", "AUX", "ADJ") else "VERB"
        if fixed == "DET" and guess == "PRON" or fixed == "PRON" and guess == "DET":
            fixed = guess
        tag = fixed or guess
        found = dict(UNIMORPH[m].split("=") for m in marks if m in UNIMORPH)
        found.update(habits.get((sentence.lemma[i].lower(), tag or ""), {}))
        if tag == "ADJ" and "VerbForm" not in found:
            found.setdefault("Degree", "Pos")
        upos.append(tag)
        unsure = tag is None or (tag in ("PRON", "DET") and "PronType" not in found)
        feats.append(None if unsure else "|".join(f"{k}={v}" for k, v in sorted(found.items(), key=lambda x: x[0].lower())) or "_")
    sentence.upos, sentence.feats = upos, feats
    if silver:
        sentence.head, sentence.deprel, sentence.ner = silver.head, silver.deprel, silver.ner
    return sentence


def lexical_habits(sentences: Iterable[Sentence]) -> dict[tuple[str, str], dict[str, str]]:
    """Collect features that belong to the word, not to its form, by (lemma, UPOS)."""
    counts: dict[tuple[str, str], Counter] = defaultdict(Counter)
    keep = ("PronType", "Poss", "NumType", "Polarity", "Reflex")
    for s in sentences:
        for lemma, tag, feats in zip(s.lemma, s.upos, s.feats):
            pairs = tuple(p for p in (feats or "_").split("|") if p.split("=")[0] in keep)
            counts[lemma.lower(), tag][pairs] += 1
    return {key: dict(p.split("=") for p in c.most_common(1)[0][0]) for key, c in counts.items()}


def load_set(name: str, spec: dict, lang: str, corpora: Path, cache: Path) -> list[Sentence]:
    """Read one training or test set as its entry in the configuration says.

    Parameters
    ----------
    name : str
        Name of the set.
    spec : dict
        Keys ``path`` (below the corpora folder), ``silver`` (cache file instead),
        ``names`` (name file with the same sentences), ``labels`` (silver labels for
        the same words), ``mask`` (columns to hide), ``first`` and ``last`` (slice).
    lang : str
        Language.
    corpora, cache : pathlib.Path
        Folders of the corpora and of the silver labels.
    """
    if "silver" in spec:
        result = list(read_cache(cache / spec["silver"], name))
    else:
        path = corpora / spec["path"]
        if ".bio" in path.name:
            result = [expand_contractions(s, lang) for s in read_bio(path, name)]
        else:
            result = list(read_conllu(path, name))
    labels = {}
    if "labels" in spec:
        labels = {tuple(s.forms): s for f in spec["labels"] if (cache / f).exists() for s in read_cache(cache / f, name)}
    if name == "de-hdt":
        result = [mask_hdt(s) for s in result]
    if name == "de-gsd-morph":
        bank = list(read_conllu(corpora / "ud/de-pud/train.conllu.xz", ""))
        bank += read_conllu(corpora / "ud/de-gsd/dev.conllu.xz", "")
        habits = lexical_habits(bank)
        result = [from_unimorph(s, labels.get(tuple(s.forms)), habits) for s in result]
    else:
        for s in result:
            silver = labels.get(tuple(s.forms))
            if silver and s.ner is None:
                s.ner = silver.ner
    if "names" in spec:
        tags = read_bio(corpora / spec["names"], name)
        by_words = {tuple(s.forms): s.ner for s in tags}
        for s in result:
            s.ner = by_words.get(tuple(s.forms))
    for s in result:
        s.source = name
        for column in spec.get("mask", []):
            setattr(s, column, None)
        if s.deprel:
            s.deprel = ["root" if d == "ROOT" else d for d in s.deprel]
    if "first" in spec or "last" in spec:
        result = result[spec.get("first", 0) : spec.get("last")]
    return [s for s in result if 0 < len(s) <= 150]


def make_labels(lang: str, sentences: Iterable[Sentence], trusted: set[str]) -> dict[str, list[str]]:
    """Collect the label lists: lemma scripts from all sets, feats and relations from the trusted ones."""
    feats: Counter = Counter()
    deprel: Counter = Counter()
    forms: dict[str, set] = defaultdict(set)
    for s in sentences:
        if s.source in trusted:
            feats.update(f for f in s.feats or [] if f)
            deprel.update(d for d in s.deprel or [] if d)
        for form, lemma in zip(s.forms, s.lemma or []):
            if lemma and lemma != "_":
                forms[make_script(form, lemma)].add(form)
    scripts = {k: len(v) for k, v in forms.items() if len(v) >= 3 and not k.startswith("=")}
    names = ["O"] + [f"{p}-{t}" for t in NER_TYPES[lang] for p in "BI"]
    return {
        "upos": UPOS,
        "feats": ["_"] + sorted(f for f, n in feats.items() if n >= 3 and f != "_"),
        "lemma": sorted(scripts, key=lambda k: (-scripts[k], k)),
        "deprel": sorted(d for d, n in deprel.items() if n >= 3),
        "ner": names,
    }


class Names:
    """Table of allowed name classes for every (scheme, tag)."""

    def __init__(self, classes: list[str]) -> None:
        self.classes = {c: i for i, c in enumerate(classes)}
        self.rows: list[np.ndarray] = []
        self.index: dict[tuple[str, str], int] = {}

    def row(self, scheme: str, tag: str) -> int:
        """Return the row of the table for a tag, -1 when it says nothing."""
        key = (scheme, tag)
        if key not in self.index:
            hidden, mapping = SCHEMES[scheme]
            allowed: set[str] = set()
            targets = ["O"] if tag == "O" else mapping.get(tag[2:], mapping.get("*"))
            if targets is None:
                self.index[key] = -1
                return -1
            if targets == ["O"]:
                allowed = {"O"} | {f"{p}-{t}" for t in hidden for p in "BI"}
            else:
                allowed = {f"{tag[0]}-{t}" for t in targets}
            row = np.full(len(self.classes), -1e9, dtype=np.float32)
            for name in allowed & set(self.classes):
                row[self.classes[name]] = 0.0
            self.index[key] = len(self.rows)
            self.rows.append(row)
        return self.index[key]

    def table(self) -> torch.Tensor:
        """Return the table as a tensor of log masks."""
        return torch.from_numpy(np.stack(self.rows))


class Forms:
    """Number, embedding rows and shape class of every form met."""

    def __init__(self, sizes: dict, vocab: list[str]) -> None:
        self.sizes = sizes
        self.vocab = {w: i for i, w in enumerate(vocab)}
        self.ids: dict[str, int] = {}
        self.full: list[np.ndarray] = []
        self.grams: list[np.ndarray] = []
        self.shapes: list[int] = []

    def number(self, form: str) -> int:
        """Return the number of a form, adding it when it is new."""
        found = self.ids.get(form)
        if found is None:
            found = self.ids[form] = len(self.full)
            normal = normal_form(form)
            base = self.sizes["vocab_rows"]
            rows = [base + r for r in ngram_rows(normal, self.sizes["ngram_min"], self.sizes["ngram_max"], self.sizes["ngram_rows"])]
            self.grams.append(np.array(rows, dtype=np.int64))
            row = self.vocab.get(normal)
            self.full.append(self.grams[-1] if row is None else np.array([row, *rows], dtype=np.int64))
            self.shapes.append(shape_class(form))
        return found

    def batch(
        self, sentences: list[list[str]], treebanks: list[int] | None, drop: float = 0.0, spaces: list[list[bool]] | None = None
    ) -> Batch:
        """Return the inputs of a flat batch; ``drop`` is the share of words that lose their vocabulary row."""
        ids = np.fromiter((self.number(f) for s in sentences for f in s), dtype=np.int64)
        lengths = np.array([len(s) for s in sentences], dtype=np.int64)
        keys = ids * 2
        if drop:
            keys = keys + (np.random.rand(len(keys)) < drop)
        distinct, words = np.unique(keys, return_inverse=True)
        bags = [(self.grams if k & 1 else self.full)[k >> 1] for k in distinct.tolist()]
        starts = np.zeros(len(bags), dtype=np.int64)
        np.cumsum([len(b) for b in bags[:-1]], out=starts[1:])
        shapes = np.fromiter((self.shapes[i] for i in ids.tolist()), dtype=np.int64)
        return Batch(
            bags=torch.from_numpy(np.concatenate(bags)),
            bag_offsets=torch.from_numpy(starts),
            words=torch.from_numpy(words),
            shapes=torch.from_numpy(shapes),
            treebank=None if treebanks is None else torch.from_numpy(np.repeat(np.array(treebanks, dtype=np.int64), lengths)),
            offsets=torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)])),
            glued=None if spaces is None else torch.tensor([0.0 if x else 1.0 for s in spaces for x in s]),
        )


QUOTE_STYLES = [("„", "“"), ("«", "»"), ("»", "«"), ("“", "”"), ('"', '"'), ("'", "'"), ("‚", "‘"), ("‹", "›"), ("‘", "’")]


def restyle_quotes(forms: list[str], style: tuple[str, str]) -> list[str]:
    """Return the forms with all quotation marks in one style."""
    result, opened = [], False
    for form in forms:
        if form and form != "`" and all(c in QUOTES for c in form) and form not in ("'", "’"):
            result.append(style[1] if opened else style[0])
            opened = not opened
        else:
            result.append(form)
    return result


def substitute(item: Encoded, lists: NameLists, rng: random.Random) -> tuple[list[str], list[int]]:
    """Return the forms with some names replaced, and the places that changed."""
    forms = item.sentence.forms
    if not item.spans or rng.random() < 0.55:
        return forms, []
    forms, touched = list(forms), []
    for start, end, kind in item.spans:
        if rng.random() < 0.8:
            words = lists.draw(kind, forms[start:end], rng)
            if words:
                forms[start:end] = words
                touched.extend(range(start, end))
    return forms, touched


def augment(forms: list[str], head: list | None, lang: str, rng: random.Random) -> tuple[list[str], int, bool]:
    """Return changed forms, how many of them to keep, and whether lemmas still hold."""
    keep, lemmas = len(forms), True
    if any(f[0] in QUOTES for f in forms) and rng.random() < 0.5:
        forms = restyle_quotes(forms, rng.choice(QUOTE_STYLES))
    if rng.random() < 0.3 and any(c in f for f in forms for c in "'’"):
        old, new = rng.choice([("'", "’"), ("’", "'")])
        forms = [f.replace(old, new) for f in forms]
    if rng.random() < 0.3 and any(f in ("-", "–", "—", "--") for f in forms):
        dash = rng.choice(["-", "–", "—"])
        forms = [dash if f in ("-", "–", "—", "--") else f for f in forms]
    if lang == "de" and rng.random() < 0.15 and any("ß" in f for f in forms):
        forms, lemmas = [f.replace("ß", "ss") for f in forms], False
    chance = rng.random()
    if chance < 0.03:
        forms, lemmas = [f.upper() if len(f.upper()) == len(f) else f for f in forms], False
    elif chance < 0.06:
        forms, lemmas = [f.lower() for f in forms], False
    if keep > 3 and forms[-1] == "." and rng.random() < 0.1 and not (head and keep in head):
        keep -= 1
        forms = forms[:-1]
    return forms, keep, lemmas


def replaceable(sentence: Sentence, scheme: str) -> list[tuple[int, int, str]]:
    """Return the names that may be replaced: proper nouns, as far as tags are known, and demonyms."""
    result, start = [], None
    tags = [*(sentence.ner or []), "O"]
    for i, tag in enumerate(tags):
        if start is not None and not (tag or "O").startswith("I-"):
            kind = (SCHEMES[scheme][1].get(tags[start][2:]) or [""])[0]
            proper = sentence.upos is None or all(t in ("PROPN", None) for t in sentence.upos[start:i])
            if kind in ("PER", "LOC", "ORG") and proper or kind in ("LOCderiv", "MISC"):
                result.append((start, i, kind))
            start = None
        if (tag or "O").startswith("B-"):
            start = i
    return result


class Encoded:
    """Numeric labels of one sentence."""

    __slots__ = ("sentence", "treebank", "upos", "feats", "lemma", "head", "deprel", "ner", "weight", "spans")

    def __init__(self, sentence: Sentence, maps: dict, names: Names, scheme: str, treebank: int, weight: float) -> None:
        n = len(sentence)
        self.sentence, self.treebank, self.weight = sentence, treebank, weight

        def column(values, table):
            return np.array([-1] * n if values is None else [table.get(v, -1) if v else -1 for v in values], dtype=np.int64)

        self.upos = column(sentence.upos, maps["upos"])
        self.feats = column(sentence.feats, maps["feats"])
        self.deprel = column(sentence.deprel, maps["deprel"])
        scripts = None
        if sentence.lemma:
            scripts = [make_script(f, l) if l and l != "_" else None for f, l in zip(sentence.forms, sentence.lemma)]
        self.lemma = column(scripts, maps["lemma"])
        self.head = np.array([-1] * n if not sentence.head else [-1 if h is None else h for h in sentence.head], dtype=np.int64)
        self.spans = replaceable(sentence, scheme)
        self.ner = np.array([-1] * n if not sentence.ner else [names.row(scheme, t) if t else -1 for t in sentence.ner], dtype=np.int64)


def draw_batches(
    sets: dict[str, list[Encoded]], shares: dict[str, float], words: int, pool: int, rng: random.Random
) -> Iterator[list[Encoded]]:
    """Yield batches of about ``words`` words for ever.

    Sentences come from the sets in proportion to ``shares``; each batch has
    sentences of like length.
    """
    queues: dict[str, list[Encoded]] = {name: [] for name in shares}
    total = sum(shares.values())
    while True:
        drawn: list[Encoded] = []
        for name, share in shares.items():
            budget = words * pool * share / total
            while budget > 0:
                if not queues[name]:
                    queues[name] = list(sets[name])
                    rng.shuffle(queues[name])
                item = queues[name].pop()
                drawn.append(item)
                budget -= len(item.sentence)
        drawn.sort(key=lambda e: len(e.sentence) * (1 + 0.3 * rng.random()))
        batches, current, size = [], [], 0
        for item in drawn:
            current.append(item)
            size += len(item.sentence)
            if size >= words:
                batches.append(current)
                current, size = [], 0
        rng.shuffle(batches)
        yield from batches
