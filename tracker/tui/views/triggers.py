"""The Triggers area: what was looked at, as sentences, verdicts and intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.analysis.factors import factors
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
    words = {factor.id: factor.more for factor in factors(diary)}
    named = tuple((heading(words.get(f.factor, f.exposure), f.verdict), f) for f in findings)
    return Triggers(named, f"{basis}.")


def heading(contrast: str, verdict: Verdict) -> str:
    """A contrast and its verdict: `2 hours less sleep goes with more twitching`."""
    joint = " " if verdict in {Verdict.RAISES, Verdict.LOWERS} else ": "
    text = printable(f"{contrast}{joint}{VERDICTS[verdict]}")
    return text[:1].upper() + text[1:]


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
