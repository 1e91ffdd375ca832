"""Keep the silver labels on which CoreNLP and a trained network agree.

Reads a cache of ``teacher.py`` and writes another one, in which UPOS, head and
relation are ``_`` (unknown) where the two differ; the network's own arc is kept
when it is sure of it. Names are left as they are.
"""

from __future__ import annotations

import argparse
import lzma
from pathlib import Path

import torch

from evaluate import parse
from teacher import read_cache
from train import load_checkpoint


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--treebank", default="de-gsd")
    parser.add_argument("--sure", type=float, default=0.95)
    args = parser.parse_args()
    torch.set_num_threads(1)
    run = load_checkpoint(args.checkpoint)
    silver = [s for s in read_cache(args.cache, "silver") if s.head and len(s) <= 150]
    found = parse(run.model, run.forms, run.labels, [s.forms for s in silver], run.treebanks[args.treebank], confidence=True)
    words = arcs = labels = 0
    with lzma.open(args.out, "wt", encoding="utf-8", preset=2) as stream:
        for s, f in zip(silver, found):
            for i, form in enumerate(s.forms):
                old = "root" if s.deprel[i] == "ROOT" else s.deprel[i]
                same = s.head[i] == f.head[i] or f.sure[i] >= args.sure
                alike = same and s.head[i] == f.head[i] and old == f.deprel[i]
                tag = s.upos[i] if s.upos[i] == f.upos[i] else "_"
                words, arcs, labels = words + 1, arcs + same, labels + alike
                name = s.ner[i]
                stream.write("\t".join([form, tag, name, str(f.head[i]) if same else "_", old if alike else "_"]) + "\n")
            stream.write("\n")
    print(f"{words} words, arcs kept {arcs / words:.3f}, relations kept {labels / words:.3f}")


if __name__ == "__main__":
    main()
