"""Time: the injected now, local days, ISO weeks, and wall-clock times that a zone skips or repeats.

Every instant is an aware `datetime`. One with a `ZoneInfo` knows its IANA zone; one with a fixed
offset knows only that. A local day is the date that the entry's own offset shows, less the time
the person's day starts at.
"""

import os
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.errors import DataError, UsageError

MIDNIGHT = time(0)
FUTURE_TOLERANCE = timedelta(minutes=5)
"""How far ahead of the clock an entry may lie before it is refused."""

_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)


def now() -> datetime:
    """The present moment in the machine's zone, or what `TRACKER_NOW` says instead, to the second.

    Raises UsageError when `TRACKER_NOW` is not ISO 8601 with an offset. When its offset is the one
    the machine's zone has at that moment, the zone's name is kept; otherwise only the offset is.
    """
    injected = os.environ.get("TRACKER_NOW")
    if not injected:
        return datetime.now(local_zone()).replace(microsecond=0)
    try:
        moment = parse_instant(injected).replace(microsecond=0)
    except DataError as error:
        raise UsageError(
            f"TRACKER_NOW must be ISO 8601 with an offset, not {injected!r}.",
            hint="Try: TRACKER_NOW=2026-11-20T08:30:00+01:00",
        ) from error
    zoned = moment.astimezone(local_zone())
    return zoned if zoned.utcoffset() == moment.utcoffset() else moment


def local_zone() -> tzinfo:
    """The machine's zone: the `TZ` variable where it names one, else what the system says."""
    name = os.environ.get("TZ", "").lstrip(":")
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass  # a POSIX rule or a path: the system's reading of it is asked below
    import tzlocal  # noqa: PLC0415  only where TZ does not answer: it reads files

    try:
        return tzlocal.get_localzone()
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now().astimezone().tzinfo or UTC


def zone_name(moment: datetime) -> str | None:
    """The IANA name of the zone an instant carries, or None when it has only an offset."""
    return getattr(moment.tzinfo, "key", None)


def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises DataError naming the field `tz` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DataError(
            f"tz must be the IANA name of a time zone, not {name!r}.",
            hint="Try: Europe/Berlin",
            field="tz",
        ) from error


def parse_instant(text: str) -> datetime:
    """An ISO 8601 time with offset as an aware datetime. Raises DataError for anything else."""
    if _INSTANT.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text)
            moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        else:
            return moment
    raise DataError(
        f"a time must be ISO 8601 with an offset, not {_shown(text)}.",
        hint="Try: 2026-11-01T08:30:00+01:00",
    )


def parse_day(text: str) -> date:
    """A date written `YYYY-MM-DD`. Raises DataError for anything else."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise DataError(f"a date must be YYYY-MM-DD, not {_shown(text)}.", hint="Try: 2026-11-01")


def iso(moment: datetime) -> str:
    """An instant as ISO 8601 with its offset; fractions of a second only where there are any."""
    return moment.isoformat()


def utc_text(moment: datetime) -> str:
    """An instant in UTC with six decimals: texts of one width that sort as the instants do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def local_day(moment: datetime, day_starts_at: time = MIDNIGHT) -> date:
    """The local day of an instant: its own offset's date, less the time the day starts at."""
    starts = timedelta(hours=day_starts_at.hour, minutes=day_starts_at.minute)
    return (moment.replace(tzinfo=None) - starts).date()


def end_of(day: date, now: datetime, day_starts_at: time = MIDNIGHT) -> datetime:
    """The last instant of a local day by the offset of `now`; `now` where the day is not over."""
    if day >= local_day(now, day_starts_at):
        return now
    after = datetime.combine(day + timedelta(days=1), day_starts_at, now.tzinfo)
    return after - timedelta(microseconds=1)


def wall_time(naive: datetime, where: tzinfo, *, field: str = "time") -> datetime:
    """A wall-clock time in a zone as an instant.

    Raises DataError when the clocks jumped over it (a gap) or showed it twice (a fold).
    """
    first = naive.replace(tzinfo=where, fold=0)
    if _wall(first) != naive:
        after = first.astimezone(UTC).astimezone(where)
        raise DataError(
            f"{field}: {naive:%H:%M} did not exist on {naive:%Y-%m-%d}, the clocks went forward.",
            hint=f"Try: {after:%H:%M}",
            field=field,
        )
    second = naive.replace(tzinfo=where, fold=1)
    if first.utcoffset() != second.utcoffset():
        raise DataError(
            f"{field}: {naive:%H:%M} happened twice on {naive:%Y-%m-%d}, the clocks went back.",
            hint=f"Type the one you mean: {iso(first)} or {iso(second)}",
            field=field,
        )
    return first


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week that a day is in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + min(timedelta(days=6), date.max - monday)


def parse_week(text: str) -> tuple[date, date]:
    """Monday and Sunday of an ISO week written `2026-W47`. Raises DataError for anything else."""
    match = _WEEK.fullmatch(text.strip())
    if match:
        try:
            return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            pass
    raise DataError(
        f"week must be an ISO week, not {_shown(text)}.", hint="Try: 2026-W47", field="week"
    )


def days_between(since: date, until: date) -> list[date]:
    """Every date from `since` to `until`, both included; none when they are the wrong way round."""
    return [since + timedelta(days=n) for n in range((until - since).days + 1)]


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
