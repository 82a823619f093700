"""The sheet of paper that a page is drawn on."""

from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from tracker.report.drawing.lettering import Writing
from tracker.report.paper import Paper

SCREEN_DPI: Final = 100


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page in inches from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Inches from the page's left edge to the box's right one."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Inches from the page's lower edge to the box's upper one."""
        return self.bottom + self.height


class Sheet(Figure):
    """A white page: no window, and no state that pages share."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(figsize=(paper.width, paper.height), dpi=SCREEN_DPI, facecolor="white")
        self.writing = Writing()
        self.add_artist(self.writing)
