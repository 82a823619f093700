"""The head of the page, and the period in words."""

from datetime import datetime
from typing import Final, NamedTuple

from tracker.report import periods, words
from tracker.report.drawing import flow, style, text
from tracker.report.drawing.flow import Item, Piece
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.summary import Summary

CAUTION: Final = "Self-reported, not a diagnosis"
KINDS: Final = {
    "week": "weekly ",
    "month": "monthly ",
    "quarter": "quarterly ",
    "year": "yearly ",
}
LISTS: Final = frozenset({"Sites", "Doses"})
"""What may lose its end where there is no room."""
MOST_LINES: Final = 5
LABELS: Final = 0.90
"""Inches from the left edge of the words to their sentences."""


class Room(NamedTuple):
    """What a sentence may take: inches, size of type in points, lines where it is a list."""

    width: float
    size: float
    listed: int


def heading(sheet: Sheet, box: Box, summary: Summary) -> None:
    """Title, period, how much of it is recorded, and what the page is not."""
    base = box.top - style.TITLE / 72
    title = f"Twitch diary: {KINDS.get(periods.noun(summary.since, summary.until), '')}report"
    text.write_at(sheet, box.left, base, title, size=style.TITLE, bold=True)
    period = words.period_words(summary.since, summary.until)
    text.write_at(sheet, box.left, base - 0.24, period, size=style.HEADING + 1)
    for line, (sentence, bold) in enumerate(((summary.coverage.words, True), (CAUTION, False))):
        below = base - 0.24 * line
        size = style.HEADING + 1
        text.write_at(sheet, box.right, below, sentence, size=size, bold=bold, align="right")


def in_words(sheet: Sheet, box: Box, summary: Summary) -> None:
    """The summary's sentences, each after what it is about; smaller where they need more room."""
    noun = periods.noun(summary.since, summary.until)
    body = text.heading(sheet, box, f"The {noun} in words")
    said = list(words.paragraphs(summary))
    for size, listed in ((style.BODY, MOST_LINES), (style.SMALL, MOST_LINES), (style.SMALL, 2)):
        items = [_item(*pair, Room(body.width, size, listed)) for pair in said]
        if flow.height(items) <= body.height:
            break
    flow.fill(sheet, body, items)


def _item(label: str, sentence: str, room: Room) -> Item:
    if not label:
        return flow.remark(sentence, room.width)
    most = room.listed if label in LISTS else MOST_LINES
    lines = text.wrap(sentence, room.width - LABELS, room.size, most=most)
    first, *rest = lines or ("",)
    head = (Piece(label, bold=True), Piece(first, LABELS))
    return Item((head, *((Piece(line, LABELS),) for line in rest)), room.size)


def footer(sheet: Sheet, box: Box, now: datetime, *, boxes: bool) -> None:
    """When the page was drawn, and what an empty box in a word means where there is one."""
    drawn = f"Drawn {words.moment_words(now)} from the person's own diary."
    missing = f" {text.MISSING} stands for a letter that this page cannot draw." if boxes else ""
    text.write_at(sheet, box.left, box.bottom, drawn + missing, size=style.TINY, color=style.QUIET)
