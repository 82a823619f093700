"""What an export is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tracker.cli.progress import watched
from tracker.exchange.table import Dialect
from tracker.records import Entry
from tracker.store import Store
from tracker.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be handed over: which entries, with their notes or not, and how tables look."""

    kinds: frozenset[Kind] | None
    since: date | None
    until: date | None
    notes: bool
    dialect: Dialect
    now: datetime

    def walk(self, store: Store) -> Iterator[Entry]:
        """The entries, oldest first, a few hundred in memory at a time."""
        walked = store.walk(kinds=self.kinds, since=self.since, until=self.until)
        return watched(walked, "Wrote")
