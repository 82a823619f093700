"""Under a form stands what the field in focus takes, from the first moment on."""

import pytest
from textual.widgets import Input, Static

from tracker.tui.widgets.control import Control
from tracker.vocabulary import Kind


def in_focus(person):
    focused = person.app.screen.focused
    return focused.name if isinstance(focused, Input) else focused.field_in_front()


def said(person):
    return str(person.app.screen.query_one("#about", Static).visual)


@pytest.mark.parametrize("kind", Kind)
async def test_a_new_form_begins_with_the_hint_of_the_field_in_focus(start, kind):
    async with start() as person:
        person.app.open_new(kind)
        await person.settle()
        cell = person.app.screen._cells[in_focus(person)]
        needed = f"{cell.field.name} is needed"
        assert said(person).startswith((cell.field.help, needed)), said(person)


async def test_so_does_the_form_of_an_entry(start, twitch):
    full = {"end": "2026-11-20T09:30:00+01:00", "intensity": 4, "side": "left", "note": "long"}
    async with start([twitch(60, **full)], keys="enter") as person:
        cell = person.app.screen._cells[in_focus(person)]
        assert said(person).startswith(cell.field.help)
        control = person.app.screen.query(Control).first()
        control.focus()
        await person.settle()
        assert said(person).startswith(person.app.screen._cells[in_focus(person)].field.help)
