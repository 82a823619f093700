"""Commands on entries: add, log, list, show, edit, delete, undo."""

import argparse
import shlex
import sys
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracker import clock
from tracker.cli.output import (
    as_json,
    diary_of,
    kinds_of,
    line,
    period,
    print_entries,
    print_json,
    say,
)
from tracker.cli.urgent import warn
from tracker.entry.accept import accept, parse_field
from tracker.entry.kinds import kind_named
from tracker.entry.printable import printable
from tracker.entry.search import search
from tracker.errors import DataError, UsageError
from tracker.fields import FIELDS, field
from tracker.records import Record
from tracker.store import Saved, Store
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.medication import Plan


def add(options: argparse.Namespace) -> int:
    """Quick entry: words from the arguments, the prompt or stdin."""
    from tracker.entry.quick import read

    now = clock.now()
    lines = [" ".join(options.text)] if options.text else _asked()
    store = diary_of(options)
    profile = store.profile()
    starts = time.fromisoformat(profile.get("day_starts_at", "00:00"))

    def medicines() -> "Plan":
        from tracker.cli.medicines import plan_of

        return plan_of(store, profile, now)

    found = [
        record
        for text in lines
        for record in read(
            text,
            now=now,
            day_starts_at=starts,
            allow_future=options.allow_future,
            medicines=medicines,
        )
    ]
    saved = store.add(found, now=now)
    return _report(options, store, _with_near_names(saved, medicines), "Saved", now)


def _with_near_names(saved: Saved, medicines: "Callable[[], Plan]") -> Saved:
    """The same, with a remark for a dose whose medicine is nearly called as a course is."""
    remarks = []
    for entry in saved.entries:
        near = medicines().nearest(entry.record["name"]) if entry.kind is Kind.DOSE else None
        if near is not None:
            remarks.append(
                f"No course is called {printable(entry.record['name'], 40)}; one is called {near}. "
                f"To change it: tracker edit {entry.id[:8]} --name {shlex.quote(near)}"
            )
    return Saved(saved.entries, (*saved.remarks, *remarks))


def log(options: argparse.Namespace) -> int:
    """One entry with named fields. A time or date that is left out is now."""
    from tracker.cli.fields import given

    now = clock.now()
    kind = kind_named(options.kind)
    record: Record = {"kind": kind.value} | _parsed(kind, given(options), now)
    accepted = accept(_timed(kind, record, now), now=now, allow_future=options.allow_future)
    store = diary_of(options)
    if kind is Kind.MEDICATION:
        from tracker.cli.medicines import plan_of

        accepted = accept(plan_of(store, store.profile(), now, days=1).with_unit(accepted))
    return _report(options, store, store.add([accepted], now=now), "Saved", now)


def list_entries(options: argparse.Namespace) -> int:
    """Entries, newest first."""
    since, until = period(options, clock.now())
    wanted = search(
        text=options.text, sites=options.site, side=options.side, intensity=options.intensity
    )
    entries = diary_of(options).entries(
        kinds=kinds_of(options.kind or ()),
        since=since,
        until=until,
        limit=None if wanted.narrows else options.limit,
    )
    if wanted.narrows:
        entries = list(islice(filter(wanted.fits, entries), options.limit))
    if options.json:
        print_json({"entries": as_json(entries)})
        return 0
    for entry in entries:
        print(line(entry))
    if not entries and (wanted.narrows or options.kind or since or until):
        say("No entry fits. Try: tracker list")
    elif not entries:
        say('No entries yet. Try: tracker add "twitch 3 left upper lip", or: tracker add coffee')
    return 0


def show(options: argparse.Namespace) -> int:
    """One entry whole, a field a line."""
    entry = diary_of(options).find(options.id)
    if options.json:
        print_json({"entry": dict(entry.record)})
        return 0
    for name, value in entry.record.items():
        print(f"{name + ':':<18} {printable(_shown(value))}")
    return 0


def edit(options: argparse.Namespace) -> int:
    """Change or clear fields of one entry."""
    from tracker.cli.fields import given

    now = clock.now()
    store = diary_of(options)
    entry = store.find(options.id)
    changes = _parsed(entry.kind, given(options), now)
    for name in options.clear or []:
        _require_field(entry.kind, name)
        changes[name] = None
    if not changes:
        raise UsageError(
            "nothing to change was named.",
            hint=f"Try: tracker edit {options.id} --note TEXT",
            safe="",
        )
    accept({**entry.record, **changes}, now=now, allow_future=options.allow_future)
    return _report(options, store, store.edit(entry.id, changes, now=now), "Changed", now)


def delete(options: argparse.Namespace) -> int:
    """Delete entries; undo brings them back."""
    store = diary_of(options)
    ids = list(dict.fromkeys(store.find(prefix).id for prefix in options.ids))
    saved = store.delete(ids, now=clock.now())
    if options.json:
        print_json({"deleted": as_json(saved.entries)})
        return 0
    print_entries(saved.entries, done="Deleted")
    say("To bring back: tracker undo")
    return 0


def undo(options: argparse.Namespace) -> int:
    """Take the last change back."""
    store, now = diary_of(options), clock.now()
    undone = store.undo(now=now)
    if options.json:
        taken = {"action": undone.action, "entries": as_json(undone.entries)}
        before = {"as_before": as_json(undone.as_before)} if undone.as_before else {}
        print_json(taken | before | ({"rule": undone.rule} if undone.rule else {}))
    else:
        print(undone.summary)
    sys.stdout.flush()
    warn(store, () if undone.gone else undone.entries, now)
    return 0


def _report(
    options: argparse.Namespace, store: Store, saved: Saved, done: str, now: datetime
) -> int:
    if options.json:
        print_json({"entries": as_json(saved.entries), "remarks": list(saved.remarks)})
    else:
        print_entries(saved.entries, saved.remarks, done=done)
    sys.stdout.flush()
    warn(store, saved.entries, now)
    return 0


def _asked() -> list[str]:
    if sys.stdin.isatty():
        say("What happened?")
        return [text for text in [sys.stdin.readline().strip()] if text]
    return [text for text in sys.stdin.read().splitlines() if text.strip()]


def _parsed(kind: Kind, texts: dict[str, str], now: datetime) -> dict[str, Any]:
    for name in texts:
        _require_field(kind, name)
    return {name: parse_field(kind, name, text, now=now) for name, text in texts.items()}


def _require_field(kind: Kind, name: str) -> None:
    if field(kind, name) is None:
        names = ", ".join(f.name for f in FIELDS[kind])
        raise DataError(
            f"{kind.value} has no field {name!r}.",
            hint=f"Its fields: {names}, tz, note.",
            field=name,
        )


def _timed(kind: Kind, record: Record, now: datetime) -> Record:
    """The record at the present moment, where its time was left out, and in the present zone."""
    from tracker.fields import MAIN_TIME, Form

    main = MAIN_TIME[kind]
    if main is not None and main not in record:
        described = field(kind, main)
        is_day = described is not None and described.form is Form.DAY
        record[main] = now.date().isoformat() if is_day else clock.iso(now)
    if "tz" not in record and (name := clock.zone_name(now)) is not None:
        record["tz"] = name
    return record


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    return str(value)
