"""Whether the undo journal can still put back what was: each image, and the chain of the changes.

A change's moment is noted twice, in the journal and in the entry as that change left it. So the
journal also tells of damage to the moments of an entry that was edited or deleted lately.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Final

from tracker.fields import FIELDS
from tracker.store.contents import COLUMNS, UNREADABLE, judged
from tracker.vocabulary import Kind

_UNKNOWN_AND_GONE: Final = """
SELECT entry_id FROM changed_entry GROUP BY entry_id
HAVING count(before) = 0 AND entry_id NOT IN (SELECT id FROM entry)
"""

_CHAIN: Final = """
WITH states AS (
    SELECT entry_id, change_id, CASE WHEN json_valid(before) THEN before END AS before,
        lead(change_id) OVER later AS next_change,
        lead(CASE WHEN json_valid(before) THEN before END) OVER later AS next_before
    FROM changed_entry WINDOW later AS (PARTITION BY entry_id ORDER BY change_id)
), steps AS (
    SELECT entry_id, change_id,
        json_extract(before, '$.entry.version') AS old_version,
        json_extract(before, '$.entry.entered_utc') AS old_entered,
        iif(next_change IS NULL, entry.version,
            json_extract(next_before, '$.entry.version')) AS new_version,
        iif(next_change IS NULL, entry.entered_utc,
            json_extract(next_before, '$.entry.entered_utc')) AS new_entered,
        iif(next_change IS NULL, entry.changed_utc,
            json_extract(next_before, '$.entry.changed_utc')) AS new_changed
    FROM states LEFT JOIN entry ON entry.id = entry_id
)
SELECT DISTINCT entry_id FROM steps JOIN change ON change.id = change_id
WHERE new_changed <> changed_utc OR new_version <= old_version OR new_entered <> old_entered
"""
"""Entries whose state after a change is not of that change: its moment, a later version, the same
beginning. Where a state is absent or unreadable the comparisons are NULL and say nothing."""


def broken(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Ids of entries whose earlier states are not what they were, and what is wrong with them."""
    found = connection.execute(
        "SELECT entry_id, before FROM changed_entry WHERE before IS NOT NULL"
    )
    for entry_id, before in found:
        if not _is_whole(entry_id, before):
            yield str(entry_id), "its earlier state cannot be put back"
    for (entry_id,) in connection.execute(_UNKNOWN_AND_GONE):
        yield str(entry_id), "the journal tells of it, and it is not there"
    for (entry_id,) in connection.execute(_CHAIN):
        yield str(entry_id), "it is not as its last change left it"


def _is_whole(entry_id: str, before: str) -> bool:
    try:
        image = json.loads(before)
        row = [image["entry"][name] for name in COLUMNS.split(", ")]
        names = [field.name for field in FIELDS[Kind(image["entry"]["kind"])]]
        fields = tuple(image["fields"].get(name) for name in names)  # later ones are absent
        return row[0] == entry_id and judged(row, fields).damage is None
    except UNREADABLE:
        return False
