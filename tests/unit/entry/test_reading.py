"""A line of quick entry while it is typed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.diary import Diary
from tracker.entry.quick import read
from tracker.entry.reading import reading
from tracker.errors import DataError
from tracker.medication import plan

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
COURSE = {
    "kind": "medication",
    "name": "Lithium Carbonate",
    "start_date": "2026-11-01",
    "schedule": ["08:00"],
    "dose": 300,
    "unit": "mg",
}


def medicines():
    return plan(Diary.from_records([COURSE]), NOW)


def test_a_whole_line_is_said_back_with_its_times():
    found = reading("twitch 6 left upper lip; coffee 8:30", NOW)
    assert found.problem is None
    assert found.said == (
        "twitch 6/10, left upper lip, 2026-11-20 10:00 +01:00",
        "coffee, brewed, 96 mg, 2026-11-20 08:30 +01:00",
    )
    assert list(found.records) == read("twitch 6 left upper lip; coffee 8:30", now=NOW)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("tw", "twitch"),
        ("gre", "green tea"),
        ("green t", "green tea"),
        ("2x gre", "green tea"),
        ("decaf c", "decaf coffee"),
        ("twitch 6 fl", "flutter"),
        ("twitch 6 left upper l", "upper lip"),
        ("twitch at r", "at rest"),
        ("stress 6 fat", "fatigue"),
        ("slept 7h q", "quality"),
        ("took pred", "prednisone"),
        ("twitch; gre", "green tea"),
        ("numb fa", "numb face"),
    ],
)
def test_a_word_is_completed_by_what_stands_before_it(text, offered):
    found = reading(text, NOW)
    assert offered in found.completions
    assert reading(found.completed(offered).strip(), NOW).problem in {None, *_unfinished(offered)}


def _unfinished(offered):
    """What is left to say after some completions that are not whole entries."""
    if offered == "fatigue":
        return ["fatigue must be given: a whole number from 0 to 10. Try: fatigue 4"]
    if offered == "quality":
        hint = 'Try: slept 23:10-06:40 q7 w2, or slept 7.5h. A note stands in quotes: "…"'
        return [f'word 3, "quality", is not understood. {hint}']
    return []


def test_own_medicines_come_before_the_list_and_names_may_have_several_words():
    found = reading("took lith", NOW, medicines=medicines, names=("Lithotabs",))
    assert found.completions[:2] == ("Lithium Carbonate", "Lithotabs")
    longer = reading("took lithium ca", NOW, medicines=medicines)
    assert longer.completed(longer.completions[0]) == "took Lithium Carbonate "


def test_a_dose_is_said_with_what_its_course_knows():
    found = reading("took lithium carbonate", NOW, medicines=medicines)
    assert found.said[0].startswith("took Lithium Carbonate 300 mg, due 2026-11-20 08:00")


def test_medicines_are_not_asked_for_without_need():
    def never():
        raise AssertionError

    assert reading("twitch 6; coffee", NOW, medicines=never).problem is None


def test_the_cursor_may_stand_anywhere():
    found = reading("twitch 6 fl; coffee", NOW, cursor=11)
    assert found.completions == ("flutter", "fluttering")
    assert found.completed("flutter") == "twitch 6 flutter ; coffee"
    assert reading("twitch 6 fl; coffee", NOW, cursor=5).completions == (
        "twitch",
        "twitch in sleep",
    )


def test_what_is_understood_so_far_is_said_without_a_time():
    found = reading("coffee 2x; twitch 6 left upp", NOW)
    assert found.said == (
        "2 × coffee, brewed, 192 mg, 2026-11-20 10:00 +01:00",
        "twitch 6/10, left side …",
    )
    assert [record["kind"] for record in found.records] == ["caffeine"]
    assert found.problem.startswith('entry 2, word 4, "upp", is not understood.')


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("coffe 2x", "coffee 2x"),
        ("twitch 6 uper lip", "twitch 6 upper lip"),
        ("twitch 6 fluter 40s", "twitch 6 flutter 40s"),
        ("twitch; cofee 8:30", "twitch; coffee 8:30"),
        ('twitch "a; cofee" rythmic 3m', 'twitch "a; cofee" rhythmic 3m'),
    ],
)
def test_a_typo_is_answered_with_the_nearest_word(text, corrected):
    found = reading(text, NOW)
    assert found.problem
    assert found.corrected() == corrected
    assert reading(corrected, NOW).problem is None


@pytest.mark.parametrize(
    "text",
    ["twitch yesterda 9:00", "twitch 6 mun 9:00", "twitch 23:59", "coffee 8;30", "coffee noww"],
)
def test_a_time_is_never_suggested_nor_guessed(text):
    found = reading(text, NOW)
    assert found.problem
    assert found.instead is None
    assert found.completions == ()
    assert not any("2026" in said for said in found.said[-1:])


@pytest.mark.parametrize("text", ["twitch lip", "weakness", "twitch other"])
def test_what_leaves_open_which_is_not_decided(text):
    assert reading(text, NOW).instead is None


def test_nothing_is_offered_inside_a_note():
    assert reading('coffee "twi', NOW).completions == ()
    assert reading('coffee "twi"', NOW, cursor=11).completions == ()


@given(text=st.text(max_size=60), cursor=st.integers(-3, 80))
def test_any_text_is_read_without_an_error_and_agrees_with_the_grammar(text, cursor):
    found = reading(text, NOW, cursor=cursor, medicines=medicines)
    try:
        records = read(text, now=NOW, medicines=medicines)
    except DataError:
        assert (
            found.problem
            or not text.strip(" ,;\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0")
            or not found.records
        )
    else:
        assert found.problem is None
        assert list(found.records) == records
    assert 0 <= found.start <= found.end <= len(text)


WORDS = """
    twitch coffee took lithium 6 left upper lip fl 2x ; ;; 8:30 yest "note stress fat q7 , slept
    """


@given(words=st.lists(st.sampled_from(WORDS.split()), max_size=8), data=st.data())
def test_words_of_the_grammar_agree_too_and_completions_fit_their_place(words, data):
    text = " ".join(words)
    found = reading(text, NOW, cursor=data.draw(st.integers(0, len(text))), medicines=medicines)
    try:
        records = read(text, now=NOW, medicines=medicines)
    except DataError:
        assert found.problem or not text.strip(" ,;")
    else:
        assert (found.problem, list(found.records)) == (None, records)
    for completion in found.completions:
        assert completion in found.completed(completion)
