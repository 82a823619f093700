"""The bundle's `datapackage.json`: what each table's columns hold, as a Table Schema.

https://specs.frictionlessdata.io/tabular-data-package/ (version 1): type, limits, words, unit and
meaning of every column, with the size and the SHA-256 of every file.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tracker.exchange.table import Column, Dialect, Holds
from tracker.records import SCHEMA

_TYPES: Final[dict[Holds, dict[str, str]]] = {
    Holds.DAY: {"type": "date"},
    Holds.CLOCK: {"type": "time", "format": "%H:%M"},
    Holds.OFFSET: {"type": "string"},
    Holds.WORD: {"type": "string"},
    Holds.TEXT: {"type": "string"},
    Holds.COUNT: {"type": "integer"},
    Holds.NUMBER: {"type": "number"},
}
_OFFSET: Final = "[+-][0-9]{2}:[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the bundle, written: its file, columns, key, and the file's size and SHA-256."""

    path: str
    title: str
    columns: Sequence[Column]
    key: str
    size: int
    sha256: str


def described(tables: Sequence[Table], dialect: Dialect, *, version: str, created: str) -> str:
    """The description of these tables as JSON; `created` is ISO 8601 with offset."""
    package = {
        "profile": "tabular-data-package",
        "name": "tracker-diary",
        "title": "A diary of twitching, as recorded by the person themselves",
        "description": "Self-reported, not a diagnosis. A blank cell was not recorded.",
        "version": version,
        "recordSchema": SCHEMA,
        "created": created,
        "resources": [_resource(table, dialect) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, dialect: Dialect) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.path.removesuffix(".csv"),
        "path": table.path,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.size,
        "hash": f"sha256:{table.sha256}",
        "dialect": {
            "delimiter": dialect.delimiter,
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [_field(column, dialect) for column in table.columns],
            "missingValues": [""],
            **({"primaryKey": [table.key]} if table.key else {}),
        },
    }


def _field(column: Column, dialect: Dialect) -> dict[str, Any]:
    limits: dict[str, Any] = {
        "required": column.required or None,
        "minimum": column.least,
        "maximum": column.most,
        "enum": list(column.choices) or None,
        "pattern": _OFFSET if column.holds is Holds.OFFSET else None,
    }
    told = {name: limit for name, limit in limits.items() if limit is not None}
    return {
        "name": column.name,
        **_TYPES[column.holds],
        **({"decimalChar": dialect.decimal} if column.holds is Holds.NUMBER else {}),
        "description": column.meaning,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": told} if told else {}),
    }
