"""The first word of an entry: what it is about, from the fixed words and three catalogues.

The longest phrase wins ('decaf coffee' over 'decaf', 'twitching during sleep' over 'twitching').
Where two catalogues share a word, the order is the one of `_tables`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from tracker import knowledge
from tracker.entry.lines import Line, Word
from tracker.entry.mild_words import choices, in_full, mild, mild_words
from tracker.entry.symptom_words import PLAIN_WORDS
from tracker.entry.times import TIME_WORDS, leading
from tracker.entry.words import AMBIGUOUS, LEFT_OPEN, SIDES, details, longest, normal
from tracker.errors import DataError
from tracker.vocabulary import DayStatus, DoseStatus, Kind

HELP: Final = (
    "Try: twitch 6, coffee, slept 7.5h, stress 6, took NAME, wine, clear, note TEXT or a symptom."
)
_SEVERAL: Final = re.compile(r"(?:\d{1,6}(?:\.\d{1,6})?[x\u00d7]|x\d{1,6}(?:\.\d{1,6})?)", re.ASCII)
_NO_TWITCHES: Final = ("no twitch", "no twitches", "no twitching", "no twitches that day")
_TWITCHES: Final = frozenset({"twitch", "twitches", "twitching", "twitched"})
_JOINED: Final = re.compile(r"([a-z]+)(\d\S*)")
_INSTEAD: Final = {
    "missed": "Try: skipped NAME",
    "nap": "Try: slept 14:00-14:30",
    **dict.fromkeys(("none", "nothing"), "Try: clear, when there were no twitches that day"),
}
_SHARED: Final = 6
"""How many names that share an unknown word are offered."""
_A_SLIP: Final = 0.8
"""How alike a word must be to a warning sign's name to be a slip in typing it, 0 to 1."""
_BEGINNING: Final = 4
"""How many letters a name must share with an unknown word to be offered."""


@dataclass(frozen=True, slots=True)
class Head:
    """What an entry is about: its kind, the phrase that says so, and the fields that gives."""

    kind: Kind
    phrase: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """The head of a line and the words that it leaves; words before it come last.

    `before` counts the words before the head that say when.
    """

    head: Head
    rest: tuple[Word, ...]
    before: int = 0


def find(line: Line) -> Found:
    """The head of an entry. Raises DataError, with near names, when its first word is unknown."""
    if not line.words:
        if not line.notes:
            raise DataError("there is nothing to read.", hint=HELP)
        raise DataError("a note alone says nothing about what it is.", hint="Try: note TEXT")
    before = leading([word.plain for word in line.words])
    if 0 < before < len(line.words):  # as an entry is printed: '2026-11-20 08:30 +01:00 coffee'
        found = _find(line, line.words[before:])
        return Found(found.head, (*found.rest, *line.words[:before]), before)
    return _find(line, line.words)


def _find(line: Line, words: tuple[Word, ...]) -> Found:
    first = _several(words)
    rest = words[first:]
    plain = [word.plain.rstrip(":") for word in rest]
    if plain[:1] == ["symptom"]:
        if found := _symptom(rest[1:], plain[1:]):
            return found
        if asked := _asked(line, rest[1:], plain[1:]):
            raise asked
        raise _unknown(line, (rest[1:] or rest)[0], plain[1:], _symptoms(), "symptom")
    if match := longest(heads(), plain) or _plural(plain):
        head, count = match
        if first == 0 or "item" in head.fields:
            return Found(head, (*words[:first], *rest[count:]))
    elif first == 0 and (found := _symptom(rest, plain)):
        return found
    elif first == 0 and (asked := _asked(line, rest, plain)):
        raise asked
    raise _unknown(line, words[0] if match or not rest else rest[0], plain, heads(), "first word")


def _plural(plain: Sequence[str]) -> tuple[Head, int] | None:
    """A drink or food by its plural: `2x beers`."""
    one = [word.removesuffix("s") for word in plain[:1]]
    match = longest(heads(), [*one, *plain[1:]])
    return match if match and "item" in match[0].fields else None


def _several(words: Sequence[Word]) -> int:
    """How many words say how many servings, before what they are of: '2x', '2 \u00d7'."""
    if _SEVERAL.fullmatch(words[0].plain):
        return 1
    both = "".join(word.plain for word in words[:2])
    return (
        2
        if len(words) > 1 and words[1].plain in {"x", "\u00d7"} and _SEVERAL.fullmatch(both)
        else 0
    )


def symptom_named(phrase: str) -> str | None:
    """The id of the symptom that a phrase names, or None."""
    head = _symptoms().get(normal(phrase))
    return None if head is None else str(head.fields["symptom"])


@cache
def heads() -> Mapping[str, Head]:
    """Every first phrase, as it is compared, with what it says."""
    found: dict[str, Head] = {}
    for head in _tables():
        found.setdefault(normal(head.phrase), head)
    return found


def _tables() -> Iterator[Head]:
    for phrase in ("twitch", "t", "twitches", "twitching", "twitched"):
        yield Head(Kind.EPISODE, phrase, {})
    yield Head(Kind.CAFFEINE, "caffeine", {})
    for serving in knowledge.caffeine_items():
        for phrase in (serving.item, *serving.aliases):
            yield Head(Kind.CAFFEINE, phrase, {"item": serving.item})
    for phrase in ("slept", "sleep"):
        yield Head(Kind.SLEEP, phrase, {})
    for phrase in ("stress", "stressed", "fatigue", "tired", "tiredness"):
        yield Head(Kind.STRESS, phrase, {})
    yield Head(Kind.DOSE, "took", {"status": DoseStatus.TAKEN.value})
    yield Head(Kind.DOSE, "skipped", {"status": DoseStatus.SKIPPED.value})
    yield Head(Kind.ALCOHOL, "alcohol", {})
    for serving in knowledge.alcohol_items():
        for phrase in (serving.item, *serving.aliases):
            yield Head(Kind.ALCOHOL, phrase, {"item": serving.item})
    for phrase in (
        *("clear", "clear day", "no twitch", "no twitches", "no twitching"),
        "no twitches that day",
    ):
        yield Head(Kind.DAY, phrase, {"status": DayStatus.CLEAR.value})
    for phrase in ("complete", "complete day", "everything logged that day"):
        yield Head(Kind.DAY, phrase, {"status": DayStatus.COMPLETE.value})
    yield Head(Kind.EVENT, "note", {"event": "other"})
    yield from _symptoms().values()


@cache
def _symptoms() -> Mapping[str, Head]:
    found: dict[str, Head] = {}
    for id_, symptom in knowledge.symptoms().items():
        for phrase in (id_, symptom.label, *PLAIN_WORDS.get(id_, "").split(",")):
            if phrase.strip():
                found.setdefault(
                    normal(phrase), Head(Kind.SYMPTOM, normal(phrase), {"symptom": id_})
                )
    return found


def _symptom(words: Sequence[Word], plain: Sequence[str]) -> Found | None:
    """A symptom at the start of the words, also with a side inside it: 'numb left arm'."""
    match = longest(_symptoms(), plain)
    if match:
        return Found(match[0], tuple(words[match[1] :]))
    sides = [n for n, word in enumerate(plain) if word in SIDES]
    others = [n for n in range(len(plain)) if n not in sides]
    match = longest(_symptoms(), [plain[n] for n in others])
    if match is None:
        return None
    kept = sorted((*sides, *others[match[1] :]))
    return Found(match[0], tuple(words[n] for n in kept))


def _asked(line: Line, words: Sequence[Word], plain: Sequence[str]) -> DataError | None:
    """The question about everyday words at the beginning, also with a side inside them."""
    bare = [n for n, word in enumerate(plain) if word not in SIDES]
    found = mild([plain[n] for n in bare])
    if found is None:
        return None
    symptoms, count = found
    said = " ".join(word.text for word in words[: bare[count - 1] + 1])
    hint = choices(symptoms, " ".join(word.text for word in words))
    return line.unknown(replace(words[0], text=said), why=LEFT_OPEN, hint=hint)


def _unknown(
    line: Line, word: Word, plain: Sequence[str], known: Mapping[str, Head], what: str
) -> DataError:
    bare = normal(word.plain)
    why = f"is not known as a {what}"
    if hint := _instead(word, plain):
        return line.unknown(word, why=why, hint=hint)
    sharing = _sharing(known, lambda each: each == bare)
    if len(sharing) > 1:
        which = knowledge.listed(_in_full(known[name]) for name in sharing[:_SHARED])
        hint = f"Say which: {which}."
        return line.unknown(word, why=LEFT_OPEN, hint=hint)
    if bare in TIME_WORDS or word.plain[0] in "-0123456789":
        return line.unknown(word, why=why, hint="Say first what it is: coffee 2x yesterday 08:30")
    close = _near(" ".join(plain[:2]), known, 1) + _near(bare, known)
    if not close and len(bare) >= _BEGINNING:
        close = _sharing(known, lambda each: each.startswith(bare[:_BEGINNING]))
    names: dict[Any, str] = {}
    for name in (*sharing, *close):
        head = known.get(name)
        means = mild_words()[name] if head is None else _meaning(head)
        names.setdefault(means, name if head is None else _in_full(head))
    hint = knowledge.did_you_mean([*names.values()][:3])
    return line.unknown(word, why=why, hint=hint or HELP)


def _near(phrase: str, known: Mapping[str, Head], count: int = 3) -> list[str]:
    """The nearest first phrases; a warning sign or an everyday word only for a slip in it."""
    signs = {name for name, head in known.items() if warns(head)}
    slip = knowledge.near(phrase, signs | mild_words().keys(), 1, alike=_A_SLIP)
    return [*slip, *knowledge.near(phrase, (each for each in known if each not in signs), count)]


def _meaning(head: Head) -> tuple[Any, ...]:
    return (head.kind, *head.fields.values())


def warns(head: Head) -> bool:
    """Whether a head is a warning sign, which nothing but its own name may stand for."""
    symptom = head.fields.get("symptom")
    return symptom is not None and bool(knowledge.symptoms()[symptom].warns)


def _in_full(head: Head) -> str:
    return in_full(head.fields["symptom"]) if warns(head) else head.phrase


def _instead(word: Word, plain: Sequence[str]) -> str:
    """What to type for a beginning that is plainly meant, but is none."""
    rest = [each for each in plain if each not in _TWITCHES]
    if len(rest) < len(plain) and word.plain[0].isdigit():
        return "Each has an entry of its own: twitch; twitch"
    if len(rest) < len(plain) and (rest[0] in AMBIGUOUS or longest(details(Kind.EPISODE), rest)):
        return f"Try: twitch {' '.join(rest)}"
    joined = _JOINED.fullmatch(word.plain)
    if joined is not None and joined[1] in heads():
        return f"Try: {joined[1]} {joined[2]}"
    counted = longest(heads(), plain[1:]) or _plural(plain[1:])
    if word.plain.isdecimal() and counted and "item" in counted[0].fields:
        return f"Try: {word.plain}x {counted[0].phrase}"
    medicines = (each.name.partition(" (")[0] for each in knowledge.medicines())
    if any(normal(word.plain) in normal(name).split() for name in medicines):
        return f"Try: took {word.text}"
    return _INSTEAD.get(word.plain, "")


def _sharing(known: Mapping[str, Head], wanted: Callable[[str], bool]) -> list[str]:
    """The shortest phrase of each item that has a wanted word in a phrase."""
    found: dict[tuple[Any, ...], str] = {}
    for phrase, head in known.items():
        if any(wanted(word) for word in phrase.split()):
            means = _meaning(head)
            found[means] = min(found.get(means, phrase), phrase, key=len)
    return list(found.values())
