"""The clinician's table on its way back: every entry exact, every edited cell named."""

import csv
import io
import math
import zipfile
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import clock
from tracker.diary import Diary
from tracker.entry.accept import accept
from tracker.errors import DataError
from tracker.exchange import clinician, incoming, spreadsheet, table
from tracker.exchange.details import Words, parsed, plain
from tracker.exchange.returned import read_records
from tracker.exchange.table import Dialect
from tracker.fields import FIELDS, Form
from tracker.knowledge import symptoms
from tracker.vocabulary import Kind

ID = "00000000-0000-4000-8000-000000000001"
T = "2026-11-01T08:30:00+01:00"
NOW = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
DIALECTS = (
    Dialect(),
    Dialect(excel=True),
    Dialect(delimiter=";", decimal=","),
    Dialect(delimiter="\t", decimal=","),
    Dialect(excel=True, delimiter="|"),
)


def written(records, dialect=DIALECTS[0], **more):
    """The table of these records, as bytes."""
    diary = Diary.from_records(records)
    entries = [entry for some in diary.by_kind.values() for entry in some]
    entries.sort(key=lambda e: e.at.timestamp() if e.at else -math.inf)
    return "".join(
        table.lines(clinician.COLUMNS, clinician.rows(entries, **more), dialect)
    ).encode()


def read_back(content, now=None):
    return [record for _, record in read_records(io.BytesIO(content), now)]


def settled(record):
    """A record as it stands in a diary after it was imported: a day that shows is not told."""
    main = next((v for k, v in record.items() if k in {"start", "time", "date", "start_date"}), "")
    kept = record.get("local_date") != main[:10]
    return {name: value for name, value in record.items() if kept or name != "local_date"}


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=30
).filter(str.strip) | st.sampled_from(
    ("=1+1", "'tis", '"quoted"', "a; b=c", "[x", "{", "yes", "7", "-2.5", " x", "1,5", "None", "+1")
)
notes = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")).filter(
    str.strip
) | st.sampled_from(('=HYPERLINK("x")', "\t=1", "two\r\nlines\rthree\n", "''", "\ufeffx"))
offsets = st.sampled_from(["+01:00", "-05:00", "+05:30", "+00:00", "+14:00"])
moments = st.builds(
    lambda at, zone: datetime.fromisoformat(f"2026-03-01T00:00:00{zone}") + at,
    st.timedeltas(timedelta(0), timedelta(30))
    | st.integers(0, 40_000).map(lambda m: timedelta(0, 60 * m)),
    offsets,
).map(clock.iso)
days = st.integers(1, 28).map(lambda n: f"2026-03-{n:02}")


ARM = {"start_date": "2026-03-01", "stop_date": "2026-03-07", "arm": "without"}
OF_FORM = {
    Form.INTEGER: lambda f: st.integers(int(f.limits.low), int(f.limits.high)),
    Form.NUMBER: lambda f: st.floats(f.limits.low, f.limits.high),
    Form.YES_NO: lambda _: st.booleans(),
    Form.INSTANT: lambda _: moments,
    Form.DAY: lambda _: days,
    Form.CLOCK: lambda _: st.sampled_from(["04:00", "23:59"]),
    Form.CHOICE: lambda f: st.sampled_from(f.choices),
    Form.CHOICES: lambda f: st.lists(st.sampled_from(f.choices), min_size=1, unique=True),
    Form.ARMS: lambda _: st.just([ARM]),
    Form.BELIEFS: lambda _: st.dictionaries(texts, texts, min_size=1, max_size=2),
    Form.TEXT: lambda f: st.sampled_from(sorted(symptoms())) if f.name == "symptom" else texts,
}


def value_of(field):
    return OF_FORM.get(field.form, lambda _: st.just(["08:00", "20:00"]))(field)


def records_of(kind):
    fields = {f.name: value_of(f) for f in FIELDS[kind]}
    needed = {f.name for f in FIELDS[kind] if f.required}
    more = {"note": notes, "tz": st.just("Europe/Berlin"), "local_date": days}
    optional = {n: s for n, s in (fields | more).items() if n not in needed}
    return st.fixed_dictionaries(
        {"kind": st.just(kind.value), "id": st.just(ID)} | {n: fields[n] for n in needed},
        optional=optional,
    )


@st.composite
def accepted(draw):
    """Any record that the diary accepts, of any kind."""
    record = draw(st.sampled_from(list(Kind)).flatmap(records_of))
    for _ in range(8):
        try:
            return accept(record)
        except DataError as error:
            if error.field not in record or error.field in {"kind", "id"}:
                break
            record = {k: v for k, v in record.items() if k != error.field}
    return accept({"kind": "day", "id": ID, "date": "2026-03-01", "status": "clear"})


@given(accepted(), st.sampled_from(DIALECTS))
def test_any_record_comes_back_exactly(record, dialect):
    (found,) = read_back(written([record], dialect))

    assert settled(found) == settled(record)


def test_one_of_each_kind_comes_back_exactly(one_of_each):
    assert (
        sorted(map(settled, read_back(written(one_of_each))), key=lambda r: r["id"]) == one_of_each
    )


@given(texts)
def test_a_value_of_details_comes_back(text):
    found = parsed(f"reason={plain(text)}; urge={plain(True)}; tz=Europe/Berlin")

    assert (str(found["reason"]), found["urge"], found["tz"]) == (text, "yes", "Europe/Berlin")
    assert isinstance(found["urge"], Words)


def test_notes_that_were_left_out_stay_out():
    record = {"kind": "stress", "id": ID, "time": T, "stress": 3, "note": "private"}

    assert "note" not in read_back(written([record], notes=False))[0]


def test_an_entry_that_comes_back_stays_on_its_day_whatever_the_day_starts_at():
    record = {"kind": "stress", "id": ID, "time": "2026-11-02T01:30:00+01:00", "stress": 5}

    assert read_back(written([record]))[0]["local_date"] == "2026-11-02"


HEADING = ",".join(column.name for column in clinician.COLUMNS)
GOOD = f"2026-11-01,08:30,+01:00,Sunday,stress,stress,,,6,,,,,,,{ID}"


def lines(*rows):
    return "\r\n".join([HEADING, *rows, ""]).encode()


def refusal(content, now=NOW):
    with pytest.raises(DataError) as caught:
        read_back(content, now)
    return caught.value


def edited(column, cell, row=GOOD):
    cells = dict(zip(HEADING.split(","), row.split(","), strict=True)) | {column: cell}
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells.values())
    return lines(GOOD.replace(ID, ID[:-1] + "2"), out.getvalue())


EPISODE = (
    "2026-11-01,08:30,+01:00,Sunday,episode,,,,6,1.5,left,chin,flutter,"
    f"end=2026-11-01T08:31:30+01:00,,{ID}"
)
NIGHT = (
    "2026-11-01,,,Sunday,sleep,,7.5,hours,,,,,,"
    f"start=2026-10-31T23:10:00+01:00; end=2026-11-01T06:40:00+01:00,,{ID}"
)
COFFEE = f"2026-11-01,08:30,+01:00,Sunday,caffeine,espresso,80,mg,,,,,,,,{ID}"


@pytest.mark.parametrize(
    ("column", "cell", "words", "row"),
    [
        ("intensity_0_10", "11", "a whole number from 0 to 10, not 11", GOOD),
        ("intensity_0_10", "6.5", "a whole number from 0 to 10, not 6.5", GOOD),
        ("intensity_0_10", "six", 'a whole number from 0 to 10, not "six"', GOOD),
        ("date", "11/1/2026", 'a date such as 2026-11-01, not "11/1/2026"', GOOD),
        ("date", "2026-02-30", "a date such as 2026-11-01", GOOD),
        ("date", "", "a date such as 2026-11-01, not blank", GOOD),
        ("date", "2026-11-02", None, GOOD),
        ("day_of_week", "Monday", "Sunday, as 2026-11-01 was", GOOD),
        ("time", "25:00", "a time of day from 00:00 to 23:59", GOOD),
        ("time", "8.5", "a time of day from 00:00 to 23:59", GOOD),
        ("time", "13:00 PM", "a time of day from 00:00 to 23:59", GOOD),
        ("time", "", "a time of day from 00:00 to 23:59, not blank", GOOD),
        ("utc_offset", "CET", "an offset from -23:59 to +23:59", GOOD),
        ("kind", "mood", "kind must be one of episode", GOOD),
        ("what", "hunger", "stress or fatigue", GOOD),
        ("amount", "5", "must be blank for kind stress", GOOD),
        ("side", "left", "must be blank for kind stress", GOOD),
        ("duration_min", "5", "must be blank for kind stress", GOOD),
        ("details", "colour=red", 'stress has no field "colour"', GOOD),
        ("details", "red", "name=value; name=value", GOOD),
        ("details", "fatigue=12", "a whole number from 0 to 10, not 12", GOOD),
        ("details", 'tz="Europe', "not written to its end", GOOD),
        ("details", "tz=UTC; tz=UTC", "tz stands twice", GOOD),
        ("details", "note=x", "has a column of its own", GOOD),
        ("details", "time=2026-11-01T08:31:00+01:00", "another time than", GOOD),
        ("entry_id", "7", "id must be a UUID", GOOD),
        ("amount", "6000", "a number from 0 to 5,000 mg, not 6000", COFFEE),
        ("amount", "1,5", "a number with a decimal point", COFFEE),
        ("unit", "g", 'must be mg, not "g"', COFFEE),
        ("side", "up", "one of left, right, both, midline", EPISODE),
        ("sites", "chin; ear", 'not "ear"', EPISODE),
        ("character", "buzz", "one of flutter", EPISODE),
        ("duration_min", "2", "1.5, as start and end say", EPISODE),
        ("details", "asleep=maybe", 'yes or no, not "maybe"', EPISODE),
        ("amount", "8", "7.5, as details say", NIGHT),
        ("time", "08:30", "must be blank for kind sleep", NIGHT),
    ],
)  # fmt: skip
def test_a_cell_edited_in_a_spreadsheet_is_named_by_line_column_and_range(column, cell, words, row):
    error = refusal(edited(column, cell, row))

    named = "day_of_week" if words is None else column
    assert error.message.startswith(f"line 3, column {named}: ")
    assert (words or "Monday") in error.message
    assert error.exit_code == 65


def test_a_time_yet_to_come_is_refused_with_its_column():
    error = refusal(lines(GOOD.replace("2026-11-01", "2026-12-06")))

    assert error.message.startswith("line 2, column time: time must be no later than now")


def test_a_required_cell_that_is_blank_is_named():
    assert (
        "column amount: mg must be given"
        in refusal(edited("amount", "", COFFEE.replace("espresso", ""))).message
    )


def test_what_a_spreadsheet_writes_in_its_own_way_is_understood():
    row = f"2026-11-01,8:30:00,01:00,sunday,caffeine,espresso,8.0E1,mg,,,,,,,,{ID}"

    assert read_back(lines(row)) == [
        {
            "kind": "caffeine",
            "id": ID,
            "time": T,
            "mg": 80,
            "item": "espresso",
            "local_date": "2026-11-01",
        }
    ]


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [("8:30 AM", "08:30"), ("12:05:00 am", "00:05"), ("12:05 PM", "12:05"), ("1:00:00PM", "13:00")],
)
def test_twelve_hour_clocks_are_understood(written_as, meant):
    assert read_back(edited("time", written_as))[1]["time"] == f"2026-11-01T{meant}:00+01:00"


def test_a_row_added_by_hand_gets_its_id_from_its_content_and_its_end_from_its_length():
    row = "2026-11-01,08:30,+01:00,,episode,,,,4,1.5,left,,,,,"

    (first,), (second,) = read_back(lines(row)), read_back(lines("", row))

    assert first == second
    assert first["end"] == "2026-11-01T08:31:30+01:00"
    assert "local_date" not in first


def test_the_line_of_a_row_is_counted_over_the_line_ends_of_notes():
    note = f'2026-11-01,08:30,+01:00,Sunday,stress,stress,,,6,,,,,,"a\nb\r\nc",{ID}'

    assert refusal(lines(note, "", GOOD.replace(",6,", ",60,"))).message.startswith("line 6, ")


def test_columns_may_stand_in_another_order_and_empty_ones_may_follow():
    names = "kind,entry_id,date,time,utc_offset,what,intensity_0_10,details,,"
    cells = f"stress,{ID},2026-11-01,08:30,+01:00,stress,6,,,"

    assert read_back(f"{names}\r\n{cells}\r\n".encode())[0]["stress"] == 6


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEADING.replace("note", "mood").encode(), 'line 1: there is no column "mood"'),
        (HEADING.replace("details", "note").encode(), "line 1: the column note stands twice"),
        (HEADING.replace("details,", "").encode(), "line 1: the column details is missing"),
        (lines(GOOD + ",x"), "line 2: the row has 17 cells, the heading 16 columns"),
        (lines('"' + GOOD), "line 2: the quotes of a cell do not close"),
        (lines(GOOD, '"a"b' + GOOD), "line 3: the quotes of a cell do not close"),
        (lines(GOOD).replace(b"stress,", b"stre\xdf,", 1), "line 2: byte 36 is not UTF-8"),
        (lines(GOOD + "\rx"), "line 2: a carriage return stands alone"),
    ],
)  # fmt: skip
def test_a_table_that_is_none_is_said_plainly(content, words):
    error = refusal(content)

    assert words in error.message
    assert len(error.message) < 200


def test_decimal_commas_and_points_are_not_mixed():
    rows = [
        f"2026-11-01;08:30;+01:00;;caffeine;;{mg};mg;;;;;;;;{ID[:-1]}{n}"
        for n, mg in enumerate(("7,5", "80", "7.5"))
    ]

    error = refusal("\n".join([HEADING.replace(",", ";"), *rows]).encode())

    assert "line 4, column amount: decimal commas and points are mixed" in error.message
    assert "line 2" in error.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_spreadsheets_are_told_by_their_mark(encoding):
    content = lines(GOOD.replace(",,,,,,," + ID, ",,,,,,é日本," + ID)).decode().encode(encoding)

    assert read_back(content)[0]["note"] == "é日本"


def test_a_cell_or_line_without_end_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(spreadsheet, "CELL_LIMIT", 100)
    assert "a cell has at most 100 characters" in refusal(lines('"' + "x\n" * 500)).message
    monkeypatch.setattr(spreadsheet, "LINE_LIMIT", 300)
    assert "line 2: a line has at most 300 bytes" in refusal(lines(GOOD + "x" * 500)).message
    assert csv.field_size_limit() > 100


def zipped(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as bundle:
        bundle.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "form", "count"),
    [
        (b"", "jsonl", 0),
        (b"\n \n", "jsonl", 0),
        (b'\xef\xbb\xbf{"format": "tracker-diary", "schema": 1}', "jsonl", 0),
        (lines(), "csv", 0),
        (b"\xef\xbb\xbf" + lines(GOOD), "csv", 1),
        (lines(GOOD).decode().encode("utf-16"), "csv", 1),
        (lines(GOOD).replace(b",", b";"), "csv", 1),
        (zipped("clinician.csv", lines(GOOD)), "bundle", 1),
    ],
)
def test_the_format_is_told_from_the_beginning(content, form, count):
    stream = incoming.buffered(io.BytesIO(content))

    assert incoming.recognised(stream) == form
    found = list(incoming.read_records(stream, form, NOW))
    assert len(found) == count


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"SQLite format 3\0" + b"\0" * 100, "a diary's own database"),
        (b"\x89PNG\r\n", "a picture"),
        (b'{\n"resourceType": "Bundle"', "FHIR"),
        (b"date,status,episodes\n", "the table of days"),
        (b"Dear doctor,\n", 'no known format begins with "Dear doctor, ⏎ "'),
        (b"\x00\xff\x00", "no known format"),
    ],
)
def test_what_cannot_be_imported_is_named(content, words):
    with pytest.raises(DataError) as caught:
        incoming.recognised(incoming.buffered(io.BytesIO(content)))

    assert words in caught.value.message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped("other.txt", b""), "the bundle holds no clinician.csv"),
        (zipped("clinician.csv", lines(GOOD))[:-30], "the bundle is damaged"),
        (
            zipped("clinician.csv", lines(GOOD)).replace(b"stress,stress", b"stresx,stress"),
            "is damaged",
        ),
    ],
)
def test_a_broken_bundle_is_said_plainly(content, words):
    stream = incoming.buffered(io.BytesIO(content))

    with pytest.raises(DataError, match=words):
        list(incoming.read_records(stream, "bundle", NOW))
