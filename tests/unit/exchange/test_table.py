"""CSV as it leaves: quoting, dialects, the guard against formulas, and what other readers see."""

import csv
import io
import shutil
import subprocess
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import UsageError
from tracker.exchange.table import Column, Dialect, Holds, guard, lines, number, unguard

COLUMNS = (
    Column("amount", Holds.NUMBER, "how much"),
    Column("utc_offset", Holds.OFFSET, "offset"),
    Column("note", Holds.TEXT, "free text"),
    Column("after", Holds.TEXT, "what stands after the note"),
)

HOSTILE = (
    "[/red] [bold]x[/] [/",
    "\x1b[2J\x1b]52;c;aGk=\x07 \x9b31m",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1+1",
    "＝1+1",
    "'tis, 'quoted'",
    "''",
    "👩🏽‍⚕️ café 日本語",
    "\u202eright to left\u202c שלום",
    'a "quote", a ; and a | and a \t tab',
    "lone\rreturn",
    "two\r\nlines\nthree",
    "line\u2028separator\x85next\x0bvertical\x0cform",
    "None",
    "NA",
    "001",
    " spaces ",
    "\ufeffmark",
)

any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(
    HOSTILE
)


@pytest.fixture
def long_cells():
    """`csv` reads at most 131,072 characters a cell unless told otherwise."""
    before = csv.field_size_limit(2_000_000)
    yield
    csv.field_size_limit(before)


def written(notes, dialect=None):
    rows = ({"amount": 1.5, "utc_offset": "+01:00", "note": n, "after": "end"} for n in notes)
    return "".join(lines(COLUMNS, rows, dialect or Dialect()))


def read_back(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def test_rows_are_rfc_4180_with_the_names_first():
    rows = [{"amount": 80.0, "utc_offset": "-05:00", "note": 'say "a,b"', "after": None}]

    text = "".join(lines(COLUMNS, rows))

    assert text == 'amount,utc_offset,note,after\r\n80,-05:00,"say ""a,b""",\r\n'


def test_what_was_not_recorded_is_blank_and_zero_is_written():
    assert "".join(lines(COLUMNS, [{}, {"amount": 0}])).splitlines()[1:] == [",,,", "0,,,"]


def test_excel_gets_a_byte_order_mark_and_only_then():
    assert written([], Dialect(excel=True)).encode().startswith(b"\xef\xbb\xbfamount")
    assert written([]).encode().startswith(b"amount")


def test_a_comma_locale_changes_numbers_alone():
    text = written(["1.5, or -1.5"], Dialect(delimiter=";", decimal=","))

    assert text.splitlines()[1] == "1,5;+01:00;1.5, or -1.5;end"


@pytest.mark.parametrize(
    "wrong",
    [
        {"decimal": ","},
        {"delimiter": "x"},
        {"delimiter": ""},
        {"delimiter": ";;"},
        {"decimal": "'"},
    ],
)
def test_a_dialect_that_no_spreadsheet_reads_is_refused(wrong):
    with pytest.raises(UsageError):
        Dialect(**wrong)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (80.0, "80"),
        (-2.5, "-2.5"),
        (1e-07, "0.0000001"),
        (1e9, "1000000000"),
        (0.1, "0.1"),
    ],
)
def test_numbers_are_written_in_full(value, text):
    assert number(value) == text


@given(st.floats(-1e9, 1e9))
def test_a_number_reads_back_as_itself(value):
    assert float(number(value)) == value


def test_a_negative_number_is_not_guarded():
    assert "".join(lines(COLUMNS, [{"amount": -3}])).splitlines()[1] == "-3,,,"


@given(any_text)
def test_the_guard_comes_off_exactly(text):
    assert unguard(guard(text)) == text


@given(any_text)
def test_a_guarded_text_never_begins_as_a_formula(text):
    kept = guard(text)

    assert not kept.startswith(("\t", "\r", "\n"))
    assert not kept.lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("text", ["plain", "", "7", "a=b", "5'", " 'x"])
def test_a_harmless_text_is_left_alone(text):
    assert guard(text) == text


def test_an_apostrophe_that_the_guard_did_not_set_is_kept():
    assert unguard("'tis") == "'tis"


@given(st.lists(any_text, min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_every_text_comes_back_from_a_csv_reader(notes, delimiter):
    clean = [note.replace("\x00", "\ufffd") for note in notes]

    rows = read_back(written(notes, Dialect(delimiter=delimiter)), delimiter)

    assert [unguard(row[2]) for row in rows[1:]] == clean
    assert all(len(row) == 4 and row[3] == "end" for row in rows[1:])


def test_a_note_of_a_megabyte_comes_back(long_cells):
    note = ("=\r\n\"'é" * 200_000)[:1_048_576]

    assert unguard(read_back(written([note]))[1][2]) == note


@pytest.mark.parametrize("broken", ["a\x00b", "a\ud800b"])
def test_what_utf_8_or_readers_cannot_carry_becomes_a_replacement_sign(broken):
    rows = read_back(written([broken]).encode().decode())

    assert rows[1] == ["1.5", "+01:00", "a\ufffdb", "end"]


def test_rows_are_taken_one_at_a_time():
    def endless():
        while True:
            yield {"amount": 1}

    assert len(list(islice(lines(COLUMNS, endless()), 1000))) == 1000


@pytest.mark.parametrize("excel", [False, True])
def test_pandas_sees_the_same_cells(tmp_path, excel):
    file = tmp_path / "notes.csv"
    file.write_bytes(written(HOSTILE, Dialect(excel=excel)).encode())

    frame = pd.read_csv(file, dtype=str, keep_default_na=False)

    assert list(frame.columns) == ["amount", "utc_offset", "note", "after"]
    assert [unguard(note) for note in frame["note"]] == list(HOSTILE)
    assert set(frame["after"]) == {"end"}


OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
UTF_8_COMMA = "44,34,76,1"
ALL_TEXT = "1/2/2/2/3/2/4/2"
RUN_FORMULAS = ",0,false,true,false,false,false,0,true"


def opened_in_a_spreadsheet(folder: Path, notes, *, columns="", as_="fods") -> Path:
    """What LibreOffice holds after opening the file, saved by it in a format of its own."""
    file = folder / "notes.csv"
    file.write_bytes(written(notes).encode())
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            f"--infilter=CSV:{UTF_8_COMMA},{columns}",
            "--convert-to",
            as_,
            "--outdir",
            folder / "out",
            file,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return next((folder / "out").iterdir())


@needs_office
def test_a_spreadsheet_runs_nothing(tmp_path):
    sheet = opened_in_a_spreadsheet(tmp_path, HOSTILE, columns=RUN_FORMULAS)

    tree = ET.parse(sheet)  # noqa: S314  just written here
    cells = list(tree.iter("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"))
    assert len(cells) >= 4 * (len(HOSTILE) + 1)
    assert not [c for c in cells for name in c.attrib if name.endswith("}formula")]


@needs_office
def test_a_spreadsheet_shows_the_same_cells(tmp_path):
    notes = [n for n in HOSTILE if n.isprintable() and "\ufeff" not in n] + ["two\nlines"]

    sheet = opened_in_a_spreadsheet(
        tmp_path, notes, columns=ALL_TEXT, as_=f"csv:Text - txt - csv (StarCalc):{UTF_8_COMMA}"
    )

    with sheet.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == read_back(written(notes))
