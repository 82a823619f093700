"""A new diary from what can still be read of a damaged one, which stays as it is.

Each entry has a hash, so an entry that was put together from the right rows is known to be right.
What can be read but is not what was saved is kept too, and says so in its note.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tracker.errors import DiaryFileError, NotFoundError, OutputError
from tracker.records import Record
from tracker.store import backup, checksum, pages, piecing
from tracker.store.faults import translated
from tracker.store.pages import Pages, Place
from tracker.store.piecing import Odd, Pieces
from tracker.vocabulary import Kind

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_KINDS: Final = frozenset(Kind)

_WITHOUT_IMPORT: Final = """
UPDATE entry SET batch_id = NULL WHERE batch_id IS NOT NULL AND NOT EXISTS
(SELECT 1 FROM batch WHERE batch.id = batch_id AND imported_utc = entered_utc)
"""
"""An entry whose import is gone, or is not known to be its own, was typed as far as one can say."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of the entries. Of what lay on pages that are gone not even a number is known."""

    saved: int
    doubtful: tuple[Odd, ...]
    lost: tuple[Odd, ...]


@dataclass(slots=True)
class _Found:
    """Where rows that belong to entries are, by entry, and rows of the tables beside."""

    entries: dict[str, list[Place]] = field(default_factory=dict)
    fields: dict[str, list[Place]] = field(default_factory=dict)
    seen: list[tuple[Any, ...]] = field(default_factory=list)
    batches: list[tuple[Any, ...]] = field(default_factory=list)
    kind_of_page: dict[int, str] = field(default_factory=dict)

    def pieces(self, file: Pages, entry_id: str) -> Pieces:
        """Every row that may belong to an entry, read again."""
        places = self.fields.get(entry_id, [])
        return Pieces(
            entry_id,
            [r.values for p in self.entries.get(entry_id, []) if (r := file.row(p)) is not None],
            [r.values[1:] for p in places if (r := file.row(p)) is not None],
            next((kind for page, _ in places if (kind := self.kind_of_page.get(page))), None),
        )


def salvage(damaged: Path, out: Path, now: datetime) -> Salvaged:
    """Write every entry that can be read into a new diary; read the damaged one and no more.

    Raises OutputError when the new file exists, DiaryFileError when there is nothing to save.
    """
    if not damaged.is_file():
        raise NotFoundError(f"there is no file {damaged}.", hint="Try: tracker paths", safe="")
    if out.exists():
        raise OutputError(f"the file {out} exists already.", hint="Choose another name.")
    with pages.opened(damaged) as file:
        found = _look(file)
        if not (found.entries or found.fields):
            raise DiaryFileError(
                f"nothing can be read from {damaged}.",
                safe="It was left as it is.",
                hint="Restore a backup: tracker restore FILE",
            )
        with backup.unfinished(out) as draft:
            result = _rebuild(file, found, draft, now)
            backup.require_sound(draft)
            backup.sync(draft)
            backup.publish(draft, out)
    return result


def _look(file: Pages) -> _Found:
    found = _Found()
    kinds: dict[str, str] = {}
    for row in file.rows():
        first, *rest = row.values or (0,)
        if isinstance(first, str) and _UUID.fullmatch(first):
            if _is_of_entry(row.values):
                found.entries.setdefault(first, []).append(row.place)
                kinds[first] = str(rest[0])
            else:
                found.fields.setdefault(first, []).append(row.place)
        elif first is None and len(rest) == 3:
            when = [isinstance(value, str) and bool(_MOMENT.fullmatch(value)) for value in rest]
            if when[1]:
                found.seen.append((row.rowid, *rest))
            elif when[0] and isinstance(rest[2], str):
                found.batches.append((row.rowid, *rest))
    found.kind_of_page = _kinds_of_pages(found, kinds)
    return found


def _is_of_entry(values: Sequence[Any]) -> bool:
    """Whether a row is of the `entry` table: so many values, and texts where two moments stand."""
    moments = (piecing.COLUMNS.index(name) for name in ("entered_utc", "changed_utc"))
    return len(values) == len(piecing.COLUMNS) and any(
        isinstance(values[at], str) for at in moments
    )


def _kinds_of_pages(found: _Found, kinds: dict[str, str]) -> dict[int, str]:
    """Which kind's table a page belongs to: the kind that most of its rows' entries say."""
    votes: dict[int, Counter[str]] = {}
    for entry_id, places in found.fields.items():
        if kinds.get(entry_id) in _KINDS:
            for page, _ in places:
                votes.setdefault(page, Counter())[kinds[entry_id]] += 1
    return {page: count.most_common(1)[0][0] for page, count in votes.items()}


def _rebuild(file: Pages, found: _Found, draft: Path, now: datetime) -> Salvaged:
    from tracker.store import Store  # noqa: PLC0415  the package is whole by now
    from tracker.store.upgrade import run_revisions  # noqa: PLC0415  loads Alembic

    saved, uncertain, lost = 0, list[tuple[Record, Odd]](), list[Odd]()
    with translated(draft):
        run_revisions(draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as new:
            new.execute("PRAGMA foreign_keys=ON")
            new.execute("BEGIN")
            for table, beside in (("acknowledgement", found.seen), ("batch", found.batches)):
                for row in beside:
                    with suppress(sqlite3.Error):
                        new.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)", row)  # noqa: S608
            for entry_id in dict.fromkeys([*found.entries, *found.fields]):
                of_entry = found.pieces(file, entry_id)
                if of_entry.put_whole(new):
                    saved += 1
                elif not of_entry.deleted:
                    record, odd = of_entry.together()
                    if record is None:
                        lost.append(odd)
                    else:
                        uncertain.append((record, odd))
            new.execute(_WITHOUT_IMPORT)
            checksum.note(new, checksum.UNSEEN, now.timestamp())
            new.execute("COMMIT")
    if uncertain:
        Store(draft).import_records(
            [record for record, _ in uncertain],
            source="not certain",
            format_name="salvage",
            now=now,
        )
    return Salvaged(saved, tuple(odd for _, odd in uncertain), tuple(lost))
