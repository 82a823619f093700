"""The twitches and one exposure over time: two plots, one above the other, on one axis of time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from tracker.analysis.over_time import NOT_A_CAUSE, Column
from tracker.spans import Unit
from tracker.tui.views.days import MONTHS
from tracker.tui.views.glyphs import BLANK
from tracker.tui.views.triggers import capital
from tracker.tui.views.wrapping import hanging
from tracker.tui.widgets import trend
from tracker.tui.widgets.line import Scale, line
from tracker.tui.widgets.trend import NARROWEST, SCALE, Point

if TYPE_CHECKING:
    from tracker.analysis.detail import Detail

_COURSE: Final = "course"
_PERCENT: Final = Scale(0, 100)
_NEVER_KNOWN: Final = "Not known on any complete day."
_MUTED: Final = "$foreground-muted"


def beside(detail: "Detail", exposure: str, width: int, rows: int = 4) -> Content:
    """Both plots with titles and caption, or what is still missing before there is a course.

    `exposure` is what the finding calls it; a medicine's level is shown in per cent. Each plot has
    so many rows of characters.
    """
    short = detail.over_time.too_short
    if short:
        return Content.styled(hanging(short, "", width), _MUTED)
    return Content("\n").join(_lines(detail, exposure, width, rows))


def _lines(detail: "Detail", exposure: str, width: int, rows: int) -> Iterator[Content]:
    over = detail.over_time
    cell = trend.cell_width(len(over.columns), width, 1)
    shown = over.columns[-max(1, (width - SCALE) // cell) :]
    rates = [column.per_day for column in shown]
    yield _title("█", f"Twitches a day, by {over.unit}", width)
    yield from _plot(trend.bars([Point("", rate) for rate in rates], rows, cell), "$mark-accent")
    yield from _numbers([trend.number(rate) for rate in rates], cell)
    unit = "% on" if detail.unit == _COURSE else detail.unit
    yield _title("⠶", f"{exposure} ({unit})" if unit else exposure, width)
    yield from _levels(shown, detail.unit, cell, rows)
    yield Content.styled(_labels(shown, over.unit, cell, width), _MUTED)
    days = list(_numbers([str(column.days or BLANK) for column in shown], cell, "days"))
    yield from days
    words = f"Means of the complete days of each {over.unit}"
    words += " (days: how many). " if days else ". "
    cut = f"Shown are the latest {len(shown)}. " if len(shown) < len(over.columns) else ""
    for caption in (words + cut + over.unknown, NOT_A_CAUSE):
        yield Content.styled(hanging(caption, "", width), _MUTED)


def _levels(columns: Sequence[Column], unit: str, cell: int, rows: int) -> Iterator[Content]:
    if not any(column.exposed for column in columns):
        yield Content.styled(" " * SCALE + _NEVER_KNOWN, _MUTED)
        return
    percent = 100 if unit == _COURSE else 1
    means = [column.exposure for column in columns]
    levels = [None if mean is None else percent * mean for mean in means]
    scale = _PERCENT if unit == _COURSE else Scale.of(levels)
    ends = [_short(end).removesuffix(".0") for end in (scale.high, scale.low)]
    yield from _plot(trend.scaled(line(levels, scale, rows, cell), *ends), "$foreground")
    yield from _numbers([_short(level) for level in levels], cell)


def _title(glyph: str, text: str, width: int) -> Content:
    words = hanging(capital(text), f"{glyph} ", width)
    return Content.assemble(words[:1], (words[1:], "bold"))


def _plot(lines: Sequence[str], style: str) -> Iterator[Content]:
    for row in lines:
        yield Content.assemble((row[:SCALE], _MUTED), (row[SCALE:], style))


def _numbers(texts: Sequence[str], cell: int, title: str = "") -> Iterator[Content]:
    """The numbers of the columns, where every one has room; cut ones would be others."""
    if max(map(len, texts)) < cell:
        yield Content.styled(trend.under(texts, cell, title), _MUTED if title else "")


def _short(value: float | None) -> str:
    """A number of at most six characters; a dash where it is unknown."""
    if value is None:
        return BLANK
    size = abs(value)
    if size >= 999_500 or 0 < size < 0.01:
        return f"{value:.0e}"
    if size >= 9_999.5:
        return f"{value / 1000:.0f}k"
    return f"{value:.0f}" if size >= 9.95 else f"{value:.1f}" if size >= 1 else f"{value:.2g}"


def _labels(columns: Sequence[Column], unit: Unit, cell: int, width: int) -> str:
    """What the columns are called; where they are narrow, the beginnings of months or years alone.

    From the newest back, each where it has room.
    """
    text, free = [" "] * width, width
    for place in range(len(columns) - 1, -1, -1):
        before = columns[place - 1] if place else None
        label, is_beginning = _label(columns[place], before, unit)
        begin = SCALE + place * cell
        if (is_beginning or cell >= NARROWEST) and begin + len(label) <= free:
            text[begin : begin + len(label)] = label
            free = begin - 1
    return "".join(text).rstrip()


def _label(column: Column, before: Column | None, unit: Unit) -> tuple[str, bool]:
    """A column's name, and whether a month of weeks or else a year begins with it."""
    begins = column.since
    if unit is Unit.WEEK:
        is_new = before is None or before.since.month != begins.month
        return (MONTHS[begins.month - 1] if is_new else str(begins.day)), is_new
    if before is None or before.since.year != begins.year:
        return str(begins.year), True
    if unit is Unit.MONTH:
        return MONTHS[begins.month - 1], False
    return f"Q{(begins.month + 2) // 3}", False
