"""The Triggers area: what was looked at, as sentences and verdicts, beside what was expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tracker import clock
from tracker.analysis.beliefs import belief, beside
from tracker.analysis.factors import Factor, factors, free
from tracker.analysis.stability import Held, week_end
from tracker.analysis.unconfirmed import Unconfirmed, unconfirmed
from tracker.diary import Diary
from tracker.entry.printable import printable
from tracker.tui.views.days import day_words
from tracker.vocabulary import Verdict

if TYPE_CHECKING:
    from tracker.analysis import Finding
    from tracker.analysis.detail import Detail

VERDICTS: Final = {
    Verdict.RAISES: "goes with more twitching",
    Verdict.LOWERS: "goes with less twitching",
    Verdict.NO_ASSOCIATION: "no association",
    Verdict.UNCLEAR: "unclear",
    Verdict.NOT_ENOUGH_DATA: "not enough days yet",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: its contrast in words, its heading, what stands behind it, what was expected.

    `expected` sets belief beside data; empty when the person was never asked.
    """

    difference: str
    heading: str
    finding: "Finding"
    detail: "Detail | None"
    expected: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether there is a result that waits for the person to say what they expect."""
        return not self.expected and self.finding.verdict is not Verdict.NOT_ENOUGH_DATA

    def believed(self, said: str) -> "Found":
        """The same finding once the person has said what they expect."""
        return replace(self, expected=beside(said, self.finding.verdict))


@dataclass(frozen=True, slots=True)
class Triggers:
    """The findings, what they rest on, and the days that may be confirmed.

    Those whose result waits for the person stand first, in an order that says nothing of it; the
    others follow, the most certain first.
    """

    found: tuple[Found, ...]
    basis: str
    unconfirmed: tuple[Unconfirmed, ...]

    @property
    def hidden(self) -> tuple[Found, ...]:
        """The findings whose result waits for the person to say what they expect."""
        return tuple(one for one in self.found if one.is_hidden)


def triggers(
    diary: Diary, held: Sequence[Held], details: "Mapping[str, Detail]", now: datetime
) -> Triggers:
    """The view of a diary's findings."""
    said = {factor.id: factor for factor in factors(diary)}
    found = []
    for one in held:
        finding = one.finding
        difference = contrast(finding, said.get(finding.factor))
        expected = belief(diary.profile, finding.factor)
        found.append(
            Found(
                difference,
                heading(difference, finding.verdict),
                finding,
                details.get(finding.factor),
                "" if expected is None else printable(beside(expected, finding.verdict), 200),
            )
        )
    found.sort(key=lambda one: (0, one.finding.factor) if one.is_hidden else (1, ""))
    waiting = unconfirmed(diary, clock.local_day(now, diary.day_starts_at))
    return Triggers(tuple(found), _basis(diary, now, waiting), waiting)


def _basis(diary: Diary, now: datetime, waiting: tuple[Unconfirmed, ...]) -> str:
    complete = len(diary.complete_days)
    known = len(diary.valid_days) - complete
    text = f"{complete:,} complete {_plural('day', complete)}"
    if known:
        text += f"; left out: {known} with twitches, but not marked complete"
    text += f". As of {day_words(week_end(diary, now))}, the end of the last week."
    if waiting:
        text += f" {len(waiting)} recent {_plural('day', len(waiting))} to confirm: d."
    return text


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
    return capital(f"{difference}{joint}{VERDICTS[verdict]}")


def capital(text: str) -> str:
    """A sentence's first words, with names of the person's own made readable."""
    plain = printable(text).replace("_", " ")
    return plain[:1].upper() + plain[1:]


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
