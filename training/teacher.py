"""Label tokenised raw text with Stanford CoreNLP (silver trees and names).

The jars are taken from Maven Central (see ``README.md``). Output is a cache of
tab-separated lines ``form, space, upos, head, deprel, ner`` with an empty line
after each sentence, compressed with xz.
"""

from __future__ import annotations

import argparse
import lzma
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpora import Sentence, expand_contractions, read_bio, read_conllu, read_raw, split_sentences, tokenize

CHUNK = 400
NER_MODELS = {"en": "edu/stanford/nlp/models/ner/english.conll.4class.distsim.crf.ser.gz"}


def run_corenlp(
    sentences: Iterable[list[str]], lang: str, jars: Path, work: Path, annotators: str, memory: str = "5g"
) -> None:
    """Label tokenised sentences; chunks that are already there are skipped.

    Parameters
    ----------
    sentences : iterable of list of str
        Tokens without white space inside.
    lang : str
        ``de`` or ``en``.
    jars : pathlib.Path
        Folder with the CoreNLP jars.
    work : pathlib.Path
        Folder for the chunks, ``NNNNN.txt`` and ``NNNNN.txt.conll``.
    annotators : str
        CoreNLP annotators, comma-separated.
    memory : str
        Heap of the Java machine.
    """
    work.mkdir(parents=True, exist_ok=True)
    lines = [" ".join(s) for s in sentences]
    todo = []
    for start in range(0, len(lines), CHUNK):
        path = work / f"{start // CHUNK:05d}.txt"
        if not path.exists():
            path.write_text("\n".join(lines[start : start + CHUNK]) + "\n", encoding="utf-8")
        if not path.with_name(path.name + ".conll").exists():
            todo.append(path)
    if not todo:
        return
    (work / "files").write_text("".join(f"{p}\n" for p in todo), encoding="utf-8")
    command = ["java", f"-Xmx{memory}", "-XX:+UseSerialGC", "-cp", f"{jars}/*:{jars}/lib/*",
               "edu.stanford.nlp.pipeline.StanfordCoreNLP", "-annotators", annotators,
               "-tokenize.whitespace", "true", "-ssplit.eolonly", "true", "-threads", "1",
               "-outputFormat", "conll", "-output.columns", "idx,word,tag,ner,headidx,deprel",
               "-filelist", str(work / "files"), "-outputDirectory", str(work)]  # fmt: skip
    if lang == "de":
        command += ["-props", "german"]
    else:
        command += ["-ner.model", NER_MODELS[lang], "-ner.applyNumericClassifiers", "false",
                    "-ner.applyFineGrained", "false", "-ner.useSUTime", "false"]  # fmt: skip
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def read_labels(work: Path) -> Iterator[list[list[str]]]:
    """Yield the labelled sentences of a work folder as rows of six columns."""
    for text in sorted(work.glob("*.txt")):
        labelled = text.with_name(text.name + ".conll")
        if not labelled.exists():
            continue
        tokens = [line.split(" ") for line in text.read_text(encoding="utf-8").splitlines()]
        blocks = labelled.read_text(encoding="utf-8").strip("\n").split("\n\n")
        if len(tokens) != len(blocks):
            continue
        for words, block in zip(tokens, blocks):
            rows = [line.split("\t") for line in block.split("\n")]
            if len(rows) == len(words):
                for row, word in zip(rows, words):
                    row[1] = word
                yield rows


def raw_sentences(files: Iterable[Path], lang: str, limit: int) -> Iterator[list[str]]:
    """Yield tokenised sentences of 3 to 80 words until ``limit`` words are reached in each file."""
    for path in files:
        seen: set[tuple[str, ...]] = set()
        words = 0
        for paragraph in read_raw(path):
            for sentence in split_sentences(tokenize(paragraph, lang), lang):
                key = tuple(sentence)
                if 3 <= len(sentence) <= 80 and key not in seen:
                    seen.add(key)
                    words += len(sentence)
                    yield sentence
            if words >= limit:
                break


def treebank_sentences(files: Iterable[Path], lang: str) -> Iterator[list[str]]:
    """Yield the words of treebank or name files."""
    for path in files:
        reader = read_conllu if ".conllu" in path.name else read_bio
        for sentence in reader(path, path.parent.name):
            if reader is read_bio:
                sentence = expand_contractions(sentence, lang)
            if len(sentence) <= 120 and not any(" " in f for f in sentence.forms):
                yield sentence.forms


def write_cache(work: Path, out: Path) -> None:
    """Write the labels of a work folder as one compressed file."""
    with lzma.open(out, "wt", encoding="utf-8", preset=2) as stream:
        for rows in read_labels(work):
            for row in rows:
                stream.write("\t".join(row[1:6]) + "\n")
            stream.write("\n")


def read_cache(path: Path, source: str) -> Iterator[Sentence]:
    """Yield the sentences of a cache file (columns form, upos, ner, head, deprel)."""
    rows: list[list[str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            if line != "\n":
                rows.append(line.rstrip("\n").split("\t"))
                continue
            trees = all(len(r) == 5 for r in rows) and any(r[3].isdigit() for r in rows)
            yield Sentence(
                forms=[r[0] for r in rows],
                space=[True] * len(rows),
                upos=[None if r[1] == "_" else r[1] for r in rows] if trees else None,
                head=[int(r[3]) if r[3].isdigit() else None for r in rows] if trees else None,
                deprel=[None if r[4] in ("_", "") else r[4] for r in rows] if trees else None,
                ner=corenlp_names([r[2] for r in rows]),
                source=source,
            )
            rows = []


def corenlp_names(tags: list[str]) -> list[str]:
    """Turn CoreNLP name tags without prefixes into IOB2; IOB2 tags stay."""
    if any(t.startswith("B-") for t in tags):
        return tags
    short = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG", "MISC": "MISC"}
    result = []
    before = "O"
    for tag in tags:
        tag = short.get(tag, "O")
        result.append(tag if tag == "O" else ("I-" if tag == before else "B-") + tag)
        before = tag
    return result


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang", choices=["de", "en"])
    parser.add_argument("files", nargs="+", type=Path, help="files below the corpora folder")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--jars", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10**9, help="words taken from each raw file")
    parser.add_argument("--annotators", default="tokenize,pos,ner,depparse")
    args = parser.parse_args()
    paths = [args.corpora / f for f in args.files]
    sentences: list[list[str]] = []
    for path in paths:
        if path.parts[-3] == "raw":
            sentences.extend(raw_sentences([path], args.lang, args.limit))
        else:
            sentences.extend(treebank_sentences([path], args.lang))
    print(len(sentences), "sentences", sum(map(len, sentences)), "words", flush=True)
    os.nice(5)
    run_corenlp(sentences, args.lang, args.jars.resolve(), args.work.resolve(), args.annotators)
    write_cache(args.work, args.out)


if __name__ == "__main__":
    main()
