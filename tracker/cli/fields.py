"""The options of every record field, built from the data dictionary."""

import argparse
from typing import Any

from tracker.entry.kinds import PLAIN
from tracker.fields import COMMON, FIELDS, Field, Form
from tracker.vocabulary import Kind


def add_kinds(log: argparse.ArgumentParser, parser_class: Any, shared: Any) -> None:
    """One sub-command a kind under `tracker log`, with the kind's fields as options."""
    kinds = log.add_subparsers(
        dest="kind", metavar="KIND", required=True, parser_class=parser_class
    )
    for kind in Kind:
        parser = kinds.add_parser(
            kind.value,
            aliases=PLAIN[kind],
            parents=[shared],
            help=", ".join(f.name for f in FIELDS[kind] if f.required) or "all fields optional",
        )
        for field in (*FIELDS[kind], *COMMON):
            _option(parser, field)
        parser.add_argument("--allow-future", action="store_true", help="accept times yet to come")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def add_all_fields(edit: argparse.ArgumentParser) -> None:
    """Every field of any kind as an option of `tracker edit`; the entry's kind decides later."""
    seen: dict[str, Field] = {}
    for field in [f for fields in FIELDS.values() for f in fields] + list(COMMON):
        seen.setdefault(field.name, field)
    for field in seen.values():
        _option(edit, field, plain=True)


def given(options: argparse.Namespace) -> dict[str, str]:
    """The fields that were named on the command line, as the texts they were given."""
    return {
        name.removeprefix("field_"): value
        for name, value in vars(options).items()
        if name.startswith("field_") and value is not None
    }


def _option(parser: argparse.ArgumentParser, field: Field, *, plain: bool = False) -> None:
    names = [f"--{field.name}"]
    if "_" in field.name:
        names.append(f"--{field.name.replace('_', '-')}")
    yes_no = field.form is Form.YES_NO
    parser.add_argument(
        *names,
        dest=f"field_{field.name}",
        metavar=_metavar(field),
        nargs="?" if yes_no else None,
        const="yes" if yes_no else None,
        help=argparse.SUPPRESS if plain else f"{field.help} ({field.expects()})".replace("%", "%%"),
    )


def _metavar(field: Field) -> str:
    words = {
        Form.INSTANT: "TIME",
        Form.DAY: "DAY",
        Form.CLOCK: "HH:MM",
        Form.CLOCKS: "HH:MM,HH:MM",
        Form.YES_NO: "yes|no",
        Form.INTEGER: "N",
        Form.NUMBER: "X",
    }
    return words.get(field.form, "TEXT")
