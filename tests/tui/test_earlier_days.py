"""Going back on the strip or onto a row: the same keys write there, and ask for the time."""

from datetime import date

import pytest

from tracker.tui.dialogs.line import Line
from tracker.vocabulary import Kind

WEDNESDAY = {"kind": "stress", "time": "2026-11-18T21:15:00+01:00", "stress": 3}
BACK_TO_WEDNESDAY = ("left", "left")


async def test_left_shows_the_day_before_and_escape_today_again(start):
    async with start([WEDNESDAY], keys=BACK_TO_WEDNESDAY) as person:
        assert "Wed 18 Nov" in person.screen
        assert "stress 3/10" in person.screen
        await person.press("escape")
        assert "Nothing yet today" in person.screen


async def test_no_day_lies_ahead(start):
    async with start(keys=("left", "right", "right")) as person:
        assert "Fri 20 Nov" in person.screen


async def test_t_on_an_earlier_day_asks_when_and_writes_there(start):
    async with start(keys=(*BACK_TO_WEDNESDAY, "t")) as person:
        assert person.entries() == []
        await person.type("2230")
        await person.until("2026-11-18 22:30 +01:00")
        await person.press("enter")
        assert person.records(Kind.EPISODE) == [{"start": "2026-11-18T22:30:00+01:00"}]
        await person.press("6")
        assert person.records(Kind.EPISODE)[0]["intensity"] == 6


async def test_nothing_is_written_without_a_time(start):
    async with start(keys=(*BACK_TO_WEDNESDAY, "c", "enter")) as person:
        assert isinstance(person.app.screen, Line)
        await person.type("sometime")
        await person.press("enter")
        assert person.entries() == []
        assert "time must be 2230, 22:30, -20m or yesterday 22:10" in person.words


async def test_before_the_day_starts_a_time_is_still_of_that_day(start):
    profile = {"kind": "profile", "day_starts_at": "04:00"}
    async with start([profile], keys=(*BACK_TO_WEDNESDAY, "t")) as person:
        await person.type("0130")
        await person.press("enter")
        (entry,) = person.entries(Kind.EPISODE)
        assert entry.record["start"] == "2026-11-19T01:30:00+01:00"
        assert entry.local_date == date(2026, 11, 18)


async def test_a_row_offers_its_time_and_asks(start, twitch):
    async with start([twitch(30)], keys=("down", "c")) as person:
        assert person.entries(Kind.CAFFEINE) == []
        await person.until("2026-11-20 09:30 +01:00")
        await person.press("enter")
        assert person.records(Kind.CAFFEINE)[0]["time"] == "2026-11-20T09:30:00+01:00"


async def test_off_the_row_keys_mean_now_again(start, twitch):
    async with start([twitch(30)], keys=("down", "up", "c")) as person:
        assert person.records(Kind.CAFFEINE)[0]["time"] == "2026-11-20T10:00:00+01:00"


async def test_enter_without_a_cursor_opens_the_newest_entry(start, twitch):
    async with start([twitch(30), twitch(20)], keys="enter") as person:
        assert "2026-11-20 09:40" in person.app.screen.query("Input").first().value


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2310-0640", {"start": "2026-11-17T23:10:00+01:00", "end": "2026-11-18T06:40:00+01:00"}),
        ("23-640 q7", {"start": "2026-11-17T23:00:00+01:00", "quality": 7}),
        ("7.5", {"hours": 7.5}),
        ("8h", {"hours": 8}),
    ],
)
async def test_the_night_is_the_one_before_that_day(start, typed, stored):
    async with start(keys=(*BACK_TO_WEDNESDAY, "s")) as person:
        await person.type(typed)
        await person.press("enter")
        (night,) = person.records(Kind.SLEEP)
        assert night["date"] == "2026-11-18"
        assert stored.items() <= night.items()


async def test_x_states_that_day_and_takes_it_back_to_unknown(start):
    async with start(keys=(*BACK_TO_WEDNESDAY, "x")) as person:
        assert person.records(Kind.DAY) == [{"date": "2026-11-18", "status": "clear"}]
        await person.press("x")
        assert "You said that it was without twitches on Wed 18 Nov." in person.words
        await person.press("u")
        assert person.records(Kind.DAY) == []
        await person.press("u")
        assert len(person.records(Kind.DAY)) == 1


async def test_the_check_in_is_about_the_day_that_is_shown(start):
    async with start(keys=(*BACK_TO_WEDNESDAY, "e")) as person:
        await person.type("7.5")
        await person.press("enter")
        await person.press("4")
        await person.type("2100")
        await person.press("enter")
        await person.press("x")
        assert {entry.local_date for entry in person.entries()} == {date(2026, 11, 18)}
        assert sorted(entry.kind for entry in person.entries()) == ["day", "sleep", "stress"]


async def test_a_click_on_the_strip_goes_to_a_day(start):
    async with start([WEDNESDAY]) as person:
        strip = person.app.screen.query_one("DayStrip")
        await person.pilot.click(strip, offset=(11 * 4 + 2, 2))
        await person.settle()
        assert "Wed 18 Nov" in person.screen
