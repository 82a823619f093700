"""Quick entry: what every first word reads, and what it refuses in which words."""

import re
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tracker import knowledge
from tracker.diary import Diary
from tracker.entry import heads
from tracker.entry.phrase import line
from tracker.entry.quick import read
from tracker.entry.symptom_words import PLAIN_WORDS
from tracker.entry.words import normal
from tracker.errors import DataError
from tracker.medication import plan

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=BERLIN)  # a Friday
PAGE = Path(__file__).parents[3] / "docs" / "quick-entry.md"


def one(text, now=NOW, **options):
    (record,) = read(text, now=now, **options)
    return {name: value for name, value in record.items() if name != "tz"}


def refusal(text, now=NOW, **options):
    with pytest.raises(DataError) as caught:
        read(text, now=now, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def at(clock, day=20):
    return f"2026-11-{day:02d}T{clock}:00+01:00"


def episode(start, **fields):
    return {"kind": "episode", "start": start, **fields}


TWITCHES = {
    "twitch": episode(at("08:30")),
    "t": episode(at("08:30")),
    "T 6": episode(at("08:30"), intensity=6),
    "twitch 6/10": episode(at("08:30"), intensity=6),
    "twitch 0": episode(at("08:30"), intensity=0),
    "twitch 8:00-8:15 6": episode(at("08:00"), end=at("08:15"), intensity=6),
    "twitch 6 8:00-8:15": episode(at("08:00"), end=at("08:15"), intensity=6),
    "twitch 6 from 8:00 to 8:15": episode(at("08:00"), end=at("08:15"), intensity=6),
    "twitch yesterday 23:50 - 0:10": episode(at("23:50", 19), end=at("00:10")),
    "twitch 20m ago 6": episode(at("08:10"), intensity=6),
    "twitch 40s 20 min ago": episode(at("08:10"), end="2026-11-20T08:10:40+01:00"),
    "twitch upper left lip 5": episode(at("08:30"), intensity=5, side="left", sites=["upper_lip"]),
    "twitch left lower lid": episode(at("08:30"), side="left", sites=["lower_eyelid"]),
    "twitch intensity 6 lasted 40s": episode(
        "2026-11-20T08:29:20+01:00", end=at("08:30"), intensity=6
    ),
    "twitch 6 -20 min": episode(at("08:10"), intensity=6),
    "twitch left and right": episode(at("08:30"), side="both"),
    "twitch while asleep": episode(at("08:30"), asleep=True),
    "twitch 6 left upper lip 40s": episode(
        "2026-11-20T08:29:20+01:00",
        end=at("08:30"),
        intensity=6,
        side="left",
        sites=["upper_lip"],
    ),
    "TWITCH  40 s,  Left  UPPER-lip , 6": episode(
        "2026-11-20T08:29:20+01:00",
        end=at("08:30"),
        intensity=6,
        side="left",
        sites=["upper_lip"],
    ),
    "twitch now 30m": episode(at("08:00"), end=at("08:30")),
    "twitch 07:00 1h30": episode(at("07:00"), end=at("08:30")),
    "twitch 07:00 1 h 15 min": episode(at("07:00"), end=at("08:15")),
    "twitch for 3m at 8:00": episode(at("08:00"), end=at("08:03")),
    "twitch both lips": episode(at("08:30"), sites=["upper_lip", "lower_lip"]),
    "twitch lips both sides": episode(at("08:30"), side="both", sites=["upper_lip", "lower_lip"]),
    "twitch corner of the mouth": episode(at("08:30"), sites=["mouth_corner"]),
    "twitch lip corner and chin": episode(at("08:30"), sites=["mouth_corner", "chin"]),
    "twitch left upper lip left cheek": episode(
        at("08:30"), side="left", sites=["upper_lip", "cheek"]
    ),
    "twitch other place fluttering": episode(at("08:30"), sites=["other"], character="flutter"),
    "twitch at rest rhythmic ongoing": episode(
        at("08:30"), ongoing=True, rhythmic=True, at_rest=True
    ),
}

DRINKS = {
    "2x espressos": {"item": "espresso, single", "servings": 2, "mg": 126},
    "coffee": {"mg": 96, "item": "coffee, brewed"},
    "Coffee 2x": {"mg": 192, "item": "coffee, brewed", "servings": 2},
    "2x coffee": {"mg": 192, "item": "coffee, brewed", "servings": 2},
    "coffee x2": {"mg": 192, "item": "coffee, brewed", "servings": 2},
    "coffee 2 x": {"mg": 192, "item": "coffee, brewed", "servings": 2},
    "0.5x coffee": {"mg": 48, "item": "coffee, brewed", "servings": 0.5},
    "coffee 80mg": {"mg": 80, "item": "coffee, brewed"},
    "coffee 80 mg": {"mg": 80, "item": "coffee, brewed"},
    "green tea": {"mg": 29, "item": "tea, green"},
    "tea": {"mg": 48, "item": "tea, black"},
    "tea, black, EU cup": {"mg": 50, "item": "tea, black, EU cup"},
    "decaf coffee": {"mg": 1, "item": "coffee, brewed, decaf"},
    "double espresso": {"mg": 126, "item": "espresso, double"},
    "energy drink, small can": {"mg": 80, "item": "energy drink, small can"},
    "dark chocolate 0.3x": {
        "mg": 24,
        "item": "dark chocolate 70 to 85 percent",
        "servings": 0.3,
    },
    "caffeine tablet": {"mg": 200, "item": "caffeine tablet (NoDoz)"},
    "caffeine 120mg": {"mg": 120},
}

ALCOHOL = {
    "wine": {"grams": 14.8, "item": "wine, glass"},
    "glass of wine": {"grams": 14.8, "item": "wine, glass"},
    "wine 2x": {"grams": 29.6, "item": "wine, glass", "servings": 2},
    "beer 15g": {"grams": 15, "item": "beer"},
    "spirits": {"grams": 12.6, "item": "spirits, single"},
    "alcohol 20g": {"grams": 20},
    "alcohol 20 grams": {"grams": 20},
}

FEELINGS_AND_DOSES = {
    "stress 6": {"kind": "stress", "stress": 6},
    "stress 0/10": {"kind": "stress", "stress": 0},
    "fatigue 4": {"kind": "stress", "fatigue": 4},
    "tired 4": {"kind": "stress", "fatigue": 4},
    "stress 6, fatigue 4": {"kind": "stress", "stress": 6, "fatigue": 4},
    "fatigue 4 stress 6": {"kind": "stress", "stress": 6, "fatigue": 4},
    "took Ibuprofen": {"kind": "dose", "name": "Ibuprofen", "status": "taken"},
    "took ibuprofen 400mg": {
        "kind": "dose", "name": "ibuprofen", "dose": 400, "unit": "mg", "status": "taken",
    },
    "took 1 tablet vitamin B12": {
        "kind": "dose", "name": "vitamin B12", "dose": 1, "unit": "tablet", "status": "taken",
    },
    "took vitamin D 1000 IU": {
        "kind": "dose", "name": "vitamin D", "dose": 1000, "unit": "IU", "status": "taken",
    },
    "took infliximab at now": {"kind": "dose", "name": "infliximab", "status": "taken"},
    "took co-codamol 5 ml": {
        "kind": "dose", "name": "co-codamol", "dose": 5, "unit": "ml", "status": "taken",
    },
    "skipped lithium carbonate": {
        "kind": "dose", "name": "lithium carbonate", "status": "skipped",
    },
    "tremor": {"kind": "symptom", "symptom": "tremor"},
    "numb face left 6 sudden": {
        "kind": "symptom",
        "symptom": "facial_numbness",
        "severity": 6,
        "side": "left",
        "onset": "sudden",
    },
    "facial_weakness gradual": {
        "kind": "symptom", "symptom": "facial_weakness", "onset": "gradual",
    },
    "Weakness or droop of one side of the face, right": {
        "kind": "symptom", "symptom": "facial_weakness", "side": "right",
    },
    "numb left arm": {"kind": "symptom", "symptom": "limb_numbness", "side": "left"},
    "left leg weakness sudden": {
        "kind": "symptom", "symptom": "arm_weakness", "side": "left", "onset": "sudden",
    },
    "twitching during sleep 3": {
        "kind": "symptom", "symptom": "twitch_in_sleep", "severity": 3,
    },
    "took lithium 300 mg -20m": {
        "kind": "dose", "time": at("08:10"), "name": "lithium", "dose": 300, "unit": "mg",
        "status": "taken",
    },
    "took lithium 300mg 20 min ago": {
        "kind": "dose", "time": at("08:10"), "name": "lithium", "dose": 300, "unit": "mg",
        "status": "taken",
    },
    "stressed 6": {"kind": "stress", "stress": 6},
    "symptom fatigue 4": {"kind": "symptom", "symptom": "fatigue", "severity": 4},
    "slurred speech stroke ruled out assessed": {
        "kind": "symptom", "symptom": "slurred_speech", "assessed": True, "stroke_ruled_out": True,
    },
}  # fmt: skip

NIGHTS = {
    "slept 23:10-06:40 q7": {"start": at("23:10", 19), "end": at("06:40"), "quality": 7},
    "sleep 2310-0640": {"start": at("23:10", 19), "end": at("06:40")},
    "slept from 23:10 to 06:40": {"start": at("23:10", 19), "end": at("06:40")},
    "slept 23:10 \u2013 6:40": {"start": at("23:10", 19), "end": at("06:40")},
    "slept 23:10 06:40": {"start": at("23:10", 19), "end": at("06:40")},
    "slept 23:10 until 6:40": {"start": at("23:10", 19), "end": at("06:40")},
    "slept 23:10 -6:40": {"start": at("23:10", 19), "end": at("06:40")},
    "slept 01:00-06:40": {"start": at("01:00"), "end": at("06:40")},
    "slept last night 7.5h": {"hours": 7.5},
    "slept 7h30": {"hours": 7.5},
    "slept 7 h 30 min w2": {"hours": 7.5, "awakenings": 2},
    "slept 7h 3 awakenings 6/10": {"hours": 7, "awakenings": 3, "quality": 6},
    "slept 7h quality 6": {"hours": 7, "quality": 6},
    "slept 23:10-06:40 6.5h": {"start": at("23:10", 19), "end": at("06:40"), "hours": 6.5},
}


@pytest.mark.parametrize(("text", "record"), TWITCHES.items())
def test_twitches(text, record):
    assert one(text) == record


@pytest.mark.parametrize(("text", "fields"), DRINKS.items())
def test_drinks_and_foods(text, fields):
    assert one(text) == {"kind": "caffeine", "time": at("08:30"), **fields}


@pytest.mark.parametrize(("text", "fields"), ALCOHOL.items())
def test_alcohol(text, fields):
    assert one(text) == {"kind": "alcohol", "time": at("08:30"), **fields}


@pytest.mark.parametrize(("text", "record"), FEELINGS_AND_DOSES.items())
def test_feelings_doses_and_symptoms(text, record):
    assert one(text) == {"time": at("08:30"), **record}


@pytest.mark.parametrize(("text", "fields"), NIGHTS.items())
def test_nights_belong_to_the_day_of_waking(text, fields):
    assert one(text) == {"kind": "sleep", "date": "2026-11-20", **fields}


def test_start_and_end_of_a_night_are_never_turned_into_hours_nor_hours_into_times():
    assert "hours" not in one("slept 23:10-06:40")
    assert {"start", "end"}.isdisjoint(one("slept 7.5h"))


STILL_TO_COME = [
    ("14:00", "13:00-14:30"),
    ("14:00", "15:00-16:00"),
    ("05:00", "23:10-06:40"),
    ("00:30", "23:10-06:40"),
]


@pytest.mark.parametrize(("clock", "night"), STILL_TO_COME)
def test_a_sleep_that_has_not_ended_is_asked_about(clock, night):
    hour, minute = map(int, clock.split(":"))
    now = NOW.replace(hour=hour, minute=minute)
    end = night[6:]
    assert refusal(f"slept {night}", now) == (
        f"end must be no later than now ({clock}), and {end} is still to come. Nothing was saved. "
        f"Try: slept {night} yesterday, or type it once it is over"
    )
    assert one(f"slept {night} yesterday", now=now)["end"] == at(end, 19)


@pytest.mark.parametrize(
    ("clock", "night", "woke"),
    [
        ("22:00", "23:10-06:40", 20),
        ("06:36", "23:10-06:40", 20),
        ("22:00", "08:00-15:30", 20),
        ("00:30", "08:00-15:30", 19),
        ("06:00", "08:00-15:30", 19),
        ("00:30", "13:00-23:30", 19),
    ],
)
def test_a_sleep_that_has_just_ended_needs_no_day(clock, night, woke):
    hour, minute = map(int, clock.split(":"))
    now = NOW.replace(hour=hour, minute=minute)
    assert one(f"slept {night}", now=now)["end"] == at(night[6:], woke)


def test_before_the_day_begins_last_night_is_that_of_the_day_before():
    night = NOW.replace(hour=1, minute=0)
    (record,) = read("slept 23:10-06:40", now=night, day_starts_at=time(4))
    assert record["date"] == "2026-11-19"


def test_two_times_that_may_be_the_wrong_way_round_are_asked_about():
    asked = (
        "end must be at most 14 hours after start, not 16 h 30 min. Nothing was saved. "
        "Try: slept 23:10-06:40, or in full: slept 2026-11-19T06:40 to 2026-11-19T23:10"
    )
    assert refusal("slept 06:40-23:10", NOW.replace(hour=14)) == asked
    assert refusal("slept 06:40-23:10 yesterday") == asked
    long = one("slept 2026-11-19T06:40 to 2026-11-19T23:10")
    assert (long["start"], long["end"]) == (at("06:40", 19), at("23:10", 19))
    assert one(line(long)) == long


def test_a_night_with_a_day_ended_on_that_day():
    assert one("slept 23:10-06:40 yesterday")["date"] == "2026-11-19"
    assert one("slept 23:10-06:40 mon")["end"] == at("06:40", 16)
    assert one("slept 7h 2026-11-18")["date"] == "2026-11-18"
    assert one("slept yesterday 14:00-15:30")["start"] == at("14:00", 19)


@pytest.mark.parametrize(
    ("text", "fields"),
    {
        "clear": {"date": "2026-11-20", "status": "clear"},
        "no twitches": {"date": "2026-11-20", "status": "clear"},
        "clear yesterday": {"date": "2026-11-19", "status": "clear"},
        "clear 2026-11-01": {"date": "2026-11-01", "status": "clear"},
        "clear fri": {"date": "2026-11-20", "status": "clear"},
        "complete sat": {"date": "2026-11-14", "status": "complete"},
    }.items(),
)
def test_statements_about_a_day(text, fields):
    assert one(text) == {"kind": "day", **fields}


def test_today_follows_the_hour_the_persons_day_starts_at():
    night = NOW.replace(hour=1)
    assert one("clear", now=night)["date"] == "2026-11-20"
    assert one("clear", now=night, day_starts_at=time(4))["date"] == "2026-11-19"
    assert one("coffee 0:30", now=night, day_starts_at=time(4))["time"] == at("00:30")


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("note felt odd", 20, "felt odd"),
        ("Note: felt odd, at 9:00", 20, "felt odd, at 9:00"),
        ('note she said "hm; well"', 20, 'she said "hm; well"'),
        ('note "felt odd; tired" yesterday', 19, "felt odd; tired"),
        ('note "a\nb"', 20, "a\nb"),
    ],
)
def test_a_note_alone_is_an_event_of_its_day(text, day, note):
    expected = {"kind": "event", "date": f"2026-11-{day}", "event": "other", "note": note}
    assert one(text) == expected


def test_every_entry_takes_a_quoted_note_kept_as_it_was_written():
    assert one('twitch 6 " left; 40s " -10m') == episode(
        at("08:20"), intensity=6, note=" left; 40s "
    )
    assert one("coffee “with cake”")["note"] == "with cake"


def test_entries_of_one_line_are_separated_by_semicolons():
    assert [r["kind"] for r in read(";coffee; t 3 ;; slept 7h;", now=NOW)] == [
        "caffeine",
        "episode",
        "sleep",
    ]
    assert refusal("coffee; twitch 14") == (
        "entry 2, intensity must be a whole number from 0 to 10, not 14. "
        "Nothing was saved. Try: twitch 6"
    )


def test_the_zone_is_kept_where_it_has_a_name_and_records_have_no_id():
    assert read("coffee", now=NOW)[0]["tz"] == "Europe/Berlin"
    assert read("clear", now=NOW)[0]["tz"] == "Europe/Berlin"
    assert "id" not in read("coffee", now=NOW)[0]
    fixed = NOW.replace(tzinfo=timezone(timedelta(hours=-5)))
    (record,) = read("coffee 8:00", now=fixed)
    assert record["time"] == "2026-11-20T08:00:00-05:00"
    assert "tz" not in record


REFUSED = {
    "twitch 14": "intensity must be a whole number from 0 to 10, not 14. Nothing was saved. "
    "Try: twitch 6",
    "twitch NaN": "intensity must be a whole number from 0 to 10, not nan. Nothing was saved. "
    "Try: twitch 6",
    "twitch 6.5": "intensity must be a whole number from 0 to 10, not 6.5. Nothing was saved. "
    "Try: twitch 6",
    "stress -1": "stress must be a whole number from 0 to 10, not -1. Nothing was saved. "
    "Try: stress 6",
    "fatigue 11": "fatigue must be a whole number from 0 to 10, not 11. Nothing was saved. "
    "Try: fatigue 4",
    "sleep 31h": "hours must be a number from 0 to 24 hours, not 31. Nothing was saved. "
    "Try: slept 7.5h",
    "sleep -3h": "hours must be a number from 0 to 24 hours, not -3. Nothing was saved. "
    "Try: slept 7.5h",
    "slept 7h q12": "quality must be a whole number from 0 to 10, not 12. Nothing was saved. "
    "Try: slept 7.5h q7",
    "slept 7h w200": "awakenings must be a whole number from 0 to 100, not 200. "
    "Nothing was saved. Try: slept 7.5h w2",
    "caffeine 99999mg": "mg must be a number from 0 to 5,000 mg, not 99999. Nothing was saved. "
    "Try: caffeine 80mg",
    "caffeine nanmg": "mg must be a number from 0 to 5,000 mg, not nan. Nothing was saved. "
    "Try: caffeine 80mg",
    "caffeine infmg": "mg must be a number from 0 to 5,000 mg, not inf. Nothing was saved. "
    "Try: caffeine 80mg",
    "energy shot 50x": "mg must be a number from 0 to 5,000 mg, not 10000. Nothing was saved. "
    "Try: caffeine 80mg",
    "coffee 99x": "servings must be a number from 0.1 to 50 servings, not 99. "
    "Nothing was saved. Try: coffee 2x",
    "alcohol 2000g": "grams must be a number from 0 to 1,000 g, not 2000. Nothing was saved. "
    "Try: alcohol 20g",
    "tremor 11": "severity must be a whole number from 0 to 10, not 11. Nothing was saved. "
    "Try: tremor 6",
    "caffeine": "mg must be given: a number from 0 to 5,000 mg, or item from the catalogue. "
    "Nothing was saved. Try: caffeine 80mg",
    "stress": "stress must be given: a whole number from 0 to 10. Nothing was saved. Try: stress 6",
    "slept": "hours must be given, or start and end. Nothing was saved. Try: slept 7.5h",
    "took 20mg": "name must be given: text of 1 to 200 characters. Nothing was saved. "
    "Try: took NAME 20mg",
    "twitch 6 7": "intensity is given twice. Nothing was saved. "
    "Leave one of them out, or make two entries: twitch …; twitch …",
    "twitch left right": "side is given twice. Nothing was saved. "
    "Leave one of them out, or make two entries: twitch …; twitch …",
    "tea 7:30 8:00": "time is given twice. Nothing was saved. Leave one of them out.",
    "twitch 40s 3m": "the duration is given twice. Nothing was saved. Leave one of them out.",
    "slept 23:10-06:40 q7 8:00": "date must be a whole day, not a time of day. "
    "Nothing was saved. Try: today, yesterday, mon or 2026-11-01",
    "coffee 2": 'word 2, "2", has no unit. Nothing was saved. Try: coffee 2x or coffee 80mg',
    "slept 7": 'word 2, "7", could be hours or the quality. Nothing was saved. '
    "Try: slept 7h or slept 7.5h q7",
    "slept yesterday 23:10-06:40": 'word 2, "yesterday", could be the evening or the morning of '
    "that night. Nothing was saved. Try: slept 23:10-06:40 for the last night, or "
    "slept 23:10-06:40 yesterday when it ended on that day",
    "took ibuprofen 400": 'word 3, "400", has no unit of a dose. Nothing was saved. '
    "Try: 20mg, 5 ml, 1 tablet, 10 drops or 1 puff",
    "took ibuprofen 2x": 'word 3, "2x", has no unit of a dose. Nothing was saved. '
    "Try: 20mg, 5 ml, 1 tablet, 10 drops or 1 puff",
    "twitch 6 lip": 'word 3, "lip", leaves open which one is meant. Nothing was saved. '
    "Say which: upper lip, lower lip, lip corner, lips.",
    "twitch eyelid": 'word 2, "eyelid", leaves open which one is meant. Nothing was saved. '
    "Say which: upper eyelid, lower eyelid.",
    "twitch 6 uper lip": 'word 3, "uper", is not understood. Nothing was saved. '
    "Did you mean: upper lip, upper lid?",
    "left eye twitch 5": 'word 1, "left", is not known as a first word. Nothing was saved. '
    "Try: twitch left eye 5",
    "lip twitch": 'word 1, "lip", is not known as a first word. Nothing was saved. Try: twitch lip',
    "3 twitches": 'word 1, "3", is not known as a first word. Nothing was saved. '
    "Each has an entry of its own: twitch; twitch",
    "twitch6": 'word 1, "twitch6", is not known as a first word. Nothing was saved. Try: twitch 6',
    "twitch 6 at 14": 'word 4, "14", could be a time. Nothing was saved. Try: 14:00',
    "twitch 6 2 days ago": 'word 3, "2", could be a day. Nothing was saved. '
    "A date is written 2026-11-18",
    "coffee today": 'time must be a time of day beside "today". Nothing was saved. '
    "Try: leave it out for now, or today 08:30",
    "took two paracetamol": 'word 2, "two", is no part of a name. Nothing was saved. '
    "Try: took NAME 2 tablets",
    "took lithium late": 'word 3, "late", is no part of a name. Nothing was saved. '
    "Say when: 08:30 or -20m",
    "took 1/2 tablet lithium": 'word 2, "1/2", is no amount. Nothing was saved. '
    "An amount is a number with a point: 0.5 tablet",
    "slept at 23:10": "a night needs both of its times, or hours alone. Nothing was saved. "
    "Try: slept 23:10-06:40 or slept 7.5h",
    "slept 23.10-6.40": 'word 2, "23.10-6.40", is not understood. Nothing was saved. '
    "Try: slept 23:10-6:40",
    "twitch ago": 'word 2, "ago", is not understood. Nothing was saved. Try: -20m',
    "twitch last night": 'word 2, "last", is not understood. Nothing was saved. '
    "Say when: 08:30, -20m, yesterday 22:10 or mon 9:00",
    "twitch 8.30 6": 'word 2, "8.30", could be a time. Nothing was saved. '
    "A time of day has a colon: 8:30",
    "twitch 10.00": 'word 2, "10.00", could be a time. Nothing was saved. '
    "A time of day has a colon: 10:00",
    "stress 0830": 'word 2, "0830", could be a time. Nothing was saved. '
    "A time of day has a colon: 08:30",
    "twitch 18 nov 22:10": 'word 2, "18", could be a day. Nothing was saved. '
    "A date is written 2026-11-18",
    "twitch 18.11. 22:10": 'word 2, "18.11.", is not understood. Nothing was saved. '
    "A date is written 2026-11-18",
    "twitch strong": 'word 2, "strong", is not understood. Nothing was saved. '
    "A strength is a number from 0 to 10: twitch 6",
    "twitch 7:45-7:30": "end must be within 12 hours of 07:45, not 07:30. Nothing was saved. "
    "Try: twitch 8:30-8:45",
    "twitch 8:00-8:15 3m": "the duration is given twice. Nothing was saved. Leave one of them out.",
    "twitch 8:20-8:45": "end must be no later than now (2026-11-20T08:30:00+01:00), not "
    "2026-11-20T08:45:00+01:00. Nothing was saved. "
    "What is yet to come takes --allow-future on the command line.",
    "slept 23-7": 'word 2, "23-7", is not understood. Nothing was saved. Try: slept 23:00-7:00',
    "slept 11pm-7am": 'word 2, "11pm-7am", is not understood. Nothing was saved. '
    "Use the 24-hour clock: 20:30",
    "2 coffees": 'word 1, "2", is not known as a first word. Nothing was saved. Try: 2x coffee',
    "sertraline 50mg": 'word 1, "sertraline", is not known as a first word. Nothing was saved. '
    "Try: took sertraline",
    "missed lithium": 'word 1, "missed", is not known as a first word. Nothing was saved. '
    "Try: skipped NAME",
    "nap 30m": 'word 1, "nap", is not known as a first word. Nothing was saved. '
    "Try: slept 14:00-14:30",
    "twitch 8pm": 'word 2, "8pm", is not understood. Nothing was saved. '
    "Use the 24-hour clock: 20:30",
    "slept 7,5h": 'word 2, "7,5h", is not understood. Nothing was saved. '
    "Write a point between digits: 7.5",
    "twitch 6/5": 'word 2, "6/5", is not out of 10. Nothing was saved. '
    "Try: 6/10. A date is written 2026-11-18",
    "weakness": 'word 1, "weakness", leaves open which one is meant. Nothing was saved. '
    "Keep it as a note: note weakness. Or name it in full: muscle weakness; "
    "weak grip or dropping things; weakness or droop of one side of the face (one side hangs down "
    "or does not move); arm or leg weakness (an arm or a leg cannot be held up or gives way).",
    "symptom foo": 'word 2, "foo", is not known as a symptom. Nothing was saved. ' + heads.HELP,
    "NaN": 'word 1, "NaN", is not known as a first word. Nothing was saved. Did you mean: instant?',
    "xyzzy 6": 'word 1, "xyzzy", is not known as a first word. Nothing was saved. ' + heads.HELP,
    "yesterday coffee": 'time must be a time of day beside "yesterday". Nothing was saved. '
    "Try: yesterday 22:10",
    "yesterday": 'word 1, "yesterday", is not known as a first word. Nothing was saved. '
    "Say first what it is: coffee 2x yesterday 08:30",
    "": "there is nothing to read. Nothing was saved. Try: twitch 6, coffee or slept 7.5h",
    " ;; ": "there is nothing to read. Nothing was saved. Try: twitch 6, coffee or slept 7.5h",
    ",": "there is nothing to read. Nothing was saved. Try: twitch 6, coffee or slept 7.5h",
    '"hello"': "a note alone says nothing about what it is. Nothing was saved. Try: note TEXT",
    'coffee "with cake': 'a quote is not closed: ""with cake". Nothing was saved. '
    'A note stands in quotes: coffee "with cake"',
    'coffee "a" "b"': "a note is given twice. Nothing was saved. "
    "Put all of it into one pair of quotes.",
    'note "a" "b"': "a note is given twice. Nothing was saved. "
    "Put all of it into one pair of quotes.",
    "note": 'a note must have a text. Nothing was saved. Try: note TEXT, or note "TEXT" yesterday',
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_refusals_name_the_field_or_the_word_and_what_to_type(text, message):
    assert refusal(text) == message


def test_an_unknown_drink_gets_the_nearest_names():
    assert refusal("cofee").startswith(
        'word 1, "cofee", is not known as a first word. Nothing was saved. Did you mean: coffee'
    )


def test_suggested_drinks_are_told_apart_though_their_names_have_commas():
    assert refusal("esprsso").endswith("Did you mean: espresso; espresso, EU; espresso, decaf?")


def test_a_symptom_is_never_guessed_from_a_part_of_its_name():
    for text in ("headache", "droop", "numbness", "speech", "vision"):
        refusal(text)


def test_servings_without_an_item_are_refused():
    assert 'word 2, "2x", is not understood' in refusal("caffeine 2x")


HOSTILE = {
    "1 MB word": "x" * 1_000_000,
    "1 MB of digits": "twitch " + "9" * 1_000_000,
    "1 MB of entries": "t;" * 500_000,
    "1 MB of words": "took " + "a " * 500_000,
    "control characters": "coffee \x1b]52;c;aGk=\x07 \x00",
    "emoji": "👩\u200d👩\u200d👧 6",
    "right to left": "twitch \u202e6\u202c מרפק",
    "lone surrogate": "twitch \ud800",
    "surrogate in a note": 'coffee "\ud800"',
    "NUL in a note": 'coffee "\x00"',
    "digits of other scripts": "twitch ٦",
    "superscript": "twitch ²",
    "a name too long": "took " + "ab " * 190,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_gives_one_short_harmless_line(text):
    message = refusal(text)
    assert len(message) < 400
    assert message.isprintable()


def test_a_note_of_nearly_a_megabyte_is_taken():
    assert len(one(f'coffee "{"x" * 1_000_000}"')["note"]) == 1_000_000


def test_plain_words_name_known_symptoms_each_once_and_shadow_no_other_first_word():
    assert PLAIN_WORDS.keys() <= knowledge.symptoms().keys()
    named = {}
    for id_, words in PLAIN_WORDS.items():
        for phrase in words.split(","):
            assert named.setdefault(normal(phrase), id_) == id_
    for phrase, id_ in named.items():
        assert heads.heads()[phrase].fields == {"symptom": id_}


def test_every_item_and_symptom_can_be_typed_by_its_name():
    for serving in (*knowledge.caffeine_items(), *knowledge.alcohol_items()):
        assert one(serving.item)["item"] == serving.item
    for id_, symptom in knowledge.symptoms().items():
        if id_ != "fatigue":
            assert one(id_)["symptom"] == one(symptom.label)["symptom"] == id_
    assert all(len(phrase.split()) <= 9 for phrase in heads.heads())


def examples(heading):
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def test_the_pages_examples_read_as_it_says():
    now = datetime(2026, 11, 20, 14, 30, tzinfo=BERLIN)
    course = {"kind": "medication", "name": "lithium", "start_date": "2026-11-01",
              "schedule": ["14:00"]}  # fmt: skip

    def medicines():
        return plan(Diary.from_records([course]), now)

    assert len(examples("What it is about")) >= 25
    for text in examples("What it is about") + examples("When"):
        assert read(text, now=now, medicines=medicines), text


def test_the_page_says_what_is_asked_about():
    assert len(examples("What is asked about")) >= 10
    for text in examples("What is asked about"):
        refusal(text)


def test_the_page_lists_every_place_and_movement():
    section = PAGE.read_text(encoding="utf-8").split("## Where and how\n")[1].split("\n## ")[0]
    words = re.findall(r"`([^`]+)`", section)
    assert len(words) >= 27
    for word in words:
        assert len(one(f"twitch {word}")) == 3
