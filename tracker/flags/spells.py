"""What is known of a spell of a symptom at a moment: sudden, assessed, still there or gone."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import accumulate
from typing import Final, NamedTuple

from tracker import clock
from tracker.flags.symptoms import Report, is_assessed, stated
from tracker.vocabulary import Onset

PRESENT_DAYS: Final = 7
"""A symptom that is not gone is present while its last report is at most this old (reading 4)."""


class State(NamedTuple):
    """A spell as it is known at a moment.

    `onset` is the earliest stated onset or first report, `latest` the last report that it was
    there, `ended` when it was gone. `fresh_onset` is the latest onset that a sudden report states
    itself, or that follows a silence. `assessed` is stated for the whole spell, also by
    `stroke_ruled_out`; `improving` is what was last said about it.
    """

    symptom: str
    first: Report
    latest: Report
    onset: datetime
    onset_day: date
    ended: datetime | None
    ended_day: date | None
    sudden: Report | None
    fresh_onset: datetime | None
    assessed: bool
    treated: bool
    improving: bool | None

    def present(self, today: date) -> bool:
        """Whether it is there now: not gone, and last reported at most 7 days ago (reading 4)."""
        return self.ended is None and (today - self.latest.day).days <= PRESENT_DAYS

    def last_there(self) -> date:
        """The local day on which it was last known to be there."""
        return max(self.latest.day, self.ended_day) if self.ended_day else self.latest.day


class Spell:
    """What is known of a spell after each of its reports, of which there is one at least."""

    __slots__ = ("_states", "_times")

    def __init__(self, reports: Sequence[Report], day_starts_at: time) -> None:
        alone = (_alone(report, day_starts_at) for report in reports)
        self._times = [report.at for report in reports]
        self._states = list(accumulate(alone, _joined))

    def at(self, moment: datetime) -> State | None:
        """What is known at a moment (UTC), or None before the first report.

        An end that lies after the moment is not known yet (reading 10).
        """
        index = bisect_right(self._times, moment) - 1
        if index < 0:
            return None
        state = self._states[index]
        if state.ended is not None and state.ended > moment:
            return state._replace(ended=None, ended_day=None)
        return state


def _alone(report: Report, day_starts_at: time) -> State:
    """What one report says by itself."""
    record = report.entry.record
    onset, onset_day, ended_day = report.at, report.day, None
    if report.began is not None and report.began <= report.at:
        onset = report.began.astimezone(UTC)
        onset_day = clock.local_day(report.began, day_starts_at)
    gone = stated(record, "resolved_time")
    if gone is not None:
        ended_day = clock.local_day(gone, day_starts_at)
    elif report.ended is not None:
        ended_day = report.day
    sudden = report if report.sudden and report.there else None
    return State(
        symptom=report.symptom,
        first=report,
        latest=report,
        onset=onset,
        onset_day=onset_day,
        ended=report.ended,
        ended_day=ended_day,
        sudden=sudden,
        fresh_onset=onset if sudden and report.began is not None else None,
        assessed=is_assessed(record),
        treated=bool(record.get("treated")),
        improving=record.get("improving"),
    )


def _joined(before: State, report: State) -> State:
    """What is known once a report is added to what was known before it.

    After more than 7 days of silence a report that counts as sudden, and does not state an onset,
    may be something new; so may the first one that states a sudden onset of what was gradual until
    then, unless it dates it back. It counts as a fresh onset, and what was assessed before does
    not cover it (reading 34): an emergency must not hide behind an old report.
    """
    earlier = before if before.onset <= report.onset else report
    silent = (report.first.day - before.latest.day).days > PRESENT_DAYS
    states_sudden = report.first.entry.record.get("onset") == Onset.SUDDEN
    turned = before.sudden is None and states_sudden and report.onset > before.latest.at
    again = report.sudden is not None and (turned or (silent and report.first.began is None))
    ends = [state for state in (before, report) if state.ended is not None]
    end = max(ends, key=lambda state: state.ended or state.onset, default=report)
    onsets = (before.fresh_onset, report.fresh_onset, report.onset if again else None)
    return State(
        symptom=before.symptom,
        first=before.first,
        latest=report.latest if report.latest.there else before.latest,
        onset=earlier.onset,
        onset_day=earlier.onset_day,
        ended=end.ended,
        ended_day=end.ended_day,
        sudden=before.sudden or report.sudden,
        fresh_onset=max((onset for onset in onsets if onset is not None), default=None),
        assessed=report.assessed or (before.assessed and not again),
        treated=before.treated or report.treated,
        improving=before.improving if report.improving is None else report.improving,
    )
