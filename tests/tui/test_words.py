"""The line of words: what is understood is shown while typing; nothing typed is ever lost."""

from threading import Event

from tracker.errors import StorageError
from tracker.store import Store
from tracker.tui.dialogs.line import PAUSE_SECONDS, Line
from tracker.tui.dialogs.words import Words
from tracker.vocabulary import Kind


async def test_the_reading_stands_under_the_line_with_its_time(start):
    async with start(keys="/") as person:
        await person.type("coffee 2x 8:30")
        await person.until("→ 2 × coffee, brewed, 192 mg, 2026-11-20 08:30 +01:00")
        assert person.entries() == []


async def test_enter_saves_and_closes(start):
    async with start(keys="/") as person:
        await person.type("twitch 6 left upper lip 40s ; coffee")
        await person.press("enter")
        assert {e.kind for e in person.entries()} == {Kind.EPISODE, Kind.CAFFEINE}
        assert not isinstance(person.app.screen, Line)


async def test_what_is_not_understood_is_named_and_the_text_stays(start):
    async with start(keys="/") as person:
        await person.type("twitch 6 lefft")
        await person.press("enter")
        assert person.entries() == []
        assert '"lefft"' in person.screen
        assert "twitch 6 lefft" in person.screen


async def test_a_full_disk_is_said_beside_the_text_that_stays(start, monkeypatch):
    def full(*_args, **_kwargs):
        raise StorageError("the disk is full.", safe="Nothing was saved.")

    async with start(keys="/") as person:
        monkeypatch.setattr(Store, "add", full)
        await person.type("coffee")
        await person.press("enter")
        assert "the disk is full. Nothing was saved." in person.screen
        assert person.said == []
        monkeypatch.undo()
        await person.press("enter")
        assert len(person.entries(Kind.CAFFEINE)) == 1


async def test_a_reading_that_comes_late_does_not_hide_why_nothing_was_saved(start, monkeypatch):
    def full(*_args, **_kwargs):
        raise StorageError("the disk is full.", safe="Nothing was saved.")

    gate, understand = Event(), Words._understand

    def slow(*args):
        gate.wait(10)
        return understand(*args)

    async with start(keys="/") as person:
        monkeypatch.setattr(Store, "add", full)
        monkeypatch.setattr(Words, "_understand", slow)
        await person.pilot.press(*"coffee")
        await person.pilot.pause(2 * PAUSE_SECONDS)
        await person.pilot.press("enter")
        await person.until("the disk is full")
        gate.set()
        await person.settle()
        assert "the disk is full. Nothing was saved." in person.screen


async def test_esc_keeps_the_text_for_the_next_time(start):
    async with start(keys="/") as person:
        await person.type("twitch 6 le")
        await person.press("escape", "/")
        assert "twitch 6 le" in person.screen


async def test_enter_twice_saves_once(start):
    async with start(keys="/") as person:
        await person.type("coffee")
        await person.pilot.press("enter", "enter")
        await person.settle()
        assert len(person.entries()) == 1


async def test_it_opens_from_every_area_but_the_diary_where_slash_filters(start):
    for key in ("f3", "f4", "f5"):
        async with start(keys=(key, "/")) as person:
            assert isinstance(person.app.screen, Line)


async def test_an_unexpected_fault_is_told_and_nothing_is_said_to_be_saved(start, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("what nobody thought of")

    async with start() as person:
        monkeypatch.setattr(Store, "add", broken)
        await person.press("c")
        assert "what nobody thought of" in person.said[-1]
        assert not any(said.startswith("Saved") for said in person.said)


async def test_tab_completes_a_word_and_goes_on_to_the_next(start):
    async with start(keys="/") as person:
        await person.type("espr")
        await person.until("Tab  espresso")
        await person.press("tab")
        assert person.app.screen.query_one("Input").value == "espresso "
        await person.press("tab")
        assert person.app.screen.query_one("Input").value != "espresso "
        await person.press("enter")
        assert person.records(Kind.CAFFEINE)[0]["item"].startswith("espresso")


async def test_tab_mends_a_typo_with_the_nearest_word(start):
    async with start(keys="/") as person:
        await person.type("twitch 6 lefft 8:30")
        await person.until("Tab  left")
        await person.press("tab")
        await person.until("→ twitch 6/10, left side, 2026-11-20 08:30 +01:00")


async def test_a_typo_further_back_is_mended_before_the_last_word_is_completed(start):
    async with start(keys="/") as person:
        await person.type("twitch 3 uper lip")
        await person.until("Tab  upper lip")
        await person.press("tab")
        await person.until("→ twitch 3/10, upper lip")


async def test_several_entries_stand_one_below_the_other(start):
    async with start(keys="/") as person:
        await person.type("coffee; twitch 3 -30m")
        await person.until("→ twitch 3/10, 2026-11-20 09:30 +01:00")
        assert "→ coffee, brewed, 96 mg" in person.screen
        await person.press("enter")
        assert len(person.entries()) == 2


async def test_a_dose_in_words_is_that_of_its_course(start):
    lithium = {
        "kind": "medication",
        "name": "Lithium",
        "dose": 300,
        "unit": "mg",
        "start_date": "2026-11-01",
        "schedule": ["08:00"],
    }
    async with start([lithium], keys="/") as person:
        await person.type("took lith")
        await person.until("Tab  Lithium")
        await person.press("tab")
        await person.until("→ took Lithium 300 mg, due 2026-11-20 08:00")
        await person.press("enter")
        assert person.records(Kind.DOSE)[0]["scheduled"] == "2026-11-20T08:00:00+01:00"
