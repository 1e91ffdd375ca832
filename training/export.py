"""Write a checkpoint as ``<lang>.dnm`` and ``<lang>.check.json`` (see ``docs/model-format.md``).

Usage: ``python3 export.py CHECKPOINT OUTDIR``. The scores in the check file come
from ``dnm.py``, a reader of the written file with true int8 products, and are
compared with the emulation of the trainer before anything is kept.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from dnm import Network
from evaluate import parse
from network import quantise_rows
from train import Run, add_lexicon, load_checkpoint

CHECK_SENTENCES = {
    "de": [
        "Die Außenministerin reiste an dem 24. März nach Genf .",
        "In dem Streit um das Abkommen drohte Präsident Karl Lindner gestern mit einem Abbruch der Gespräche .",
        "« Wir haben die Grenze nicht geschlossen » , sagte der SPD-Chef Otto Behrend der Nachrichtenagentur dpa .",
        "Polizei nimmt 17 Demonstranten in Basel fest",
        "Der Vertrag , den beide Länder 2021 unterzeichnet hatten , trat nie in Kraft .",
        "Truppen der Rebellen griffen die Stadt Aldenburg an , töteten drei Soldaten und zogen sich zurück .",
    ],
    "en": [
        "The foreign minister flew to Geneva on 24 March .",
        "President Carl Linden threatened to break off talks over the agreement , a spokeswoman said on Tuesday .",
        "“ We did n't close the border , ” Otto Brand of the Labour Party told reporters in New York .",
        "Police arrest 17 protesters in Basel",
        "The treaty that both countries had signed in 2021 never came into force .",
        "Rebel troops attacked the town of Aldenburg , killed three soldiers and withdrew .",
    ],
}
CHECK_BLOCKS = {
    "de": "Der Minister trat an dem 3. Mai zurück . Wer folgt ihm , ist offen . „ Das entscheidet die Fraktion “ , sagte Dr. Weber . Heute tagt sie .",
    "en": "The minister resigned on May 3 . Who follows him is open . “ The party decides , ” said Dr. Weber . It meets today .",
}


def gather(run: Run) -> tuple[dict[str, np.ndarray], dict[str, bool]]:
    """Return all tensors by their name in the file, and which of them are to be int8."""
    model, splitter = run.model, run.splitter
    tensors: dict[str, torch.Tensor] = {"embed": model.embedding.table, "shape": model.embedding.shape}
    treebank = run.treebanks[run.config["decode"]]
    for prefix, encoder in (("parse", model.encoder), ("split", splitter.encoder)):
        for number, layer in enumerate(encoder.layers, start=1):
            rows = layer.k * layer.hidden
            for side, direction in enumerate(("fwd", "bwd")):
                name = f"{prefix}.{number}.{direction}"
                tensors[f"{name}.w"] = layer.w[side * rows : (side + 1) * rows]
                tensors[f"{name}.b"] = layer.b[side].reshape(-1)
                tensors[f"{name}.v"] = layer.v[side].reshape(-1)
                if layer.u0 is not None:
                    tensors[f"{name}.u0"] = layer.u0[treebank, side * rows : (side + 1) * rows]
    for name in ("upos", "feats", "lemma", "ner", "arc_dep", "arc_head", "label_dep", "label_head"):
        tensors[f"{name}.w"] = getattr(model, name).weight
        tensors[f"{name}.b"] = getattr(model, name).bias
    tensors["arc.w"], tensors["arc.root"] = model.arc, model.arc_root
    tensors["label.w"], tensors["label.root"] = model.label, model.label_root
    tensors["split.w"], tensors["split.b"] = splitter.split.weight, splitter.split.bias
    arrays = {k: v.detach().numpy().astype(np.float32) for k, v in tensors.items()}
    return arrays, {k: k == "embed" or k.endswith(".w") for k in arrays}


def write_file(run: Run, path: Path) -> None:
    """Write the network file."""
    arrays, small = gather(run)
    body = bytearray()
    tensors: dict[str, dict] = {}
    strings: dict[str, dict] = {}

    def align() -> None:
        body.extend(b"\0" * (-len(body) % 64))

    def put(name: str, array: np.ndarray, dtype: str) -> None:
        align()
        tensors[name] = {"dtype": dtype, "shape": list(array.shape), "offset": len(body)}
        body.extend(np.ascontiguousarray(array).tobytes())

    for name, array in arrays.items():
        if small[name]:
            whole, scale = quantise_rows(torch.from_numpy(array.copy()))
            put(name, whole.numpy().astype(np.int8), "i8")
            put(name + ".scale", scale.numpy().reshape(-1).astype("<f4"), "f32")
        else:
            put(name, array.astype("<f4"), "f32")
    lexicon = sorted(run.lexicon.items(), key=lambda kv: (kv[0][0].encode(), kv[0][1].encode()))
    blobs = {
        "vocab": "\n".join(run.forms.vocab),
        "lexicon": "\n".join(f"{form}\t{tag}\t{lemma}" for (form, tag), lemma in lexicon),
    }
    for name, text in blobs.items():
        align()
        data = text.encode("utf-8")
        strings[name] = {"offset": len(body), "length": len(data)}
        body.extend(data)
    sizes = run.config["network"]
    config = {k: sizes[k] for k in ("embed_dim", "vocab_rows", "ngram_rows", "ngram_min", "ngram_max", "shape_dim")}
    config["parse"] = {k: sizes[k] for k in ("layers", "hidden", "arc", "label")}
    config["split"] = {"layers": sizes["split_layers"], "hidden": sizes["split_hidden"]}
    header = {
        "format": 1, "lang": run.config["lang"], "name": run.config["name"],
        "created": datetime.date.today().isoformat(), "config": config, "labels": run.labels,
        "tensors": tensors, "strings": strings,
    }  # fmt: skip
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    start = b"DNMODEL1" + len(text).to_bytes(4, "little") + text
    start += b"\0" * (-len(start) % 64)
    path.write_bytes(start + bytes(body))


def numbers(array: np.ndarray) -> list:
    """Return an array as nested lists with four decimals."""
    return np.round(array.astype(float), 4).tolist()


def write_check(run: Run, path: Path, out: Path) -> None:
    """Write the check file from the scores of the written network."""
    lang = run.config["lang"]
    network = Network(path)
    sentences, differing, total = [], 0, 0
    for text in CHECK_SENTENCES[lang]:
        forms = text.split(" ")
        scores = network.parse_scores(forms)
        found = parse(run.model, run.forms, run.labels, [forms], run.treebanks[run.config["decode"]], True, run.lexicon)[0]
        heads = network.tree(scores["arc"])
        labels = network.relations(scores, heads)
        for column, mine in (("upos", found.upos), ("feats", found.feats)):
            theirs = [network.labels[column][i] for i in scores[column].argmax(1)]
            differing += sum(a != b for a, b in zip(mine, theirs))
            total += len(mine)
        differing += sum(a != b for a, b in zip(found.head, heads))
        total += len(heads)
        sentences.append({
            "forms": forms,
            "upos": [network.labels["upos"][i] for i in scores["upos"].argmax(1)],
            "feats": [network.labels["feats"][i] for i in scores["feats"].argmax(1)],
            "lemma": found.lemma,
            "head": heads,
            "deprel": labels,
            "ner": found.ner,
            "upos_scores": numbers(scores["upos"]),
            "ner_scores": numbers(scores["ner"]),
            "arc_scores": numbers(scores["arc"]),
            "feats_best": numbers(scores["feats"].max(1)),
            "lemma_best": numbers(scores["lemma"].max(1)),
        })  # fmt: skip
    if differing > 0.02 * total:
        raise SystemExit(f"file and trainer differ in {differing} of {total} decisions")
    words = CHECK_BLOCKS[lang].split(" ")
    space = [True] * len(words)
    for i, word in enumerate(words):
        if i and (word in ".,:;”" or word == "“" and lang == "de"):
            space[i - 1] = False
        if word == "„" or word == "“" and lang == "en":
            space[i] = False
    split = network.split_scores(words, space)
    check = {
        "lang": lang,
        "name": run.config["name"],
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "about": "Raw scores before softmax from int8 products; arc_scores rows are dependents, column 0 the root. "
        "Compare with a tolerance of 0.05 times the largest absolute score of the row; a rounding tie in one activation is enough for that.",
        "parse": sentences,
        "split": [{"forms": words, "space_after": space, "ends": split.argmax(1).tolist(), "scores": numbers(split)}],
    }
    out.write_text(json.dumps(check, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lexicon", type=Path, help="more lemmas, made by lexicon.py")
    args = parser.parse_args()
    torch.set_num_threads(1)
    run = load_checkpoint(args.checkpoint)
    if args.lexicon:
        add_lexicon(run, args.lexicon)
    if "average" in run.state:
        run.model.load_state_dict(run.state["average"])
    run.model.eval()
    run.splitter.eval()
    lang = run.config["lang"]
    path = args.out / f"{lang}.dnm"
    write_file(run, path)
    write_check(run, path, args.out / f"{lang}.check.json")
    lines = []
    for item in sorted([*args.out.glob("*.dnm"), *args.out.glob("*.check.json")]):
        lines.append(f"{hashlib.sha256(item.read_bytes()).hexdigest()}  {item.name}\n")
    (args.out / "MANIFEST").write_text("".join(lines), encoding="utf-8")
    print(path.name, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
