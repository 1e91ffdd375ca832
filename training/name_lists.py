"""Lists of names that replace those of the training text, so that the networks meet many more of them.

Places, countries, international bodies and demonyms come from the ``data``
folder of this repository, personal names from the PyPI package ``faker`` (MIT)
and from the office holders in ``data/world``. Usage:
``python3 name_lists.py LANG OUT.json --data ../data``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import math
import random
import re
from collections import defaultdict
from pathlib import Path

LOCALES = (
    "de_DE de_AT de_CH en_US en_GB en_IN en_NG en_KE en_PK fr_FR it_IT es_ES es_MX pt_BR pl_PL nl_NL tr_TR cs_CZ sv_SE no_NO "
    "da_DK fi_FI ro_RO hr_HR sk_SK sl_SI hu_HU id_ID vi_VN lt_LT az_AZ sw ha_NG".split()
)


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a table of the data folder: comment lines, a line of column names, rows; "-" is empty."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        lines = [line.rstrip("\n") for line in stream if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [{c: "" if v == "-" else v for c, v in zip(columns, line.split("\t"))} for line in lines[1:]]


def collect(lang: str, data: Path) -> dict[str, dict[str, float]]:
    """Return weights of names by type; types ``FIRST`` and ``LAST`` are parts of personal names."""
    result: dict[str, dict[str, float]] = defaultdict(dict)

    def put(kind: str, name: str, weight: float) -> None:
        if name and not re.search(r"[\d(),/&]", name):
            result[kind][name] = max(weight, result[kind].get(name, 0.0))

    def name_of(row: dict[str, str]) -> str:
        return row.get(f"name_{lang}") or row["name_en"]

    world = data / "world"
    for row in read_table(world / "countries.tsv"):
        put("LOC", name_of(row), 80.0)
        put("LOC", row["capital"].split("|")[0] if lang == "en" else "", 40.0)
    for row in read_table(world / "regions.tsv"):
        put("LOC", name_of(row), 8.0)
    for row in read_table(world / "admin1.tsv"):
        put("LOC", name_of(row), math.sqrt(float(row["population"] or 0)) / 300.0)
    for row in read_table(world / "places.tsv.gz"):
        population = float(row["population"] or 0)
        near = row["country"] in (("DEU", "AUT", "CHE") if lang == "de" else ("USA", "GBR", "IND", "AUS", "CAN"))
        if population >= (50000 if near else 250000):
            put("LOC", name_of(row), math.sqrt(population) / (50.0 if near else 150.0))
    for row in read_table(world / "bodies.tsv"):
        put("ORG", name_of(row), 1.0)
        for name in row["acronyms"].split("|") + row[f"aliases_{lang}"].split("|"):
            put("ORG", name, 1.0)
    for row in read_table(world / "role_holders.tsv"):
        put("PER", row["name"], 1.0)
        put("FIRST", row["name"].split(" ")[0], 1.0)
        put("LAST", row["name"].split(" ")[-1], 3.0)
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind, attributes in (("FIRST", ("first_names", "first_names_male", "first_names_female")),
                                 ("LAST", ("last_names", "last_names_male", "last_names_female"))):  # fmt: skip
            for attribute in attributes:
                for name in list(getattr(provider, attribute, ()))[:1500]:
                    if name[:1].isupper() and name.isalpha() and ord(max(name)) < 0x250:
                        put(kind, name, 1.0)
    for row in read_table(data / lang / "demonyms.tsv"):
        if row["kind"] == "adj":
            put("DEMONYM", row["form"], 1.0)
    return result


class NameLists:
    """Random replacements by type and number of words."""

    def __init__(self, path: Path, lang: str) -> None:
        self.lang = lang
        self.lists: dict[tuple[str, int], tuple[list[list[str]], list[float]]] = {}
        content = json.loads(path.read_text(encoding="utf-8"))
        self.demonyms = list(content.get("DEMONYM", {}))
        self.adjectives = set(self.demonyms)
        grouped: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
        for kind, names in content.items():
            for name, weight in names.items():
                grouped[kind, name.count(" ") + 1][name] = weight
        for key, names in grouped.items():
            total, sums = 0.0, []
            for weight in names.values():
                total += weight
                sums.append(total)
            self.lists[key] = [n.split(" ") for n in names], sums

    def add(self, kind: str, names: list[list[str]]) -> None:
        """Add names met in the training text itself."""
        for name in names:
            key = (kind, len(name))
            words, sums = self.lists.setdefault(key, ([], []))
            words.append(name)
            sums.append((sums[-1] if sums else 0.0) + 0.5)

    def _pick(self, kind: str, count: int, rng: random.Random) -> list[str] | None:
        found = self.lists.get((kind, count))
        return rng.choices(found[0], cum_weights=found[1])[0] if found else None

    def draw(self, kind: str, words: list[str], rng: random.Random) -> list[str] | None:
        """Return as many words of the same type, or ``None`` when there are none.

        Parameters
        ----------
        kind : str
            ``PER``, ``LOC``, ``ORG``, ``LOCderiv`` or ``MISC`` (demonyms only).
        words : list of str
            The name to replace.
        rng : random.Random
            Source of chance.
        """
        count = len(words)
        if kind == "PER":
            if count == 1:
                return self._pick("LAST" if rng.random() < 0.8 else "FIRST", 1, rng)
            if rng.random() < 0.2:
                return self._pick("PER", count, rng)
            if count <= 3 and all(w.isalpha() for w in words):
                first = [self._pick("FIRST", 1, rng)[0] for _ in range(count - 1)]
                return first + self._pick("LAST", 1, rng)
            return None
        if kind in ("LOCderiv", "MISC"):
            if count != 1 or not self.demonyms:
                return None
            if self.lang == "en":
                return [rng.choice(self.demonyms)] if words[0] in self.adjectives else None
            match = re.fullmatch(r"(\w+sch)(e|en|er|es|em)?", words[0])
            if not match or match.group(1).lower() not in self.adjectives:
                return None
            form = rng.choice(self.demonyms) + (match.group(2) or "")
            return [form.capitalize() if words[0][0].isupper() else form]
        found = self._pick(kind, count, rng)
        if found and self.lang == "de" and kind == "LOC" and words[-1].endswith("s") and found[-1][-1] not in "sxzß":
            return [*found[:-1], found[-1] + "s"] if rng.random() < 0.5 else None
        return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang", choices=["de", "en"])
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../data"))
    args = parser.parse_args()
    lists = collect(args.lang, args.data)
    args.out.write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")
    print({k: len(v) for k, v in lists.items()})


if __name__ == "__main__":
    main()
