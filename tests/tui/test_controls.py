"""The controls of a form: each is filled in by keys alone, and empty stays not recorded."""

import pytest

from tracker.entry.heads import symptom_named
from tracker.fields import FIELDS
from tracker.tui.widgets.details import Details
from tracker.tui.widgets.face import KEYS, Face
from tracker.tui.widgets.lookup import Lookup
from tracker.tui.widgets.pick import Pick
from tracker.vocabulary import Kind, Site


async def opened(person, kind):
    await person.press("n")
    await person.type(kind)
    await person.press("enter")


def control(person, of, name):
    return next(found for found in person.app.screen.query(of) if name in found.texts())


async def test_the_face_has_a_key_for_every_place(start):
    assert set(KEYS.values()) == set(Site)
    async with start(keys=("n", "enter")) as person:
        control(person, Face, "sites").focus()
        await person.press("u", "c", "m", "c")
        assert "● upper lip" not in person.screen
        assert "u ●upper lip" in person.screen
        await person.press("enter")
        assert person.records(Kind.EPISODE)[0]["sites"] == ["upper_lip", "mouth_corner"]


async def test_every_place_can_be_chosen_and_taken_away(start):
    async with start(keys=("n", "enter")) as person:
        face = control(person, Face, "sites")
        face.focus()
        await person.press(*KEYS)
        assert len(face.texts()["sites"].split(", ")) == len(Site)
        await person.press("backspace", "enter")
        assert "sites" not in person.records(Kind.EPISODE)[0]


async def test_a_choice_is_made_by_arrows_or_its_first_letter(start):
    async with start(keys=("n", "enter")) as person:
        side = control(person, Pick, "side")
        side.focus()
        await person.press("right", "right")
        assert side.value == "right"
        assert "[right]" in person.screen
        await person.press("b")
        assert side.value == "both"
        await person.press("backspace", "l", "enter")
        assert person.records(Kind.EPISODE)[0]["side"] == "left"


async def test_details_are_yes_no_or_not_recorded(start):
    async with start(keys=("n", "enter")) as person:
        details = control(person, Details, "asleep")
        details.focus()
        await person.press("right", "y", "n", "space", "space", "backspace", "enter")
        record = person.records(Kind.EPISODE)[0]
        assert {k: v for k, v in record.items() if k != "start"} == {
            "asleep": True,
            "closed_eye": False,
        }


async def test_the_details_say_what_they_mean(start):
    async with start(keys=("n", "enter"), size=(100, 40)) as person:
        control(person, Details, "asleep").focus()
        await person.settle()
        await person.press("right")
        assert "it happened during sleep" in person.words


async def test_a_night_is_two_times_of_day(start):
    async with start() as person:
        await opened(person, "sleep")
        person.app.screen.put_back({"start": "2310", "end": "06:40"})
        await person.press("enter")
        (night,) = person.records(Kind.SLEEP)
        assert night == {
            "date": "2026-11-20",
            "start": "2026-11-19T23:10:00+01:00",
            "end": "2026-11-20T06:40:00+01:00",
        }
        await person.press("enter")
        texts = person.app.screen.texts()
        assert (texts["start"], texts["end"]) == ("23:10", "06:40")


async def test_another_day_of_waking_takes_the_times_along(start):
    night = {
        "kind": "sleep",
        "date": "2026-11-20",
        "start": "2026-11-20T00:10:00+01:00",
        "end": "2026-11-20T06:40:00+01:00",
    }
    async with start([night], keys="enter") as person:
        person.app.screen.put_back({"date": "2026-11-19"})
        await person.press("enter")
        (moved,) = person.records(Kind.SLEEP)
        assert moved["start"] == "2026-11-19T00:10:00+01:00"
        assert moved["end"] == "2026-11-19T06:40:00+01:00"


@pytest.mark.parametrize("typed", ["8, 20", "0800 2000", "08:00,20:00"])
async def test_a_schedule_is_times_of_day(start, typed):
    async with start() as person:
        await opened(person, "medication")
        person.app.screen.put_back({"name": "lithium", "schedule": typed})
        await person.press("enter")
        assert person.records(Kind.MEDICATION)[0]["schedule"] == ["08:00", "20:00"]


async def test_a_symptom_is_searched_by_its_plain_words(start):
    async with start() as person:
        await opened(person, "symptom")
        await person.press("down")
        await person.type("eye strain")
        await person.press("enter", "enter")
        assert person.records(Kind.SYMPTOM)[0]["symptom"] == symptom_named("eye strain")


@pytest.mark.parametrize("typed", ["lith", "lithium"])
async def test_the_list_is_searched_with_what_was_typed(start, typed):
    async with start() as person:
        await opened(person, "medication")
        await person.type(typed)
        await person.press("down")
        assert person.app.screen.query_one("Input").value == typed


async def test_a_name_that_was_chosen_hides_no_other(start):
    async with start() as person:
        await opened(person, "medication")
        await person.type("lith")
        await person.press("down", "enter", "down")
        assert person.app.screen.query_one("Input").value == ""


async def test_names_of_ones_own_come_before_the_list(start):
    dose = {"kind": "dose", "name": "Magnesiamed", "time": "2026-11-19T20:00:00+01:00"}
    async with start([dose]) as person:
        await opened(person, "dose")
        name = next(found for found in person.app.screen.query(Lookup) if found.name == "name")
        name.focus()
        await person.type("mag")
        await person.press("right", "enter")
        assert person.records(Kind.DOSE)[0]["name"] == "Magnesiamed"


async def test_choices_that_were_not_saved_come_back(start):
    async with start(keys=("n", "enter")) as person:
        control(person, Pick, "side").focus()
        await person.press("l", "escape", "n", "enter")
        assert control(person, Pick, "side").value == "left"
        assert person.entries() == []


def test_every_choice_of_a_field_can_be_reached_by_its_first_letters():
    for fields in FIELDS.values():
        for field in fields:
            words = [choice.replace("_", " ") for choice in field.choices]
            assert len(words) == len(set(words))
