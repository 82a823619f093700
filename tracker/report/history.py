"""The rate over time, and the courses and trials that ran beside it.

A page about up to fourteen weeks shows weeks, twelve at least; longer ones show calendar months,
quarters or years, the finest that has no more than sixteen columns. The first and last of these are
cut to the page's period.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker import clock
from tracker.diary import Diary
from tracker.records import Entry
from tracker.report import days, rates
from tracker.report.rates import Rate
from tracker.spans import DAY, WEEK, Span, Unit, finest
from tracker.vocabulary import CourseChange, Kind

WEEKS: Final = 12
MOST_WEEKS: Final = 14
MOST_COLUMNS: Final = 16

_NOT_LOGGED_BY_HAND: Final = frozenset({Kind.PROFILE, Kind.DAY, Kind.MEDICATION, Kind.TRIAL})


@dataclass(frozen=True, slots=True)
class Column:
    """The days from `since` to `until`. A rate of None: no complete day; unknown, not zero.

    `entries_a_day` counts all that was logged on the days that have come; it shows whether logging
    itself changed. None: all days are still to come.
    """

    since: date
    until: date
    rate: Rate | None
    entries_a_day: float | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a lane, both ends included, cut to the columns.

    `change` is what happened to a dose on its first day, None where that lies before the columns;
    `off` says that a trial went without on these days.
    """

    since: date
    until: date
    change: CourseChange | None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A medicine or a trial that ran meanwhile.

    `name` is what the person called it, `amount` its dose in words, with a space before it.
    """

    name: str
    amount: str
    trial: bool
    stretches: tuple[Stretch, ...]

    @property
    def label(self) -> str:
        """The name with the dose."""
        return self.name + self.amount

    @property
    def changed(self) -> date | None:
        """The last day on which something about it changed, or None."""
        return max((s.since for s in self.stretches if s.change), default=None)


@dataclass(frozen=True, slots=True)
class History:
    """Columns, oldest first, without a gap between them; lanes that changed last come first.

    `spread` is how much more the days vary within the columns than chance alone would, see `rates`.
    """

    unit: Unit
    spread: float
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]

    @property
    def since(self) -> date:
        """The first day shown."""
        return self.columns[0].since

    @property
    def until(self) -> date:
        """The last day shown."""
        return self.columns[-1].until

    def stretch(self, stretch: Stretch) -> tuple[float, float]:
        """Where a stretch begins and ends, in columns from the left."""
        return self.across(stretch.since), self.across(stretch.until + DAY)

    def across(self, day: date) -> float:
        """Where the beginning of a day lies, in columns from the left; 0 for earlier ones."""
        for place, column in enumerate(self.columns):
            if day <= column.until:
                length = (column.until - column.since) / DAY + 1
                return place + max(0.0, (day - column.since) / DAY / length)
        return float(len(self.columns))


def history(diary: Diary, *, since: date, until: date, present: date) -> History:
    """The columns for a page about the days from `since` to `until`, seen from day `present`."""
    unit, spans = spans_of(since, until)
    counts = days.complete_counts(diary, (clock.days_between(*span) for span in spans))
    spread = rates.spread(counts)
    logged = _logged(diary, spans, present)
    columns = tuple(
        Column(*span, rates.rate(some, spread), number)
        for span, some, number in zip(spans, counts, logged, strict=True)
    )
    first = spans[0][0]
    lanes = [*_courses(diary, first, until, present), *_trials(diary, first, until, present)]
    lanes.sort(key=lambda lane: (-(lane.changed or date.min).toordinal(), lane.label))
    return History(unit, spread, columns, tuple(lanes))


def spans_of(since: date, until: date) -> tuple[Unit, list[Span]]:
    """What the columns are, and the first and last day of each."""
    weeks = max(WEEKS, -(-((until - since).days + 1) // 7))
    if weeks <= MOST_WEEKS:
        starts = [until - WEEK * n + DAY for n in range(weeks, 0, -1)]
        return Unit.WEEK, [(start, start + 6 * DAY) for start in starts]
    return finest(since, until, MOST_COLUMNS, (Unit.MONTH, Unit.QUARTER, Unit.YEAR))


def _logged(diary: Diary, spans: Sequence[tuple[date, date]], present: date) -> list[float | None]:
    """Entries a day that has come; None where none has."""
    place = {day: number for number, span in enumerate(spans) for day in clock.days_between(*span)}
    found = [0] * len(spans)
    for kind in Kind:
        if kind in _NOT_LOGGED_BY_HAND:
            continue
        for entry in diary.of(kind):
            if entry.local_date in place:
                found[place[entry.local_date]] += 1
    come = [(min(last, present) - first) / DAY + 1 for first, last in spans]
    return [number / days if days > 0 else None for number, days in zip(found, come, strict=True)]


def _courses(diary: Diary, since: date, until: date, present: date) -> Iterator[Lane]:
    names: dict[str, list[Entry]] = {}
    for entry in diary.of(Kind.MEDICATION):
        names.setdefault(entry.record["name"].strip().casefold(), []).append(entry)
    for some in names.values():
        begins = [clock.parse_day(e.record["start_date"]) for e in some]
        following = [*(begin - DAY for begin in begins[1:]), date.max]
        stretches = [
            Stretch(
                max(begin, since),
                min(_stop(entry) or present, follow, until),
                CourseChange(entry.record.get("change") or CourseChange.STARTED)
                if begin >= since
                else None,
            )
            for entry, begin, follow in zip(some, begins, following, strict=True)
        ]
        shown = tuple(s for s in stretches if s.since <= s.until)
        if shown:
            last = some[-1]
            yield Lane(last.record["name"], _amount(last), trial=False, stretches=shown)


def _trials(diary: Diary, since: date, until: date, present: date) -> Iterator[Lane]:
    names: dict[str, list[Entry]] = {}
    for entry in diary.of(Kind.TRIAL):
        names.setdefault(entry.record["name"].strip().casefold(), []).append(entry)
    for some in names.values():
        parts = tuple(
            Stretch(max(first, since), min(last, until), _began(first, since, off=off), off)
            for entry in some
            for first, last, off in _arms(entry, min(until, present))
            if max(first, since) <= min(last, until)
        )
        if parts:
            yield Lane(some[-1].record["name"], "", trial=True, stretches=parts)


def _arms(trial: Entry, latest: date) -> Iterator[tuple[date, date, bool]]:
    """The whole trial, then its parts without, which are drawn over it.

    One without a last day goes up to the `latest`.
    """
    stop = _stop(trial) or latest
    yield clock.parse_day(trial.record["start_date"]), stop, False
    for arm in trial.record.get("arms") or ():
        if arm["arm"] == "without":
            last = clock.parse_day(arm["stop_date"]) if arm.get("stop_date") else stop
            yield clock.parse_day(arm["start_date"]), last, True


def _began(first: date, since: date, *, off: bool) -> CourseChange | None:
    return CourseChange.STARTED if first >= since and not off else None


def _stop(entry: Entry) -> date | None:
    stop = entry.record.get("stop_date")
    return clock.parse_day(stop) if stop else None


def _amount(entry: Entry) -> str:
    dose, unit = entry.record.get("dose"), entry.record.get("unit") or ""
    amount = f" {dose:g} {unit}".rstrip() if dose is not None else ""
    needed = " as needed" if entry.record.get("as_needed") else ""
    return amount + needed
