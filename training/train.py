"""Train the networks of one language; resumes from its last checkpoint.

Usage: ``python3 train.py CONFIG --corpora DIR --cache DIR --embed DIR --out DIR``.
"""

from __future__ import annotations

import argparse
import math
import random
import time
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpora import Sentence
from data import Encoded, Forms, Names, augment, draw_batches, load_set, make_labels, substitute
from evaluate import evaluate_all, joined_blocks
from name_lists import NameLists
from network import Embedding, Parser, Splitter, kernels, sentence_dropout


@dataclass
class Run:
    """Everything that belongs to a trained network."""

    config: dict
    labels: dict[str, list[str]]
    treebanks: dict[str, int]
    forms: Forms
    model: Parser
    splitter: Splitter
    lexicon: dict[tuple[str, str], str]
    state: dict


def save_checkpoint(path: Path, run: Run, **state) -> None:
    """Write a checkpoint in one step."""
    content = {
        "config": run.config, "labels": run.labels, "treebanks": run.treebanks, "vocab": list(run.forms.vocab),
        "model": run.model.state_dict(), "splitter": run.splitter.state_dict(), "lexicon": run.lexicon, **state,
    }  # fmt: skip
    torch.save(content, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").rename(path)


def load_checkpoint(path: Path) -> Run:
    """Read a checkpoint."""
    content = torch.load(path)
    config = content["config"]
    sizes = config["network"]
    model = Parser(sizes, content["labels"], len(content["treebanks"]), config["train"]["dropout"])
    model.load_state_dict(content["model"])
    splitter = Splitter(sizes)
    splitter.load_state_dict(content["splitter"])
    forms = Forms(sizes, content["vocab"])
    return Run(config, content["labels"], content["treebanks"], forms, model, splitter, content["lexicon"], content)


def make_lexicon(sets: list[list[Sentence]]) -> dict[tuple[str, str], str]:
    """Collect lemmas by (form, UPOS); the first set that knows a pair decides, unless it wavers."""
    result: dict[tuple[str, str], str] = {}
    for sentences in sets:
        counts: dict[tuple[str, str], Counter] = defaultdict(Counter)
        for s in sentences:
            if s.lemma and s.upos:
                for form, tag, lemma in zip(s.forms, s.upos, s.lemma):
                    if tag and lemma and lemma != "_" and not any(c.isdigit() for c in form):
                        counts[form, tag][lemma] += 1
        for key, seen in counts.items():
            lemma, count = seen.most_common(1)[0]
            if key not in result and count >= 0.9 * sum(seen.values()):
                result[key] = lemma
    return result


def add_lexicon(run: Run, path: Path) -> None:
    """Add the lemmas of a file made by ``lexicon.py``; pairs that are there already stay."""
    for line in path.read_text(encoding="utf-8").splitlines():
        form, tag, lemma = line.split("\t")
        run.lexicon.setdefault((form, tag), lemma)


def step_losses(
    model: Parser, items: list[Encoded], forms: Forms, table: Tensor, lang: str, drop: float, rng: random.Random, int8: bool,
    lists: NameLists,
) -> dict[str, Tensor]:
    """Return the mean loss of every head on one batch."""
    words, keeps, lemma_ok = [], [], []
    for item in items:
        changed, touched = substitute(item, lists, rng)
        changed, keep, same = augment(changed, item.sentence.head, lang, rng)
        words.append(changed)
        keeps.append(keep)
        known = np.full(keep, same)
        known[[i for i in touched if i < keep]] = False
        lemma_ok.append(known)
    batch = forms.batch(words, [i.treebank for i in items], drop)

    def column(name: str) -> Tensor:
        return torch.from_numpy(np.concatenate([getattr(i, name)[:k] for i, k in zip(items, keeps)]))

    lengths = torch.tensor(keeps)
    weights = torch.tensor([i.weight for i in items]).repeat_interleave(lengths)
    h = sentence_dropout(model.encode(batch, int8), lengths, model.dropout, True)
    losses: dict[str, Tensor] = {}

    def add(name: str, loss: Tensor, weight: Tensor) -> None:
        losses[name] = (loss * weight).sum() / max(1.0, float(weight.sum()))

    lemmas = column("lemma")
    lemmas[torch.from_numpy(~np.concatenate(lemma_ok))] = -1
    for name, gold in (("upos", column("upos")), ("feats", column("feats")), ("lemma", lemmas)):
        known = (gold >= 0).nonzero().squeeze(1)
        if len(known):
            scores = model.classify(h[known], name, int8)
            add(name, functional.cross_entropy(scores, gold[known], reduction="none"), weights[known])
    gold = column("ner")
    known = (gold >= 0).nonzero().squeeze(1)
    if len(known):
        logs = torch.log_softmax(model.classify(h[known], "ner", int8), 1)
        add("ner", -torch.logsumexp(logs + table[gold[known]], 1), weights[known])

    heads = column("head")
    offsets = batch.offsets.tolist()
    with_tree = [k for k, i in enumerate(items) if (i.head >= 0).any()]
    if with_tree:
        longest = max(keeps[k] for k in with_tree)
        pad = torch.full((len(with_tree), longest), len(h), dtype=torch.long)
        for row, k in enumerate(with_tree):
            pad[row, : keeps[k]] = torch.arange(offsets[k], offsets[k + 1])
        drop_head = lambda x: sentence_dropout(x, lengths, model.dropout, True)  # noqa: E731
        scores = model.arc_scores(
            drop_head(model.project(h, "arc_dep", int8)), drop_head(model.project(h, "arc_head", int8)), pad, int8
        )
        flat_gold = torch.cat([heads, heads.new_full((1,), -1)])[pad]
        known2 = flat_gold >= 0
        loss = functional.cross_entropy(scores[known2], flat_gold[known2], reduction="none")
        add("arc", loss, torch.cat([weights, weights.new_zeros(1)])[pad][known2])
        deprel = column("deprel")
        known = ((deprel >= 0) & (heads >= 0)).nonzero().squeeze(1)
        starts = batch.offsets[:-1].repeat_interleave(lengths)
        tokens = torch.where(heads == 0, -1, heads - 1 + starts)[known]
        dep = drop_head(model.project(h, "label_dep", int8))[known]
        head = model.heads_of(drop_head(model.project(h, "label_head", int8)), tokens)
        add("label", functional.cross_entropy(model.label_scores(dep, head, int8), deprel[known], reduction="none"), weights[known])
    return losses


class RowAdam:
    """Adam for the embedding table that touches only the rows of a batch."""

    def __init__(self, embedding: Embedding) -> None:
        self.embedding = embedding
        self.first = torch.zeros_like(embedding.table)
        self.second = torch.zeros_like(embedding.table)

    def step(self, rate: float, step: int) -> None:
        """Apply the gathered gradients."""
        for bags, starts, grad in self.embedding.gradients:
            kernels.row_adam(self.embedding.table.data, self.first, self.second, bags, starts, grad, rate, 0.9, 0.98, 1e-8, step)
        self.embedding.gradients.clear()


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, model: nn.Module, decay: float, every: int) -> None:
        self.decay, self.every = decay**every, every
        self.values = {k: v.clone() for k, v in model.state_dict().items()}

    def update(self, model: nn.Module, step: int) -> None:
        """Move towards the weights of the model."""
        if step % self.every == 0:
            decay = min(self.decay, (1 + step / self.every) / (10 + step / self.every))
            for key, value in model.state_dict().items():
                self.values[key].mul_(decay).add_(value, alpha=1 - decay)


def train_split(run: Run, sentences: list[Sentence], steps: int, rng: random.Random, log) -> None:
    """Train the split network on joined sentences, with the embedding as it is."""
    splitter, model = run.splitter, run.model
    for p in model.parameters():
        p.requires_grad_(False)
    optimiser = torch.optim.Adam(splitter.parameters(), lr=2e-3)
    by_doc: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
    for s in sentences:
        by_doc[s.source, s.doc].append(s)
    docs = list(by_doc.values())
    splitter.train()
    model.eval()
    total = 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1.0, (step + 1) / 50) * (1 - step / steps)
        words, space, ends = [], [], []
        while sum(map(len, words)) < 1500:
            doc = rng.choices(docs, weights=None)[0]
            if len(doc) > 400:  # Sets without documents: any order will do.
                part = rng.sample(doc, rng.randint(2, 12))
            else:
                start = rng.randrange(len(doc))
                part = doc[start : start + rng.randint(1, 12)]
                if len(part) < 3 and rng.random() < 0.7:
                    part = part + rng.choice(docs)[:6]
            block: tuple[list, list, list] = ([], [], [])
            for s in part:
                forms, keep, _ = augment(s.forms, s.head, run.config["lang"], rng)
                after = list(s.space[:keep])
                after[-1] = rng.random() > 0.02
                if rng.random() < 0.03 and forms[-1] == "." and keep > 2:
                    forms, after, keep = forms[:-1], after[:-1], keep - 1
                block[0].extend(forms)
                block[1].extend(after)
                block[2].extend([0] * (keep - 1) + [1])
            words.append(block[0])
            space.append(block[1])
            ends.extend(block[2])
        batch = run.forms.batch(words, None, 0.1, space)
        scores = splitter(model.embedding, batch)
        loss = functional.cross_entropy(scores, torch.tensor(ends))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(splitter.parameters(), 1.0)
        optimiser.step()
        total += loss.item()
        if (step + 1) % 200 == 0:
            log(f"split step {step + 1} loss {total / 200:.4f}")
            total = 0.0
    for p in model.parameters():
        p.requires_grad_(True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--cache", type=Path, required=True, help="silver labels made by teacher.py")
    parser.add_argument("--embed", type=Path, required=True, help="folder made by embed.py")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="checkpoint whose weights and labels to start from")
    parser.add_argument("--splitter", type=Path, help="checkpoint whose split network to start from")
    parser.add_argument("--phases", default="phase", help="key of the phases in the configuration")
    parser.add_argument("--names", type=Path, required=True, help="lists made by name_lists.py")
    parser.add_argument("--hours", type=float, default=1e9, help="stop early, with the decay squeezed to fit")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    logfile = open(args.out / "log", "a", encoding="utf-8")

    def log(text: str) -> None:
        print(text, flush=True)
        logfile.write(text + "\n")
        logfile.flush()

    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    lang, sizes, settings = config["lang"], config["network"], config["train"]
    phases = config[args.phases]
    used = {name for phase in phases for name in phase["shares"]}
    raw_sets = {n: load_set(n, spec, lang, args.corpora, args.cache) for n, spec in config["sets"].items() if n in used}
    for name, sentences in raw_sets.items():
        log(f"{name}: {len(sentences)} sentences, {sum(map(len, sentences))} words")

    last = args.out / "last.pt"
    source = last if last.exists() else args.start
    if source:
        run = load_checkpoint(source)
        run.config = config
        if source != last:
            run.state.pop("spent", None)
        run.model.dropout = run.model.encoder.dropout = settings["dropout"]
    else:
        trusted = {n for n in raw_sets if config["sets"][n].get("trusted")}
        labels = make_labels(lang, (s for n in raw_sets for s in raw_sets[n]), trusted)
        treebanks = {name: i for i, name in enumerate(config["treebanks"])}
        vocab = (args.embed / "vocab.txt").read_text(encoding="utf-8").split("\n")[: sizes["vocab_rows"]]
        forms = Forms(sizes, vocab)
        model = Parser(sizes, labels, len(treebanks), settings["dropout"])
        table = np.fromfile(args.embed / "table.f32", dtype=np.float32).reshape(-1, sizes["embed_dim"])
        with torch.no_grad():
            model.embedding.table.copy_(torch.from_numpy(table))
            vectors = model.embedding(forms.batch([vocab[:5000]], None), False)[:, : sizes["embed_dim"]]
            model.embedding.table.mul_(settings["embed_scale"] / vectors.std())
        lexicon = make_lexicon([raw_sets[n] for n in config["lexicon"] if n in raw_sets])
        run = Run(config, labels, treebanks, forms, model, Splitter(sizes), lexicon, {})
        log(" ".join(f"{k} {len(v)}" for k, v in labels.items()) + f" lexicon {len(lexicon)}")
    maps = {k: {v: i for i, v in enumerate(values)} for k, values in run.labels.items()}
    names = Names(run.labels["ner"])
    sets: dict[str, list[Encoded]] = {}
    for name, sentences in raw_sets.items():
        spec = config["sets"][name]
        treebank = run.treebanks[spec.get("treebank", config["decode"])]
        sets[name] = [Encoded(s, maps, names, spec.get("scheme", "conll"), treebank, spec.get("weight", 1.0)) for s in sentences]
    table = names.table()
    lists = NameLists(args.names, lang)
    for items in sets.values():
        if items and "silver" not in config["sets"][items[0].sentence.source]:
            for item in items:
                lists.add("ORG", [item.sentence.forms[a:b] for a, b, kind in item.spans if kind == "ORG"])

    model = run.model
    average = Average(model, settings["average"], 5)
    others = [p for n, p in model.named_parameters() if n != "embedding.table"]
    optimiser = torch.optim.Adam(others, lr=settings["rate"], betas=(0.9, 0.98), eps=1e-8)
    rows = RowAdam(model.embedding)
    done = phase_number = step = 0
    if source == last:
        optimiser.load_state_dict(run.state["optimiser"])
        rows.first, rows.second = run.state["rows"]
        average.values = run.state["average"]
        done, phase_number, step = run.state["done"], run.state["phase"], run.state["step"]
        log(f"resumed at phase {phase_number}, word {done}")
    total = sum(p["words"] for p in phases)
    before = sum(p["words"] for p in phases[:phase_number])
    rng = random.Random(step + 1)
    np.random.seed(step + 1)
    torch.manual_seed(step + 1)
    began = time.time() - run.state.get("spent", 0.0)
    saved = checked = time.time()
    sums: dict[str, float] = defaultdict(float)
    seen = 0
    int8 = False
    for number in range(phase_number, len(phases)):
        phase = phases[number]
        int8 = phase.get("int8", False)
        model.dropout = model.encoder.dropout = phase.get("dropout", settings["dropout"])
        end = before + phase["words"]
        for items in draw_batches(sets, phase["shares"], phase.get("batch", settings["batch"]), 24, rng):
            spent = (time.time() - began) / 3600
            progress = max(done / total, spent / args.hours)
            if progress * total >= end:
                break
            rate = phase.get("rate", settings["rate"]) * min(1.0, (step + 1) / 150) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * progress)))
            for group in optimiser.param_groups:
                group["lr"] = rate
            model.train()
            losses = step_losses(model, items, run.forms, table, lang, settings["word_dropout"], rng, int8, lists)
            loss = sum(settings["weights"][k] * v for k, v in losses.items())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(others, 2.0)
            optimiser.step()
            rows.step(rate, step + 1)
            step += 1
            average.update(model, step)
            done += sum(len(i.sentence) for i in items)
            seen += 1
            for key, value in losses.items():
                sums[key] += value.item()
            if step % 100 == 0:
                log(f"phase {number} step {step} words {done} {(time.time() - began):.0f}s "
                    + " ".join(f"{k} {v / seen:.3f}" for k, v in sums.items()))  # fmt: skip
                sums.clear()
                seen = 0
            if time.time() - saved > settings["save_every"]:
                save_checkpoint(last, run, optimiser=optimiser.state_dict(), rows=(rows.first, rows.second), average=average.values,
                                done=done, phase=number, step=step, spent=time.time() - began)
                saved = time.time()
            if time.time() - checked > settings["check_every"]:
                live = {k: v.clone() for k, v in model.state_dict().items()}
                model.load_state_dict(average.values)
                figures = evaluate_all(model, run.forms, run.labels, lang, args.corpora, run.treebanks, [config["decode"]], False, run.lexicon)
                for key, values in figures.items():
                    log(f"  {key}: " + " ".join(f"{k} {v:.2f}" for k, v in values.items()))
                model.load_state_dict(live)
                checked = time.time()
        before = end
    model.load_state_dict(average.values)
    save_checkpoint(args.out / "parse.pt", run)
    bank = [s for n in config["split_sets"] for s in load_set(n, config["sets"][n], lang, args.corpora, args.cache)]
    if args.splitter:
        run.splitter.load_state_dict(torch.load(args.splitter)["splitter"])
    train_split(run, bank, settings["split_steps"], rng, log)
    save_checkpoint(args.out / "final.pt", run)
    figures = evaluate_all(
        model, run.forms, run.labels, lang, args.corpora, run.treebanks, [config["decode"]], True, run.lexicon, run.splitter
    )
    for key, values in figures.items():
        log(f"int8 {key}: " + " ".join(f"{k} {v:.2f}" for k, v in values.items()))


if __name__ == "__main__":
    main()
