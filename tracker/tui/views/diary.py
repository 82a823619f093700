"""The Diary area: every entry, newest first, or those that contain some words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tracker.records import Entry
from tracker.tui.views.days import day_words
from tracker.tui.views.rows import Row, row
from tracker.vocabulary import Kind

PAGE: Final = 300
"""How many rows are shown at first; as many more each time the end is reached."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of the diary; `more` when older ones were left out. `wanted` is the filter."""

    rows: tuple[Row, ...]
    more: bool
    wanted: str


def page(entries: Iterable[Entry], wanted: str, limit: int = PAGE) -> Page:
    """The first rows of entries in the order given that contain every word of the filter."""
    words = wanted.casefold().split()
    found: list[Row] = []
    for entry in entries:
        line = row(entry)
        if not words or _contains(entry, line, words):
            if len(found) == limit:
                return Page(tuple(found), more=True, wanted=wanted)
            found.append(line)
    return Page(tuple(found), more=False, wanted=wanted)


def _contains(entry: Entry, line: Row, words: list[str]) -> bool:
    day = f"{line.day.isoformat()} {day_words(line.day)}" if line.day else ""
    kind = "twitch episode" if entry.kind is Kind.EPISODE else entry.kind.value
    text = f"{kind} {day} {line.text} {entry.note or ''}".casefold()
    return all(word in text for word in words)
