"""What a flag rule sees: a diary as it stood at a moment, by local day and by exact time."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Self

from tracker import clock, records
from tracker.diary import Diary
from tracker.flags.days import ONE_DAY
from tracker.flags.moments import day_of, seconds, utc
from tracker.flags.signs import Sign
from tracker.flags.symptoms import Report, label
from tracker.flags.timeline import Timeline
from tracker.knowledge import Rule
from tracker.records import Entry
from tracker.vocabulary import DoseStatus, Kind

if TYPE_CHECKING:
    from tracker.flags.courses import Change, Changes, Course
    from tracker.flags.result import Outcome
    from tracker.flags.runs import Run
    from tracker.flags.spells import State

TWITCHING: Final = "twitching"
CAFFEINE: Final = "caffeine"

TWITCH_SYMPTOMS: Final = ("facial_twitching", "motor_tics", "one_sided_spasm")
"""Symptoms that are the twitch itself (reading 18); emergency rules count them as twitching."""

_GOES_ON: Final = timedelta(hours=24)
"""How long an episode that has not ended counts as still there after its start."""


class View:
    """A timeline seen from a moment (UTC) of a local day; rules look at nothing else.

    Episodes are those in face, lip and neck unless a name says otherwise.
    `outcomes` keeps how rules came out, for rules that depend on other rules.
    """

    __slots__ = ("_earlier", "moment", "outcomes", "timeline", "today")

    def __init__(self, timeline: Timeline, moment: datetime, today: date) -> None:
        self.timeline = timeline
        self.moment = moment
        self.today = today
        self.outcomes: dict[str, Outcome] = {}
        self._earlier: dict[date, View] = {}

    @classmethod
    def of(cls, diary: Diary, now: datetime, rules: Mapping[str, Rule]) -> Self:
        """A diary as it stands at a moment, which must carry an offset."""
        timeline = Timeline(diary, now, rules)
        return cls(timeline, timeline.moment, timeline.today)

    def at_end_of(self, day: date) -> "View":
        """The same diary as it stood when a local day ended, in the offset of the present."""
        if day not in self._earlier:
            index = self.timeline
            end = datetime.combine(day + ONE_DAY, index.day_starts_at, tzinfo=index.where)
            moment = end.astimezone(UTC) - timedelta(microseconds=1)
            self._earlier[day] = View(index, moment, day)
        return self._earlier[day]

    def forget(self) -> None:
        """Let go of how rules came out, whose words hold this view: both are freed at once."""
        for earlier in self._earlier.values():
            earlier.forget()
        self.outcomes.clear()
        self._earlier.clear()

    def run(self) -> "Run | None":
        """The run of active days that has not ended."""
        return self.timeline.runs.current(self.today)

    def active_days(self, first: date, last: date) -> int:
        """How many days were active."""
        return self.timeline.active.number(first, last)

    def valid_days(self, first: date, last: date) -> int:
        """How many days are valid."""
        return self.timeline.valid.number(first, last)

    def clusters(self, first: date, last: date) -> int:
        """How many clusters in face, lip and neck began on those days."""
        counts = self.timeline.clusters_by_day(first)
        return sum(counts.get(day, 0) for day in self.timeline.active.between(first, last))

    def episodes(self, first: date, last: date) -> list[Entry]:
        """The episodes in face, lip and neck on those local days."""
        index = self.timeline
        return [e for day in index.active.between(first, last) for e in index.face_on(day)]

    def first_on(self, day: date) -> str | None:
        """The id of the day's first episode in face, lip or neck, or None."""
        episodes = self.timeline.face_on(day)
        return episodes[0].id if episodes else None

    def episodes_anywhere(self, first: date, last: date) -> list[Entry]:
        """The episodes of any site on those local days."""
        return self.on(Kind.EPISODE, first, last)

    def on(self, kind: Kind, first: date, last: date) -> list[Entry]:
        """The entries of one kind on those local days."""
        days = self.timeline.by_day(kind)
        return [e for day in clock.days_between(first, last) for e in days.get(day, ())]

    def slept(self, first: date, last: date) -> list[float]:
        """Hours slept on each of those local days of which they are known."""
        days = self.timeline.by_day(Kind.SLEEP)
        shown = clock.days_between(first, last)
        hours = [records.slept_hours(e.record for e in days.get(day, ())) for day in shown]
        return [slept for slept in hours if slept is not None]

    def reports(self, symptoms: Iterable[str], first: date, last: date) -> list[Report]:
        """The reports that one of those symptoms was there, on those local days."""
        return [r for s in symptoms for r in self.timeline.history(s).between(first, last)]

    def spells(self, symptoms: Iterable[str]) -> "list[State]":
        """The spells of those symptoms as they are known now, ended ones included."""
        histories = [self.timeline.history(symptom) for symptom in symptoms]
        states = [spell.at(self.moment) for history in histories for spell in history.spells]
        return [state for state in states if state is not None]

    def signs(self, symptoms: Iterable[str], hours: float) -> list[Sign]:
        """Those symptoms as signs: reported, or still there, in the last so many hours."""
        start = self.moment - timedelta(hours=hours)
        found = []
        for symptom in symptoms:
            for report in self.timeline.history(symptom).since(start, self.moment):
                last = report.last_there(self.moment)
                found.append(Sign(symptom, label(symptom), report.entry, report.at, last))
        return found

    def twitches(self, hours: float) -> list[Sign]:
        """Twitching of any site as signs: in the last so many hours, or still going on.

        Symptoms that are the twitch itself count as well.
        """
        start = self.moment - timedelta(hours=hours)
        found = []
        for entry in self._between(Kind.EPISODE, start - _GOES_ON, self.moment):
            first = utc(entry)
            last = self._end_of(entry, first)
            if last >= start:
                found.append(Sign(TWITCHING, "Twitching", entry, first, last))
        return found + self.signs(TWITCH_SYMPTOMS, hours)

    def caffeine(self, hours: float) -> list[Sign]:
        """Caffeine taken in the last so many hours."""
        start = self.moment - timedelta(hours=hours)
        found = []
        for entry in self._between(Kind.CAFFEINE, start, self.moment):
            mg = float(entry.record.get("mg") or 0)
            found.append(Sign(CAFFEINE, f"{mg:g} mg caffeine", entry, utc(entry), utc(entry), mg))
        return found

    def courses(self) -> "Sequence[Course]":
        """The medication courses that have begun."""
        index = self.timeline
        return index.courses[: bisect_right(index.course_days, self.today)]

    def courses_begun(self, first: date, last: date) -> "Sequence[Course]":
        """The medication courses, or changed doses, that began on those local days."""
        begun = self.timeline.course_days
        return self.timeline.courses[bisect_left(begun, first) : bisect_right(begun, last)]

    def starts(self, days: int) -> "list[Change]":
        """Medicines and substances started, increased or used in the last so many dates.

        One that has an exact moment must have come.
        """
        return self._come(self.timeline.starts, days)

    def cuts(self, days: int) -> "list[Change]":
        """Medicines and substances stopped or cut in the last so many dates."""
        return self._come(self.timeline.cuts, days)

    def events(self, names: Collection[str]) -> list[Entry]:
        """The events of those names that have happened, oldest first."""
        return [
            entry
            for entry in self.timeline.known(Kind.EVENT)
            if entry.record["event"] in names and day_of(entry) <= self.today
        ]

    def taken(self, first: date, last: date) -> "list[Course]":
        """What was taken on those local days: courses, and doses as courses of one day."""
        courses = [course for course in self.courses() if course.overlaps(first, last)]
        return courses + self.doses(first, last)

    def doses(self, first: date, last: date) -> "list[Course]":
        """The doses taken on those local days, as courses of one day."""
        from tracker.flags.courses import Course  # noqa: PLC0415  most emergency rules need none

        return [
            Course(dose, dose.record["name"], "", day_of(dose), day_of(dose))
            for dose in self.on(Kind.DOSE, first, last)
            if dose.record.get("status") != DoseStatus.SKIPPED
        ]

    def _come(self, changes: "Changes", days: int) -> "list[Change]":
        some = changes.between(self.today - timedelta(days=days), self.today)
        return [change for change in some if change.at is None or change.at <= self.moment]

    def _between(self, kind: Kind, start: datetime, end: datetime) -> Sequence[Entry]:
        entries = self.timeline.known(kind)
        low = bisect_left(entries, start.timestamp(), key=seconds)
        return entries[low : bisect_right(entries, end.timestamp(), key=seconds)]

    def _end_of(self, episode: Entry, first: datetime) -> datetime:
        if episode.record.get("end"):
            end = clock.parse_instant(episode.record["end"]).astimezone(UTC)
            return min(self.moment, max(first, end))
        if episode.record.get("ongoing"):
            return min(self.moment, first + _GOES_ON)
        return first
