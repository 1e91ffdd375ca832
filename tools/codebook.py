#!/usr/bin/env python3
"""Writes docs/codebook.md from data/plover, so that the page stays in step with the ontology.

    python3 tools/codebook.py           writes the page
    python3 tools/codebook.py --check   exits with 1 where the page differs, or where an example is missing or superfluous

Glosses, scores and codes come from the files that the program loads; the sentences from data/plover/examples.tsv.
"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLOVER = ROOT / "data" / "plover"
PAGE = ROOT / "docs" / "codebook.md"

STATUSES = [
    ("occurred", "the act happened; also where nothing says otherwise"),
    ("ongoing", "the act began and goes on"),
    ("planned", "announced, intended, agreed or due to happen"),
    ("requested", "somebody demands it; kept by the record, not given by the coder, which makes a REQUEST of its own"),
    ("hypothetical", "if, could, would, feared"),
    ("denied", "somebody says that it did not happen"),
    ("negated", "the report itself says that it did not happen"),
]
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def lines_of(name: str) -> list[str]:
    text = (PLOVER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def table(name: str) -> list[dict[str, str]]:
    header, *rows = (line.split("\t") for line in lines_of(name))
    return [dict(zip(header, row)) for row in rows]


def types() -> list[dict[str, str]]:
    records: list[dict[str, str]] = []
    for line in lines_of("types.txt"):
        key, value = line.split(":", 1)
        if key == "type":
            records.append({})
        records[-1][key] = value.strip()
    return records


def row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page() -> tuple[str, list[str]]:
    kinds, modes = types(), table("modes.txt")
    examples = {(e["type"], e["mode"]): e for e in table("examples.tsv")}
    wanted = {(m["type"], m["mode"]) for m in modes} | {(t["type"], "-") for t in kinds}
    mistakes = [f"examples.tsv: {t} has no mode '{m}'" for t, m in examples if (t, m) not in wanted]
    mistakes += [f"examples.tsv: no sentence for {t}/{m}" for t, m in sorted(wanted) if m != "-" and (t, m) not in examples]
    with_modes = {m["type"] for m in modes}
    mistakes += [f"examples.tsv: no sentence for {t['type']}" for t in kinds
                 if t["type"] not in with_modes and (t["type"], "-") not in examples]

    out = [
        "<!-- Written by tools/codebook.py from data/plover; edit those files and run it again. -->",
        "# Codebook",
        "",
        f"Diurna codes the {len(kinds)} event types and {len(modes)} modes of PLOVER 2.0, glossed here in our own words. The sentences are",
        "invented; they show what belongs where, and no program is promised to read each of them right.",
        "",
        "* **quad** " + "; ".join(f"{q}: {text}" for q, text in QUADS.items()) + ".",
        "* **score** from -10 (conflict) to 10 (cooperation); an event with a mode has the mode's score, otherwise its type's.",
        "* **CAMEO** the two digits that are safe for the type; frames know more (`cameo` of an event).",
        "* **recipient** `required`: without one the event is reported with less confidence.",
        "",
        "## Types",
        "",
        row("type", "meaning", "quad", "score", "CAMEO", "recipient"),
        "|---|---|---|---|---|---|",
    ]
    out += [row(f"[{t['type']}](#{t['type'].lower()})", t["gloss"], t["quad"], t["score"], t["cameo"], t["recipient"]) for t in kinds]
    for t in kinds:
        own = [m for m in modes if m["type"] == t["type"]]
        out += ["", f"### {t['type']}", "", t["gloss"], "", row("mode", "meaning", "score", "German", "English"), "|---|---|---|---|---|"]
        if (t["type"], "-") in examples or not own:
            example = examples.get((t["type"], "-"), {"de": "", "en": ""})
            out.append(row("no mode", "what fits no mode" if own else "this type has no modes", t["score"], example["de"], example["en"]))
        for m in own:
            example = examples.get((m["type"], m["mode"]), {"de": "", "en": ""})
            out.append(row(f"`{m['mode']}`", m["gloss"], m["score"], example["de"], example["en"]))
    out += [
        "",
        "## What is not done yet",
        "",
        "An act that is planned, demanded, threatened, refused or promised is an event of its own kind, with the act in `act`. The rules of",
        "precedence stand in `data/plover/precedence.txt`:",
        "",
        row("the report says", "type", "act"),
        "|---|---|---|",
        row("a visit, praise, trade or aid is planned or promised", "AGREE", "CONSULT, SUPPORT, COOPERATE, AID"),
        row("a withdrawal, release or ceasefire is announced", "CONCEDE", "RETREAT"),
        row("help, talks, a concession or a change is demanded", "REQUEST `assist`, `meet`, `yield`, `change`", "what is demanded"),
        row("the same is refused", "REJECT with the same modes", "what is refused"),
        row("harm is threatened", "THREATEN; its mode follows the act", "what is threatened"),
        "",
        "## Statuses",
        "",
        "A demand, promise or threat that was made has `occurred`; whether its `act` happens is open. A visit that is only planned is an AGREE with status",
        "`planned`. `denied` and `negated` events are printed, too: leave them out where you count what happened.",
        "",
        row("status", "meaning"),
        "|---|---|",
    ]
    out += [row(f"`{name}`", text) for name, text in STATUSES]
    out += ["", "## Contexts", "", "An event may have several, or none.", "", row("context", "what the event has to do with"), "|---|---|"]
    out += [row(f"`{c['context']}`", c["gloss"]) for c in table("contexts.txt")]
    out += ["", "## Sectors", "", "What a party does or stands for; the first one is the primary one.", "",
            row("code", "meaning", "source"), "|---|---|---|"]
    out += [row(f"`{s['code']}`", s["gloss"], s["source"]) for s in table("sectors.tsv")]
    return "\n".join(out) + "\n", mistakes


def main() -> int:
    text, mistakes = page()
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    if mistakes:
        return 1
    if "--check" in sys.argv[1:]:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not same:
            print("docs/codebook.md differs from data/plover; run tools/codebook.py", file=sys.stderr)
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
