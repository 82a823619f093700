"""How commands print: one JSON object, plain lines, and words about the data on stderr."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from tracker import clock, paths
from tracker.entry.phrase import line as in_words
from tracker.errors import DataError, UsageError
from tracker.records import SCHEMA, Entry
from tracker.store import Store
from tracker.vocabulary import Kind

ID_LENGTH = 8
_NOTE_LENGTH = 60


def diary_of(options: argparse.Namespace) -> Store:
    """The diary that the options, the environment or the settings name."""
    return Store.open(paths.resolve(options.db).diary)


def print_json(content: Mapping[str, Any]) -> None:
    """One JSON object on stdout, nothing else."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps({"schema": SCHEMA, **content}, ensure_ascii=not utf8, allow_nan=False))


def say(words: str) -> None:
    """Words about the data, on stderr."""
    print(words, file=sys.stderr)


def line(entry: Entry) -> str:
    """One entry as one plain line: id, when, what, note."""
    return f"{entry.id[:ID_LENGTH]}  {in_words(entry.record, _NOTE_LENGTH)}"


def moment_in_words(moment: datetime) -> str:
    """A local time with its offset: '2026-11-20 08:30 +01:00'."""
    return f"{moment:%Y-%m-%d %H:%M} {moment.isoformat(timespec='minutes')[16:]}"


def print_entries(entries: Iterable[Entry], remarks: Iterable[str] = (), *, done: str) -> None:
    """Entries that a command has changed, and what else happened."""
    for entry in entries:
        print(f"{done} {line(entry)}")
    for remark in remarks:
        say(remark)


def as_json(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as records of the public format."""
    return [dict(entry.record) for entry in entries]


def period(options: argparse.Namespace, now: datetime) -> tuple[date | None, date | None]:
    """`--since` and `--until` as days. Raises UsageError when they are the wrong way round."""
    since, until = (_day(text, now) for text in (options.since, options.until))
    if since is not None and until is not None and until < since:
        raise UsageError(f"--until {until} is before --since {since}.", hint="Swap them.", safe="")
    return since, until


def _day(text: str | None, now: datetime) -> date | None:
    if text is None:
        return None
    from tracker.entry.accept import parse_field

    return clock.parse_day(parse_field(Kind.DAY, "date", text, now=now))


def kinds_of(words: Iterable[str]) -> frozenset[Kind] | None:
    """The kinds that options name, several of them with commas between; None for none.

    Raises UsageError for a name that no kind has.
    """
    from tracker.entry.kinds import kind_named

    try:
        found = frozenset(
            kind_named(name) for word in words for name in word.split(",") if name.strip()
        )
    except DataError as error:
        raise UsageError(error.message, hint=error.hint, safe="") from error
    return found or None
