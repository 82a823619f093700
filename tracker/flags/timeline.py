"""A diary up to a moment, indexed once for all rules.

Whatever lies later than the moment is left out (reading 10).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tracker import clock
from tracker.diary import Diary
from tracker.errors import DataError
from tracker.flags.clusters import CLUSTER_SPAN, cluster_starts
from tracker.flags.days import Days
from tracker.flags.moments import day_of, seconds, utc
from tracker.flags.places import LIP_STRETCH_DATES, in_face, lip_stretch, touches
from tracker.flags.symptoms import History
from tracker.knowledge import Rule
from tracker.records import Entry
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.flags.courses import Changes, Course
    from tracker.flags.runs import Runs

_DATED: Final = frozenset({Kind.SLEEP, Kind.MEDICATION, Kind.EVENT, Kind.DAY, Kind.TRIAL})

_CLUSTER_SECONDS: Final = CLUSTER_SPAN.total_seconds()
CLUSTERS_AHEAD: Final = timedelta(days=200)
"""How much further back clusters are counted at once, so that it is rarely done again."""


class Timeline:
    """The index, each part of it made on first use. Raises DataError for a moment without offset.

    `today` is the moment's local date in its own offset, less the time the person's day starts at
    (reading 2).
    """

    def __init__(self, diary: Diary, now: datetime, rules: Mapping[str, Rule]) -> None:
        if now.utcoffset() is None:
            raise DataError("now must carry an offset.", safe="")
        self.rules = rules
        self.profile = diary.profile
        self.where = now.tzinfo
        self.day_starts_at = diary.day_starts_at
        self.moment = now.astimezone(UTC)
        self.today = clock.local_day(now, self.day_starts_at)
        self._diary = diary
        self._known: dict[Kind, Sequence[Entry]] = {}
        self._by_day: dict[Kind, dict[date, list[Entry]]] = {}
        self._histories: dict[str, History] = {}
        self._face: dict[date, Sequence[Entry]] = {}
        self._clusters: tuple[date, Mapping[date, int]] | None = None
        self._first_seen: dict[tuple[str, frozenset[str]], date | None] = {}

    def known(self, kind: Kind) -> Sequence[Entry]:
        """The entries of one kind that are not later than the moment, oldest first."""
        if kind not in self._known:
            entries = self._diary.of(kind)
            if kind in _DATED:
                self._known[kind] = [e for e in entries if self._has_come(e)]
            else:
                end = bisect_right(entries, self.moment.timestamp(), key=seconds)
                self._known[kind] = entries if end == len(entries) else entries[:end]
        return self._known[kind]

    def by_day(self, kind: Kind) -> Mapping[date, Sequence[Entry]]:
        """The entries of one kind by their local day."""
        if kind not in self._by_day:
            days: dict[date, list[Entry]] = {}
            for entry in self.known(kind):
                if entry.local_date is not None:
                    days.setdefault(entry.local_date, []).append(entry)
            self._by_day[kind] = days
        return self._by_day[kind]

    def history(self, symptom: str) -> History:
        """The reports of one symptom."""
        if symptom not in self._histories:
            entries = self._symptom_entries.get(symptom, ())
            self._histories[symptom] = History(symptom, entries, self.day_starts_at)
        return self._histories[symptom]

    @property
    def symptoms(self) -> Collection[str]:
        """Every symptom that was ever reported."""
        return self._symptom_entries.keys()

    def first_day(self) -> date:
        """The first local day with an entry; today for an empty diary."""
        firsts = [entries[0].local_date for kind in Kind if (entries := self.known(kind))]
        return min((day for day in firsts if day is not None), default=self.today)

    @cached_property
    def complete(self) -> Days:
        """The days with a `day` record."""
        return Days(self.by_day(Kind.DAY))

    @cached_property
    def valid(self) -> Days:
        """The days whose twitching is known: complete, or with an episode anywhere."""
        return Days({*self.by_day(Kind.DAY), *self.by_day(Kind.EPISODE)})

    @cached_property
    def active(self) -> Days:
        """The valid days with an episode in face, lip or neck."""
        days = self.by_day(Kind.EPISODE)
        return Days(day for day in days if any(in_face(e) for e in days[day]))

    @cached_property
    def runs(self) -> "Runs":
        """The runs of active days."""
        from tracker.flags.runs import runs_of  # noqa: PLC0415  no emergency rule needs them

        return runs_of(self.active, self.valid)

    @cached_property
    def lip_stretch_end(self) -> date | None:
        """The day on which only the lips had twitched for 7 dates for the first time, or None."""
        return lip_stretch(self.by_day(Kind.EPISODE), LIP_STRETCH_DATES)

    def first_seen(self, side: str, sites: Collection[str]) -> date | None:
        """The first local day ever with an episode of a side at one of some sites, or None."""
        key = (side, frozenset(sites))
        if key not in self._first_seen:
            episodes = self.known(Kind.EPISODE)
            mine = (e for e in episodes if e.record.get("side") == side and touches(e, sites))
            first = next(mine, None)
            self._first_seen[key] = None if first is None else first.local_date
        return self._first_seen[key]

    def face_on(self, day: date) -> Sequence[Entry]:
        """The episodes in face, lip and neck of a local day, oldest first."""
        if day not in self._face:
            self._face[day] = [e for e in self.by_day(Kind.EPISODE).get(day, ()) if in_face(e)]
        return self._face[day]

    def clusters_by_day(self, first: date) -> Mapping[date, int]:
        """How many clusters in face, lip and neck began on each local day, from `first` on."""
        if self._clusters is None or first < self._clusters[0]:
            first -= CLUSTERS_AHEAD
            counts: dict[date, int] = {}
            for begin in cluster_starts(e for e in self._episodes_from(first) if in_face(e)):
                counts[day_of(begin)] = counts.get(day_of(begin), 0) + 1
            self._clusters = first, counts
        return self._clusters[1]

    def _episodes_from(self, first: date) -> Sequence[Entry]:
        """The episodes of the local days from `first` on, from the latest half hour without one.

        Clusters that are counted from there on are whole.
        """
        episodes, days = self.known(Kind.EPISODE), self.by_day(Kind.EPISODE)
        begin = min((seconds(days[day][0]) for day in days if day >= first), default=None)
        if begin is None:
            return ()
        low = bisect_left(episodes, begin, key=seconds)
        while low and seconds(episodes[low]) - seconds(episodes[low - 1]) <= _CLUSTER_SECONDS:
            low -= 1
        return episodes[low:]

    @cached_property
    def courses(self) -> "tuple[Course, ...]":
        """The medication courses that have begun, oldest first."""
        from tracker.flags.courses import course_of  # noqa: PLC0415  most emergency rules need none

        courses = (course_of(entry) for entry in self.known(Kind.MEDICATION))
        return tuple(sorted(courses, key=lambda course: course.first))

    @cached_property
    def course_days(self) -> tuple[date, ...]:
        """The first day of each course, in the same order."""
        return tuple(course.first for course in self.courses)

    @cached_property
    def starts(self) -> "Changes":
        """Medicines and substances that were started, increased or used."""
        from tracker.flags.courses import starts  # noqa: PLC0415  as above

        return starts(self.courses, self.known(Kind.DOSE), self.known(Kind.SUBSTANCE))

    @cached_property
    def cuts(self) -> "Changes":
        """Medicines and substances that were stopped or cut; also stops that lie ahead."""
        from tracker.flags.courses import cuts  # noqa: PLC0415  as above

        return cuts(self.courses, self.known(Kind.SUBSTANCE))

    @cached_property
    def _symptom_entries(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.known(Kind.SYMPTOM):
            found.setdefault(entry.record["symptom"], []).append(entry)
        return found

    def _has_come(self, entry: Entry) -> bool:
        if entry.kind is Kind.SLEEP and entry.record.get("end"):
            return utc(entry) <= self.moment
        return entry.local_date is not None and entry.local_date <= self.today
