"""Whether what stands beside the entries is what was written: imports and acknowledgements.

They bear no hash. What else tells of them is compared: an import's moment is that of its entries,
an acknowledgement's that of the change in the undo journal, and its rule is one of the program's.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

from tracker import clock, knowledge
from tracker.errors import DataError

_TEXTS: Final = (
    ("import", "batch", "imported_utc", ("imported_utc", "format", "source")),
    (
        "acknowledgement",
        "acknowledgement",
        "acknowledged_utc",
        ("acknowledged_utc", "rule", "note"),
    ),
    ("change", "change", "changed_utc", ("changed_utc", "action")),
)
"""What a row is called, its table, the column of its moment, and its columns of text."""

_NOT_OF_ITS_IMPORT: Final = """
SELECT entry.id FROM entry LEFT JOIN batch ON batch.id = batch_id
WHERE batch_id IS NOT NULL AND imported_utc IS NOT entered_utc ORDER BY entry.rowid
"""

_NOT_OF_ITS_CHANGE: Final = """
SELECT acknowledgement_id FROM change
LEFT JOIN acknowledgement ON acknowledgement.id = acknowledgement_id
WHERE acknowledgement_id IS NOT NULL AND acknowledged_utc IS NOT changed_utc
"""


def broken(connection: sqlite3.Connection) -> Iterator[tuple[str | None, str]]:
    """What is wrong, and the id of the entry that it is about, if it is about one."""
    for called, table, moment, columns in _TEXTS:
        raw = ", ".join(f"CAST({column} AS BLOB)" for column in columns)
        for number, *texts in connection.execute(f"SELECT id, {raw} FROM {table}"):  # noqa: S608
            problem = _unreadable(dict(zip(columns, texts, strict=True)), moment)
            if problem:
                yield None, f"{called} {number}: {problem}"
    for (entry_id,) in connection.execute(_NOT_OF_ITS_IMPORT):
        yield entry_id, "it was not entered when its import says"
    for (number,) in connection.execute(_NOT_OF_ITS_CHANGE):
        yield None, f"acknowledgement {number}: it was not made when its change says"


def unknown_rules(connection: sqlite3.Connection) -> Iterator[str]:
    """Rules that were acknowledged and that this program does not have."""
    known = knowledge.rules()
    for (rule,) in connection.execute("SELECT DISTINCT rule FROM acknowledgement ORDER BY rule"):
        if rule not in known:
            yield str(rule)


def _unreadable(texts: dict[str, bytes | None], moment: str) -> str | None:
    try:
        words = {name: raw.decode() for name, raw in texts.items() if raw is not None}
        clock.parse_instant(words[moment])
    except UnicodeDecodeError:
        return "a text of it cannot be read"
    except (DataError, KeyError):
        return "its moment cannot be read"
    return None
