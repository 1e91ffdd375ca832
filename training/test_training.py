"""Tests of the parts that the C++ reader must match; run with ``python3 -m unittest`` in this folder."""

from __future__ import annotations

import unittest

from corpora import iob2, tokenize
from lemmas import apply_script, make_script
from words import fnv1a32, ngram_rows, normal_form, shape_class


class Words(unittest.TestCase):
    """Input of the networks."""

    def test_hash(self) -> None:
        self.assertEqual(fnv1a32(b""), 2166136261)
        self.assertEqual(fnv1a32(b"a"), 0xE40C292C)
        self.assertEqual(fnv1a32("<ü".encode()), 0xFFFFFFFF & fnv1a32(b"<\xc3\xbc"))

    def test_ngrams(self) -> None:
        self.assertEqual(ngram_rows("a", 3, 5, 80000), [fnv1a32(b"<a>") % 80000])
        self.assertEqual(len(ngram_rows("abgeordnete", 3, 5, 80000)), 11 + 10 + 9)
        self.assertEqual(len(ngram_rows("x" * 60, 3, 5, 80000)), 40 + 39 + 38)

    def test_normal_form(self) -> None:
        self.assertEqual(normal_form("ÄRZTE2021"), "ärzte0000")
        self.assertEqual(normal_form("İ"), "i")

    def test_shapes(self) -> None:
        forms = ["haus", "A", "Haus", "USA", "iPhone", "SPD-Chef", "anti-US", "2021", "24.", "G20", "...", ";", "»", "(", "--", "d.h."]
        self.assertEqual([shape_class(f) for f in forms], list(range(16)))


class Lemmas(unittest.TestCase):
    """Edit scripts."""

    def test_round_trip(self) -> None:
        pairs = [("Häuser", "Haus"), ("abgezogen", "abziehen"), ("Die", "der"), ("aufzumachen", "aufmachen"), ("went", "go"), ("x", "x")]
        for form, lemma in pairs:
            self.assertEqual(apply_script(form, make_script(form, lemma)), lemma)

    def test_too_short(self) -> None:
        self.assertEqual(apply_script("ab", "k|0-|3-x"), "ab")


class Corpora(unittest.TestCase):
    """Readers."""

    def test_tokenize(self) -> None:
        self.assertEqual(tokenize("Am 24. April ging er.", "de"), ["An", "dem", "24.", "April", "ging", "er", "."])
        self.assertEqual(tokenize("He can't go.", "en"), ["He", "ca", "n't", "go", "."])

    def test_iob2(self) -> None:
        self.assertEqual(iob2(["I-PER", "I-PER", "O", "I-LOC"]), ["B-PER", "I-PER", "O", "B-LOC"])


if __name__ == "__main__":
    unittest.main()
