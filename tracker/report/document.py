"""The report as a file's bytes, from a diary and its flags: what programs call.

The triggers are those of the year up to the page's last day, so that the page says how things are,
and a diary of ten years takes little longer than one of a year.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from tracker import clock
from tracker.diary import Diary
from tracker.report.beside import ahead
from tracker.report.contents import Contents, contents
from tracker.report.paper import DPI, PaperName
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.analysis import Finding
    from tracker.flags import Flag

YEAR: Final = timedelta(days=365)
"""How far back from the page's last day the triggers are looked for."""
_WITHOUT_END: Final = frozenset({Kind.PROFILE, Kind.MEDICATION, Kind.TRIAL, Kind.EVENT})
"""Kinds whose older entries still tell something of the year."""


def document(  # noqa: PLR0913  what to show, and how
    diary: Diary,
    flags: Callable[[datetime], Sequence["Flag"]],
    *,
    since: date,
    until: date,
    now: datetime,
    form: str = "png",
    paper: PaperName = PaperName.A4,
    dpi: int = DPI[0],
) -> bytes:
    """The page about the days from `since` to `until`, both included, as PNG, PDF or SVG.

    Findings and flags are those of the end of `until`, or of now where it is not over: `flags`
    gives those of a moment, with their status. The same input gives the same bytes. Loads
    matplotlib and what the trigger analysis needs. Raises UsageError for a period that is empty or
    longer than ten years, and for another form or fineness.
    """
    end = clock.end_of(until, now, diary.day_starts_at)
    findings = ahead(_finder)((last_year(diary, until), end))
    from tracker.report.page import page  # noqa: PLC0415  half a second
    from tracker.report.render import render  # noqa: PLC0415

    told = contents(diary, flags(end), since=since, until=until, now=now)
    return render(page(told, findings, paper=paper, limited=_is_old(diary, until)), form, dpi=dpi)


@dataclass(frozen=True, slots=True)
class Material:
    """What a page is drawn from: less than a diary, so that it can go to another process."""

    contents: Contents
    year: Diary
    limited: bool


def material(
    diary: Diary, flags: Sequence["Flag"], *, since: date, until: date, now: datetime
) -> Material:
    """What the page of those days is drawn from; `flags` are those of the end of `until`."""
    told = contents(diary, flags, since=since, until=until, now=now)
    return Material(told, last_year(diary, until), _is_old(diary, until))


def drawer() -> Callable[[Material], bytes]:
    """Load what draws a page, and return what draws it as a PNG: for `tracker.report.beside`.

    The triggers are looked for in a process of their own, which needs none of what draws.
    """
    find = ahead(_finder)
    from tracker.report.page import page  # noqa: PLC0415  half a second
    from tracker.report.render import render  # noqa: PLC0415

    def drawn(given: Material) -> bytes:
        told = given.contents
        end = clock.end_of(told.until, told.now, given.year.day_starts_at)
        return render(page(told, find((given.year, end)), limited=given.limited), "png")

    return drawn


def _finder() -> "Callable[[tuple[Diary, datetime]], list[Finding]]":
    from tracker.analysis import stable_findings  # noqa: PLC0415  half a second

    return lambda given: stable_findings(*given)


def _is_old(diary: Diary, until: date) -> bool:
    """Whether the diary is older than the year whose findings are shown."""
    return min(diary.valid_days, default=until) <= until - YEAR


def last_year(diary: Diary, until: date) -> Diary:
    """The entries of the year up to a day, and older ones that still tell something of it."""

    def tells(kind: Kind, day: date | None) -> bool:
        if day is None:
            return True
        return day <= until and (kind in _WITHOUT_END or day > until - YEAR)

    return Diary.from_entries(
        entry
        for kind, entries in diary.by_kind.items()
        for entry in entries
        if tells(kind, entry.local_date)
    )
