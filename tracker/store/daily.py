"""The backup that the program makes by itself on the first use of a day."""

import os
from datetime import datetime
from pathlib import Path

from tracker.errors import TrackerError
from tracker.store import backups
from tracker.store.backups import Reason
from tracker.store.engine import reading


def back_up_daily(diary: Path, now: datetime) -> str:
    """Make the day's backup when there is none yet and something was written since the last.

    Returns a sentence for the person when there is something to know, else nothing. Never raises
    for what the disk or the diary refuses: a failing backup does not stand in the way of logging.
    On most days, and on a disk that cannot be written to, this is a look into one folder.
    """
    try:
        return _thinned(diary, now) if _is_due(diary, now) and _made(diary, now) else ""
    except TrackerError as error:
        reason, hint = error.message, error.hint
    except OSError as error:
        reason, hint = f"{error.filename or diary}: {error.strerror or error}.", ""
    words = f"The daily backup was not made: {reason} What you logged is saved. {hint}"
    return words.rstrip()


def _is_due(diary: Path, now: datetime) -> bool:
    if not (os.access(diary, os.W_OK) and os.access(diary.parent, os.W_OK)):
        return False
    known = backups.listed(diary)
    good = [backup for backup in known if backup.reason is not Reason.DAMAGED]
    today = any(backup.made.date() == now.date() for backup in good)
    return not today and not backups.is_covered(diary, known)


def _made(diary: Path, now: datetime) -> bool:
    """Whether a backup was made: an empty diary never pushes out one with entries."""
    with reading(diary) as connection:
        if connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None:
            return False
    from tracker.store.backup import new_backup  # noqa: PLC0415  once a day

    new_backup(diary, Reason.DAILY, now)
    return True


def _thinned(diary: Path, now: datetime) -> str:
    from tracker.store.thinning import superfluous  # noqa: PLC0415  once a day

    gone, remark = superfluous(backups.listed(diary), now)
    for backup in gone:
        backup.path.unlink(missing_ok=True)
    return remark
