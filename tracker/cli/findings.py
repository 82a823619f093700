"""What the diary shows: triggers, and the weekly page."""

import argparse
from datetime import date, datetime, timedelta
from pathlib import Path

from tracker import clock
from tracker.cli.output import diary_of, period, print_json, say
from tracker.diary import Diary
from tracker.errors import UsageError
from tracker.store import Store

_WEEK = timedelta(days=6)


def triggers(options: argparse.Namespace) -> int:
    """Which factors go with the twitching, and how sure that is."""
    now = clock.now()
    since, until = period(options, now)
    diary = diary_whole(diary_of(options))
    if not options.json:
        show_triggers(diary, since, until)
        return 0
    from tracker.analysis import find_triggers
    from tracker.analysis.period import triggers_json

    findings = find_triggers(diary, since=since, until=until)
    print_json(triggers_json(diary, findings, now, since=since, until=until))
    return 0


def show_triggers(diary: Diary, since: date | None = None, until: date | None = None) -> None:
    """Print the findings, the most certain first."""
    from tracker.analysis import find_triggers
    from tracker.analysis.period import period as period_of

    known = period_of(diary, since, until)
    if known.since is None:
        say("The diary is empty. Try: tracker add coffee, or: tracker demo")
        return
    print(
        f"{known.since} to {known.until}: {known.complete_days} of {known.days} days complete, "
        f"{known.episodes} twitches. What goes with them is not thereby their cause."
    )
    for finding in find_triggers(diary, since=since, until=until):
        print(f"\n{finding.factor} — {finding.verdict.replace('_', ' ')}")
        print(f"  {finding.summary}")
        for caveat in finding.caveats:
            print(f"  · {caveat}")


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
    from tracker.analysis import find_triggers
    from tracker.cli.flags import current_flags
    from tracker.exchange.files import write
    from tracker.report.page import weekly
    from tracker.report.render import render

    diary = diary_whole(store)
    figure = weekly(
        diary,
        since=days[0],
        until=days[1],
        findings=find_triggers(diary),
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
