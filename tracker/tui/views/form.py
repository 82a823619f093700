"""An entry as a form: each field's present value as text, and texts back as changes."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from tracker import clock, knowledge
from tracker.entry.accept import parse_field, require_zone
from tracker.entry.printable import plain_number, printable
from tracker.errors import DataError
from tracker.fields import COMMON, FIELDS, Field, Form
from tracker.records import Entry
from tracker.vocabulary import Kind

LONGEST: Final = 2000
"""Characters above which a text is not edited in a single line."""

SHOWN: Final = 60
"""How much of such a text is shown."""

_BARE_HOUR: Final = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])", re.ASCII)
_HOUR: Final = re.compile(r"(?<![\d:])(\d{1,2})(\d\d)(?![\d:])", re.ASCII)
_CLOCK: Final = re.compile(r"(\d{1,2}):?(\d\d)", re.ASCII)
_NOON: Final = time(12)

_AMOUNTS: Final = {Kind.CAFFEINE: "mg", Kind.ALCOHOL: "grams"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the form.

    A `kept` value cannot be typed in one line as it is (it has line breaks or control characters,
    or is very long): it is shown and stays as it was.
    """

    kind: Kind
    field: Field
    text: str
    kept: bool

    @property
    def label(self) -> str:
        """The field's name in words; required ones carry a star."""
        return f"{self.words} *" if self.field.required else self.words

    @property
    def words(self) -> str:
        """The field's name in words."""
        return "time zone" if self.field.name == "tz" else self.field.name.replace("_", " ")

    def read(self, text: str, now: datetime) -> Any:
        """The value of a typed text; None when it is blank. Raises DataError naming the field."""
        if self.field.form is Form.CLOCKS:
            text = _HOUR.sub(r"\1:\2", _BARE_HOUR.sub(r"\1:00", text))
        try:
            value = parse_field(self.kind, self.field.name, text, now=now)
            if value is not None and self.field.name == "tz":
                require_zone(value)
        except DataError as error:
            error.message = self.said(error.message)
            raise
        if value is None and self.field.required:
            what = self.expects or self.field.help
            raise DataError(f"{self.words} is needed: {what}.", field=self.field.name)
        return value

    def said(self, refusal: str) -> str:
        """A refusal of the field in the form's words: its label, and what its hint says."""
        named = refusal.replace(f"{self.field.name} must", f"{self.words} must", 1)
        return named.replace(self.field.expects(), self.expects or self.field.expects(), 1)

    @property
    def expects(self) -> str:
        """What the line takes, as the end of a sentence; empty for any text."""
        if self.field.form is Form.TEXT:
            return ""
        if self.kind is Kind.SLEEP and self.field.form is Form.INSTANT:
            return "a time of day such as 23:10"
        if self.field.form is Form.INSTANT:
            return "08:30, -20m, yesterday 22:10 or a day and a time"
        if self.field.form is Form.CHOICE:
            return ", ".join(choice.replace("_", " ") for choice in self.field.choices)
        return self.field.expects()


def form(entry: Entry, now: datetime) -> tuple[Cell, ...]:
    """The lines of an entry's form, the fields of its kind first, then zone and note.

    Times that the zone of `now` would read as they are stand without their offset. An amount that
    the catalogue gives stands behind its item and is not asked for.
    """
    given = _AMOUNTS.get(entry.kind)
    fields = [field for field in FIELDS[entry.kind] if field.name != given]
    fields += [
        replace(field, required=False, help=f"{field.help}; the item gives it")
        for field in FIELDS[entry.kind]
        if field.name == given
    ]
    cells = tuple(
        _cell(entry.kind, field, entry.record.get(field.name), now) for field in (*fields, *COMMON)
    )
    return _as_night(cells, now) if entry.kind is Kind.SLEEP else cells


def in_full(kind: Kind, texts: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The texts with the two times of a night as days and times: 23:10 is the evening before."""
    full = dict(texts)
    if kind is not Kind.SLEEP:
        return full
    try:
        woke = clock.parse_day(parse_field(kind, "date", texts["date"], now=now))
    except (DataError, TypeError, KeyError):
        return full
    start, end = (_clock(texts.get(name, "")) for name in ("start", "end"))
    if end is not None:
        full["end"] = f"{woke} {end:%H:%M}"
    if start is not None:
        evening = start >= (end or _NOON)
        full["start"] = f"{woke - timedelta(days=evening)} {start:%H:%M}"
    return full


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


def _as_night(cells: tuple[Cell, ...], now: datetime) -> tuple[Cell, ...]:
    """Start and end as times of day alone, where the day of waking says the rest."""
    texts = {cell.field.name: cell.text for cell in cells}
    short = texts | {name: texts[name][11:] for name in ("start", "end")}
    full = in_full(Kind.SLEEP, short, now)
    return tuple(
        replace(cell, text=short[cell.field.name])
        if cell.field.name in {"start", "end"} and full[cell.field.name] == cell.text
        else cell
        for cell in cells
    )


def changes_of(
    entry: Entry, cells: Mapping[str, Cell], texts: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """The fields whose text differs from the present value, with their new values.

    A new drink or number of servings gets its own amount, unless that was typed as well.
    Raises DataError naming the first field that cannot be read.
    """
    before = in_full(entry.kind, {name: cell.text for name, cell in cells.items()}, now)
    changes = {
        name: cells[name].read(text, now)
        for name, text in in_full(entry.kind, texts, now).items()
        if text != before[name]
    }
    amount = _AMOUNTS.get(entry.kind)
    if amount and {"item", "servings"} & changes.keys() and amount not in changes:
        item = changes.get("item", entry.record.get("item"))
        changes |= {amount: None} if item else {}
    return changes


def _cell(kind: Kind, field: Field, value: Any, now: datetime) -> Cell:
    text = _text(field, value)
    if text and field.form is Form.INSTANT:
        text = _wall_time(text, now)
    if len(text) > LONGEST or printable(text) != text:
        return Cell(kind, field, printable(text[: 4 * SHOWN], SHOWN), kept=True)
    return Cell(kind, field, text, kept=False)


def _wall_time(text: str, now: datetime) -> str:
    moment = clock.parse_instant(text)
    here = moment.astimezone(now.tzinfo)
    if here.utcoffset() != moment.utcoffset() or here.microsecond:
        return text
    return f"{here:%Y-%m-%d %H:%M}" + (f":{here:%S}" if here.second else "")


def _text(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.name == "symptom":
        known = knowledge.symptoms().get(str(value))
        return known.label if known else str(value)
    write = _WRITE.get(field.form, str)
    return write(value)


_WRITE: Final[dict[Form, Callable[[Any], str]]] = {
    Form.YES_NO: lambda value: "yes" if value else "no",
    Form.CHOICES: lambda value: ", ".join(str(one).replace("_", " ") for one in value),
    Form.CLOCKS: ", ".join,
    Form.CHOICE: lambda value: str(value).replace("_", " "),
    Form.NUMBER: plain_number,
    Form.INTEGER: plain_number,
    Form.ARMS: lambda value: json.dumps(value, ensure_ascii=False),
    Form.BELIEFS: lambda value: json.dumps(value, ensure_ascii=False),
}
