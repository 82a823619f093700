"""The head of the page, and the period in words."""

from datetime import datetime
from typing import Final

from matplotlib.figure import Figure

from tracker.report import words
from tracker.report.drawing import flow, style, text
from tracker.report.drawing.flow import Item, Piece
from tracker.report.drawing.style import Box
from tracker.report.summary import Summary

CAUTION: Final = "Self-reported, not a diagnosis"
LABELS: Final = 0.84
"""Inches from the left edge of the words to their sentences."""


def heading(figure: Figure, box: Box, summary: Summary) -> None:
    """Title, period, how much of it is recorded, and what the page is not."""
    base = box.top - style.TITLE / 72
    title = f"Twitch diary: {'weekly ' if summary.coverage.days == 7 else ''}report"
    text.write_at(figure, box.left, base, title, size=style.TITLE, bold=True)
    period = words.period_words(summary.since, summary.until)
    text.write_at(figure, box.left, base - 0.24, period, size=style.HEADING + 1)
    for line, (sentence, bold) in enumerate(((summary.coverage.words, True), (CAUTION, False))):
        below = base - 0.24 * line
        size = style.HEADING + 1
        text.write_at(figure, box.right, below, sentence, size=size, bold=bold, align="right")


def in_words(figure: Figure, box: Box, summary: Summary) -> None:
    """The summary's sentences, each after what it is about."""
    noun = words.period_noun(summary.coverage.days)
    body = text.heading(figure, box, f"The {noun} in words")
    flow.fill(figure, body, [_item(*pair, body.width) for pair in words.paragraphs(summary)])


def _item(label: str, sentence: str, room: float) -> Item:
    if not label:
        return flow.remark(sentence, room)
    lines = text.wrap(sentence, room - LABELS, style.BODY, most=5)
    first, *rest = lines or ("",)
    head = (Piece(label, bold=True), Piece(first, LABELS))
    return Item((head, *((Piece(line, LABELS),) for line in rest)), style.BODY)


def footer(figure: Figure, box: Box, now: datetime, *, boxes: bool) -> None:
    """When the page was drawn, and what an empty box in a word means where there is one."""
    drawn = f"Drawn {words.moment_words(now)} from the person's own diary."
    missing = f" {text.MISSING} stands for a letter that this page cannot draw." if boxes else ""
    text.write_at(figure, box.left, box.bottom, drawn + missing, size=style.TINY, color=style.QUIET)
