"""`tracker days`: what is known of each day, in plain lines; the calendar of the screens."""

import argparse
from datetime import date, datetime, time, timedelta

from tracker import clock
from tracker.cli.output import diary_of, period, print_json
from tracker.known_days import DayMark, DayState, marks
from tracker.store import Store
from tracker.vocabulary import DayStatus, Kind

SHOWN = timedelta(days=13)
"""How far back the days reach when no period is named, today beside them."""
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def days(options: argparse.Namespace) -> int:
    """Each day with its twitches, or that there were none, or that nothing is recorded."""
    now = clock.now()
    store = diary_of(options)
    since, until = period(options, now)
    last = until or _today(store, now)
    first = since or last - SHOWN
    kinds = {Kind.EPISODE, Kind.DAY}
    found = marks(store.entries(kinds=kinds, since=first, until=last), first, last)
    if options.json:
        print_json({"days": [_as_json(mark) for mark in found]})
    else:
        for mark in found:
            print(_line(mark))
    return 0


def _today(store: Store, now: datetime) -> date:
    starts = time.fromisoformat(store.profile().get("day_starts_at", "00:00"))
    return clock.local_day(now, starts)


def _line(mark: DayMark) -> str:
    words = {
        DayState.TWITCH: "1 twitch" if mark.episodes == 1 else f"{mark.episodes} twitches",
        DayState.CLEAR: "no twitches",
        DayState.UNKNOWN: "not recorded",
    }[mark.state]
    more = ", complete" if mark.episodes and mark.stated is DayStatus.COMPLETE else ""
    return f"{mark.day.isoformat()} {_NAMES[mark.day.weekday()]}  {words}{more}"


def _as_json(mark: DayMark) -> dict[str, object]:
    return {
        "date": mark.day.isoformat(),
        "status": mark.state.value,
        "episodes": mark.episodes,
        "stated": mark.stated.value if mark.stated else None,
    }
