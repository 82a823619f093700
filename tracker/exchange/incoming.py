"""What a file that comes in is, told from its beginning, and its records."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader, RawIOBase
from typing import BinaryIO, Final, cast

from tracker.entry.printable import shown
from tracker.errors import DataError
from tracker.exchange import jsonl, returned, spreadsheet
from tracker.records import Record

FORMATS: Final = ("jsonl", "csv", "bundle")
CLINICIAN: Final = "clinician.csv"
"""The table inside a bundle that holds the entries."""

_HEAD: Final = 4096
_ZIP: Final = b"PK\x03\x04"
_OTHERS: Final = {
    b"SQLite format 3\0": ("a diary's own database", "Put it in place: tracker restore FILE"),
    b"\x89PNG": ("a picture", ""),
    b"%PDF": ("a PDF", ""),
}
_HINT: Final = "It reads JSON Lines, the clinician's CSV and the bundle; say which: --from FORMAT"


def buffered(stream: BinaryIO) -> BufferedReader:
    """The stream as one whose beginning can be looked at without taking it."""
    if isinstance(stream, BufferedReader):
        return stream
    return BufferedReader(cast("RawIOBase", stream))  # any stream that has readinto will do


def recognised(stream: BufferedReader) -> str:
    """Which of `FORMATS` an open file is. Raises DataError, with what it is where that is known."""
    head = stream.peek(_HEAD)[:_HEAD]
    if head.startswith(_ZIP):
        return "bundle"
    for beginning, (name, hint) in _OTHERS.items():
        if head.startswith(beginning):
            raise DataError(f"the file is {name}; it cannot be imported.", hint=hint or _HINT)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if not text:
        return "jsonl"  # nothing is the empty diary
    if text.startswith("{"):
        if '"resourceType"' in text:
            raise DataError("the file is FHIR, which is for handing over alone.", hint=_HINT)
        return "jsonl"
    names, _ = spreadsheet.heading(text.splitlines()[0])
    if {"date", "kind"} <= set(names):
        return "csv"
    if {"date", "status"} <= set(names):
        raise DataError(
            "the file is the table of days: it sums the entries up and cannot give them back.",
            hint="Import the clinician's CSV or JSON Lines instead.",
        )
    raise DataError(f"no known format begins with {shown(text)}.", hint=_HINT)


def read_records(
    stream: BufferedReader, form: str, now: datetime | None
) -> Iterator[tuple[int, Record]]:
    """Each record of an open file in one of `FORMATS`, checked, with the number of its line.

    With `now` (aware) what lies after it is refused. Raises DataError naming the line.
    """
    if form == "csv":
        yield from returned.read_records(stream, now)
    elif form == "bundle":
        with _inside(stream) as table:
            yield from returned.read_records(table, now)
    else:
        yield from jsonl.read_records(jsonl.split(stream), now)


@contextmanager
def _inside(stream: BufferedReader) -> Iterator[BinaryIO]:
    """The clinician's table inside a bundle."""
    if not stream.seekable():
        raise DataError("a bundle is read from a file, not from a pipe.")
    try:
        with zipfile.ZipFile(stream) as bundle, bundle.open(CLINICIAN) as table:
            yield cast("BinaryIO", table)
    except KeyError as error:
        raise DataError(f"the bundle holds no {CLINICIAN}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise DataError(f"the bundle is damaged or sealed: {error}.") from error
