"""A line to type into shows what was pasted into it, and the terminal does not act on it."""

import pytest
from textual.widgets import Input


@pytest.mark.parametrize("text", ["\x1b[2Jx", "\x9b31m", "\u202etxt", "a\x07b", "\u2066x"])
async def test_what_would_act_is_shown_as_a_stand_in_and_kept(start, text):
    async with start(keys="/") as person:
        line = person.app.screen.query_one(Input)
        line.value = text
        await person.settle()
        assert line.value == text
        assert "\ufffd" in person.screen
        assert not {"\x1b", "\x9b", "\u202e", "\x07", "\u2066"} & set(person.screen)


async def test_joined_emoji_stay_whole(start):
    async with start(keys="/") as person:
        person.app.screen.query_one(Input).value = "👩‍👩‍👧"
        await person.settle()
        assert "👩‍👩‍👧" in person.screen
