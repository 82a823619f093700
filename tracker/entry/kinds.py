"""The kinds of entry by the names that people give them: `twitch`, `coffee`, `medicine`."""

from collections.abc import Mapping
from typing import Final

from tracker.entry.values import near_hint, refused
from tracker.entry.words import normal
from tracker.vocabulary import Kind

PLAIN: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.EPISODE: ("twitch", "twitches", "episodes"),
    Kind.CAFFEINE: ("coffee",),
    Kind.SLEEP: ("night", "nights"),
    Kind.STRESS: ("tiredness", "fatigue"),
    Kind.MEDICATION: ("medicine", "medicines", "drug", "course", "courses"),
    Kind.DOSE: ("doses",),
    Kind.ALCOHOL: ("drink", "drinks"),
    Kind.SUBSTANCE: ("substances",),
    Kind.SYMPTOM: ("symptoms",),
    Kind.EVENT: ("events", "note", "notes"),
    Kind.FACTOR: ("factors",),
    Kind.DAY: ("days",),
    Kind.TRIAL: ("trials",),
    Kind.PROFILE: (),
}
"""What else each kind is called."""

_NAMED: Final = {name: kind for kind, names in PLAIN.items() for name in (kind.value, *names)}


def kind_named(word: str) -> Kind:
    """The kind of entry that a person means, whatever the case.

    Raises DataError naming the field `kind`, with the nearest name: looking saves nothing.
    """
    kind = _NAMED.get(normal(word))
    if kind is None:
        hint = near_hint(word, tuple(_NAMED)) or "Also understood: twitch, coffee, medicine, note."
        error = refused("kind", "one of " + ", ".join(Kind), word, hint=hint)
        error.safe = ""
        raise error
    return kind
