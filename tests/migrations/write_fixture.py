"""Write a diary of the present schema, to be upgraded by every later version of the program.

    python tests/migrations/write_fixture.py

For a new schema: copy the newest `fixtures/schema-N.jsonl` under the new number, add what is new to
a line of it, run this once, and commit both files. The lines are what the diary says in the end;
the diary beside them got there by imports, edits, a deletion, an undo and two acknowledgements.
"""

import json
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from tracker.store import Store, schema

FIXTURES = Path(__file__).parent / "fixtures"
_NOT_THERE = ("00000000-0000-4000-8000-0000000000d1", "00000000-0000-4000-8000-0000000000d2")
_BEGAN = datetime.fromisoformat("2026-11-20T10:00:00+01:00")


def said(lines: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON Lines, without its header."""
    found = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    return [record for record in found if "kind" in record]


def write(path: Path, wanted: list[dict[str, Any]]) -> None:
    """A diary that says what is wanted, and has a life behind it."""
    moments = (_BEGAN + timedelta(minutes=n) for n in count())
    store = Store.open(path)
    imported, typed = wanted[::2], wanted[1::2]
    store.import_records(imported, source="spring.jsonl", format_name="jsonl", now=next(moments))
    for record in typed:
        store.add([record | {"note": "as it was first written"}], now=next(moments))
    for record in typed:
        store.edit(record["id"], {"note": record.get("note")}, now=next(moments))
    spare = [next(r for r in wanted if r["kind"] == "caffeine") | {"id": i} for i in _NOT_THERE]
    for record in spare:
        store.add([record], now=next(moments))
    store.undo(now=next(moments))
    store.delete([spare[0]["id"]], now=next(moments))
    store.acknowledge("over_two_weeks", note="asked the doctor, März", now=next(moments))
    store.acknowledge("new_medicine", note=None, now=next(moments))


if __name__ == "__main__":
    name = f"schema-{schema.SCHEMA_VERSION}"
    target = FIXTURES / f"{name}.db"
    target.unlink(missing_ok=True)
    write(target, said(FIXTURES / f"{name}.jsonl"))
    target.with_name(f".{target.name}.lock").unlink()
