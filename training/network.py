"""The split and parse networks of ``docs/model-format.md`` in PyTorch.

Batches are flat: the tokens of all sentences lie one after the other, and an
offset tensor marks where each sentence starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils import cpp_extension

kernels = cpp_extension.load(
    name="diurna_kernels",
    sources=[str(Path(__file__).with_name("kernels.cpp"))],
    extra_cflags=["-O3", "-march=native", "-ffast-math"],
)


class _Recurrence(torch.autograd.Function):
    """Elementwise part of a bidirectional SRU layer."""

    @staticmethod
    def forward(ctx, u: Tensor, skip: Tensor, v: Tensor, b: Tensor, offsets: Tensor) -> Tensor:
        h, c, f, r = kernels.sru_forward(u, skip, v, b, offsets)
        ctx.save_for_backward(u, skip, v, c, f, r, offsets)
        return h

    @staticmethod
    def backward(ctx, grad: Tensor):
        u, skip, v, c, f, r, offsets = ctx.saved_tensors
        gu, gs, gv, gb = kernels.sru_backward(grad.contiguous(), u, skip, v, c, f, r, offsets)
        return gu, gs if u.size(2) == 3 else None, gv, gb, None


class _Bags(torch.autograd.Function):
    """Mean of table rows; the gradient goes to a list instead of a dense table."""

    @staticmethod
    def forward(ctx, table: Tensor, bags: Tensor, starts: Tensor, sink: list) -> Tensor:
        ctx.sink, ctx.where = sink, (bags, starts)
        return functional.embedding_bag(bags, table, starts, mode="mean")

    @staticmethod
    def backward(ctx, grad: Tensor):
        ctx.sink.append((*ctx.where, grad.contiguous()))
        return None, None, None, None


def quantise_rows(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Return int8-valued rows (as float) and their scales; a zero row gets scale 0."""
    scale = matrix.abs().amax(dim=-1, keepdim=True) / 127.0
    safe = torch.where(scale > 0, scale, torch.ones_like(scale))
    return torch.round(matrix / safe).clamp_(-127, 127), scale


class _Through(torch.autograd.Function):
    """Rounding to the int8 grid whose gradient passes unchanged."""

    @staticmethod
    def forward(ctx, matrix: Tensor) -> Tensor:
        whole, scale = quantise_rows(matrix)
        return whole * scale

    @staticmethod
    def backward(ctx, grad: Tensor) -> Tensor:
        return grad


def product(x: Tensor, weight: Tensor, int8: bool) -> Tensor:
    """Return ``x @ weight.T``, with both sides on the int8 grid when asked for."""
    if int8:
        x, weight = _Through.apply(x), _Through.apply(weight)
    return x @ weight.t()


class SruLayer(nn.Module):
    """One bidirectional SRU layer."""

    def __init__(self, d_in: int, hidden: int, treebanks: int = 0) -> None:
        super().__init__()
        self.hidden = hidden
        self.k = 3 if d_in == 2 * hidden else 4
        self.w = nn.Parameter(torch.empty(2 * self.k * hidden, d_in).uniform_(-1, 1) * (3.0 / d_in) ** 0.5)
        self.v = nn.Parameter(torch.empty(2, 2, hidden).uniform_(-1, 1) * (3.0 / hidden) ** 0.5)
        self.b = nn.Parameter(torch.zeros(2, 2, hidden))
        self.u0 = nn.Parameter(torch.zeros(treebanks, 2 * self.k * hidden)) if treebanks else None

    def forward(self, x: Tensor, offsets: Tensor, treebank: Tensor | None, int8: bool) -> Tensor:
        u = product(x, self.w, int8)
        if self.u0 is not None and treebank is not None:
            u = u + self.u0[treebank]
        u = u.view(-1, 2, self.k, self.hidden)
        skip = x.view(-1, 2, self.hidden) if self.k == 3 else x.new_empty(0)
        return _Recurrence.apply(u, skip, self.v, self.b, offsets).view(-1, 2 * self.hidden)


@dataclass
class Batch:
    """Inputs of a flat batch.

    Attributes
    ----------
    bags, bag_offsets : Tensor
        Embedding rows of the distinct words, and where each word's rows start.
    words : Tensor
        For every token the index of its distinct word.
    shapes, treebank : Tensor
        Shape class and treebank number of every token.
    offsets : Tensor
        Start of every sentence, with the number of tokens at the end.
    glued : Tensor or None
        1.0 where no white space follows (split network only).
    """

    bags: Tensor
    bag_offsets: Tensor
    words: Tensor
    shapes: Tensor
    treebank: Tensor | None
    offsets: Tensor
    glued: Tensor | None = None


class Embedding(nn.Module):
    """Shared table: mean of word and n-gram rows, then the shape vector."""

    def __init__(self, rows: int, dim: int, shape_dim: int) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.zeros(rows, dim))
        self.shape = nn.Parameter(torch.randn(16, shape_dim) * 0.1)
        self.gradients: list[tuple[Tensor, Tensor, Tensor]] = []

    def forward(self, batch: Batch, int8: bool) -> Tensor:
        table = self.table
        if int8 and not self.training:
            table = _Through.apply(table)
        bags = _Bags.apply(table, batch.bags, batch.bag_offsets, self.gradients)
        parts = [bags[batch.words], self.shape[batch.shapes]]
        if batch.glued is not None:
            parts.append(batch.glued[:, None])
        return torch.cat(parts, dim=1)


class Encoder(nn.Module):
    """Stack of bidirectional SRU layers with dropout that is constant over a sentence."""

    def __init__(self, d_in: int, hidden: int, layers: int, treebanks: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.layers = nn.ModuleList(
            SruLayer(d_in if i == 0 else 2 * hidden, hidden, treebanks if i == 0 else 0) for i in range(layers)
        )

    def forward(self, x: Tensor, batch: Batch, int8: bool) -> Tensor:
        lengths = batch.offsets[1:] - batch.offsets[:-1]
        for layer in self.layers:
            x = sentence_dropout(x, lengths, self.dropout, self.training)
            x = layer(x, batch.offsets, batch.treebank, int8)
        return x


def sentence_dropout(x: Tensor, lengths: Tensor, share: float, training: bool) -> Tensor:
    """Drop the same columns in all tokens of a sentence."""
    if not training or share == 0.0:
        return x
    mask = (torch.rand(len(lengths), x.size(1)) >= share).float() / (1.0 - share)
    return x * mask.repeat_interleave(lengths, dim=0)


class Parser(nn.Module):
    """Encoder and heads of the parse network."""

    def __init__(self, sizes: dict, labels: dict[str, list[str]], treebanks: int, dropout: float = 0.3) -> None:
        super().__init__()
        self.dropout = dropout
        hidden, arc, label = sizes["hidden"], sizes["arc"], sizes["label"]
        rows = sizes["vocab_rows"] + sizes["ngram_rows"]
        self.embedding = Embedding(rows, sizes["embed_dim"], sizes["shape_dim"])
        self.encoder = Encoder(sizes["embed_dim"] + sizes["shape_dim"], hidden, sizes["layers"], treebanks, dropout)
        width = 2 * hidden
        for name in ("upos", "feats", "lemma", "ner"):
            setattr(self, name, nn.Linear(width, len(labels[name])))
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * (0.3 / arc**0.5))
        self.arc_root = nn.Parameter(torch.rand(arc) * 0.1)
        self.label_dep, self.label_head = nn.Linear(width, label), nn.Linear(width, label)
        self.relations = len(labels["deprel"])
        self.label = nn.Parameter(torch.randn(self.relations * (label + 1), label + 1) * (0.3 / label))
        self.label_root = nn.Parameter(torch.rand(label) * 0.1)

    def encode(self, batch: Batch, int8: bool = False) -> Tensor:
        """Return the encoder output of every token."""
        return self.encoder(self.embedding(batch, int8), batch, int8)

    def classify(self, h: Tensor, name: str, int8: bool = False) -> Tensor:
        """Return the class scores of one of the four token heads."""
        head: nn.Linear = getattr(self, name)
        return product(h, head.weight, int8) + head.bias

    def project(self, h: Tensor, name: str, int8: bool = False) -> Tensor:
        """Return a ReLU projection (``arc_dep``, ``arc_head``, ``label_dep``, ``label_head``)."""
        return torch.relu(self.classify(h, name, int8))

    def arc_scores(self, dep: Tensor, head: Tensor, pad: Tensor, int8: bool = False) -> Tensor:
        """Return arc scores ``[sentences, longest, longest + 1]``; head 0 is the root.

        Parameters
        ----------
        dep, head : Tensor
            Projections of all tokens.
        pad : Tensor
            ``[sentences, longest]`` token numbers, ``len(dep)`` where there is none.
        int8 : bool
            Whether to compute on the int8 grid.
        """
        heads = torch.cat([head, self.arc_root[None]], dim=0)
        turned = product(heads, self.arc, int8)
        turned = torch.cat([turned, turned.new_zeros(1, turned.size(1))], dim=0)
        tokens = len(head)
        columns = torch.cat([torch.full_like(pad[:, :1], tokens), torch.where(pad == tokens, tokens + 1, pad)], dim=1)
        ones = torch.cat([dep, dep.new_ones(len(dep), 1)], dim=1)
        ones = torch.cat([ones, ones.new_zeros(1, ones.size(1))], dim=0)
        scores = torch.bmm(ones[pad], turned[columns].transpose(1, 2))
        return scores.masked_fill((columns == tokens + 1)[:, None, :], -1e9)

    def label_scores(self, dep: Tensor, head: Tensor, int8: bool = False) -> Tensor:
        """Return relation scores for pairs of dependent and head projections, row by row."""
        width = dep.size(1) + 1
        heads = torch.cat([head, head.new_ones(len(head), 1)], dim=1)
        turned = product(heads, self.label, int8).view(-1, self.relations, width)
        ones = torch.cat([dep, dep.new_ones(len(dep), 1)], dim=1)
        return (turned * ones[:, None, :]).sum(2)

    def heads_of(self, projected: Tensor, tokens: Tensor) -> Tensor:
        """Return head projections; token number -1 stands for the root."""
        with_root = torch.cat([projected, self.label_root[None]], dim=0)
        return with_root[torch.where(tokens < 0, len(projected), tokens)]


class Splitter(nn.Module):
    """Encoder and head of the split network; the embedding is the parser's."""

    def __init__(self, sizes: dict, dropout: float = 0.2) -> None:
        super().__init__()
        hidden = sizes["split_hidden"]
        d_in = sizes["embed_dim"] + sizes["shape_dim"] + 1
        self.encoder = Encoder(d_in, hidden, sizes["split_layers"], 0, dropout)
        self.split = nn.Linear(2 * hidden, 2)

    def forward(self, embedding: Embedding, batch: Batch, int8: bool = False) -> Tensor:
        h = self.encoder(embedding(batch, int8), batch, int8)
        return product(h, self.split.weight, int8) + self.split.bias
