"""The open flags: how urgent each is, what it is, and why it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from tracker.report import words
from tracker.report.drawing import flow, style, text
from tracker.report.drawing.flow import Item, Piece
from tracker.report.drawing.sheet import Box, Sheet
from tracker.vocabulary import Tier

if TYPE_CHECKING:
    from tracker.flags import Flag

TIERS: Final = {
    Tier.EMERGENCY: "EMERGENCY",
    Tier.SOON: "SOON",
    Tier.ROUTINE: "ROUTINE",
    Tier.SELF_CARE: "SELF-CARE",
}
URGENT: Final = frozenset({Tier.EMERGENCY, Tier.SOON})
TAG: Final = 0.9
LEAST_REASONED: Final = 3
"""Flags that keep their reasons while there are less urgent ones to leave out."""
REMARK: Final = "patterns worth a look, most urgent first"
NO_FLAGS: Final = "nothing recorded meets a rule for seeing a doctor"
NO_FLAGS_THEN: Final = "nothing recorded by then met a rule for seeing a doctor"

Reasoned = Sequence[tuple["Flag", str]]


class Told(IntEnum):
    """How much of a flag is told: each adds to the one before it."""

    TITLE = 0
    WHAT_TO_DO = 1
    """Of an emergency."""
    BRIEFLY = 2
    """Why, in one line."""
    WHY = 3


def flags(sheet: Sheet, box: Box, found: Reasoned, over: date | None) -> None:
    """Each flag with its reasons, most urgent first; `over` is the last day of a past period.

    Where they need more room than there is, the type is smaller; where that does not do, reasons
    and flags are left out from the least urgent on, and it is said how many.
    """
    remark = REMARK
    if over is not None:
        remark = f"as of the end of {words.day_words(over)} {over.year}, most urgent first"
    body = text.heading(sheet, box, "Open flags", remark)
    flow.fill(sheet, body, _items(found, body, past=over is not None))


def _items(found: Reasoned, body: Box, *, past: bool) -> list[Item]:
    if not found:
        none = f"No open flag: {NO_FLAGS_THEN if past else NO_FLAGS}."
        sentence = f"{none} The rules see only what was recorded."
        return [flow.remark(sentence, body.width, size=style.BODY)]
    items = [_item(flag, why, body.width, style.BODY) for flag, why in found]
    if flow.height(items) <= body.height:
        return items
    every = [[_item(*one, body.width, style.SMALL, told) for told in Told] for one in found]
    for layout in _layouts([flag for flag, _ in found]):
        items = _stacked([every[n][told] for n, told in enumerate(layout)], layout)
        items += _left_out(len(found) - len(layout), layout, body.width, past=past)
        if flow.height(items) <= body.height:
            break
    return items


def _layouts(found: Sequence["Flag"]) -> Iterator[list[Told]]:
    """How much of each flag is told, ever less; no more flags than are told are shown.

    Reasons get shorter and go, those of the most urgent flags excepted, then the flags that are
    not urgent, then all other reasons, and what to do is at last said once.
    """
    told = [Told.WHY for _ in found]
    urgent = sum(flag.tier in URGENT for flag in found)
    yield list(told)
    yield from _lessened(told, Told.BRIEFLY, LEAST_REASONED)
    yield from _lessened(told, Told.WHAT_TO_DO, LEAST_REASONED)
    yield from _lessened(told, Told.BRIEFLY, 1)
    yield from _shortened(told, max(urgent, 1))
    for less, first in ((Told.BRIEFLY, 0), (Told.WHAT_TO_DO, 0), (Told.TITLE, 1)):
        yield from _lessened(told, less, first)
    yield from _shortened(told, 1)


def _lessened(told: list[Told], less: Told, first: int) -> Iterator[list[Told]]:
    """From the last flag up to the one at `first`, one after the other told less of."""
    for last in range(len(told) - 1, first - 1, -1):
        told[last] = min(told[last], less)
        yield list(told)


def _shortened(told: list[Told], least: int) -> Iterator[list[Told]]:
    """The last flag left out, until `least` are there."""
    while len(told) > least:
        told.pop()
        yield list(told)


def _stacked(items: Sequence[Item], layout: Sequence[Told]) -> list[Item]:
    """The items, those that follow one another without a reason set close to each other."""
    found: list[Item] = []
    for n, item in enumerate(items):
        if n and max(layout[n - 1 : n + 1]) < Told.BRIEFLY:
            found[-1] = Item(found[-1].lines + item.lines, item.size)
        else:
            found.append(item)
    return found


def _left_out(flags: int, layout: Sequence[Told], room: float, *, past: bool) -> list[Item]:
    """What is not on the page, and where it is; the command tells of the present alone."""
    without = sum(told < Told.BRIEFLY for told in layout)
    parts = [f"and {flags:,} more"] if flags else []
    parts += [f"no room for {words.count(without, 'reason')}"] if without else []
    if not parts:
        return []
    where = "" if past else f"; tracker flags shows {'it' if flags + without == 1 else 'them'}"
    return [flow.remark(", ".join(parts) + where, room)]


def _item(flag: "Flag", why: str, room: float, size: float, told: Told = Told.WHY) -> Item:
    tier = Tier(flag.tier)
    title = text.wrap(flag.title, room - TAG, size, bold=True, most=2) or ("",)
    lines: list[tuple[Piece, ...]] = [
        (Piece(TIERS[tier], bold=True), Piece(title[0], TAG, bold=True)),
        *((Piece(line, TAG, bold=True),) for line in title[1:]),
    ]
    below: tuple[str, ...] = ()
    if tier is Tier.EMERGENCY and told >= Told.WHAT_TO_DO:
        below += text.wrap(flag.message, room - TAG, size, most=3)
    if told >= Told.BRIEFLY:
        most = 3 if size > style.SMALL else told - Told.WHAT_TO_DO
        below += text.wrap(why, room - TAG, size, most=most)
    return Item((*lines, *((Piece(line, TAG),) for line in below)), size)
