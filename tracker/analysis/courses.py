"""Courses of a medicine: the stretches in which it was taken, and its level on each day."""

from datetime import date, timedelta
from typing import Final

from tracker import clock
from tracker.diary import Diary
from tracker.records import Entry
from tracker.vocabulary import CourseChange, Kind

DAYS_UP: Final = 7
"""A course is fully on from its 7th day: steady state after about five half-lives of a day or
more, and most effects on nerve and muscle take days (a convention, fixed beforehand)."""

DAYS_DOWN: Final = 4
"""A course is fully off on the 4th day after its last."""

Span = tuple[date, date]
_DAY: Final = timedelta(days=1)


def course_level(diary: Diary, name: str) -> dict[date, float]:
    """The level of a medicine on each complete day, 0 to 1.

    It rises by a seventh on each of the first 7 days of a course and falls by a quarter of what it
    was on each day after the last. A dose that is changed leaves the course on; a cut by all of it
    ends it. When the first entry of the medicine is a change of dose, what was before is unknown.
    """
    entries = _entries(diary, name)
    if not entries:
        return {}
    changed = entries[0].record.get("change", CourseChange.STARTED) != CourseChange.STARTED
    unknown_before = entries[0].local_date if changed else None
    spans = course_spans(entries)
    first_on = spans[0][0] if changed and spans else None
    return {
        day: max((_level(day, span, rising=span[0] != first_on) for span in spans), default=0.0)
        for day in sorted(diary.complete_days)
        if unknown_before is None or day >= unknown_before
    }


def course_starts(diary: Diary, name: str) -> list[date]:
    """The days on which courses of that medicine were started, oldest first."""
    return [
        entry.local_date
        for entry in _entries(diary, name)
        if entry.local_date is not None
        and entry.record.get("change", CourseChange.STARTED) == CourseChange.STARTED
    ]


def course_spans(entries: list[Entry]) -> list[Span]:
    """First and last day of every stretch; stretches that touch or overlap are one.

    An entry without a last day ends before the next entry of the medicine, which takes over.
    """
    placed = [(e.local_date, e.record) for e in entries if e.local_date is not None]
    spans: list[Span] = []
    for place, (start, record) in enumerate(placed):
        if record.get("fraction_cut") == 1:
            continue
        later = placed[place + 1 :]
        ends = [day for day, other in later if other.get("fraction_cut") == 1]
        if record.get("stop_date"):
            stop = clock.parse_day(record["stop_date"])
        else:
            stop, ends = date.max, ends + [day for day, _ in later[:1]]
        stop = min([stop, *(day - _DAY for day in ends)])
        if spans and start <= min(spans[-1][1], date.max - _DAY) + _DAY:
            spans[-1] = (spans[-1][0], max(stop, spans[-1][1]))
        elif start <= stop:
            spans.append((start, stop))
    return spans


def _entries(diary: Diary, name: str) -> list[Entry]:
    wanted = name.strip().casefold()
    same = (
        entry
        for entry in diary.of(Kind.MEDICATION)
        if str(entry.record["name"]).strip().casefold() == wanted
    )
    return sorted(same, key=lambda entry: str(entry.local_date))


def _level(day: date, span: Span, *, rising: bool) -> float:
    """The level on a day of one stretch; one that was on before its first entry does not rise."""
    start, stop = span
    if day < start:
        return 0.0
    last = min(day, stop)
    reached = min(1.0, ((last - start).days + 1) / DAYS_UP) if rising else 1.0
    return reached * max(0.0, 1 - (day - last).days / DAYS_DOWN)
