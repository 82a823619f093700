"""What the palette offers: every command of every area, wherever one is."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from textual.app import SystemCommand
from textual.screen import ModalScreen, Screen
from textual.worker import WorkerError

from tracker.tui.commands import Area, Command, listed
from tracker.tui.host import HostApp
from tracker.tui.screens.area import AreaScreen


def offered(app: HostApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """What works here, then everywhere, then elsewhere; over a dialog only what does everywhere.

    A command is found by the word of the footer and by the sentence of the help.
    """
    here = screen.AREA if isinstance(screen, AreaScreen) else None
    for area in (*([here] if here else []), None):
        for command in listed(area, app.commands):
            run = partial(screen.run_action, command.action)
            yield SystemCommand(_title(command), f"Key: {command.shown_as}", run)
    for area in () if isinstance(screen, ModalScreen) else (a for a in Area if a is not here):
        for command in listed(area, app.commands):
            where = f"{area.label}, key: {command.shown_as}"
            yield SystemCommand(_title(command), where, partial(_go, app, area, command))


def _title(command: Command) -> str:
    text = command.text.rstrip(".")
    return text if command.label.casefold() in text.casefold() else f"{command.label}: {text}"


def _go(app: HostApp, area: Area, command: Command) -> None:
    app.run_worker(_go_and_do(app, area, command), group="palette", exclusive=True)


async def _go_and_do(app: HostApp, area: Area, command: Command) -> None:
    """Go to an area and do it there once that has been read.

    What concerns a row is only named: the row that a cursor is on unseen was never chosen.
    """
    if not isinstance(app.screen, AreaScreen) and len(app.screen_stack) > 1:
        await app.pop_screen()
    await app.switch_mode(area.value)
    screen = app.screen
    if command.on_row:
        words = f"{command.shown_as} in {area.label}: {command.text}"
        app.notify(words, markup=False)
        return
    arrived = asyncio.Event()
    screen.call_later(arrived.set)  # behind its own catching up with the diary
    await arrived.wait()
    for worker in [w for w in app.workers if w.node is screen and w.group == "read"]:
        with suppress(WorkerError):  # a newer reading took its place
            await worker.wait()
    screen.call_later(screen.run_action, command.action)
