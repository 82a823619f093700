"""A CSV as it comes in, also from a spreadsheet: encoding, delimiter, quotes, rows with their line.

UTF-8 with or without a byte order mark, UTF-16 with one; comma, semicolon, tab or bar, told by the
heading. Rows pass through one at a time, and no cell or line can fill the memory.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO, Final

from tracker.entry.printable import shown
from tracker.errors import DataError
from tracker.exchange.table import DELIMITERS, unguard
from tracker.fields import NOTE_LENGTH

CELL_LIMIT: Final = 2 * NOTE_LENGTH + 2
"""Characters in the longest cell that is read: the longest note, and room for its guard."""
LINE_LIMIT: Final = 16 * 1024 * 1024
"""Bytes in the longest line that is read."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank: the line it begins on (1 is the first), its cells by column."""

    line: int
    cells: Mapping[str, str]
    delimiter: str


def heading(line: str) -> tuple[tuple[str, ...], str]:
    """The names of a CSV's columns and its delimiter: the one that gives the most names."""
    text = line.strip("\ufeff\r\n")
    found = [(_names(text, sign), sign) for sign in DELIMITERS]
    return max(found, key=lambda one: len(one[0]))


def read(stream: BinaryIO, columns: Sequence[str], needed: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of an open CSV, their texts without the guard against formulas.

    Raises DataError, naming the line, for a heading with other columns than these or without one
    that is needed, for a row with more cells than the heading, for quotes that do not close, and
    for bytes that are not text.
    """
    before = csv.field_size_limit(CELL_LIMIT)
    try:
        yield from _rows(lines(stream), columns, needed)
    finally:
        csv.field_size_limit(before)


def _rows(source: Iterator[str], columns: Sequence[str], needed: Sequence[str]) -> Iterator[Row]:
    names, delimiter = heading(next(source, ""))
    _check_heading(names, columns, needed)
    rows = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 2  # the heading is line 1; a cell may hold line ends
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise at_line(number, _broken(str(error))) from error
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(names) :]):
            raise at_line(
                number, f"the row has {len(cells)} cells, the heading {len(names)} columns."
            )
        found = {n: unguard(cell) for n, cell in zip(names, cells, strict=False) if n or cell}
        if found.get("", "").strip():
            raise at_line(number, f"{shown(found[''])} stands in a column without a name.")
        yield Row(number, found, delimiter)


def lines(stream: BinaryIO) -> Iterator[str]:
    """The text of an open file, line by line with its line ends, without a byte order mark.

    Raises DataError, naming the line, for bytes that are not text and for an endless line.
    """
    first = stream.readline(LINE_LIMIT + 1)
    if first.startswith(_UTF_16):
        yield from _wide(first + stream.read())  # a spreadsheet's own; never a large diary's
        return
    first = first.removeprefix(codecs.BOM_UTF8)
    for number in count(1):
        if not first:
            return
        if len(first) > LINE_LIMIT:
            raise at_line(number, f"a line has at most {LINE_LIMIT:,} bytes.")
        try:
            yield first.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DataError(
                f"line {number}: byte {error.start + 1} is not UTF-8.",
                hint='Save the file as UTF-8 ("CSV UTF-8" in a spreadsheet).',
            ) from error
        first = stream.readline(LINE_LIMIT + 1)


def at_line(number: int, words: str) -> DataError:
    """The error of a line."""
    return DataError(f"line {number}: {words}")


def _wide(content: bytes) -> Iterator[str]:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise DataError(f"byte {error.start + 1} of the file is not UTF-16.") from error
    yield from io.StringIO(text, newline="\n")


def _names(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(name.strip() for name in next(csv.reader([text], delimiter=delimiter), []))
    except csv.Error:
        return ()


def _check_heading(names: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> None:
    for name in names:
        if name and name not in columns:
            raise DataError(
                f"line 1: there is no column {shown(name)} here.",
                hint=f"The columns: {', '.join(columns)}.",
            )
        if name and names.count(name) > 1:
            raise at_line(1, f"the column {name} stands twice.")
    for name in needed:
        if name not in names:
            raise at_line(1, f"the column {name} is missing.")


def _broken(words: str) -> str:
    if "field larger" in words:
        return f"a cell has at most {CELL_LIMIT:,} characters; perhaps quotes do not close."
    if "new-line" in words:
        return "a carriage return stands alone outside quotes."
    return "the quotes of a cell do not close, or something follows them."
