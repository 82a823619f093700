"""The tables as a spreadsheet and pandas see them: the same cells, and the way back from there."""

import csv
import io
import shutil
import subprocess
from datetime import date

import pandas as pd
import pytest

from tracker import demo
from tracker.exchange import clinician, daily, table
from tracker.exchange.jsonl import lines as jsonl_lines
from tracker.exchange.returned import read_records
from tracker.exchange.table import Dialect
from tracker.store import Store

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
LAST = date(2026, 1, 28)
COMMAS = Dialect(delimiter=";", decimal=",")
NOTES = ("=1+1", "'tis", "-2", "+1", "@x", "two\nlines", 'a "quote"; b', "日本 😴", "1.5", "007")
AS_IS = "CSV:44,34,76,1,,0,false,false"
"""Commas, double quotes, UTF-8, from line 1."""
GERMAN = ("CSV:59,34,76,1,,1031,false,true", COMMAS)
AMERICAN = ("CSV:44,34,76,1,,1033,false,true", Dialect())
"""The same, and times are taken for what they look like, as when a person ticks that box."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A hundred days of the sample diary, and a note of every troublesome sort."""
    store = Store.open(tmp_path_factory.mktemp("diary") / "diary.db")
    sample = [
        {**record, "note": NOTES[n % len(NOTES)]} if n < 3 * len(NOTES) else record
        for n, record in enumerate(demo.records())
    ]
    store.import_records(sample, source="demo", format_name="demo", now=demo.NOW)
    return store


def clinicians(store, dialect=table.RFC_4180):
    return "".join(table.lines(clinician.COLUMNS, clinician.rows(store.walk()), dialect))


def days(store, dialect=table.RFC_4180):
    from tracker.diary import Diary

    diary = Diary.from_entries(store.walk())
    rows = daily.rows(diary, *diary.span(), {LAST: ["over_two_weeks"]})
    return "".join(table.lines(daily.COLUMNS, rows, dialect))


def cells(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def through_a_spreadsheet(folder, texts, filter_, delimiter=","):
    """Each text, opened and saved again by LibreOffice."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            f"--infilter={filter_}",
            "--convert-to",
            f"csv:Text - txt - csv (StarCalc):{ord(delimiter)},34,76,1",
            "--outdir",
            folder / "out",
            *(folder / f"{name}.csv" for name in texts),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: (folder / "out" / f"{name}.csv").read_bytes() for name in texts}


@needs_office
def test_a_spreadsheet_shows_the_same_cells_of_both_tables(tmp_path, store):
    texts = {"clinician": clinicians(store), "daily": days(store)}

    saved = through_a_spreadsheet(tmp_path, texts, AS_IS)

    for name, text in texts.items():
        expected = cells(text)
        found = cells(saved[name].decode("utf-8-sig"))
        assert len(expected) > 100
        for row, other in zip(expected, found, strict=True):
            # a number in a cell of text is shown as a number, and is one in the file as well
            assert [c if c != "007" else "7" for c in row] == other


@needs_office
@pytest.mark.parametrize(("filter_", "dialect"), [GERMAN, AMERICAN])
def test_a_table_that_a_spreadsheet_saved_its_own_way_comes_back_exactly(
    tmp_path, store, filter_, dialect
):
    texts = {"a": clinicians(store, dialect)}
    saved = through_a_spreadsheet(tmp_path, texts, filter_, dialect.delimiter)["a"]

    assert b"01:00:00" in saved  # it did write times and offsets in another way
    found = {record["id"]: record for _, record in read_records(io.BytesIO(saved), demo.NOW)}
    original = {entry.id: dict(entry.record) for entry in store.walk()}
    assert len(found) == len(original) > 500
    other = Store.open(tmp_path / "other.db")
    other.import_records(found.values(), source="a.csv", format_name="csv", now=demo.NOW)
    for before, after in zip(store.walk(), other.walk(), strict=True):
        if before.note != "007":
            assert after.record == before.record


@pytest.mark.parametrize("dialect", [Dialect(), Dialect(excel=True), COMMAS])
def test_pandas_sees_the_same_cells(store, dialect):
    for text in (clinicians(store, dialect), days(store, dialect)):
        expected = cells(text.removeprefix("\ufeff"), dialect.delimiter)

        frame = pd.read_csv(
            io.BytesIO(text.encode()), sep=dialect.delimiter, dtype=str, keep_default_na=False
        )

        assert [list(frame.columns), *frame.to_numpy().tolist()] == expected


def test_pandas_reads_the_numbers_of_a_comma_locale(store):
    point = pd.read_csv(io.StringIO(days(store)))
    comma = pd.read_csv(io.StringIO(days(store, COMMAS)), sep=";", decimal=",")

    pd.testing.assert_frame_equal(point, comma)
    assert point["caffeine_mg"].sum() > 0


@pytest.mark.parametrize("dialect", [Dialect(), Dialect(excel=True), COMMAS])
def test_the_whole_diary_comes_back_and_its_exact_export_is_the_same(tmp_path, store, dialect):
    records = [
        record
        for _, record in read_records(io.BytesIO(clinicians(store, dialect).encode()), demo.NOW)
    ]

    other = Store.open(tmp_path / "other.db")
    done = other.import_records(records, source="a.csv", format_name="csv", now=demo.NOW)
    again = store.import_records(records, source="a.csv", format_name="csv", now=demo.NOW)

    assert done.added == len(records) == again.already
    assert (again.added, again.batch) == (0, None)
    assert list(jsonl_lines(other.walk())) == list(jsonl_lines(store.walk()))
