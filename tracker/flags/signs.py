"""Signs for the rules that are checked at each entry: open for 24 hours after the latest one.

"Same 24 hours", "this episode" and "one change plus one sign" are all read with that anchor
(reading 3): the latest sign that completes the condition is at most 24 hours old, and the others
lie in the rule's own span before it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from tracker.flags.moments import clock_of, day_of
from tracker.flags.result import Evidence
from tracker.records import Entry

OPEN_HOURS: Final = 24
"""How long a rule that is checked on entry stays open after its latest sign (reading 3)."""


class Sign(NamedTuple):
    """Something logged that counts for a rule, from `first` to `last` (UTC); often one moment.

    `what` is a symptom's id, or `twitching` or `caffeine`; `words` is how people call it. `mg` is
    the caffeine of an intake.
    """

    what: str
    words: str
    entry: Entry
    first: datetime
    last: datetime
    mg: float = 0.0

    @property
    def day(self) -> date:
        """The local day of its entry."""
        return day_of(self.entry)

    def evidence(self) -> Evidence:
        """The sign and its time in the entry's own offset."""
        return Evidence(self.day, self.entry.id, f"{self.words} at {clock_of(self.entry)}")


def anchored(
    signs: Iterable[Sign],
    moment: datetime,
    hours: float,
    complete: Callable[[Sequence[Sign]], bool],
) -> list[Sign]:
    """The signs of the latest stretch of that many hours that is complete; none when there is none.

    A stretch ends at a sign at most 24 hours before `moment` (UTC); both of its ends belong to it.
    """
    signs = sorted(signs, key=lambda sign: (sign.first, sign.last))
    span, still_open = timedelta(hours=hours), moment - timedelta(hours=OPEN_HOURS)
    for latest in sorted({sign.last for sign in signs if sign.last >= still_open}, reverse=True):
        inside = [s for s in signs if s.last >= latest - span and s.first <= latest]
        if complete(inside):
            return inside
    return []


def any_of(signs: Iterable[Sign], ids: Collection[str]) -> bool:
    """Whether one of the signs is one of those."""
    return any(sign.what in ids for sign in signs)


def groups_met(signs: Sequence[Sign], groups: Iterable[Collection[str]]) -> int:
    """How many groups have a sign; items between commas in a list are one each (reading 21)."""
    return sum(any_of(signs, group) for group in groups)


def without_single(signs: Iterable[Sign], what: str, hours: float = OPEN_HOURS) -> list[Sign]:
    """The signs, of one kind only those with another within that many hours.

    Repeated vomiting is two or more entries within 24 hours (reading 21).
    """
    signs = list(signs)
    times = sorted(sign.first for sign in signs if sign.what == what)
    near = {
        time
        for pair in pairwise(times)
        if pair[1] - pair[0] <= timedelta(hours=hours)
        for time in pair
    }
    return [sign for sign in signs if sign.what != what or sign.first in near]


def recent(signs: Iterable[Sign], moment: datetime) -> list[Sign]:
    """The signs at most 24 hours before a moment (UTC)."""
    return [sign for sign in signs if sign.last >= moment - timedelta(hours=OPEN_HOURS)]


def evidence_of(signs: Iterable[Sign]) -> list[Evidence]:
    """The evidence of signs, oldest first."""
    return [sign.evidence() for sign in signs]


def hours_since(signs: Sequence[Sign], moment: datetime) -> float | None:
    """Hours since the latest of the signs, to one decimal; None when there are none."""
    if not signs:
        return None
    latest = max(sign.last for sign in signs)
    return round((moment - latest) / timedelta(hours=1), 1)
