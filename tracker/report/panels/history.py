"""Twelve weeks: the rate of each, with its interval, and below it what ran meanwhile."""

from datetime import date
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tracker.report import style, text, words
from tracker.report.history import DAY, WEEKS, History, Lane, Stretch
from tracker.report.style import Box
from tracker.vocabulary import CourseChange

LABELS: Final = 1.32
ROW: Final = 0.125
MOST_LANES: Final = 4
CHANGE_MARKS: Final = {
    CourseChange.STARTED: ">",
    CourseChange.INCREASED: "^",
    CourseChange.DECREASED: "v",
}


def history(figure: Figure, box: Box, past: History, since: date) -> None:
    """Twelve columns of weeks; the columns from `since` on are the page's own period."""
    body = text.heading(
        figure,
        box,
        "Twelve weeks",
        "episodes a day on complete days, 95% intervals; shaded: this report's period",
    )
    lanes = past.lanes[:MOST_LANES]
    lines = len(lanes) + 1 if lanes else 0
    below = ROW * (3 + lines) + 0.08
    place = Box(body.left + LABELS, body.bottom + below, body.width - LABELS, body.height - below)
    _rates(figure, place, past, since)
    _columns(figure, place, past)
    if lines:
        floor = Box(place.left, body.bottom, place.width, ROW * lines)
        _lanes(figure, floor, past, lanes)


def _rates(figure: Figure, place: Box, past: History, since: date) -> None:
    axes = place.axes(figure)
    known = [(n, week.rate) for n, week in enumerate(past.weeks) if week.rate]
    tallest = max((rate.per_day for _, rate in known), default=0.0)
    reach = max((rate.high for _, rate in known), default=0.0)
    top = max(1.0, min(reach, tallest * 2.2 + 0.5)) * 1.08
    axes.set(xlim=(0, WEEKS), ylim=(0, top))
    own = max(0.0, (since - past.since) / DAY / 7)
    axes.axvspan(own, WEEKS, color=style.THIS_PERIOD, linewidth=0, zorder=0)
    ticks = [t for t in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(0, top) if 0 <= t <= top]
    rules = [[(0, t), (WEEKS, t)] for t in ticks]
    axes.add_collection(LineCollection(rules, colors=style.RULE, linewidths=0.6, zorder=1))
    for tick in ticks:
        base = place.bottom + place.height * tick / top - 0.03
        text.write_at(figure, place.left - 0.06, base, f"{tick:g}", size=style.TINY, ha="right")
    bars = [[(n + 0.5, rate.low), (n + 0.5, min(rate.high, top))] for n, rate in known]
    axes.add_collection(LineCollection(bars, colors=style.RATE, linewidths=1.6, zorder=2))
    if known:
        axes.scatter(
            [n + 0.5 for n, _ in known],
            [rate.per_day for _, rate in known],
            s=22,
            marker="o",
            facecolor=style.RATE,
            edgecolor="white",
            linewidth=0.6,
            zorder=3,
            clip_on=False,
        )
    else:
        text.write(
            axes,
            WEEKS / 2,
            top / 2,
            "no complete day in these weeks",
            ha="center",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )


def _columns(figure: Figure, place: Box, past: History) -> None:
    rows = (
        ("week from", [words.short_day(week.since) for week in past.weeks]),
        ("complete days", [str(week.rate.days) if week.rate else "0" for week in past.weeks]),
        ("entries a day", [words.number(week.entries_a_day) for week in past.weeks]),
    )
    for line, (label, cells) in enumerate(rows, 1):
        base = place.bottom - ROW * line - 0.02
        text.write_at(figure, place.left - LABELS, base, label, size=style.TINY, color=style.QUIET)
        for n, cell in enumerate(cells):
            middle = place.left + place.width * (n + 0.5) / WEEKS
            text.write_at(figure, middle, base, cell, size=style.TINY, ha="center")


def _lanes(figure: Figure, place: Box, past: History, lanes: tuple[Lane, ...]) -> None:
    axes = place.axes(figure)
    lines = round(place.height / ROW)
    axes.set(xlim=(0, WEEKS), ylim=(0, lines))
    meaning = "medicines: \N{BLACK RIGHT-POINTING POINTER} started  \N{BLACK UP-POINTING TRIANGLE} "
    meaning += "increased  \N{BLACK DOWN-POINTING TRIANGLE} decreased;  hatched: a trial"
    text.write_at(
        figure, place.left, place.top - ROW + 0.03, meaning, size=style.TINY, color=style.QUIET
    )
    for n, lane in enumerate(lanes, 1):
        base = place.top - ROW * (n + 1) + 0.03
        label = text.cut(lane.label, LABELS - 0.08, style.TINY)
        text.write_at(figure, place.left - LABELS, base, label, size=style.TINY)
        _bands(axes, lane, lines - 1 - n, past)
    if len(past.lanes) > len(lanes):
        shown = f"{len(lanes)} of {len(past.lanes)} shown:"
        base = place.top - ROW + 0.03
        text.write_at(figure, place.left - LABELS, base, shown, size=style.TINY, color=style.QUIET)


def _bands(axes: Axes, lane: Lane, foot: int, past: History) -> None:
    low, high = foot + 0.2, foot + 0.8

    def across(stretch: Stretch) -> tuple[float, float]:
        return (stretch.since - past.since).days / 7, ((stretch.until - past.since).days + 1) / 7

    boxes = [
        [(x0, low), (x1, low), (x1, high), (x0, high)]
        for x0, x1 in (across(stretch) for stretch in lane.stretches)
    ]
    axes.add_collection(
        PolyCollection(
            boxes,
            facecolor="white" if lane.trial else style.DOSE,
            edgecolor=style.INK,
            hatch="////" if lane.trial else None,
            linewidth=0.5,
            alpha=None if lane.trial else 0.55,
        )
    )
    for stretch in lane.stretches:
        if stretch.change:
            axes.scatter(
                [across(stretch)[0]],
                [foot + 0.5],
                s=16,
                marker=CHANGE_MARKS[stretch.change],
                color=style.INK,
                linewidth=0,
                zorder=3,
                clip_on=False,
            )
