"""What to talk about: what changed in the period, and what to ask the doctor."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.report import periods, words
from tracker.report.changes import Change
from tracker.report.drawing import flow, style, text
from tracker.report.drawing.flow import Item
from tracker.report.drawing.sheet import Box, Sheet

BETWEEN: Final = 0.12
ROUNDING: Final = 0.001
"""Inches that keep a sum of heights from falling short of itself."""
NO_CHANGE: Final = "Nothing recorded as begun, ended or new."
NO_QUESTION: Final = "No open flag gives reason to ask for a check."
QUESTION: Final = "Is there anything to check, given that"


def talk(
    sheet: Sheet,
    box: Box,
    changed: Sequence[Change],
    asked: Sequence[str],
    period: tuple[date, date],
) -> None:
    """What began, ended or was new in the period; below it what the flags give reason to ask.

    What changed in more than a week is told from its end, so that the latest is never left out.

    Each gets the room it needs, in smaller type where both would not fit; where that does not do,
    neither gets less than its half.
    """
    room, noun = box.height - BETWEEN, periods.noun(*period, other="")
    told = changed if noun in {"day", "week"} else changed[::-1]
    for size in (style.BODY, style.SMALL):
        upper, lower = (
            _changes(told, box.width, size, period[1]),
            _questions(asked, box.width, size),
        )
        if _needs(upper) + _needs(lower) <= room:
            break
    above = min(_needs(upper), max(room / 2, room - _needs(lower)))
    head = Box(box.left, box.top - above, box.width, above)
    title = f"What changed this {noun}" if noun else "What changed"
    flow.fill(sheet, text.heading(sheet, head, title), upper)
    foot = Box(box.left, box.bottom, box.width, room - above)
    flow.fill(sheet, text.heading(sheet, foot, "To ask the doctor"), lower)


def _needs(items: Sequence[Item]) -> float:
    return text.HEADING_TAKES + flow.height(items) + ROUNDING


def _changes(found: Sequence[Change], room: float, size: float, near: date) -> list[Item]:
    items = [
        flow.bullet(f"{words.dated(change.day, near)}: {change.text}", room, size=size, most=2)
        for change in found
    ]
    return items or [flow.remark(NO_CHANGE, room, size=size)]


def _questions(found: Sequence[str], room: float, size: float) -> list[Item]:
    if not found:
        return [flow.remark(NO_QUESTION, room, size=size)]
    reasons = (flow.bullet(reason, room, size=size) for reason in found)
    return [flow.remark(QUESTION, room, size=size), *reasons]
