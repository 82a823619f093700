"""Open flags with their reasons, what changed, and what to ask the doctor."""

from collections.abc import Sequence
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
    Tier.EMERGENCY: "NOW",
    Tier.SOON: "SOON",
    Tier.ROUTINE: "ROUTINE",
    Tier.SELF_CARE: "SELF-CARE",
}
TAG: Final = 0.72
NO_FLAGS: Final = (
    "No open flag: nothing recorded meets a rule for seeing a doctor. The rules see only what was "
    "recorded."
)
NO_CHANGE: Final = "Nothing recorded as begun, ended or new."
NO_QUESTION: Final = "No open flag asks for it."
QUESTION: Final = "Is there anything to check, given that"


def flags(figure: Figure, box: Box, found: Sequence["Flag"]) -> None:
    """The open flags, most urgent first: how urgent, what it is, and why it is shown."""
    body = text.heading(figure, box, "Patterns worth a look", "open flags, most urgent first")
    items = [_flag(flag, body.width) for flag in found]
    flow.fill(figure, body, items or [flow.remark(NO_FLAGS, body.width, size=style.BODY)])


def _flag(flag: "Flag", room: float) -> Item:
    tier = Tier(flag.tier)
    first, *rest = text.wrap(flag.title, room - TAG, style.SMALL, bold=True, most=2) or ("",)
    lines: list[tuple[Piece, ...]] = [(Piece(TIERS[tier], bold=True), Piece(first, TAG, bold=True))]
    lines += [(Piece(line, TAG, bold=True),) for line in rest]
    if tier is Tier.EMERGENCY:
        lines += _below(flag.message, room, 3)
    reasons = "; ".join(item.text.rstrip(".") for item in flag.evidence[:2])
    more = f"; and {len(flag.evidence) - 2} more" if len(flag.evidence) > 2 else ""
    since = f"Since {words.day_words(flag.fired_on)}"
    lines += _below(f"{since}: {reasons}{more}" if reasons else since, room, 2)
    return Item(tuple(lines), style.SMALL)


def _below(sentence: str, room: float, most: int) -> list[tuple[Piece, ...]]:
    return [(Piece(line, TAG),) for line in text.wrap(sentence, room - TAG, style.SMALL, most=most)]


def changes(figure: Figure, box: Box, found: Sequence[Change], *, week: bool) -> None:
    """What began, ended or was new in the period, oldest first."""
    body = text.heading(figure, box, f"What changed this {'week' if week else 'period'}")
    items = [
        flow.bullet(f"{words.day_words(change.day)}: {change.text}", body.width, most=2)
        for change in found
    ]
    flow.fill(figure, body, items or [flow.remark(NO_CHANGE, body.width)])


def questions(figure: Figure, box: Box, found: Sequence[str]) -> None:
    """What the flags give reason to ask, as one question with its reasons."""
    body = text.heading(figure, box, "To ask the doctor")
    if not found:
        flow.fill(figure, body, [flow.remark(NO_QUESTION, body.width)])
        return
    lead = flow.fill(figure, body, [flow.remark(QUESTION, body.width)])
    flow.fill(figure, lead, [flow.bullet(reason, body.width) for reason in found])
