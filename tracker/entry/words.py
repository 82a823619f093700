"""Plain words of sides, sites, characters and yes/no details, and what several of them leave open.

A phrase is compared without case, hyphens, underscores, commas and brackets. `lip` alone, like
`eyelid` alone, leaves open which one: it is an error that names the choices. The plural `lips`
says both of them; `eyelids` may be two of one eye or one of each, so it is asked about too.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar

from tracker.entry.printable import shown
from tracker.entry.times import plain
from tracker.entry.values import near_hint, refused
from tracker.errors import DataError
from tracker.fields import FIELDS, Form
from tracker.vocabulary import Character, Kind, Onset, Side, Site

SIDES: Final[Mapping[str, str]] = {
    **{side.value: side.value for side in Side},
    "left side": Side.LEFT.value,
    "right side": Side.RIGHT.value,
    "both sides": Side.BOTH.value,
    "left and right": Side.BOTH.value,
    "right and left": Side.BOTH.value,
    "middle": Side.MIDLINE.value,
    "centre": Side.MIDLINE.value,
    "center": Side.MIDLINE.value,
}

SITES: Final[Mapping[str, tuple[str, ...]]] = {
    **{site.value.replace("_", " "): (site.value,) for site in Site if site is not Site.OTHER},
    "top lip": (Site.UPPER_LIP.value,),
    "bottom lip": (Site.LOWER_LIP.value,),
    "lips": (Site.UPPER_LIP.value, Site.LOWER_LIP.value),
    "both lips": (Site.UPPER_LIP.value, Site.LOWER_LIP.value),
    "upper and lower lip": (Site.UPPER_LIP.value, Site.LOWER_LIP.value),
    "upper lid": (Site.UPPER_EYELID.value,),
    "lower lid": (Site.LOWER_EYELID.value,),
    "lip corner": (Site.MOUTH_CORNER.value,),
    "corner of mouth": (Site.MOUTH_CORNER.value,),
    "corner of the mouth": (Site.MOUTH_CORNER.value,),
    "corner of my mouth": (Site.MOUTH_CORNER.value,),
    "corner of lip": (Site.MOUTH_CORNER.value,),
    "eyebrow": (Site.BROW.value,),
    "other place": (Site.OTHER.value,),
    "other site": (Site.OTHER.value,),
}

CHARACTERS: Final[Mapping[str, str]] = {
    **{c.value: c.value for c in Character if c is not Character.OTHER},
    "fluttering": Character.FLUTTER.value,
    "rippling": Character.RIPPLE.value,
    "jerking": Character.JERK.value,
    "jerky": Character.JERK.value,
    "pulling": Character.PULL.value,
    "trembling": Character.TREMOR.value,
    "other movement": Character.OTHER.value,
}

AMBIGUOUS: Final[Mapping[str, tuple[str, ...]]] = {
    "lip": ("upper lip", "lower lip", "lip corner", "lips"),
    "mouth": ("upper lip", "lower lip", "mouth corner", "lips"),
    "corner": ("mouth corner",),
    "eyelid": ("upper eyelid", "lower eyelid"),
    "eyelids": ("upper eyelid", "lower eyelid"),
    "lid": ("upper eyelid", "lower eyelid"),
    "eye": ("upper eyelid", "lower eyelid", "brow"),
    "face": ("cheek", "brow", "chin", "jaw", "nose"),
    "upper": ("upper lip", "upper eyelid"),
    "lower": ("lower lip", "lower eyelid"),
    "other": ("other place", "other movement"),
}

LEFT_OPEN: Final = "leaves open which one is meant"
"""What an error says of a word that could mean several things."""

FILLERS: Final = frozenset({"at", "for", "on", "the", "my", "and", "while"})
"""Words without a meaning of their own, left out wherever they stand."""

T = TypeVar("T")
Meaning = tuple[str, Any]
"""A record field and the value that a phrase gives it; several sites are a tuple."""


def normal(phrase: str) -> str:
    """A phrase as it is compared: lower case, words and single spaces alone, no apostrophe."""
    return " ".join(plain(phrase).translate(_SPACES).split())


_SPACES: Final = str.maketrans(dict.fromkeys("_-,()/", " ") | dict.fromkeys("'\u2019", ""))


@cache
def details(kind: Kind) -> Mapping[str, Meaning]:
    """Every phrase that says something about a twitch or a symptom, and what it says.

    Of another kind there is none.
    """
    if kind not in {Kind.EPISODE, Kind.SYMPTOM}:
        return {}
    found: dict[str, Meaning] = {
        f.name.replace("_", " "): (f.name, True) for f in FIELDS[kind] if f.form is Form.YES_NO
    }
    found |= {word: ("side", side) for word, side in SIDES.items()}
    if kind is Kind.EPISODE:
        found |= {word: ("sites", sites) for word, sites in SITES.items()}
        found |= {word: ("character", character) for word, character in CHARACTERS.items()}
    if kind is Kind.SYMPTOM:
        found |= {onset.value: ("onset", onset.value) for onset in Onset}
    return found


def longest(table: Mapping[str, T], words: Sequence[str], most: int = 9) -> tuple[T, int] | None:
    """What the longest phrase that the words begin with means, and how many words it takes."""
    for count in range(min(most, len(words)), 0, -1):
        meaning = table.get(normal(" ".join(words[:count])))
        if meaning is not None:
            return meaning, count
    return None


def sites(phrases: Iterable[str]) -> list[str]:
    """The record's sites for plain words such as 'lip corner' or 'lips', each once.

    Raises DataError, with the choices or near names, for what is no site or leaves one open.
    """
    found: list[str] = []
    for phrase in phrases:
        word = normal(phrase)
        known = (Site.OTHER.value,) if word == Site.OTHER else SITES.get(word)
        if known is None:
            which = AMBIGUOUS.get(word)
            if which:
                raise DataError(
                    f"sites: {shown(phrase)} {LEFT_OPEN}.",
                    hint=f"Say which: {', '.join(which)}.",
                    field="sites",
                )
            raise refused(
                "sites",
                "any of " + ", ".join(Site),
                phrase,
                hint=near_hint(phrase, tuple(SITES)),
            )
        found += [site for site in known if site not in found]
    return found
