"""JSON Lines: the whole diary out and in, byte for byte, and every fault named by its line."""

import io
import json
import math
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.diary import Diary
from tracker.errors import DataError
from tracker.exchange import jsonl
from tracker.exchange.jsonl import lines, read, read_records, split
from tracker.records import place as records_place

HEADER = '{"format": "tracker-diary", "schema": 1}'
NOW = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
T = "2026-11-01T08:30:00+01:00"
EVERY_KIND = (
    {"kind": "episode", "start": T, "end": "2026-11-01T08:31:00.250000+01:00", "intensity": 0,
     "side": "left", "sites": ["chin"], "asleep": False, "tz": "Europe/Berlin",
     "note": "[/red] é\n"},
    {"kind": "caffeine", "time": T, "mg": 80.0, "item": "espresso", "servings": 1.0},
    {"kind": "sleep", "date": "2026-11-01", "start": "2026-10-31T23:10:00+01:00",
     "end": "2026-11-01T06:40:00+01:00", "quality": 7},
    {"kind": "stress", "time": T, "stress": 6},
    {"kind": "medication", "name": "x", "start_date": "2026-10-01", "fraction_cut": 0.25},
    {"kind": "dose", "time": T, "name": "x", "status": "skipped", "scheduled": T},
    {"kind": "alcohol", "time": T, "grams": 12.5},
    {"kind": "substance", "time": T, "name": "gum", "drug_class": "nicotine"},
    {"kind": "symptom", "time": T, "symptom": "severe_headache", "severity": 3},
    {"kind": "event", "date": "2026-11-01", "event": "doctor_visit", "outcome": "👩🏽‍⚕️"},
    {"kind": "factor", "time": T, "name": "screen_hours", "value": -1.0},
    {"kind": "day", "date": "2026-11-02", "status": "clear"},
    {"kind": "trial", "name": "n", "factor": "caffeine", "start_date": "2026-11-01",
     "arms": [{"start_date": "2026-11-01", "stop_date": "2026-11-07", "arm": "without"}]},
    {"kind": "profile", "day_starts_at": "04:00", "beliefs": {"caffeine": "raises"}},
)  # fmt: skip


def entries(found):
    """Entries as the store walks: the profile first, then by the moment each was placed at."""
    diary = Diary.from_records(found)
    unordered = [entry for some in diary.by_kind.values() for entry in some]
    return sorted(unordered, key=lambda e: (e.at.timestamp() if e.at else -math.inf, e.id))


def records(text_lines, now=NOW):
    return [record for _, record in read_records(text_lines, now)]


def refusal(*text_lines):
    with pytest.raises(DataError) as caught:
        records(text_lines)
    return caught.value


@pytest.fixture
def diary():
    return entries(EVERY_KIND)


def test_every_kind_goes_out_and_comes_back_byte_for_byte(diary):
    first = list(lines(diary))

    assert len(first) == 1 + len(EVERY_KIND)
    assert list(lines(entries(records(first)))) == first


@given(
    st.lists(
        st.tuples(st.timedeltas(timedelta(0), timedelta(8)), st.booleans()),
        max_size=30,
    ),
    st.sampled_from(["00:00", "04:00", "23:59"]),
)
def test_the_time_a_day_starts_at_never_reorders_an_export(moments, starts):
    first = datetime.fromisoformat("2026-03-01T00:00:00+13:00")
    days = [((first + after), dated) for after, dated in moments]
    found = [
        {"kind": "medication", "name": str(n), "start_date": str(at.date()), "tz": "Pacific/Apia"}
        if dated
        else {"kind": "factor", "time": at.isoformat(), "name": "x", "value": n}
        for n, (at, dated) in enumerate(days)
    ]

    _, _, *out = lines(entries([*found, {"kind": "profile", "day_starts_at": starts}]))

    ids = [json.loads(line)["id"] for line in out]
    placed = {e.id: records_place(e.record).timestamp() for e in entries(found)}
    assert ids == sorted(placed, key=lambda each: (placed[each], each))


def test_entries_go_out_while_they_come_in():
    def endless():
        yield from entries([EVERY_KIND[13]])
        at = datetime(2026, 1, 1, tzinfo=UTC)
        while True:
            yield from entries([{"kind": "stress", "time": at.isoformat(), "stress": 1}])
            at += timedelta(hours=1)

    assert len(list(islice(lines(endless()), 1000))) == 1000


def test_the_header_is_first_then_the_profile_then_the_oldest(diary):
    found = [json.loads(line) for line in lines(diary)]

    assert found[0] == {"format": "tracker-diary", "schema": 1}
    assert [r["kind"] for r in found[1:3]] == ["profile", "medication"]


def test_lines_are_canonical(diary):
    assert '"asleep": false, "tz": "Europe/Berlin", "note": "[/red] é\\n"}\n' in "".join(
        lines(diary)
    )


def test_an_empty_diary_is_its_header():
    assert list(lines([])) == [HEADER + "\n"]


def test_a_frozen_day_is_carried_where_the_time_does_not_show_it():
    night = {"kind": "stress", "time": "2026-11-02T01:30:00+01:00", "stress": 5}
    profile = {"kind": "profile", "day_starts_at": "04:00"}

    out = list(lines(entries([profile, night])))

    assert '"local_date": "2026-11-01"' in out[2]
    assert list(lines(entries(records(out)))) == out


def test_a_day_frozen_before_the_setting_changed_stays():
    earlier = entries([{"kind": "stress", "time": "2026-11-02T01:30:00+01:00", "stress": 5}])
    profile = entries([{"kind": "profile", "day_starts_at": "04:00"}])

    out = list(lines(earlier + profile))

    back = Diary.from_records(records(out))
    assert [str(e.local_date) for some in back.by_kind.values() for e in some if e.at] == [
        "2026-11-02"
    ]


@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")).filter(str.strip)
)
def test_any_note_comes_back(note):
    record = {"kind": "day", "date": "2026-11-01", "status": "clear", "note": note}
    out = "".join(lines(entries([record]))).encode()

    (found,) = records(split(io.BytesIO(out)))

    assert found["note"] == note


def test_a_note_of_a_megabyte_comes_back():
    note = "é\n" * 524_288
    out = lines(entries([{"kind": "day", "date": "2026-11-01", "status": "clear", "note": note}]))

    assert records(out)[0]["note"] == note


def test_the_header_is_optional_and_blank_lines_are_counted():
    line = '{"kind": "day", "date": "2026-11-01", "status": "clear"}'

    assert [n for n, _ in read_records(["", line, "  \r\n", line], NOW)] == [2, 4]


@pytest.mark.parametrize("mark", ["\ufeff", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_and_windows_line_ends_are_accepted(mark):
    text = HEADER + '\r\n{"kind": "day", "date": "2026-11-01", "status": "clear"}\r\n'
    whole = mark + (text.encode() if isinstance(mark, bytes) else text)

    assert len(records(whole.splitlines(keepends=True))) == 1


def test_a_newer_header_may_say_more_than_this_program_knows():
    assert records(['{"format": "tracker-diary", "schema": 1, "exported_by": "1.2"}']) == []


def test_a_record_without_an_id_gets_the_same_one_each_time():
    line = '{"kind": "stress", "time": "2026-11-01T08:30:00+01:00", "stress": 4}'
    reordered = (
        '{"stress": 4.0, "time": "2026-11-01T08:30:00+01:00", "kind": "stress", "note": null}'
    )

    (first,), (second,) = records([line]), records([reordered])

    assert first["id"] == second["id"]
    assert list(first) == ["kind", "id", "time", "stress"]


def test_an_id_is_kept():
    given = "00000000-0000-4000-8000-000000000001"

    (found,) = records(
        [f'{{"id": "{given}", "kind": "day", "date": "2026-11-01", "status": "clear"}}']
    )

    assert found["id"] == given


GOOD = '{"kind": "day", "date": "2026-11-01", "status": "clear"}'


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON at character 2"),
        ("not json", "not JSON at character 1"),
        (GOOD + GOOD, "not JSON"),
        ("[]", "one JSON object"),
        ('"text"', "one JSON object"),
        ("null", "one JSON object"),
        ('{"kind": "stress", "stress": NaN}', "NaN is not a number"),
        ('{"kind": "stress", "stress": -Infinity}', "-Infinity is not a number"),
        ('{"kind": "stress", "stress": 1e999}', "too large"),
        ('{"kind": "stress", "stress": ' + "9" * 5000 + "}", "too long"),
        ('{"kind": "day", "kind": "day"}', 'the field "kind" stands twice'),
        ('{"kind": "profile", "beliefs": {"a": "x", "a": "y"}}', 'the field "a" stands twice'),
        ("[" * 200_000, "too deep"),
        ('{"a":' * 200_000, "too deep"),
        (b'{"kind": "\xff"}', "byte 11 of the line is not UTF-8"),
        (GOOD.encode("utf-16"), "byte 1 of the line is not UTF-8"),
        ('{"date": "2026-11-01"}', "kind must be one of"),
        ('{"kind": "mood"}', "kind must be one of"),
        ('{"kind": "day", "date": "2026-11-01", "status": "clear", "mood": 1}', "no field"),
        ('{"kind": "episode", "start": "2026-11-01T08:30:00+01:00", "intensity": 99}',
         "intensity must be a whole number from 0 to 10"),
        ('{"kind": "day", "date": "2026-11-01", "status": "clear", "note": "\\ud800"}',
         "note must be"),
        ('{"kind": "stress", "time": "2027-01-01T00:00:00Z", "stress": 1}',
         "time must be no later"),
        ('{"format": "tracker-diary", "schema": 1}', "kind must be one of"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_said_plainly(line, words):
    error = refusal(HEADER, GOOD, line)

    assert error.message.startswith("line 3: ")
    assert words in error.message
    assert len(error.message) < 300
    assert error.exit_code == 65


def test_the_field_at_fault_is_passed_on():
    assert refusal('{"kind": "episode", "start": "x"}').field == "start"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ('{"format": "other", "schema": 1}', "another format"),
        ('{"format": null, "schema": 1}', "another format"),
        ('{"format": "tracker-diary"}', "whole number"),
        ('{"format": "tracker-diary", "schema": "1"}', "whole number"),
        ('{"format": "tracker-diary", "schema": true}', "whole number"),
        ('{"format": "tracker-diary", "schema": 0}', "whole number"),
        ('{"format": "tracker-diary", "schema": 2}', "schema 2; this program reads up to 1"),
    ],
)
def test_a_header_of_another_kind_is_refused(header, words):
    error = refusal(header, GOOD)

    assert error.message.startswith("line 1: ")
    assert words in error.message


def test_without_a_clock_the_future_is_accepted():
    assert records(['{"kind": "stress", "time": "2027-01-01T00:00:00Z", "stress": 1}'], None)


def test_records_are_read_one_at_a_time():
    def endless():
        while True:
            yield GOOD

    assert next(read(endless())) == (1, json.loads(GOOD))


def test_a_line_without_end_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 100)

    with pytest.raises(DataError, match=r"^line 2: a record has at most 100 bytes"):
        list(split(io.BytesIO(b"{}\n" + b" " * 1000)))


def test_split_keeps_every_byte():
    assert list(split(io.BytesIO(b"a\n\r\nb"))) == [b"a\n", b"\r\n", b"b"]
