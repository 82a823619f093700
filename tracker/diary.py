"""The diary as the analyses read it: entries by kind, and which days are known.

Three words are used everywhere in one sense. A *complete day* has a `day` record (`clear` or
`complete`): rates and trigger tests use these alone. A *valid day* is complete or has at least one
episode: flag rules use these. Every other day is missing, and missing is never zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, Self

from tracker import knowledge, records
from tracker.errors import DataError
from tracker.records import Entry
from tracker.vocabulary import Kind

VALID_DAY: Final = (
    "A valid day has a twitch in it, or is stated to have had none or to be complete."
)
"""The second of these words, as it is explained to people."""


@dataclass(frozen=True, slots=True)
class Diary:
    """Entries in order of time, by kind. Every kind is a key of `by_kind`, also an empty one."""

    by_kind: Mapping[Kind, tuple[Entry, ...]]
    profile: Mapping[str, Any]
    complete_days: frozenset[date]
    valid_days: frozenset[date]

    @classmethod
    def from_records(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """A diary of records in the public format, in any order.

        Raises DataError naming the record (1 is the first) when one has no known kind or no
        readable time. A clear day that holds an episode counts as complete.
        """
        rows = list(rows)
        day_start = _day_start(rows)
        entries = []
        for number, row in enumerate(rows, 1):
            try:
                entries.append(_entry(row, day_start))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise DataError(f"record {number} has no known kind or time: {error}.") from error
            except DataError as error:
                raise DataError(f"record {number}: {error.message}", hint=error.hint) from error
        return cls.from_entries(entries)

    @classmethod
    def from_entries(cls, entries: Iterable[Entry]) -> Self:
        """A diary of stored entries, in any order; their days stay as they were frozen."""
        found: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
        for entry in entries:
            found[entry.kind].append(entry)
        ordered = {kind: in_order(some) for kind, some in found.items()}
        profile: dict[str, Any] = {}
        for entry in ordered[Kind.PROFILE]:
            profile |= entry.record
        complete = frozenset(e.local_date for e in ordered[Kind.DAY] if e.local_date)
        active = frozenset(e.local_date for e in ordered[Kind.EPISODE] if e.local_date)
        return cls(ordered, profile, complete, complete | active)

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of one kind, oldest first."""
        return self.by_kind[kind]

    @property
    def episodes(self) -> tuple[Entry, ...]:
        """The episodes, oldest first."""
        return self.by_kind[Kind.EPISODE]

    @property
    def day_starts_at(self) -> time:
        """The local time at which a new day begins."""
        return time.fromisoformat(self.profile.get("day_starts_at", "00:00"))

    def span(self) -> tuple[date, date] | None:
        """The first and the last day with any entry, or None for an empty diary."""
        days = [e.local_date for some in self.by_kind.values() for e in some if e.local_date]
        return (min(days), max(days)) if days else None


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in order of time, then of id."""
    return tuple(sorted(entries, key=lambda e: (e.at.timestamp() if e.at else 0.0, e.id)))


def _day_start(rows: Iterable[Mapping[str, Any]]) -> time:
    starts = [r["day_starts_at"] for r in rows if r.get("day_starts_at")]
    return time.fromisoformat(starts[-1]) if starts else time(0)


def _entry(row: Mapping[str, Any], day_start: time) -> Entry:
    record = records.ordered(with_amount(row))
    return Entry(
        id=record.get("id") or records.content_id(record),
        kind=Kind(record["kind"]),
        at=records.place(record, day_start),
        local_date=records.belongs_to(record, day_start),
        version=1,
        record=record,
    )


def with_amount(row: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the total that its catalogue item gives, where it states none itself."""
    record = dict(row)
    servings = record.get("servings") or 1
    if record.get("item"):
        if record.get("kind") == Kind.CAFFEINE and record.get("mg") is None:
            record["mg"] = knowledge.caffeine_mg(record["item"], servings)
        elif record.get("kind") == Kind.ALCOHOL and record.get("grams") is None:
            record["grams"] = knowledge.alcohol_grams(record["item"], servings)
    return record
