"""The weekly page as a file, and the whole diary as the analyses read it."""

import argparse
from datetime import date, datetime, timedelta
from pathlib import Path

from tracker import clock
from tracker.cli.output import diary_of, period, say
from tracker.diary import Diary
from tracker.errors import UsageError
from tracker.store import Store

_WEEK = timedelta(days=6)


def report(options: argparse.Namespace) -> int:
    """The weekly page as PNG, PDF or SVG."""
    now = clock.now()
    since, until = _week(options, now)
    target = options.output or f"weekly-report-{until}.png"
    write_report(diary_of(options), (since, until), now, target, force=options.force)
    return 0


def write_report(
    store: Store, days: tuple[date, date], now: datetime, target: str, *, force: bool
) -> None:
    """Write the page of a period to a file or to stdout (`-`). Raises UsageError, OutputError."""
    form = "png" if target == "-" else Path(target).suffix.lower().removeprefix(".")
    if form not in {"png", "pdf", "svg"}:
        raise UsageError(
            f"the report is a PNG, PDF or SVG; {target} ends in none of these.",
            hint="Try: tracker report -o week.png",
            safe="",
        )
    from tracker.analysis import stable_findings
    from tracker.cli.flags import current_flags
    from tracker.exchange.files import write
    from tracker.report.page import weekly
    from tracker.report.render import render

    diary = diary_whole(store)
    figure = weekly(
        diary,
        since=days[0],
        until=days[1],
        findings=stable_findings(diary, now),
        flags=current_flags(store, diary, now),
        now=now,
    )
    write(target, [render(figure, form)], force=force)
    if target != "-":
        say(f"Wrote {target}.")


def diary_whole(store: Store) -> Diary:
    """Every entry, as the analyses read it."""
    return Diary.from_entries(store.walk())


def _week(options: argparse.Namespace, now: datetime) -> tuple[date, date]:
    if options.week:
        if options.since or options.until:
            raise UsageError("--week and --since do not go together.", safe="")
        return clock.parse_week(options.week)
    since, until = period(options, now)
    until = until or (since + _WEEK if since else now.date())
    return since or until - _WEEK, until
