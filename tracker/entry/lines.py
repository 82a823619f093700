"""A typed line cut into entries, each into words and a quoted note.

Entries are separated by `;`. A note stands in double quotes ("…" or “…”), where `;` and every
other sign is just text. A comma ends a word, except between digits, where it is part of a number
that is then refused: `7,5h` must never be read as two numbers.
"""

import re
from dataclasses import dataclass
from typing import Final

from tracker.entry.printable import shown
from tracker.entry.times import leading, plain
from tracker.errors import DataError
from tracker.fields import NAME_LENGTH

MOST_ENTRIES: Final = 100
"""How many entries one line may hold."""
MOST_WORDS: Final = 200
"""How many words one entry may have outside its note."""

_PIECE = re.compile(r'"([^"]*)"|“([^”]*)”|(;)|([^";“”]+)|(["“”])')
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, as it is compared, and which word of its entry it is (from 1)."""

    text: str
    plain: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a line: its words, its quoted notes, and everything as it was typed.

    `place` is 'entry 2, ' where the line has several, else empty.
    """

    words: tuple[Word, ...]
    notes: tuple[str, ...]
    typed: str
    place: str

    @property
    def note(self) -> str | None:
        """The quoted note. Raises DataError when there are several."""
        if len(self.notes) > 1:
            raise DataError("a note is given twice.", hint="Put all of it into one pair of quotes.")
        return self.notes[0] if self.notes else None

    def unknown(
        self, word: Word, *, why: str = "is not understood", hint: str = ""
    ) -> "UnknownWordError":
        """The error for a word of this entry: which word it is, and what to type instead."""
        return UnknownWordError(word, f"word {word.number}, {shown(word.text)}, {why}.", hint=hint)


class UnknownWordError(DataError):
    """A word of an entry is not understood, or leaves open what it means."""

    def __init__(self, word: Word, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.word = word


def split(text: str) -> list[Line]:
    """The entries of a line, empty ones left out.

    Raises DataError when there is none, when a quote is not closed, or when there are too many.
    """
    entries: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer(text):
        if piece[5]:
            raise DataError(
                f"a quote is not closed: {shown(text[piece.start() :])}.",
                hint='A note stands in quotes: coffee "with cake"',
                field="note",
            )
        if piece[3]:
            if entries[-1]:
                entries.append([])
        elif entries[-1] or piece[4] is None or piece[4].replace(",", " ").strip():
            if len(entries) > MOST_ENTRIES:
                raise DataError(
                    f"a line must hold at most {MOST_ENTRIES} entries.",
                    hint="Use tracker import for a whole file.",
                )
            entries[-1].append(piece)
    filled = [entry for entry in entries if entry]
    if not filled:
        raise DataError("there is nothing to read.", hint="Try: twitch 6, coffee or slept 7.5h")
    several = len(filled) > 1
    return [
        _line(pieces, f"entry {number}, " if several else "")
        for number, pieces in enumerate(filled, 1)
    ]


def _line(pieces: list[re.Match[str]], place: str) -> Line:
    typed = "".join(piece[0] for piece in pieces).lstrip(" \t,").rstrip()
    bare = _COMMA.sub(" ", " ".join(piece[4] for piece in pieces if piece[4]))
    notes = tuple(piece[1] or piece[2] or "" for piece in pieces if piece[4] is None)
    texts = bare.split(maxsplit=MOST_WORDS)
    words = tuple(Word(text, plain(text), n) for n, text in enumerate(texts, 1))
    line = Line(words, notes, typed, place)
    first = leading([word.plain for word in words])
    if first < len(words) and words[first].plain.rstrip(":") == "note":
        return line  # its text is read as it was typed
    for word in words[:MOST_WORDS]:
        if len(word.text) > NAME_LENGTH:
            raise line.unknown(word, hint='A note stands in quotes: coffee "with cake"')
    if len(words) > MOST_WORDS:
        raise DataError(f"an entry must have at most {MOST_WORDS} words.")
    return line
