"""The marks of the hour-by-hour panel, and the line that says what they mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tracker.report import style, text
from tracker.report.style import Box
from tracker.report.timeline import Row

HEIGHT: Final = 0.3
"""Inches that two lines of the legend take."""
LINE: Final = 0.15
SWATCH: Final = 0.2
BETWEEN: Final = 0.14
FOOT: Final = 0.13
HEAD: Final = 0.85
"""Where in a row drinks and doses stand: apart, as a morning often has both at once."""


@dataclass(frozen=True, slots=True)
class EpisodeMark:
    """A shape for the ratings `low` to `high`; for no rating where `low` is None."""

    words: str
    marker: str
    low: int | None
    high: int = 0
    filled: bool = True

    def holds(self, intensity: int | None) -> bool:
        """Whether an episode of that rating has this shape."""
        if self.low is None or intensity is None:
            return self.low is None and intensity is None
        return self.low <= intensity <= self.high

    def area(self, intensity: int | None) -> float:
        """Size of the mark in square points, as matplotlib counts it: larger when stronger."""
        return (3.0 + 0.7 * (3 if intensity is None else intensity)) ** 2


@dataclass(frozen=True, slots=True)
class EventMark:
    """A tick for something taken; `hours` finds it in a row, `height` is its part of the row's."""

    words: str
    marker: str
    color: str
    height: float
    hours: Callable[[Row], Sequence[float]]
    filled: bool = True

    def scatter(self, axes: Axes, x: Sequence[float], y: Sequence[float]) -> None:
        """Draw one mark at each place."""
        axes.scatter(
            x,
            y,
            s=13,
            marker=self.marker,
            facecolor=self.color if self.filled else "white",
            edgecolor=style.INK,
            linewidth=0.6,
            zorder=4,
            clip_on=False,
        )


EPISODE_MARKS: Final = (
    EpisodeMark("twitch: mild 0-3", "o", 0, 3),
    EpisodeMark("moderate 4-6", "s", 4, 6),
    EpisodeMark("strong 7-10", "^", 7, 10),
    EpisodeMark("not rated", "D", None, filled=False),
)
EVENT_MARKS: Final = (
    EventMark("caffeine drink", "d", style.CAFFEINE, FOOT, lambda row: row.drinks),
    EventMark("alcohol", "P", style.ALCOHOL, FOOT, lambda row: row.alcohol),
    EventMark("dose taken", "v", style.DOSE, HEAD, lambda row: row.taken),
    EventMark("dose skipped", "v", style.DOSE, HEAD, lambda row: row.skipped, filled=False),
)


def draw(figure: Figure, box: Box, caffeine: str) -> None:
    """Write what every mark means, in two lines from the box's top."""
    axes = box.axes(figure)
    axes.set(xlim=(0, box.width), ylim=(0, box.height))
    upper, lower = box.height - LINE / 2, box.height - LINE * 1.5
    x = 0.0
    for mark in EPISODE_MARKS:
        axes.scatter(
            [x + SWATCH / 2],
            [upper],
            s=mark.area(mark.high),
            marker=mark.marker,
            facecolor=style.EPISODE if mark.filled else "white",
            edgecolor=style.INK,
            linewidth=0.5,
        )
        x = _words(axes, x, upper, mark.words)
    for event in EVENT_MARKS:
        event.scatter(axes, [x + SWATCH / 2], [upper])
        x = _words(axes, x, upper, event.words)
    x = 0.0
    for color, edge, words in (
        (style.SLEEP, style.INK, "asleep"),
        (style.EPISODE, style.INK, "lasting 15 min or more"),
        (style.CAFFEINE_FILL, style.CAFFEINE, caffeine),
    ):
        axes.add_patch(
            Rectangle((x, lower - 0.03), SWATCH, 0.06, facecolor=color, edgecolor=edge, lw=0.6)
        )
        x = _words(axes, x, lower, words)
    meaning = "\N{GREATER-THAN OR EQUAL TO} at least: day not complete   \N{EN DASH} not recorded"
    text.write(axes, x, lower, meaning, size=style.TINY, va="center_baseline")


def _words(axes: Axes, x: float, y: float, words: str) -> float:
    left = x + SWATCH + 0.05
    text.write(axes, left, y, words, size=style.TINY, va="center_baseline")
    return left + text.width(words, style.TINY) + BETWEEN
