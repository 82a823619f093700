"""Twelve weeks: the rate of each week, and the courses and trials that ran beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker import clock
from tracker.diary import Diary
from tracker.records import Entry
from tracker.report import days, rates
from tracker.report.rates import Rate
from tracker.vocabulary import CourseChange, Kind

WEEKS: Final = 12
WEEK: Final = timedelta(days=7)
DAY: Final = timedelta(days=1)

_NOT_LOGGED_BY_HAND: Final = frozenset({Kind.PROFILE, Kind.DAY, Kind.MEDICATION, Kind.TRIAL})


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `since`. A rate of None is a week without a complete day: unknown, not zero.

    `entries_a_day` counts all that was logged; it shows whether logging itself changed.
    """

    since: date
    rate: Rate | None
    entries_a_day: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a lane at one dose; both ends included, cut to the twelve weeks.

    `change` is what happened on its first day, None where that lies before the twelve weeks.
    """

    since: date
    until: date
    change: CourseChange | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A medicine or a trial that ran in the twelve weeks; `label` is what the person called it."""

    label: str
    trial: bool
    stretches: tuple[Stretch, ...]

    @property
    def changed(self) -> date | None:
        """The last day on which something about it changed, or None."""
        return max((s.since for s in self.stretches if s.change), default=None)


@dataclass(frozen=True, slots=True)
class History:
    """Twelve weeks, oldest first, that end on `until`; lanes that changed last come first."""

    weeks: tuple[Week, ...]
    until: date
    lanes: tuple[Lane, ...]

    @property
    def since(self) -> date:
        """The first day of the twelve weeks."""
        return self.weeks[0].since


def history(diary: Diary, *, until: date) -> History:
    """The twelve weeks that end on a day."""
    starts = [until - WEEK * n + DAY for n in range(WEEKS, 0, -1)]
    counts = [days.complete_counts(diary, clock.days_between(s, s + 6 * DAY)) for s in starts]
    spread = rates.spread(counts)
    logged = _logged(diary, starts)
    weeks = tuple(
        Week(start, rates.rate(some, spread), number / 7)
        for start, some, number in zip(starts, counts, logged, strict=True)
    )
    lanes = [*_courses(diary, starts[0], until), *_trials(diary, starts[0], until)]
    lanes.sort(key=lambda lane: (-(lane.changed or date.min).toordinal(), lane.label))
    return History(weeks, until, tuple(lanes))


def _logged(diary: Diary, starts: Sequence[date]) -> list[int]:
    found = [0] * len(starts)
    for kind in Kind:
        if kind in _NOT_LOGGED_BY_HAND:
            continue
        for entry in diary.of(kind):
            if entry.local_date and 0 <= (week := (entry.local_date - starts[0]) // WEEK) < WEEKS:
                found[week] += 1
    return found


def _courses(diary: Diary, since: date, until: date) -> Iterator[Lane]:
    names: dict[str, list[Entry]] = {}
    for entry in diary.of(Kind.MEDICATION):
        names.setdefault(entry.record["name"].strip().casefold(), []).append(entry)
    for some in names.values():
        begins = [clock.parse_day(e.record["start_date"]) for e in some]
        following = [*(begin - DAY for begin in begins[1:]), date.max]
        stretches = [
            Stretch(
                max(begin, since),
                min(_stop(entry) or date.max, follow, until),
                CourseChange(entry.record.get("change") or CourseChange.STARTED)
                if begin >= since
                else None,
            )
            for entry, begin, follow in zip(some, begins, following, strict=True)
        ]
        shown = tuple(s for s in stretches if s.since <= s.until)
        if shown:
            yield Lane(_course_label(some[-1]), trial=False, stretches=shown)


def _trials(diary: Diary, since: date, until: date) -> Iterator[Lane]:
    for entry in diary.of(Kind.TRIAL):
        begin = clock.parse_day(entry.record["start_date"])
        stop = min(_stop(entry) or until, until)
        if max(begin, since) <= stop:
            change = CourseChange.STARTED if begin >= since else None
            part = Stretch(max(begin, since), stop, change)
            yield Lane(entry.record["name"], trial=True, stretches=(part,))


def _stop(entry: Entry) -> date | None:
    stop = entry.record.get("stop_date")
    return clock.parse_day(stop) if stop else None


def _course_label(entry: Entry) -> str:
    dose, unit = entry.record.get("dose"), entry.record.get("unit") or ""
    amount = f" {dose:g} {unit}".rstrip() if dose is not None else ""
    needed = " as needed" if entry.record.get("as_needed") else ""
    return f"{entry.record['name']}{amount}{needed}"
