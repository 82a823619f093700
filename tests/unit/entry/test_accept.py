"""The one gate for records: canonical forms, limits, and rules between fields."""

import json
import subprocess
import sys
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import fields, records
from tracker.entry.accept import accept, parse_field
from tracker.errors import DataError
from tracker.fields import FIELDS, Form
from tracker.vocabulary import Kind

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=ZoneInfo("Europe/Berlin"))
T = "2026-11-20T08:00:00+01:00"

MINIMAL = {
    Kind.EPISODE: {"start": T},
    Kind.CAFFEINE: {"time": T, "mg": 80.0},
    Kind.SLEEP: {"date": "2026-11-20", "hours": 7.5},
    Kind.STRESS: {"time": T, "stress": 0},
    Kind.MEDICATION: {"name": "lithium", "start_date": "2026-11-01"},
    Kind.DOSE: {"time": T, "name": "lithium"},
    Kind.ALCOHOL: {"time": T, "grams": 12.0},
    Kind.SUBSTANCE: {"time": T, "name": "nicotine"},
    Kind.SYMPTOM: {"time": T, "symptom": "tremor"},
    Kind.EVENT: {"date": "2026-11-20", "event": "doctor_visit"},
    Kind.FACTOR: {"time": T, "name": "screen_hours", "value": 6.0},
    Kind.DAY: {"date": "2026-11-20", "status": "clear"},
    Kind.TRIAL: {"name": "no coffee", "factor": "caffeine", "start_date": "2026-11-01"},
    Kind.PROFILE: {},
}


def make(kind, **changes):
    return {"kind": kind, **MINIMAL[Kind(kind)], **changes}


def harmless(text):
    unseen = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"}
    return unseen.isdisjoint(text) and not any(
        unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in text
    )


def refusal(record, **options):
    with pytest.raises(DataError) as caught:
        accept(record, **options)
    assert caught.value.message.endswith(".")
    assert harmless(caught.value.message)
    return caught.value


@pytest.mark.parametrize("kind", list(Kind))
def test_the_least_record_of_every_kind_passes_unchanged(kind):
    record = make(kind.value)
    assert accept(record, now=NOW) == record
    assert type(accept(record)["kind"]) is str


@pytest.mark.parametrize("kind", list(Kind))
def test_every_required_field_is_required(kind):
    for field in FIELDS[kind]:
        if field.required:
            error = refusal(make(kind.value, **{field.name: None}))
            assert error.message.startswith(f"{field.name} must be given: {field.expects()}")
            assert error.field == field.name


def test_values_come_out_in_canonical_form_and_order():
    given_ = {
        "note": "  as it was\n",
        "mg": 80,
        "item": "  my own tea ",
        "time": "2026-11-20 07:00:00.000Z",
        "servings": None,
        "id": "{6F9619FF-8B86-D011-B42D-00CF4FC964FF}",
        "tz": "Europe/London",
        "local_date": "2026-11-19",
        "kind": "caffeine",
    }
    assert list(accept(given_).items()) == [
        ("kind", "caffeine"),
        ("id", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        ("time", "2026-11-20T07:00:00+00:00"),
        ("mg", 80.0),
        ("item", "my own tea"),
        ("tz", "Europe/London"),
        ("local_date", "2026-11-19"),
        ("note", "  as it was\n"),
    ]


def test_whole_numbers_may_be_written_as_floats_and_have_one_content_id():
    one, other = accept(make("stress", stress=6)), accept(make("stress", stress=6.0))
    assert one == other
    assert type(other["stress"]) is int
    assert records.content_id(accept(make("caffeine", mg=80))) == records.content_id(
        accept(make("caffeine", mg=80.0))
    )


def test_zero_has_no_sign():
    assert records.dumps(accept(make("caffeine", mg=-0.0))).endswith('"mg": 0.0}')


def test_the_catalogue_gives_the_amount_that_is_not_stated():
    coffee = {"kind": "caffeine", "time": T, "item": "coffee", "servings": 2}
    assert accept(coffee)["mg"] == 192.0
    assert accept({**coffee, "mg": 100})["mg"] == 100.0
    assert accept({"kind": "alcohol", "time": T, "item": "wine"})["grams"] == 14.8


EACH_FIELD = [
    # kind, change, message
    ("episode", {"intensity": 14}, "intensity must be a whole number from 0 to 10, not 14."),
    ("episode", {"intensity": True}, "intensity must be a whole number from 0 to 10, not true."),
    ("episode", {"intensity": "6"}, 'intensity must be a whole number from 0 to 10, not "6".'),
    ("episode", {"intensity": 6.5}, "intensity must be a whole number from 0 to 10, not 6.5."),
    (
        "episode",
        {"intensity": 10**5000},
        "intensity must be a whole number from 0 to 10, not a number of very many digits.",
    ),
    ("episode", {"asleep": 1}, "asleep must be yes or no, not 1."),
    ("episode", {"side": "Left"}, 'side must be one of left, right, both, midline, not "Left".'),
    ("episode", {"side": 1}, "side must be one of left, right, both, midline, not 1."),
    ("episode", {"sites": []}, "sites must be any of "),
    ("episode", {"sites": "chin"}, "sites must be any of "),
    ("episode", {"sites": ["chin", "lip"]}, "sites must be any of "),
    (
        "episode",
        {"sites": ["chin", "chin"]},
        'sites must be a list that names each only once, not "chin".',
    ),
    (
        "episode",
        {"start": "2026-11-20T08:00:00"},
        'start must be a time with offset such as 2026-11-01T08:30:00+01:00, not "2026-11-20T',
    ),
    ("episode", {"start": 5}, "start must be a time with offset such as "),
    ("episode", {"start": "yesterday"}, "start must be a time with offset such as "),
    (
        "episode",
        {"start": "1815-11-20T08:00:00+01:00"},
        "start must be in the years 1900 to 2199, not ",
    ),
    ("caffeine", {"mg": float("nan")}, "mg must be a number from 0 to 5,000 mg, not nan."),
    ("caffeine", {"mg": float("inf")}, "mg must be a number from 0 to 5,000 mg, not inf."),
    ("caffeine", {"mg": -0.5}, "mg must be a number from 0 to 5,000 mg, not -0.5."),
    ("caffeine", {"mg": 2**63}, "mg must be a number from 0 to 5,000 mg, not 9223372036854775808."),
    ("caffeine", {"mg": False}, "mg must be a number from 0 to 5,000 mg, not false."),
    ("caffeine", {"item": "  "}, 'item must be text of 1 to 200 characters, not "  ".'),
    ("caffeine", {"item": "\x1b\u200b"}, 'item must be text that can be seen, not "".'),
    ("caffeine", {"item": 3}, "item must be text of 1 to 200 characters, not 3."),
    (
        "caffeine",
        {"item": "x" * 201},
        "item must be text of 1 to 200 characters, not 201 characters.",
    ),
    ("caffeine", {"note": "a\x00b"}, "note must be text without NUL or broken characters, not "),
    ("caffeine", {"note": "\ud800"}, "note must be text without NUL or broken characters, not "),
    ("caffeine", {"note": {"a": 1}}, "note must be text of 1 to 1,048,576 characters, not an o"),
    ("caffeine", {"tz": "Mars/Olympus"}, 'tz must be the IANA name of a time zone, not "Mars/'),
    ("caffeine", {"tz": "../../etc/passwd"}, "tz must be the IANA name of a time zone, not "),
    ("caffeine", {"id": "7"}, 'id must be a UUID, not "7".'),
    ("caffeine", {"id": 7}, "id must be a UUID, not 7."),
    ("caffeine", {"local_date": "20.11.2026"}, "local_date must be a date such as 2026-11-01, not"),
    ("day", {"date": "2026-02-30"}, 'date must be a date such as 2026-11-01, not "2026-02-30".'),
    ("day", {"date": ["2026-02-01"]}, "date must be a date such as 2026-11-01, not a list."),
    ("profile", {"day_starts_at": "4:00"}, "day_starts_at must be a time of day such as 04:00"),
    ("profile", {"day_starts_at": "24:00"}, "day_starts_at must be a time of day such as 04:00"),
    ("profile", {"beliefs": {}}, "beliefs must be an object of factor names and expected effects"),
    ("profile", {"beliefs": {"caffeine": 3}}, "beliefs must be text of 1 to 200 characters, not"),
    ("trial", {"arms": []}, "arms must be a list of {start_date, stop_date, arm}"),
    ("trial", {"arms": [{"arm": "usual"}]}, "arms must be a list of {start_date, stop_date, arm}"),
    (
        "trial",
        {"arms": [{"start_date": "2026-11-01", "stop_date": "2026-11-07", "arm": "off"}]},
        'arms: arm must be one of usual, without, not "off".',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change", "message"), EACH_FIELD)
def test_a_value_outside_its_field_is_one_sentence(kind, change, message):
    error = refusal(make(kind, **change))
    assert error.message.startswith(message)
    assert error.field == next(iter(change))


ACROSS_FIELDS = [
    (
        "episode",
        {"end": "2026-11-20T07:59:59+01:00"},
        f'end must be no earlier than start {T}, not "2026-11-20T07:59:59+01:00".',
    ),
    (
        "episode",
        {"end": T, "ongoing": True},
        f"end must be absent while ongoing is true, not {T}.",
    ),
    ("sleep", {"hours": None}, "hours must be given, or start and end."),
    ("sleep", {"hours": None, "start": T}, "hours must be given, or start and end."),
    (
        "sleep",
        {"start": "2026-11-19T08:00:00+01:00", "end": "2026-11-20T08:01:00+01:00"},
        'end must be within 24 hours of start 2026-11-19T08:00:00+01:00, not "2026-11-20T08:01',
    ),
    (
        "sleep",
        {"start": "2026-11-17T23:00:00+01:00", "end": "2026-11-18T07:00:00+01:00"},
        'date must be the day of waking, near end 2026-11-18, not "2026-11-20".',
    ),
    (
        "sleep",
        {"start": "2026-11-17T23:00:00+01:00"},
        'date must be the day of waking, near start 2026-11-17, not "2026-11-20".',
    ),
    (
        "stress",
        {"stress": None},
        "stress must be given, or fatigue: a whole number from 0 to 10.",
    ),
    (
        "medication",
        {"stop_date": "2026-10-31"},
        'stop_date must be no earlier than start_date 2026-11-01, not "2026-10-31".',
    ),
    ("symptom", {"symptom": "tremors"}, 'symptom must be the id of a symptom, not "tremors".'),
    (
        "symptom",
        {"onset_time": T, "resolved_time": "2026-11-20T07:00:00+01:00"},
        f"resolved_time must be no earlier than onset_time {T}, not ",
    ),
    (
        "trial",
        {"stop_date": "2026-10-31"},
        'stop_date must be no earlier than start_date 2026-11-01, not "2026-10-31".',
    ),
    (
        "caffeine",
        {"mg": None, "item": "cofee"},
        'item must be an item of the catalogue where mg is not given, not "cofee".',
    ),
    (
        "caffeine",
        {"mg": None},
        "mg must be given: a number from 0 to 5,000 mg, or item from the catalogue.",
    ),
    (
        "caffeine",
        {"mg": None, "item": "energy shot", "servings": 50},
        "mg must be a number from 0 to 5,000 mg, not 10000.",
    ),
]


@pytest.mark.parametrize(("kind", "change", "message"), ACROSS_FIELDS)
def test_fields_that_contradict_each_other_are_one_sentence(kind, change, message):
    error = refusal(make(kind, **change))
    assert error.message.startswith(message)
    assert error.field in message.split(" must ")[0]


def arm(start, stop, which="usual"):
    return {"start_date": f"2026-11-{start:02d}", "stop_date": f"2026-11-{stop:02d}", "arm": which}


def test_arms_lie_inside_the_trial_and_apart():
    dates = {"start_date": "2026-11-01", "stop_date": "2026-11-28"}
    good = [arm(8, 14, "without"), arm(1, 7)]
    assert accept(make("trial", **dates, arms=good))["arms"] == good
    for bad, message in (
        ([arm(1, 7), arm(7, 14)], "arms must be arms without overlap, the next after 2026-11-07"),
        ([arm(7, 1)], "arms must be arms that stop on or after their start 2026-11-07"),
        ([arm(22, 29)], "arms must be inside the trial's own dates"),
    ):
        assert refusal(make("trial", **dates, arms=bad)).message.startswith(message)


def test_a_night_may_be_counted_to_a_day_beside_its_end():
    night = {"start": "2026-11-19T23:00:00+01:00", "end": "2026-11-20T07:00:00+01:00"}
    for day in ("2026-11-19", "2026-11-20"):
        assert accept(make("sleep", hours=None, date=day, **night))["date"] == day


def test_a_zone_without_its_offset_does_not_stop_an_import():
    assert accept(make("caffeine", tz="Asia/Tokyo"))["tz"] == "Asia/Tokyo"


def test_unknown_kinds_and_fields_are_named_with_near_ones():
    error = refusal({"kind": "cofee"})
    assert error.message.startswith("kind must be one of episode, caffeine, ")
    assert error.message.endswith('not "cofee".')
    assert error.field == "kind"
    assert refusal({}).field == refusal({"kind": ["episode"]}).field == "kind"
    error = refusal(make("caffeine", serving=2))
    assert (error.message, error.hint) == (
        'caffeine has no field "serving".',
        "Did you mean: servings?",
    )
    assert error.field == "serving"
    assert refusal(make("day", wibble=2)).hint == "Its fields: date, status, tz, note, local_date."
    assert refusal([1]).message == "a record must be an object of fields, not a list."


LATER = [
    make("episode", start="2026-11-20T08:36:00+01:00"),
    make("episode", end="2026-11-20T08:36:00+01:00"),
    make("caffeine", time="2026-11-20T08:36:00+01:00"),
    make("symptom", onset_time="2026-11-21T08:36:00+01:00"),
    make("symptom", resolved_time="2026-11-21T08:36:00+01:00"),
    make("sleep", date="2026-11-21"),
    make("event", date="2026-11-21"),
    make("day", date="2026-11-21"),
]


@pytest.mark.parametrize("record", LATER)
def test_what_has_not_happened_yet_is_refused_unless_it_is_allowed(record):
    error = refusal(record, now=NOW)
    assert error.hint == "What is yet to come takes --allow-future on the command line."
    assert " must be no later than " in error.message
    assert accept(record, now=NOW, allow_future=True) == accept(record)


def test_five_minutes_ahead_pass_and_so_do_plans():
    accept(make("caffeine", time="2026-11-20T08:35:00+01:00"), now=NOW)
    accept(make("dose", scheduled="2026-11-20T22:00:00+01:00"), now=NOW)
    accept(make("medication", start_date="2026-12-01", stop_date="2026-12-20"), now=NOW)
    accept(make("trial", start_date="2026-12-01"), now=NOW)


def test_today_is_the_date_where_the_record_was_made():
    late = NOW.replace(hour=23)
    accept(make("day", date="2026-11-21", tz="Asia/Tokyo"), now=late)
    refusal(make("day", date="2026-11-21", tz="Europe/Berlin"), now=late)


def value_of(field):
    if field.form is Form.INSTANT:
        return st.datetimes(
            datetime.fromisoformat("1901-01-01"),
            datetime.fromisoformat("2199-01-01"),
            timezones=st.timezones(),
        ).map(lambda moment: moment.isoformat())
    return {
        Form.TEXT: st.text(max_size=20),
        Form.INTEGER: st.integers(-1, 12) | st.floats(),
        Form.NUMBER: st.floats(-1, 60) | st.integers(0, 30) | st.floats(),
        Form.YES_NO: st.booleans(),
        Form.DAY: st.dates().map(str),
        Form.CLOCK: st.times().map(lambda t: f"{t:%H:%M}"),
        Form.CLOCKS: st.lists(st.times().map(lambda t: f"{t:%H:%M}"), max_size=4),
        Form.CHOICE: st.sampled_from(field.choices or ("",)),
        Form.CHOICES: st.lists(st.sampled_from(field.choices or ("",)), max_size=4),
        Form.ARMS: st.just([arm(1, 7)]) | st.text(max_size=3),
        Form.BELIEFS: st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
    }[field.form]


@given(data=st.data(), kind=st.sampled_from(list(Kind)))
def test_what_is_accepted_is_accepted_again_unchanged_and_is_json(data, kind):
    names = [*FIELDS[kind], *fields.COMMON]
    chosen = data.draw(st.sets(st.sampled_from([f.name for f in names])))
    record = make(kind.value)
    record |= {f.name: data.draw(value_of(f)) for f in names if f.name in chosen}
    try:
        accepted = accept(record, now=NOW)
    except DataError:
        return
    assert accept(accepted, now=NOW) == accepted
    assert list(accept(accepted)) == list(accepted)
    assert accept(json.loads(records.dumps(accepted))) == accepted
    records.place(accepted)
    records.belongs_to(accepted)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    record=st.dictionaries(
        st.sampled_from(["id", "time", "start", "tz", "note", "arms", "beliefs", "sites", "date"])
        | st.text(max_size=5),
        JSON,
    )
    | JSON,
    kind=st.sampled_from(list(Kind)),
)
def test_any_json_is_accepted_or_refused_in_words(record, kind):
    if isinstance(record, dict):
        record = {"kind": kind.value, **record}
    said = ""
    try:
        accept(record, now=NOW)
    except DataError as error:
        said = str(error)
    assert harmless(said)
    assert len(said) < 1000


PARSED = [
    ("episode", "start", "8:15", "2026-11-20T08:15:00+01:00"),
    ("episode", "start", "yesterday 22:10", "2026-11-19T22:10:00+01:00"),
    ("episode", "start", "mon 9:00", "2026-11-16T09:00:00+01:00"),
    ("episode", "start", "-20m", "2026-11-20T08:10:00+01:00"),
    ("episode", "start", "2026-11-01T08:30:00+09:00", "2026-11-01T08:30:00+09:00"),
    ("episode", "start", "2026-11-01 08:30", "2026-11-01T08:30:00+01:00"),
    ("episode", "intensity", " 6/10", 6),
    ("episode", "asleep", "Yes", True),
    ("episode", "asleep", "false", False),
    ("episode", "side", "Left", "left"),
    ("episode", "side", "centre", "midline"),
    ("episode", "sites", "Upper lip, mouth_corner,lip corner", ["upper_lip", "mouth_corner"]),
    ("episode", "sites", "lips, other", ["upper_lip", "lower_lip", "other"]),
    ("episode", "character", "fluttering", "flutter"),
    ("caffeine", "mg", "80mg", 80.0),
    ("caffeine", "mg", "80 mg", 80.0),
    ("caffeine", "mg", "1e2", 100.0),
    ("caffeine", "item", " green tea ", "green tea"),
    ("caffeine", "note", " as is ", " as is "),
    ("sleep", "hours", "7h30", 7.5),
    ("sleep", "hours", "7 h 30 min", 7.5),
    ("sleep", "hours", "7.5", 7.5),
    ("sleep", "date", "yesterday", "2026-11-19"),
    ("sleep", "date", "2026-11-01", "2026-11-01"),
    ("medication", "fraction_cut", "0.5", 0.5),
    ("medication", "schedule", "20:00,8:00", ["08:00", "20:00"]),
    ("medication", "schedule", " 8:00, 14:30 20:00 ", ["08:00", "14:30", "20:00"]),
    ("substance", "drug_class", "Z-drug", "z-drug"),
    ("substance", "event", "cut down", "cut_down"),
    ("dose", "scheduled", "22:00", "2026-11-20T22:00:00+01:00"),
    ("symptom", "symptom", "numb face", "facial_numbness"),
    ("symptom", "symptom", "tremor", "tremor"),
    ("factor", "value", "-2", -2.0),
    ("profile", "day_starts_at", "4:00", "04:00"),
    ("profile", "age", "34", 34),
    ("profile", "emergency_number", " +44 (0)20 7946/0000 ", "+44 (0)20 7946/0000"),
    ("profile", "emergency_number", "*31#112", "*31#112"),
    ("profile", "beliefs", '{"caffeine": "raises"}', {"caffeine": "raises"}),
    ("trial", "arms", json.dumps([arm(1, 7)]), [arm(1, 7)]),
    ("day", "local_date", "today", "2026-11-20"),
    ("caffeine", "note", "  ", None),
]


@pytest.mark.parametrize(("kind", "name", "text", "value"), PARSED)
def test_a_fields_text_is_read_as_its_form(kind, name, text, value):
    assert parse_field(Kind(kind), name, text, now=NOW) == value


NOT_PARSED = [
    ("episode", "start", "soonish", "start must be a time with offset such as "),
    ("episode", "start", "22:10", "start must not be later than now (08:30), and 22:10 is still"),
    ("episode", "start", "8:00 9:00", "time is given twice."),
    ("episode", "intensity", "six", 'intensity must be a whole number from 0 to 10, not "six".'),
    ("episode", "intensity", "14", "intensity must be a whole number from 0 to 10, not 14."),
    ("episode", "intensity", "NaN", "intensity must be a whole number from 0 to 10, not nan."),
    ("episode", "asleep", "maybe", 'asleep must be yes or no, not "maybe".'),
    ("episode", "side", "port", 'side must be one of left, right, both, midline, not "port".'),
    ("medication", "schedule", "25:00", "schedule must be times of day such as 08:00, 20:00, not"),
    (
        "medication",
        "schedule",
        "8am",
        'schedule must be times of day such as 08:00, 20:00, not "8am',
    ),
    ("medication", "schedule", "8:00 08:00", "schedule must be a list that names each time only"),
    ("episode", "sites", "lip", 'sites: "lip" leaves open which one is meant.'),
    ("episode", "sites", "uper lip", "sites must be any of upper_lip, "),
    ("episode", "sites", ",", "sites must be any of upper_lip, "),
    ("caffeine", "mg", "80g", 'mg must be a number from 0 to 5,000 mg, not "80g".'),
    ("caffeine", "mg", "7,5", 'mg must be a number from 0 to 5,000 mg, not "7,5".'),
    ("caffeine", "mg", "1e999", "mg must be a number from 0 to 5,000 mg, not inf."),
    ("caffeine", "mg", "9" * 5000, "mg must be a number from 0 to 5,000 mg, not "),
    ("sleep", "hours", "31h", "hours must be a number from 0 to 24 hours, not 31."),
    ("sleep", "date", "8:00", "date must be a whole day, not a time of day."),
    ("sleep", "date", "2026-02-30", "date must be a date such as 2026-11-01, not "),
    ("trial", "arms", "usual", "arms must be a list of {start_date, stop_date, arm}, "),
    ("trial", "arms", "[" * 100_000, "arms must be a list of {start_date, stop_date, arm}, "),
    ("profile", "beliefs", "[1]", "beliefs must be an object of factor names and expected effects"),
    *(
        ("profile", "emergency_number", each, "emergency_number must be a number to call: digits")
        for each in ("112x", "call mum", "1", "+", "\u2460\u2461")
    ),
    ("profile", "day_starts_at", "noon", "day_starts_at must be a time of day such as 04:00, not "),
]


@pytest.mark.parametrize(("kind", "name", "text", "message"), NOT_PARSED)
def test_a_text_that_a_field_does_not_take_names_the_field(kind, name, text, message):
    with pytest.raises(DataError) as caught:
        parse_field(Kind(kind), name, text, now=NOW)
    assert caught.value.message.startswith(message)
    assert caught.value.field == name


def test_a_field_that_a_kind_has_not_got_is_named_with_near_ones():
    with pytest.raises(DataError) as caught:
        parse_field(Kind.CAFFEINE, "milligram", "3", now=NOW)
    assert caught.value.message == 'caffeine has no field "milligram".'


@given(
    text=st.text() | st.from_regex(r"[0-9:.\-hms]{1,12}", fullmatch=True),
    kind=st.sampled_from(list(Kind)),
    data=st.data(),
)
def test_any_text_is_a_value_or_a_refusal_that_names_the_field(text, kind, data):
    name = data.draw(st.sampled_from([f.name for f in FIELDS[kind]]))
    try:
        value, said, about = parse_field(kind, name, text, now=NOW), "", name
    except DataError as error:
        value, said, about = None, str(error), error.field
    assert about == name
    assert harmless(said)
    assert value is not None or said or not text.strip()


def test_a_record_keeps_the_number_that_it_has():
    record = {"kind": "profile", "age": 41, "emergency_number": "call mum"}
    assert accept(record) == record


def test_the_gate_and_the_grammar_load_the_standard_library_alone():
    code = (
        "import sys; from datetime import datetime, UTC; from tracker.entry.quick import read; "
        "from tracker.entry.phrase import phrase; "
        "[phrase(r) for r in read('coffee 2x; numb face', now=datetime.now(UTC))]; "
        "heavy = {'pydantic', 'sqlmodel', 'sqlalchemy', 'pandas', 'numpy', 'yaml', 'difflib'}; "
        "from tracker import knowledge; "
        "print(heavy & set(sys.modules), knowledge.flag_texts.cache_info().currsize, "
        "knowledge.causes.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["set()", "0", "0"]


@pytest.mark.parametrize(
    ("day", "accepted"),
    [("2026-11-20", True), ("2026-11-19", True), ("2026-11-18", False), ("2026-11-21", False)],
)
def test_the_day_an_entry_was_counted_to_is_that_of_its_time_or_the_one_before(day, accepted):
    record = {"kind": "caffeine", "time": "2026-11-20T01:00:00-10:00", "mg": 90, "local_date": day}
    if accepted:
        assert accept(record)["local_date"] == day
    else:
        with pytest.raises(DataError, match="the day of time or the day before") as error:
            accept(record)
        assert error.value.field == "local_date"
