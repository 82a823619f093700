"""The page for the doctor: which days, which paper, which file."""

import argparse
import atexit
import gc
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from tracker import clock
from tracker.cli.lasting import lasting
from tracker.cli.output import diary_of, period, say
from tracker.errors import UsageError
from tracker.store import Store

_WEEK = timedelta(days=6)
_FORMS: Final = ("png", "pdf", "svg")
_NAMED: Final = ("week", "month", "quarter", "year")


def report(options: argparse.Namespace) -> int:
    """The page of a week, or of any other stretch up to ten years."""
    now = clock.now()
    since, until = _days(options, now)
    target = options.output or _name(since, until)
    atexit.register(gc.freeze)  # the libraries are not searched for garbage as the process ends
    with lasting():
        write_report(
            diary_of(options),
            (since, until),
            now,
            target,
            force=options.force,
            paper=options.paper,
            dpi=options.dpi,
        )
    return 0


def write_report(  # noqa: PLR0913  what to draw, where to, and how
    store: Store,
    days: tuple[date, date],
    now: datetime,
    target: str,
    *,
    force: bool,
    paper: str = "a4",
    dpi: int = 150,
) -> None:
    """Write the page of a period to a file or to stdout (`-`). Raises UsageError, OutputError."""
    form = "png" if target == "-" else Path(target).suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise UsageError(
            f"the report is a PNG, PDF or SVG; {target} ends in none of these.",
            hint="Try: tracker report -o week.png",
            safe="",
        )
    from tracker.cli.findings import diary_whole
    from tracker.cli.flags import current_flags
    from tracker.exchange.files import write
    from tracker.report import periods
    from tracker.report.document import document
    from tracker.report.paper import PaperName

    periods.check(*days)
    diary = diary_whole(store)
    page = document(
        diary,
        partial(current_flags, store, diary),
        since=days[0],
        until=days[1],
        now=now,
        form=form,
        paper=PaperName(paper),
        dpi=dpi,
    )
    write(target, [page], force=force)
    if target != "-":
        say(f"Wrote {target}.")


def _days(options: argparse.Namespace, now: datetime) -> tuple[date, date]:
    named = [name for name in _NAMED if getattr(options, name)]
    if len(named) > 1 or (named and (options.since or options.until)):
        given = [*named, *(name for name in ("since", "until") if getattr(options, name))]
        raise UsageError(f"--{given[0]} and --{given[1]} do not go together.", safe="")
    if named:
        from tracker.report import periods

        parse = {
            "week": clock.parse_week,
            "month": periods.month,
            "quarter": periods.quarter,
            "year": periods.year,
        }[named[0]]
        return parse(getattr(options, named[0]))
    since, until = period(options, now)
    until = until or (since + _WEEK if since else now.date())
    return since or until - _WEEK, until


def _name(since: date, until: date) -> str:
    from tracker.report import periods

    kind = {"week": "weekly-", "month": "monthly-", "quarter": "quarterly-", "year": "yearly-"}
    return f"{kind.get(periods.noun(since, until), '')}report-{until}.png"
