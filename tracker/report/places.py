"""Where it twitched: each site of the face with its episodes by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.report.summary import Place
from tracker.report.words import site_words
from tracker.vocabulary import Side, Site

OFF_THE_FACE: Final = frozenset({Site.ARM, Site.HAND, Site.LEG, Site.OTHER})
"""Sites that the drawing of a face and neck has no place for."""

_ORDER: Final = (Side.LEFT, Side.RIGHT, Side.BOTH, Side.MIDLINE, None)
_WORDS: Final = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both",
    Side.MIDLINE: "middle",
    None: "side not noted",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the face: the person's left, right or middle of a site; None is not noted.

    Episodes on both sides count at the left and at the right spot.
    """

    site: Site
    side: Side | None
    episodes: int


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site in words: `upper lip`, 15, `left 12, both 3`."""

    site: str
    episodes: int
    sides: str


def spots(places: Sequence[Place]) -> tuple[Spot, ...]:
    """The marks of the face map, larger ones first."""
    found: dict[tuple[Site, Side | None], int] = {}
    for place in places:
        sides = (Side.LEFT, Side.RIGHT) if place.side is Side.BOTH else (place.side,)
        if place.site in OFF_THE_FACE:
            continue
        for side in sides:
            found[place.site, side] = found.get((place.site, side), 0) + place.episodes
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return tuple(Spot(site, side, number) for (site, side), number in ranked)


def site_lines(places: Sequence[Place]) -> tuple[SiteLine, ...]:
    """Every site with its sides, most episodes first."""
    by_site: dict[Site, dict[Side | None, int]] = {}
    for place in places:
        by_site.setdefault(place.site, {})[place.side] = place.episodes
    lines = [
        SiteLine(
            site_words(site),
            sum(sides.values()),
            ", ".join(f"{_WORDS[side]} {sides[side]:,}" for side in _ORDER if side in sides),
        )
        for site, sides in by_site.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.episodes, line.site)))
