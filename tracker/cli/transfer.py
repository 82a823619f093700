"""Export for a clinician, or for moving the diary."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tracker import clock
from tracker.cli.lasting import lasting
from tracker.cli.output import diary_of, kinds_of, period, say
from tracker.cli.progress import watched
from tracker.cli.sealed import lock_of
from tracker.errors import UsageError
from tracker.exchange import clinician, fhir, jsonl, sealing, table
from tracker.exchange.asked import Asked
from tracker.exchange.files import Chunks, write
from tracker.exchange.table import Dialect
from tracker.records import Entry
from tracker.store import Store
from tracker.vocabulary import Kind

_BY_ENDING: Final = {".jsonl": "jsonl", ".zip": "bundle", ".json": "fhir"}
_IN_MEMORY: Final = 8 * 2**20
"""Bytes on their way to standard output that are kept in memory; more go to a private file."""
_BLOCK: Final = 2**16


def export(options: argparse.Namespace) -> int:
    """The diary, or a part of it, in one of the formats."""
    target = _target(options)
    form = options.format or _format_of(target)
    _require_sense(options, form, target)
    now = clock.now()
    since, until = period(options, now)
    dialect = Dialect(options.excel, _sign(options.delimiter or ","), options.decimal or ".")
    asked = Asked(now, _kinds(options.kinds), since, until, not options.no_notes, dialect)
    lock = lock_of(options)
    with lasting():
        chunks = _chunks(diary_of(options), form, asked)
        if lock is not None:
            chunks = _sealed(chunks, lock)
        elif target == "-":
            chunks = _settled(chunks)
        write(target, chunks, force=options.force)
    if target != "-":
        say(f"Wrote {target}.")
    return 0


def write_clinician(store: Store, target: str, *, force: bool) -> None:
    """Write the clinician's CSV of the whole diary to a file. Raises OutputError."""
    write(target, table.lines(clinician.COLUMNS, clinician.rows(store.walk())), force=force)
    say(f"Wrote {target}.")


def _chunks(store: Store, form: str, asked: Asked) -> Chunks:
    match form:
        case "jsonl":
            return jsonl.lines(_walked(store, asked))
        case "fhir":
            return fhir.lines(_walked(store, asked), asked.now, notes=asked.notes)
        case "csv":
            rows = clinician.rows(_walked(store, asked), notes=asked.notes)
            return table.lines(clinician.COLUMNS, rows, asked.dialect)
        case "daily":
            from tracker.cli.handing import daily_lines

            return daily_lines(store, asked)
        case _:
            from tracker.cli.handing import bundle

            return bundle(store, asked)


def _walked(store: Store, asked: Asked) -> Iterator[Entry]:
    """The entries, oldest first, a few hundred in memory at a time."""
    walked = store.walk(kinds=asked.kinds, since=asked.since, until=asked.until)
    return watched(map(asked.told, walked), verb="Wrote")


def _sealed(chunks: Chunks, lock: sealing.Lock) -> Iterator[bytes]:
    """The whole, sealed, once there is a place for it."""
    yield sealing.seal(b"".join(_bytes(chunk) for chunk in chunks), lock)


def _settled(chunks: Chunks) -> Iterator[bytes]:
    """The same, all read before the first is given: a slow reader never holds the diary open."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        for chunk in chunks:
            file.write(_bytes(chunk))
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


def _target(options: argparse.Namespace) -> str:
    if options.file and options.output:
        raise UsageError("the file is named twice.", hint="Leave -o away.", safe="")
    return options.output or options.file or "-"


def _format_of(target: str) -> str:
    return next((_BY_ENDING[end] for end in Path(target).suffixes if end in _BY_ENDING), "csv")


def _require_sense(options: argparse.Namespace, form: str, target: str) -> None:
    """Raise UsageError for options that this format cannot follow."""
    looks = options.excel or options.delimiter or options.decimal
    if form in {"jsonl", "fhir"} and looks:
        raise UsageError(
            f"--excel, --delimiter and --decimal are for tables; {form} is none.", safe=""
        )
    if form == "jsonl" and options.no_notes:
        raise UsageError(
            "jsonl moves the whole diary, notes too.", hint="Try: --format csv --no-notes"
        )
    sealed = options.encrypt or options.recipient
    if target == "-" and (form == "bundle" or sealed) and sys.stdout.isatty():
        raise UsageError(
            "a terminal cannot show this file.", hint="Name one: -o diary.zip", safe=""
        )


def _kinds(text: str | None) -> frozenset[Kind] | None:
    if text is None:
        return None
    found = kinds_of([text])
    if found is None:
        raise UsageError("--kinds names no kind.", hint="Try: --kinds episode,day", safe="")
    return found


def _sign(text: str) -> str:
    return "\t" if text in {"tab", "\\t"} else text


def _bytes(chunk: bytes | str) -> bytes:
    return chunk.encode() if isinstance(chunk, str) else chunk
