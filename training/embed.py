"""Pretrain the embedding table (word rows and n-gram rows) on raw text.

Writes ``vocab.txt`` and ``table.f32`` into the output folder; the work is done
by ``embed.cpp``, which is compiled on first use.
"""

from __future__ import annotations

import argparse
import subprocess
import tomllib
from pathlib import Path

from corpora import expand_contractions, read_bio, read_conllu, read_raw, split_sentences, tokenize
from words import normal_form


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    lang, embed, network = config["lang"], config["embed"], config["network"]
    args.out.mkdir(parents=True, exist_ok=True)
    binary = args.out / "embed"
    source = Path(__file__).with_name("embed.cpp")
    subprocess.run(["g++", "-std=c++20", "-O3", "-march=native", "-ffast-math", str(source), "-o", str(binary)], check=True)
    corpus = args.out / "corpus.txt"
    with open(corpus, "w", encoding="utf-8") as stream:

        def put(words: list[str]) -> None:
            if len(words) > 2:
                stream.write(" ".join(normal_form(w).replace(" ", "") for w in words) + "\n")

        for name, limit in embed["raw"].items():
            words = 0
            for paragraph in read_raw(args.corpora / "raw" / name):
                for sentence in split_sentences(tokenize(paragraph, lang), lang):
                    put(sentence)
                    words += len(sentence)
                if words > limit:
                    break
        for name in embed["banks"]:
            reader = read_conllu if ".conllu" in name else read_bio
            for item in reader(args.corpora / name, name):
                put(expand_contractions(item, lang).forms if reader is read_bio else item.forms)
    sizes = ["vocab_rows", "ngram_rows", "ngram_min", "ngram_max", "embed_dim"]
    subprocess.run(
        ["nice", "-n", "5", str(binary), str(corpus), str(args.out / "vocab.txt"), str(args.out / "table.f32"),
         *[str(network[s]) for s in sizes], str(embed["epochs"])],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
