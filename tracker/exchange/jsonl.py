"""The whole diary as JSON Lines, out and in: a header, then one record a line.

Out: the same entries give the same bytes, on any machine. In: every fault names its line, and
what is not understood is refused, never dropped.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from itertools import count
from math import isfinite
from typing import Any, BinaryIO, Final

from tracker import clock, records
from tracker.entry.accept import accept
from tracker.entry.printable import shown
from tracker.errors import DataError
from tracker.exchange.sequence import oldest_first
from tracker.records import FORMAT, HEADER, SCHEMA, Entry, Record
from tracker.vocabulary import Kind

LINE_LIMIT: Final = 16 * 1024 * 1024
"""Bytes in the longest line that is read: the longest note, every sign of it escaped, and room."""

_BOM: Final = "\ufeff"
_BLANK: Final = " \t\r\n"


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The diary as lines with their line ends, the header first.

    The entries come as the store walks: the profile first, then by `at`. A record carries its
    `local_date` where its own time, or the time with the profile's `day_starts_at`, shows another
    date, so that a day that was frozen stays the same elsewhere.
    """
    starts = [clock.MIDNIGHT]
    yield records.dumps(HEADER) + "\n"
    for entry in oldest_first(entries):
        if entry.kind is Kind.PROFILE and entry.record.get("day_starts_at"):
            starts = [clock.MIDNIGHT, time.fromisoformat(entry.record["day_starts_at"])]
        yield records.dumps(_record(entry, starts)) + "\n"


def split(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of an open file, one at a time; an endless line cannot fill the memory.

    Raises DataError naming the line that is longer than `LINE_LIMIT`.
    """
    for number in count(1):
        line = stream.readline(LINE_LIMIT + 1)
        if not line:
            return
        if len(line) > LINE_LIMIT:
            raise DataError(f"line {number}: a record has at most {LINE_LIMIT:,} bytes.")
        yield line


def read(stream_lines: Iterable[str | bytes]) -> Iterator[tuple[int, Record]]:
    """Each record as it stands, unchecked, with the number of its line; 1 is the first.

    The header is optional; a byte order mark, CRLF and blank lines are accepted. Raises DataError
    naming the line for another format, a newer schema, and whatever is not one JSON object.
    """
    first = True
    for number, line in enumerate(stream_lines, 1):
        try:
            text = _text(line).removeprefix(_BOM if number == 1 else "").strip(_BLANK)
            if not text:
                continue
            found = _parsed(text)
            is_header = first and "format" in found
            if is_header:
                _check_header(found)
        except DataError as error:
            raise _at_line(number, error) from error
        first = False
        if not is_header:
            yield number, found


def read_records(
    stream_lines: Iterable[str | bytes], now: datetime | None
) -> Iterator[tuple[int, Record]]:
    """Each record checked by the diary's rules, with the number of its line.

    A record without an id gets one from its content, so that a second import adds nothing. With
    `now` (aware) what lies after it is refused. Raises DataError as `read` and
    `tracker.entry.accept` do, with the line's number in front.
    """
    for number, raw in read(stream_lines):
        try:
            record = accept(raw, now=now)
        except DataError as error:
            raise _at_line(number, error) from error
        if "id" not in record:
            record = records.ordered({**record, "id": records.content_id(record)})
        yield number, record


def _record(entry: Entry, starts: Iterable[time]) -> Mapping[str, Any]:
    day, told = entry.local_date, entry.record.get("local_date")
    record: Mapping[str, Any] = {**entry.record, "local_date": None} if told else entry.record
    needed = any(records.belongs_to(record, start) != day for start in starts)
    if needed == bool(told) and record.get("id") == entry.id:
        return entry.record
    frozen = day.isoformat() if needed and day else None
    return records.ordered({**record, "id": entry.id, "local_date": frozen})


def _text(line: str | bytes) -> str:
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(
            f"byte {error.start + 1} of the line is not UTF-8.", hint="Save the file as UTF-8."
        ) from error


def _parsed(text: str) -> Record:
    try:
        found = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_number,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        raise DataError(f"not JSON at character {error.pos + 1}: {error.msg}.") from error
    except (ValueError, RecursionError) as error:
        # more digits than Python turns into a number; deeper brackets than it follows
        raise DataError("a number too long or brackets too deep for a record.") from error
    if not isinstance(found, dict):
        raise DataError("a record is one JSON object in braces.")
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DataError(f"the field {shown(twice)} stands twice.", field=twice)
    return found


def _no_number(word: str) -> float:
    raise DataError(f"{word} is not a number that JSON has.")


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise DataError(f"the number {text[:40]} is too large.")
    return value


def _check_header(header: Record) -> None:
    if header["format"] != FORMAT:
        raise DataError(
            f"the header names another format, not {FORMAT}.",
            hint="Try: tracker import --from FORMAT",
        )
    schema = header.get("schema")
    if type(schema) is not int or schema < 1:  # True is an int, too
        raise DataError("the header's schema must be a whole number from 1.", field="schema")
    if schema > SCHEMA:
        raise DataError(
            f"the file has schema {schema}; this program reads up to {SCHEMA}.",
            hint="A newer tracker wrote it: update the program.",
            field="schema",
        )


def _at_line(number: int, error: DataError) -> DataError:
    return DataError(
        f"line {number}: {error.message}", hint=error.hint, safe=error.safe, field=error.field
    )
