"""A dose in words: `took lithium 300mg`, and what its course knows of it.

The name of a course that runs gets the course's spelling and amount, and the time at which the dose
was due. `took` alone is the one dose that is due.
"""

from typing import TYPE_CHECKING

from tracker import clock
from tracker.entry import amounts
from tracker.entry.draft import Draft
from tracker.entry.times import When
from tracker.entry.words import FILLERS
from tracker.errors import DataError
from tracker.vocabulary import DoseStatus

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.medication.plan import Plan

_COUNTS = frozenset({"two", "three", "four", "half", "quarter"})
_ROUGHLY = frozenset({"late", "early", "twice", "again", "earlier"})
"""Words that would be taken for a part of a name, and say how much or when."""
_ARTICLES = frozenset({"a", "an", "some"})
_SAID = 6
"""How many names of doses that are due an error says."""


def amount(draft: Draft) -> int:
    """A number with a unit behind it: `20mg`, `1 tablet`."""
    found = amounts.amount(draft.plain, draft.at)
    if found is None:
        return 0
    if found.unit[:1] == "/":
        hint = "An amount is a number with a point: 0.5 tablet"
        raise draft.unknown(draft.at, why="is no amount", hint=hint)
    if found.unit not in amounts.DOSE_UNITS:
        raise draft.unknown(
            draft.at,
            why="has no unit of a dose",
            hint="Try: 20mg, 5 ml, 1 tablet, 10 drops or 1 puff",
        )
    draft.put("dose", found.number)
    draft.put("unit", found.unit.upper() if found.unit == "iu" else found.unit)
    return found.words


def name(draft: Draft) -> int:
    """The words of a medicine's name, as they were typed; they stand together."""
    if draft.name_at and draft.plain[draft.at] == "due" and (taken := _due(draft)) > 0:
        return taken
    if (taken := draft.when.take(draft.plain, draft.at)) > 0:
        return taken
    if draft.name_at not in {None, draft.at} or draft.plain[draft.at] in FILLERS:
        return 0
    typed, word = draft.words[draft.at].text, draft.plain[draft.at]
    if draft.name_at is None and word in _ARTICLES and draft.at + 1 < len(draft.plain):
        return 1
    if word in (_ROUGHLY if draft.name_at else _COUNTS):
        hint = "Say when: 08:30 or -20m" if draft.name_at else "Try: took NAME 2 tablets"
        raise draft.unknown(draft.at, why="is no part of a name", hint=hint)
    draft.fields["name"] = f"{draft.fields['name']} {typed}" if draft.name_at else typed
    draft.name_at = draft.at + 1
    return 1


def _due(draft: Draft) -> int:
    """`due 2026-11-20 08:00 +01:00`, as it is printed; 0 when no time stands behind the word."""
    when = When(draft.now)
    at = draft.at + 1
    while at < len(draft.plain) and (taken := when.take(draft.plain, at)) > 0:
        at += taken
        if when.has_offset:
            break
    if not when.stated:
        return 0
    draft.put("scheduled", clock.iso(when.moment("scheduled", ahead=True)))
    return at - draft.at


def complete(draft: Draft, plan: "Plan") -> None:
    """Add what the course of the medicine knows of a dose; what was typed stands.

    Raises DataError when no name was typed and not exactly one dose is due.
    """
    at = clock.parse_instant(draft.fields["time"])
    skipped = draft.fields["status"] == DoseStatus.SKIPPED
    if "name" not in draft.fields:
        draft.fields["name"] = _the_one_due(draft, plan, at)
    known = plan.fields(draft.fields["name"], at, skipped=skipped)
    typed = {"dose", "unit"} if "dose" in draft.fields else set()
    typed |= {"scheduled"} & set(draft.fields)
    draft.fields |= {name: value for name, value in known.items() if name not in typed}


def _the_one_due(draft: Draft, plan: "Plan", at: "datetime") -> str:
    names = [c.name for c in plan.courses if plan.open_for(c.name, at) is not None]
    if len(names) == 1:
        return names[0]
    hint = f"Say which: {', '.join(f'{draft.phrase} {name}' for name in names[:_SAID])}."
    raise DataError(
        "name must be given: several doses are due."
        if names
        else "name must be given: none is due.",
        hint=hint if names else "",
        field="name",
    )
