"""Symptom reports and their spells: sudden or gradual, since when, still there or gone.

A *spell* is what the reports of one symptom on one side share from when it was first there until
it was gone (reading 14). Severity 0 or a `resolved_time` means gone. A report of severity 0 that
states neither when it began nor when it ended says that nothing was there, and begins no spell.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from tracker import clock, knowledge
from tracker.flags.moments import day_of, seconds, utc
from tracker.records import Entry
from tracker.vocabulary import Onset

PRESENT_DAYS: Final = 7
"""A symptom that is not gone is present while its last report is at most this old (reading 4)."""


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


class State(NamedTuple):
    """A spell as it is known at a moment.

    `onset` is the earliest stated onset or first report, `latest` the last report that it was
    there, `ended` when it was gone. `fresh_onset` is the latest onset that a sudden report states
    itself, or that follows a silence. `assessed` is stated for the whole spell, also by
    `stroke_ruled_out`; `improving` is what was last said about it.
    """

    symptom: str
    first: Report
    latest: Report
    onset: datetime
    onset_day: date
    ended: datetime | None
    ended_day: date | None
    sudden: Report | None
    fresh_onset: datetime | None
    assessed: bool
    treated: bool
    improving: bool | None

    def present(self, today: date) -> bool:
        """Whether it is there now: not gone, and last reported at most 7 days ago (reading 4)."""
        return self.ended is None and (today - self.latest.day).days <= PRESENT_DAYS

    def last_there(self) -> date:
        """The local day on which it was last known to be there."""
        return max(self.latest.day, self.ended_day) if self.ended_day else self.latest.day


class Spell(NamedTuple):
    """The reports of one spell, oldest first, with what is known after each of them."""

    times: tuple[datetime, ...]
    states: tuple[State, ...]

    def at(self, moment: datetime) -> State | None:
        """What is known at a moment (UTC), or None before the first report.

        An end that lies after the moment is not known yet (reading 10).
        """
        index = bisect_right(self.times, moment) - 1
        if index < 0:
            return None
        state = self.states[index]
        if state.ended is not None and state.ended > moment:
            return state._replace(ended=None, ended_day=None)
        return state


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
    def spells(self) -> tuple[Spell, ...]:
        """The spells of both sides and of none."""
        found = []
        for reports in self._grouped:
            alone = [_alone(report, self._day_starts_at) for report in reports]
            states = tuple(accumulate(alone, _joined))
            found.append(Spell(tuple(r.at for r in reports), states))
        return tuple(found)

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
        ends = [end for end in (gone, _ended(entry)) if end is not None]
        open_spell[side] = (spell, max(ends, default=None))
    return spells


def _says_there(entry: Entry) -> bool:
    record = entry.record
    return record.get("severity") != 0 or bool(
        record.get("onset_time") or record.get("resolved_time")
    )


def _ended(entry: Entry) -> datetime | None:
    gone = _stated(entry, "resolved_time")
    if gone is not None:
        return gone.astimezone(UTC)
    return utc(entry) if entry.record.get("severity") == 0 else None


def _stated(entry: Entry, name: str) -> datetime | None:
    text = entry.record.get(name)
    return clock.parse_instant(text) if text else None


def _reports(
    symptom: str, entries: list[Entry], after: datetime | None, *, asks_onset: bool
) -> list[Report]:
    """The reports of one spell; an onset stated to lie before `after` belongs to another spell."""
    stated = {entry.record.get("onset") for entry in entries}
    slow = Onset.GRADUAL in stated and Onset.SUDDEN not in stated
    return [_report(symptom, e, after, asks_onset=asks_onset, slow=slow) for e in entries]


def _report(
    symptom: str, entry: Entry, after: datetime | None, *, asks_onset: bool, slow: bool
) -> Report:
    onset, at = entry.record.get("onset"), utc(entry)
    sudden = onset == Onset.SUDDEN or (onset is None and asks_onset)
    began = _stated(entry, "onset_time")
    if began is not None and after is not None and began < after:
        began = None
    return Report(
        entry=entry,
        symptom=symptom,
        at=at,
        day=day_of(entry),
        there=_says_there(entry),
        began=began,
        ended=_ended(entry),
        sudden=sudden,
        gradual=not sudden or (onset is None and slow),
    )


def _alone(report: Report, day_starts_at: time) -> State:
    """What one report says by itself."""
    record = report.entry.record
    onset, onset_day, ended_day = report.at, report.day, None
    if report.began is not None and report.began <= report.at:
        onset = report.began.astimezone(UTC)
        onset_day = clock.local_day(report.began, day_starts_at)
    gone = _stated(report.entry, "resolved_time")
    if gone is not None:
        ended_day = clock.local_day(gone, day_starts_at)
    elif report.ended is not None:
        ended_day = report.day
    sudden = report if report.sudden and report.there else None
    return State(
        symptom=report.symptom,
        first=report,
        latest=report,
        onset=onset,
        onset_day=onset_day,
        ended=report.ended,
        ended_day=ended_day,
        sudden=sudden,
        fresh_onset=onset if sudden and report.began is not None else None,
        assessed=bool(record.get("assessed") or record.get("stroke_ruled_out")),
        treated=bool(record.get("treated")),
        improving=record.get("improving"),
    )


def _joined(before: State, report: State) -> State:
    """What is known once a report is added to what was known before it.

    After more than 7 days of silence a report that counts as sudden, and does not state an onset,
    may be something new; so may the first one that states a sudden onset of what was gradual until
    then, unless it dates it back. It counts as a fresh onset, and what was assessed before does
    not cover it (reading 34): an emergency must not hide behind an old report.
    """
    earlier = before if before.onset <= report.onset else report
    silent = (report.first.day - before.latest.day).days > PRESENT_DAYS
    states_sudden = report.first.entry.record.get("onset") == Onset.SUDDEN
    turned = before.sudden is None and states_sudden and report.onset > before.latest.at
    again = report.sudden is not None and (turned or (silent and report.first.began is None))
    ends = [state for state in (before, report) if state.ended is not None]
    end = max(ends, key=lambda state: state.ended or state.onset, default=report)
    onsets = (before.fresh_onset, report.fresh_onset, report.onset if again else None)
    return State(
        symptom=before.symptom,
        first=before.first,
        latest=report.latest if report.latest.there else before.latest,
        onset=earlier.onset,
        onset_day=earlier.onset_day,
        ended=end.ended,
        ended_day=end.ended_day,
        sudden=before.sudden or report.sudden,
        fresh_onset=max((onset for onset in onsets if onset is not None), default=None),
        assessed=report.assessed or (before.assessed and not again),
        treated=before.treated or report.treated,
        improving=before.improving if report.improving is None else report.improving,
    )
