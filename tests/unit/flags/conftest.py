"""A diary written in few words, relative to one fixed moment: Friday 2026-11-20, 12:00 +01:00."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Self

import pytest

from tracker.diary import Diary
from tracker.flags import Flag, evaluate, explain, not_evaluated

NOW = datetime.fromisoformat("2026-11-20T12:00:00+01:00")


class Log:
    """Records in the public format; every method adds some and returns the log.

    Days and hours count back from the moment: 0 is today or now, -1 is tomorrow or in an hour.
    """

    def __init__(self) -> None:
        self.now = NOW
        self.rows: list[dict[str, Any]] = []

    def add(self, **record: Any) -> Self:
        self.rows.append(record)
        return self

    def day(self, ago: int) -> date:
        return self.now.date() - timedelta(days=ago)

    def hours(self, ago: float) -> str:
        return (self.now - timedelta(hours=ago)).isoformat()

    def at(self, ago: int, time: str) -> str:
        return f"{self.day(ago)}T{time}:00{self.now.isoformat()[-6:]}"

    def twitch(self, *days: int, time: str = "09:00", **fields: Any) -> Self:
        """An episode at a time of each of some days."""
        for ago in days:
            self.add(kind="episode", start=self.at(ago, time), **fields)
        return self

    def twitch_hours(self, *hours: float, **fields: Any) -> Self:
        for ago in hours:
            self.add(kind="episode", start=self.hours(ago), **fields)
        return self

    def clear(self, *days: int) -> Self:
        for ago in days:
            self.add(kind="day", date=str(self.day(ago)), status="clear")
        return self

    def complete(self, *days: int) -> Self:
        for ago in days:
            self.add(kind="day", date=str(self.day(ago)), status="complete")
        return self

    def symptom(self, symptom: str, *days: int, time: str = "09:00", **fields: Any) -> Self:
        """A symptom at a time of each of some days."""
        for ago in days:
            self.add(kind="symptom", symptom=symptom, time=self.at(ago, time), **fields)
        return self

    def sign(
        self,
        symptom: str,
        *hours: float,
        began: float | None = None,
        gone: float | None = None,
        **fields: Any,
    ) -> Self:
        """A symptom so many hours ago; `began` and `gone` are its onset and its end, in hours."""
        if began is not None:
            fields["onset_time"] = self.hours(began)
        if gone is not None:
            fields["resolved_time"] = self.hours(gone)
        for ago in hours:
            self.add(kind="symptom", symptom=symptom, time=self.hours(ago), **fields)
        return self

    def course(self, name: str, start: int, stop: int | None = None, **fields: Any) -> Self:
        if stop is not None:
            fields["stop_date"] = str(self.day(stop))
        return self.add(kind="medication", name=name, start_date=str(self.day(start)), **fields)

    def event(self, event: str, ago: int) -> Self:
        return self.add(kind="event", event=event, date=str(self.day(ago)))

    def caffeine(self, mg: float, *hours: float) -> Self:
        for ago in hours:
            self.add(kind="caffeine", mg=mg, time=self.hours(ago))
        return self

    def substance(self, name: str, hours: float, **fields: Any) -> Self:
        return self.add(kind="substance", name=name, time=self.hours(hours), **fields)

    def profile(self, **fields: Any) -> Self:
        return self.add(kind="profile", **fields)

    @property
    def diary(self) -> Diary:
        return Diary.from_records(self.rows)

    def flags(self, **options: Any) -> dict[str, Flag]:
        return {flag.rule: flag for flag in evaluate(self.diary, self.now, **options)}

    def needs(self, rule: str) -> str | None:
        waiting = {each.rule: each.needs for each in not_evaluated(self.diary, self.now)}
        return waiting.get(rule)

    def holds(self, rule: str) -> bool:
        return explain(rule, self.diary, self.now).holds

    def measured(self, rule: str) -> dict[str, Any]:
        return {n.name: n.here for n in explain(rule, self.diary, self.now).numbers}


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def log_at() -> Callable[[str], Log]:
    """A log whose present moment is another."""

    def made(moment: str) -> Log:
        other = Log()
        other.now = datetime.fromisoformat(moment)
        return other

    return made
