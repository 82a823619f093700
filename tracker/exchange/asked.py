"""What is asked to be handed over, and which part of a diary that is."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.diary import Diary
from tracker.exchange.table import RFC_4180, Dialect
from tracker.fields import FREE_TEXT
from tracker.records import Entry
from tracker.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries, with their notes or not, and how tables look; `now` is aware.

    `kinds` is None for all of them; `since` and `until` are local days, both included.
    """

    now: datetime
    kinds: frozenset[Kind] | None = None
    since: date | None = None
    until: date | None = None
    notes: bool = True
    dialect: Dialect = RFC_4180

    def includes(self, entry: Entry) -> bool:
        """Whether an entry lies in the period; one of no day lies in none."""
        if self.since is None and self.until is None:
            return True
        day = entry.local_date
        return day is not None and (self.since or day) <= day <= (self.until or day)

    def told(self, entry: Entry) -> Entry:
        """The entry, without its free text where notes stay at home."""
        if self.notes or FREE_TEXT.isdisjoint(entry.record):
            return entry
        record = {name: value for name, value in entry.record.items() if name not in FREE_TEXT}
        return Entry(entry.id, entry.kind, entry.at, entry.local_date, entry.version, record)

    def told_of(self, diary: Diary) -> Diary:
        """The diary as it is handed over; rules judge the one that stays, free text and all."""
        if self.notes:
            return diary
        told = {kind: tuple(map(self.told, some)) for kind, some in diary.by_kind.items()}
        return replace(diary, by_kind=told)

    def span(self, diary: Diary) -> tuple[date, date] | None:
        """The days that are shown: those asked for, where not from the first entry to the last."""
        span = diary.span()
        if span is None:
            return None
        first, last = self.since or span[0], self.until or span[1]
        return (first, last) if first <= last else None
