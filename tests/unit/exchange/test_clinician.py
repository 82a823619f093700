"""The clinician's table: every kind's row, nothing recorded left out, nothing invented."""

import csv
import io
import math

import pytest

from tracker.diary import Diary
from tracker.exchange import clinician, table

NAMES = (
    "date,time,utc_offset,day_of_week,kind,what,amount,unit,intensity_0_10,duration_min,"
    "side,sites,character,details,note,entry_id"
)
ID = "00000000-0000-4000-8000-000000000001"
MORNING = "2026-11-01T08:30:00+01:00"
SUNDAY = {"date": "2026-11-01", "day_of_week": "Sunday"}
AT_MORNING = SUNDAY | {"time": "08:30", "utc_offset": "+01:00"}


def entries(*given):
    """Entries as the store walks: the profile first, then by the moment each was placed at."""
    ids = [ID[:-1] + str(number) for number in range(1, len(given) + 1)]
    diary = Diary.from_records([{"id": i} | record for i, record in zip(ids, given, strict=True)])
    unordered = [entry for some in diary.by_kind.values() for entry in some]
    return sorted(unordered, key=lambda e: e.at.timestamp() if e.at else -math.inf)


def row(record):
    """The one row of one record, blank cells left out."""
    (only,) = clinician.rows(entries(record))
    assert ",".join(only) == NAMES
    return {name: cell for name, cell in only.items() if cell is not None}


def test_the_columns_are_the_agreed_ones():
    assert ",".join(column.name for column in clinician.COLUMNS) == NAMES


CASES = [
    (
        {
            "kind": "episode",
            "start": MORNING,
            "end": "2026-11-01T08:31:30+01:00",
            "intensity": 0,
            "side": "left",
            "sites": ["upper_lip", "chin"],
            "character": "flutter",
            "asleep": False,
            "urge": True,
            "tz": "Europe/Berlin",
            "note": "after a call",
        },
        AT_MORNING
        | {
            "intensity_0_10": 0,
            "duration_min": 1.5,
            "side": "left",
            "sites": "upper_lip; chin",
            "character": "flutter",
            "details": "end=2026-11-01T08:31:30+01:00; asleep=no; urge=yes; tz=Europe/Berlin",
            "note": "after a call",
        },
    ),
    (
        {"kind": "episode", "start": MORNING, "ongoing": True},
        AT_MORNING | {"details": "ongoing=yes"},
    ),
    (
        {"kind": "caffeine", "time": MORNING, "mg": 120.5, "item": "espresso", "servings": 2.0},
        AT_MORNING | {"what": "espresso", "amount": 120.5, "unit": "mg", "details": "servings=2"},
    ),
    (
        {"kind": "sleep", "date": "2026-11-01", "hours": 7, "quality": 0, "awakenings": 2},
        SUNDAY | {"amount": 7, "unit": "hours", "details": "quality=0; awakenings=2"},
    ),
    (
        {
            "kind": "sleep",
            "date": "2026-11-01",
            "start": "2026-10-31T23:10:00+01:00",
            "end": "2026-11-01T06:40:00+01:00",
        },
        SUNDAY
        | {
            "amount": 7.5,
            "unit": "hours",
            "details": "start=2026-10-31T23:10:00+01:00; end=2026-11-01T06:40:00+01:00",
        },
    ),
    (
        {"kind": "stress", "time": MORNING, "stress": 6, "fatigue": 3},
        AT_MORNING | {"what": "stress", "intensity_0_10": 6, "details": "fatigue=3"},
    ),
    (
        {"kind": "stress", "time": MORNING, "fatigue": 3},
        AT_MORNING | {"what": "fatigue", "intensity_0_10": 3},
    ),
    (
        {
            "kind": "medication",
            "name": "propranolol",
            "dose": 40,
            "unit": "mg",
            "start_date": "2026-11-01",
            "stop_date": "2026-12-01",
            "as_needed": False,
            "reason": 'tremor; "shaky"',
        },
        SUNDAY
        | {
            "what": "propranolol",
            "amount": 40,
            "unit": "mg",
            "details": 'as_needed=no; stop_date=2026-12-01; reason="tremor; \\"shaky\\""',
        },
    ),
    (
        {"kind": "dose", "time": MORNING, "name": "magnesium", "dose": 0.25, "status": "skipped"},
        AT_MORNING | {"what": "magnesium", "amount": 0.25, "details": "status=skipped"},
    ),
    (
        {"kind": "alcohol", "time": MORNING, "grams": 0, "item": "wine"},
        AT_MORNING | {"what": "wine", "amount": 0, "unit": "g"},
    ),
    (
        {"kind": "substance", "time": MORNING, "name": "nicotine gum", "event": "cut_down"},
        AT_MORNING | {"what": "nicotine gum", "details": "event=cut_down"},
    ),
    (
        {
            "kind": "symptom",
            "time": MORNING,
            "symptom": "severe_headache",
            "severity": 4,
            "side": "both",
        },
        AT_MORNING | {"what": "severe_headache", "intensity_0_10": 4, "side": "both"},
    ),
    (
        {"kind": "event", "date": "2026-11-01", "event": "doctor_visit", "outcome": "come back"},
        SUNDAY | {"what": "doctor_visit", "details": "outcome=come back"},
    ),
    (
        {"kind": "factor", "time": MORNING, "name": "screen_hours", "value": -2.5, "unit": "h"},
        AT_MORNING | {"what": "screen_hours", "amount": -2.5, "unit": "h"},
    ),
    ({"kind": "day", "date": "2026-11-01", "status": "clear"}, SUNDAY | {"what": "clear"}),
    (
        {
            "kind": "trial",
            "name": "no coffee",
            "factor": "caffeine",
            "start_date": "2026-11-01",
            "arms": [{"start_date": "2026-11-01", "stop_date": "2026-11-07", "arm": "without"}],
        },
        SUNDAY
        | {
            "what": "no coffee",
            "details": (
                'factor=caffeine; arms=[{"start_date": "2026-11-01", '
                '"stop_date": "2026-11-07", "arm": "without"}]'
            ),
        },
    ),
    (
        {"kind": "profile", "age": 41, "smoker": False, "beliefs": {"caffeine": "raises"}},
        {"details": 'age=41; smoker=no; beliefs={"caffeine": "raises"}'},
    ),
]


@pytest.mark.parametrize(("record", "cells"), CASES, ids=[case[0]["kind"] for case in CASES])
def test_each_kind_has_its_row(record, cells):
    assert row(record) == cells | {"kind": record["kind"], "entry_id": ID}


def test_hours_that_were_stated_are_told_from_those_that_follow_from_start_and_end():
    night = {
        "kind": "sleep",
        "date": "2026-11-01",
        "hours": 7.5,
        "start": "2026-10-31T23:10:00+01:00",
        "end": "2026-11-01T06:40:00+01:00",
    }

    assert row(night)["details"].startswith("hours=7.5; start=")
    assert row({**night, "hours": None})["details"].startswith("start=")
    assert row(night)["amount"] == row({**night, "hours": None})["amount"] == 7.5


def test_seconds_are_not_lost():
    cells = row({"kind": "episode", "start": "2026-11-01T08:30:15+01:00"})

    assert cells["time"] == "08:30"
    assert cells["details"] == "start=2026-11-01T08:30:15+01:00"


@pytest.mark.parametrize(
    ("text", "date", "time", "offset"),
    [
        ("2026-03-01T23:30:00-05:00", "2026-03-01", "23:30", "-05:00"),
        ("2026-03-01T00:10:00+05:30", "2026-03-01", "00:10", "+05:30"),
        ("2026-03-01T00:10:00Z", "2026-03-01", "00:10", "+00:00"),
    ],
)
def test_time_is_what_the_persons_own_clock_showed(text, date, time, offset):
    cells = row({"kind": "stress", "time": text, "stress": 1})

    assert (cells["date"], cells["time"], cells["utc_offset"]) == (date, time, offset)


def test_a_night_owl_s_day_is_told_beside_the_calendar_date():
    found = entries(
        {"kind": "profile", "day_starts_at": "04:00"},
        {"kind": "stress", "time": "2026-11-02T01:30:00+01:00", "stress": 5},
    )

    last = list(clinician.rows(found))[-1]

    assert (last["date"], last["details"]) == ("2026-11-02", "local_date=2026-11-01")


def test_rows_are_oldest_first_and_the_profile_is_before_them_all():
    found = entries(
        {"kind": "stress", "time": "2026-11-01T09:00:00+00:00", "stress": 1},
        {"kind": "day", "date": "2026-11-01", "status": "complete"},
        {"kind": "caffeine", "time": "2026-11-01T09:30:00+01:00", "mg": 80},
        {"kind": "profile", "age": 41},
        {"kind": "episode", "start": "2026-10-31T23:00:00-05:00"},
    )

    kinds = [row["kind"] for row in clinician.rows(found)]

    assert kinds == ["profile", "day", "episode", "caffeine", "stress"]


def test_notes_can_be_left_out():
    (only,) = clinician.rows(
        entries({"kind": "stress", "time": MORNING, "note": "private"}), notes=False
    )

    assert only["note"] is None


def test_nothing_recorded_as_blank_becomes_zero():
    text = "".join(
        table.lines(
            clinician.COLUMNS, clinician.rows(entries({"kind": "episode", "start": MORNING}))
        )
    )

    (_, cells) = csv.reader(io.StringIO(text, newline=""))

    assert cells == ["2026-11-01", "08:30", "+01:00", "Sunday", "episode", *[""] * 10, ID]


def test_no_entry_is_a_table_of_names_alone():
    assert "".join(table.lines(clinician.COLUMNS, clinician.rows([]))) == NAMES + "\r\n"
