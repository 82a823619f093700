"""Which old backups may go: fewer the older they are, and none when the clock looks wrong."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from tracker.store.backups import Backup, Reason

DAYS: Final = 7
WEEKS: Final = 5
MONTHS: Final = 12
"""The newest backup of each of so many last days, ISO weeks and months with backups stays."""

SAFE_FOR: Final = timedelta(days=30)
"""How long what was put aside before an upgrade or a restore is not thinned out at all."""

GAP: Final = timedelta(days=31)
"""A newest backup that comes so long after the one before it may come from a clock set forward."""

TOLERANCE: Final = timedelta(minutes=5)
"""A clock that was set right by less than this has not jumped."""

_PERIODS: Final[tuple[tuple[int, Callable[[Backup], tuple[object, ...]]], ...]] = (
    (DAYS, lambda backup: (backup.made.date(),)),
    (WEEKS, lambda backup: backup.made.isocalendar()[:2]),
    (MONTHS, lambda backup: (backup.made.year, backup.made.month)),
)


def superfluous(known: Sequence[Backup], now: datetime) -> tuple[list[Backup], str]:
    """The backups that may be deleted, and what the person should know about it, if anything.

    `known` is oldest first and ends with one that was made and verified just now. What the person
    asked for and what was put aside damaged always stays, and so does the newest of every reason.
    """
    ahead = [backup for backup in known if backup.made > now + TOLERANCE]
    if ahead:
        return [], (
            f"The backup {ahead[-1].path.name} is dated in the future, so the clock may be wrong: "
            "no old backup was thinned out. If the clock is right, delete that file."
        )
    if len(known) > 1 and known[-1].made - known[-2].made > GAP:
        return [], ""
    pool = [backup for backup in known if _may_go(backup, now)]
    kept = {backup.path for backup in _newest_each(known, lambda b: (b.reason,))}
    for count, period in _PERIODS:
        newest = _newest_each(pool, period)
        kept |= {backup.path for backup in newest[-count:]}
    return [backup for backup in pool if backup.path not in kept], ""


def _may_go(backup: Backup, now: datetime) -> bool:
    if backup.reason in {Reason.UPGRADE, Reason.RESTORE}:
        return now - backup.made > SAFE_FOR
    return backup.reason is Reason.DAILY


def _newest_each(
    backups: Iterable[Backup], key: Callable[[Backup], tuple[object, ...]]
) -> list[Backup]:
    """The last backup of each group, in the order they were given."""
    last = {key(backup): backup for backup in backups}
    return sorted(last.values(), key=lambda backup: backup.made)
