"""How safe the diary is, in words."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.tui.views.days import day_words


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
