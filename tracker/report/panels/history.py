"""Twelve weeks: the rate of each, with its interval, and below it what ran meanwhile."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tracker.report import words
from tracker.report.drawing import style, text
from tracker.report.drawing.plane import Plane
from tracker.report.drawing.style import Box
from tracker.report.history import DAY, WEEKS, History, Lane
from tracker.vocabulary import CourseChange

LABELS: Final = 1.32
ROW: Final = 0.125
MOST_LANES: Final = 4
CHANGE_MARKS: Final = {
    CourseChange.STARTED: ">",
    CourseChange.INCREASED: "^",
    CourseChange.DECREASED: "v",
}
REMARK: Final = "episodes a day on complete days, 95% intervals; shaded: this report's period"
NONE_COMPLETE: Final = "no complete day in these weeks"
LANES: Final = (
    "medicines: \N{BLACK RIGHT-POINTING POINTER} started  \N{BLACK UP-POINTING TRIANGLE} increased"
    "  \N{BLACK DOWN-POINTING TRIANGLE} decreased;  hatched: a trial"
)


def history(figure: Figure, box: Box, past: History, since: date) -> None:
    """Twelve columns of weeks; the columns from `since` on are the page's own period."""
    body = text.heading(figure, box, "Twelve weeks", REMARK)
    lanes = past.lanes[:MOST_LANES]
    lines = len(lanes) + 1 if lanes else 0
    below = ROW * (3 + lines) + 0.08
    place = Box(body.left + LABELS, body.bottom + below, body.width - LABELS, body.height - below)
    plane = Plane(figure, place, (0, WEEKS), (0, _top(past)))
    own = max(0.0, (since - past.since) / DAY / 7)
    plane.rectangles([(own, WEEKS, *plane.up)], facecolor=style.THIS_PERIOD, zorder=0)
    _scale(plane)
    _rates(plane, past)
    _columns(plane, past)
    if lines:
        floor = Box(place.left, body.bottom, place.width, ROW * lines)
        _lanes(Plane(figure, floor, (0, WEEKS), (0, lines)), past, lanes)


def _top(past: History) -> float:
    """The axis's upper end: the longest interval, where that does not dwarf the rates."""
    rates = [week.rate for week in past.weeks if week.rate]
    tallest = max((rate.per_day for rate in rates), default=0.0)
    reach = max((rate.high for rate in rates), default=0.0)
    return max(1.0, min(reach, tallest * 2.2 + 0.5)) * 1.08


def _scale(plane: Plane) -> None:
    locator = MaxNLocator(4, steps=[1, 2, 5, 10])
    ticks = [tick for tick in locator.tick_values(*plane.up) if 0 <= tick <= plane.up[1]]
    rules = [[(0, tick), (WEEKS, tick)] for tick in ticks]
    plane.lines(rules, colors=style.RULE, linewidths=0.6, zorder=1)
    for tick in ticks:
        left, base = plane.box.left - 0.06, plane.y(tick) - 0.03
        text.write_small(plane.figure, left, base, f"{tick:g}", align="right")


def _rates(plane: Plane, past: History) -> None:
    known = [(n + 0.5, week.rate) for n, week in enumerate(past.weeks) if week.rate]
    bars = [[(x, rate.low), (x, min(rate.high, plane.up[1]))] for x, rate in known]
    plane.lines(bars, colors=style.RATE, linewidths=1.6, zorder=2)
    points = [(x, rate.per_day) for x, rate in known]
    plane.marks("o", points, [22.0], facecolor=style.RATE, edgecolor="white", zorder=3)
    if not known:
        x, y = plane.x(WEEKS / 2), plane.y(plane.up[1] / 2) - 0.035
        text.write_at(plane.figure, x, y, NONE_COMPLETE, align="center", paper=2)


def _columns(plane: Plane, past: History) -> None:
    rows = (
        ("week from", [words.short_day(week.since) for week in past.weeks]),
        ("complete days", [str(week.rate.days) if week.rate else "0" for week in past.weeks]),
        ("entries a day", [words.number(week.entries_a_day) for week in past.weeks]),
    )
    for line, (label, cells) in enumerate(rows, 1):
        base = plane.box.bottom - ROW * line - 0.02
        text.write_small(plane.figure, plane.box.left - LABELS, base, label)
        for n, cell in enumerate(cells):
            middle = plane.x(n + 0.5)
            text.write_at(plane.figure, middle, base, cell, size=style.TINY, align="center")


def _lanes(plane: Plane, past: History, lanes: Sequence[Lane]) -> None:
    base = plane.box.top - ROW + 0.03
    left = plane.box.left - LABELS
    text.write_small(plane.figure, plane.box.left, base, LANES)
    if len(past.lanes) > len(lanes):
        text.write_small(plane.figure, left, base, f"{len(lanes)} of {len(past.lanes)} shown:")
    for n, lane in enumerate(lanes, 1):
        label = text.cut(lane.label, LABELS - 0.08, style.TINY)
        text.write_at(plane.figure, left, base - ROW * n, label, size=style.TINY)
        _bands(plane, past, lane, len(lanes) - n)


def _bands(plane: Plane, past: History, lane: Lane, foot: int) -> None:
    spans = [
        ((s.since - past.since).days / 7, ((s.until - past.since).days + 1) / 7)
        for s in lane.stretches
    ]
    look = (
        {"facecolor": "white", "hatch": "////"}
        if lane.trial
        else {"facecolor": style.DOSE, "alpha": 0.55}
    )
    boxes = [(begin, end, foot + 0.2, foot + 0.8) for begin, end in spans]
    plane.rectangles(boxes, edgecolor=style.INK, linewidth=0.5, zorder=2, **look)
    for (begin, _), stretch in zip(spans, lane.stretches, strict=True):
        if stretch.change:
            marker = CHANGE_MARKS[stretch.change]
            plane.marks(marker, [(begin, foot + 0.5)], [16.0], facecolor=style.INK, zorder=3)
