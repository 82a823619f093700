"""The data dictionary: every field of a record and every column of the exported tables.

`docs/data-dictionary.md` is made by `python -m tracker.exchange.dictionary`.
"""

import sys
from collections.abc import Iterator
from typing import Final

from tracker.entry.values import LOCAL_DATE
from tracker.exchange import clinician, daily
from tracker.exchange.table import Cell, Column, Holds, number
from tracker.fields import COMMON, FIELDS, Field, Form

COLUMNS: Final = (
    Column("table", Holds.WORD, "kind of record, or exported table"),
    Column("field", Holds.TEXT, "name of the field or column"),
    Column("form", Holds.WORD, "how a value is written"),
    Column("required", Holds.WORD, "yes where a record cannot be without it"),
    Column("unit", Holds.TEXT, "unit of the value"),
    Column("minimum", Holds.NUMBER, "least acceptable number"),
    Column("maximum", Holds.NUMBER, "greatest acceptable number"),
    Column("choices", Holds.TEXT, "the words it may hold, separated by semicolons"),
    Column("meaning", Holds.TEXT, "what it is"),
)
"""The dictionary's own columns."""

EVERY: Final = "every record"
TABLES: Final = {"clinician.csv": clinician.COLUMNS, "daily.csv": daily.COLUMNS}

_IDENTITY: Final = (
    Field("kind", Form.CHOICE, "what kind of record it is", required=True, choices=tuple(FIELDS)),
    Field("id", Form.TEXT, "UUID; made from the content when a record is imported without one"),
)
_INTRODUCTION: Final = """\
# Data dictionary

What a diary holds, and what its exports show. A field that is absent, or a cell that is blank,
was not recorded; it is never zero. Times are ISO 8601 with offset, dates `YYYY-MM-DD`, ratings
whole numbers from 0 to 10.

This page is made from the program's own table of fields: `python -m tracker.exchange.dictionary`.
"""


def rows() -> Iterator[dict[str, Cell]]:
    """One row a field or column, by column name: the records' fields first, then the tables'."""
    for table, fields in _records().items():
        yield from (_of_field(table, field) for field in fields)
    for table, columns in TABLES.items():
        yield from (_of_column(table, column) for column in columns)


def markdown() -> str:
    """The dictionary as a page, one section a kind of record or table."""
    sections: dict[str, list[str]] = {}
    for row in rows():
        sections.setdefault(str(row["table"]), []).append(_line(row))
    parts = [_INTRODUCTION]
    for table, body in sections.items():
        kind = "Columns of" if table in TABLES else "Fields of"
        parts.append(f"\n## {kind} `{table}`\n\n" if table != EVERY else "\n## Every record\n\n")
        parts.append("| name | holds | meaning |\n|---|---|---|\n")
        parts.extend(body)
    return "".join(parts)


def _records() -> dict[str, tuple[Field, ...]]:
    every = (*_IDENTITY, *COMMON, LOCAL_DATE)
    return {EVERY: every} | {str(kind): fields for kind, fields in FIELDS.items()}


def _of_field(table: str, field: Field) -> dict[str, Cell]:
    limits = field.limits
    return {
        "table": table,
        "field": field.name,
        "form": field.form.value,
        "required": "yes" if field.required else "no",
        "unit": field.unit or None,
        "minimum": limits.low if limits else None,
        "maximum": limits.high if limits else None,
        "choices": "; ".join(field.choices) or None,
        "meaning": field.help,
    }


def _of_column(table: str, column: Column) -> dict[str, Cell]:
    return {
        "table": table,
        "field": column.name,
        "form": column.holds.value,
        "required": "yes" if column.required else "no",
        "unit": column.unit or None,
        "minimum": column.least,
        "maximum": column.most,
        "choices": "; ".join(column.choices) or None,
        "meaning": column.meaning,
    }


def _line(row: dict[str, Cell]) -> str:
    holds = str(row["form"])
    if row.get("choices"):
        holds += ": " + str(row["choices"]).replace("; ", ", ")
    low, high = row.get("minimum"), row.get("maximum")
    if isinstance(low, int | float) and isinstance(high, int | float):
        holds += f", {number(low)} to {number(high)}"
    elif isinstance(low, int | float):
        holds += f", {number(low)} or more"
    if row["unit"]:
        holds += f", {row['unit']}"
    required = " (required)" if row.get("required") == "yes" else ""
    return f"| `{row['field']}`{required} | {holds} | {row['meaning']} |\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
