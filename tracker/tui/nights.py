"""A night as it is typed in digits, the one way that no first word is needed for.

`2310-0640`, `23-640`, or without the hyphen `2310640`: an hour from 3 to 9 needs no zero, and every
other has two digits, so that no digits mean two nights. `-0640` and `2310-` change one end of the
usual night, which must have been shown. `7.5` are hours.
"""

import re
from datetime import date, datetime, time
from typing import Final

from tracker.errors import DataError
from tracker.records import Record
from tracker.tui.making import read_after
from tracker.vocabulary import Kind

_FULL: Final = r"(?:[3-9]|[01]\d|2[0-3]):?[0-5]\d"
"""A time of day whose last digit can only be its last."""
_LOOSE: Final = r"\d{1,2}(?::?\d\d)?"
_WHOLE: Final = re.compile(rf"(?:q\d{{1,2}} +)?(?:{_LOOSE}-|{_FULL}|-){_FULL}", re.ASCII)
_HOURS: Final = re.compile(r"\A(\d{1,2}(?:\.\d+)?)(?!\S)", re.ASCII)
_DIGITS: Final = re.compile(rf"(?<!\S)({_FULL})({_FULL})(?!\S)", re.ASCII)
_SPAN: Final = re.compile(rf"(?<!\S)({_LOOSE})?-({_LOOSE})?(?!\S)", re.ASCII)


def read_night(
    text: str, now: datetime, day_starts_at: time, day: date | None = None, usual: str = ""
) -> list[Record]:
    """The record of one night: last night, or the one before a day; `q7` adds its quality.

    An end that is left out is that of the `usual` night (`23:10-06:40`). Raises DataError for
    anything that is not one night.
    """
    words = _HOURS.sub(r"\1h", _DIGITS.sub(r"\1-\2", _plain(text)))
    words = _SPAN.sub(lambda match: _full(match, usual), words)
    ended = day.isoformat() if day else ""
    records = read_after("slept", words, now, day_starts_at, ended)
    if [record["kind"] for record in records] != [Kind.SLEEP]:
        raise DataError("only one night belongs here.", hint="Try: 2310-0640 q7")
    return records


def is_whole(text: str) -> bool:
    """Whether a night has both of its ends to the minute, so that no further digit fits."""
    return _WHOLE.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    from tracker.entry.times import plain  # noqa: PLC0415  the first frame reads nothing

    return plain(text.strip())


def _full(match: re.Match[str], usual: str) -> str:
    """Both ends with their minutes: `23-640` is 23:00 to 6:40."""
    known = usual.split("-") if usual else ["", ""]
    ends = [stated or usually for stated, usually in zip(match.groups(), known, strict=True)]
    return "-".join(f"{end}:00" if 0 < len(end) < len("123") else end for end in ends)
