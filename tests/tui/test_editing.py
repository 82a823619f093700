"""The form of an entry: one line for each field, checked at once, and never lost."""

import pytest
from textual.widgets import Input

from tracker.tui.dialogs.edit import Edit
from tracker.vocabulary import Kind


@pytest.fixture
def coffee():
    return {
        "kind": "caffeine",
        "time": "2026-11-20T08:30:00+01:00",
        "item": "coffee, brewed",
        "tz": "Europe/Berlin",
    }


def line(person, name):
    return next(found for found in person.app.screen.query(Input) if found.name == name)


async def replace(person, name, text):
    line(person, name).focus()
    await person.press("ctrl+u", "ctrl+k")
    line(person, name).value = text
    await person.settle()


async def test_enter_on_an_entry_opens_its_form(start, coffee):
    async with start([coffee], keys=("f2", "enter")) as person:
        assert isinstance(person.app.screen, Edit)
        assert line(person, "time").value == "2026-11-20 08:30"
        assert line(person, "mg").value == "96"


async def test_a_changed_field_is_saved_and_the_others_stay(start, coffee):
    async with start([coffee], keys=("f2", "enter")) as person:
        await replace(person, "note", "with milk")
        await person.press("enter")
        assert person.records(Kind.CAFFEINE) == [
            {
                "time": "2026-11-20T08:30:00+01:00",
                "mg": 96,
                "item": "coffee, brewed",
                "note": "with milk",
            }
        ]


async def test_a_time_that_has_not_come_yet_is_refused_and_stays_to_be_mended(start, coffee):
    async with start([coffee], keys=("f2", "enter")) as person:
        await replace(person, "time", "2026-11-21 08:30")
        await person.press("enter")
        assert "must be no later than now" in person.words
        assert line(person, "time").value == "2026-11-21 08:30"
        assert person.records(Kind.CAFFEINE)[0]["time"] == "2026-11-20T08:30:00+01:00"
        await replace(person, "time", "2026-11-19 08:30")
        await person.press("enter")
        assert person.records(Kind.CAFFEINE)[0]["time"] == "2026-11-19T08:30:00+01:00"


async def test_an_old_sign_that_is_said_only_now_to_have_lasted_raises_the_banner(start):
    pain = {"kind": "symptom", "time": "2026-08-20T09:00:00+02:00", "symptom": "chest_pain"}
    async with start([pain], keys=("f2", "enter")) as person:
        await replace(person, "resolved_time", "2026-11-20 09:30")
        await person.press("enter")
        await person.press("f1")
        assert "Danger symptom" in person.words


async def test_other_servings_give_another_amount(start, coffee):
    async with start([coffee], keys=("f2", "enter")) as person:
        await replace(person, "servings", "2")
        await person.press("enter")
        assert person.records(Kind.CAFFEINE)[0]["mg"] == 192


async def test_a_wrong_value_is_told_beside_the_form_and_nothing_is_saved(start, twitch):
    async with start([twitch()], keys=("f2", "enter")) as person:
        await replace(person, "intensity", "11")
        assert "intensity must be a whole number from 0 to 10" in person.screen
        await person.press("enter")
        assert isinstance(person.app.screen, Edit)
        assert "intensity" not in person.records(Kind.EPISODE)[0]


async def test_a_refused_time_is_told_in_the_words_of_its_hint(start, twitch):
    async with start([twitch()], keys=("f2", "enter")) as person:
        await replace(person, "start", "Q")
        hint = "start must be 08:30, -20m, yesterday 22:10 or a day and a time"
        assert hint in person.words
        await person.press("tab", "enter")
        assert hint in person.words
        assert person.app.focused.name == "start"
        assert "offset" not in person.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("tz", "Berlin", "time zone must be the IANA name of a time zone"),
        ("end", "2026-11-20 08:00", "end must be no earlier than start"),
    ],
)
async def test_what_is_refused_takes_the_cursor_there_and_says_why(
    start, twitch, field, typed, says
):
    async with start([twitch()], keys=("f2", "enter")) as person:
        await replace(person, field, typed)
        await replace(person, "intensity", "4")
        await person.press("enter")
        assert isinstance(person.app.screen, Edit)
        assert person.app.focused.name == field
        assert says in person.words
        await person.press("backspace")
        assert says not in person.words or field == "tz"


async def test_an_empty_line_clears_a_field_but_not_a_needed_one(start, twitch):
    async with start([twitch(intensity=4)], keys=("f2", "enter")) as person:
        await replace(person, "intensity", "")
        await person.press("enter")
        assert "intensity" not in person.records(Kind.EPISODE)[0]
        await person.press("enter")
        await replace(person, "start", "")
        await person.press("enter")
        assert "start is needed" in person.screen


async def test_esc_keeps_a_change_for_the_next_time(start, coffee):
    async with start([coffee], keys=("f2", "enter")) as person:
        await replace(person, "note", "half a page")
        await person.press("escape")
        assert not isinstance(person.app.screen, Edit)
        assert "note" not in person.records(Kind.CAFFEINE)[0]
        await person.press("enter")
        assert line(person, "note").value == "half a page"
        await person.press("ctrl+r")
        assert line(person, "note").value == ""
        await person.press("escape", "enter")
        assert line(person, "note").value == ""


async def test_esc_leaves_at_once_when_nothing_was_changed(start, coffee):
    async with start([coffee], keys=("f2", "enter", "escape")) as person:
        assert not isinstance(person.app.screen, Edit)


async def test_an_entry_changed_elsewhere_meanwhile_is_not_overwritten(start, coffee, clock):
    async with start([coffee], keys=("f2", "enter")) as person:
        (entry,) = person.entries()
        person.store.edit(entry.id, {"mg": 140}, now=clock())
        await replace(person, "mg", "50")
        await person.press("enter")
        assert "changed elsewhere" in person.screen
        assert line(person, "mg").value == "50"
        assert person.records(Kind.CAFFEINE)[0]["mg"] == 140


async def test_a_note_that_one_line_cannot_hold_is_shown_and_stays(start, coffee):
    note = "first line\nsecond \x1b[2J line" + "z" * 5000
    async with start([{**coffee, "note": note}], keys=("f2", "enter")) as person:
        assert "first line ⏎ second" in person.screen
        await replace(person, "mg", "50")
        await person.press("enter")
        assert person.records(Kind.CAFFEINE)[0]["note"] == note


async def test_every_kind_has_a_form_that_saves_nothing_by_itself(start, one_of_each, clock):
    async with start(one_of_each, size=(100, 40)) as person:
        for entry in person.entries():
            person.app.edit_entry(entry.id)
            await person.settle()
            assert isinstance(person.app.screen, Edit)
            await person.press("enter")
            assert not isinstance(person.app.screen, Edit)
        assert {e.version for e in person.entries()} == {1}
