"""The words for times and days.

A time: `now`, `08:30`, `-20m`, `yesterday 22:10`, `mon 9:00`, `2026-11-20 08:30`, or ISO 8601 with
or without offset. Behind a time of day its offset may stand: `08:30 +01:00`. A weekday is the most
recent one, today included. Wall-clock times are read in the zone of `now`; what the clocks skipped,
showed twice or have not reached yet is an error.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from tracker import clock
from tracker.entry.durations import back, duration, later
from tracker.entry.printable import shown
from tracker.entry.values import checked
from tracker.errors import DataError
from tracker.fields import Field, Form

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII)
_OFFSET = re.compile(r"[+-]\d\d:\d\d", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(z|[+-]\d\d:?\d\d)?", re.ASCII)
_A_DAY: Final = Field("date", Form.DAY, "a day that is named")
_WEEKDAYS: Final = {
    word: number
    for number, words in enumerate(
        (
            "mon monday",
            "tue tues tuesday",
            "wed wednesday",
            "thu thur thurs thursday",
            "fri friday",
            "sat saturday",
            "sun sunday",
        )
    )
    for word in words.split()
}

TIME_WORDS: Final = ("now", "today", "yesterday", *_WEEKDAYS)
"""The words for a time or a day that are not numbers."""


def plain(word: str) -> str:
    """A word as the grammar compares it: lower case, every dash and minus sign a hyphen."""
    return re.sub("[\u2010-\u2015\u2212]", "-", word.casefold())


def is_later(moment: datetime, now: datetime) -> bool:
    """Whether an instant lies after now by more than the clock's tolerance."""
    return moment.astimezone(UTC) > now.astimezone(UTC) + clock.FUTURE_TOLERANCE


class When:
    """The time words of one entry, collected in any order, then read as an instant or a day."""

    __slots__ = ("_clock", "_day", "_day_word", "_instant", "_now", "_offset", "_stated", "_today")

    def __init__(self, now: datetime, today: date | None = None) -> None:
        self._now = now.replace(microsecond=0)
        self._today = today or now.date()
        self._day: date | None = None
        self._day_word = ""
        self._clock: time | None = None
        self._offset: timezone | None = None
        self._instant: datetime | None = None
        self._stated = False

    @property
    def stated(self) -> bool:
        """Whether the entry says when, in other words than `now`."""
        return self._stated

    @property
    def day_stated(self) -> bool:
        """Whether the entry names a day."""
        return self._day is not None

    @property
    def clock_stated(self) -> bool:
        """Whether the entry names a time of day."""
        return self._clock is not None

    @property
    def has_offset(self) -> bool:
        """Whether the entry states an offset: nothing more belongs to its time."""
        return self._offset is not None

    def take(self, words: Sequence[str], at: int) -> int:
        """Read the time word at a place of the `plain` words; 0 when it is none, else how many."""
        word = words[at]
        if word == "now":
            self._once(not (self._instant or self._clock or self._day))
            self._instant = self._now
            return 1
        taken = self._take(word, words, at)
        self._stated = self._stated or taken > 0
        return taken

    def _take(self, word: str, words: Sequence[str], at: int) -> int:
        if (day := _day_named(word, self._today)) is not None:
            self._once(self._day is None and self._instant is None)
            self._day, self._day_word = day, word
            return 1
        if match := _CLOCK.fullmatch(word):
            self._once(self._clock is None and self._instant is None)
            self._clock = _time_of_day(word, *(int(part or 0) for part in match.groups()))
            return 1
        if _OFFSET.fullmatch(word) and self._clock is not None:
            self._once(self._offset is None)
            self._offset = _offset(word)
            return 1
        ago = back(words, at)
        if ago or is_iso_time(word):
            self._once(not (self._instant or self._clock or self._day))
            if ago:
                self._instant = later(self._now, -ago[0], field="time")
                return ago[1]
            self._instant = iso_time(word, self._now)
            return 1
        return 0

    def moment(self, field: str = "time", *, ahead: bool = False) -> datetime:
        """The instant meant, to the second; now when nothing is stated.

        Raises DataError for a day without a time of day and for a wall-clock time that does not
        exist, exists twice, or (unless `ahead`) comes only later today or on this weekday.
        """
        if self._instant is not None:
            return self._instant
        if self._clock is None:
            if self._day is None:
                return self._now
            instead = "leave it out for now, or today 08:30" if self._day_word == "today" else ""
            raise DataError(
                f"{field} must be a time of day beside {shown(self._day_word)}.",
                hint=f"Try: {instead or f'{self._day_word} 22:10'}",
                field=field,
            )
        day = self._day or self._now.date()
        moment = self._placed(datetime.combine(day, self._clock), field)
        relative = self._day is None or self._day_word in _WEEKDAYS
        if not ahead and relative and is_later(moment, self._now):
            before = "yesterday" if self._day is None else (day - timedelta(days=7)).isoformat()
            raise DataError(
                f"{field} must not be later than now ({self._now:%H:%M}), and "
                f"{self._clock:%H:%M} is still to come.",
                hint=f"Try: {before} {self._clock:%H:%M}",
                field=field,
            )
        return moment

    def _placed(self, face: datetime, field: str) -> datetime:
        """A wall-clock time here, or at the offset that was typed behind it."""
        zone = self._now.tzinfo or UTC
        if self._offset is None:
            return clock.wall_time(face, zone, field=field)
        return _here(face.replace(tzinfo=self._offset), zone)

    def day(self, field: str = "date") -> date:
        """The day meant; today when nothing is stated. Raises DataError when a time is stated."""
        if self._clock is not None or (self._instant and self._stated):
            raise DataError(
                f"{field} must be a whole day, not a time of day.",
                hint="Try: today, yesterday, mon or 2026-11-01",
                field=field,
            )
        return self._today if self._day is None else self._day

    def _once(self, first: bool) -> None:
        if not first:
            raise DataError("time is given twice.", hint="Leave one of them out.", field="time")


def leading(words: Sequence[str]) -> int:
    """How many of the `plain` words at the beginning say when, as a printed entry begins."""
    count = 0
    while count < len(words) and _says_when(words[count]):
        count += 1
    return count


def _says_when(word: str) -> bool:
    shapes = (_CLOCK, _DAY, _ISO, _OFFSET)
    ago = word[:1] == "-" and duration([word[1:] or "-"], 0) is not None
    return word in TIME_WORDS or ago or any(shape.fullmatch(word) for shape in shapes)


def _offset(word: str) -> timezone:
    hours, minutes = int(word[1:3]), int(word[4:])
    if hours > 23 or minutes > 59:
        raise DataError(
            f"an offset must lie within a day, not {shown(word)}.", hint="Try: +01:00", field="time"
        )
    apart = timedelta(hours=hours, minutes=minutes)
    return timezone(-apart if word[0] == "-" else apart)


def iso_time(word: str, now: datetime) -> datetime:
    """An ISO 8601 time, to the second; without an offset it is wall-clock time in now's zone.

    Raises DataError when there is no such time.
    """
    match = _ISO.fullmatch(word)
    text = word.upper()
    try:
        if match and match[1]:
            return _here(clock.parse_instant(text).replace(microsecond=0), now.tzinfo or UTC)
        naive = datetime.fromisoformat(text).replace(microsecond=0)
    except (DataError, ValueError) as error:
        raise DataError(
            f"time must be ISO 8601, not {shown(word)}.",
            hint="Try: 2026-11-01T08:30",
            field="time",
        ) from error
    _ = checked(_A_DAY, naive.date().isoformat())  # a zone cannot place the first or last years
    return clock.wall_time(naive, now.tzinfo or UTC)


def _here(moment: datetime, zone: tzinfo) -> datetime:
    """The instant in a zone, where that has the offset that was typed; else as it was typed."""
    here = moment.astimezone(zone)
    return here if here.utcoffset() == moment.utcoffset() else moment


def is_iso_time(word: str) -> bool:
    """Whether a `plain` word is written as a date and a time in one."""
    return _ISO.fullmatch(word) is not None


def is_day(word: str) -> bool:
    """Whether a `plain` word names a day."""
    return word in TIME_WORDS[1:] or _DAY.fullmatch(word) is not None


def _day_named(word: str, today: date) -> date | None:
    if word == "today":
        return today
    if word == "yesterday":
        return today - timedelta(days=1)
    if word in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS[word]) % 7)
    return date.fromisoformat(checked(_A_DAY, word)) if _DAY.fullmatch(word) else None


def _time_of_day(word: str, hour: int, minute: int, second: int) -> time:
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise DataError(
            f"time must be a time of day from 00:00 to 23:59, not {shown(word)}.",
            hint="Try: 08:30",
            field="time",
        ) from error
