#!/usr/bin/env python3
"""Hold the rooms to their word: compare every room's declared dependencies with its #includes.

A room may include its own headers, the public headers, and the doors of the rooms it names in `diurna_room(...)`.
Tests may also include `doc/parsed.h`. Dependencies must lead downwards (floors of the house, below); rooms on one
floor do not know each other, but for the exceptions that are written here.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "base": 0, "text": 1, "doc": 2, "format": 3, "nn": 3,
    "ingest": 4, "extract": 4, "langid": 4, "syntax": 4, "time": 4, "place": 4, "actor": 4, "event": 4, "story": 4,
    "store": 5, "eval": 5, "pipeline": 6, "cli": 7, "serve": 7,
}
# A stage sees doc, text and base; these see one room more.
MAY_ALSO = {("ingest", "format"), ("langid", "nn"), ("syntax", "nn")}
STAGE_SEES = {"doc", "text", "base"}


def declarations() -> dict[str, dict[str, set[str]]]:
    """Return the declared dependencies and doors of every room, by room."""
    rooms = {}
    for path in sorted(ROOT.glob("src/*/CMakeLists.txt")):
        text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
        match = re.search(r"diurna_room\((.*?)\)", text, re.S)
        if not match:
            sys.exit(f"{path}: no diurna_room(...) line")
        words = match.group(1).split()
        lists: dict[str, set[str]] = {"DEPENDS": set(), "DOOR": set(), "LIBRARIES": set()}
        current = None
        for word in words[1:]:
            if word in lists:
                current = word
            elif current:
                lists[current].add(word)
        if words[0] != path.parent.name:
            sys.exit(f"{path}: room '{words[0]}' stands in the folder '{path.parent.name}'")
        rooms[words[0]] = lists
    return rooms


def faults() -> list[str]:
    """Return every broken rule as a line `file:line: what`."""
    rooms = declarations()
    found = []
    for room, lists in rooms.items():
        where = f"src/{room}/CMakeLists.txt"
        for other in sorted(lists["DEPENDS"]):
            if other not in rooms:
                found.append(f"{where}: depends on '{other}', which is no room")
            elif FLOORS[other] >= FLOORS[room] and (room, other) not in MAY_ALSO:
                found.append(f"{where}: '{other}' is not below '{room}'")
            elif FLOORS[room] == 4 and other not in STAGE_SEES and (room, other) not in MAY_ALSO:
                found.append(f"{where}: a stage sees doc, text and base, not '{other}'")
        for door in sorted(lists["DOOR"]):
            if not (ROOT / "src" / room / door).is_file():
                found.append(f"{where}: door '{door}' does not exist")
    for path in sorted(ROOT.glob("src/*/*")):
        if path.suffix not in (".cc", ".h"):
            continue
        room = path.parent.name
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'#include "([^"/]+)/([^"]+)"', line)
            if not match or match.group(1) in ("diurna", room):
                continue
            other, header = match.groups()
            where = f"{path.relative_to(ROOT)}:{number}"
            test_help = path.name.endswith("_test.cc") and (other, header) in (("doc", "parsed.h"), ("doc", "check_article.h"))
            if test_help:
                continue
            if other not in rooms:
                found.append(f"{where}: '{other}' is no room")
            elif other not in rooms[room]["DEPENDS"]:
                found.append(f"{where}: includes '{other}', which src/{room}/CMakeLists.txt does not name")
            elif header not in rooms[other]["DOOR"]:
                found.append(f"{where}: '{header}' is no door of '{other}'")
    return found


def main() -> int:
    found = faults()
    for fault in found:
        print(fault)
    print(f"check_layers: {len(declarations())} rooms, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
