"""The open flags: how urgent each is, what it is, and why it is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

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
TAG: Final = 0.9
LEAST_REASONED: Final = 3
"""Flags that always say why they are shown."""
NO_FLAGS: Final = (
    "No open flag: nothing recorded meets a rule for seeing a doctor. The rules see only what was "
    "recorded."
)
MORE: Final = "and {} more, no more urgent"


def flags(sheet: Sheet, box: Box, found: Sequence[tuple["Flag", str]]) -> None:
    """Each flag with its reasons, most urgent first.

    Where they need more room than there is, the type is smaller; where that does not do, the less
    urgent ones are shown without their reasons, and those beyond are counted.
    """
    body = text.heading(sheet, box, "Open flags", "patterns worth a look, most urgent first")
    items = [_item(flag, why, body.width, style.BODY) for flag, why in found]
    if not items:
        items = [flow.remark(NO_FLAGS, body.width, size=style.BODY)]
    if flow.height(items) > body.height:
        items = _small(found, body)
    flow.fill(sheet, body, items, MORE)


def _small(found: Sequence[tuple["Flag", str]], body: Box) -> list[Item]:
    whole = [_item(flag, why, body.width, style.SMALL) for flag, why in found]
    short = [_item(flag, "", body.width, style.SMALL) for flag, _ in found]
    for reasoned in range(len(found), LEAST_REASONED, -1):
        items = [*whole[:reasoned], *short[reasoned:]]
        if flow.height(items) <= body.height:
            return items
    return [*whole[:LEAST_REASONED], *short[LEAST_REASONED:]]


def _item(flag: "Flag", why: str, room: float, size: float) -> Item:
    tier = Tier(flag.tier)
    title = text.wrap(flag.title, room - TAG, size, bold=True, most=2) or ("",)
    lines: list[tuple[Piece, ...]] = [
        (Piece(TIERS[tier], bold=True), Piece(title[0], TAG, bold=True)),
        *((Piece(line, TAG, bold=True),) for line in title[1:]),
    ]
    below = text.wrap(flag.message, room - TAG, size, most=3) if tier is Tier.EMERGENCY else ()
    below += text.wrap(why, room - TAG, size, most=3 if size > style.SMALL else 2)
    return Item((*lines, *((Piece(line, TAG),) for line in below)), size)
