"""The diary's backups as the screens know them. Blocking, for threads."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.tui.messages import SafetyRead
from tracker.tui.views.days import day_words

if TYPE_CHECKING:
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the diary is: its last verified backup, None when there is none.

    `covered`: nothing was written since. `written`: there is something to lose. `old`: the backup
    is older than a week, and something was written since.
    """

    folder: Path
    last: datetime | None
    covered: bool
    written: bool
    old: bool

    @property
    def is_wanting(self) -> bool:
        """Whether the person should see to a backup."""
        return self.written and (self.last is None or self.old)

    def in_words(self, now: datetime) -> str:
        """When the last backup was made."""
        if self.last is None:
            return "none yet" if self.written else "none yet; there is nothing to back up"
        days = (now.date() - self.last.date()).days
        age = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
        when = f"{day_words(self.last.date())} {self.last:%H:%M}, {age}"
        return f"{when}; nothing was written since" if self.covered and days else when

    def warning(self, now: datetime, key: str) -> str:
        """The line for Today, or nothing; `key` opens the area where a backup is made."""
        if not self.is_wanting:
            return ""
        if self.last is None:
            return f"There is no backup of the diary.  {key} makes one"
        return f"The last backup: {self.in_words(now)}.  {key} makes one"


def read_safety(store: "Store", now: datetime, *, due: bool) -> SafetyRead:
    """What backups there are; before that the day's own is made, where one is `due`."""
    from tracker.store.daily import back_up_daily  # noqa: PLC0415  after the first frame

    complaint = back_up_daily(store.path, now) if due else ""
    return SafetyRead(_safety(store, now), complaint)


def back_up(store: "Store", now: datetime) -> SafetyRead:
    """Make a backup because it was asked for."""
    from tracker.store.backup import new_backup  # noqa: PLC0415  the same
    from tracker.store.backups import Reason  # noqa: PLC0415

    path = new_backup(store.path, Reason.ASKED, now)
    return SafetyRead(_safety(store, now), "", f"Backed up and verified: {path}")


def _safety(store: "Store", now: datetime) -> Safety:
    from tracker.store import backups  # noqa: PLC0415  the same

    newest = backups.last_backup(store.path)
    covered = newest is not None and backups.is_covered(store.path)
    old = newest is not None and not covered and now - newest[1] > backups.STALE
    return Safety(
        folder=backups.folder_of(store.path),
        last=None if newest is None else newest[1].astimezone(now.tzinfo),
        covered=covered,
        written=newest is not None or bool(store.entries(limit=1)),
        old=old,
    )
