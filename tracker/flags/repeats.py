"""Which old reports of a long-lasting symptom have to be read: not those that only repeat others.

A sign that was never said to be gone is one spell from its first report on, and an assessment of
years ago still covers it. So the emergency rules have to know its old reports; but most of many
only say once more what the one before them says. What is left out here changes neither whether a
spell was ever sudden, nor what was assessed, nor which of the reports of late begin anew, see
`tracker.flags.spells`. On how many days in the past it was there, it does change.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from tracker import clock
from tracker.flags.symptoms import ended, is_assessed
from tracker.vocabulary import Onset

SURELY_NO_SILENCE: Final = timedelta(days=4)
SURELY_SILENCE: Final = timedelta(days=11)
"""More than 7 local days without a report are a silence. Zones and the hour at which a day begins
may differ by two days between two reports; so little time is never a silence, so much always is."""

Fields = Mapping[str, Any]
Dated = tuple[datetime, str, Fields]
"""A report's time (UTC), its id, and its fields: so in order of time, then of id."""

_MORE: Final = "more"


def telling(reports: Iterable[Fields], until: datetime) -> list[str]:
    """The ids of the reports that are needed, of the fields of all reports of some symptoms.

    One is left out only where it, the one kept before it and the next were made before `until` and
    say the same: that it was there, and how it began.
    """
    chains: dict[tuple[str, str | None], list[Dated]] = {}
    for report in reports:
        chain = chains.setdefault((report["symptom"], report["side"]), [])
        chain.append((_utc(report["time"]), report["id"], report))
    until = until.astimezone(UTC)  # times of one zone are compared much faster
    return [key for chain in chains.values() for key in _telling(sorted(chain), until)]


def _telling(chain: list[Dated], until: datetime) -> Iterator[str]:
    """The ids that are needed of the reports of one symptom on one side, oldest first."""
    kept_at = chain[0][0]
    kept_says: str | None = _MORE
    gone, assessed = None, False
    says = _says(chain[0][2])
    for (at, key, report), (next_at, _, following) in pairwise(chain):
        assessed = assessed or is_assessed(report)
        next_says = _says(following)
        if not (
            kept_says == says == next_says != _MORE
            and next_at < until
            and (gone is None or gone <= kept_at)
            and (
                says == Onset.GRADUAL
                or not assessed
                or next_at - kept_at <= SURELY_NO_SILENCE
                or next_at - at >= SURELY_SILENCE
            )
        ):
            yield key
            kept_at, kept_says = at, says
        if says == _MORE:
            gone = max(filter(None, (gone, ended(report, at))), default=None)
        says = next_says
    yield chain[-1][1]


def _says(report: Fields) -> str | None:
    """How a report says it began, which may be None, or that it says more than that."""
    more = (
        report["severity"] == 0
        or report["onset_time"]
        or report["resolved_time"]
        or is_assessed(report)
    )
    return _MORE if more else report["onset"]


def _utc(text: str) -> datetime:
    return clock.parse_instant(text).astimezone(UTC)
