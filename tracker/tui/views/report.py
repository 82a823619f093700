"""The Report area: a week or a month in words, its days in characters, and what lies around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tracker import clock, records
from tracker.diary import Diary
from tracker.records import Entry
from tracker.report.changes import Change, changes
from tracker.report.days import DayState, states
from tracker.report.history import History, history
from tracker.report.places import SiteLine, site_lines
from tracker.report.summary import summarise, within
from tracker.report.words import paragraphs, period_words
from tracker.spans import month_of
from tracker.vocabulary import Kind

_LEVELS: Final = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day: 24 columns, one an hour, where it twitched; blank amounts were not recorded."""

    day: date
    state: DayState
    hours: str
    episodes: int
    complete: bool
    caffeine_mg: float | None
    sleep_hours: float | None

    @property
    def is_known(self) -> bool:
        """Whether it is known that it twitched or did not."""
        return self.state in {DayState.ACTIVE, DayState.CLEAR}

    @property
    def is_ahead(self) -> bool:
        """Whether the day has not come yet."""
        return self.state is DayState.AHEAD


@dataclass(frozen=True, slots=True)
class Week:
    """A week, Monday to Sunday, or a month: in words and by days, with the twelve weeks to its end.

    `places` are the sites of its episodes; `changed` is what began, ended or was new; `is_past`
    says that its last day is over.
    """

    since: date
    until: date
    title: str
    coverage: str
    words: tuple[tuple[str, str], ...]
    days: tuple[WeekDay, ...]
    past: History
    places: tuple[SiteLine, ...]
    changed: tuple[Change, ...]
    is_past: bool


def monday(day: date, back: int) -> date:
    """The Monday of the week that lies `back` weeks before the one a day is in."""
    return clock.week_of(day)[0] - timedelta(weeks=back)


def month(day: date, back: int) -> tuple[date, date]:
    """The first and last day of the month that lies `back` months before the one a day is in."""
    for _ in range(back):
        day = day.replace(day=1) - timedelta(days=1)
    return month_of(day)


def week(diary: Diary, since: date, now: datetime, until: date | None = None) -> Week:
    """The week that begins with a Monday, or the days to `until`, as they stand at `now`.

    The diary holds every episode and change, and all else from twelve weeks before the last day on.
    """
    until = until or since + timedelta(days=6)
    period = clock.days_between(since, until)
    present = clock.local_day(now, diary.day_starts_at)
    past = history(diary, since=since, until=until, present=present)
    summary = summarise(diary, since=since, until=until, now=now, spread=past.spread)
    return Week(
        since=since,
        until=until,
        title=period_words(since, until),
        coverage=summary.coverage.words,
        words=tuple(paragraphs(summary)),
        days=tuple(
            _day(diary, day, state)
            for day, state in zip(period, states(diary, period, present), strict=True)
        ),
        past=past,
        places=site_lines(summary.places),
        changed=changes(diary, since=since, until=until),
        is_past=until < present,
    )


def _day(diary: Diary, day: date, state: DayState) -> WeekDay:
    episodes = within(diary, Kind.EPISODE, day, day)
    drinks = within(diary, Kind.CAFFEINE, day, day)
    complete = day in diary.complete_days
    return WeekDay(
        day=day,
        state=state,
        hours=_hours(episodes),
        episodes=len(episodes),
        complete=complete,
        caffeine_mg=sum(float(e.record["mg"]) for e in drinks) if drinks or complete else None,
        sleep_hours=records.slept_hours(e.record for e in within(diary, Kind.SLEEP, day, day)),
    )


def _hours(episodes: Sequence[Entry]) -> str:
    """24 columns: the height is the strongest intensity of the hour; `●` when it was not rated."""
    line = ["·"] * 24
    strongest: dict[int, int] = {}
    for episode in episodes:
        hour = clock.parse_instant(episode.record["start"]).hour
        strongest[hour] = max(strongest.get(hour, -1), episode.record.get("intensity", -1))
    for hour, rating in strongest.items():
        line[hour] = "●" if rating < 0 else _LEVELS[min(7, rating * 8 // 11)]
    return "".join(line)
