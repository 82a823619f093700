"""Quick entry: one typed line into records (its grammar: docs/quick-entry.md).

The first word says what it is about; the rest may stand in any order. Whatever is not understood
is a DataError that says which word; nothing is guessed and nothing is dropped.
"""

from collections.abc import Callable
from datetime import datetime, time
from typing import Final

from tracker import clock
from tracker.entry import amounts, night
from tracker.entry.accept import accept
from tracker.entry.draft import FEELINGS, Draft
from tracker.entry.heads import find
from tracker.entry.lines import Line, split
from tracker.entry.times import duration, later
from tracker.entry.words import AMBIGUOUS, FILLERS, LEFT_OPEN, details, longest
from tracker.errors import DataError
from tracker.fields import FIELDS, MAIN_TIME, Form
from tracker.records import Record
from tracker.vocabulary import Kind

_DATED: Final = frozenset({Kind.DAY, Kind.EVENT, Kind.SLEEP})


def read(
    text: str,
    *,
    now: datetime,
    day_starts_at: time = clock.MIDNIGHT,
    allow_future: bool = False,
) -> list[Record]:
    """The records that a line says, accepted and in canonical order, without ids.

    `now` is aware; its zone is the one wall-clock times are read in and, where it has a name, the
    records' `tz`. `day_starts_at` decides which day 'today' is for whole days. Entries are
    separated by `;`: all of them are understood, or DataError says which word is not.
    """
    now = now.replace(microsecond=0)
    found: list[Record] = []
    for line in split(text):
        try:
            found.append(_record(line, now, day_starts_at, allow_future=allow_future))
        except DataError as error:
            message = line.place + error.message
            raise DataError(message, hint=error.hint, field=error.field) from error
    return found


def _record(line: Line, now: datetime, day_starts_at: time, *, allow_future: bool) -> Record:
    found = find(line)
    today = clock.local_day(now, day_starts_at) if found.head.kind in _DATED else now.date()
    draft = Draft(line, found, now, today)
    try:
        note = _note(draft) if draft.kind is Kind.EVENT else line.note
        draft.read(_READERS[draft.kind])
        _FINISH.get(draft.kind, _placed)(draft)
        record = {"kind": draft.kind.value, **draft.fields, "note": note, "tz": _zone(draft)}
        return accept(record, now=now, allow_future=allow_future)
    except DataError as error:
        raise draft.explained(error) from error


def _plain_words(draft: Draft) -> int:
    """Sides, sites, characters, onsets and yes/no details by their plain names."""
    found = longest(details(draft.kind), draft.plain[draft.at :])
    if found is None:
        word = draft.plain[draft.at]
        choices = AMBIGUOUS.get(word) if draft.kind is Kind.EPISODE else None
        if choices:
            raise draft.unknown(draft.at, why=LEFT_OPEN, hint=f"Say which: {', '.join(choices)}.")
        return 0
    (name, value), count = found
    if name == "sites":
        known = draft.fields.setdefault("sites", [])
        known += [site for site in value if site not in known]
    else:
        draft.put(name, value, again=True)
    return count


def _rating(draft: Draft) -> int:
    """`6` or `6/10` for the rating that was named last."""
    found = amounts.amount(draft.plain, draft.at)
    if found is not None and found.unit[:1] == "/" and found.unit not in amounts.RATING:
        raise draft.unknown(draft.at, why="is not out of 10", hint="Try: 6/10")
    if found is None or found.unit not in amounts.RATING:
        return 0
    draft.put(draft.rated[-1], found.number)
    return found.words


def _feeling(draft: Draft) -> int:
    """`stress` or `fatigue`: the numbers behind it are its rating."""
    name = FEELINGS.get(draft.plain[draft.at])
    if name is None:
        return 0
    draft.rated.append(name)
    return 1


def _lasted(draft: Draft) -> int:
    """How long a twitch lasted."""
    found = duration(draft.plain, draft.at)
    if found is None:
        return 0
    if draft.lasted is not None:
        raise DataError("the duration is given twice.", hint="Leave one of them out.", field="end")
    draft.lasted = found[0]
    return found[1]


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
        servings = f"{draft.phrase} {number}x or " if "item" in draft.fields else ""
        raise draft.unknown(
            draft.at,
            why="has no unit",
            hint=f"Try: {servings}{draft.phrase} {number if not servings else '80'}{unit}",
        )
    else:
        return 0
    return found.words


def _dose(draft: Draft) -> int:
    """A number with a unit behind it: `20mg`, `1 tablet`."""
    found = amounts.amount(draft.plain, draft.at)
    if found is None:
        return 0
    if found.unit not in amounts.DOSE_UNITS:
        raise draft.unknown(
            draft.at,
            why="has no unit of a dose",
            hint="Try: 20mg, 5 ml, 1 tablet, 10 drops or 1 puff",
        )
    draft.put("dose", found.number)
    draft.put("unit", found.unit.upper() if found.unit == "iu" else found.unit)
    return found.words


def _name(draft: Draft) -> int:
    """The words of a medicine's name, as they were typed; they stand together."""
    if (taken := draft.when.take(draft.plain, draft.at)) > 0:
        return taken
    if draft.name_at not in {None, draft.at} or draft.plain[draft.at] in FILLERS:
        return 0
    name = draft.words[draft.at].text
    draft.fields["name"] = f"{draft.fields['name']} {name}" if draft.name_at else name
    draft.name_at = draft.at + 1
    return 1


def _note(draft: Draft) -> str | None:
    """A note entry's text: in quotes (a day may stand beside it), else all that was typed."""
    typed = draft.line.typed
    first = draft.line.words[0].text
    rest = typed[len(first) :].lstrip(" :,") if typed.startswith(first) else typed
    if rest[:1] in {'"', "\u201c"}:
        return draft.line.note
    draft.words, draft.plain = (), []
    return rest


def _placed(draft: Draft) -> None:
    """Set the instant or the day of everything that has but one."""
    name = MAIN_TIME[draft.kind] or "time"
    if draft.kind in _DATED:
        draft.fields[name] = draft.when.day(name).isoformat()
    else:
        draft.fields[name] = clock.iso(draft.when.moment(name))


def _twitched(draft: Draft) -> None:
    """Set start and end. A twitch that has just happened ends now; a stated time is its start."""
    start = draft.when.moment("start")
    if draft.lasted is not None:
        end = later(start, draft.lasted, field="end") if draft.when.stated else start
        draft.fields["end"] = clock.iso(end)
        start = later(end, -draft.lasted, field="end")
    draft.fields["start"] = clock.iso(start)


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


_TOTALS: Final = {
    Kind.CAFFEINE: ("mg", amounts.MILLIGRAMS, "mg"),
    Kind.ALCOHOL: ("grams", amounts.GRAMS, "g"),
}
_READERS: Final[dict[Kind, tuple[Callable[[Draft], int], ...]]] = {
    Kind.EPISODE: (_plain_words, _lasted, _rating),
    Kind.CAFFEINE: (_drunk,),
    Kind.SLEEP: (night.span, night.rated, night.slept, night.counted),
    Kind.STRESS: (_feeling, _rating),
    Kind.DOSE: (_dose, _name),
    Kind.ALCOHOL: (_drunk,),
    Kind.DAY: (),
    Kind.EVENT: (),
    Kind.SYMPTOM: (_plain_words, _rating),
}
_FINISH: Final[dict[Kind, Callable[[Draft], None]]] = {
    Kind.EPISODE: _twitched,
    Kind.SLEEP: night.finish,
    Kind.STRESS: _felt,
}
