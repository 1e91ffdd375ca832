"""Decode with the network and score against gold.

Usage: ``python3 evaluate.py CHECKPOINT --corpora DIR [--int8]``. Scores are those of
CoNLL 2018 with gold words (UPOS, universal features, lemmas, UAS, LAS without
subtypes), strict span F1 for names, and F1 of sentence ends.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from corpora import UNIVERSAL_FEATURES, Sentence, expand_contractions, read_bio, read_conllu
from data import Forms
from lemmas import apply_script
from network import Parser, Splitter, kernels


def viterbi(scores: np.ndarray, classes: list[str]) -> list[str]:
    """Return the best legal IOB2 sequence for log scores ``[n, classes]``."""
    count = len(classes)
    bars = np.zeros((count, count))
    for j, name in enumerate(classes):
        if name.startswith("I-"):
            bars[:, j] = -1e9
            for i, before in enumerate(classes):
                if before != "O" and before[2:] == name[2:]:
                    bars[i, j] = 0.0
    best = scores[0] + np.array([-1e9 if c.startswith("I-") else 0.0 for c in classes])
    back = []
    for row in scores[1:]:
        paths = best[:, None] + bars
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    at = int(best.argmax())
    tags = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        tags.append(at)
    return [classes[t] for t in reversed(tags)]


@torch.no_grad()
def parse(
    model: Parser,
    forms: Forms,
    labels: dict[str, list[str]],
    sentences: list[list[str]],
    treebank: int,
    int8: bool = False,
    lexicon: dict[tuple[str, str], str] | None = None,
    trees: bool = True,
    confidence: bool = False,
) -> list[Sentence]:
    """Return the sentences with predicted columns.

    Parameters
    ----------
    model : Parser
        Network in evaluation mode.
    forms : Forms
        Form table.
    labels : dict
        Label lists.
    sentences : list of list of str
        Words.
    treebank : int
        Treebank number to decode with.
    int8 : bool
        Whether to compute on the int8 grid.
    lexicon : dict, optional
        Lemmas by (form, UPOS), which win over the scripts.
    trees : bool
        Whether to decode trees at all.
    confidence : bool
        Whether to add the probability of every arc as ``sure``.
    """
    model.eval()
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    result: list[Sentence | None] = [None] * len(sentences)
    root_label = labels["deprel"].index("root")
    start = 0
    while start < len(order):
        end, words = start, 0
        while end < len(order) and (words < 2500 or end == start):
            words += len(sentences[order[end]])
            end += 1
        chosen = order[start:end]
        start = end
        batch = forms.batch([sentences[i] for i in chosen], [treebank] * len(chosen))
        h = model.encode(batch, int8)
        upos = model.classify(h, "upos", int8).argmax(1).tolist()
        feats = model.classify(h, "feats", int8).argmax(1).tolist()
        lemma = model.classify(h, "lemma", int8).argmax(1).tolist()
        ner = torch.log_softmax(model.classify(h, "ner", int8), 1).numpy()
        offsets = batch.offsets.tolist()
        if trees:
            lengths = np.diff(offsets)
            pad = np.full((len(chosen), lengths.max()), offsets[-1], dtype=np.int64)
            for k, (a, b) in enumerate(zip(offsets, offsets[1:])):
                pad[k, : b - a] = np.arange(a, b)
            arcs = model.arc_scores(
                model.project(h, "arc_dep", int8), model.project(h, "arc_head", int8), torch.from_numpy(pad), int8
            )
            arcs = torch.log_softmax(arcs, 2)
            heads = [kernels.decode_tree(arcs[k, :n, : n + 1].contiguous()).numpy() for k, n in enumerate(lengths)]
            tokens = np.concatenate([np.where(d == 0, -1, d - 1 + a) for d, a in zip(heads, offsets)])
            tokens = torch.from_numpy(tokens)
            sure = [arcs[k, range(n), heads[k]].exp().tolist() for k, n in enumerate(lengths)] if confidence else []
            scores = model.label_scores(
                model.project(h, "label_dep", int8), model.heads_of(model.project(h, "label_head", int8), tokens), int8
            )
            scores[:, root_label] = torch.where(tokens < 0, 1e9, -1e9)
            deprel = scores.argmax(1).tolist()
        for k, i in enumerate(chosen):
            a, b = offsets[k], offsets[k + 1]
            words_here = sentences[i]
            tags = [labels["upos"][u] for u in upos[a:b]]
            lemmas = []
            for form, tag, script in zip(words_here, tags, lemma[a:b]):
                known = lexicon.get((form, tag)) if lexicon else None
                lemmas.append(known if known is not None else apply_script(form, labels["lemma"][script]))
            result[i] = Sentence(
                forms=words_here,
                space=[True] * len(words_here),
                upos=tags,
                feats=[labels["feats"][f] for f in feats[a:b]],
                lemma=lemmas,
                head=heads[k].tolist() if trees else None,
                deprel=[labels["deprel"][d] for d in deprel[a:b]] if trees else None,
                ner=viterbi(ner[a:b], labels["ner"]),
                sure=sure[k] if trees and confidence else None,
            )
    return result


def universal(feats: str) -> frozenset[str]:
    """Return the universal features of a FEATS value."""
    return frozenset(f for f in feats.split("|") if f.split("=")[0] in UNIVERSAL_FEATURES)


def tree_scores(gold: list[Sentence], found: list[Sentence]) -> dict[str, float]:
    """Return UPOS, feats, lemma, UAS and LAS in per cent."""
    total = upos = feats = lemma = uas = las = 0
    for g, f in zip(gold, found):
        for i in range(len(g)):
            total += 1
            upos += g.upos[i] == f.upos[i]
            feats += universal(g.feats[i]) == universal(f.feats[i])
            lemma += g.lemma[i] in ("_", f.lemma[i])
            if g.head[i] == f.head[i]:
                uas += 1
                las += g.deprel[i].split(":")[0] == f.deprel[i].split(":")[0]
    names = ("upos", "feats", "lemma", "uas", "las")
    return {n: round(100.0 * v / total, 2) for n, v in zip(names, (upos, feats, lemma, uas, las))}


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Return the spans of an IOB2 sequence."""
    result, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag.startswith("I-")):
            result.add((start, i, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = i
    return result


def name_scores(gold: list[Sentence], found: list[Sentence], kinds: set[str], mapping: dict[str, str]) -> dict[str, float]:
    """Return strict precision, recall and F1 over the named kinds."""
    right = proposed = present = 0
    for g, f in zip(gold, found):
        a = {(x, y, mapping.get(k, k)) for x, y, k in spans(g.ner)}
        a = {s for s in a if s[2] in kinds}
        b = {s for s in spans(f.ner) if s[2] in kinds}
        right += len(a & b)
        proposed += len(b)
        present += len(a)
    return {
        "p": round(100.0 * right / max(1, proposed), 2),
        "r": round(100.0 * right / max(1, present), 2),
        "f1": round(200.0 * right / max(1, proposed + present), 2),
    }


def joined_blocks(sentences: list[Sentence], words: int = 300) -> list[tuple[list[str], list[bool], list[int]]]:
    """Join sentences to blocks of about ``words`` words, not across documents."""
    blocks, current, doc = [], ([], [], []), None
    for s in sentences:
        if current[0] and (s.doc != doc or len(current[0]) + len(s) > words):
            blocks.append(current)
            current = ([], [], [])
        doc = s.doc
        current[0].extend(s.forms)
        current[1].extend(s.space[:-1] + [s.space[-1]])
        current[2].extend([0] * (len(s) - 1) + [1])
    if current[0]:
        blocks.append(current)
    return blocks


@torch.no_grad()
def split_scores(model: Parser, splitter: Splitter, forms: Forms, sentences: list[Sentence], int8: bool) -> dict[str, float]:
    """Return the F1 of sentence spans on joined text."""
    model.eval()
    splitter.eval()
    right = proposed = present = 0
    for words, space, ends in joined_blocks(sentences):
        batch = forms.batch([words], None, spaces=[space])
        guess = splitter(model.embedding, batch, int8).argmax(1).tolist()
        guess[-1] = 1
        cuts_a = [i for i, e in enumerate(ends) if e]
        cuts_b = [i for i, e in enumerate(guess) if e]
        a = set(zip([-1, *cuts_a[:-1]], cuts_a))
        b = set(zip([-1, *cuts_b[:-1]], cuts_b))
        right += len(a & b)
        proposed += len(b)
        present += len(a)
    return {
        "p": round(100.0 * right / proposed, 2),
        "r": round(100.0 * right / present, 2),
        "f1": round(200.0 * right / (proposed + present), 2),
    }


TREE_TESTS = {
    "de": ["ud/de-pud/test_visible", "ud/de-gsd/test_visible"],
    "en": ["ud/en-ewt/test_visible", "ud/en-pud/all", "ud/en-gum/test"],
}
NAME_TESTS = {
    "de": [("ner/de-uner-pud/test_visible", "PER LOC ORG"), ("ner/de-germeval2014/test_visible", "PER LOC ORG MISC"),
           ("ner/de-germeval2014/test_visible", "PER LOC ORG MISC LOCderiv LOCpart ORGpart")],
    "en": [("ner/en-uner-ewt/test_visible", "PER LOC ORG"), ("ner/en-uner-pud/all", "PER LOC ORG"),
           ("ner/en-gum-names/test", "PER LOC ORG")],
}  # fmt: skip
SPLIT_TESTS = {"de": ["ud/de-pud/test_visible", "ud/de-gsd/test_visible"], "en": ["ud/en-ewt/test_visible", "ud/en-pud/all"]}


def evaluate_all(
    model: Parser,
    forms: Forms,
    labels: dict[str, list[str]],
    lang: str,
    corpora: Path,
    treebanks: dict[str, int],
    decode: list[str],
    int8: bool,
    lexicon: dict[tuple[str, str], str] | None = None,
    splitter: Splitter | None = None,
) -> dict[str, dict[str, float]]:
    """Run all tests of a language and return the figures by name."""
    result: dict[str, dict[str, float]] = {}
    for name in TREE_TESTS[lang]:
        gold = list(read_conllu(corpora / f"{name}.conllu.xz", name))
        for treebank in decode:
            found = parse(model, forms, labels, [s.forms for s in gold], treebanks[treebank], int8, lexicon)
            result[f"{name} as {treebank}"] = tree_scores(gold, found)
    cached: dict[str, tuple[list[Sentence], list[Sentence]]] = {}
    for name, kinds in NAME_TESTS[lang]:
        if name not in cached:
            gold = [expand_contractions(s, lang) for s in read_bio(corpora / f"{name}.bio.xz", name)]
            words = [s.forms for s in gold]
            cached[name] = gold, parse(model, forms, labels, words, treebanks[decode[0]], int8, trees=False)
        gold, found = cached[name]
        result[f"{name} ({kinds})"] = name_scores(gold, found, set(kinds.split()), {"OTH": "MISC"})
    if splitter is not None:
        for name in SPLIT_TESTS[lang]:
            gold = list(read_conllu(corpora / f"{name}.conllu.xz", name))
            result[f"sentences {name}"] = split_scores(model, splitter, forms, gold, int8)
    return result


def main() -> None:
    """Command line."""
    from train import add_lexicon, load_checkpoint

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--int8", action="store_true")
    parser.add_argument("--lexicon", type=Path, help="more lemmas, made by lexicon.py")
    parser.add_argument("--decode", help="treebanks to decode as, comma-separated; all by default")
    args = parser.parse_args()
    torch.set_num_threads(1)
    run = load_checkpoint(args.checkpoint)
    if args.lexicon:
        add_lexicon(run, args.lexicon)
    decode = args.decode.split(",") if args.decode else list(run.treebanks)
    figures = evaluate_all(
        run.model, run.forms, run.labels, run.config["lang"], args.corpora, run.treebanks, decode, args.int8, run.lexicon, run.splitter
    )
    for name, values in figures.items():
        print(f"{name}: " + " ".join(f"{k} {v:.2f}" for k, v in values.items()))


if __name__ == "__main__":
    main()
