#!/usr/bin/env python3
"""Write data/<lang>/tokens/lemmas.tsv: the forms of verbs and nouns that the lexicons of a language name.

Usage: tools/build_lemmas.py de|en

Reads the tables of irregular verbs below data/<lang>/tokens, the triggers of the frames, the role nouns and the word lists.
The endings of the two languages stand below. What the treebanks say of a form wins over this table.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UMLAUT = str.maketrans("aou", "äöü")
INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "über", "unter", "wider", "hinter")


def rows(path: Path) -> list[list[str]]:
    """Return the cells of a table or list, without comments."""
    if not path.exists():
        return []
    lines = (re.sub(r"(^|\s)#.*", "", line).rstrip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line.split("\t") for line in lines if line.strip()]


def weak_forms(verb: str) -> set[str]:
    """Return the forms of a regular verb, participle included."""
    if verb.endswith(("eln", "ern")):
        stem = verb[:-1]
        forms = {stem + e for e in ("e", "st", "t", "n", "te", "test", "ten", "tet")} | {stem[:-2] + stem[-1] + "e"}
        participle = stem + "t"
    else:
        stem = verb[:-2] if verb.endswith("en") else verb[:-1]
        link = "e" if re.search(r"([td]|[^aeiouyäöülrhmn][mn])$", stem) else ""
        second = "t" if re.search(r"[sßzx]$", stem) else link + "st"
        endings = ("e", second, link + "t", "en", link + "te", link + "test", link + "ten", link + "tet")
        forms = {stem + e for e in endings}
        participle = stem + link + "t"
    prefixed = verb.startswith(INSEPARABLE) or verb.endswith("ieren")
    return forms | {participle if prefixed else "ge" + participle}


def strong_forms(infinitive: str, preterite: str, participle: str, present: str) -> set[str]:
    """Return the forms of a strong verb from its principal parts."""
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    forms = {infinitive, stem + "e", stem + "t", stem + "st", stem + "est", stem + "et", participle}
    if preterite.endswith("te"):
        forms |= {preterite, preterite + "n", preterite + "st", preterite + "t"}
    else:
        forms |= {preterite, preterite + "en", preterite + "st", preterite + "t", preterite + "est", preterite + "et"}
        vowel = re.search(r"[aou](?=[^aou]*$)", preterite)
        if vowel and "ie" not in preterite and "au" not in preterite:
            subjunctive = preterite[: vowel.start()] + vowel.group().translate(UMLAUT) + preterite[vowel.end():]
            forms |= {subjunctive + "e", subjunctive + "en", subjunctive + "est", subjunctive + "et"}
    if present != "-":
        forms |= {present, re.sub(r"t$", "st", present)}
    # The Swiss press writes ss for ß.
    return forms | {form.replace("ß", "ss") for form in forms}


def noun_forms(noun: str) -> set[str]:
    """Return the inflected forms that a noun's ending fixes; none for other nouns."""
    if noun.endswith(("ist", "ant", "ent", "at", "aph", "ung", "heit", "keit", "schaft", "ion", "tät", "nom", "ot")):
        return {noun, noun + "en"}
    if noun.endswith("er"):
        return {noun, noun + "s", noun + "n"}
    if noun.endswith("in"):
        return {noun, noun + "nen"}
    if noun.endswith("e"):
        return {noun, noun + "n"}
    if noun.endswith(("ling", "eur", "är", "or", "ar")):
        return {noun, noun + "e", noun + "en", noun + "s"}
    return set()


def triggers(lang: str, upos: str) -> set[str]:
    """Return the lemmas of that part of speech that evoke frames."""
    found = set()
    for path in sorted((ROOT / "data" / lang / "frames").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("trigger:"):
                found |= {t.strip().rsplit(" ", 1)[0] for t in line[8:].split("|") if t.strip().endswith(" " + upos)}
    return found


def english_forms(verb: str) -> set[str]:
    """Return the forms of a regular English verb."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if re.search(r"[^aeiou]y$", verb):
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s")
    forms = {verb, plural, verb + "ed", verb + "ing"}
    # A stressed last syllable doubles its consonant: both spellings are forms of no other verb.
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb):
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


def english(tokens: Path) -> set[tuple[str, str, str]]:
    """Return the forms of the verbs that evoke English frames."""
    irregular = {row[0]: row for row in rows(tokens / "irregular_verbs.tsv")[1:]}
    verbs = {verb.split(" ")[0] for verb in triggers("en", "VERB")} | set(irregular)
    lines = set()
    for verb in sorted(verbs):
        if not re.fullmatch(r"[a-z]+", verb):
            continue
        forms = english_forms(verb)
        if verb in irregular:
            forms = {f for f in forms if not f.endswith("ed") or verb.endswith("ed")} | set(irregular[verb][1:])
        lines |= {(form, "VERB", verb) for form in forms}
    return lines


def german(tokens: Path) -> set[tuple[str, str, str]]:
    """Return the forms of German verbs and of nouns with a telling ending."""
    lang = "de"
    lines = set()
    strong = {row[0]: row for row in rows(tokens / "strong_verbs.tsv")[1:]}
    for row in strong.values():
        lines |= {(form, "VERB", row[0]) for form in strong_forms(*row)}
    verbs = {row[0] for row in rows(tokens / "verbs.txt")} | triggers(lang, "VERB")
    particles = sorted({row[0] for row in rows(tokens / "particles.txt")} | set(INSEPARABLE), key=len, reverse=True)
    for verb in sorted(verbs):
        if not re.fullmatch(r"[a-zäöüß]+(en|ern|eln|n)", verb) or verb in strong:
            continue
        # A verb with a particle or prefix follows from the bare one.
        rest = next((verb[len(p):] for p in particles if verb.startswith(p) and verb[len(p):] in verbs | set(strong)), None)
        if rest is None:
            lines |= {(form, "VERB", verb) for form in weak_forms(verb)} | {(verb, "VERB", verb)}
    nouns = {row[0] for row in rows(ROOT / "data" / lang / "roles.tsv")[1:]} | triggers(lang, "NOUN")
    for path in (ROOT / "data" / lang / "words").glob("*.txt"):
        nouns |= {row[0] for row in rows(path)}
    for noun in sorted(nouns):
        if re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]+", noun):
            lines |= {(form, "NOUN", noun) for form in noun_forms(noun)}
    return lines


def main() -> int:
    makers = {"de": german, "en": english}
    if len(sys.argv) != 2 or sys.argv[1] not in makers:
        sys.exit(__doc__)
    tokens = ROOT / "data" / sys.argv[1] / "tokens"
    lines = makers[sys.argv[1]](tokens)
    out = "# Forms and their lemmas, written by tools/build_lemmas.py: edit the lists it reads, not this file.\nform\tupos\tlemma\n"
    (tokens / "lemmas.tsv").write_text(out + "".join("\t".join(line) + "\n" for line in sorted(lines)), encoding="utf-8")
    print(f"{tokens / 'lemmas.tsv'}: {len(lines)} forms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
