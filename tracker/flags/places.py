"""Where it twitches: beyond the lips, or on the lips only."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from tracker.records import Entry
from tracker.vocabulary import LIMB_SITES, LIP_SITES, Site

EYE_SITES: Final = frozenset({Site.UPPER_EYELID, Site.LOWER_EYELID, Site.BROW})
LOWER_FACE_SITES: Final = LIP_SITES | {Site.CHIN, Site.CHEEK, Site.JAW}

LIP_STRETCH_DATES: Final = 7
"""Dates from the first to the last lip-only day before a spread counts (reading 25)."""


def in_face(episode: Entry) -> bool:
    """Whether an episode makes its day active: it names a site other than arm, hand and leg.

    An episode without sites counts as face (reading 28).
    """
    sites = episode.record.get("sites")
    return not sites or not LIMB_SITES.issuperset(sites)


def touches(episode: Entry, sites: Iterable[str]) -> bool:
    """Whether an episode names one of those sites."""
    return not frozenset(sites).isdisjoint(episode.record.get("sites") or ())


def beyond_lip(episode: Entry) -> bool:
    """Whether an episode names a site of face or body that is not lip (reading 25)."""
    return not LIP_SITES.issuperset(episode.record.get("sites") or ())


def lip_stretch(by_day: Mapping[date, Sequence[Entry]], dates: int) -> date | None:
    """The day on which a stretch of lip-only days first spanned that many dates, or None.

    A lip-only day has an episode that names a lip site and none that names another. A day beyond
    the lips ends the stretch; a day without episodes, or whose episodes name no site, does not.
    """
    first: date | None = None
    for day in sorted(by_day):
        episodes = by_day[day]
        if any(beyond_lip(e) for e in episodes):
            first = None
        elif any(e.record.get("sites") for e in episodes):
            first = first or day
            if (day - first).days + 1 >= dates:
                return day
    return None
