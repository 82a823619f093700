"""What changes while the program is open: other writers, midnight, the file itself."""

import pytest

from tracker.errors import AccessError, DiaryFileError
from tracker.store import Store
from tracker.tui.app import TrackerApp
from tracker.tui.keeping import POLL_SECONDS
from tracker.vocabulary import Kind


async def test_what_another_program_saves_appears(start, clock, twitch):
    async with start() as person:
        person.store.add([twitch(note="from elsewhere")], now=clock())
        person.app.look()
        await person.settle()
        assert "from elsewhere" in person.screen


def test_the_diary_is_looked_at_often_enough():
    assert POLL_SECONDS <= 2


async def test_a_form_keeps_its_text_meanwhile(start, clock, twitch):
    async with start(keys="/") as person:
        await person.type("coffee 8:")
        person.store.add([twitch()], now=clock())
        person.app.look()
        await person.settle()
        assert "coffee 8:" in person.screen


async def test_an_area_in_the_background_catches_up_when_it_comes_to_the_front(start, clock):
    async with start(keys=("f2", "f1", "c", "f2")) as person:
        assert "1 entry" in person.screen
        assert "coffee, brewed" in person.screen


async def test_at_midnight_a_new_day_begins(start, clock):
    async with start(keys="c") as person:
        assert "coffee, brewed" in person.screen
        clock.pass_by(hours=14)
        person.app.look()
        await person.settle()
        assert "Sat 21 Nov" in person.screen
        assert "Nothing yet today." in person.screen


async def test_the_day_starts_when_the_profile_says(start, clock):
    async with start([{"kind": "profile", "day_starts_at": "04:00"}], keys="c") as person:
        clock.pass_by(hours=16)
        person.app.look()
        await person.settle()
        assert "coffee, brewed" in person.screen
        await person.press("x")
        assert person.records(Kind.DAY)[0]["date"] == "2026-11-20"


async def test_a_diary_that_cannot_be_read_any_more_is_told_once_and_comes_back(start, monkeypatch):
    def gone(_self):
        raise AccessError("the diary cannot be read.", safe="")

    async with start() as person:
        monkeypatch.setattr(Store, "data_version", gone)
        for _ in range(3):
            person.app.look(at_once=True)
            await person.settle()
        assert person.said == ["the diary cannot be read."]
        monkeypatch.undo()
        await person.press("c")
        assert "coffee, brewed" in person.screen


@pytest.mark.parametrize(("key", "code"), [("q", 78), ("escape", 78)])
async def test_a_diary_that_cannot_be_opened_is_told_with_its_exit_code(clock, key, code):
    def refuse():
        raise DiaryFileError("the diary is too new.", hint="Upgrade the program.")

    app = TrackerApp(refuse, now=clock)
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(key)
        await app.workers.wait_for_complete()
    assert app.return_code == code


async def test_a_key_pressed_before_the_diary_is_open_saves_nothing_and_says_so(store, clock):
    app = TrackerApp(lambda: store, now=clock)
    app.open = lambda: None
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("t", "T", "c")
        await pilot.pause()
        assert {n.message for n in app._notifications} == {
            "The diary is still being opened. Nothing was saved."
        }


@pytest.mark.parametrize("error", [RuntimeError("no idea"), DiaryFileError("too new.")])
async def test_whatever_keeps_the_diary_shut_is_told_and_can_be_tried_again(store, clock, error):
    outcomes = [error]

    def open_store():
        if outcomes:
            raise outcomes.pop()
        return store

    app = TrackerApp(open_store, now=clock)
    async with app.run_test() as pilot:
        while len(app.screen_stack) == 1:
            await pilot.pause()
        await pilot.press("r")
        while app.mark is None:
            await pilot.pause()
        assert app.store is store
