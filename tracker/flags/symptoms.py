"""Symptom reports: sudden or gradual, since when, still there or gone, and which make one spell.

A *spell* is what the reports of one symptom on one side share from when it was first there until
it was gone (reading 14). Severity 0 or a `resolved_time` means gone. A report of severity 0 that
states neither when it began nor when it ended says that nothing was there, and begins no spell.
What is known of a spell at a moment is in `tracker.flags.spells`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import clock, knowledge
from tracker.flags.moments import day_of, seconds, utc
from tracker.records import Entry
from tracker.vocabulary import Onset

if TYPE_CHECKING:
    from tracker.flags.spells import Spell


class Report(NamedTuple):
    """One report of a symptom; its times are in UTC.

    `there` is False when the report only says that it is gone. `began` is the stated onset and
    `ended` when it was gone, None when not stated. `sudden` holds for a stated sudden onset and
    for a blank one where the onset is asked (reading 17). `gradual` holds for every other report,
    and for a blank one in a spell that is elsewhere stated to be gradual and never sudden: a
    person who has said once that it came slowly is taken at their word as well.
    """

    entry: Entry
    symptom: str
    at: datetime
    day: date
    there: bool
    began: datetime | None
    ended: datetime | None
    sudden: bool
    gradual: bool

    def last_there(self, moment: datetime) -> datetime:
        """When, up to a moment (UTC), it was last there by this report: its end, or its time."""
        return self.ended if self.ended and self.at < self.ended <= moment else self.at


class History:
    """All reports of one symptom up to now: in order of time, by day, and as spells.

    Reports are read when they are asked for. Where the onset is asked, what one report says about
    it can depend on the rest of its spell, so there all of them are read at once.
    """

    def __init__(self, symptom: str, entries: Sequence[Entry], day_starts_at: time) -> None:
        known = knowledge.symptoms().get(symptom)
        self._symptom = symptom
        self._asks_onset = known is not None and known.ask_onset
        self._day_starts_at = day_starts_at
        self._entries = entries
        self._by_day = sorted(entries, key=day_of)
        self._days = [day_of(entry) for entry in self._by_day]
        self._resolved = [entry for entry in entries if entry.record.get("resolved_time")]

    @cached_property
    def spells(self) -> "tuple[Spell, ...]":
        """The spells of both sides and of none."""
        from tracker.flags.spells import Spell  # noqa: PLC0415  few emergency rules need them

        return tuple(Spell(reports, self._day_starts_at) for reports in self._grouped)

    def between(self, first: date, last: date) -> list[Report]:
        """Reports that it was there, with local days from `first` to `last`."""
        low, high = bisect_left(self._days, first), bisect_right(self._days, last)
        return self._there(self._by_day[low:high])

    def since(self, start: datetime, moment: datetime) -> list[Report]:
        """Reports made up to a moment (UTC) that say it was there at `start` or later."""
        low = bisect_left(self._entries, start.timestamp(), key=seconds)
        high = bisect_right(self._entries, moment.timestamp(), key=seconds)
        older = self._there(entry for entry in self._resolved if utc(entry) < start)
        lasting = [r for r in older if r.ended is not None and start <= r.ended <= moment]
        return lasting + self._there(self._entries[low:high])

    @cached_property
    def _grouped(self) -> list[list[Report]]:
        return [
            _reports(self._symptom, some, gone, asks_onset=self._asks_onset)
            for some, gone in _grouped(self._entries)
        ]

    @cached_property
    def _read(self) -> dict[str, Report]:
        return {report.entry.id: report for reports in self._grouped for report in reports}

    def _there(self, entries: Iterable[Entry]) -> list[Report]:
        some = [entry for entry in entries if _says_there(entry)]
        if self._asks_onset:
            return [self._read[entry.id] for entry in some]
        return [_report(self._symptom, entry, None, asks_onset=False, slow=False) for entry in some]


def label(symptom: str) -> str:
    """The symptom's words, or its id in plain letters when the vocabulary does not hold it."""
    known = knowledge.symptoms().get(symptom)
    return known.label if known else symptom.replace("_", " ").capitalize()


def _grouped(entries: Iterable[Entry]) -> list[tuple[list[Entry], datetime | None]]:
    """The entries of one symptom, in order of time, by spell; with the end of the spell before."""
    spells: list[tuple[list[Entry], datetime | None]] = []
    open_spell: dict[str | None, tuple[list[Entry], datetime | None]] = {}
    for entry in entries:
        side = entry.record.get("side")
        spell, gone = open_spell.get(side, (None, None))
        if spell is None or (gone is not None and utc(entry) >= gone):
            if not _says_there(entry):
                continue
            spell = []
            spells.append((spell, gone))
            gone = None
        spell.append(entry)
        ends = [end for end in (gone, ended(entry.record, utc(entry))) if end is not None]
        open_spell[side] = (spell, max(ends, default=None))
    return spells


def _says_there(entry: Entry) -> bool:
    record = entry.record
    return record.get("severity") != 0 or bool(
        record.get("onset_time") or record.get("resolved_time")
    )


def ended(record: Mapping[str, Any], at: datetime) -> datetime | None:
    """When (UTC) the symptom was gone by a report made at a moment (UTC), or None."""
    gone = stated(record, "resolved_time")
    if gone is not None:
        return gone.astimezone(UTC)
    return at if record.get("severity") == 0 else None


def is_assessed(record: Mapping[str, Any]) -> bool:
    """Whether a report says that a clinician has looked at it."""
    return bool(record.get("assessed") or record.get("stroke_ruled_out"))


def stated(record: Mapping[str, Any], name: str) -> datetime | None:
    """A time that a report states in that field, or None."""
    text = record.get(name)
    return clock.parse_instant(text) if text else None


def _reports(
    symptom: str, entries: list[Entry], after: datetime | None, *, asks_onset: bool
) -> list[Report]:
    """The reports of one spell; an onset stated to lie before `after` belongs to another spell."""
    onsets = {entry.record.get("onset") for entry in entries}
    slow = Onset.GRADUAL in onsets and Onset.SUDDEN not in onsets
    return [_report(symptom, e, after, asks_onset=asks_onset, slow=slow) for e in entries]


def _report(
    symptom: str, entry: Entry, after: datetime | None, *, asks_onset: bool, slow: bool
) -> Report:
    onset, at = entry.record.get("onset"), utc(entry)
    sudden = onset == Onset.SUDDEN or (onset is None and asks_onset)
    began = stated(entry.record, "onset_time")
    if began is not None and after is not None and began < after:
        began = None
    return Report(
        entry=entry,
        symptom=symptom,
        at=at,
        day=day_of(entry),
        there=_says_there(entry),
        began=began,
        ended=ended(entry.record, at),
        sudden=sudden,
        gradual=not sudden or (onset is None and slow),
    )
