"""Several reads of one moment, in one short transaction."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from tracker.records import Entry
from tracker.store import rows
from tracker.store.result import Acknowledged
from tracker.store.rows import Selection
from tracker.vocabulary import Kind


class Snapshot:
    """A diary as it stands while a connection's read transaction lasts."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def entries(self, kind: Kind, since: date | None = None) -> list[Entry]:
        """The entries of one kind, from a local day on."""
        return self._select(Selection(frozenset({kind}), since))

    def courses(self, lasting_to: date) -> list[Entry]:
        """The medication entries but those whose medicine was stopped before a day."""
        return self._select(Selection(frozenset({Kind.MEDICATION}), lasting_to=lasting_to))

    def reports(self, symptoms: Collection[str]) -> list[Entry]:
        """Every report of some symptoms."""
        wanted = frozenset(symptoms)
        return self._select(Selection(frozenset({Kind.SYMPTOM}), symptoms=wanted))

    def named(self, ids: Sequence[str]) -> list[Entry]:
        """The entries of those ids that stand, in any order."""
        chunks = (ids[at : at + rows.CHUNK] for at in range(0, len(ids), rows.CHUNK))
        return [entry for some in chunks for entry in self._select(Selection(ids=tuple(some)))]

    def reported_fields(self, symptoms: Collection[str]) -> list[dict[str, Any]]:
        """The fields and the `id` of every report of some symptoms, deleted ones too, in any order.

        Much cheaper than the reports, which are looked up one by one: whoever needs few of many
        tells by these which ones.
        """
        return rows.reported_fields(self._connection, symptoms)

    def acknowledgements(self) -> list[Acknowledged]:
        """What was acknowledged, oldest first."""
        found = self._connection.execute(
            "SELECT rule, acknowledged_utc, note FROM acknowledgement ORDER BY id"
        )
        return [Acknowledged(rule, datetime.fromisoformat(at), note) for rule, at, note in found]

    def recorded(self, ids: Collection[str]) -> dict[str, datetime]:
        """When a few entries, which go into one statement, were saved or changed last, by id."""
        sql = f"SELECT id, changed_utc FROM entry WHERE id IN ({rows.marks(ids)})"  # noqa: S608
        found = self._connection.execute(sql, tuple(ids))
        return {entry_id: datetime.fromisoformat(at) for entry_id, at in found}

    def _select(self, selection: Selection) -> list[Entry]:
        return list(rows.select(self._connection, selection))
