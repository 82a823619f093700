"""Quick entry: one typed line into records (its grammar: docs/quick-entry.md).

The first word says what it is about; the rest may stand in any order. Whatever is not understood
is a DataError that says which word; nothing is guessed and nothing is dropped.
"""

import math
import re
from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from tracker import clock
from tracker.entry import amounts, dose, lasting, night
from tracker.entry.accept import accept
from tracker.entry.draft import FEELINGS, Draft
from tracker.entry.guidance import DATE, MONTHS
from tracker.entry.heads import find
from tracker.entry.lines import Line, split
from tracker.entry.words import AMBIGUOUS, LEFT_OPEN, SIDES, SITES, details, longest
from tracker.errors import DataError
from tracker.fields import FIELDS, MAIN_TIME, Form
from tracker.records import Record
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.medication.plan import Plan

_POINTED = re.compile(r"(\d{1,2})\.?(\d\d)", re.ASCII)
_DATED: Final = frozenset({Kind.DAY, Kind.EVENT, Kind.SLEEP})


def read(
    text: str,
    *,
    now: datetime,
    day_starts_at: time = clock.MIDNIGHT,
    allow_future: bool = False,
    medicines: "Callable[[], Plan] | None" = None,
) -> list[Record]:
    """The records that a line says, accepted and in canonical order, without ids.

    `now` is aware; its zone is the one wall-clock times are read in and, where it has a name, the
    records' `tz`. `day_starts_at` decides which day 'today' is for whole days. Entries are
    separated by `;`: all of them are understood, or DataError says which word is not.

    `medicines` is asked for when the line has a dose: a dose of a current course then gets the
    course's name and amount and the time it was due; `took` alone is the one dose that is due.
    """
    reader = Reader(
        now, day_starts_at=day_starts_at, allow_future=allow_future, medicines=medicines
    )
    found: list[Record] = []
    for line in split(text):
        try:
            found.append(reader.record(line))
        except DataError as error:
            error.message = line.place + error.message
            raise
    return found


class Reader:
    """Reads the entries of one line, one after the other; each dose of a schedule is taken once."""

    __slots__ = ("_allow_future", "_medicines", "_now", "_plan", "_starts")

    def __init__(
        self,
        now: datetime,
        *,
        day_starts_at: time = clock.MIDNIGHT,
        allow_future: bool = False,
        medicines: "Callable[[], Plan] | None" = None,
    ) -> None:
        self._now = now.replace(microsecond=0)
        self._starts, self._allow_future = day_starts_at, allow_future
        self._medicines = medicines
        self._plan: Plan | None = None

    def record(self, line: Line) -> Record:
        """The record of one entry. Raises DataError, without the entry's place in its line."""
        found = find(line)
        whole = found.head.kind in _DATED
        today = clock.local_day(self._now, self._starts) if whole else self._now.date()
        draft = Draft(line, found, self._now, today)
        try:
            note = _note(draft, found.before) if draft.kind is Kind.EVENT else line.note
            draft.read(_READERS[draft.kind])
            _FINISH.get(draft.kind, _placed)(draft)
            if draft.kind is Kind.DOSE:
                self._plan_for(draft)
            record = {"kind": draft.kind.value, **draft.fields, "note": note, "tz": _zone(draft)}
            return accept(record, now=self._now, allow_future=self._allow_future)
        except DataError as error:
            draft.explain(error)
            raise

    def _plan_for(self, draft: Draft) -> None:
        """Complete a dose by its course; one that was due is so no longer for the next entry."""
        if self._plan is None and self._medicines is not None:
            self._plan = self._medicines()
        if self._plan is not None:
            dose.complete(draft, self._plan)
            self._plan = self._plan.with_dose(draft.fields)


def _plain_words(draft: Draft) -> int:
    """Sides, sites, characters, onsets and yes/no details by their plain names."""
    found = longest(details(draft.kind), draft.plain[draft.at :])
    if found is None and (taken := _side_inside(draft)) > 0:
        return taken
    if found is None:
        word = draft.plain[draft.at]
        choices = AMBIGUOUS.get(word) if draft.kind is Kind.EPISODE else None
        if choices:
            raise draft.unknown(draft.at, why=LEFT_OPEN, hint=f"Say which: {', '.join(choices)}.")
        return 0
    (name, value), count = found
    if name == "sites":
        _put_sites(draft, value)
    else:
        draft.put(name, value, again=True)
    return count


def _side_inside(draft: Draft) -> int:
    """A place with a side in the middle of its name: `upper left lip`."""
    first, side, *rest = [*draft.plain[draft.at :], "", ""]
    found = longest(SITES, [first, *rest]) if side in SIDES else None
    if found is None or draft.kind is not Kind.EPISODE:
        return 0
    _put_sites(draft, found[0])
    draft.put("side", SIDES[side], again=True)
    return found[1] + 1


def _put_sites(draft: Draft, sites: tuple[str, ...]) -> None:
    known = draft.fields.setdefault("sites", [])
    known += [site for site in sites if site not in known]


def _rating(draft: Draft) -> int:
    """`6` or `6/10` for the rating that was named last, also behind its own name."""
    found = amounts.amount(draft.plain, draft.at)
    behind = draft.plain[draft.at + 1 : draft.at + 2]
    if found is None and draft.plain[draft.at] in _NAMED and behind and behind[0][0].isdigit():
        return 1
    if found is not None and found.unit[:1] == "/" and found.unit not in amounts.RATING:
        raise draft.unknown(draft.at, why="is not out of 10", hint=f"Try: 6/10. {DATE}")
    if found is not None and found.unit == "":
        _no_time(draft)
    if found is None or found.unit not in amounts.RATING:
        return 0
    draft.put(draft.rated[-1], found.number)
    return found.words


def _no_time(draft: Draft) -> None:
    """Ask about a number that is written as some write a time of day, or as the day of a date."""
    word, behind = draft.plain[draft.at], draft.plain[draft.at + 1 : draft.at + 2]
    if match := _POINTED.fullmatch(word):
        hint = f"A time of day has a colon: {match[1]}:{match[2]}"
        raise draft.unknown(draft.at, why="could be a time", hint=hint)
    if behind and behind[0] in MONTHS | {"day", "days", "week", "weeks"}:
        raise draft.unknown(draft.at, why="could be a day", hint=DATE)


def _feeling(draft: Draft) -> int:
    """`stress` or `fatigue`: the numbers behind it are its rating."""
    name = FEELINGS.get(draft.plain[draft.at])
    if name is None:
        return 0
    draft.rated.append(name)
    return 1


def _drunk(draft: Draft) -> int:
    """`2x` servings and the amount in all; a bare number could be either."""
    found = amounts.amount(draft.plain, draft.at)
    if found is None:
        return 0
    name, units, unit = _TOTALS[draft.kind]
    if found.unit in amounts.SERVINGS and "item" in draft.fields:
        draft.put("servings", found.number)
    elif found.unit in units:
        draft.put(name, found.number)
    elif found.unit == "":
        number = draft.words[draft.at].text
        if not math.isfinite(found.number):
            raise draft.unknown(draft.at, hint=f"Try: {draft.phrase} 80{unit}")
        servings = f"{draft.phrase} {number}x or " if "item" in draft.fields else ""
        raise draft.unknown(
            draft.at,
            why="has no unit",
            hint=f"Try: {servings}{draft.phrase} {number if not servings else '80'}{unit}",
        )
    else:
        return 0
    return found.words


def _note(draft: Draft, before: int) -> str | None:
    """A note entry's text: in quotes (a day may stand beside it), else all that was typed.

    `before` words stand before `note`, and say when.
    """
    typed = draft.line.typed
    for word in draft.line.words[: before + 1]:
        typed = typed.lstrip(" \t,")
        typed = typed.removeprefix(word.text)
    rest = typed.lstrip(" :,")
    if rest[:1] in {'"', "\u201c"}:
        return draft.line.note
    draft.words = draft.words[len(draft.words) - before :]
    draft.plain = draft.plain[len(draft.plain) - before :]
    if not rest:
        raise DataError("a note must have a text.", field="note")
    return rest


def _placed(draft: Draft) -> None:
    """Set the instant or the day of everything that has but one."""
    name = MAIN_TIME[draft.kind] or "time"
    if draft.kind in _DATED:
        draft.fields[name] = draft.when.day(name).isoformat()
    else:
        draft.fields[name] = clock.iso(draft.when.moment(name))


def _felt(draft: Draft) -> None:
    """Every feeling that was named must have its rating."""
    for name in draft.rated:
        if name not in draft.fields:
            raise DataError(f"{name} must be given: a whole number from 0 to 10.", field=name)
    _placed(draft)


def _zone(draft: Draft) -> str | None:
    """The zone's name, unless an offset that was typed is not that zone's."""
    name = clock.zone_name(draft.now)
    for field in FIELDS[draft.kind]:
        if field.form is Form.INSTANT and field.name in draft.fields:
            moment = clock.parse_instant(draft.fields[field.name])
            if moment.utcoffset() != moment.astimezone(draft.now.tzinfo).utcoffset():
                return None
    return name


_NAMED: Final = frozenset({"intensity", "strength", "severity"})
_TOTALS: Final = {
    Kind.CAFFEINE: ("mg", amounts.MILLIGRAMS, "mg"),
    Kind.ALCOHOL: ("grams", amounts.GRAMS, "g"),
}
_READERS: Final[dict[Kind, tuple[Callable[[Draft], int], ...]]] = {
    Kind.EPISODE: (_plain_words, lasting.span, lasting.lasted, _rating),
    Kind.CAFFEINE: (_drunk,),
    Kind.SLEEP: (night.span, night.rated, night.slept, night.counted),
    Kind.STRESS: (_feeling, _rating),
    Kind.DOSE: (dose.amount, dose.name),
    Kind.ALCOHOL: (_drunk,),
    Kind.DAY: (),
    Kind.EVENT: (),
    Kind.SYMPTOM: (_plain_words, _rating),
}
_FINISH: Final[dict[Kind, Callable[[Draft], None]]] = {
    Kind.EPISODE: lasting.finish,
    Kind.SLEEP: night.finish,
    Kind.STRESS: _felt,
}
