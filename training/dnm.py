"""Reference reader of ``.dnm`` files in NumPy, written from ``docs/model-format.md`` alone."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from words import ngram_rows, normal_form, shape_class


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-x))


class Network:
    """A network file, with the scores of its two networks."""

    def __init__(self, path: Path) -> None:
        data = Path(path).read_bytes()
        if data[:8] != b"DNMODEL1":
            raise ValueError("not a network file")
        length = int.from_bytes(data[8:12], "little")
        self.header = json.loads(data[12 : 12 + length])
        base = (12 + length + 63) // 64 * 64
        self.config, self.labels = self.header["config"], self.header["labels"]
        self.tensors: dict[str, np.ndarray] = {}
        for name, entry in self.header["tensors"].items():
            dtype = {"i8": np.int8, "f32": np.dtype("<f4")}[entry["dtype"]]
            count = int(np.prod(entry["shape"]))
            self.tensors[name] = np.frombuffer(data, dtype, count, base + entry["offset"]).reshape(entry["shape"])
        strings = {}
        for name, entry in self.header["strings"].items():
            start = base + entry["offset"]
            strings[name] = data[start : start + entry["length"]].decode("utf-8").split("\n")
        self.vocab = {w: i for i, w in enumerate(strings["vocab"])}
        self.lexicon = {tuple(line.split("\t")[:2]): line.split("\t")[2] for line in strings["lexicon"] if line}

    def product(self, x: np.ndarray, name: str) -> np.ndarray:
        """Return ``W x`` for every row of ``x`` with int8 products."""
        scale = np.abs(x).max(axis=1, keepdims=True).astype(np.float32) / np.float32(127)
        safe = np.where(scale > 0, scale, np.float32(1))
        whole = np.clip(np.rint(x / safe), -127, 127).astype(np.int32)
        sums = whole @ self.tensors[name].astype(np.int32).T
        return sums.astype(np.float32) * scale * self.tensors[name + ".scale"][None]

    def inputs(self, forms: list[str]) -> np.ndarray:
        """Return word vector and shape vector of every form."""
        config, rows = self.config, []
        for form in forms:
            normal = normal_form(form)
            index = [config["vocab_rows"] + r
                     for r in ngram_rows(normal, config["ngram_min"], config["ngram_max"], config["ngram_rows"])]  # fmt: skip
            if normal in self.vocab:
                index.append(self.vocab[normal])
            vectors = self.tensors["embed"][index].astype(np.float32) * self.tensors["embed.scale"][index, None]
            rows.append(np.concatenate([vectors.mean(axis=0), self.tensors["shape"][shape_class(form)]]))
        return np.stack(rows).astype(np.float32)

    def encode(self, x: np.ndarray, prefix: str) -> np.ndarray:
        """Run the SRU layers of a network."""
        hidden = self.config[prefix]["hidden"]
        for number in range(1, self.config[prefix]["layers"] + 1):
            sides = []
            for side, direction in enumerate(("fwd", "bwd")):
                name = f"{prefix}.{number}.{direction}"
                u = self.product(x, name + ".w")
                if name + ".u0" in self.tensors:
                    u = u + self.tensors[name + ".u0"]
                parts = u.reshape(len(x), -1, hidden)
                if parts.shape[1] == 4:
                    skip = parts[:, 3]
                else:
                    skip = x[:, side * hidden : (side + 1) * hidden]
                v, b = self.tensors[name + ".v"].reshape(2, -1), self.tensors[name + ".b"].reshape(2, -1)
                cell = np.zeros(hidden, dtype=np.float32)
                out = np.zeros((len(x), hidden), dtype=np.float32)
                for t in range(len(x)) if side == 0 else reversed(range(len(x))):
                    forget = _sigmoid(parts[t, 1] + v[0] * cell + b[0])
                    reset = _sigmoid(parts[t, 2] + v[1] * cell + b[1])
                    cell = forget * cell + (1 - forget) * parts[t, 0]
                    out[t] = reset * np.tanh(cell) + (1 - reset) * skip[t]
                sides.append(out)
            x = np.concatenate(sides, axis=1)
        return x

    def parse_scores(self, forms: list[str]) -> dict[str, np.ndarray]:
        """Return raw scores of all heads; ``label`` is ``[dependent, head or root, relation]``."""
        h = self.encode(self.inputs(forms), "parse")
        result = {n: self.product(h, n + ".w") + self.tensors[n + ".b"] for n in ("upos", "feats", "lemma", "ner")}
        put = {n: np.maximum(0, self.product(h, n + ".w") + self.tensors[n + ".b"])
               for n in ("arc_dep", "arc_head", "label_dep", "label_head")}  # fmt: skip
        one = np.ones((len(forms), 1), dtype=np.float32)
        heads = np.concatenate([self.tensors["arc.root"][None], put["arc_head"]])
        result["arc"] = np.concatenate([put["arc_dep"], one], axis=1) @ self.product(heads, "arc.w").T
        heads = np.concatenate([self.tensors["label.root"][None], put["label_head"]])
        heads = np.concatenate([heads, np.ones((len(heads), 1), dtype=np.float32)], axis=1)
        turned = self.product(heads, "label.w").reshape(len(heads), len(self.labels["deprel"]), -1)
        result["label"] = np.einsum("db,hrb->dhr", np.concatenate([put["label_dep"], one], axis=1), turned)
        return result

    def split_scores(self, forms: list[str], space: list[bool]) -> np.ndarray:
        """Return the two scores of every token; class 1 ends a sentence."""
        glued = np.array([[0.0 if s else 1.0] for s in space], dtype=np.float32)
        h = self.encode(np.concatenate([self.inputs(forms), glued], axis=1), "split")
        return self.product(h, "split.w") + self.tensors["split.b"]

    def tree(self, arc: np.ndarray) -> list[int]:
        """Return the heads of the best tree with one root."""
        import torch

        from network import kernels

        logs = arc.astype(float) - np.log(np.exp(arc - arc.max(1, keepdims=True)).sum(1, keepdims=True)) - arc.max(1, keepdims=True)
        return kernels.decode_tree(torch.from_numpy(logs.astype(np.float32))).tolist()

    def relations(self, scores: dict[str, np.ndarray], heads: list[int]) -> list[str]:
        """Return the relation of every arc of a tree; only the root arc is ``root``."""
        names = self.labels["deprel"]
        result = []
        for d, head in enumerate(heads):
            row = scores["label"][d, head].copy()
            row[names.index("root")] = 1e9 if head == 0 else -1e9
            result.append(names[int(row.argmax())])
        return result
