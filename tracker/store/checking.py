"""`tracker check`: whether the diary is what was saved, and whether its surroundings are safe.

It works on any file, also one that is empty, cut short or no database: what is wrong is a finding
and never a fault. Entries are read a few hundred at a time.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final

from tracker.errors import AccessError, BusyError, DiaryFileError, NotFoundError, TrackerError
from tracker.store import checksum, contents, ledgers, memories, schema, structure
from tracker.store.backup import structural_problems
from tracker.store.checksum import Standing
from tracker.store.engine import connect
from tracker.store.faults import translated
from tracker.store.surroundings import Disk, Level, asked_of_linux, remarks

__all__ = ["Finding", "Level", "Report", "check"]

MOST: Final = 200
"""How many damaged entries are named one by one; the rest are counted."""


class About(StrEnum):
    """What a finding is about."""

    FILE = "file"
    ENTRY = "entry"
    JOURNAL = "undo journal"
    LEDGER = "imports and acknowledgements"
    SURROUNDINGS = "surroundings"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `entry` is the id of the entry it is about, if any."""

    level: Level
    about: About
    text: str
    hint: str = ""
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was looked at. The diary is sound when nothing is damaged."""

    findings: tuple[Finding, ...]
    entries: int
    damaged_entries: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found damaged; warnings do not count."""
        return all(finding.level is not Level.DAMAGE for finding in self.findings)


def check(diary: Path, now: datetime, *, disk: Callable[[Path], Disk] = asked_of_linux) -> Report:
    """Look at everything. `disk` answers what kind of disk a file is on.

    Raises NotFoundError when there is no such file, BusyError and AccessError when it cannot be
    looked at.
    """
    if not diary.exists():
        raise NotFoundError(
            f"there is no diary at {diary}.",
            hint="Restore a backup: tracker restore FILE",
            safe="",
        )
    if not diary.is_file():
        raise NotFoundError(f"{diary} is not a file.", hint="Try: tracker paths", safe="")
    around = [
        Finding(remark.level, About.SURROUNDINGS, remark.text, remark.hint)
        for remark in remarks(diary, now, disk(diary))
    ]
    tally = _Tally()
    findings = [*_of_file(diary, tally), *around]
    once = dict.fromkeys(findings)
    return Report(tuple(once), tally.entries, tally.damaged)


@dataclass(slots=True)
class _Tally:
    entries: int = 0
    damaged: int = 0


def _of_file(diary: Path, tally: _Tally) -> Iterator[Finding]:
    try:
        version = schema.check(diary)
    except DiaryFileError as error:
        yield Finding(Level.DAMAGE, About.FILE, _bare(error), error.hint)
        return
    parts: list[Callable[[sqlite3.Connection], Iterator[Finding]]] = [_structure]
    if version == schema.SCHEMA_VERSION:
        parts += [
            _bytes,
            _definitions,
            lambda connection: _entries(connection, tally),
            _journal,
            _ledgers,
        ]
    else:
        text = f"its schema is {version}; the next start upgrades it to {schema.SCHEMA_VERSION}"
        yield Finding(Level.NOTE, About.FILE, text)
        parts.append(_bytes)
    try:
        with translated(diary), closing(_opened(diary)) as connection:
            for part in parts:
                yield from _survived(diary, connection, part)
    except (BusyError, AccessError):
        raise
    except TrackerError as error:
        yield Finding(Level.DAMAGE, About.FILE, _bare(error), _SALVAGE)


_SALVAGE: Final = (
    "Restore a backup: tracker restore FILE. Or save what can be read: tracker check --salvage OUT"
)


def _opened(diary: Path) -> sqlite3.Connection:
    connection = connect(diary)
    # what is not UTF-8 is damage to be named, not a reason to stop reading
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA query_only=ON")
    return connection


def _survived(
    diary: Path,
    connection: sqlite3.Connection,
    part: Callable[[sqlite3.Connection], Iterator[Finding]],
) -> Iterator[Finding]:
    """A part's findings; where the file cannot be read on, that is the last of them."""
    try:
        with translated(diary):
            yield from part(connection)
    except (BusyError, AccessError):
        raise
    except contents.UNREADABLE as error:
        words = _bare(error) if isinstance(error, TrackerError) else str(error)
        yield Finding(Level.DAMAGE, About.FILE, f"it cannot be read to its end: {words}", _SALVAGE)


def _structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    problems = structural_problems(connection)
    for problem in problems:
        yield Finding(Level.DAMAGE, About.FILE, problem.strip(), _SALVAGE)
    if not problems:
        yield Finding(Level.OK, About.FILE, "SQLite finds no damage in the file")


def _bytes(connection: sqlite3.Connection) -> Iterator[Finding]:
    found = checksum.look(connection)
    if found.standing is Standing.HOLDS:
        yield Finding(Level.OK, About.FILE, "every byte of it is what was written")
    elif found.standing is Standing.UNKNOWN:
        text = "nothing was compared but its entries: there is no checksum of its last write"
        yield Finding(Level.NOTE, About.FILE, text)
    else:
        text = "bytes of it are not what was written"
        if found.noticed:
            text += f": noticed on {datetime.fromtimestamp(found.noticed).astimezone().date()}"
        yield Finding(Level.DAMAGE, About.FILE, text, _SALVAGE)


def _definitions(connection: sqlite3.Connection) -> Iterator[Finding]:
    problem = structure.problem(connection)
    if problem is not None:
        yield Finding(Level.DAMAGE, About.FILE, problem, _SALVAGE)


def _entries(connection: sqlite3.Connection, tally: _Tally) -> Iterator[Finding]:
    remarked = 0
    for judged in contents.judge(connection):
        tally.entries += 1
        if judged.damage is not None:
            tally.damaged += 1
            if tally.damaged <= MOST:
                text = f"entry {judged.entry_id}: {judged.damage}"
                yield Finding(Level.DAMAGE, About.ENTRY, text, _SALVAGE, judged.entry_id)
        elif judged.remark is not None:
            remarked += 1
            if remarked <= MOST:
                text = f"entry {judged.entry_id}: {judged.remark}"
                hint = f"Try: tracker show {judged.entry_id[:8]}"
                yield Finding(Level.WARNING, About.ENTRY, text, hint, judged.entry_id)
    if tally.damaged > MOST:
        text = f"{tally.damaged - MOST:,} more entries are damaged"
        yield Finding(Level.DAMAGE, About.ENTRY, text, _SALVAGE)
    if not tally.damaged:
        yield Finding(Level.OK, About.ENTRY, f"every entry is what was saved ({tally.entries:,})")


def _journal(connection: sqlite3.Connection) -> Iterator[Finding]:
    found = False
    for entry_id, problem in islice(dict(memories.broken(connection)).items(), MOST):
        found = True
        text = f"entry {entry_id}: {problem}"
        yield Finding(Level.DAMAGE, About.JOURNAL, text, _SALVAGE, entry_id)
    if not found:
        yield Finding(Level.OK, About.JOURNAL, "every change in it can be taken back")


def _ledgers(connection: sqlite3.Connection) -> Iterator[Finding]:
    for entry_id, problem in islice(ledgers.broken(connection), MOST):
        text = problem if entry_id is None else f"entry {entry_id}: {problem}"
        yield Finding(Level.DAMAGE, About.LEDGER, text, _SALVAGE, entry_id)
    for rule in ledgers.unknown_rules(connection):
        text = f"an acknowledgement is of the rule {rule!r}, which this program does not have"
        yield Finding(Level.WARNING, About.LEDGER, text)


def _bare(error: TrackerError) -> str:
    return error.message.rstrip(".")
