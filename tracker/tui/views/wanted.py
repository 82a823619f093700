"""The Diary's filter line: the words of `tracker list`'s options, and any others as text.

`kind:episode site:chin,jaw side:left intensity:4-7 since:mon until:2026-11-20 on:yesterday milk`
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from tracker import clock
from tracker.entry.accept import parse_field
from tracker.entry.kinds import kind_named
from tracker.entry.search import Search, search
from tracker.entry.values import near_hint
from tracker.errors import DataError
from tracker.records import Entry
from tracker.tui.views.days import day_words
from tracker.tui.views.rows import Row
from tracker.vocabulary import Kind

SYNTAX: Final = "words · kind:caffeine site:chin side:left intensity:4-7 since:mon until:… on:…"
_ANY: Final = Search()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the line asks for; what is empty or None does not narrow."""

    words: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    since: date | None = None
    until: date | None = None
    search: Search = _ANY

    @property
    def looks_inside(self) -> bool:
        """Whether entries must be looked into, beyond their kind and day."""
        return bool(self.words) or self.search.narrows

    def fits(self, entry: Entry, line: Row) -> bool:
        """Whether an entry of those kinds and days is wanted; `line` is the same as a row."""
        return self.search.fits(entry) and (not self.words or self._says(entry, line))

    def _says(self, entry: Entry, line: Row) -> bool:
        day = f"{line.day.isoformat()} {day_words(line.day)}" if line.day else ""
        kind = "twitch episode" if entry.kind is Kind.EPISODE else entry.kind.value
        text = f"{kind} {day} {line.text} {entry.note or ''}".casefold()
        return all(word in text for word in self.words)


def wanted(line: str, now: datetime) -> Wanted:
    """What a filter line asks for at a moment (aware).

    Raises DataError beginning with the word that is wrong and the nearest one that is not.
    """
    found = Wanted()
    options: dict[str, str] = {}
    for part in line.split():
        name, colon, value = part.partition(":")
        if not colon or name.casefold() not in _OPTIONS:
            found = replace(found, words=(*found.words, part.casefold()))
        elif value:
            options[name.casefold()] = value
    try:
        for name, value in options.items():
            found = _OPTIONS[name](found, value, now)
        known = {name: options.get(name, "") for name in ("side", "intensity")}
        inside = search(sites=options.get("site", "").replace("_", " "), **known)
    except DataError as error:
        raise _word_first(error) from error
    return replace(found, search=inside)


def _word_first(error: DataError) -> DataError:
    """The refusal as one line that may be cut at its end: word, nearest, then all it may be."""
    name, must, rest = error.message.partition(" must be ")
    expects, no, word = rest.rpartition(", not ")
    if not (must and no):
        return DataError(error.message, hint=error.hint, field=error.field, safe="")
    name, hint = ("site", _joined(error.hint)) if name == "sites" else (name, error.hint)
    one, of, names = expects.partition("one of ")
    if of and not (one or hint):
        hint = near_hint(word.strip('".'), tuple(names.split(", ")))
    said = " ".join(filter(None, (f"{name}: {word.rstrip('.')} is not understood.", hint)))
    return DataError(f"{said} It must be {expects}.", field=error.field, safe="")


def _joined(hint: str) -> str:
    """The nearest names as they are typed here, where a space would begin the next word."""
    begin, colon, names = hint.partition(": ")
    return begin + colon + names.replace(" ", "_").replace(",_", ", ")


def _kinds(found: Wanted, value: str, now: datetime) -> Wanted:  # noqa: ARG001  all take alike
    kinds = frozenset(kind_named(name) for name in value.split(",") if name)
    return replace(found, kinds=kinds)


def _since(found: Wanted, value: str, now: datetime) -> Wanted:
    return replace(found, since=_day("since", value, now))


def _until(found: Wanted, value: str, now: datetime) -> Wanted:
    return replace(found, until=_day("until", value, now))


def _on(found: Wanted, value: str, now: datetime) -> Wanted:
    day = _day("on", value, now)
    return replace(found, since=day, until=day)


def _later(found: Wanted, value: str, now: datetime) -> Wanted:  # noqa: ARG001  as above
    return found


def _day(name: str, value: str, now: datetime) -> date:
    try:
        return clock.parse_day(parse_field(Kind.DAY, "date", value, now=now))
    except DataError as error:
        said = error.message.replace("date must be", f"{name} must be", 1)
        raise DataError(said, hint=error.hint, field=name, safe="") from error


_OPTIONS: Final[dict[str, Callable[[Wanted, str, datetime], Wanted]]] = {
    "kind": _kinds,
    "since": _since,
    "until": _until,
    "on": _on,
    "site": _later,
    "side": _later,
    "intensity": _later,
}
