"""Dates, amounts and the summary in words. English throughout, whatever the machine's locale."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import accumulate
from typing import Final

from tracker.report import breaking, periods
from tracker.report.periods import MONTHS, WEEKDAYS
from tracker.report.rates import Rate
from tracker.report.summary import Summary
from tracker.vocabulary import Side, Site

SIDES: Final = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both sides",
    Side.MIDLINE: "middle",
}

TIMES: Final = "\N{MULTIPLICATION SIGN}"
MOST: Final = 5
"""Items of a list."""
NAME: Final = 30
"""Letters of a medicine's name in a list of doses."""
LISTED: Final = 80
"""Letters of a list of doses, which stands in two lines of the page."""
INTERVALS: Final = "In brackets: 95% intervals."


def day_words(day: date) -> str:
    """A day within a year that is clear: `Tue 17 Nov`."""
    return f"{WEEKDAYS[day.weekday()]} {short_day(day)}"


def dated(day: date, near: date) -> str:
    """A day with its year where that is not the year of a day near it."""
    return day_words(day) + ("" if day.year == near.year else f" {day.year}")


def short_day(day: date) -> str:
    """A day without its weekday: `17 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_dated(day: date, near: date) -> str:
    """A day without its weekday, with its year where that is not the year of a day near it."""
    return short_day(day) + ("" if day.year == near.year else f" {day.year}")


def period_words(since: date, until: date) -> str:
    """A period with its years and length: `Mon 16 Nov to Sun 22 Nov 2026 (7 days)`."""
    number = (until - since).days + 1
    if number == 1:
        return f"{day_words(since)} {since.year} (1 day)"
    year = "" if since.year == until.year else f" {since.year}"
    return f"{day_words(since)}{year} to {day_words(until)} {until.year} ({number:,} days)"


def moment_words(moment: datetime) -> str:
    """An instant by its own offset: `22 Nov 2026, 08:30 +01:00`."""
    zone = moment.isoformat()[-6:] if moment.utcoffset() else "UTC"
    return f"{short_day(moment.date())} {moment.year}, {clock_words(moment)} {zone}"


def clock_words(moment: datetime) -> str:
    """The time of day by its own offset: `08:30`."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def hour_words(starts: time, hour: int) -> str:
    """The clock so many hours after a day has begun: `06:00`, at the end of the day `24:00`."""
    return f"{(starts.hour + hour) % 24 or (24 if hour else 0):02d}:{starts.minute:02d}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 day`, `2 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value: float) -> str:
    """A number in about two digits: `0`, `0.36`, `4.2`, `12`."""
    if value == 0 or value >= 9.95:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 0.995 else f"{value:.2f}"


def minutes_words(minutes: float) -> str:
    """A length of time: `40 s`, `3 min`, `2 h 5 min`, `3 days`."""
    if minutes < 1:
        return f"{minutes * 60:.0f} s"
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min"
    hours, rest = divmod(whole, 60)
    if hours >= 48:
        return count(round(hours / 24), "day")
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def site_words(site: Site) -> str:
    """A site as people write it: `upper lip`."""
    return site.value.replace("_", " ")


def rate_words(rate: Rate) -> str:
    """A daily rate with its interval in brackets, and the days it rests on."""
    interval = f"{number(rate.low)} to {number(rate.high)}"
    return f"{number(rate.per_day)} a day ({interval}) on {count(rate.days, 'complete day')}"


def paragraphs(summary: Summary) -> Iterator[tuple[str, str]]:
    """The page's words as (what, sentence), in the order they are read."""
    coverage = summary.coverage
    if not coverage.recorded:
        noun = periods.noun(summary.since, summary.until)
        when = "in this period" if noun == "period" else f"this {noun}"
        yield "", f"Nothing was recorded {when}. That says nothing about how much it twitched."
    else:
        clear = f"; {coverage.clear:,} clear" if coverage.clear else ""
        yield "Active days", f"{coverage.active:,} of {coverage.recorded:,} recorded{clear}"
        yield "Episodes", _episodes(summary)
    if summary.before or summary.rate:
        yield "Before", _before(summary)
    yield from _details(summary)
    if summary.before or summary.rate:
        yield "", INTERVALS


def _episodes(summary: Summary) -> str:
    if summary.rate is None:
        return f"{summary.episodes:,} in all; no complete day, so no daily rate"
    return f"{summary.episodes:,} in all; {rate_words(summary.rate)}"


def _before(summary: Summary) -> str:
    before, comparison = summary.before, summary.comparison
    if before is None:
        return f"no complete day in the {_length(summary.earlier)} before"
    rate = f"{rate_words(before)} of the {_length(summary.earlier)} before"
    if comparison is None:
        quiet = summary.rate and not before.episodes and not summary.rate.episodes
        return f"{rate}: {'none in both' if quiet else 'too few days to compare'}"
    interval = f"{number(comparison.low)} to {number(comparison.high)}"
    return f"{rate}: {comparison.words}, {number(comparison.ratio)} times ({interval})"


def _length(days: int) -> str:
    return count(days, "day") if days % 7 else count(days // 7, "week")


def _details(summary: Summary) -> Iterator[tuple[str, str]]:
    if summary.intensity:
        found = summary.intensity
        rated = f"{found.rated:,} of {summary.episodes:,} rated"
        yield "Intensity", f"median {found.median:g} of 10, strongest {found.strongest}; {rated}"
    if summary.longest:
        start = summary.longest.start
        when = f"{dated(start.date(), summary.until)} {clock_words(start)}"
        timed = f"{summary.longest.timed:,} of {summary.episodes:,} timed"
        yield "Longest", f"{minutes_words(summary.longest.minutes)} on {when}; {timed}"
    if summary.ongoing:
        yield "Not ended", count(summary.ongoing, "episode")
    if summary.sides:
        yield "Side", listed(f"{SIDES[side]} {n:,}" for side, n in summary.sides)
    if summary.sites:
        yield "Sites", listed(f"{site_words(site)} {n:,}" for site, n in summary.sites)
    if summary.doses:
        doses = [_dose(d.name, d.taken, d.skipped) for d in summary.doses]
        ends = accumulate(len(dose) + 2 for dose in doses[:MOST])
        yield "Doses", listed(doses, max(1, sum(end <= LISTED for end in ends)))


def _dose(name: str, taken: int, skipped: int) -> str:
    short = name if len(name) <= NAME else f"{breaking.head(name, NAME - 1)}\N{HORIZONTAL ELLIPSIS}"
    return f"{short} {TIMES}{taken:,}" + (f" ({skipped:,} skipped)" if skipped else "")


def listed(items: Iterable[str], most: int = MOST) -> str:
    """The first few items, and how many more there are."""
    some = list(items)
    more = [f"and {len(some) - most} more"] if len(some) > most else []
    return ", ".join([*some[:most], *more])
