"""Everyday words that may be milder than any symptom: which ones they may mean is asked.

A warning sign is named with its whole meaning, beside a way to keep the words as a note.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from tracker import knowledge
from tracker.entry.printable import printable
from tracker.entry.symptom_words import EVERYDAY
from tracker.entry.words import longest, normal

_NOTE_SHOWN: Final = 40


def mild(plain: Sequence[str]) -> tuple[tuple[str, ...], int] | None:
    """The symptoms that everyday words at the beginning may mean, and how many words they are."""
    return longest(mild_words(), plain)


def in_full(symptom: str) -> str:
    """A symptom's label; that of a warning sign with what it means."""
    known = knowledge.symptoms()[symptom]
    return known.label.lower() + (f" ({known.warns})" if known.warns else "")


def choices(symptoms: Iterable[str], typed: str) -> str:
    """The hint for everyday words: the note that keeps them, then what they may mean."""
    ids = sorted(symptoms, key=lambda each: bool(knowledge.symptoms()[each].warns))
    named = "; ".join(map(in_full, ids))
    return f"Keep it as a note: note {printable(typed, _NOTE_SHOWN)}. Or name it in full: {named}."


@cache
def mild_words() -> Mapping[str, tuple[str, ...]]:
    """Every everyday phrase, as it is compared, and the symptoms that it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for symptom, words in EVERYDAY.items():
        for phrase in words.split(","):
            found[normal(phrase)] = (*found.get(normal(phrase), ()), symptom)
    return found
