"""Sizes of type, colours, and matplotlib's settings while a page is drawn.

The colours are from Okabe and Ito's colour-blind-safe set (2008); each also differs in lightness,
and every mark that has a colour has a shape, hatch or word of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import matplotlib as mpl

TITLE: Final = 16.0
HEADING: Final = 9.5
BODY: Final = 7.8
SMALL: Final = 7.0
TINY: Final = 6.4
LEADING: Final = 1.32
"""Distance of two lines over the size of the type."""

INK: Final = "#111111"
QUIET: Final = "#555555"
RULE: Final = "#bdbdbd"
PALE: Final = "#f1f1f1"
EPISODE: Final = "#d55e00"
CAFFEINE: Final = "#e69f00"
CAFFEINE_FILL: Final = "#fbe3b3"
SLEEP: Final = "#56b4e9"
DOSE: Final = "#009e73"
ALCOHOL: Final = "#cc79a7"
RATE: Final = "#0072b2"
THIS_PERIOD: Final = "#fff3cf"
UNKNOWN_HATCH: Final = "#c4c4c4"

UNKNOWN: Final = {"facecolor": PALE, "edgecolor": UNKNOWN_HATCH, "hatch": "////"}
AHEAD: Final = {"facecolor": PALE, "edgecolor": UNKNOWN_HATCH, "hatch": "..."}
"""The ground of days of which nothing is known, and of those still to come."""

SETTINGS: Final = {
    "svg.hashsalt": "tracker",
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "no_hinting",
    "hatch.linewidth": 0.6,
}


@contextmanager
def settings() -> Iterator[None]:
    """Matplotlib's own defaults and the page's few, whatever settings file lies about."""
    own: dict[Any, Any] = {
        name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith("backend")
    }
    with mpl.rc_context(own | SETTINGS):
        yield


def line_height(size: float) -> float:
    """Inches from one line to the next at a size of type in points."""
    return size * LEADING / 72
