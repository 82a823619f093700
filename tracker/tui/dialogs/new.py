"""The form of an entry that is not there yet, for any kind."""

from datetime import datetime
from functools import partial
from typing import Any

from tracker import clock
from tracker.fields import MAIN_TIME, Form, field
from tracker.records import Entry, Record
from tracker.tui.dialogs.edit import Edit
from tracker.tui.jobs import deeds
from tracker.tui.jobs.deeds import Deed
from tracker.tui.making import KINDS
from tracker.vocabulary import Kind


class New(Edit):
    """Begins at the present moment, in the present zone; dismissed when the entry is saved."""

    def __init__(self, kind: Kind, now: datetime) -> None:
        self._blank = _blank(kind, now)
        entry = Entry("", kind, None, None, 1, self._blank)
        super().__init__(entry, now, heading=f"New: {KINDS[kind][0]}")
        self.draft_name = f"new {kind.value}"

    def deed(self, changes: dict[str, Any]) -> Deed | None:
        """Save the entry with what was typed."""
        record = {k: v for k, v in {**self._blank, **changes}.items() if v is not None}
        return partial(deeds.add, [record])


def _blank(kind: Kind, now: datetime) -> Record:
    record: Record = {"kind": kind.value}
    main = MAIN_TIME[kind]
    described = field(kind, main) if main else None
    if main and described:
        is_day = described.form is Form.DAY
        record[main] = now.date().isoformat() if is_day else clock.iso(now)
    zone = clock.zone_name(now)
    return record | ({"tz": zone} if zone else {})
