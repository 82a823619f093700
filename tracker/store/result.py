"""What the store answers after a change: only ever after COMMIT."""

from dataclasses import dataclass
from datetime import datetime

from tracker.records import Entry


@dataclass(frozen=True, slots=True)
class Saved:
    """Entries as they now stand, and what else the change did, as sentences."""

    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was taken back: its action, and the entries it had touched.

    `entries` are those that were added and are now gone, or, for an edit or a deletion, as they
    are again. `rule` is the flag rule whose acknowledgement was taken back.
    """

    action: str
    entries: tuple[Entry, ...]
    rule: str | None = None

    @property
    def gone(self) -> bool:
        """Whether the entries are those that were added, and are in the diary no longer."""
        return self.action in {"add", "import"}

    @property
    def summary(self) -> str:
        """What was taken back, as a sentence."""
        from tracker.entry.phrase import phrase  # noqa: PLC0415  only to be shown

        if self.action == "acknowledge":
            return f"Took back that you have seen: {_title(self.rule)}."
        deed = {"add": "Took back", "edit": "Took back the edit of", "delete": "Brought back"}
        if self.action in deed and len(self.entries) == 1:
            seen = f" It was about: {_title(self.rule)}." if self.rule else ""
            return f"{deed[self.action]}: {phrase(self.entries[0].record)}.{seen}"
        words = {"add": "adding", "edit": "editing", "delete": "deleting", "import": "importing"}
        return f"Took back {words.get(self.action, self.action)} {len(self.entries)} entries."


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
