"""Records: their order, their ids, their place in time; and the diary made of them."""

from datetime import date, timedelta

import pytest

from tracker import records
from tracker.diary import Diary
from tracker.errors import DataError
from tracker.fields import FIELDS, MAIN_TIME
from tracker.vocabulary import Kind

AT = "2026-11-20T08:30:00+01:00"


def test_keys_come_in_canonical_order_and_what_was_not_recorded_is_left_out():
    given = {"note": "x", "mg": 0, "item": None, "time": AT, "kind": "caffeine", "id": "i"}
    assert list(records.ordered(given)) == ["kind", "id", "time", "mg", "note"]
    assert records.ordered(given)["mg"] == 0


def test_the_same_content_has_the_same_id_whatever_the_order_of_its_keys():
    one = {"kind": "caffeine", "time": AT, "mg": 90}
    assert records.content_id(one) == records.content_id(dict(reversed(one.items())))
    assert records.content_id(one) == records.content_id({**one, "id": "given", "note": None})
    assert records.content_id(one) != records.content_id({**one, "mg": 91})


def test_every_kind_but_the_profile_has_a_place_in_time():
    assert {kind for kind, name in MAIN_TIME.items() if name is None} == {Kind.PROFILE}
    assert MAIN_TIME[Kind.SLEEP] == "date"
    assert MAIN_TIME[Kind.MEDICATION] == "start_date"


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ({"kind": "stress", "time": AT}, "2026-11-20T08:30:00+01:00"),
        ({"kind": "day", "date": "2026-11-20"}, "2026-11-20T00:00:00+00:00"),
        ({"kind": "day", "date": "2026-11-20", "tz": "Asia/Tokyo"}, "2026-11-20T00:00:00+09:00"),
        ({"kind": "sleep", "date": "2026-11-20", "hours": 7}, "2026-11-20T00:00:00+00:00"),
        (
            {
                "kind": "sleep",
                "date": "2026-11-20",
                "start": "2026-11-19T23:00:00+01:00",
                "end": AT,
            },
            AT,
        ),
    ],
)
def test_where_a_record_stands_among_the_others(record, place):
    found = records.place(record)
    assert found is not None
    assert found.isoformat() == place


def test_elapsed_time_is_counted_through_a_change_of_clocks():
    night = {"start": "2026-10-25T01:30:00+02:00", "end": "2026-10-25T03:30:00+01:00"}
    assert records.sleep_hours({"kind": "sleep", "date": "2026-10-25", **night}) == 3.0
    assert records.duration_minutes({"kind": "episode", **night}) == 180.0
    assert records.sleep_hours({"hours": 6.5, **night}) == 6.5
    assert records.sleep_hours({"quality": 5}) is None
    assert records.duration_minutes({"start": AT}) is None


def test_every_field_says_what_it_expects():
    for kind, fields in FIELDS.items():
        for field in fields:
            assert field.expects(), (kind, field.name)
            assert field.help


def test_complete_valid_and_missing_days_are_told_apart():
    diary = Diary.from_records(
        [
            {"kind": "day", "date": "2026-11-17", "status": "clear"},
            {"kind": "day", "date": "2026-11-18", "status": "complete"},
            {"kind": "episode", "start": "2026-11-19T09:00:00+01:00"},
            {"kind": "caffeine", "time": AT, "mg": 90},
        ]
    )
    assert diary.complete_days == {date(2026, 11, 17), date(2026, 11, 18)}
    assert diary.valid_days == diary.complete_days | {date(2026, 11, 19)}
    assert diary.span() == (date(2026, 11, 17), date(2026, 11, 20))


def test_an_empty_diary_has_no_days():
    diary = Diary.from_records([])
    assert (diary.span(), diary.valid_days, diary.profile) == (None, frozenset(), {})
    assert all(diary.of(kind) == () for kind in Kind)


def test_entries_come_in_order_of_time_from_any_order_and_offset():
    hours = [0, 5, 1, 3]
    rows = [
        {"kind": "stress", "stress": h, "time": f"2026-11-20T{h + 9:02}:00:00+{h:02}:00"}
        for h in hours
    ]
    diary = Diary.from_records(rows)
    instants = [entry.at for entry in diary.of(Kind.STRESS)]
    assert instants == sorted(instants)
    assert instants[-1] - instants[0] == timedelta(0)


def test_the_profiles_day_start_places_the_night_before():
    diary = Diary.from_records(
        [
            {"kind": "episode", "start": "2026-11-20T02:00:00+01:00"},
            {"kind": "profile", "day_starts_at": "04:00", "age": 40},
        ]
    )
    assert diary.episodes[0].local_date == date(2026, 11, 19)
    assert diary.profile["age"] == 40


def test_a_catalogue_item_gives_the_amount_where_none_is_stated():
    diary = Diary.from_records(
        [
            {"kind": "caffeine", "time": AT, "item": "coffee", "servings": 2},
            {"kind": "alcohol", "time": AT, "item": "wine", "grams": 5},
        ]
    )
    assert diary.of(Kind.CAFFEINE)[0].record["mg"] == 192
    assert diary.of(Kind.ALCOHOL)[0].record["grams"] == 5


@pytest.mark.parametrize(
    "bad",
    [{}, {"kind": "dream"}, {"kind": "stress"}, {"kind": "stress", "time": "noon"}, {"kind": 5}],
)
def test_a_record_that_cannot_be_placed_is_named_by_its_number(bad):
    with pytest.raises(DataError, match="record 2"):
        Diary.from_records([{"kind": "stress", "time": AT, "stress": 1}, bad])


def night(start="", end="", **more):
    times = {"start": f"2026-11-{start}:00+01:00", "end": f"2026-11-{end}:00+01:00"}
    return {"kind": "sleep", "date": "2026-11-20", **(times if start else {}), **more}


NIGHT = night("19T23:00", "20T07:00")


@pytest.mark.parametrize(
    ("sleeps", "hours"),
    [
        ([], None),
        ([{"kind": "sleep", "date": "2026-11-20", "quality": 4}], None),
        ([NIGHT], 8),
        ([NIGHT, NIGHT], 8),
        ([NIGHT, night("20T13:00", "20T14:00")], 9),  # a nap
        ([night("20T06:00", "20T08:00"), NIGHT], 9),  # an hour of both
        ([NIGHT, night("20T01:00", "20T02:00")], 8),  # one within the other
        ([NIGHT | {"hours": 6}, NIGHT | {"hours": 6}], 6),  # awake for two of eight
        ([NIGHT, night("20T06:00", "20T08:00", hours=1)], 8.5),
        ([NIGHT, night(hours=1.5)], 9.5),  # nobody knows when
    ],
)
def test_a_stretch_that_two_sleeps_share_counts_once(sleeps, hours):
    assert records.slept_hours(sleeps) == hours
    assert records.slept_hours(sleeps[::-1]) == hours
