"""Lemma edit scripts (``docs/model-format.md``, section "Lemma edit scripts")."""

from __future__ import annotations

from functools import lru_cache


UMLAUTS = {"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"}


def _cased(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    if case == "t":
        return form[:1] + form[1:].lower()
    return form


def _overlap(a: str, b: str) -> tuple[int, int, int]:
    """Return start in ``a``, start in ``b`` and length of the longest common substring."""
    best = (0, 0, 0)
    before = [0] * (len(b) + 1)
    for i, char in enumerate(a):
        row = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if char == other:
                row[j + 1] = before[j] + 1
                if row[j + 1] > best[2]:
                    best = (i - row[j + 1] + 1, j - row[j + 1] + 1, row[j + 1])
        before = row
    return best


@lru_cache(maxsize=None)
def make_script(form: str, lemma: str) -> str:
    """Return the shortest edit script that turns ``form`` into ``lemma``.

    A pair without a common code point gives the literal class ``=LEMMA``.
    """
    options = []
    for case in "klt":
        base = _cased(form, case)
        if case != "k" and base == form:
            continue
        at, to, length = _overlap(base, lemma)
        if length:
            tail = len(base) - at - length
            script = f"{case}|{at}-{lemma[:to]}|{tail}-{lemma[to + length:]}"
            options.append((len(lemma) - length + at + tail + (case != "k") * 0.5, script))
        for i in range(1, len(base) - 1):
            plain = UMLAUTS.get(base[i])
            if i > 1 and base[i : i + 2] in ("ge", "zu"):
                drop, insert = 2, ""
            elif plain and lemma[i : i + 1] == plain:
                drop, insert = 1, plain
            else:
                continue
            if lemma.startswith(base[:i]):
                rest = base[:i] + insert + base[i + drop :]
                same = 0
                while same < min(len(rest), len(lemma)) and rest[same] == lemma[same]:
                    same += 1
                if same > i:
                    tail, add = len(rest) - same, lemma[same:]
                    cost = 1 + tail + len(add) + (case != "k") * 0.5
                    if tail <= len(base) - i - drop:
                        options.append((cost, f"{case}|0-|{tail}-{add}|@{i}-{drop}-{insert}"))
    return min(options)[1] if options else "=" + lemma


def apply_script(form: str, script: str) -> str:
    """Return the lemma that a script gives; a script that does not fit leaves the form."""
    if script.startswith("="):
        return script[1:]
    parts = script.split("|")
    base = _cased(form, parts[0])
    front, put = parts[1].split("-", 1)
    back, add = parts[2].split("-", 1)
    cut, end = int(front), len(base) - int(back)
    infix = 0
    if len(parts) == 4:
        at, infix_text, insert = parts[3][1:].split("-", 2)
        start, infix = int(at), int(infix_text)
        if start < cut or start + infix > end:
            return form
        return put + base[cut:start] + insert + base[start + infix : end] + add
    if cut > end:
        return form
    return put + base[cut:end] + add
