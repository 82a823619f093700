"""The rate over weeks, months or years, each with its interval, and below it what ran meanwhile."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from matplotlib.ticker import MaxNLocator

from tracker.report import periods, words
from tracker.report.drawing import lettering, style, text
from tracker.report.drawing.plane import Plane
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.history import Column, History, Lane
from tracker.spans import Unit
from tracker.vocabulary import CourseChange

LABELS: Final = 1.32
ROW: Final = 0.125
MOST_LANES: Final = 4
LISTED: Final = 2
"""Lines for the names of what has no lane, of which there is then one less."""
CHANGE_MARKS: Final = {
    CourseChange.STARTED: ">",
    CourseChange.INCREASED: "^",
    CourseChange.DECREASED: "v",
}
TITLES: Final = {
    Unit.MONTH: "Month by month",
    Unit.QUARTER: "Quarter by quarter",
    Unit.YEAR: "Year by year",
}
NUMBERS: Final = {12: "Twelve", 13: "Thirteen", 14: "Fourteen"}
REMARK: Final = "episodes a day on complete days, 95% intervals"
SHADED: Final = "; shaded: this report"
NOT_COME: Final = "\N{EN DASH}"
NONE_COMPLETE: Final = "no complete day in this time"
LANES: Final = (
    "medicines: \N{BLACK RIGHT-POINTING POINTER} started  \N{BLACK UP-POINTING TRIANGLE} increased"
    "  \N{BLACK DOWN-POINTING TRIANGLE} decreased;  hatched: a trial"
)
WITHOUT: Final = ", dark: without"


def history(sheet: Sheet, box: Box, past: History, since: date) -> None:
    """One column for each stretch of time; those from `since` on are the page's own period."""
    whole = past.since >= since
    title = TITLES.get(past.unit) or f"{NUMBERS[len(past.columns)]} weeks"
    body = text.heading(sheet, box, title, REMARK + ("" if whole else SHADED))
    lanes, others = past.lanes[:MOST_LANES], []
    if len(past.lanes) > MOST_LANES:
        lanes = past.lanes[: MOST_LANES - 1]
        others = _others(past.lanes[len(lanes) :], body.width)
    lines = len(lanes) + len(others) + (1 if lanes else 0)
    cells = list(_cells(past))
    below = ROW * (len(cells) + lines) + 0.08
    place = Box(body.left + LABELS, body.bottom + below, body.width - LABELS, body.height - below)
    across = (0, len(past.columns))
    plane = Plane(sheet, place, across, (0, _top(past)))
    if not whole:
        own = (past.across(since), across[1], *plane.up)
        plane.rectangles([own], facecolor=style.THIS_PERIOD, zorder=0)
    _scale(plane, past)
    _rates(plane, past)
    _columns(plane, cells)
    if lines:
        for number, line in enumerate(reversed(others)):
            text.write_small(sheet, body.left, body.bottom + ROW * number + 0.03, line)
        foot, tall = body.bottom + ROW * len(others), ROW * (lines - len(others))
        floor = Box(place.left, foot, place.width, tall)
        _lanes(Plane(sheet, floor, across, (0, lines - len(others))), past, lanes)


def _others(lanes: Sequence[Lane], room: float) -> list[str]:
    """The names of courses and trials that have no band, as many as two lines hold."""
    for shown in range(len(lanes), 0, -1):
        names = ", ".join(lane.label for lane in lanes[:shown])
        more = f" and {len(lanes) - shown} more" if shown < len(lanes) else ""
        lines = text.wrap(f"also: {names}{more}", room, style.TINY)
        if len(lines) <= LISTED:
            return list(lines)
    return [f"and {len(lanes)} more"]


def _top(past: History) -> float:
    """The axis's upper end: the longest interval, where that does not dwarf the rates."""
    rates = [column.rate for column in past.columns if column.rate]
    tallest = max((rate.per_day for rate in rates), default=0.0)
    reach = max((rate.high for rate in rates), default=0.0)
    return max(1.0, min(reach, tallest * 2.2 + 0.5)) * 1.08


def _scale(plane: Plane, past: History) -> None:
    if not any(column.rate for column in past.columns):
        plane.lines([[(0, 0), (plane.across[1], 0)]], colors=style.RULE, linewidths=0.6)
        return
    locator = MaxNLocator(4, steps=[1, 2, 5, 10])
    ticks = [tick for tick in locator.tick_values(*plane.up) if 0 <= tick <= plane.up[1]]
    rules = [[(0, tick), (plane.across[1], tick)] for tick in ticks]
    plane.lines(rules, colors=style.RULE, linewidths=0.6, zorder=1)
    for tick in ticks:
        left, base = plane.box.left - 0.06, plane.y(tick) - 0.03
        text.write_small(plane.sheet, left, base, f"{tick:g}", align="right")


def _rates(plane: Plane, past: History) -> None:
    known = [(n + 0.5, column.rate) for n, column in enumerate(past.columns) if column.rate]
    bars = [[(x, rate.low), (x, min(rate.high, plane.up[1]))] for x, rate in known]
    plane.lines(bars, colors=style.RATE, linewidths=1.6, zorder=2)
    points = [(x, rate.per_day) for x, rate in known]
    plane.marks("o", points, [22.0], facecolor=style.RATE, edgecolor="white", zorder=3)
    if not known:
        x, y = plane.x(plane.across[1] / 2), plane.y(plane.up[1] / 2) - 0.035
        text.write_at(plane.sheet, x, y, NONE_COMPLETE, align="center", paper=2)


def _cells(past: History) -> Iterator[tuple[str, list[str]]]:
    columns = past.columns
    head = "week from" if past.unit is Unit.WEEK else past.unit.value
    yield head, _names(past)
    if past.unit in {Unit.MONTH, Unit.QUARTER}:
        years = [column.since.year for column in columns]
        first = [n == 0 or years[n - 1] != year for n, year in enumerate(years)]
        yield "year", [str(year) if new else "" for year, new in zip(years, first, strict=True)]
    logged = [column.entries_a_day for column in columns]
    complete = [column.rate.days if column.rate else 0 for column in columns]
    yield (
        "complete days",
        [
            NOT_COME if number is None and not days else str(days)
            for number, days in zip(logged, complete, strict=True)
        ],
    )
    yield "entries a day", [NOT_COME if n is None else words.number(n) for n in logged]


def _names(past: History) -> list[str]:
    """What each column is called; the month of a week is named where it is a new one."""
    names = [_name(past.unit, column) for column in past.columns]
    if past.unit is Unit.WEEK:
        months = [column.since.month for column in past.columns]
        new = [n for n in range(1, len(months)) if months[n - 1] != months[n]]
        for n in new if 1 in new else [0, *new]:
            names[n] = words.short_day(past.columns[n].since)
    return names


def _name(unit: Unit, column: Column) -> str:
    match unit:
        case Unit.WEEK:
            return str(column.since.day)
        case Unit.MONTH:
            return periods.MONTHS[column.since.month - 1]
        case Unit.QUARTER:
            return f"Q{(column.since.month + 2) // 3}"
        case Unit.YEAR:
            return str(column.since.year)


def _columns(plane: Plane, cells: Sequence[tuple[str, list[str]]]) -> None:
    for line, (label, values) in enumerate(cells, 1):
        base = plane.box.bottom - ROW * line - 0.02
        text.write_small(plane.sheet, plane.box.left - LABELS, base, label)
        for n, cell in enumerate(values):
            middle = plane.x(n + 0.5)
            text.write_at(plane.sheet, middle, base, cell, size=style.TINY, align="center")


def _lanes(plane: Plane, past: History, lanes: Sequence[Lane]) -> None:
    base = plane.box.top - ROW + 0.03
    left = plane.box.left - LABELS
    arms = any(stretch.off for lane in lanes for stretch in lane.stretches)
    text.write_small(plane.sheet, plane.box.left, base, LANES + (WITHOUT if arms else ""))
    for n, lane in enumerate(lanes, 1):
        label = _label(lane, LABELS - 0.08)
        text.write_at(plane.sheet, left, base - ROW * n, label, size=style.TINY)
        _bands(plane, past, lane, len(lanes) - n)


def _label(lane: Lane, room: float) -> str:
    """The name and the dose of a lane; where there is no room for both, the name is cut."""
    amount = text.cut(lane.amount, room / 2, style.TINY) if lane.amount else ""
    name = text.cut(lane.name, room - lettering.width(f" {amount}", style.TINY), style.TINY)
    return f"{name} {amount}".rstrip()


def _bands(plane: Plane, past: History, lane: Lane, foot: int) -> None:
    for stretch in lane.stretches:
        begin, end = past.stretch(stretch)
        look = (
            {"facecolor": style.QUIET if stretch.off else "white", "hatch": "////"}
            if lane.trial
            else {"facecolor": style.DOSE, "alpha": 0.55}
        )
        band = (begin, end, foot + 0.2, foot + 0.8)
        plane.rectangles([band], edgecolor=style.INK, linewidth=0.5, zorder=2, **look)
        if stretch.change:
            marker = CHANGE_MARKS[stretch.change]
            plane.marks(marker, [(begin, foot + 0.5)], [16.0], facecolor=style.INK, zorder=3)
