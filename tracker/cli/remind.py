"""`tracker remind`: one neutral line while the day is open, nothing once it is logged.

It can be run by hand, by a systemd timer of the user, or by cron. The text names no illness: it
may appear on a screen that others see. Both schedulers are only written to with `--install`.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import datetime, time
from pathlib import Path

from tracker import clock, paths
from tracker.cli.output import print_json, say
from tracker.errors import OutputError, UsageError
from tracker.store import Store
from tracker.vocabulary import Kind

TEXT = "Diary: today is still open."
"""The whole reminder."""

UNIT = "tracker-remind"
MARK = "# tracker remind"
"""How the line of the crontab is known again."""

_BY_HAND = "Print what is needed with the same command, without --install, and set it up by hand."

_SERVICE = """\
[Unit]
Description=A reminder for the diary

[Service]
Type=oneshot
ExecStart=/bin/sh -c {script}
"""
_TIMER = """\
[Unit]
Description=A reminder for the diary, each evening

[Timer]
OnCalendar=*-*-* {at}:00
Persistent=false

[Install]
WantedBy=timers.target
"""


def remind(options: argparse.Namespace) -> int:
    """Say that the day is open, print what a scheduler needs, or install or remove it."""
    if not (options.systemd or options.cron):
        if options.install or options.remove:
            raise UsageError(
                "a scheduler must be named.",
                hint="Try: tracker remind --systemd --install",
                safe="",
            )
        return _run(options)
    at = _time_of_day(options.at)
    if options.systemd:
        return _systemd(options, at)
    return _cron(options, at)


def is_open(store: Store, now: datetime) -> bool:
    """Whether nothing was stated about today as a whole yet: neither clear nor complete."""
    starts = time.fromisoformat(store.profile().get("day_starts_at", "00:00"))
    today = clock.local_day(now, starts)
    return not store.entries(kinds={Kind.DAY}, since=today, until=today, limit=1)


def _run(options: argparse.Namespace) -> int:
    path = paths.resolve(options.db).diary
    still_open = not path.exists() or is_open(Store.open(path), clock.now())
    if options.json:
        print_json({"open": still_open, "text": TEXT if still_open else None})
    elif still_open:
        print(TEXT)
    return 0


def _systemd(options: argparse.Namespace, at: str) -> int:
    files = {f"{UNIT}.service": _service(options), f"{UNIT}.timer": _TIMER.format(at=at)}
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd/user"
    if options.remove:
        _call("systemctl", "--user", "disable", "--now", f"{UNIT}.timer")
        for name in files:
            (folder / name).unlink(missing_ok=True)
        _call("systemctl", "--user", "daemon-reload")
        say("The reminder was removed.")
    elif options.install:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
            print(folder / name)
        _call("systemctl", "--user", "daemon-reload")
        _call("systemctl", "--user", "enable", "--now", f"{UNIT}.timer")
        say(f"The reminder comes each day at {at}. To remove: tracker remind --systemd --remove")
    else:
        for name, text in files.items():
            print(f"# {folder / name}\n{text}")
        say("To put them there and switch the timer on: tracker remind --systemd --install")
    return 0


def _service(options: argparse.Namespace) -> str:
    """The service: a notification on the desktop where there is one, else a line in the journal."""
    script = (
        f"text=$({_command(options)}) || exit; "
        '[ -z "$text" ] || notify-send Diary "$text" || echo "$text"'
    )
    quoted = script.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return _SERVICE.format(script=f'"{quoted}"')


def _cron(options: argparse.Namespace, at: str) -> int:
    hour, minute = at.split(":")
    command = _command(options).replace("%", r"\%")
    line = f"{int(minute)} {int(hour)} * * * {command} {MARK}"
    if not (options.install or options.remove):
        print(line)
        say("To add it to your crontab: tracker remind --cron --install")
        return 0
    kept = [each for each in _crontab().splitlines() if not each.endswith(MARK)]
    kept += [] if options.remove else [line]
    _call("crontab", "-", typed="".join(f"{each}\n" for each in kept))
    if options.remove:
        say("The reminder was removed.")
    else:
        print(line)
        say(f"The reminder comes each day at {at}. To remove: tracker remind --cron --remove")
    return 0


def _command(options: argparse.Namespace) -> str:
    """The command that reminds, as a shell reads it, with the diary where one was named.

    A scheduler knows nothing of this shell's `TRACKER_DB` and `PATH`.
    """
    found = shutil.which("tracker")
    program = [found] if found else [sys.executable, "-m", "tracker"]
    places = paths.resolve(options.db)
    named = places.chosen_by in {"--db", "TRACKER_DB"}
    diary = ["--db", str(places.diary)] if named else []
    return shlex.join([*program, *diary, "remind"])


def _crontab() -> str:
    """The user's crontab; empty where there is none. Any other trouble ends it: nothing is lost."""
    done = _ran(("crontab", "-l"))
    if done.returncode and "no crontab" in done.stderr.casefold():
        return ""
    return _succeeded(done).stdout


def _call(*command: str, typed: str | None = None) -> None:
    _succeeded(_ran(command, typed))


def _ran(command: tuple[str, ...], typed: str | None = None) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(command, input=typed, capture_output=True, text=True, check=False)  # noqa: S603  fixed words
    except FileNotFoundError as error:
        raise OutputError(
            f"{command[0]} is not on this machine.", hint=_BY_HAND, safe=""
        ) from error


def _succeeded(done: "subprocess.CompletedProcess[str]") -> "subprocess.CompletedProcess[str]":
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        said = words[-1].rstrip(".") if words else f"exit code {done.returncode}"
        raise OutputError(f"{shlex.join(done.args)} failed: {said}.", hint=_BY_HAND, safe="")
    return done


def _time_of_day(text: str) -> str:
    from tracker.entry.values import checked
    from tracker.fields import Field, Form

    text = text.strip()
    padded = f"0{text}" if re.fullmatch(r"\d:\d\d", text, re.ASCII) else text
    found: str = checked(Field("at", Form.CLOCK, "when the reminder comes"), padded)
    return found
