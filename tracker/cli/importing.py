"""Import of diary files, all or nothing, and taking an import out again."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO

from tracker import clock
from tracker.cli.output import diary_of, print_json, say
from tracker.cli.progress import watched
from tracker.cli.sealed import key_for
from tracker.cli.urgent import warn
from tracker.entry.printable import entries_in_words
from tracker.errors import DataError, UsageError
from tracker.exchange import incoming, sealing
from tracker.records import Record
from tracker.store import Imported


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to import, open, and its format."""

    name: str
    stream: BufferedReader
    format: str


def bring(options: argparse.Namespace) -> int:
    """Import diary files, or take an import out again."""
    now = clock.now()
    store = diary_of(options)
    if options.undo is not None:
        count = store.undo_import(options.undo, now=now)
        say(f"Took {entries_in_words(count)} of import {options.undo} out.")
        say("To bring back: tracker undo")
        return 0
    if not options.files:
        raise UsageError("no file was named.", hint="Try: tracker import diary.jsonl", safe="")
    with ExitStack() as stack:
        sources = [_opened(options, name, stack) for name in options.files]
        at = None if options.allow_future else now
        done = store.import_records(
            watched(_records(options, sources, at), "Read"),
            source=", ".join(Path(f).name for f in options.files),
            format_name=", ".join(dict.fromkeys(source.format for source in sources)),
            now=now,
            dry_run=options.dry_run,
        )
    _tell(options, done)
    sys.stdout.flush()
    if done.added and not options.dry_run:
        warn(store, (), now)
    return 0


def _opened(options: argparse.Namespace, name: str, stack: ExitStack) -> _Source:
    with _about(options.files, name):
        if name == "-":
            stream = incoming.buffered(sys.stdin.buffer)
        else:
            stream = incoming.buffered(_file(options, name, stack))
        return _Source(name, stream, options.format or incoming.recognised(stream))


def _file(options: argparse.Namespace, name: str, stack: ExitStack) -> BinaryIO:
    """A file, open; what age has sealed is opened in memory."""
    path = Path(name)
    file = stack.enter_context(sealing.opened(path))
    if sealing.is_sealed(file):
        return BytesIO(sealing.unseal(file.read(), key_for(path.name, options.identity)))
    return file


def _records(
    options: argparse.Namespace, sources: list[_Source], now: datetime | None
) -> Iterator[Record]:
    for source in sources:
        with _about(options.files, source.name):
            for _, record in incoming.read_records(source.stream, source.format, now):
                yield record


@contextmanager
def _about(files: list[str], name: str) -> Iterator[None]:
    """Name the file in its error where there are several."""
    try:
        yield
    except DataError as error:
        if len(files) == 1:
            raise
        raise DataError(
            f"{name}: {error.message}", hint=error.hint, safe=error.safe, field=error.field
        ) from error


def _tell(options: argparse.Namespace, done: Imported) -> None:
    if options.json:
        print_json(
            {
                "batch": done.batch,
                "added": done.added,
                "already_here": done.already,
                "deleted_here": done.deleted,
                "dry_run": options.dry_run,
                "remarks": list(done.remarks),
            }
        )
        return
    verb = "Would add" if options.dry_run else "Added"
    words = [f"{verb} {entries_in_words(done.added)}", f"{done.already:,} were here already"]
    if done.deleted:
        words.append(f"{done.deleted:,} were deleted here and stay so")
    say("; ".join(words) + ".")
    for remark in done.remarks:
        say(remark)
    if done.batch is not None:
        say(f"To take it out again: tracker import --undo {done.batch}")
