"""The marks of the hour-by-hour panel, and the two lines that say what they mean."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tracker.report.days import DayState
from tracker.report.drawing import lettering, style, text
from tracker.report.drawing.plane import Plane, Point
from tracker.report.drawing.sheet import Box, Sheet
from tracker.report.timeline import Row

HEIGHT: Final = 0.3
"""Inches that the two lines take."""
LINE: Final = 0.15
SWATCH: Final = 0.2
BETWEEN: Final = 0.12
FOOT: Final = 0.13
HEAD: Final = 0.85
"""Where in a row drinks and doses stand: apart, as a morning often has both at once."""
TICK_AREA: Final = 13.0


@dataclass(frozen=True, slots=True)
class EpisodeMark:
    """A shape for the ratings `low` to `high`; for no rating where `low` is None."""

    words: str
    marker: str
    low: int | None
    high: int = 0

    def holds(self, intensity: int | None) -> bool:
        """Whether an episode of that rating has this shape."""
        if self.low is None or intensity is None:
            return self.low is None and intensity is None
        return self.low <= intensity <= self.high

    def draw(
        self,
        plane: Plane,
        points: Sequence[Point],
        ratings: Sequence[int | None],
        *,
        scale: float = 1.0,
    ) -> None:
        """Draw episodes, larger when stronger, white when not rated; `scale` is of their width."""
        widths = [scale * (3.0 + 0.7 * (3 if rating is None else rating)) for rating in ratings]
        areas = [width**2 for width in widths]
        color = "white" if self.low is None else style.EPISODE
        plane.marks(self.marker, points, areas, facecolor=color, alpha=0.85, zorder=4)


@dataclass(frozen=True, slots=True)
class EventMark:
    """A tick for something taken; `hours` finds it in a row, `height` is its part of the row's."""

    words: str
    marker: str
    color: str
    height: float
    hours: Callable[[Row], Sequence[float]]

    def draw(self, plane: Plane, points: Sequence[Point]) -> None:
        """Draw one tick at each point."""
        plane.marks(self.marker, points, [TICK_AREA], facecolor=self.color, zorder=4)


EPISODE_MARKS: Final = (
    EpisodeMark("twitch: mild 0-3", "o", 0, 3),
    EpisodeMark("moderate 4-6", "s", 4, 6),
    EpisodeMark("strong 7-10", "^", 7, 10),
    EpisodeMark("not rated", "D", None),
)
EVENT_MARKS: Final = (
    EventMark("caffeine drink", "d", style.CAFFEINE, FOOT, lambda row: row.drinks),
    EventMark("alcohol", "P", style.ALCOHOL, FOOT, lambda row: row.alcohol),
    EventMark("dose taken", "v", style.DOSE, HEAD, lambda row: row.taken),
    EventMark("dose skipped", "v", "white", HEAD, lambda row: row.skipped),
)
BARS: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"facecolor": style.SLEEP}, "asleep"),
    ({"facecolor": style.EPISODE}, "lasting 15+ min"),
)
CAFFEINE: Final = {"facecolor": style.CAFFEINE_FILL, "edgecolor": style.CAFFEINE}
MEANING: Final = (
    "\N{GREATER-THAN OR EQUAL TO} at least: day not complete   \N{EN DASH} not recorded"
)


def draw(sheet: Sheet, box: Box, caffeine: str) -> None:
    """Write what every mark means, in two lines from the box's top; `caffeine` is the curve."""
    plane = Plane(sheet, box, (0, box.width), (0, box.height))
    upper, lower = box.height - LINE / 2, box.height - LINE * 1.5
    x = _episodes(plane, upper)
    for event in EVENT_MARKS:
        event.draw(plane, [(x + SWATCH / 2, upper)])
        x = _words(plane, x, upper, event.words)
    x = _swatches(plane, 0.0, lower, (*BARS, (CAFFEINE, caffeine)))
    text.write_at(sheet, plane.x(x), plane.y(lower) - 0.03, MEANING, size=style.TINY)


def draw_short(sheet: Sheet, box: Box, *, ahead: bool) -> None:
    """Write what the marks of episodes, sleep and days mean, in one line; `ahead`: some to come."""
    plane = Plane(sheet, box, (0, box.width), (0, box.height))
    x = _episodes(plane, LINE / 2)
    to_come = [(style.AHEAD, DayState.AHEAD.value)] if ahead else []
    _swatches(plane, x, LINE / 2, (*BARS, (style.UNKNOWN, "not recorded"), *to_come))


def _episodes(plane: Plane, y: float) -> float:
    x = 0.0
    for mark in EPISODE_MARKS:
        mark.draw(plane, [(x + SWATCH / 2, y)], [None if mark.low is None else mark.high])
        x = _words(plane, x, y, mark.words)
    return x


def _swatches(
    plane: Plane, x: float, y: float, every: Iterable[tuple[dict[str, Any], str]]
) -> float:
    for look, words in every:
        swatch = [(x, x + SWATCH, y - 0.03, y + 0.03)]
        plane.rectangles(swatch, **({"edgecolor": style.INK, "linewidth": 0.6} | look))
        x = _words(plane, x, y, words)
    return x


def _words(plane: Plane, x: float, y: float, words: str) -> float:
    left = x + SWATCH + 0.05
    text.write_at(plane.sheet, plane.x(left), plane.y(y) - 0.03, words, size=style.TINY)
    return left + lettering.width(words, style.TINY) + BETWEEN
