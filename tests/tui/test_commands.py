"""One list of commands feeds keys, palette, footer and help."""

from collections import Counter
from functools import partial

import pytest
from textual.color import Color
from textual.command import CommandPalette
from textual.widgets import Input

from tracker.store import backups
from tracker.tui.app import TrackerApp
from tracker.tui.commands import COMMANDS, Area, commands, listed, reachable
from tracker.tui.contrast import GRAPHIC, TEXT, contrast
from tracker.vocabulary import Kind


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.action)
def test_every_command_does_something(command):
    where, _, action = command.action.rpartition(".")
    name = f"action_{action.partition('(')[0]}"
    owner = TrackerApp if where == "app" else TrackerApp.MODES[command.area.value]
    if isinstance(owner, partial):  # a screen that is imported when it is first opened
        owner = type(owner())
    assert hasattr(owner, name)


@pytest.mark.parametrize("area", [*Area, None])
def test_no_key_means_two_things_in_one_place(area):
    assert [k for k, n in Counter(c.key for c in commands(area)).items() if n > 1] == []


@pytest.mark.parametrize("area", Area)
async def test_help_names_every_command_of_the_area_in_front(start, area):
    async with start(size=(100, 120), keys=(area.key, "?")) as person:
        for command in (c for c in (*listed(area), *listed(None)) if c in reachable(area)):
            assert command.text.split(":")[0][:40] in person.words


async def test_a_key_that_means_something_else_here_is_not_named(start):
    async with start(size=(120, 36)) as person:
        assert "/ Words" in person.screen
        await person.press("f2")
        assert "/ Filter" in person.screen
        assert "/ Words" not in person.screen


async def test_the_palette_does_what_a_key_does(start):
    async with start(keys="ctrl+p") as person:
        assert isinstance(person.app.screen, CommandPalette)
        person.app.screen.query_one(Input).value = "No twitches today"
        await person.until("Key: x")
        await person.press("enter", "enter")
        assert person.records(Kind.DAY) == [{"date": "2026-11-20", "status": "clear"}]


async def test_the_tabs_and_the_keys_below_can_be_clicked(start):
    async with start(size=(120, 36)) as person:
        heading = person.screen.splitlines()[0]
        for area in Area:
            await person.pilot.click("Heading", offset=(heading.index(area.label), 0))
            await person.settle()
            assert person.app.current_mode == area.value
        await person.press("f1")
        await person.pilot.click("KeyBar", offset=(2, 0))
        await person.settle()
        assert len(person.entries(Kind.EPISODE)) == 1


async def test_brackets_walk_through_the_areas(start):
    async with start(keys=("]", "]", "[", "[", "[")) as person:
        assert person.app.current_mode == "settings"


@pytest.mark.parametrize("size", [(39, 24), (80, 14), (1, 1)])
async def test_too_small_a_window_asks_for_room_and_keeps_what_was_typed(start, size):
    async with start(keys="/") as person:
        await person.type("coffee")
        await person.pilot.resize_terminal(*size)
        await person.settle()
        if size > (20, 5):
            assert "Please make the window larger" in person.words
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert "coffee" in person.screen
        await person.press("enter")
        assert len(person.entries()) == 1


async def test_the_least_window_shows_every_area(start, twitch):
    async with start([twitch(intensity=7)], size=(40, 15)) as person:
        assert "twitch 7/10" in person.screen
        for area in Area:
            await person.press(area.key)
            assert area.label in person.screen
            assert "Please make" not in person.screen


async def test_without_colour_the_cursor_is_still_seen(start, twitch, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with start([twitch(), twitch(30)], keys="down") as person:
        assert person.app.no_color
        lines = person.screen.splitlines()
        row = next(n for n, line in enumerate(lines) if line.lstrip().startswith("09:30"))
        here, below = person.app.screen._compositor.render_strips()[row : row + 2]
        brightness = [
            next(s.style.bgcolor.triplet.red for s in strip if "twitch" in s.text)
            for strip in (here, below)
        ]
        assert brightness[0] - brightness[1] > 60


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (("f2", "?"), "In focus ↑ ↓ PgUp PgDn Home End move; Enter opens"),
        (("/", "f1"), "Type. ← → Home End move"),
        (("r", "?"), "Esc leaves. "),
    ],
)
async def test_help_begins_with_what_is_in_focus(start, twitch, keys, says):
    async with start([twitch()], keys=keys) as person:
        assert says in person.words
        await person.press("f1", "escape")
        assert says not in person.words


async def test_in_a_line_a_question_mark_is_text(start):
    async with start(keys=("/", "?")) as person:
        assert person.app.screen.query_one(Input).value == "?"


@pytest.mark.parametrize(
    ("area", "words", "key"), [("f3", "A twitch just now", "t"), ("f1", "Make a verified", "b")]
)
async def test_the_palette_logs_and_sets_from_every_area(start, area, words, key):
    async with start(keys=(area, "ctrl+p")) as person:
        person.app.screen.query_one(Input).value = words
        await person.until(f"key: {key}")
        await person.press("enter", "enter")
        done = person.entries(Kind.EPISODE) or backups.listed(person.store.path)
        assert len(done) == 1


SEARCHED = {
    "pdf": "Save the page as a PDF",
    "export": "Export: Tables",
    "filter": "Filter: Words",
    "calendar": "The calendar",
    "every result": "Show every result",
    "undo": "Undo: Take the last change back",
}


async def chosen(person):
    """Enter takes the first match; where that only marks it, a second one does."""
    await person.press("enter")
    if isinstance(person.app.screen, CommandPalette):
        await person.press("enter")


@pytest.mark.parametrize("area", ["f1", "f6"])
async def test_the_palette_finds_every_command_by_the_words_of_footer_and_help(start, area):
    async with start(keys=area) as person:
        offered = [c.title for c in person.app.get_system_commands(person.app.screen)]
        for command in (c for c in COMMANDS if c.listed):
            sentence = command.text.rstrip(".").casefold()
            (title, *_) = [t for t in offered if sentence in t.casefold()]
            assert command.label.casefold() in title.casefold()
        assert "Theme" in offered


@pytest.mark.parametrize("words", SEARCHED)
async def test_what_people_search_for_is_found_on_today(start, words):
    async with start(keys="ctrl+p") as person:
        person.app.screen.query_one(Input).value = words
        await person.until(SEARCHED[words])


@pytest.mark.parametrize(
    ("words", "area", "then"),
    [
        ("calendar", "diary", "Twitches a day, by week"),
        ("Filter: Words", "diary", "words · kind:caffeine"),
        ("Tables, a bundle", "report", "Hand over the whole diary as"),
        ("How long twitching", "patterns", "When does twitching count"),
    ],
)
async def test_a_command_of_another_area_goes_there_and_does_it(start, twitch, words, area, then):
    async with start([twitch()], keys="ctrl+p") as person:
        person.app.screen.query_one(Input).value = words
        await person.until("key:")
        await chosen(person)
        assert person.app.current_mode == area
        await person.until(then)


async def test_the_page_is_saved_from_wherever_one_is(start, twitch, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with start([twitch()], keys="ctrl+p") as person:
        person.app.screen.query_one(Input).value = "pdf"
        await person.until("key: d")
        await chosen(person)
        assert person.app.current_mode == "report"
        assert list(tmp_path.glob("*.pdf"))


async def test_what_concerns_a_row_is_named_and_not_done_from_elsewhere(start, twitch):
    async with start([twitch()], keys="ctrl+p") as person:
        person.app.screen.query_one(Input).value = "Delete it"
        await person.until("key: Del")
        await chosen(person)
        assert person.app.current_mode == "diary"
        assert len(person.entries()) == 1
        assert "Del in Diary: Delete it" in person.said[-1]


async def test_over_a_dialog_the_palette_offers_what_works_everywhere(start):
    async with start(keys="r") as person:
        offered = {c.title for c in person.app.get_system_commands(person.app.screen)}
        assert {f"Go to {area.label}" for area in Area} < offered
        assert not any(title.startswith(("Delete", "Twitch")) for title in offered)


@pytest.mark.parametrize("theme", sorted(TrackerApp(lambda: None).available_themes))
async def test_every_theme_shows_every_area(start, twitch, theme):
    async with start([twitch(intensity=7)]) as person:
        person.app.theme = theme
        for keys in (*((area.key,) for area in Area), ("f1", "t"), ("?",), ("escape", "/")):
            await person.press(*keys)
            assert faint(person) == []
        assert "In words" in person.screen


def faint(person):
    """Words on the screen that do not stand out, by WCAG 4.5 to 1; signs are held to 3 to 1.

    The terminal's own colours are its own matter; lines and borders mean nothing by themselves.
    """
    if person.app.current_theme.ansi:
        return []
    found, screen = set(), person.app.screen
    place = screen.query_one(".box").region if screen.is_modal else screen.region
    strips = screen._compositor.render_strips()[place.y : place.bottom]
    for strip in strips:  # what lies behind a dialog is faint on purpose
        for text, style, _ in strip.crop(place.x, place.right):
            words = text.translate(dict.fromkeys(range(0x2500, 0x25A0))).strip()
            if words and style and style.color and style.bgcolor:
                colours = [Color.from_rich_color(c) for c in (style.color, style.bgcolor)]
                least = TEXT if any(c.isalnum() for c in words) else GRAPHIC
                if contrast(*colours) < least - 0.02:
                    found.add((words, *(c.hex for c in colours)))
    return sorted(found)
