"""The bundle explains itself, is valid by its own schema, and repeats to the byte."""

import csv
import hashlib
import io
import json
import warnings
import zipfile
from datetime import datetime

import pytest

from tracker.diary import Diary
from tracker.exchange import daily
from tracker.exchange.bundle import packed
from tracker.exchange.readme import About
from tracker.exchange.table import Dialect
from tracker.flags import Flag
from tracker.vocabulary import FlagStatus, Kind, Tier

NOW = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
FLAG = Flag(
    "over_two_weeks",
    Tier.ROUTINE,
    "Twitching for more than two weeks",
    "Worth discussing with a doctor.",
    NOW.date(),
    FlagStatus.OPEN,
    (),
    (),
    (),
)
FILES = [
    "clinician.csv",
    "daily.csv",
    "data_dictionary.csv",
    "report.png",
    "datapackage.json",
    "README.txt",
]
HOSTILE = (
    "=1+1",
    "'tis",
    '"a", b; c',
    "two\r\nlines",
    "None",
    "NA",
    "001",
    "+1",
    "日本\u202e",
    " x ",
)


@pytest.fixture(scope="module")
def frictionless():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless
    return frictionless


def made(records, dialect=None, **more):
    diary = Diary.from_records(records)
    entries = [entry for some in diary.by_kind.values() for entry in some]
    first, last = diary.span() or (None, None)
    about = About(
        **{
            "diary": diary,
            "entries": sorted(entries, key=lambda e: (e.at is not None, e.at)),
            "since": first,
            "until": last,
            "kinds": None,
            "notes": True,
            "flags": [FLAG],
            "judged_at": NOW,
            "now": NOW,
            "version": "1.2.3",
        }
        | more
    )
    days = daily.rows(diary, first, last, {last: ["over_two_weeks"]}) if first else []
    page = None if about.flags is None else b"\x89PNG page"
    return b"".join(packed(about, days, lambda: page, dialect or Dialect()))


def contents(content):
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def hostile(one_of_each):
    more = [
        {"kind": "factor", "time": f"2026-11-18T08:{n:02}:00+01:00", "name": text.strip(),
         "value": n / 3, "unit": "h", "note": text}
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    return [*one_of_each, *more]


def test_it_holds_the_agreed_files(one_of_each):
    assert list(contents(made(one_of_each))) == FILES


def test_the_same_content_gives_the_same_bytes(one_of_each):
    assert made(one_of_each) == made(one_of_each)


def test_no_file_tells_a_time_or_is_open_to_others(one_of_each):
    with zipfile.ZipFile(io.BytesIO(made(one_of_each))) as bundle:
        assert {info.date_time for info in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 & 0o777 for info in bundle.infolist()} == {0o600}


DIALECTS = [
    Dialect(),
    Dialect(excel=True),
    Dialect(delimiter=";", decimal=","),
    Dialect(excel=True, delimiter="\t", decimal=","),
]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_is_valid_by_its_own_table_schema(tmp_path, frictionless, one_of_each, dialect):
    for name, content in contents(made(hostile(one_of_each), dialect)).items():
        (tmp_path / name).write_bytes(content)

    report = frictionless.validate(str(tmp_path / "datapackage.json"))

    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert [task.name for task in report.tasks] == ["clinician", "daily", "data_dictionary"]
    assert [task.stats["rows"] for task in report.tasks][:2] == [24, 19]


def test_an_empty_diary_is_valid_too(tmp_path, frictionless):
    for name, content in contents(made([])).items():
        (tmp_path / name).write_bytes(content)

    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    assert "no entries" in (tmp_path / "README.txt").read_text()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b",6,0.67,left,", b",60,0.67,left,", "constraint-error"),
        (b",left,", b",up,", "constraint-error"),
        (b"2026-11-19,08:30,", b"19.11.2026,08:30,", "type-error"),
    ],
)
def test_the_schema_refuses_what_is_out_of_range(
    tmp_path, frictionless, one_of_each, old, new, error
):
    for name, content in contents(made(one_of_each)).items():
        (tmp_path / name).write_bytes(content)
    table = tmp_path / "clinician.csv"
    assert old in table.read_bytes()
    table.write_bytes(table.read_bytes().replace(old, new, 1))

    report = frictionless.validate(str(tmp_path / "datapackage.json"))

    assert error in {found[0] for found in report.flatten(["type"])}


def test_the_cells_read_through_the_schema_are_the_diary_s(tmp_path, frictionless, one_of_each):
    for name, content in contents(made(one_of_each, DIALECTS[2])).items():
        (tmp_path / name).write_bytes(content)

    rows = (
        frictionless.Package(str(tmp_path / "datapackage.json")).get_resource("daily").read_rows()
    )

    last = rows[-1].to_dict()
    assert str(last["date"]) == "2026-11-19"
    assert (last["episodes"], last["max_intensity"], last["flags"]) == (1, 6, "over_two_weeks")
    assert float(last["alcohol_g"]) == 14.8


def test_the_description_has_every_file_s_size_and_checksum(one_of_each):
    files = contents(made(one_of_each))

    for resource in json.loads(files["datapackage.json"])["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_readme_says_how_complete_it_is_and_what_is_open(one_of_each):
    text = contents(made(one_of_each))["README.txt"].decode()

    assert "19 days: 1 with a twitch, 0 clear, 18 unknown." in text
    assert "On 1 of them the person stated" in text
    assert "twitch-tracker 1.2.3, record schema 1" in text
    assert "[ROUTINE] Twitching for more than two weeks (since 2026-11-20)" in text
    assert "14 entries:" in text
    assert all(name in text for name in FILES if name != "README.txt")
    assert max(map(len, text.splitlines())) <= 78
    assert text.count("\r\n") == text.count("\n")


def test_flags_of_a_past_period_are_said_to_be_of_its_last_day(one_of_each):
    then = {"judged_at": datetime.fromisoformat("2026-10-31T23:59:59+01:00")}
    words = contents(made(one_of_each, **then))["README.txt"].decode()
    assert "As they stood at the end of 2026-10-31." in words
    assert "As they stood" not in contents(made(one_of_each))["README.txt"].decode()


def test_an_acknowledged_flag_says_so_and_a_resolved_one_is_left_out(one_of_each):
    def told(status):
        return contents(made(one_of_each, flags=[FLAG._replace(status=status)]))["README.txt"]

    assert b"[ROUTINE, seen]" in told(FlagStatus.ACKNOWLEDGED)
    assert b"None is open." in told(FlagStatus.RESOLVED)


def test_picked_kinds_have_no_page_and_no_judgement(one_of_each):
    picked = made(one_of_each, kinds=frozenset({Kind.CAFFEINE, Kind.SLEEP}), flags=None)

    files = contents(picked)
    assert "report.png" not in files
    assert b"Only these kinds were picked: caffeine, sleep." in files["README.txt"]
    assert b"Not judged" in files["README.txt"]


def test_notes_that_were_left_out_are_named(one_of_each):
    files = contents(made(one_of_each, notes=False))

    rows = csv.DictReader(io.StringIO(files["clinician.csv"].decode(), newline=""))
    assert {row["note"] for row in rows} == {""}
    assert b"notes were left out" in files["README.txt"]
