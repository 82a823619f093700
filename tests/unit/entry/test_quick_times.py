"""The time words of quick entry: walls, zones, weekdays, gaps, folds, and what is still to come."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.clock import parse_instant
from tracker.entry.quick import read
from tracker.errors import DataError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=BERLIN)  # a Friday


def start(text, now=NOW, **options):
    (record,) = read(f"twitch {text}", now=now, **options)
    return record["start"]


def refusal(text, now=NOW, **options):
    with pytest.raises(DataError) as caught:
        read(text, now=now, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("words", "expected"),
    {
        "now": "2026-11-20T08:30:00+01:00",
        "08:15": "2026-11-20T08:15:00+01:00",
        "8:15": "2026-11-20T08:15:00+01:00",
        "8:15:07": "2026-11-20T08:15:07+01:00",
        "00:00": "2026-11-20T00:00:00+01:00",
        "at 8:15": "2026-11-20T08:15:00+01:00",
        "-20m": "2026-11-20T08:10:00+01:00",
        "-1h30": "2026-11-20T07:00:00+01:00",
        "-1h 30m": "2026-11-20T07:00:00+01:00",
        "-90s": "2026-11-20T08:28:30+01:00",
        "\u221220m": "2026-11-20T08:10:00+01:00",
        "yesterday 22:10": "2026-11-19T22:10:00+01:00",
        "22:10 yesterday": "2026-11-19T22:10:00+01:00",
        "Yesterday, 22:10": "2026-11-19T22:10:00+01:00",
        "today 8:00": "2026-11-20T08:00:00+01:00",
        "mon 9:00": "2026-11-16T09:00:00+01:00",
        "Thursday 9:00": "2026-11-19T09:00:00+01:00",
        "sat 9:00": "2026-11-14T09:00:00+01:00",
        "fri 8:00": "2026-11-20T08:00:00+01:00",
        "2026-11-18 22:10": "2026-11-18T22:10:00+01:00",
        "2026-11-18T22:10": "2026-11-18T22:10:00+01:00",
        "2026-07-18T22:10": "2026-07-18T22:10:00+02:00",
        "2026-11-18T22:10:05.9Z": "2026-11-18T22:10:05+00:00",
        "2026-11-18t22:10+0530": "2026-11-18T22:10:00+05:30",
    }.items(),
)
def test_time_words(words, expected):
    assert start(words) == expected


def test_seconds_are_whole():
    assert start("-20m", NOW.replace(second=7, microsecond=999_999)).endswith("08:10:07+01:00")


def test_a_wall_time_up_to_five_minutes_ahead_is_a_clock_that_runs_fast():
    assert start("8:35") == "2026-11-20T08:35:00+01:00"
    assert refusal("twitch 8:36") == (
        "start must not be later than now (08:30), and 08:36 is still to come. "
        "Nothing was saved. Try: yesterday 08:36"
    )


def test_a_wall_time_still_to_come_is_never_read_as_yesterday():
    assert "Try: yesterday 22:10" in refusal("coffee 22:10")
    assert "Try: yesterday 22:10" in refusal("coffee 22:10", allow_future=True)


def test_this_weekday_later_today_names_last_weeks_date():
    assert refusal("coffee fri 9:00").endswith("Try: 2026-11-13 09:00")


def test_the_future_needs_to_be_allowed():
    assert refusal("coffee today 22:10") == (
        "time must be no later than now (2026-11-20T08:30:00+01:00), "
        "not 2026-11-20T22:10:00+01:00. Nothing was saved. "
        "What is yet to come takes --allow-future on the command line."
    )
    assert refusal("clear 2026-11-21") == (
        "date must be no later than today (2026-11-20), not 2026-11-21. "
        "Nothing was saved. What is yet to come takes --allow-future on the command line."
    )
    assert start("2026-11-21 8:00", allow_future=True) == "2026-11-21T08:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "message"),
    {
        "twitch yesterday": 'start must be a time of day beside "yesterday". '
        "Nothing was saved. Try: yesterday 22:10",
        "coffee 25:00": 'time must be a time of day from 00:00 to 23:59, not "25:00". '
        "Nothing was saved. Try: 08:30",
        "coffee 2026-11-18T25:00": 'time must be ISO 8601, not "2026-11-18t25:00". '
        "Nothing was saved. Try: 2026-11-01T08:30",
        "coffee 2026-11-18T25:00Z": 'time must be ISO 8601, not "2026-11-18t25:00z". '
        "Nothing was saved. Try: 2026-11-01T08:30",
        "clear 2026-02-30": 'date must be a date such as 2026-11-01, not "2026-02-30". '
        "Nothing was saved. Try: clear, clear yesterday or clear 2026-11-01",
        "clear 0001-01-01": 'date must be in the years 1900 to 2199, not "0001-01-01". '
        "Nothing was saved. Try: clear, clear yesterday or clear 2026-11-01",
        "clear 8:00": "date must be a whole day, not a time of day. "
        "Nothing was saved. Try: today, yesterday, mon or 2026-11-01",
        "coffee -999999h": "time must be at most 366 days away, not 41,666 days. "
        "Nothing was saved. Try a date and a time of day: 2026-11-01 08:30",
        "coffee now 8:00": "time is given twice. Nothing was saved. Leave one of them out.",
        "coffee 8:00 -20m": "time is given twice. Nothing was saved. Leave one of them out.",
        "coffee mon yesterday 8:00": "time is given twice. Nothing was saved. "
        "Leave one of them out.",
        "slept 25:10-06:40": "start and end must be times of day from 00:00 to 23:59, not "
        '"25:10-06:40". Nothing was saved. Try: slept 23:10-06:40',
        "slept 06:40-06:40": "end must be another time than start, not 06:40 too. "
        "Nothing was saved. Try: slept 23:10-06:40",
        "slept 2026-11-18T23:10": "start and end must be two times. "
        "Nothing was saved. Try: slept 23:10-06:40",
    }.items(),
)
def test_times_that_make_no_sense(text, message):
    assert refusal(text) == message


def test_a_time_that_the_clocks_skipped_is_refused():
    now = datetime(2026, 3, 29, 9, 0, tzinfo=BERLIN)
    assert refusal("twitch 2:30", now) == (
        "start: 02:30 did not exist on 2026-03-29, the clocks went forward. "
        "Nothing was saved. Try: 03:30"
    )
    assert start("3:30", now) == "2026-03-29T03:30:00+02:00"
    assert start("-7h30", now) == "2026-03-29T00:30:00+01:00"


def test_a_time_that_the_clocks_showed_twice_is_asked_about_and_both_can_be_said():
    now = datetime(2026, 10, 25, 9, 0, tzinfo=BERLIN)
    message = refusal("twitch 2:30", now)
    assert message == (
        "start: 02:30 happened twice on 2026-10-25, the clocks went back. Nothing was saved. "
        "Type the one you mean: 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00"
    )
    for said in ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"):
        (record,) = read(f"twitch {said}", now=now)
        assert (record["start"], record["tz"]) == (said, "Europe/Berlin")


def test_a_duration_is_elapsed_time_also_while_the_clocks_change():
    now = datetime(2026, 10, 25, 3, 10, tzinfo=BERLIN)
    assert start("1h", now) == "2026-10-25T02:10:00+01:00"
    assert start("2h", now) == "2026-10-25T02:10:00+02:00"
    second = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)
    assert start("now", second) == "2026-10-25T02:10:00+01:00"
    assert start("-30m", second) == "2026-10-25T02:40:00+02:00"


def test_nights_over_the_change_of_the_clocks():
    spring = datetime(2026, 3, 29, 9, 0, tzinfo=BERLIN)
    (night,) = read("slept 01:30-03:30", now=spring)
    assert (night["start"], night["end"]) == (
        "2026-03-29T01:30:00+01:00",
        "2026-03-29T03:30:00+02:00",
    )
    autumn = datetime(2026, 10, 25, 9, 0, tzinfo=BERLIN)
    message = refusal("slept 23:10-02:30", autumn)
    assert message == (
        "end: 02:30 happened twice on 2026-10-25, the clocks went back. Nothing was saved. "
        "Type the one you mean: 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00. "
        "A night in full: slept 2026-10-24T23:10:00+02:00 to 2026-10-25T02:30:00+02:00"
    )
    (night,) = read(message.split("in full: ")[1], now=autumn)
    assert night["end"] == "2026-10-25T02:30:00+02:00"


def test_a_typed_offset_of_another_zone_keeps_its_offset_and_claims_no_zone():
    (record,) = read("coffee 2026-11-19T22:10+09:00", now=NOW)
    assert record["time"] == "2026-11-19T22:10:00+09:00"
    assert "tz" not in record
    (record,) = read("coffee 2026-11-19T22:10+01:00", now=NOW)
    assert record["tz"] == "Europe/Berlin"


def test_wall_times_are_those_of_the_zone_one_is_in():
    tokyo = NOW.astimezone(ZoneInfo("Asia/Tokyo"))
    (record,) = read("coffee 16:00", now=tokyo)
    assert (record["time"], record["tz"]) == ("2026-11-20T16:00:00+09:00", "Asia/Tokyo")
    honolulu = NOW.astimezone(ZoneInfo("Pacific/Honolulu"))
    (record,) = read("clear", now=honolulu)
    assert (record["date"], record["tz"]) == ("2026-11-19", "Pacific/Honolulu")


@given(
    moment=st.datetimes(
        datetime.fromisoformat("2000-01-01"),
        datetime.fromisoformat("2100-01-01"),
        timezones=st.just(UTC),
    ),
    minutes=st.integers(0, 60 * 24 * 300),
    zone=st.sampled_from(
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
    ),
)
def test_minutes_back_are_elapsed_minutes_in_every_zone(moment, minutes, zone):
    now = moment.astimezone(ZoneInfo(zone))
    back = parse_instant(start(f"-{minutes}m", now))
    assert now.replace(microsecond=0) - back.astimezone(UTC) == timedelta(minutes=minutes)


@given(
    moment=st.datetimes(
        datetime.fromisoformat("2000-01-01"),
        datetime.fromisoformat("2100-01-01"),
        timezones=st.just(UTC),
    ),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    day=st.sampled_from(["", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
)
def test_a_wall_time_is_read_as_it_was_typed_or_refused(moment, hour, minute, day):
    now = moment.astimezone(BERLIN)
    try:
        said = parse_instant(start(f"{day} {hour:02d}:{minute:02d}", now))
    except DataError:
        return
    assert (said.hour, said.minute) == (hour, minute)
    assert timedelta(minutes=-5) <= now - said < timedelta(days=8)
    if day in {"", "yesterday"}:
        assert (now.date() - said.date()).days == (1 if day else 0)
    else:
        assert f"{said:%a}".lower() == day
