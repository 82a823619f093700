"""The Triggers area: what was looked at, as sentences, verdicts and intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.analysis.factors import Factor, factors, free
from tracker.diary import Diary
from tracker.entry.printable import printable
from tracker.vocabulary import Verdict

if TYPE_CHECKING:
    from tracker.analysis import Finding

VERDICTS: Final = {
    Verdict.RAISES: "goes with more twitching",
    Verdict.LOWERS: "goes with less twitching",
    Verdict.NO_ASSOCIATION: "no association",
    Verdict.UNCLEAR: "unclear",
    Verdict.NOT_ENOUGH_DATA: "not enough days yet",
}


@dataclass(frozen=True, slots=True)
class Triggers:
    """The findings, most certain first, each under its contrast in words; what they rest on."""

    findings: tuple[tuple[str, "Finding"], ...]
    basis: str


def triggers(diary: Diary, findings: Sequence["Finding"]) -> Triggers:
    """The view of some findings of a diary."""
    complete = len(diary.complete_days)
    known = len(diary.valid_days) - complete
    basis = f"{complete} complete {_plural('day', complete)}"
    if known:
        basis += f"; left out: {known} with twitches, but not marked complete"
    said = {factor.id: factor for factor in factors(diary)}
    named = tuple((heading(contrast(f, said.get(f.factor)), f.verdict), f) for f in findings)
    return Triggers(named, f"{basis}.")


def contrast(found: "Finding", factor: Factor | None) -> str:
    """The difference that a finding is stated for, in words: `2 hours less sleep`."""
    if factor is None:
        return found.exposure
    other = factor.alternative
    if other is not None and (other.exposure, other.lag) == (found.exposure, found.lag):
        return other.more
    if factor.contrast == found.contrast:
        return factor.more
    return free(factor.name, factor.way, found.contrast).more


def heading(difference: str, verdict: Verdict) -> str:
    """A difference and its verdict: `2 hours less sleep goes with more twitching`."""
    joint = " " if verdict in {Verdict.RAISES, Verdict.LOWERS} else ": "
    text = printable(f"{difference}{joint}{VERDICTS[verdict]}").replace("_", " ")
    return text[:1].upper() + text[1:]


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
