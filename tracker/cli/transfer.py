"""Export for a clinician, or for moving the diary."""

import argparse
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from tracker import clock
from tracker.cli.output import diary_of, kind_of, period, say
from tracker.cli.sealed import lock_of
from tracker.diary import Diary
from tracker.errors import UsageError
from tracker.exchange import clinician, daily, jsonl, sealing, table
from tracker.exchange.files import write
from tracker.store import Store
from tracker.vocabulary import Kind


def export(options: argparse.Namespace) -> int:
    """The diary, or a part of it, as CSV, daily CSV or JSON Lines."""
    since, until = period(options, clock.now())
    target = options.output or "-"
    chosen = (_kinds(options.kinds), since, until)
    lock = lock_of(options)
    form = options.format or ("jsonl" if ".jsonl" in Path(target).suffixes else "csv")
    chunks = _chunks(options, form, *chosen)
    sealed = None if lock is None else sealing.seal("".join(chunks).encode(), lock)
    write(target, chunks if sealed is None else [sealed], force=options.force)
    if target != "-":
        say(f"Wrote {target}.")
    return 0


def write_clinician(store: Store, target: str, *, force: bool) -> None:
    """Write the clinician's CSV of the whole diary to a file. Raises OutputError."""
    write(target, table.lines(clinician.COLUMNS, clinician.rows(store.walk())), force=force)
    say(f"Wrote {target}.")


def _chunks(
    options: argparse.Namespace,
    form: str,
    kinds: frozenset[Kind] | None,
    since: date | None,
    until: date | None,
) -> Iterable[str]:
    store = diary_of(options)
    if form == "jsonl":
        if options.no_notes:
            raise UsageError(
                "jsonl moves the whole diary, notes too.", hint="Try: --format csv --no-notes"
            )
        return jsonl.lines(store.walk(kinds=kinds, since=since, until=until))
    dialect = table.Dialect(options.excel, _sign(options.delimiter), options.decimal)
    if form == "daily":
        return table.lines(daily.COLUMNS, _days(store, kinds, since, until), dialect)
    entries = store.walk(kinds=kinds, since=since, until=until)
    rows = clinician.rows(entries, notes=not options.no_notes)
    return table.lines(clinician.COLUMNS, rows, dialect)


def _days(
    store: Store, kinds: frozenset[Kind] | None, since: date | None, until: date | None
) -> Iterable[daily.DailyRow]:
    diary = Diary.from_entries(store.walk(kinds=kinds))
    span = diary.span()
    if span is None:
        return []
    first, last = since or span[0], until or span[1]
    # rules that see only some kinds would fire, or stay silent, for the wrong reason
    fired = _fired(diary, last, clock.now()) if kinds is None else None
    return daily.rows(diary, first, last, fired)


def _fired(diary: Diary, last: date, now: datetime) -> dict[date, list[str]]:
    """The rules that hold when a day ends (or now, if that is earlier), by the day they fired."""
    from tracker.flags import evaluate

    moment = now
    if last < now.date():
        after = datetime.combine(last + timedelta(days=1), diary.day_starts_at, tzinfo=now.tzinfo)
        moment = min(now, after - timedelta(microseconds=1))
    fired: dict[date, list[str]] = {}
    for flag in evaluate(diary, moment):
        fired.setdefault(flag.fired_on, []).append(flag.rule)
    return fired


def _kinds(text: str | None) -> frozenset[Kind] | None:
    if text is None:
        return None
    return frozenset(kind_of(word.strip()) for word in text.split(",") if word.strip())


def _sign(text: str) -> str:
    return "\t" if text in {"tab", "\\t"} else text
