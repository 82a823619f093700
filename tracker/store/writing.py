"""Changes to entries inside one immediate transaction, each journalled so it can be taken back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from tracker import clock, models, records
from tracker.entry.accept import accept
from tracker.errors import DataError, NotFoundError
from tracker.fields import MAIN_TIME
from tracker.models.base import EntryRow
from tracker.records import Entry, Record
from tracker.store import checksum, journal, rows
from tracker.store.engine import require_current, write_engine
from tracker.store.faults import translated
from tracker.store.rows import Selection
from tracker.vocabulary import DayStatus, Kind


@dataclass(slots=True)
class Writer:
    """The open transaction of one change; what it writes is saved when `writing` ends."""

    session: Session
    now: datetime
    journal: journal.Journal
    day_starts_at: time
    remarks: list[str] = field(default_factory=list)

    def select(self, selection: Selection) -> list[Entry]:
        """Entries as the transaction sees them."""
        return list(rows.select(journal.raw(self.session), selection))

    def standing(self, ids: tuple[str, ...]) -> tuple[Entry, ...]:
        """The entries of those ids as they now stand, in the order of the ids."""
        found = {entry.id: entry for entry in self.select(Selection(ids=ids))}
        return tuple(found[i] for i in ids)

    def add(self, given: Mapping[str, Any], batch: int | None = None) -> str:
        """Insert one record, or merge it into the day's or the person's one; return its id.

        Raises DataError when the record is not acceptable or its id is taken.
        """
        record = accept(given)
        existing = self.the_one_like(record)
        if existing is not None:
            return self.merge(existing, record)
        entry_id = record.get("id") or records.new_id()
        if self._exists(entry_id):
            raise DataError(f"id {entry_id} is already in the diary.", field="id")
        self.journal.remember(entry_id, None)
        self._insert({**record, "id": entry_id}, version=1, batch=batch, entered=self.now)
        return entry_id

    def merge(self, existing: Entry, record: Record) -> str:
        """Change a day's or the person's one entry to what a second record of it states."""
        changes = {k: v for k, v in record.items() if k not in {"kind", "id", "tz"}}
        return self.edit(existing, changes)

    def edit(self, current: Entry, changes: Mapping[str, Any]) -> str:
        """Replace fields of an entry; None clears one. Raises DataError for bad values."""
        merged = {**current.record, **changes, "kind": current.kind.value, "id": current.id}
        main = MAIN_TIME[current.kind]
        if main is not None and merged.get(main) != current.record[main]:
            merged["local_date"] = changes.get("local_date")
        record = accept(merged)
        if record == records.ordered(current.record):
            return current.id
        before = self.journal.remember_entry(current.id)
        journal.remove(self.session, [current.id])
        self._insert(
            record,
            version=current.version + 1,
            batch=before["entry"]["batch_id"],
            entered=datetime.fromisoformat(before["entry"]["entered_utc"]),
        )
        return current.id

    def delete(self, current: Entry) -> None:
        """Mark an entry as deleted; it can be brought back."""
        self.journal.remember_entry(current.id)
        row = self.session.get_one(EntryRow, current.id)
        row.deleted_utc = row.changed_utc = clock.utc_text(self.now)
        row.version += 1
        self.session.add(row)
        self.session.flush()

    def settle_days(self, entries: Iterable[Entry], *, strict: bool) -> None:
        """Keep the rule that a clear day holds no episode.

        An episode turns its clear day complete, and a remark says so. With `strict`, stating that
        a day with episodes was clear raises DataError instead.
        """
        touched = list(entries)
        days = {e.local_date for e in touched if e.kind in {Kind.EPISODE, Kind.DAY}}
        stated = {e.local_date for e in touched if e.kind is Kind.DAY}
        for day in sorted(d for d in days if d is not None):
            found = self.select(
                Selection(kinds=frozenset({Kind.EPISODE, Kind.DAY}), since=day, until=day)
            )
            count = sum(e.kind is Kind.EPISODE for e in found)
            for entry in found:
                if not count or entry.record.get("status") != DayStatus.CLEAR:
                    continue
                if strict and day in stated:
                    raise _not_clear(day, count)
                self.edit(entry, {"status": DayStatus.COMPLETE.value})
                self.remarks.append(f"{day} was marked clear; it is now complete.")

    def tell_of_doubles(self, entries: Iterable[Entry]) -> None:
        """Remark on a sleep where another one may be the same: nothing is refused or dropped."""
        for entry in entries:
            if entry.kind is not Kind.SLEEP or entry.local_date is None:
                continue
            near = timedelta(days=1)
            first, last = entry.local_date - near, entry.local_date + near
            kinds = frozenset({Kind.SLEEP})
            for other in self.select(Selection(kinds=kinds, since=first, until=last)):
                if other.id != entry.id and (words := _double(entry, other)):
                    self.remarks.append(words)

    def the_one_like(self, record: Record) -> Entry | None:
        """The standing entry that a record would be merged into: of its day, or the profile."""
        kind = Kind(record["kind"])
        if kind is Kind.PROFILE:
            found = self.select(Selection(kinds=frozenset({kind})))
        elif kind is Kind.DAY:
            day = clock.parse_day(record["date"])
            found = self.select(Selection(kinds=frozenset({kind}), since=day, until=day))
        else:
            return None
        return found[0] if found else None

    def _exists(self, entry_id: str) -> bool:
        return self.session.get(EntryRow, entry_id) is not None

    def entry_row(
        self, record: Record, *, version: int, batch: int | None, entered: datetime
    ) -> dict[str, Any]:
        """The columns of `entry` for a record in canonical form that has an id."""
        at = records.place(record, self.day_starts_at)
        day = records.belongs_to(record, self.day_starts_at)
        offset = None if at is None else at.utcoffset()
        shown = {**record, "local_date": _frozen_day(record, day)}
        return {
            "id": record["id"],
            "kind": Kind(record["kind"]),
            "at_utc": None if at is None else clock.utc_text(at),
            "utc_offset_min": None if offset is None else round(offset.total_seconds() / 60),
            "tz": record.get("tz"),
            "local_date": None if day is None else day.isoformat(),
            "note": record.get("note"),
            "version": version,
            "content_hash": records.content_hash(shown),
            "entered_utc": clock.utc_text(entered),
            "changed_utc": clock.utc_text(self.now),
            "batch_id": batch,
        }

    def _insert(
        self, record: Record, *, version: int, batch: int | None, entered: datetime
    ) -> None:
        kind = Kind(record["kind"])
        row = self.entry_row(record, version=version, batch=batch, entered=entered)
        self.session.add(EntryRow(**row))
        self.session.flush()
        fields = rows.columns(record)
        models.input_model(kind)(**fields)
        self.session.add(models.table(kind)(entry_id=record["id"], **fields))
        self.session.flush()


@contextmanager
def writing(path: Path, action: str, now: datetime, *, thorough: bool = False) -> Iterator[Writer]:
    """One change: committed when the block ends, rolled back whole when it raises.

    The checksum of the file goes with it: of a large file only when the change is `thorough`.
    """
    with (
        translated(path),
        write_engine(path).connect() as connection,
        connection.begin(),
        Session(connection, expire_on_commit=False) as session,
    ):
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        require_current(path, version)
        raw = journal.raw(session)
        thorough = thorough or checksum.is_quick(raw)
        found, changes = checksum.look(raw) if thorough else checksum.UNSEEN, raw.total_changes
        profile = list(rows.select(raw, Selection(kinds=frozenset({Kind.PROFILE}))))
        starts = profile[0].record.get("day_starts_at") if profile else None
        change = journal.Journal(session, action, now)
        yield Writer(session, now, change, time.fromisoformat(starts) if starts else clock.MIDNIGHT)
        change.close()
        session.flush()
        if thorough and raw.total_changes != changes:
            checksum.note(raw, found, now.timestamp())


def require_version(entry: Entry, version: int | None) -> None:
    """Raise DataError when an entry was changed since the version that the caller has seen."""
    if version is not None and entry.version != version:
        raise DataError(
            "this entry was changed elsewhere since you opened it.",
            hint=f"Look at it first: tracker show {entry.id[:8]}",
            field="version",
        )


def only(found: list[Entry], entry_id: str) -> Entry:
    """The one entry that was found. Raises NotFoundError when there is none."""
    if not found:
        raise NotFoundError(f"there is no entry {entry_id}.", hint="Try: tracker list")
    return found[0]


def _frozen_day(record: Record, day: date | None) -> str | None:
    main = MAIN_TIME[Kind(record["kind"])]
    if day is None or main is None or record[main][:10] == day.isoformat():
        return None
    return day.isoformat()


def _double(entry: Entry, other: Entry) -> str | None:
    """What is to be said of a sleep beside another one, if it may be the same."""
    from tracker.entry.phrase import phrase  # noqa: PLC0415  only to be shown

    there = phrase(other.record)
    if records.overlap(entry.record, other.record):
        return f"It overlaps what is recorded already: {there}. Shared hours count once."
    untimed = None in map(records.sleep_times, (entry.record, other.record))
    if untimed and entry.local_date == other.local_date:
        return f"A sleep of {entry.local_date} is recorded already: {there}. Their hours add up."
    return None


def _not_clear(day: date, count: int) -> DataError:
    episodes = "1 twitch" if count == 1 else f"{count} twitches"
    return DataError(
        f"status must be complete, not clear: {day} has {episodes}.",
        hint=f"Try: tracker add complete {day}",
        field="status",
    )
