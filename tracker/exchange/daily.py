"""The table of days: one row a calendar day, the unknown ones too, blank where nothing is known.

A day is `twitch` with an episode, `clear` with a day record and no episode, else `unknown`: then
nothing about episodes is written, no zero either. No caffeine, alcohol or dose is a zero only
where the person stated that everything of the day is logged.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from statistics import fmean, median
from typing import Any, Final

from tracker import clock, records
from tracker.diary import Diary
from tracker.exchange.table import Cell, Column, Holds, number
from tracker.flags.clusters import cluster_starts
from tracker.records import Entry
from tracker.vocabulary import DayStatus, DoseStatus, Kind, Side, Site

_EVERYTHING: Final = "0 only where the day is stated to be complete"

STATUSES: Final = ("twitch", "clear", "unknown")


def _count(name: str, meaning: str, most: float | None = None) -> Column:
    return Column(name, Holds.COUNT, meaning, least=0, most=most)


def _amount(name: str, meaning: str, unit: str = "", most: float | None = None) -> Column:
    return Column(name, Holds.NUMBER, meaning, unit, least=0, most=most)


COLUMNS: Final = (
    Column("date", Holds.DAY, "the day on the person's own calendar", required=True),
    Column(
        "status",
        Holds.WORD,
        "twitch: an episode; clear: the day was spoken for and had none; unknown: neither",
        choices=STATUSES,
        required=True,
    ),
    _count("episodes", "episodes; blank on an unknown day"),
    _count("clusters", "episodes of one site and side within 30 minutes as one"),
    _amount("total_min", "length of the episodes whose end was recorded", "min"),
    _count("max_intensity", "strongest episode, 0 none to 10 worst", 10),
    _amount("median_intensity", "median over the episodes that were rated", most=10),
    _count("left", "episodes on the left; blank when no side was recorded"),
    _count("right", "episodes on the right; blank when no side was recorded"),
    _count("both", "episodes on both sides; blank when no side was recorded"),
    Column("sites", Holds.TEXT, "where, separated by semicolons"),
    _amount("caffeine_mg", f"caffeine in all; {_EVERYTHING}", "mg"),
    Column("caffeine_last_time", Holds.CLOCK, "time of day of the last caffeine"),
    _amount("sleep_hours", "sleep that ended on this day, a shared stretch once", "hours"),
    _amount("sleep_quality", "0 worst to 10 best; mean where there are several", most=10),
    _amount("stress_mean", "mean of the ratings, 0 none to 10 worst", most=10),
    _amount("fatigue_mean", "mean of the ratings, 0 none to 10 worst", most=10),
    _amount("alcohol_g", f"pure alcohol in all; {_EVERYTHING}", "g"),
    _count("doses_taken", f"doses of medicines; {_EVERYTHING}"),
    _count("doses_skipped", f"doses left out; {_EVERYTHING}"),
    Column("courses", Holds.TEXT, "medicines on course that day, with the dose if recorded"),
    Column("symptoms", Holds.TEXT, "symptoms, with the severity if recorded: symptom=6"),
    Column("events", Holds.TEXT, "injuries, operations, visits"),
    Column(
        "flags",
        Holds.TEXT,
        "patterns that hold at the period's end, on the day they fired; blank if kinds were picked",
    ),
)
"""The columns in their order."""

DailyRow = dict[str, Cell]
"""One day's cells by column name."""

_Day = Mapping[Kind, list[Entry]]


def rows(
    diary: Diary,
    since: date,
    until: date,
    flags_by_day: Mapping[date, Iterable[str]] | None = None,
) -> Iterator[DailyRow]:
    """One row for every day from `since` to `until`, both included, by column name.

    `flags_by_day` holds the rules whose flags fired on each day, of those that hold at the end of
    the period; a flag that came and went before it is not there.
    """
    days = _by_day(diary)
    shown = clock.days_between(since, until)
    for day, courses in zip(shown, _courses(diary.of(Kind.MEDICATION), shown), strict=True):
        entries = days.get(day, {})
        yield {
            "date": day.isoformat(),
            **_twitching(entries, known=day in diary.valid_days),
            **_exposures(entries),
            "courses": _joined(courses),
            "symptoms": _joined(_symptom(e.record) for e in entries.get(Kind.SYMPTOM, [])),
            "events": _joined(e.record["event"] for e in entries.get(Kind.EVENT, [])),
            "flags": _joined((flags_by_day or {}).get(day, ())),
        }


def _by_day(diary: Diary) -> dict[date, dict[Kind, list[Entry]]]:
    days: dict[date, dict[Kind, list[Entry]]] = {}
    for kind in Kind:
        for entry in diary.of(kind):
            if entry.local_date is not None:
                days.setdefault(entry.local_date, {}).setdefault(kind, []).append(entry)
    return days


def _twitching(entries: _Day, *, known: bool) -> DailyRow:
    if not known:
        return {"status": "unknown"}
    episodes = entries.get(Kind.EPISODE, [])
    lengths = [m for e in episodes if (m := records.duration_minutes(e.record)) is not None]
    ratings = _recorded(episodes, "intensity")
    sides = _recorded(episodes, "side")
    sided = bool(sides) or not episodes
    sites = {site for e in episodes for site in e.record.get("sites") or ()}
    return {
        "status": "twitch" if episodes else "clear",
        "episodes": len(episodes),
        "clusters": len(cluster_starts(episodes)),
        "total_min": round(sum(lengths), 2) if lengths or not episodes else None,
        "max_intensity": max(ratings, default=None),
        "median_intensity": median(ratings) if ratings else None,
        **{str(s): sides.count(s) if sided else None for s in (Side.LEFT, Side.RIGHT, Side.BOTH)},
        "sites": _joined(site for site in Site if site in sites),
    }


def _exposures(entries: _Day) -> DailyRow:
    complete = any(e.record["status"] == DayStatus.COMPLETE for e in entries.get(Kind.DAY, []))
    caffeine = entries.get(Kind.CAFFEINE, [])
    nights = entries.get(Kind.SLEEP, [])
    slept = records.slept_hours(e.record for e in nights)
    ratings = entries.get(Kind.STRESS, [])
    doses = [e.record.get("status", DoseStatus.TAKEN) for e in entries.get(Kind.DOSE, [])]
    counted = bool(doses) or complete
    last = max((e.at for e in caffeine if e.at), default=None)
    return {
        "caffeine_mg": _total(_recorded(caffeine, "mg"), complete=complete),
        "caffeine_last_time": f"{last:%H:%M}" if last else None,
        "sleep_hours": None if slept is None else round(slept, 2),
        "sleep_quality": _mean(_recorded(nights, "quality")),
        "stress_mean": _mean(_recorded(ratings, "stress")),
        "fatigue_mean": _mean(_recorded(ratings, "fatigue")),
        "alcohol_g": _total(_recorded(entries.get(Kind.ALCOHOL, []), "grams"), complete=complete),
        "doses_taken": doses.count(DoseStatus.TAKEN) if counted else None,
        "doses_skipped": doses.count(DoseStatus.SKIPPED) if counted else None,
    }


def _courses(entries: Iterable[Entry], days: Iterable[date]) -> Iterator[list[str]]:
    """For each day, oldest first, each medicine's newest course or change, unless it has ended."""
    waiting = deque(sorted((e.record for e in entries), key=itemgetter("start_date")))
    newest: dict[str, Mapping[str, Any]] = {}
    for day in map(date.isoformat, days):
        while waiting and waiting[0]["start_date"] <= day:
            record = waiting.popleft()
            newest[record["name"].casefold()] = record
        yield [
            _course(record)
            for record in newest.values()
            if (record.get("stop_date") or day) >= day and record.get("fraction_cut") != 1
        ]


def _symptom(record: Mapping[str, Any]) -> str:
    severity = record.get("severity")
    return record["symptom"] if severity is None else f"{record['symptom']}={severity}"


def _course(record: Mapping[str, Any]) -> str:
    dose = record.get("dose")
    parts = (record["name"], None if dose is None else number(dose), record.get("unit"))
    return " ".join(part for part in parts if part)


def _recorded(entries: Iterable[Entry], name: str) -> list[Any]:
    return [e.record[name] for e in entries if e.record.get(name) is not None]


def _total(amounts: list[float], *, complete: bool = False) -> float | None:
    return round(sum(amounts), 2) if amounts or complete else None


def _mean(ratings: list[float]) -> float | None:
    return round(fmean(ratings), 2) if ratings else None


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(words)) or None
