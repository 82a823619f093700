"""An entry as one line of a list."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker import clock
from tracker.entry.phrase import is_note, phrase
from tracker.entry.printable import printable
from tracker.fields import MAIN_TIME
from tracker.records import Entry
from tracker.tui.views.glyphs import GLYPHS
from tracker.vocabulary import Kind

NOTE_SHOWN: Final = 200
"""How much of a note a list shows, in characters."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: every text is safe to print; `when` is empty for what belongs to a whole day."""

    id: str
    kind: Kind
    day: date | None
    when: str
    glyph: str
    text: str
    note: str


def row(entry: Entry) -> Row:
    """The line of an entry; times are those of the place where it was entered."""
    note = "" if is_note(entry.record) else entry.note or ""
    return Row(
        id=entry.id,
        kind=entry.kind,
        day=entry.local_date,
        when=_clock(entry),
        glyph=GLYPHS[entry.kind],
        text=phrase(entry.record),
        note=printable(note[: 2 * NOTE_SHOWN], NOTE_SHOWN),
    )


def _clock(entry: Entry) -> str:
    name = MAIN_TIME[entry.kind]
    value = entry.record.get(name or "", "")
    return f"{clock.parse_instant(value):%H:%M}" if "T" in value else ""
