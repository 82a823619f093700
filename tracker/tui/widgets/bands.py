"""Dose-response drawn with characters: one line a band, on an axis from none to the most."""

from typing import TYPE_CHECKING, Final

from textual.content import Content

from tracker.entry.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.bands import Band

NARROW: Final = 12
"""Columns that an axis needs; with fewer, the numbers stand alone."""


def band_line(low: float, middle: float, high: float, top: float, width: int) -> str:
    """An interval on an axis from 0 to `top` in that many columns: `··├─●──┤···`."""
    line = ["·"] * width
    ends = [_column(value, top, width) for value in (low, middle, high)]
    for at in range(ends[0], ends[2] + 1):
        line[at] = "─"
    line[ends[0]] = "├"
    line[ends[2]] = "▸" if high > top else "┤"
    line[ends[1]] = "●"
    return "".join(line)


def dose_response(bands: "Sequence[Band]", width: int) -> Content:
    """The bands with their axis, numbers and days; the axis ends at twice the highest rate."""
    top = 2 * max((band.per_day for band in bands), default=0.0) or 1.0
    labels = [printable(band.label) for band in bands]
    numbers = [_numbers(band) for band in bands]
    left = max((len(label) for label in labels), default=0)
    right = max((len(number) for number in numbers), default=0)
    axis = width - left - right - 4
    lines = []
    for band, label, number in zip(bands, labels, numbers, strict=True):
        parts = [(f"{label:>{left}}  ", "")]
        if axis >= NARROW:
            bar = band_line(band.ci95[0], band.per_day, band.ci95[1], top, min(axis, 40))
            parts += [(c, "$foreground-muted" if c == "·" else "$mark-primary") for c in bar]
            parts.append(("  ", ""))
        lines.append(Content.assemble(*parts, f"{number:>{right}}"))
    return Content("\n").join(lines)


def _numbers(band: "Band") -> str:
    low, high = band.ci95
    return f"{band.per_day:.1f} ({low:.1f} to {high:.1f})  {band.days:>4,}"


def _column(value: float, top: float, width: int) -> int:
    return round(min(max(value / top, 0.0), 1.0) * (width - 1))
