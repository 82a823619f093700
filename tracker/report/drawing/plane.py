"""A panel's own coordinates over a box of the page, and the few kinds of mark drawn in them.

The marks stand on the sheet itself: axes, with ticks and frames that no panel uses, would take as
long to make and to draw as all of the marks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform, Transform

from tracker.report.drawing import style
from tracker.report.drawing.sheet import Box, Sheet

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plane:
    """Coordinates from `across[0]` to `across[1]` and `up[0]` to `up[1]` over a box.

    Nothing is cut off at the box's edges: what is drawn has to lie within.
    """

    sheet: Sheet
    box: Box
    across: Point
    up: Point

    def x(self, value: float) -> float:
        """Inches from the page's left edge."""
        low, high = self.across
        return self.box.left + (value - low) / (high - low) * self.box.width

    def y(self, value: float) -> float:
        """Inches from the page's lower edge."""
        low, high = self.up
        return self.box.bottom + (value - low) / (high - low) * self.box.height

    def polygons(self, corners: Iterable[Sequence[Point]], **look: Any) -> None:
        """Filled shapes."""
        self._add(PolyCollection(list(corners), **{"linewidth": 0} | look))

    def rectangles(self, spans: Iterable[tuple[float, float, float, float]], **look: Any) -> None:
        """Filled rectangles: left, right, lower and upper edge."""
        self.polygons(([(a, c), (b, c), (b, d), (a, d)] for a, b, c, d in spans), **look)

    def lines(self, points: Iterable[Sequence[Point]], **look: Any) -> None:
        """Lines through two or more points each."""
        self._add(LineCollection(list(points), **look))

    def marks(
        self, marker: str, points: Sequence[Point], areas: Sequence[float], **look: Any
    ) -> None:
        """One mark at each point; areas in square points, one for all or one for each."""
        if not points:
            return
        shape = MarkerStyle(marker)
        path = shape.get_path().transformed(shape.get_transform())
        marks = PathCollection(
            (path,),
            sizes=list(areas),
            offsets=list(points),
            offset_transform=self._transform(),
            **{"edgecolor": style.INK, "linewidth": 0.6} | look,
        )
        marks.set_transform(IdentityTransform())
        self.sheet.add_artist(marks)

    def outline(self, path: Path, **look: Any) -> None:
        """The lines of a path, not filled."""
        self.sheet.add_artist(PathPatch(path, fill=False, transform=self._transform(), **look))

    def _add(self, collection: Collection) -> None:
        collection.set_transform(self._transform())
        self.sheet.add_artist(collection)

    def _transform(self) -> Transform:
        wide = self.box.width / (self.across[1] - self.across[0])
        tall = self.box.height / (self.up[1] - self.up[0])
        onto = Affine2D().translate(-self.across[0], -self.up[0]).scale(wide, tall)
        return onto.translate(self.box.left, self.box.bottom) + self.sheet.dpi_scale_trans
