"""Finding entries again: by words, place, side and strength, beside kind and period.

What was not recorded matches nothing: a twitch without a strength is not one of strength 0.
"""

import re
from dataclasses import dataclass
from typing import Final

from tracker.entry.phrase import phrase
from tracker.entry.printable import printable
from tracker.entry.values import refused
from tracker.entry.words import SIDES, normal
from tracker.entry.words import sites as sites_of
from tracker.errors import DataError
from tracker.fields import RATING
from tracker.records import Entry
from tracker.vocabulary import Side

_SPAN: Final = re.compile(r"(\d{1,3})(?:(-)(\d{1,3})?|(\+))?(?:/10)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; what is empty or None does not narrow. An entry must fit all of it.

    `words`: each stands somewhere in what the entry is, in its note or in its kind, whatever the
    case. `sites`: at least one is among its sites. `low` and `high`: its strength (`intensity` of a
    twitch, `severity` of a symptom, a rating of stress or tiredness), both included.
    """

    words: tuple[str, ...] = ()
    sites: frozenset[str] = frozenset()
    side: str | None = None
    low: int | None = None
    high: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.words or self.sites or self.side or self.low is not None)

    def fits(self, entry: Entry) -> bool:
        """Whether an entry is one of those looked for."""
        record = entry.record
        if self.side is not None and record.get("side") != self.side:
            return False
        if self.sites and self.sites.isdisjoint(record.get("sites") or ()):
            return False
        if self.low is not None and not self._is_as_strong(entry):
            return False
        return not self.words or self._says(entry)

    def _is_as_strong(self, entry: Entry) -> bool:
        names = ("intensity", "severity", "stress", "fatigue")
        ratings = [entry.record[name] for name in names if name in entry.record]
        high = RATING.high if self.high is None else self.high
        return any((self.low or 0) <= rating <= high for rating in ratings)

    def _says(self, entry: Entry) -> bool:
        note = printable(entry.note) if entry.note else ""
        said = f"{entry.kind} {phrase(entry.record)} {note}".casefold()
        return all(word in said for word in self.words)


def search(*, text: str = "", sites: str = "", side: str = "", intensity: str = "") -> Search:
    """A search from what a person typed; a blank text does not narrow.

    `sites` are plain words separated by commas, `intensity` is `6`, `4-7`, or `6+`. Raises
    DataError naming the field (`sites`, `side` or `intensity`).
    """
    try:
        low, high = _strength(intensity)
        return Search(
            words=tuple(text.casefold().split()),
            sites=frozenset(sites_of(part for part in sites.split(",") if part.strip())),
            side=_side(side) if side.strip() else None,
            low=low,
            high=high,
        )
    except DataError as error:
        error.safe = ""  # looking saves nothing in any case
        raise


def _side(text: str) -> str:
    side = SIDES.get(normal(text))
    if side is None:
        raise refused("side", "one of " + ", ".join(Side), text)
    return side


def _strength(text: str) -> tuple[int | None, int | None]:
    if not text.strip():
        return None, None
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise DataError(
            f'intensity must be a strength or a span of them, not "{printable(text, 40)}".',
            hint="Try: 6, 4-7 or 6+",
            field="intensity",
        )
    low = int(match[1])
    high = int(match[3]) if match[3] else (int(RATING.high) if match[2] or match[4] else low)
    if low > high or high > RATING.high:
        raise refused("intensity", "a span within 0 to 10, the lower end first", text)
    return low, high
