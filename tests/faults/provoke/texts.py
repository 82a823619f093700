"""Texts that mean harm to a terminal, a spreadsheet, a markup reader or a parser."""

import csv
import json
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from provoke import diaries
from provoke.diaries import NOW
from provoke.figures import Figures
from provoke.processes import Done, command
from tracker import records
from tracker.entry.accept import accept
from tracker.entry.quick import read
from tracker.errors import TrackerError
from tracker.store import Store

_AT_ONCE = 80
_PIECES = (
    "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b31m", "\x1b", "\x07", "\x08" * 9, "\r", "\n", "\r\n",
    "\t", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\u202e", "\u2066", "\u200f", "\u200b",
    "\ufeff",
    "[/", "[/red]", "[bold]", "[@click=app.quit]x[/]", "$\\frac{$", "$x$", "%n%s", "{0}", "{{",
    "=1+1", "+1", "-1", "@SUM(A1)", "'", "''", '"', '""', ",", ";", "|", "`id`", "$(id)", "\\",
    "=cmd|' /C calc'!A0", "--help", "-o", "--db", "; drop table entry", "' OR 1=1 --", "../../x",
    "NaN", "inf", "None", "NA", "null", "001", "1e309", "9" * 40, "twitch", "coffee", "6/10",
    "yesterday", "25:99", "# ", "é", "e\u0301", "👩‍👩‍👧", "🏳️‍🌈", "ﷺ",
    "x" * 300, "\x00", "\ud800", "\udfff",
)  # fmt: skip
_TEXTS = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.text(max_size=12), st.characters()),
    min_size=1,
    max_size=6,
).map("".join)
_SAFE = "\n"


def hostile(rounds: int, rng: Random, folder: Path) -> Figures:
    """Each text as quick entry, note and name; listed, shown, exported three ways and read back."""
    figures = Figures()
    for texts in batches(rounds, _AT_ONCE, rng):
        _round(figures, folder, texts)
    figures.remark = f"{figures.rounds:,} texts"
    return figures


def batches(rounds: int, at_once: int, rng: Random) -> list[list[str]]:
    """As many texts as rounds, in lists of so many at a time."""
    found: list[list[str]] = []

    @seeded(rng.randrange(2**32))
    @settings(
        max_examples=max(rounds // at_once, 1),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(_TEXTS, min_size=at_once, max_size=at_once))
    def every(texts: list[str]) -> None:
        found.append(texts)

    every()
    return found


def _round(figures: Figures, folder: Path, texts: list[str]) -> None:
    path = diaries.new(folder / "diary.db").path
    kept: list[dict[str, Any]] = []
    for number, text in enumerate(texts):
        figures.rounds += 1
        kept += _accepted(figures, text, number)
    if kept:
        Store(path).import_records(kept, source="a", format_name="jsonl", now=NOW)
        figures.acknowledged += len(kept)
    wanted = {record["id"]: record for record in kept}
    there = {e.id: records.ordered(accept(e.record)) for e in Store(path).entries()}
    figures.require(there == wanted, "lost", "what was saved is not what is read")
    for words in (("list",), ("list", "--json"), *(("show", r["id"]) for r in kept[:3])):
        _plain(figures, command("--db", str(path), *words), words)
    _quick(figures, path, texts)
    _exported(figures, folder, path, wanted)


def _accepted(figures: Figures, text: str, number: int) -> list[dict[str, Any]]:
    """The text as a note and as a name, where the diary takes it; and what quick entry says."""
    found = []
    name = diaries.coffee(number)["id"]
    at = diaries.coffee(number)["time"]
    note = {"kind": "caffeine", "id": name, "time": at, "mg": 1, "note": text}
    other = name[:-4] + "beef"
    factor = {"kind": "factor", "id": other, "time": at, "name": text, "value": 1}
    for record in (note, factor):
        try:
            found.append(accept(record))
        except TrackerError as error:
            printable(figures, str(error), "an error")
        except Exception as error:  # noqa: BLE001  any other is the crash that is looked for
            figures.require(False, "crashes", f"accept {text!r}: {error!r}")
    for words in (text, f'coffee "{text}"', f"note {text}", f"took {text} 5mg"):
        try:
            found_by_words = read(words, now=NOW)
            [records.dumps(record) for record in found_by_words]
        except TrackerError as error:
            printable(figures, str(error), "an error")
        except Exception as error:  # noqa: BLE001  as above
            figures.require(False, "crashes", f"read {words!r}: {error!r}")
    return found


def _quick(figures: Figures, path: Path, texts: list[str]) -> None:
    """Two of them through the whole command, as an argument can carry them."""
    for text in [t for t in texts if "\0" not in t][:2]:
        words = ("add", f'coffee "{text}"')
        done = command("--db", str(path), *words)
        _plain(figures, done, words)
        if done.code == 0:
            command("--db", str(path), "undo")


def _exported(
    figures: Figures, folder: Path, path: Path, wanted: dict[str, dict[str, Any]]
) -> None:
    files = {name: folder / f"a.{name}" for name in ("csv", "daily", "jsonl")}
    for form, file in files.items():
        words = ("export", "--format", form, "-o", str(file), "--force")
        _plain(figures, command("--db", str(path), *words), words)
    lines = files["jsonl"].read_text(encoding="utf-8").split("\n")[1:-1]
    read_back = {r["id"]: accept(r) for r in map(json.loads, lines)}
    figures.require(read_back == wanted, "lost", "JSON Lines differ from what was saved")
    other = diaries.new(folder / "other.db").path
    _plain(figures, command("--db", str(other), "import", str(files["jsonl"])), ("import",))
    again = command("--db", str(other), "export", "--format", "jsonl").out
    same = again.split("\n") == files["jsonl"].read_text(encoding="utf-8").split("\n")
    figures.require(same, "lost", "a second export differs from the first")
    for form in ("csv", "daily"):
        with files[form].open(encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        even = len({len(row) for row in table}) == 1
        figures.require(even, "damaged", f"{form} has rows of different lengths")
        figures.require(len(table) - 1 == _rows(form, wanted), "lost", f"{form} lost a row")
        for cell in (cell for row in table[1:] for cell in row):
            live = cell[:1] in {"=", "@", "\t", "\r"} or _sum(cell)
            figures.require(not live, "damaged", f"{form} holds a formula: {cell[:20]!r}")


def _rows(form: str, wanted: dict[str, dict[str, Any]]) -> int:
    days = {record["time"][:10] for record in wanted.values()}
    return len(wanted) if form == "csv" else len(days)


def _sum(cell: str) -> bool:
    """Whether a cell begins like a formula and is not a plain number or an offset."""
    return cell[:1] in {"+", "-"} and not cell[1:].replace(".", "").replace(":", "").isdigit()


def _plain(figures: Figures, done: Done, words: tuple[str, ...]) -> None:
    fine = not done.crashed and done.code in {0, 2, 65, 66}
    figures.require(fine, "crashes", f"{words}: {done.code} {done.err[-400:]}")
    if words[0] == "list" and "--json" in words:
        json.loads(done.out)
    else:
        printable(figures, done.out, str(words))
    printable(figures, done.err, str(words))


def printable(figures: Figures, text: str, where: str) -> None:
    """Require it: no byte from the diary may command a terminal."""
    bad = [c for c in text if c not in _SAFE and unicodedata.category(c) in {"Cc", "Cs"}]
    bad += [c for c in text if c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
    figures.require(not bad, "crashes", f"{where} prints {bad[:3]!r}")
