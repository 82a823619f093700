"""The period in numbers: what the page says in words, and where on the face it twitched."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final

from tracker import clock, records
from tracker.diary import Diary
from tracker.records import Entry
from tracker.report import days, rates
from tracker.report.days import Coverage
from tracker.report.rates import Comparison, Rate
from tracker.vocabulary import DoseStatus, Kind, Side, Site

BEFORE: Final = timedelta(days=28)
"""How long before the period the rate is compared with, at least: as long as the period is."""


@dataclass(frozen=True, slots=True)
class Intensity:
    """Of the episodes that were rated 0 to 10: the median, the strongest, and how many they are."""

    median: float
    strongest: int
    rated: int


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest of the `timed` episodes that have an end; `start` keeps its own offset."""

    minutes: float
    start: datetime
    timed: int


@dataclass(frozen=True, slots=True)
class Place:
    """Episodes at one site and side; a side of None was not recorded."""

    site: Site
    side: Side | None
    episodes: int


@dataclass(frozen=True, slots=True)
class Doses:
    """Doses of one medicine that were taken and skipped."""

    name: str
    taken: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One period in numbers; None and empty mean not recorded.

    `rate` and `before` count complete days alone, `before` those of the `earlier` days up to the
    period. `sides` and `sites` count episodes, most first; an episode counts at each of its sites.
    """

    since: date
    until: date
    coverage: Coverage
    episodes: int
    rate: Rate | None
    before: Rate | None
    comparison: Comparison | None
    earlier: int
    intensity: Intensity | None
    longest: Longest | None
    ongoing: int
    sides: tuple[tuple[Side, int], ...]
    sites: tuple[tuple[Site, int], ...]
    places: tuple[Place, ...]
    without_site: int
    doses: tuple[Doses, ...]


def summarise(diary: Diary, *, since: date, until: date, now: datetime, spread: float) -> Summary:
    """The days from `since` to `until`, both included, as they stand at `now`.

    `spread` is that of the page's `history`, so that one rate has one interval all over the page.
    """
    period = clock.days_between(since, until)
    length = max(BEFORE, timedelta(days=len(period)))
    earlier = clock.days_between(since - length, since - timedelta(days=1))
    here, there = days.complete_counts(diary, (period, earlier))
    rate, before = rates.rate(here, spread), rates.rate(there, spread)
    apart = max(spread, rates.spread([here, there]))  # weeks differ, too: no change is made of that
    episodes = within(diary, Kind.EPISODE, since, until)
    return Summary(
        since=since,
        until=until,
        coverage=days.coverage(diary, period, days.today(diary, now)),
        episodes=len(episodes),
        rate=rate,
        before=before,
        comparison=rates.compare(rate, before, apart),
        earlier=length.days,
        intensity=intensity(episodes),
        longest=longest(episodes),
        ongoing=sum(bool(e.record.get("ongoing")) for e in episodes),
        sides=sides(episodes),
        sites=sites(episodes),
        places=places(episodes),
        without_site=sum(not e.record.get("sites") for e in episodes),
        doses=doses(within(diary, Kind.DOSE, since, until)),
    )


def within(diary: Diary, kind: Kind, since: date, until: date) -> list[Entry]:
    """The entries of one kind whose local day is in the period, oldest first."""
    return [e for e in diary.of(kind) if e.local_date and since <= e.local_date <= until]


def intensity(episodes: Sequence[Entry]) -> Intensity | None:
    """The ratings of the episodes that have one, or None."""
    ratings = [e.record["intensity"] for e in episodes if e.record.get("intensity") is not None]
    return Intensity(median(ratings), max(ratings), len(ratings)) if ratings else None


def longest(episodes: Sequence[Entry]) -> Longest | None:
    """The longest by time elapsed, the first of equals, or None where no end was recorded."""
    timed = [
        (minutes, clock.parse_instant(e.record["start"]))
        for e in episodes
        if (minutes := records.duration_minutes(e.record)) is not None
    ]
    if not timed:
        return None
    minutes, start = max(timed, key=lambda pair: pair[0])
    return Longest(minutes, start, len(timed))


def sides(episodes: Sequence[Entry]) -> tuple[tuple[Side, int], ...]:
    """Episodes by side, most first; those without a side are left out."""
    count = Counter(Side(e.record["side"]) for e in episodes if e.record.get("side"))
    return tuple(count.most_common())


def sites(episodes: Sequence[Entry]) -> tuple[tuple[Site, int], ...]:
    """Episodes by site, most first; one at several sites counts at each."""
    count = Counter(Site(site) for e in episodes for site in _sites(e))
    return tuple(count.most_common())


def places(episodes: Sequence[Entry]) -> tuple[Place, ...]:
    """Episodes by site and side, most first; one at several sites counts at each."""
    count = Counter((Site(site), e.record.get("side")) for e in episodes for site in _sites(e))
    return tuple(
        Place(site, Side(side) if side else None, number)
        for (site, side), number in count.most_common()
    )


def _sites(episode: Entry) -> list[str]:
    return sorted(set(episode.record.get("sites") or ()))


def doses(entries: Sequence[Entry]) -> tuple[Doses, ...]:
    """Doses by medicine as it was written, most taken first."""
    taken: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for entry in entries:
        status = entry.record.get("status") or DoseStatus.TAKEN
        (skipped if status == DoseStatus.SKIPPED else taken)[entry.record["name"]] += 1
    names = sorted(taken | skipped, key=lambda name: (-taken[name], name))
    return tuple(Doses(name, taken[name], skipped[name]) for name in names)
