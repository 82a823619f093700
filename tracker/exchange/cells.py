"""The cells of one row of a table that comes in, each read as what its column holds.

A spreadsheet may have written 8:30 AM for 08:30, 01:00 for +01:00, a decimal comma; it may not have
changed what a cell says. Every refusal names its column in `field`.
"""

import re
from collections.abc import Mapping
from typing import Final

from tracker import clock
from tracker.entry.printable import shown
from tracker.errors import DataError
from tracker.exchange.clinician import WEEKDAYS

_NUMBER: Final = re.compile(r"[+-]?\d{1,40}(?:([.,])\d{1,400})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_TIME: Final = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?(?: ?([AP])M)?", re.ASCII | re.IGNORECASE)

Decimals = dict[str, int]
"""The decimal signs that a file was found to use, each with the line it first stood in."""


class Cells:
    """One row's cells by column name; a column that is absent is blank.

    `delimiter` is the file's: between numbers it cannot be their decimal sign, too. `decimals` is
    one dict a file: a file that uses a comma and a point is refused, not guessed at.
    """

    def __init__(
        self, cells: Mapping[str, str], line: int, delimiter: str, decimals: Decimals
    ) -> None:
        self.raw = cells
        self.line, self.delimiter, self.decimals = line, delimiter, decimals

    def text(self, column: str) -> str:
        """A cell without the white space around it; empty where it is blank."""
        return self.raw.get(column, "").strip()

    def number(self, column: str) -> float | str:
        """A cell's number, or its text where it is none: the record's field then refuses that."""
        text = self.text(column)
        match = _NUMBER.fullmatch(text)
        if match is None:
            return text
        sign = match[1]
        if sign == self.delimiter:
            raise refused(column, "a number with a decimal point", text)
        if sign:
            self.decimals.setdefault(sign, self.line)
            others = [line for other, line in self.decimals.items() if other != sign]
            if others:
                raise DataError(
                    f"decimal commas and points are mixed: {text} here, the other in line "
                    f"{others[0]}.",
                    field=column,
                )
        return plain_number(text)

    def day(self) -> str:
        """The cell `date`; a weekday beside it must be that date's."""
        text = self.text("date")
        try:
            day = clock.parse_day(text)
        except DataError as error:
            raise refused("date", "a date such as 2026-11-01", text) from error
        weekday = WEEKDAYS[day.weekday()]
        if self.text("day_of_week").casefold() not in {"", weekday.casefold()}:
            raise refused("day_of_week", f"{weekday}, as {day} was", self.text("day_of_week"))
        return day.isoformat()

    def time(self) -> str:
        """The cell `time` as HH:MM."""
        text = self.text("time")
        found = _clock(text)
        if found is None:
            raise refused("time", "a time of day from 00:00 to 23:59", text)
        return found

    def offset(self) -> str:
        """The cell `utc_offset` as +HH:MM."""
        text = self.text("utc_offset")
        found = _clock(text.lstrip("+-"))
        if found is None:
            raise refused("utc_offset", "an offset from -23:59 to +23:59 such as +01:00", text)
        return f"{'-' if text.startswith('-') else '+'}{found}"

    def none(self, *columns: str, kind: str) -> None:
        """Raise DataError where one of these columns, which say nothing of a kind, is filled."""
        for column in columns:
            if self.text(column):
                text = shown(self.text(column))
                raise DataError(f"must be blank for kind {kind}, not {text}.", field=column)

    def agree(self, column: str, given: float | str, follows: float, why: str) -> None:
        """Raise DataError where a number differs from the one that it shows a second time."""
        if isinstance(given, str) or abs(given - follows) > 0.0051:  # two decimals are shown
            raise refused(column, f"{round(follows, 2):g}, as {why}", self.text(column))


def _clock(text: str) -> str | None:
    """HH:MM of what a spreadsheet may have made of it: 8:30, 08:30:00, 8:30 AM."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour = int(match[1])
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] in "Pp" else 0)
    return f"{hour:02}:{match[2]}" if hour < 24 else None


def plain_number(text: str) -> float:
    """A number's text, with a point or a comma, as the number."""
    return float(text.replace(",", "."))


def is_number(text: str) -> bool:
    """Whether a text is a number with a decimal point or without one."""
    return _NUMBER.fullmatch(text) is not None and "," not in text


def refused(column: str, expects: str, text: str) -> DataError:
    """The sentence for a cell that a column does not take."""
    return DataError(f"must be {expects}, not {shown(text) if text else 'blank'}.", field=column)
