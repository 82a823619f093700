"""Files to import that are not what they say: flipped, cut, ragged, of another encoding, long."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

from provoke import diaries
from provoke.diaries import coffee
from provoke.figures import Figures
from provoke.processes import command
from tracker import demo, records

_REFUSED = {2, 65, 66}


def imports(rounds: int, rng: Random, folder: Path) -> Figures:
    """Each is refused in one sentence or taken whole; the diary holds all of it or none."""
    figures = Figures()
    path = diaries.new(folder / "diary.db", 60).path
    good = [records.dumps(record) for record in demo.records()[:200]]
    refused = 0
    for number in range(rounds):
        make = _KINDS[number % len(_KINDS)]
        file = folder / f"given.{rng.choice(('jsonl', 'jsonl', 'jsonl', 'csv', 'json', 'zip'))}"
        file.write_bytes(make(rng, list(good)))
        before = diaries.ids(path)
        done = command("--db", str(path), "import", str(file))
        file.unlink()
        figures.rounds += 1
        where = f"{make.__name__} as {file.suffix}: exit {done.code}: {done.err[-300:]}"
        figures.require(not done.crashed and done.code in {0, *_REFUSED}, "crashes", where)
        lines = [line for line in done.err.splitlines() if line.startswith("tracker: ")]
        figures.require(done.code == 0 or len(lines) == 1, "crashes", f"not one sentence: {where}")
        after = diaries.ids(path)
        figures.require(before <= after, "lost", where)
        refused += done.code != 0
        if done.code != 0:
            figures.require(after == before, "damaged", f"half of it was kept: {where}")
        elif after != before:
            path = diaries.new(folder / "diary.db", 60).path
    figures.require(not diaries.problems(path), "damaged", "the diary")
    figures.remark = f"{refused} of {figures.rounds} bad inputs were refused, the others whole"
    return figures


def _joined(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def _flipped(rng: Random, lines: list[str]) -> bytes:
    found = bytearray(_joined(lines))
    for _ in range(rng.randint(1, 4)):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def _cut(rng: Random, lines: list[str]) -> bytes:
    found = _joined(lines)
    return found[: rng.randrange(len(found))]


def _shuffled(rng: Random, lines: list[str]) -> bytes:
    return bytes(rng.sample(found := _joined(lines[:20]), len(found)))


def _random(rng: Random, _lines: list[str]) -> bytes:
    return rng.randbytes(rng.choice((0, 1, 7, 512, 20_000)))


def _encoded(rng: Random, lines: list[str]) -> bytes:
    lines[0] = lines[0].replace("{", '{"note": "Grüße", ', 1)
    encoding = rng.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp037"))
    return "\n".join(lines).encode(encoding, "replace")


def _deep(rng: Random, lines: list[str]) -> bytes:
    depth = rng.choice((50, 5_000, 200_000))
    lines[5] = lines[5].replace("}", ', "note": ' + "[" * depth + "]" * depth + "}")
    return _joined(lines)


def _long(rng: Random, lines: list[str]) -> bytes:
    length = rng.choice((200, 70_000, 1_048_577, 17_000_000))
    return _joined([records.dumps(coffee(1) | {"note": "x" * length}), *lines[:3]])


def _wrong(rng: Random, lines: list[str]) -> bytes:
    """One field of one line is of another type."""
    at = rng.randrange(len(lines))
    record = json.loads(lines[at])
    bad = (None, [], {}, True, -1, 1e308, "", "\0", "\u202e", "=1+1", 10**30, [[]], {"a": 1})
    record[rng.choice([*record, "other", "kind", "id", "tz"])] = rng.choice(bad)
    lines[at] = json.dumps(record)
    return _joined(lines)


def _twice(rng: Random, lines: list[str]) -> bytes:
    return _joined([*lines, rng.choice(lines), '{"kind"', "null", "3", "[]"][: len(lines) + 2])


def _table(rng: Random, lines: list[str]) -> bytes:
    cells = ("", '"', "a", "9", "=1", "2026-11-01")
    ragged = [",".join(rng.choices(cells, k=number % 9)) for number in range(99)]
    return "\r\n".join(["date,kind,time,mg", *ragged, *lines[:2]]).encode()


_KINDS: tuple[Callable[[Random, list[str]], bytes], ...] = (
    _flipped, _cut, _shuffled, _random, _encoded, _deep, _long, _wrong, _flipped, _twice, _table,
    _wrong,
)  # fmt: skip
