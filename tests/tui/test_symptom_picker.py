"""The list behind `y`: everyday words find something, and an Enter alone finds no warning sign."""

import pytest
from textual.widgets import OptionList

from tracker.entry.mild_words import mild_words
from tracker.vocabulary import Kind


def lines(person):
    listing = person.app.screen.query_one(OptionList)
    return [option.id for option in listing.options]


def pre_chosen(person):
    option = person.app.screen.query_one(OptionList).highlighted_option
    return option and option.id


async def test_a_headache_is_no_emergency_in_three_keys(start):
    async with start(keys="y") as person:
        await person.type("headache")
        assert "Worst-ever headache" in person.words
        assert "a warning sign: sudden, the worst of your life" in person.words
        await person.press("enter", "n")
        assert person.entries() == []


async def test_it_may_be_kept_as_a_note(start):
    async with start(keys="y") as person:
        await person.type("headache")
        assert "Keep “headache” as a note" in person.words
        await person.press("down", "down", "enter")
        assert person.records(Kind.SYMPTOM) == []
        assert person.records(Kind.EVENT) == [
            {"date": "2026-11-20", "event": "other", "note": "headache"}
        ]


async def test_a_note_of_an_earlier_day_is_that_days(start):
    async with start(keys=("left", "y")) as person:
        await person.type("dizzy")
        await person.press("up", "enter")
        assert person.records(Kind.EVENT)[0]["date"] == "2026-11-19"


async def test_a_warning_sign_is_chosen_on_purpose_with_its_meaning_in_the_question(start):
    async with start(keys="y") as person:
        await person.type("headache")
        await person.press("down", "enter")
        await person.until("How did it begin?")
        assert "Sudden, the worst of your life. How did it begin?" in person.words
        await person.press("g")
        assert person.records(Kind.SYMPTOM)[0]["symptom"] == "severe_headache"


@pytest.mark.parametrize("typed", ["numb", "dizzy", "fits", "chest", "short of breath", "headach"])
async def test_a_warning_sign_is_offered_and_not_chosen(start, typed):
    async with start(keys="y") as person:
        await person.type(typed)
        assert pre_chosen(person) is None
        assert "a warning sign" in person.words or typed == "headach"
        await person.press("enter")
        assert person.entries() == []


async def test_a_sign_that_is_logged_most_is_not_what_an_enter_takes(start):
    fainted = {"kind": "symptom", "symptom": "fainting", "time": "2026-11-10T08:00:00+01:00"}
    async with start([fainted], keys="y") as person:
        assert lines(person)[0] == "fainting"
        assert pre_chosen(person) == "palpitations"


@pytest.mark.parametrize(
    ("typed", "symptom"),
    [
        ("trembling", "tremor"),
        ("can't sleep", "insomnia"),
        ("ringing ears", "hearing_change"),
        ("leg cramp", "muscle_cramp"),
        ("blurry", "blurred_vision"),
        ("chest pain", "chest_pain"),
    ],
)
async def test_a_plain_word_or_a_signs_own_name_is_what_an_enter_takes(start, typed, symptom):
    async with start(keys="y") as person:
        await person.type(typed)
        assert pre_chosen(person) == symptom


@pytest.mark.parametrize("typed", ["pins and needles", "tingly", "crooked mouth", "clumsy"])
async def test_everyday_words_show_what_they_may_mean(start, typed):
    async with start(keys="y") as person:
        await person.type(typed)
        assert set(mild_words()[typed]) <= set(lines(person))
        assert pre_chosen(person) is None


async def test_a_slip_shows_the_nearest(start):
    async with start(keys="y") as person:
        await person.type("tremr")
        assert lines(person)[0] == "tremor"
        assert "Nothing is called that. The nearest are shown." in person.words
        await person.press("enter")
        assert person.entries() == []
        await person.press("down", "enter")
        assert person.records(Kind.SYMPTOM)[0]["symptom"] == "tremor"
