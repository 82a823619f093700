"""What a word of quick entry may become, by what stands before it in its entry."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tracker import knowledge
from tracker.entry.draft import FEELINGS
from tracker.entry.heads import Head, heads, warns
from tracker.entry.mild_words import mild_words
from tracker.entry.times import plain
from tracker.entry.words import details, longest, normal
from tracker.vocabulary import Kind

MOST: Final = 8
"""How many completions are offered."""

_SEVERAL: Final = re.compile(r"(?:\d+(?:\.\d+)?[x\u00d7]|x\d+(?:\.\d+)?)", re.ASCII)
_MOST_JOINED: Final = 3
_BEHIND: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.STRESS: tuple(FEELINGS),
    Kind.SLEEP: ("awakenings", "quality", "last night"),
}
"""Words behind the first that are no details of a twitch or a symptom."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of an entry before the one at the cursor, as they were typed, and that one so far.

    `names` are the person's medicines, offered before those of the medicine list.
    """

    before: Sequence[str]
    partial: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completions:
    """Phrases that begin with what was typed: with the last `joined` words before, and the word."""

    words: tuple[str, ...]
    joined: int


def completions(typed: Typed) -> Completions:
    """At most eight phrases for the word at the cursor, one for each meaning."""
    if not normal(typed.partial):
        return Completions((), 0)
    before = [plain(word) for word in typed.before]
    first = 1 if before and _SEVERAL.fullmatch(before[0]) else 0
    found = longest(heads(), before[first:])
    if found is None:
        words = _heads_with(_prefix(before[first:], typed.partial))
        return Completions(words[:MOST], len(before) - first)
    longer = _heads_with(_prefix(before[first:], typed.partial))
    if longer:
        return Completions(longer[:MOST], len(before) - first)
    behind = before[first + found[1] :]
    most = len(behind) if found[0].kind is Kind.DOSE else min(len(behind), _MOST_JOINED)
    table = list(_behind(found[0].kind, typed.names))
    for joined in range(most, -1, -1):
        words = _with(table, _prefix(behind[len(behind) - joined :], typed.partial))
        if words:
            return Completions(words[:MOST], joined)
    return Completions((), 0)


def known_words(typed: Typed) -> tuple[str, ...]:
    """Every phrase that may stand where the word at the cursor stands; never a time."""
    before = [plain(word) for word in typed.before]
    first = 1 if before and _SEVERAL.fullmatch(before[0]) else 0
    found = longest(heads(), before[first:])
    return tuple(heads()) if found is None else tuple(_behind(found[0].kind, typed.names))


def _behind(kind: Kind, names: Iterable[str]) -> Iterator[str]:
    if kind is Kind.DOSE:
        yield from dict.fromkeys([*names, *medicine_names()])
    else:
        yield from details(kind)
        yield from _BEHIND.get(kind, ())


@cache
def medicine_names() -> Mapping[str, knowledge.Medicine]:
    """The names in the medicine list one by one, without what stands in brackets, as it has them.

    A name that several lines have is that of its own line, if it has one.
    """
    found: dict[str, knowledge.Medicine] = {}
    for medicine in knowledge.medicines():
        names = medicine.name.partition(" (")[0].split(" / ")
        for name in names:
            if name not in found or len(names) == 1:
                found[name] = medicine
    return found


def _heads_with(prefix: str) -> tuple[str, ...]:
    """First phrases that begin so, the shortest of each meaning, in the catalogue's order."""
    found: dict[tuple[Any, ...], str] = {}
    whole = prefix in mild_words()  # its question is asked, rather than answered by a key
    for words, head in heads().items():
        if words.startswith(prefix) and words != prefix and not (whole and warns(head)):
            means = _meaning(head)
            found[means] = min(found.get(means, words), words, key=len)
    return tuple(found.values())


def _with(table: Iterable[str], prefix: str) -> tuple[str, ...]:
    return tuple(
        each for each in table if normal(each).startswith(prefix) and normal(each) != prefix
    )


def _meaning(head: Head) -> tuple[Any, ...]:
    return (head.kind, *head.fields.values())


def _prefix(before: Sequence[str], partial: str) -> str:
    return normal(" ".join([*before, partial]))
