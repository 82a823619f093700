"""The evening check-in: few keys, and nothing is written that was not shown before it was taken."""

import pytest

from tracker.tui.dialogs.line import Line
from tracker.tui.nights import is_whole
from tracker.vocabulary import Kind

NIGHT = {"start": "2026-11-19T23:10:00+01:00", "end": "2026-11-20T06:40:00+01:00"}


def nights(start="23:10", end="06:40", days=(17, 18, 19)):
    """Nights that make a habit."""
    return [
        {
            "kind": "sleep",
            "date": f"2026-11-{day}",
            "start": f"2026-11-{day - 1}T{start}:00+01:00",
            "end": f"2026-11-{day}T{end}:00+01:00",
            "tz": "Europe/Berlin",
        }
        for day in days
    ]


def of_today(person):
    return sorted(e.kind for e in person.entries() if f"{e.local_date}" == "2026-11-20")


def last_night(person):
    (night,) = (r for r in person.records(Kind.SLEEP) if r["date"] == "2026-11-20")
    return {name: value for name, value in night.items() if name != "date"}


async def test_the_usual_night_is_shown_before_enter_takes_it(start):
    async with start(nights(), keys="e") as person:
        await person.until("slept 7 h 30 min (23:10–06:40), 2026-11-20")
        assert of_today(person) == []
        for key in ("enter", "4", "x"):
            await person.press(key)
        assert last_night(person) == NIGHT
        assert of_today(person) == [Kind.DAY, Kind.SLEEP, Kind.STRESS]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2310640", NIGHT),
        ("2310-0640", NIGHT),
        ("23:10-6:40", NIGHT),
        ("23100640", NIGHT),
        ("23-640", NIGHT | {"start": "2026-11-19T23:00:00+01:00"}),
        ("q7 2310-640", NIGHT | {"quality": 7}),
        ("-0710", NIGHT | {"end": "2026-11-20T07:10:00+01:00"}),
    ],
)
async def test_the_last_digit_of_a_night_saves_it_and_the_next_digit_is_stress(
    start, typed, expected
):
    async with start(nights(), keys="e") as person:
        await person.pilot.press(*(" " if each == " " else each for each in typed))
        await person.settle()
        assert last_night(person) == expected
        await person.press("4")
        assert person.records(Kind.STRESS)[0]["stress"] == 4


async def test_the_other_end_stays_the_usual_one_and_is_shown(start):
    async with start(nights(), keys="e") as person:
        await person.type("2340-")
        await person.until("slept 7 h (23:40–06:40)")
        await person.press("enter")
        assert last_night(person) == NIGHT | {"start": "2026-11-19T23:40:00+01:00"}


async def test_without_a_habit_one_end_alone_is_no_night(start):
    async with start(nights(days=(18, 19)), keys="e") as person:
        await person.type("-0640")
        await person.press("enter")
        assert of_today(person) == []
        assert isinstance(person.app.screen, Line)


async def test_a_night_that_has_not_ended_today_is_no_other_night(start, clock):
    clock.pass_by(hours=-4)
    async with start(keys="e") as person:
        await person.type("2310640")
        assert person.entries() == []
        assert "end must be no later than now" in person.words


async def test_keys_typed_all_at_once_arrive_in_order(start):
    async with start(nights()) as person:
        await person.pilot.press("e", *"2330-")
        await person.settle()
        for key in ("enter", "4", "x"):
            await person.press(key)
        assert last_night(person)["start"] == "2026-11-19T23:30:00+01:00"


async def test_enter_out_of_habit_after_the_last_digit_says_nothing_of_the_day(start):
    stress = {"kind": "stress", "time": "2026-11-20T09:00:00+01:00", "stress": 3}
    async with start([stress], keys="e") as person:
        await person.type("2310640")
        await person.press("enter", "enter")
        assert person.records(Kind.DAY) == []
        await person.press("x")
        assert person.records(Kind.DAY) == [{"date": "2026-11-20", "status": "clear"}]


async def test_a_night_that_was_left_is_brought_back_and_waits_for_enter(start):
    async with start(keys="s") as person:
        await person.type("2310-0640")
        await person.press("escape", "e")
        assert of_today(person) == []
        await person.press("enter")
        assert last_night(person) == NIGHT


async def test_every_question_can_be_left_open(start):
    async with start(nights(), keys=("e", "escape", "escape", "n")) as person:
        assert of_today(person) == []


async def test_the_questions_are_counted(start):
    async with start(keys="e") as person:
        assert "1 of 3: Last night" in person.screen
        await person.press("escape")
        assert "2 of 3: Stress" in person.screen
        await person.press("4")
        assert "3 of 3: The day" in person.screen


async def test_s_offers_the_usual_night_and_typing_replaces_it(start):
    async with start(nights(), keys="s") as person:
        await person.type("2200-0500")
        assert of_today(person) == []
        await person.press("enter")
        assert last_night(person)["start"] == "2026-11-19T22:00:00+01:00"


async def test_with_the_night_recorded_none_is_offered(start):
    async with start(nights(days=(17, 18, 19, 20)), keys="s") as person:
        assert "Recorded already: slept 7 h 30 min (23:10–06:40)" in person.words
        await person.press("enter")
        assert len(person.records(Kind.SLEEP)) == 4


async def test_a_click_on_a_digit_is_the_digit(start):
    async with start(keys="r") as person:
        lines = person.screen.splitlines()
        (row,) = (n for n, line in enumerate(lines) if " 4   5 " in line)
        await person.pilot.click(offset=(lines[row].index(" 4 ") + 1, row))
        await person.settle()
        assert person.records(Kind.STRESS)[0]["stress"] == 4


@pytest.mark.parametrize("text", ["2310", "2310-", "2310-064", "231064", "2310-103", "7.5", "23-7"])
def test_a_night_that_may_go_on_is_not_whole(text):
    assert not is_whole(text)


@pytest.mark.parametrize("text", ["2310-1030", "930-1030", "0130640", "-640", "q10 2310640"])
def test_a_night_with_both_ends_is_whole(text):
    assert is_whole(text)
