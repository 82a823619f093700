"""What the program asks of the system: no network, no home, sync before "saved", private files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

from provoke import diaries
from provoke.figures import Figures
from tracker import records

_NOBODY = 65534
_COMMANDS = (
    ("add", "coffee 8:30"),
    ("list",),
    ("triggers",),
    ("flags",),
    ("report", "-o", "{folder}/week.png", "--force"),
    ("export", "-o", "{folder}/diary.csv", "--force"),
    ("export", "--format", "daily"),
    ("export", "--format", "bundle", "-o", "{folder}/diary.zip", "--force"),
    ("import", "{folder}/more.jsonl"),
    ("causes",),
    ("doses",),
    ("caffeine",),
    ("status",),
    ("backup",),
    ("check",),
)


def network(rounds: int, rng: Random, folder: Path) -> Figures:
    """No command opens an internet socket; each works where there is no network at all."""
    if shutil.which("strace") is None:
        return Figures(impossible="needs strace")
    figures = Figures()
    path = diaries.new(folder / "diary.db", 300).path
    trace = folder / "trace"
    for words in _commands(folder, rounds, rng):
        calls = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace)]
        done = _run([*calls, *_program(path, words)], {})
        figures.rounds += 1
        figures.require(done.returncode == 0, "crashes", f"{words}: {done.stderr[-300:]}")
        inet = [line for line in trace.read_text().splitlines() if "AF_INET" in line]
        figures.require(not inet, "crashes", f"{words}: {inet[:1]}")
    if os.geteuid() == 0 and shutil.which("unshare"):
        done = _run(["unshare", "--net", *_program(path, ("list",))], {})
        figures.require(done.returncode == 0, "crashes", f"without network: {done.stderr}")
    return figures


def homeless(rounds: int, rng: Random, folder: Path) -> Figures:
    """Somebody without a home folder, without caches, who may write in one folder alone."""
    if os.geteuid() != 0:
        return Figures(impossible="needs root, to become nobody")
    figures = Figures()
    data = folder / "data"
    path = diaries.new(data / "diary.db", 300).path
    for each in (folder.parent, folder):
        each.chmod(0o755)
    os.chown(data, _NOBODY, _NOBODY)
    os.chown(path, _NOBODY, _NOBODY)
    become = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    before = set(Path("/tmp").iterdir())  # noqa: S108  what is looked for is litter
    for words in _commands(data, rounds, rng):
        done = _run([*become, *_program(path, words)], {"HOME": "/nonexistent"})
        figures.rounds += 1
        figures.require(done.returncode == 0, "crashes", f"{words}: {done.stderr[-300:]}")
        noise = [
            line
            for line in done.stderr.splitlines()
            if "warn" in line.lower() or "matplotlib" in line.lower() or "font" in line.lower()
        ]
        figures.require(not noise, "crashes", f"{words}: {noise[:2]}")
    litter = [
        f.name
        for f in set(Path("/tmp").iterdir()) - before  # noqa: S108  as above
        if "matplotlib" in f.name
    ]
    figures.require(not litter, "half_written", f"left lying: {litter}")
    return figures


def synced(rounds: int, rng: Random, folder: Path) -> Figures:
    """A saved entry is synced: the journal, its folder, the diary, and the journal's removal."""
    if shutil.which("strace") is None:
        return Figures(impossible="needs strace")
    figures = Figures()
    path = diaries.new(folder / "diary.db").path
    trace = folder / "trace"
    least = 99
    for _ in range(rounds):
        calls = ["strace", "-f", "-qq", "-y", "-e", "trace=fsync,fdatasync,write,unlink"]
        done = _run([*calls, "-o", str(trace), *_program(path, ("add", "coffee 8:30"))], {})
        figures.rounds += 1
        figures.acknowledged += done.returncode == 0
        lines = trace.read_text().splitlines()
        said = next(i for i, line in enumerate(lines) if "write(1<" in line and "Saved" in line)
        syncs = [line for line in lines[:said] if "sync(" in line and "diary.db" in line]
        folders = [line for line in lines[:said] if "sync(" in line and f"<{folder}>" in line]
        least = min(least, len(syncs) + len(folders))
        enough = len(syncs) >= 2 and len(folders) >= 2
        figures.require(enough, "lost", f"only {len(syncs)} + {len(folders)} syncs before Saved")
    figures.remark = f'at least {least} syncs before each "Saved"'
    return figures


def _commands(folder: Path, rounds: int, rng: Random) -> list[tuple[str, ...]]:
    from tracker.cli.parser import completion_parser

    known = completion_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    given = records.dumps(diaries.coffee(1, "more")) + "\n"
    (folder / "more.jsonl").write_text(given, encoding="utf-8")
    ready = [tuple(w.format(folder=folder) for w in words) for words in _COMMANDS]
    ready = [words for words in ready if words[0] in known]
    return ready if rounds >= len(ready) else rng.sample(ready, rounds)


def _program(path: Path, words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "tracker", "--db", str(path), *words]


def _run(words: list[str], environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=os.environ | environment,
    )
