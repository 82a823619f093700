"""A line of quick entry while it is typed: what was understood so far, what a word may become.

Nothing here saves or corrects: it shows. A time is never completed, and none is suggested.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from tracker import clock, knowledge
from tracker.entry.completing import Typed, completions, known_words
from tracker.entry.heads import heads, warns
from tracker.entry.lines import UnknownWordError, split
from tracker.entry.phrase import phrase, when
from tracker.entry.quick import Reader
from tracker.entry.words import LEFT_OPEN, normal
from tracker.errors import DataError
from tracker.records import Record

if TYPE_CHECKING:
    from tracker.medication.plan import Plan

_SHORTEST: Final = 3
"""How many letters a word must have to be suggested for another."""
_QUOTED: Final = re.compile(r'"[^"]*"?|“[^”]*”?')
_WORD: Final = re.compile(r"(?:[^\s,]|(?<=\d),(?=\d))+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says so far.

    `records` are the entries that are understood, `said` the same in words with their times. The
    entry under the cursor, while its last word is not understood, is in `said` alone: without that
    word, without a time, and with `…` behind it.

    `problem` is None when the whole line may be saved, else why not and what to type instead.
    `wrong` is the part of the text that is not understood, `instead` the nearest known word.
    Each of `completions` may stand in place of `text[start:end]`.
    """

    text: str
    records: tuple[Record, ...]
    said: tuple[str, ...]
    problem: str | None
    wrong: tuple[int, int] | None
    instead: str | None
    completions: tuple[str, ...]
    start: int
    end: int

    def completed(self, completion: str) -> str:
        """The text with a completion in its place and a space behind it."""
        return f"{self.text[: self.start]}{completion} {self.text[self.end :].lstrip(' ')}"

    def corrected(self) -> str | None:
        """The text with the nearest known word in place of the wrong one; None without one."""
        if self.wrong is None or self.instead is None:
            return None
        return self.text[: self.wrong[0]] + self.instead + self.text[self.wrong[1] :]


@dataclass(frozen=True, slots=True)
class _Part:
    """One entry of the text, and its words outside notes."""

    start: int
    end: int
    words: tuple[re.Match[str], ...]

    def word_at(self, at: int) -> re.Match[str] | None:
        """The word that a place in the text lies in or behind."""
        return next((word for word in self.words if word.start() < at <= word.end()), None)


def reading(
    text: str,
    now: datetime,
    *,
    cursor: int | None = None,
    day_starts_at: time = clock.MIDNIGHT,
    medicines: "Callable[[], Plan] | None" = None,
    names: Iterable[str] = (),
) -> Reading:
    """The reading of a line at a moment (aware). It never raises for what a person may type.

    `cursor` is a place in the text, its end when left out. `medicines` is that of `quick.read`;
    `names` are medicines to offer behind `took`, the person's own.
    """
    at = len(text) if cursor is None else max(0, min(cursor, len(text)))
    plan = medicines() if medicines is not None and _has_dose(text) else None
    reader = Reader(now, day_starts_at=day_starts_at, medicines=(lambda: plan) if plan else None)
    parts = [part for part in _parts(text) if text[part.start : part.end].strip(" \t,")]
    records: list[Record] = []
    said: list[str] = []
    failed: tuple[_Part, DataError] | None = None
    for number, part in enumerate(parts, 1):
        try:
            records.append(reader.record(split(text[part.start : part.end])[0]))
            said.append(f"{phrase(records[-1])}, {when(records[-1])}")
        except DataError as error:
            said += _unfinished(text, part, at, reader, error)
            if failed is None:
                error.message = (f"entry {number}, " if len(parts) > 1 else "") + error.message
                failed = part, error
    offered = ((*(course.name for course in plan.courses),) if plan else ()) + tuple(names)
    start, end, words = _offered(parts, at, offered)
    wrong, instead = _wrong(*failed, offered) if failed else (None, None)
    if failed and words and _word_of(*failed) == failed[0].word_at(at):
        instead = None  # it is still being typed
    return Reading(
        text=text,
        records=tuple(records),
        said=tuple(said),
        problem=f"{failed[1].message} {failed[1].hint}".strip() if failed else None,
        wrong=wrong,
        instead=instead,
        completions=words,
        start=start,
        end=end,
    )


def _has_dose(text: str) -> bool:
    folded = text.casefold()
    return "took" in folded or "skipped" in folded


def _parts(text: str) -> list[_Part]:
    """The entries of a text: what stands in quotes is no word and ends none."""
    bare = _QUOTED.sub(lambda match: "\0" * len(match[0]), text)
    found, start = [], 0
    for piece in bare.split(";"):
        end = start + len(piece)
        words = tuple(
            word for word in _WORD.finditer(bare, start, end) if not word[0].startswith("\0")
        )
        found.append(_Part(start, end, words))
        start = end + 1
    return found


def _unfinished(text: str, part: _Part, at: int, reader: Reader, error: DataError) -> list[str]:
    """What an entry says without the word at the cursor, where that is the one not understood."""
    word = part.word_at(at)
    if word is None or _word_of(part, error) != word or word[0][0] in "-0123456789":
        return []
    without = text[part.start : word.start()] + text[word.end() : part.end]
    try:
        return [f"{phrase(reader.record(split(without)[0]))} …"]
    except DataError:
        return []


def _offered(
    parts: list[_Part], at: int, names: tuple[str, ...]
) -> tuple[int, int, tuple[str, ...]]:
    """What the word at the cursor may become, and the part of the text it would replace."""
    part = next((part for part in parts if part.start <= at <= part.end), None)
    word = part.word_at(at) if part else None
    if part is None or word is None:
        return at, at, ()
    before = [each for each in part.words if each.end() <= word.start()]
    partial = word[0][: at - word.start()]
    found = completions(Typed([each[0] for each in before], partial, names))
    if not found.words:
        return at, at, ()
    start = before[len(before) - found.joined].start() if found.joined else word.start()
    return start, word.end(), found.words


def _word_of(part: _Part, error: DataError) -> re.Match[str] | None:
    if not isinstance(error, UnknownWordError) or error.word.number > len(part.words):
        return None
    return part.words[error.word.number - 1]


def _wrong(
    part: _Part, error: DataError, names: tuple[str, ...]
) -> tuple[tuple[int, int] | None, str | None]:
    """The part of the text that is not understood, and the nearest phrase that would be.

    Where the words behind it are those of the phrase, they belong to it: 'uper lip'. No warning
    sign is one of them: it is never put in place of what was typed.
    """
    wrong = _word_of(part, error)
    if wrong is None:
        return None, None
    before = [word[0] for word in part.words if word.end() <= wrong.start()]
    offered = known_words(Typed(before, wrong[0], names))
    known = {w.casefold(): w for w in offered if w not in heads() or not warns(heads()[w])}
    near = knowledge.near(wrong[0], [word for word in known if len(word) >= _SHORTEST], 1)
    if not near or LEFT_OPEN in error.message:
        return wrong.span(), None
    rest = normal(near[0]).split()[1:]
    behind = [word for word in part.words if word.start() >= wrong.end()][: len(rest)]
    whole = bool(rest) and [normal(word[0]) for word in behind] == rest
    return (wrong.start(), behind[-1].end() if whole else wrong.end()), known[near[0]]
