"""What the program knows: drinks, medicines, symptoms, causes, flag rules and their sources.

The facts are data files beside this module, each fact with its source. Every loader reads its own
file on first use and keeps it, so that a quick entry never loads the flag rules' long texts.
"""

import csv
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from tracker.errors import DataError

ANY_NUMBER: Final = "999, 112, 911 or your local emergency number"
"""What to call where the profile names no number; the list of the red-flag file."""

_BESIDE: Final = Path(__file__)


class Serving(NamedTuple):
    """A drink or food of a catalogue; `amount` per serving is mg of caffeine or g of alcohol."""

    item: str
    aliases: tuple[str, ...]
    serving: str
    amount: float


class Symptom(NamedTuple):
    """A symptom of the vocabulary; `ask_onset` where a sudden start changes what it means.

    `warns` is not empty where one report of it alone makes an emergency: what it is, in full.
    """

    id: str
    label: str
    ask_onset: bool
    warns: str = ""


class Medicine(NamedTuple):
    """A medicine, its class, and the effects that a source names for it or its class."""

    name: str
    drug_class: str
    effects: frozenset[str]


class Code(NamedTuple):
    """A published code and what it may be used for; `system` is its name in plain words."""

    system: str
    code: str
    display: str
    use: str


class Source(NamedTuple):
    """Where a fact comes from; `address` is empty when it is not on the web."""

    id: str
    title: str
    address: str


class Rule(NamedTuple):
    """One flag rule: its texts, its numbers (`params`) and the symptoms it reads."""

    id: str
    title: str
    tier: str
    check: str
    condition: str
    window: str
    minimum_evidence: str
    message: str
    ends: str
    causes: tuple[str, ...]
    basis: str
    confidence: str
    sources: tuple[str, ...]
    params: dict[str, Any]
    symptom_ids: tuple[str, ...]
    note: str
    readings: tuple[int, ...]


@cache
def caffeine_items() -> tuple[Serving, ...]:
    """The caffeine catalogue in the file's order; amounts in mg a serving."""
    return tuple(_serving(row, "serving", "mg") for row in _rows("caffeine.csv"))


@cache
def alcohol_items() -> tuple[Serving, ...]:
    """The alcohol catalogue; amounts in grams: volume x strength x 0.789 g/ml (ethanol, 20 C)."""
    return tuple(_serving(row, "serving_ml", "grams") for row in _rows("alcohol.csv"))


def caffeine_mg(item: str, servings: float = 1) -> float:
    """Milligrams in that many servings. Raises DataError, with near names, for an unknown item."""
    return round(_find(caffeine_items(), item).amount * servings, 1)


def alcohol_grams(item: str, servings: float = 1) -> float:
    """Grams in that many servings. Raises DataError, with near names, for an unknown item."""
    return round(_find(alcohol_items(), item).amount * servings, 1)


@cache
def symptoms() -> dict[str, Symptom]:
    """The symptom vocabulary by id."""
    return {key: Symptom(key, **value) for key, value in _json("symptoms.json").items()}


@cache
def medicines() -> tuple[Medicine, ...]:
    """The medicine list; several rows of one medicine are one item with several effects."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in _rows("medications.csv"):
        found.setdefault((row["name"], row["class"]), set()).add(row["effect"])
    return tuple(Medicine(n, c, frozenset(effects)) for (n, c), effects in found.items())


@cache
def rules() -> dict[str, Rule]:
    """The flag rules by id, in the file's order (most urgent first)."""
    left_out: dict[str, Any] = {"params": {}, "note": ""}
    known = (left_out | rule for rule in flag_texts()["rules"])
    return {
        rule["id"]: Rule._make(
            tuple(v) if type(v := rule[name]) is list else v for name in Rule._fields
        )
        for rule in known
    }


@cache
def flag_texts() -> dict[str, Any]:
    """The flag rules' file whole: tiers, definitions, presets, readings and rules."""
    return _json("red_flags.json")  # type: ignore[no-any-return]  # the file is an object


@cache
def causes() -> dict[str, dict[str, Any]]:
    """The twelve causes by id, in the article's order."""
    return {cause["id"]: cause for cause in _json("causes.json")["causes"]}


@cache
def reference_values() -> dict[str, Any]:
    """Cited numbers by id; a list is a range. Unit and source stand beside each in the file."""
    return {row["id"]: row["value"] for row in _json("causes.json")["reference_values"]}


@cache
def reference_sources() -> dict[str, tuple[str, ...]]:
    """The ids of the sources of each cited number."""
    return {row["id"]: tuple(row["source"]) for row in _json("causes.json")["reference_values"]}


@cache
def codes() -> tuple[Code, ...]:
    """The published codes of findings and diseases, each with what it may be used for."""
    names = Code._fields
    return tuple(Code(*(row[name] for name in names)) for row in _json("causes.json")["codes"])


@cache
def sources() -> dict[str, Source]:
    """The sources by id."""
    return {
        row["id"]: Source(row["id"], row["title"], row["address"]) for row in _json("sources.json")
    }


def near(word: str, known: Iterable[str], count: int = 3, *, alike: float = 0.6) -> list[str]:
    """The known words nearest in spelling to one that is not known, whatever the case of either.

    `alike` is how much of both must be the same, 0 to 1 (difflib's ratio).
    """
    import difflib  # noqa: PLC0415  only after a mistake

    spelled = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(word.casefold(), list(spelled), n=count, cutoff=alike)
    return [spelled[each] for each in close]


def did_you_mean(names: Iterable[str]) -> str:
    """'Did you mean: …?' with the names apart also where one holds a comma; nothing for none."""
    return f"Did you mean: {listed(names)}?" if (names := list(names)) else ""


def listed(names: Iterable[str]) -> str:
    """Names one after the other: commas between, or semicolons where one has a comma of its own."""
    names = list(names)
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _serving(row: dict[str, str], serving: str, amount: str) -> Serving:
    aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
    return Serving(row["item"], aliases, row[serving], float(row[amount]))


def _find(items: tuple[Serving, ...], name: str) -> Serving:
    wanted = name.strip().casefold()
    for serving in items:
        if wanted == serving.item.casefold() or wanted in serving.aliases:
            return serving
    close = near(wanted, [word for s in items for word in (s.item, *s.aliases)])
    raise DataError(
        f"item {name!r} is not in the catalogue.",
        hint=did_you_mean(close) or "Try the amount instead.",
        field="item",
    )


def _rows(name: str) -> list[dict[str, str]]:
    with _BESIDE.with_name(name).open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return [dict(zip(header, row, strict=True)) for row in rows]


def _json(name: str) -> Any:
    return json.loads(_BESIDE.with_name(name).read_bytes())
