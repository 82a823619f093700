"""Open flags with their reasons, what changed, and what to ask the doctor."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from matplotlib.figure import Figure

from tracker.report import flow, style, text, words
from tracker.report.changes import Change
from tracker.report.flow import Item, Piece
from tracker.report.style import Box
from tracker.vocabulary import Tier

if TYPE_CHECKING:
    from tracker.flags.result import Flag

TIERS: Final = {
    Tier.EMERGENCY: "EMERGENCY",
    Tier.SOON: "SOON",
    Tier.ROUTINE: "ROUTINE",
    Tier.SELF_CARE: "SELF-CARE",
}
TAG: Final = 0.84
BETWEEN: Final = 0.12
ROUNDING: Final = 0.001
"""Inches that keep a sum of heights from falling short of itself."""
NO_FLAGS: Final = (
    "No open flag: nothing recorded meets a rule for seeing a doctor. The rules see only what was "
    "recorded."
)
NO_CHANGE: Final = "Nothing recorded as begun, ended or new."
NO_QUESTION: Final = "No open flag asks for it."
QUESTION: Final = "Is there anything to check, given that"


def flags(figure: Figure, box: Box, found: Sequence["Flag"], since: date, until: date) -> None:
    """The open flags, most urgent first: how urgent, what it is, and why it is shown."""
    body = text.heading(figure, box, "Open flags", "patterns worth a look, most urgent first")
    items = [_flag(flag, body.width, since, until) for flag in found]
    flow.fill(
        figure, body, items or [flow.remark(NO_FLAGS, body.width)], "and {} more, no more urgent"
    )


def _flag(flag: "Flag", room: float, since: date, until: date) -> Item:
    tier = Tier(flag.tier)
    title = text.wrap(flag.title, room - TAG, style.SMALL, bold=True, most=2) or ("",)
    lines: list[tuple[Piece, ...]] = [
        (Piece(TIERS[tier], bold=True), Piece(title[0], TAG, bold=True)),
        *((Piece(line, TAG, bold=True),) for line in title[1:]),
    ]
    if tier is Tier.EMERGENCY:
        lines += _below(flag.message, room, 3)
    reasons = "; ".join(item.text.rstrip(".") for item in flag.evidence[:2])
    more = f"; and {len(flag.evidence) - 2} more" if len(flag.evidence) > 2 else ""
    new = " (new)" if since <= flag.fired_on <= until else ""
    day = f"Since {words.dated(flag.fired_on, until)}{new}"
    lines += _below(f"{day}: {reasons}{more}" if reasons else day, room, 2)
    return Item(tuple(lines), style.SMALL)


def _below(sentence: str, room: float, most: int) -> list[tuple[Piece, ...]]:
    return [(Piece(line, TAG),) for line in text.wrap(sentence, room - TAG, style.SMALL, most=most)]


def changes_and_questions(
    figure: Figure, box: Box, changed: Sequence[Change], asked: Sequence[str], *, week: bool
) -> None:
    """What began, ended or was new in the period; below it what the flags give reason to ask.

    Each gets the room it needs; where there is too little, neither gets less than its half.
    """
    upper = _changes(changed, box.width)
    lower = _questions(asked, box.width)
    room = box.height - BETWEEN
    above = min(_needs(upper), max(room / 2, room - _needs(lower)))
    head = Box(box.left, box.top - above, box.width, above)
    noun = "week" if week else "period"
    flow.fill(figure, text.heading(figure, head, f"What changed this {noun}"), upper)
    foot = Box(box.left, box.bottom, box.width, room - above)
    flow.fill(figure, text.heading(figure, foot, "To ask the doctor"), lower)


def _needs(items: Sequence[Item]) -> float:
    return text.HEADING_TAKES + flow.height(items) + ROUNDING


def _changes(found: Sequence[Change], room: float) -> list[Item]:
    items = [
        flow.bullet(f"{words.day_words(change.day)}: {change.text}", room, most=2)
        for change in found
    ]
    return items or [flow.remark(NO_CHANGE, room)]


def _questions(found: Sequence[str], room: float) -> list[Item]:
    if not found:
        return [flow.remark(NO_QUESTION, room)]
    return [flow.remark(QUESTION, room), *(flow.bullet(reason, room) for reason in found)]
