"""Records in plain words, and text made harmless for display."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.entry.phrase import lasted, phrase, printable, title, when
from tracker.entry.quick import read
from tracker.vocabulary import Kind

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=ZoneInfo("Europe/Berlin"))
T = "2026-11-20T08:00:00+01:00"

SAID = [
    # quick entry, phrase, title, when
    ("twitch 6 left upper lip 40s 8:00", "twitch 6/10, left upper lip, 40 s", "twitch"),
    ("twitch 8:00", "twitch", "twitch"),
    ("t left 8:00", "twitch, left side", "twitch"),
    ("t both lips both jerk 8:00", "twitch, upper lip and lower lip, both sides, jerk", "twitch"),
    ("t midline chin ongoing 8:00", "twitch, chin, midline, ongoing", "twitch"),
    ("t 1h5m 6:00 at rest urge", "twitch, 1 h 5 min, at rest, urge", "twitch"),
    ("coffee 8:00", "coffee, brewed, 96 mg", "coffee, brewed"),
    ("1.5x green tea 8:00", "1.5 × tea, green, 43.5 mg", "tea, green"),
    ("caffeine 120mg 8:00", "caffeine, 120 mg", "caffeine"),
    ("slept 23:10-06:40 q7", "slept 7 h 30 min (23:10–06:40), quality 7/10", "sleep"),
    ("slept 7h20m w1", "slept 7 h 20 min, 1 awakening", "sleep"),
    ("slept 0h w2", "slept 0 h, 2 awakenings", "sleep"),
    ("stress 6 8:00", "stress 6/10", "stress"),
    ("stress 6 fatigue 0 8:00", "stress 6/10, fatigue 0/10", "stress and fatigue"),
    ("took ibuprofen 400mg 8:00", "took ibuprofen 400 mg", "ibuprofen"),
    ("skipped lithium 8:00", "skipped lithium", "lithium"),
    ("wine 2x 8:00", "2 × wine, glass, 29.6 g", "wine, glass"),
    ("numb left arm 6 sudden 8:00", "numb arm or leg 6/10, left side, sudden", "numb arm or leg"),
    ("tremor improving 8:00", "tremor or shaking, improving", "tremor or shaking"),
    ("clear", "no twitches that day", "clear day"),
    ("complete", "everything logged that day", "complete day"),
    ("note slept badly", "note: slept badly", "note"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "short"), SAID)
def test_what_was_typed_is_said_back_in_plain_words(text, line, short):
    (record,) = read(text, now=NOW)
    assert (phrase(record), title(record)) == (line, short)


OTHERS = [
    (
        {"kind": "medication", "name": "lithium", "dose": 300.0, "unit": "mg",
         "start_date": "2026-11-01", "change": "decreased", "fraction_cut": 0.25,
         "as_needed": False, "stop_date": "2026-11-30", "suspected": True, "reason": "sleep"},
        (
            "decreased lithium 300 mg, not as needed, cut by 25%, suspected, last day 2026-11-30, "
            "for sleep"
        ),
        "lithium",
        "2026-11-01",
    ),
    (
        {"kind": "medication", "name": "iron", "start_date": "2026-11-01", "change": "increased",
         "schedule": ["08:00", "14:00", "20:00"]},
        "increased iron, at 08:00, 14:00 and 20:00", "iron", "2026-11-01",
    ),
    (
        {"kind": "medication", "name": "zinc", "start_date": "2026-11-01", "schedule": ["08:00"]},
        "started zinc, at 08:00", "zinc", "2026-11-01",
    ),
    (
        {"kind": "medication", "name": "lithium", "start_date": "2026-11-01"},
        "started lithium", "lithium", "2026-11-01",
    ),
    (
        {"kind": "dose", "time": T, "name": "lithium", "scheduled": T},
        "took lithium, due 2026-11-20 08:00 +01:00", "lithium", "2026-11-20 08:00 +01:00",
    ),
    (
        {"kind": "substance", "time": T, "name": "nicotine", "event": "cut_down",
         "drug_class": "nicotine", "fraction_cut": 0.5},
        "cut down nicotine, nicotine, cut by 50%", "nicotine", "2026-11-20 08:00 +01:00",
    ),
    (
        {"kind": "symptom", "time": T, "symptom": "fainting", "severity": 0, "side": "both",
         "onset_time": T, "resolved_time": T, "assessed": True, "treated": False},
        (
            "fainting 0/10, both sides, began 2026-11-20 08:00, gone 2026-11-20 08:00, assessed, "
            "not treated"
        ),
        "fainting",
        "2026-11-20 08:00 +01:00",
    ),
    (
        {"kind": "symptom", "time": T, "symptom": "no_longer_known"},
        "no longer known", "no longer known", "2026-11-20 08:00 +01:00",
    ),
    (
        {"kind": "event", "date": "2026-11-20", "event": "head_injury", "side": "left",
         "outcome": "a bump", "note": "kept elsewhere"},
        "head injury, left, a bump", "head injury", "2026-11-20",
    ),
    ({"kind": "event", "date": "2026-11-20", "event": "other"}, "other", "other", "2026-11-20"),
    (
        {"kind": "factor", "time": T, "name": "screen_hours", "value": 6.5, "unit": "h"},
        "screen hours 6.5 h", "screen hours", "2026-11-20 08:00 +01:00",
    ),
    (
        {"kind": "trial", "name": "three weeks", "factor": "caffeine",
         "start_date": "2026-11-01", "stop_date": "2026-11-21", "target": "no_further_change",
         "arms": [{"start_date": "2026-11-01", "stop_date": "2026-11-21", "arm": "without"}]},
        "trial three weeks, without caffeine, last day 2026-11-21, 1 arm, no further change",
        "three weeks",
        "2026-11-01",
    ),
    (
        {"kind": "profile", "age": 34, "smoker": False, "pregnant": True,
         "emergency_number": "112", "day_starts_at": "04:00", "beliefs": {"sleep": "lowers"}},
        (
            "profile, age 34, pregnant, not smoker, emergency number 112, days start at 04:00, "
            "expects of sleep: lowers"
        ),
        "profile",
        "",
    ),
    ({"kind": "profile"}, "profile", "profile", ""),
]  # fmt: skip


@pytest.mark.parametrize(("record", "line", "short", "time"), OTHERS)
def test_every_other_kind_in_plain_words(record, line, short, time):
    assert (phrase(record), title(record), when(record)) == (line, short, time)


def test_every_kind_is_spoken_of_here():
    spoken = {read(text, now=NOW)[0]["kind"] for text, *_ in SAID} | {r["kind"] for r, *_ in OTHERS}
    assert spoken == set(Kind)


def test_when_is_the_entrys_own_local_time():
    record = {"kind": "episode", "start": "2026-07-01T23:59:59-03:30", "tz": "America/St_Johns"}
    assert when(record) == "2026-07-01 23:59:59 -03:30"
    assert when({"kind": "sleep", "date": "2026-11-20", "end": T}) == "2026-11-20"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (0.4, "0 s"), (40, "40 s"), (60, "1 min"), (125, "2 min 5 s"),
     (5400, "1 h 30 min"), (3605, "1 h 5 s"), (90_000, "25 h")],
)  # fmt: skip
def test_durations_in_words(seconds, words):
    assert lasted(seconds) == words


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("a\nb\r\nc\rd\u2028e", "a ⏎ b ⏎ c ⏎ d ⏎ e"),
        ("a\tb", "a b"),
        ("\x1b[2Jred\x9b0m\x00\x07\x7f", "[2Jred0m"),
        ("\u202eabc\u202c\u2066d\u2069", "abcd"),
        ("a\u200bb\ufeffc\u200ed\u00ade\u2060", "abcde"),
        ("\U000e0041tag", "tag"),
        ("half \ud800", "half \ufffd"),
        ("[/red] {x} $\\frac{", "[/red] {x} $\\frac{"),
        ("naïve 日本 עברית 👍", "naïve 日本 עברית 👍"),
    ],
)
def test_printable_leaves_words_and_takes_tricks(text, seen):
    assert printable(text) == seen


@pytest.mark.parametrize(
    ("limit", "seen"), [(9, "123456789"), (8, "1234567…"), (1, "…"), (None, "123456789")]
)
def test_printable_clips_with_an_ellipsis(limit, seen):
    assert printable("123456789", limit) == seen


def test_a_notes_markup_and_lines_stay_one_harmless_line():
    note = "[/red]\x1b]52;c;aGk=\x07\nsecond \u202eline " + "x" * 200
    record = {"kind": "event", "date": "2026-11-20", "event": "other", "note": note}
    line = phrase(record)
    assert line.startswith('note: "[/red]]52;c;aGk= ⏎ second line xxx')
    assert line.endswith('x…"')
    assert len(line) == len('note: ""') + 80


@given(text=st.text(), limit=st.none() | st.integers(1, 50))
def test_printable_has_no_control_characters_and_is_settled(text, limit):
    seen = printable(text, limit)
    categories = {unicodedata.category(c) for c in seen}
    assert categories.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert not any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLI", "PDF"} for c in seen)
    assert printable(seen, limit) == seen
    assert limit is None or len(seen) <= limit


NAMED = ("medication", "dose", "substance", "factor", "trial")


@given(kind=st.sampled_from(NAMED), name=st.text(min_size=1), unit=st.text())
def test_no_name_puts_a_control_character_into_a_phrase(kind, name, unit):
    record = {"kind": kind, "name": name, "time": T, "start_date": "2026-11-01", "factor": name,
              "value": 1.0, "dose": 1.0, "unit": unit}  # fmt: skip
    for line in (phrase(record), title(record)):
        assert {unicodedata.category(c) for c in line}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
