"""The program from outside: bad inputs, exit statuses, formats, threads.

    python3 tests/cli/cli_test.py build/dev/src/cli/diurna [unittest options]

Needs only the standard library. What needs the networks is skipped when they are not there. DIURNA_HOME names the folder
with data/ and models/.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HOME = Path(os.environ.get("DIURNA_HOME") or Path(__file__).resolve().parents[2])
PROGRAM = "diurna"

GERMAN = "Norwegen hat am Montag zwei russische Diplomaten ausgewiesen. Die Regierung in Oslo sprach von Spionage."
ENGLISH = "Norway expelled two Russian diplomats on Monday. The government in Oslo spoke of espionage."


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs the program; its output must come within two minutes."""
    environment = {**os.environ, "DIURNA_HOME": str(HOME)}
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=120, env=environment, check=False)


def objects(result: subprocess.CompletedProcess[bytes]) -> list[dict]:
    """The JSON objects that the program printed, a line each."""
    return [json.loads(line) for line in result.stdout.decode("utf-8").splitlines()]


class CliTest(unittest.TestCase):
    """A fresh folder a test; every failure shows what the program said."""

    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name: str, content: str | bytes) -> str:
        path = Path(self.folder.name) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return str(path)

    def assert_status(self, result: subprocess.CompletedProcess[bytes], status: int) -> None:
        said = result.stderr.decode("utf-8", "replace")
        self.assertEqual(result.returncode, status, said)
        self.assertNotIn("terminate called", said)


class Usage(CliTest):
    def test_bad_option_is_status_2_with_a_message(self) -> None:
        for arguments in (["code", "--no-such-option", "x"], ["code"], [], ["no-such-command"], ["code", "--format", "xml", "x"],
                          ["code", "-j", "0", "x"], ["code", "--min-confidence", "2", "x"], ["eval", "syntax"], ["eval", "taste", "x"]):
            with self.subTest(arguments=arguments):
                result = run(*arguments)
                self.assert_status(result, 2)
                self.assertEqual(result.stdout, b"")
                self.assertTrue(result.stderr.startswith(b"diurna: "), result.stderr)

    def test_unknown_layer_is_told_with_the_known_ones(self) -> None:
        result = run("annotate", "--layers", "tokens,smells", self.file("a.txt", GERMAN))
        self.assert_status(result, 2)
        self.assertIn(b"smells", result.stderr)
        self.assertIn(b"timexes", result.stderr)

    def test_help_and_version_are_well(self) -> None:
        for arguments in (["--help"], ["--version"], ["code", "--help"], ["eval", "--help"]):
            result = run(*arguments)
            self.assert_status(result, 0)
            self.assertNotEqual(result.stdout, b"")

    def test_missing_data_folder_is_told(self) -> None:
        result = run("extract", "--data", self.folder.name + "/nowhere", self.file("a.txt", GERMAN))
        self.assert_status(result, 2)
        self.assertIn(b"nowhere", result.stderr)

    def test_output_file_that_cannot_be_written_is_told(self) -> None:
        result = run("extract", "-o", self.folder.name + "/no/folder/out", self.file("a.txt", GERMAN))
        self.assert_status(result, 2)
        self.assertIn(b"cannot be written", result.stderr)


class Inputs(CliTest):
    """Reading and cleaning need no network: `extract` shows how inputs are met."""

    def assert_named(self, path: str) -> None:
        result = run("extract", path)
        self.assert_status(result, 1)
        self.assertEqual(result.stdout, b"")
        self.assertIn(Path(path).name.encode(), result.stderr)

    def test_unknown_file_is_named(self) -> None:
        self.assert_named(self.folder.name + "/missing.txt")

    def test_empty_file_is_named(self) -> None:
        self.assert_named(self.file("empty.txt", ""))

    def test_white_space_alone_is_named(self) -> None:
        self.assert_named(self.file("blank.txt", " \n\n \t\n"))

    def test_binary_file_is_named(self) -> None:
        self.assert_named(self.file("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20))

    def test_folder_without_articles_is_told(self) -> None:
        path = Path(self.folder.name) / "bare"
        path.mkdir()
        result = run("extract", str(path))
        self.assert_status(result, 1)
        self.assertIn(b"bare", result.stderr)

    def test_one_bad_input_does_not_stop_the_rest(self) -> None:
        first, last = self.file("a.txt", GERMAN), self.file("c.txt", ENGLISH)
        result = run("extract", first, self.folder.name + "/missing.txt", self.file("b.txt", ""), last)
        self.assert_status(result, 1)
        self.assertEqual([o["lang"] for o in objects(result)], ["de", "en"])
        self.assertIn(b"2 inputs failed", result.stderr)

    def test_broken_utf8_comes_out_whole(self) -> None:
        result = run("extract", self.file("latin.txt", GERMAN.replace("Spionage", "Gefährdung").encode("latin-1")))
        self.assert_status(result, 0)
        self.assertIn("Gefährdung", objects(result)[0]["text"])
        result = run("extract", self.file("stray.txt", GERMAN.replace("Spionage", "Gefährdung für Öl, Küste").encode() + b" \xff Ende."))
        self.assert_status(result, 0)
        self.assertIn("Gefährdung", objects(result)[0]["text"])

    def test_broken_line_of_json_lines_is_named_and_the_rest_read(self) -> None:
        lines = [json.dumps({"id": "one", "text": GERMAN}), '{"id": "two", "text": ', json.dumps({"id": "three", "text": ENGLISH})]
        result = run("extract", self.file("news.jsonl", "\n".join(lines) + "\n"))
        self.assert_status(result, 1)
        self.assertEqual([o["id"] for o in objects(result)], ["one", "three"])
        self.assertIn(b"news.jsonl:2", result.stderr)

    def test_line_that_is_too_long_is_named_and_the_rest_read(self) -> None:
        path = self.file("long.jsonl", json.dumps({"id": "one", "text": GERMAN}) + "\n")
        with open(path, "ab") as out:
            out.write(b'{"id": "two", "text": "')
            for _ in range(100):
                out.write(b"Wort " * 209715)
            out.write(b'"}\n' + json.dumps({"id": "three", "text": ENGLISH}).encode() + b"\n")
        result = run("extract", path)
        self.assert_status(result, 1)
        self.assertEqual([o["id"] for o in objects(result)], ["one", "three"])
        self.assertIn(b"long.jsonl:2", result.stderr)

    def test_standard_input_is_read(self) -> None:
        result = run("extract", "-", stdin=GERMAN.encode())
        self.assert_status(result, 0)
        self.assertIn("Diplomaten", objects(result)[0]["text"])

    def test_folders_and_globs_are_read_in_the_order_of_names(self) -> None:
        self.file("in/b.txt", ENGLISH)
        self.file("in/a.txt", GERMAN)
        self.file("in/.hidden.txt", ENGLISH)
        for path in (self.folder.name + "/in", self.folder.name + "/in/*.txt"):
            result = run("extract", path)
            self.assert_status(result, 0)
            self.assertEqual([o["lang"] for o in objects(result)], ["de", "en"])

    def test_glob_without_match_is_told(self) -> None:
        result = run("extract", self.folder.name + "/*.nothing")
        self.assert_status(result, 1)
        self.assertIn(b".nothing", result.stderr)

    def test_text_dir_has_a_file_an_article(self) -> None:
        out = Path(self.folder.name) / "out"
        result = run("extract", "--text-dir", str(out), self.file("a.txt", GERMAN), self.file("b.txt", ENGLISH))
        self.assert_status(result, 0)
        self.assertEqual(len(list(out.glob("*.txt"))), 2)


@unittest.skipUnless((HOME / "models/de.dnm").exists() and (HOME / "models/en.dnm").exists(), "the networks are not there")
class Engine(CliTest):
    """The whole program."""

    def test_events_come_as_json_lines_in_a_pipe(self) -> None:
        result = run("code", "--date", "2024-05-14", self.file("a.txt", GERMAN))
        self.assert_status(result, 0)
        events = objects(result)
        self.assertTrue(any(e["type"] == "SANCTION" for e in events), events)
        for event in events:
            start, end = event["evidence"]["start"], event["evidence"]["end"]
            self.assertEqual(len(event["evidence"]["sentence"]), end - start)
            self.assertEqual(event["article"]["date"], "2024-05-14")
            self.assertLessEqual(0, event["confidence"])
            self.assertLessEqual(event["confidence"], 1)

    def test_offsets_are_code_points_of_the_text(self) -> None:
        path = self.file("a.txt", "Grüße 😀 aus Köln!\n\n" + GERMAN)
        text = objects(run("annotate", "--layers", "tokens,entities,timexes,places", path))[0]
        self.assertTrue(text["text"].startswith("Grüße 😀"))
        spans = [(token["start"], token["end"]) for token in text["tokens"]]
        for token, span in zip(text["tokens"], spans):
            if spans.count(span) == 1:  # the words of a contraction share its characters
                self.assertEqual(text["text"][span[0]:span[1]], token["form"])
        for layer in ("entities", "timexes", "toponyms"):
            for item in text[layer]:
                self.assertEqual(text["text"][item["start"]:item["end"]], item["text"])

    def test_csv_has_its_header_and_a_row_an_event(self) -> None:
        path = self.file("a.txt", GERMAN)
        count = len(objects(run("code", path)))
        for inputs, rows in (([path], count), ([path, self.folder.name + "/missing"], count)):
            result = run("code", "--format", "csv", *inputs)
            table = list(csv.reader(io.StringIO(result.stdout.decode("utf-8"))))
            self.assertEqual(table[0][0], "id")
            self.assertEqual(len(table), rows + 1)
            self.assertTrue(all(len(row) == len(table[0]) for row in table))

    def test_table_is_for_people(self) -> None:
        result = run("code", "--format", "table", self.file("a.txt", GERMAN))
        self.assert_status(result, 0)
        self.assertIn(b"SANCTION", result.stdout)
        self.assertNotIn(b"\033[", result.stdout, "no colours in a pipe")

    def test_confidence_floor_leaves_events_out(self) -> None:
        path = self.file("a.txt", GERMAN)
        self.assertEqual(objects(run("code", "--min-confidence", "1", path)), [])
        self.assertNotEqual(objects(run("code", "--min-confidence", "0", path)), [])

    def test_language_that_is_not_loaded_is_passed_over(self) -> None:
        french = "Le gouvernement norvégien a expulsé lundi deux diplomates russes, a annoncé le ministre des affaires étrangères à Oslo."
        result = run("code", self.file("a.txt", french), self.file("b.txt", GERMAN))
        self.assert_status(result, 0)
        self.assertIn(b"a.txt", result.stderr)
        self.assertIn(b"1 passed over", result.stderr)
        self.assertTrue(all(e["article"]["lang"] == "de" for e in objects(result)))

    def test_output_does_not_depend_on_threads_and_nothing_is_lost(self) -> None:
        lines = []
        for number in range(60):
            text = (GERMAN if number % 2 else ENGLISH) + " " + "Es blieb ruhig. " * (number % 7)
            lines.append(json.dumps({"id": f"n{number:03}", "text": text, "date": "2024-05-14"}))
            if number % 20 == 7:
                lines.append("{broken")
        path = self.file("news.jsonl", "\n".join(lines))
        one = run("annotate", "--layers", "tokens,timexes", "-j", "1", path)
        self.assert_status(one, 1)
        self.assertEqual([o["id"] for o in objects(one)], [f"n{number:03}" for number in range(60)])
        coded = run("code", "-j", "1", path)
        for threads in ("2", "5"):
            again = run("annotate", "--layers", "tokens,timexes", "-j", threads, path)
            self.assertEqual(again.stdout, one.stdout)
            self.assertEqual(again.stderr, one.stderr)
            self.assertEqual(run("code", "-j", threads, path).stdout, coded.stdout)

    def test_output_file_has_what_standard_output_would_have(self) -> None:
        path, out = self.file("a.txt", GERMAN), self.folder.name + "/out.jsonl"
        result = run("code", "-o", out, path)
        self.assert_status(result, 0)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(Path(out).read_bytes(), run("code", path).stdout)

    def test_full_disk_is_told(self) -> None:
        if not Path("/dev/full").exists():
            self.skipTest("no /dev/full")
        result = run("annotate", "-o", "/dev/full", self.file("a.txt", GERMAN))
        self.assert_status(result, 1)
        self.assertIn(b"could not be written", result.stderr)

    def test_conllu_goes_out_and_comes_in_again(self) -> None:
        first = run("annotate", "--format", "conllu", self.file("a.txt", GERMAN))
        self.assert_status(first, 0)
        again = run("annotate", "--format", "conllu", "--input", "conllu", "--lang", "de", self.file("a.conllu", first.stdout))
        self.assert_status(again, 0)

        def forms(text: bytes) -> list[str]:
            return [line.split("\t")[1] for line in text.decode("utf-8").splitlines() if line and line[0] != "#"]

        self.assertEqual(forms(first.stdout), forms(again.stdout))

    def test_broken_conllu_is_told_by_its_line(self) -> None:
        result = run("annotate", "--input", "conllu", "--lang", "de", self.file("a.conllu", "1\tOslo\n"))
        self.assert_status(result, 1)
        self.assertIn(b"line 1", result.stderr)

    def test_explain_shows_the_tree_and_the_frame(self) -> None:
        result = run("explain", self.file("a.txt", GERMAN))
        self.assert_status(result, 0)
        self.assertIn(b"Sentence 1", result.stdout)
        self.assertIn(b"de/", result.stdout)
        result = run("explain", "--event", "none-99", self.file("a.txt", GERMAN))
        self.assert_status(result, 1)
        self.assertIn(b"none-99", result.stderr)

    def test_eval_of_its_own_output_is_perfect(self) -> None:
        gold = {"id": "g", "lang": "de", "text": GERMAN, "timexes": []}
        made = objects(run("annotate", "--layers", "timexes,places", self.file("g.jsonl", json.dumps(gold))))
        path = self.file("made.jsonl", "\n".join(json.dumps(o) for o in made))
        for layer, name in (("timexes", "value"), ("places", "recognition")):
            result = run("eval", layer, path, path, "--json")
            self.assert_status(result, 0)
            self.assertEqual(json.loads(result.stdout)["figures"][name]["score"], 100)

    def test_eval_of_broken_gold_is_told(self) -> None:
        result = run("eval", "timexes", self.file("g.jsonl", "nonsense\n"), self.file("s.jsonl", "{}\n"))
        self.assert_status(result, 1)
        self.assertIn(b"line 1", result.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    PROGRAM = sys.argv.pop(1)
    unittest.main()
