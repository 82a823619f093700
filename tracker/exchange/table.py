"""Tables as CSV: what a column holds, how a cell is written, and the guard against formulas.

UTF-8 and RFC 4180 through the standard library's `csv`: CRLF line ends, quotes where needed. Rows
pass through one at a time, so memory does not grow with the diary.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tracker.errors import UsageError

Cell = str | int | float | None
"""A cell's value. None is not recorded and is written blank."""

Row = Mapping[str, Cell]
"""A row's cells by column name; a column that is absent is blank."""

DELIMITERS: Final = (",", ";", "\t", "|")
DECIMALS: Final = (".", ",")
_BOM: Final = "\ufeff"

_FORMULA: Final = re.compile(r"['\t\r\n]|\s*[=+\-@＝＋－＠]")  # noqa: RUF001  the wide signs are meant
_NOT_CSV: Final = re.compile("[\x00\ud800-\udfff]")


class Holds(StrEnum):
    """What the cells of a column hold."""

    DAY = "date"
    CLOCK = "time of day"
    OFFSET = "offset from UTC"
    WORD = "one of a list"
    TEXT = "text"
    COUNT = "whole number"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, what it holds, what that means, its unit or its words.

    A number is no less than `least` and no more than `most`; a cell that is `required` is never
    blank.
    """

    name: str
    holds: Holds
    meaning: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written; the default is RFC 4180.

    `excel` puts a byte order mark first, without which Excel takes UTF-8 for the machine's old
    code page. `delimiter` and `decimal` are for places where a comma is the decimal sign.
    Raises UsageError for signs that no spreadsheet reads, or one sign for both.
    """

    excel: bool = False
    delimiter: str = ","
    decimal: str = "."

    def __post_init__(self) -> None:
        if self.delimiter not in DELIMITERS:
            raise UsageError(
                f"delimiter must be a comma, semicolon, tab or bar, not {self.delimiter!r}.",
                hint='Try: --delimiter ";"',
            )
        if self.decimal not in DECIMALS:
            raise UsageError(
                f"decimal must be a point or a comma, not {self.decimal!r}.",
                hint="Try: --decimal ,",
            )
        if self.decimal == self.delimiter:
            raise UsageError(
                "delimiter and decimal are both a comma.", hint='Try: --delimiter ";" --decimal ,'
            )


RFC_4180: Final = Dialect()


def lines(
    columns: Sequence[Column], rows: Iterable[Row], dialect: Dialect = RFC_4180
) -> Iterator[str]:
    """The table as CSV text, the names first, one row at a time with its line end.

    A row may span lines where a text does. What UTF-8 or CSV readers cannot carry (NUL, half of
    a surrogate pair) becomes U+FFFD; the diary accepts neither, only a damaged one holds them.
    """
    names = [column.name for column in columns]
    # "+01:00" is the program's own word, in one fixed form
    bare = [n for n, column in enumerate(columns) if column.holds is Holds.OFFSET]
    writer = csv.writer(_Echo(), delimiter=dialect.delimiter, lineterminator="\r\n")
    decimal = dialect.decimal
    start = _BOM if dialect.excel else ""
    yield start + _written(writer, names)
    for row in rows:
        values = [*map(row.get, names)]
        # most cells are blank or, as no formula does, begin with a letter or a digit
        cells: list[Cell] = [
            v if v is None or (v.__class__ is str and v[:1].isalnum()) else _cell(v, decimal)
            for v in values
        ]
        for n in bare:
            cells[n] = values[n]
        line = _written(writer, cells)
        if not line.isascii() or "\0" in line:
            line = _NOT_CSV.sub("\ufffd", line)
        yield line


def guard(text: str) -> str:
    """Text that no spreadsheet runs as a formula: `'` before what it might take for one.

    That is a text that begins with `= + - @` (also their wide forms, also after white space), a
    tab, a line end or `'` itself. `unguard` gives back every text exactly.
    """
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`; a text that `guard` would not have made is kept."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def number(value: float, decimal: str = ".") -> str:
    """A number in full, never with an exponent, never with a needless point: 80, 0.25."""
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f").replace(".", decimal)


class _Echo:
    """The file that `csv.writer` wants: it hands each row back instead of keeping it."""

    def write(self, text: str, /) -> str:
        return text


def _written(writer: object, cells: Sequence[Cell]) -> str:
    line: str = writer.writerow(cells)  # type: ignore[attr-defined]  # csv names no type for it
    return line


def _cell(value: str | float, decimal: str) -> str:
    return guard(value) if isinstance(value, str) else number(value, decimal)
