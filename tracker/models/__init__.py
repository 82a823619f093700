"""The diary as SQLModel tables: one module a kind, with its input model and its table.

A limit is held three times: by the input model, by every assignment to a table's row, and by a
named CHECK in the database. All three read the numbers from `tracker.fields`.

Building a table class takes milliseconds, so a kind's module is imported when it is first used:
a quick entry builds one kind, not fourteen.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from tracker.models.base import Input, KindRow


def input_model(kind: Kind) -> "type[Input]":
    """The model that a whole record of one kind must pass; its limits are those of the table.

    A kind with rules across its fields has an input model of its own: a table's row is built one
    assignment at a time, and cannot be judged whole before it is.
    """
    module = import_module(f"tracker.models.{kind.value}")
    name = kind.value.capitalize()
    found: type[Input] = getattr(module, f"{name}Input", None) or getattr(module, f"{name}Base")
    return found


def table(kind: Kind) -> "type[KindRow]":
    """The table of one kind; its columns are those that `tracker.fields` lists, and `entry_id`."""
    module = import_module(f"tracker.models.{kind.value}")
    found: type[KindRow] = getattr(module, kind.value.capitalize())
    return found


def metadata() -> "MetaData":
    """Every table of the schema, for migrations and checks of drift."""
    from tracker.models.base import METADATA  # noqa: PLC0415  building tables takes time

    for module in ("checksum", "journal", "ledger"):
        import_module(f"tracker.models.{module}")
    for kind in Kind:
        table(kind)
    return METADATA
