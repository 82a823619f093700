"""Small diaries of courses and doses."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tracker.diary import Diary
from tracker.entry.accept import accept
from tracker.medication import plan

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=BERLIN)


class Made:
    """A diary in the making; days and times are Berlin's unless an offset is given."""

    def __init__(self, zone=BERLIN, **profile):
        self.zone = zone
        self.records = [{"kind": "profile", **profile}] if profile else []

    def course(self, name="lithium", first="2026-11-01", at=("08:00", "20:00"), **more):
        schedule = {"schedule": list(at)} if at else {}
        course = {"kind": "medication", "name": name, "start_date": first, **schedule, **more}
        self.records.append(accept(course))
        return self

    def dose(self, at, name="lithium", **more):
        moment = datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        record = {"kind": "dose", "time": moment.isoformat(), "name": name, **more}
        self.records.append(accept(record))
        return self

    def plan(self, now=NOW, **more):
        return plan(Diary.from_records(self.records), now, **more)

    def standing(self, now=NOW, day="2026-11-20"):
        """The day's doses as 'HH:MM standing'."""
        slots = self.plan(now).slots
        return [f"{s.due:%H:%M} {s.standing}" for s in slots if str(s.day) == day]


@pytest.fixture
def made():
    return Made
