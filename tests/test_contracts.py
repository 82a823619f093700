"""What holds across the whole tree: imports, the README's commands, and what starts load."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"pandas", "numpy", "scipy", "statsmodels", "matplotlib", "alembic"}
ORM = {"sqlmodel", "sqlalchemy", "pydantic"}


def modules_after(code: str, *arguments: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after running some code."""
    script = f"{code}\nimport sys\nprint('\\n'.join({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_imports_follow_the_contracts():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("code", "arguments", "absent"),
    [
        ("from tracker.cli.main import main; main()", ("--version",), HEAVY | ORM | {"textual"}),
        ("from tracker.cli.main import main; main()", ("list",), HEAVY | ORM | {"textual"}),
        ("from tracker.cli.main import main; main()", ("add", "coffee"), HEAVY | {"textual"}),
        ("import tracker.tui.app", (), HEAVY | ORM),
        ("from tracker.analysis import Diary, find_triggers", (), HEAVY | ORM),
        ("from tracker.flags import evaluate", (), HEAVY | ORM),
    ],
    ids=["version", "list", "add", "screens", "analysis", "flags"],
)
def test_a_start_loads_nothing_heavy(code, arguments, absent, store, monkeypatch):
    monkeypatch.setenv("TRACKER_DB", str(store.path))
    assert not modules_after(code, *arguments) & absent


def test_every_command_stands_in_the_readme():
    from tracker.cli.parser import completion_parser

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = completion_parser()._subparsers._group_actions[0].choices
    assert [name for name in commands if f"tracker {name}" not in readme] == []


def test_ci_runs_the_readmes_test_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    wanted = next(line for line in readme.splitlines() if line.endswith("/bin/pytest"))
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert wanted in ci.replace("install -q ", "install ")
