"""What workers say when they are done. Only handlers of these change what is on the screen."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from tracker.flags import Flag
    from tracker.records import Entry
    from tracker.store import Store
    from tracker.tui.drafts import Drafts
    from tracker.tui.views.diary import Page
    from tracker.tui.views.month import Month
    from tracker.tui.views.patterns import Patterns
    from tracker.tui.views.report import Week
    from tracker.tui.views.safety import Safety
    from tracker.tui.views.today import Today
    from tracker.tui.views.triggers import Triggers


class Mark(NamedTuple):
    """What a view was made from: when it differs from the present one, the view is old."""

    version: int
    day: date


@dataclass
class StoreOpened(Message):
    """The diary is open; `drafts` are texts of an earlier time that were not saved.

    `fresh` is whether nothing was ever written in it.
    """

    store: "Store"
    drafts: "Drafts"
    fresh: bool


@dataclass
class StoreRefused(Message):
    """The diary could not be opened; `exit_code` is the error's own."""

    sentence: str
    exit_code: int


@dataclass
class DraftsWritten(Message):
    """Texts that are not saved yet were kept in a file, or `complaint` says why not."""

    complaint: str


@dataclass
class Looked(Message):
    """The diary's version and local day at `now`, and when the person's day starts."""

    mark: Mark
    now: datetime
    day_starts_at: time


@dataclass
class Unreadable(Message):
    """The diary could not be looked at; said once, not every second."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was committed: a sentence for the toast, remarks of the store, and the entries.

    `gone` is whether these are in the diary no longer, `undone` whether an undo put them back.
    """

    sentence: str
    entries: "tuple[Entry, ...]" = ()
    remarks: tuple[str, ...] = ()
    gone: bool = False
    undone: bool = False


@dataclass
class Written(Message):
    """A change was committed. Who asked for it hears this first, then the app."""

    done: Done


@dataclass
class Failed(Message):
    """Something did not work. `sentence` says what, whether the entries are safe, what to try.

    A dialog that shows it beside its form stops it; otherwise the app shows it. `field` is the
    field of a form that is at fault, where one is.
    """

    sentence: str
    field: str | None = None


class SettingKept(Message):
    """A setting was written to the settings file."""


class Outgrown(Message):
    """A newer program has upgraded the diary: this one can neither read nor write it any more."""


@dataclass
class SafetyRead(Message):
    """The backups; what went wrong with today's own, or what was made because it was asked for."""

    safety: "Safety"
    complaint: str
    made: str = ""


@dataclass
class TodayRead(Message):
    """The view of today, and whether an entry that was asked after is in the diary."""

    view: "Today"
    asked: str | None = None
    is_there: bool = True


@dataclass
class DiaryRead(Message):
    """Rows of the diary."""

    page: "Page"


@dataclass
class MonthRead(Message):
    """A month of the diary."""

    month: "Month"


@dataclass
class NamesRead(Message):
    """Names that the person has used for something."""

    names: tuple[str, ...]


@dataclass
class EntryRead(Message):
    """An entry that was asked for, to be changed."""

    entry: "Entry"


@dataclass
class PatternsRead(Message):
    """The flags of the whole diary."""

    patterns: "Patterns"


@dataclass
class UrgentRead(Message):
    """The emergencies after a change at `now`; those of the rules `again` rest on what changed."""

    patterns: "Patterns"
    again: frozenset[str]
    now: datetime


@dataclass
class TriggersRead(Message):
    """The findings."""

    view: "Triggers"


@dataclass
class WeekRead(Message):
    """A week."""

    view: "Week"


@dataclass
class FlagsRead(Message):
    """The flags as they stood when the last day of a past week or month ended."""

    until: date
    flags: "list[Flag]"


@dataclass
class FileWritten(Message):
    """A report or an export was written; `sentence` names the file."""

    sentence: str


@dataclass
class PageDrawn(Message):
    """The report's page is there, as a PNG, to be looked at."""

    png: bytes
