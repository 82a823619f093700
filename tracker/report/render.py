"""A drawn page as the bytes of a PNG, PDF or SVG: the same page always gives the same bytes."""

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from tracker.errors import UsageError
from tracker.report.drawing import style
from tracker.report.paper import DPI

if TYPE_CHECKING:
    from tracker.report.drawing.sheet import Sheet

FORMATS: Final = ("png", "pdf", "svg")

_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "pdf": {"metadata": {"Creator": None, "Producer": None, "CreationDate": None}},
    "svg": {"metadata": {"Creator": None, "Date": None}},
}
"""No file says when or with what it was written."""

_PACKING: Final = {"compress_level": 3}
"""Measured on a full page: a third faster than the usual 6, and a tenth smaller."""


def render(sheet: "Sheet", format: str, *, dpi: int = DPI[0]) -> bytes:  # noqa: A002  its usual name
    """The page as a whole file; `dpi` is a picture's dots an inch, 150 or 300.

    Raises UsageError for any other format or fineness.
    """
    if format not in FORMATS:
        raise UsageError(
            f"a report is written as {', '.join(FORMATS)}, not {format!r}.",
            hint="Try: tracker report -o report.png",
        )
    if dpi not in DPI:
        raise UsageError(
            f"a picture has {DPI[0]} or {DPI[1]} dots an inch, not {dpi}.",
            hint="Try: tracker report --dpi 300",
        )
    file = BytesIO()
    with style.settings():
        if format == "png":
            _picture(sheet, dpi, file)
        else:
            sheet.savefig(file, format=format, **_OPTIONS[format])
    return file.getvalue()


def _picture(sheet: "Sheet", dpi: int, file: BytesIO) -> None:
    """Without the transparency that matplotlib would store: the page is white."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  pictures only
    from PIL import Image  # noqa: PLC0415  the same; matplotlib brings it

    sheet.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(sheet)
    canvas.draw()
    size = canvas.get_width_height()
    picture = Image.frombuffer("RGBA", size, canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    picture.convert("RGB").save(file, "png", dpi=(dpi, dpi), **_PACKING)
