"""Keys from the settings file: they work, and footer, tabs, palette, help and toasts name them."""

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from tracker import paths
from tracker.tui.chosen import Chosen, chosen
from tracker.tui.commands import COMMANDS, with_keys
from tracker.vocabulary import Kind


def settings_file(text):
    file = paths.config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"welcomed = true\n{text}", encoding="utf-8")


async def test_keys_of_ones_own_work_and_show_everywhere(start):
    settings_file('[keys]\ntwitch = "space"\ntake_back = ["ctrl+z", "z"]\n"triggers" = "f9"\n')
    async with start(chosen=chosen(), size=(120, 60)) as person:
        await person.press("t", "u")
        assert person.entries() == []
        await person.press("space")
        assert len(person.entries(Kind.EPISODE)) == 1
        assert "(^z z undoes it)" in person.said[-1]
        assert "␣ Twitch" in person.screen
        assert "^z z Undo" in person.screen
        assert "F9 Triggers" in person.screen
        await person.press("z")
        assert person.entries() == []
        await person.press("f9")
        assert person.app.current_mode == "triggers"
        await person.press("?")
        assert "^z z Take the last change back" in person.words
        await person.press("escape", "f6")
        assert "Keys 3 of your own" in person.words
        await person.press("ctrl+p")
        assert isinstance(person.app.screen, CommandPalette)
        person.app.screen.query_one(Input).value = "Take the last change back"
        await person.until("Key: ^z z")


async def test_what_the_screens_suggest_names_the_keys_too(start):
    settings_file('[keys]\ntwitch = "j"\ntimer = "J"\nsleep = "l"\nnew = "ctrl+n"\n')
    async with start(chosen=chosen()) as person:
        assert "j a twitch just now" in person.words
        assert "l the night" in person.words
        await person.press("f2")
        assert "^n opens a form" in person.words
        await person.press("f1", "5")
        assert person.said[-1] == "A digit rates a twitch: press j first."
        await person.press("J")
        assert "J stops it" in person.words


async def test_two_keys_can_change_places(start):
    settings_file('[keys]\ntwitch = "c"\ndrink = "t"\n')
    async with start(chosen=chosen()) as person:
        await person.press("c")
        assert len(person.entries(Kind.EPISODE)) == 1
        await person.press("t")
        assert len(person.entries(Kind.CAFFEINE)) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[keys]\ntwitch = "c"\n', '"c" is the key of today.twitch and of today.drink'),
        ('[keys]\ntwitch = "escape"\n', "the screens need it"),
        ('[keys]\ntwich = "z"\n', "Did you mean"),
        ("[keys]\ntwitch = 5\n", "twitch must be a key"),
        ("keys = 5\n", "must be a table"),
        ("keys = [", "is not valid TOML"),
        ("theme = 5\n", "theme must be a theme's name"),
    ],
)
async def test_what_makes_no_sense_is_told_and_the_keys_stay_as_built_in(start, text, says):
    settings_file(text)
    async with start(chosen=chosen()) as person:
        assert says in person.said[0]
        await person.press("t")
        assert len(person.entries(Kind.EPISODE)) == 1


def test_without_a_settings_file_nothing_is_chosen():
    assert chosen() == Chosen()
    assert with_keys({}) == COMMANDS
