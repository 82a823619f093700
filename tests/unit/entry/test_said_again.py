"""What is printed of an entry is read as that entry again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker import knowledge
from tracker.diary import Diary
from tracker.entry.phrase import line, phrase
from tracker.entry.printable import printable
from tracker.entry.quick import read
from tracker.entry.reading import reading
from tracker.entry.words import CHARACTERS, SITES
from tracker.errors import DataError
from tracker.fields import FIELDS, Form
from tracker.medication import plan
from tracker.vocabulary import Kind

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=BERLIN)
NOWS = st.sampled_from(
    [
        NOW,
        NOW.replace(second=17),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
        datetime(2026, 3, 8, 3, 30, tzinfo=ZoneInfo("America/New_York")),
        datetime(2026, 7, 1, 23, 59, tzinfo=ZoneInfo("America/St_Johns")),
        datetime.fromisoformat("2026-11-20T10:00:00+05:45"),
    ]
)


def again(record, now=NOW, **more):
    """The record that the printed line of a record is read as."""
    (found,) = read(line(record), now=now, **more)
    return found


def said(text, now=NOW, **more):
    """Type a line; each of its records must come back from its own printed line."""
    try:
        records = read(text, now=now, **more)
    except DataError:
        assume(False)
    for record in records:
        assert again(record, now, **more) == record, line(record)
    return records


TIMES = st.sampled_from(
    ["", "now", "08:15", "-20m", "-90s", "yesterday 22:10", "mon 9:00:30", "2026-11-18 22:10",
     "2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+02:00", "2026-11-02T07:00+09:00",
     "2026-03-08T03:15", "02:00"]
)  # fmt: skip
DAYS = st.sampled_from(["", "today", "yesterday", "mon", "2026-11-18", "2026-10-25"])
RATINGS = st.sampled_from(["", "0", "6", "10/10"])
SIDES = st.sampled_from(["", "left", "right", "both", "midline"])
NOTES = st.one_of(
    st.just(""),
    st.text(alphabet="abc;,.: 'é日'#-7", min_size=1, max_size=40)
    .filter(lambda text: text.strip())
    .map('"{}"'.format),
)
DETAILS = st.lists(
    st.sampled_from(
        [f.name.replace("_", " ") for f in FIELDS[Kind.EPISODE] if f.form is Form.YES_NO]
    ),
    max_size=3,
    unique=True,
).map(" ".join)


@given(
    where=st.tuples(
        SIDES, st.lists(st.sampled_from(sorted(SITES)), max_size=3, unique=True).map(", ".join)
    ).map(", ".join),
    what=st.tuples(RATINGS, st.sampled_from(["", *sorted(CHARACTERS)])).map(" ".join),
    lasted=st.sampled_from(["", "0s", "40s", "3m", "1h30", "90s", "25h"]),
    rest=st.tuples(DETAILS, TIMES, NOTES).map(" ".join),
    now=NOWS,
)
def test_a_twitch(where, what, lasted, rest, now):
    said(f"twitch {what} {where} {lasted} {rest}", now)


ITEMS = sorted(
    {serving.item for serving in (*knowledge.caffeine_items(), *knowledge.alcohol_items())}
)


@pytest.mark.parametrize("item", ITEMS)
def test_every_drink_and_food(item):
    said(item)
    said(f"2x {item} yesterday 22:10")


@given(
    item=st.sampled_from(ITEMS),
    servings=st.sampled_from(["", "2x", "0.5x", "1.25x"]),
    total=st.sampled_from(["", "80mg", "43.5 mg", "0mg", "20g", "14.25 g"]),
    rest=st.tuples(TIMES, NOTES).map(" ".join),
    now=NOWS,
)
def test_a_drink(item, servings, total, rest, now):
    said(f"{item} {servings} {total} {rest}", now)


@given(amount=st.integers(0, 100_000), time=TIMES, now=NOWS)
def test_an_amount_alone(amount, time, now):
    said(f"caffeine {amount / 100}mg {time}", now)
    said(f"alcohol {amount / 1000}g {time}", now)


@given(
    span=st.sampled_from(
        ["", "23:10-06:40", "2310-0640", "00:30-08:00", "02:30-07:00", "13:00-14:00", "22:00-02:30",
         "2026-10-24T23:10+02:00 to 2026-10-25T02:30+02:00",
         "2026-11-18T23:10:20+01:00 to 2026-11-19T06:40:00+01:00"]
    ),
    hours=st.sampled_from(["", "7.5h", "7h20m", "7.51h", "0h", "7.1234h", "1h"]),
    rest=st.tuples(st.sampled_from(["", "q7", "q0 w1", "w2"]), DAYS, NOTES).map(" ".join),
    now=NOWS,
)  # fmt: skip
def test_a_night(span, hours, rest, now):
    said(f"slept {span} {hours} {rest}", now)


@given(stress=RATINGS, fatigue=RATINGS, rest=st.tuples(TIMES, NOTES).map(" ".join), now=NOWS)
def test_stress_and_tiredness(stress, fatigue, rest, now):
    said(f"stress {stress} fatigue {fatigue} {rest}", now)
    said(f"fatigue {fatigue} {rest}", now)


@given(
    verb=st.sampled_from(["took", "skipped"]),
    name=st.sampled_from([m.name for m in knowledge.medicines()] + ["vitamin B12", "due", "Dür X"]),
    amount=st.sampled_from(["", "400mg", "0.25 mcg", "1 tablet", "2.5 ml", "1000 IU", "5 µg"]),
    rest=st.tuples(TIMES, NOTES).map(" ".join),
    now=NOWS,
)
def test_a_dose(verb, name, amount, rest, now):
    said(f"{verb} {name} {amount} {rest}", now)


COURSE = {
    "kind": "medication",
    "name": "lithium",
    "start_date": "2026-10-01",
    "schedule": ["08:00", "20:00"],
    "dose": 300,
    "unit": "mg",
}


@given(verb=st.sampled_from(["took", "skipped"]), amount=st.sampled_from(["", "1 tablet"]),
       time=TIMES, now=NOWS)  # fmt: skip
def test_a_dose_of_a_schedule_with_and_without_the_course_at_hand(verb, amount, time, now):
    def medicines():
        return plan(Diary.from_records([COURSE]), now)

    for record in said(f"{verb} lithium {amount} {time}", now, medicines=medicines):
        assert again(record, now) == record


@pytest.mark.parametrize("symptom", sorted(knowledge.symptoms()))
def test_every_symptom(symptom):
    said(f"symptom {symptom} 4 left yesterday 22:10")


@given(
    symptom=st.sampled_from(sorted(knowledge.symptoms())),
    rating=RATINGS,
    side=SIDES,
    onset=st.sampled_from(["", "sudden", "gradual"]),
    rest=st.tuples(TIMES, NOTES).map(" ".join),
    now=NOWS,
)
def test_a_symptom(symptom, rating, side, onset, rest, now):
    said(f"symptom {symptom} {rating} {side} {onset} {rest}", now)


@given(word=st.sampled_from(["clear", "complete", "no twitches"]), day=DAYS, note=NOTES, now=NOWS)
def test_a_statement_about_a_day(word, day, note, now):
    said(f"{word} {day} {note}", now)


@given(text=st.text(min_size=1, max_size=70), quoted=st.booleans(), day=DAYS, now=NOWS)
def test_a_note(text, quoted, day, now):
    assume(printable(text) == text)
    assume(not ({'"'} < {sign for sign in text if sign in '"“”'}))
    said(f'note "{text}" {day}' if quoted else f"note {text}", now)


def test_a_line_of_a_list_is_read_as_it_stands_on_the_screen():
    (record,) = read('twitch 6 left upper lip 40s 9:00 "at work"', now=NOW)
    shown = '2026-11-20 09:00 +01:00     twitch 6/10, left upper lip, 40 s "at work"'
    assert line(record) == shown
    assert read(shown, now=NOW + timedelta(days=3)) == [record]


def test_seconds_are_shown_where_there_are_any():
    (record,) = read("twitch 40s", now=NOW)
    assert line(record).startswith("2026-11-20 09:59:20 +01:00  twitch, 40 s")


@pytest.mark.parametrize("text", ["twitch 6 lip corner 8:00", "2x coffee", "slept 7.5h q7"])
def test_what_the_live_reading_says_is_read_again_too(text):
    found = reading(text, NOW)
    assert read(found.said[0], now=NOW) == list(found.records)
    assert phrase(found.records[0]) in found.said[0]
