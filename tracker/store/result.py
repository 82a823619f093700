"""What the store answers after a change: only ever after COMMIT."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tracker.records import Entry
from tracker.vocabulary import Kind

_NAMED: Final = 3
"""How many entries a sentence names."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Entries as they now stand, and what else the change did, as sentences."""

    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was taken back: its action, and the entries it had touched.

    `entries` are those that were added and are now gone, or, for an edit or a deletion, as they
    are again. `rule` is the flag rule whose acknowledgement was taken back. `as_before` are what an
    addition had changed beside, such as a day stated to be clear, as they are again.
    """

    action: str
    entries: tuple[Entry, ...]
    rule: str | None = None
    as_before: tuple[Entry, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether the entries are those that were added, and are in the diary no longer."""
        return self.action in {"add", "import"}

    @property
    def summary(self) -> str:
        """What was taken back, as a sentence; of many entries the first few."""
        if self.action == "acknowledge":
            return f"Took back that you have seen: {_title(self.rule)}."
        if self.action == "import":
            count = len(self.entries)
            return f"Took back importing {count:,} {'entry' if count == 1 else 'entries'}."
        deed = {"add": "Took back", "edit": "Took back the edit of", "delete": "Brought back"}
        seen = f" It was about: {_title(self.rule)}." if self.rule else ""
        said = f"{deed.get(self.action, self.action)}: {_named(self.entries)}.{seen}"
        return f"{said} As before: {_named(self.as_before)}." if self.as_before else said


def _named(entries: tuple[Entry, ...]) -> str:
    more = len(entries) - _NAMED
    return "; ".join(map(_said, entries[:_NAMED])) + (f"; and {more:,} more" if more > 0 else "")


def _said(entry: Entry) -> str:
    """An entry in words; a statement about a day with its date."""
    from tracker.entry.phrase import phrase, when  # noqa: PLC0415  only to be shown

    words = phrase(entry.record)
    return f"{words} ({when(entry.record)})" if entry.kind is Kind.DAY else words


def _title(rule: str | None) -> str:
    from tracker import knowledge  # noqa: PLC0415  only to be shown

    known = knowledge.rules()
    return known[rule].title if rule in known else rule or "a pattern"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many were added, were here already, or stay deleted."""

    batch: int | None
    added: int
    already: int
    deleted: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A flag rule that the person has seen, when, and what they noted."""

    rule: str
    at: datetime
    note: str | None
