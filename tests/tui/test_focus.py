"""The cursor's keys reach Today's rows whatever was shown before: nothing must be clicked first."""

import pytest

from tracker.tui.dialogs.edit import Edit


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_the_first_entry_of_a_day_can_be_opened(start, size):
    async with start(size=size) as person:
        await person.press("t")
        await person.press("down", "enter")
        assert isinstance(person.app.screen, Edit)


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_after_an_empty_day_rows_can_be_walked_again(start, twitch, size):
    async with start([twitch(30)], size=size) as person:
        await person.press("left")
        await person.press("escape")
        await person.press("down", "enter")
        assert isinstance(person.app.screen, Edit)


async def test_a_new_day_begins_with_the_keys_where_they_were(start, twitch, clock):
    async with start([twitch(30)]) as person:
        clock.pass_by(hours=24)
        person.app.look(at_once=True)
        await person.settle()
        assert "Nothing yet today" in person.screen
        await person.press("t")
        await person.press("down", "enter")
        assert isinstance(person.app.screen, Edit)
