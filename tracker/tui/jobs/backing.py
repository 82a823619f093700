"""The diary's backups as the screens know them. Blocking, for threads."""

from datetime import datetime
from typing import TYPE_CHECKING

from tracker.tui.messages import SafetyRead
from tracker.tui.views.safety import Safety

if TYPE_CHECKING:
    from tracker.store import Store


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
