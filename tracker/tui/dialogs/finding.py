"""One finding opened: what was found, the observed days, and what would settle it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.entry.printable import printable
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.views.days import day_words
from tracker.tui.views.triggers import Found
from tracker.tui.views.wrapping import hanging
from tracker.tui.widgets.bands import dose_response
from tracker.tui.widgets.beside import beside

if TYPE_CHECKING:
    from tracker.analysis.detail import Detail

_EDGES: Final = 8
"""Columns of the box beside its text: frame, padding, scroll bar."""
_WIDEST: Final = 92
_MOST_DAYS: Final = 90
"""Days that are listed: thousands of lines would hold a frame up."""
_OBSERVED: Final = "Observed, adjusted for nothing: episodes a day (95 % interval), days"
_OVER_TIME: Final = "Over time"


class FindingDialog(Dialog[None]):
    """Read by scrolling, left by Esc."""

    DEFAULT_CSS = """
    FindingDialog .box { width: 100; }
    """

    def __init__(self, found: Found) -> None:
        super().__init__(found.heading, "↑ ↓ scroll · Esc closes")
        self._found = found

    def body(self) -> ComposeResult:
        """The text, to scroll through."""
        with VerticalScroll():
            yield Static(id="finding", markup=False)

    @on(events.Resize)
    def _fill(self) -> None:
        width = min(_WIDEST, int(self.size.width * 0.96) - _EDGES)
        text = Content("\n").join(_lines(self._found, max(width, 20)))
        self.query_one("#finding", Static).update(text)


def _lines(found: Found, width: int) -> Iterator[Content]:
    finding, detail = found.finding, found.detail
    yield Content(printable(finding.summary, 600))
    if found.expected:
        yield Content.styled(found.expected, "$text-accent")
    yield Content(f"\nLooked at: {printable(finding.exposure)}, {finding.lag}.")
    if finding.p is not None and finding.q is not None:
        yield Content(
            f"Chance alone would show as much with p = {finding.p:.3g}; allowing "
            f"for all factors looked at, q = {finding.q:.3g}."
        )
    if detail is not None and detail.bands:
        yield Content.assemble("\n", (_OBSERVED, "bold"))
        yield dose_response(detail.bands, width)
    if detail is not None:
        yield Content.assemble("\n", (_OVER_TIME, "bold"))
        yield beside(detail, finding.exposure, width)
    title = "What else could explain it, and what is not known"
    yield from _listed(title, finding.caveats, width)
    if detail is not None:
        yield from _listed("What it is adjusted for", detail.adjusted_for, width)
        yield from _listed("What is missing", detail.missing, width)
        yield from _listed("What would settle it", (detail.settles,), width)
        yield from _days(detail)


def _listed(title: str, lines: Iterable[str], width: int) -> Iterator[Content]:
    some = list(lines)
    if some:
        yield Content.assemble("\n", (title, "bold"))
        yield from (Content(hanging(printable(line, 600), "· ", width)) for line in some)


def _days(detail: "Detail") -> Iterator[Content]:
    """The newest day first, its year where it changes."""
    from tracker.analysis.bands import amount  # noqa: PLC0415  scipy, loaded by the analysis

    shown = detail.days[-_MOST_DAYS:][::-1]
    if shown:
        yield Content.assemble("\n", ("The days behind it, newest first", "bold"))
    year = None
    for day in shown:
        if day.day.year != year:
            year = day.day.year
            yield Content.styled(str(year), "$foreground-muted")
        dots = "●" * min(day.episodes, 20) + ("+" if day.episodes > 20 else "")
        words = f"{day_words(day.day):<12}{amount(day.exposure, detail.unit):>14}"
        yield Content.assemble(f"{words}  {day.episodes:>4}  ", (dots, "$mark-primary"))
    if len(detail.days) > len(shown):
        more = f"and {len(detail.days) - len(shown):,} days before; tracker triggers --json has all"
        yield Content.styled(more, "$foreground-muted")
