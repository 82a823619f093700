"""The Diary area: every entry, newest first, or those that a filter line asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tracker.records import Entry
from tracker.tui.views.rows import Row, row
from tracker.tui.views.wanted import Wanted

PAGE: Final = 300
"""How many rows are shown at first; as many more each time the end is reached."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of the diary; `more` when older ones were left out.

    `line` is the filter; `problem` says what in it is not understood, and then there are no rows.
    """

    rows: tuple[Row, ...]
    more: bool
    line: str
    problem: str = ""


def page(entries: Iterable[Entry], wanted: Wanted, line: str, limit: int = PAGE) -> Page:
    """The first rows of entries in the order given that are wanted."""
    found: list[Row] = []
    for entry in entries:
        if not wanted.search.fits(entry):
            continue
        shown = row(entry)
        if wanted.fits(entry, shown):
            if len(found) == limit:
                return Page(tuple(found), more=True, line=line)
            found.append(shown)
    return Page(tuple(found), more=False, line=line)
