"""Normal form, shape class and n-gram hashes of a word form.

These functions define the input of the networks; ``src/nn`` computes the same
values (see ``docs/model-format.md``, section "Input of both networks").
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

QUOTES = frozenset("\"'`‘’‚“”„«»‹›")
BRACKETS = frozenset("()[]{}")
NUMBER_MARKS = frozenset(".,:-/")


def _lower_char(char: str) -> str:
    """Lower-case one code point to one code point; decimal digits become ``0``."""
    if unicodedata.category(char) == "Nd":
        return "0"
    return char.lower()[0]


@lru_cache(maxsize=None)
def normal_form(form: str) -> str:
    """Return the lower-cased form with every decimal digit replaced by ``0``."""
    return "".join(map(_lower_char, form))


def fnv1a32(data: bytes) -> int:
    """Return the 32-bit FNV-1a hash of ``data``."""
    value = 2166136261
    for byte in data:
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def ngram_rows(normal: str, shortest: int, longest: int, rows: int) -> list[int]:
    """Return the hash rows of all n-grams of ``<normal>``.

    Parameters
    ----------
    normal : str
        Normal form of the word, without brackets.
    shortest, longest : int
        Smallest and largest n-gram length in code points.
    rows : int
        Size of the hash table.

    Returns
    -------
    list of int
        One row for every substring, from 0 to ``rows - 1``, repeats kept.
    """
    if len(normal) > 40:
        normal = normal[:20] + normal[-20:]
    pieces = [c.encode("utf-8") for c in "<" + normal + ">"]
    count = len(pieces)
    result = []
    for start in range(count):
        value = 2166136261
        for end in range(start, min(start + longest, count)):
            for byte in pieces[end]:
                value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
            if end - start + 1 >= shortest:
                result.append(value % rows)
    return result


@lru_cache(maxsize=None)
def shape_class(form: str) -> int:
    """Return the shape class, 0 to 15, of a word form."""
    cats = [unicodedata.category(c) for c in form]
    letters = [c[0] == "L" for c in cats]
    upper = [c in ("Lu", "Lt") for c in cats]
    lower = [c == "Ll" for c in cats]
    digits = [c == "Nd" for c in cats]
    if all(lower):
        return 0
    if len(form) == 1 and upper[0]:
        return 1
    if upper[0] and all(lower[1:]):
        return 2
    if len(form) >= 2 and all(upper):
        return 3
    if all(letters) and any(upper[1:]):
        return 4
    if "-" in form and any(letters) and all(l or c == "-" for l, c in zip(letters, form)):
        return 5 if upper[0] else 6
    if all(digits):
        return 7
    if any(digits) and all(d or c in NUMBER_MARKS for d, c in zip(digits, form)):
        return 8
    if any(digits) and any(letters) and all(d or l for d, l in zip(digits, letters)):
        return 9
    if form in (".", "!", "?", "…") or (len(form) > 1 and set(form) == {"."}):
        return 10
    if form in (",", ";", ":"):
        return 11
    if all(c in QUOTES for c in form):
        return 12
    if all(c in BRACKETS for c in form):
        return 13
    if not any(letters) and not any(digits):
        return 14
    return 15
