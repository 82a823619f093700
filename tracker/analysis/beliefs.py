"""What the person expects of each factor, said before the data is seen and kept in the profile."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tracker.records import Entry
from tracker.vocabulary import Kind, Verdict

UNSURE: Final = "unsure"

EXPECTATIONS: Final = {
    Verdict.RAISES.value: "more twitching with it",
    Verdict.LOWERS.value: "less twitching with it",
    Verdict.NO_ASSOCIATION.value: "no difference",
    UNSURE: "nothing in particular",
}
"""What is stored in the profile's `beliefs`, and how it is said."""

_FOUND: Final = {
    Verdict.RAISES: "it goes with more",
    Verdict.LOWERS: "it goes with less",
    Verdict.NO_ASSOCIATION: "no association",
    Verdict.UNCLEAR: "unclear so far",
    Verdict.NOT_ENOUGH_DATA: "not enough days yet",
}


def belief(profile: Mapping[str, Any], factor: str) -> str | None:
    """What the profile says of a factor's id, in any case of letters; None when it was not said."""
    known = {name.casefold(): said for name, said in (profile.get("beliefs") or {}).items()}
    said = known.get(factor.casefold())
    return None if said is None else str(said)


def beside(said: str, verdict: Verdict) -> str:
    """Belief and data in one sentence."""
    expected = EXPECTATIONS.get(said, said)
    return f"You expected {expected}; the diary says: {_FOUND[verdict]}."


def belief_change(
    profiles: Iterable[Entry], effects: Mapping[str, str]
) -> tuple[str | None, dict[str, str]]:
    """The profile entry to change (its id; None for a new one), and its beliefs from then on.

    `profiles` are the profile's entries, oldest first; `effects` go by factor.
    """
    known: dict[str, str] = {}
    place = None
    for entry in profiles:
        if entry.kind is Kind.PROFILE and entry.record.get("beliefs"):
            known, place = dict(entry.record["beliefs"]), entry.id
    new = {factor.casefold() for factor in effects}
    kept = {name: said for name, said in known.items() if name.casefold() not in new}
    return place, kept | dict(effects)
