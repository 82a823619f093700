"""The first time: three questions that may stay open, and are not asked again."""

import pytest
from textual.widgets import Input

from tracker import settings
from tracker.tui.chosen import Chosen, chosen
from tracker.tui.dialogs.welcome import Welcome
from tracker.vocabulary import Kind


def asked(person):
    return isinstance(person.app.screen, Welcome)


async def test_a_new_diary_asks_three_questions_at_most(start):
    async with start(chosen=chosen()) as person:
        assert asked(person)
        assert len(person.app.screen.query(Input)) <= 3
        await person.type("112")
        await person.press("tab")
        await person.type("41")
        await person.press("tab")
        await person.type("04:00")
        await person.press("enter")
        assert not asked(person)
        assert person.records(Kind.PROFILE) == [
            {"age": 41, "emergency_number": "112", "day_starts_at": "04:00"}
        ]
    assert chosen().welcomed


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_what_was_skipped_is_not_asked_again(start, key):
    async with start(chosen=chosen()) as person:
        await person.press(key)
        assert not asked(person)
        assert person.entries() == []
    async with start(chosen=chosen()) as person:
        assert not asked(person)
        assert "Nothing yet today." in person.screen


async def test_an_answer_that_makes_no_sense_is_said_and_nothing_is_saved(start):
    async with start(chosen=chosen()) as person:
        await person.press("tab")
        await person.type("old")
        await person.press("enter")
        assert "age must be a whole number from 0 to 120" in person.words
        assert person.entries() == []
        assert asked(person)


async def test_why_an_answer_is_refused_is_said_wherever_the_cursor_was(start):
    async with start(chosen=chosen()) as person:
        await person.press("tab")
        await person.type("200")
        await person.press("tab", "enter")
        assert "age must be a whole number from 0 to 120" in person.words
        assert person.app.focused.name == "age"
        await person.press("backspace")
        assert "age must be" not in person.words


async def test_in_the_least_window_every_question_can_be_reached(start):
    async with start(chosen=chosen(), size=(40, 15)) as person:
        await person.press("tab", "tab")
        await person.type("03:00")
        assert "03:00" in person.screen
        await person.press("enter")
        assert person.records(Kind.PROFILE) == [{"day_starts_at": "03:00"}]


async def test_a_diary_with_entries_is_not_asked(start, twitch):
    async with start([twitch()], chosen=chosen()) as person:
        assert not asked(person)


async def test_the_sample_diary_asks_nothing_and_keeps_nothing(start):
    async with start(chosen=chosen(), demo=True) as person:
        assert not asked(person)
        person.app.theme = "nord"
        await person.settle()
    assert settings.stated("theme") is None


async def test_tests_and_programs_without_settings_are_not_asked(start):
    async with start() as person:
        assert not asked(person)


async def test_a_settings_file_that_cannot_be_written_is_told_and_no_more(start, monkeypatch):
    monkeypatch.setattr(settings, "_write", lambda *_: 1 / 0)
    async with start(chosen=Chosen()) as person:
        await person.press("escape")
        assert "ZeroDivisionError" in person.said[-1]
        await person.press("t")
        assert len(person.entries()) == 1
