"""The built wheel, installed beside nothing of the checkout, run outside it as a person would."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder that holds the package as the wheel installs it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    return site


@pytest.fixture
def tracker(installed, tmp_path):
    """Run the installed command in an empty folder on a diary of its own."""
    environment = os.environ | {
        "PYTHONPATH": str(installed),
        "TRACKER_DB": str(tmp_path / "diary.db"),
        "TRACKER_NOW": "2026-11-20T10:00:00+01:00",
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tracker", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    return run


def test_the_package_and_its_revisions_come_from_the_wheel(installed, tracker, tmp_path):
    assert (installed / "tracker" / "_migrations" / "env.py").exists()
    script = "import tracker; print(tracker.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(installed)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(installed))


def test_a_day_is_logged_read_and_handed_over(tracker, tmp_path):
    for words in (
        "twitch 6 left upper lip 40s",
        "coffee",
        "slept 23:10-06:40 q7",
        "took prednisone 20mg 8:00",
    ):
        done = tracker("add", words)
        assert (done.returncode, done.stderr) == (0, ""), words
    entries = json.loads(tracker("list", "--json").stdout)["entries"]
    assert sorted(e["kind"] for e in entries) == ["caffeine", "dose", "episode", "sleep"]
    findings = json.loads(tracker("triggers", "--json").stdout)["findings"]
    assert {f["factor"] for f in findings} >= {"caffeine", "sleep", "stress", "alcohol"}
    assert {f["verdict"] for f in findings} == {"not_enough_data"}
    flags = json.loads(tracker("flags", "--json").stdout)["flags"]
    assert [f["rule"] for f in flags] == ["recent_simple_twitch"]
    assert tracker("report", "-o", "week.png").returncode == 0
    assert (tmp_path / "week.png").read_bytes().startswith(b"\x89PNG")
    assert tracker("export", "-o", "diary.csv").returncode == 0
    assert len((tmp_path / "diary.csv").read_text().splitlines()) == 5


def test_what_is_handed_over_comes_back(tracker, tmp_path):
    assert tracker("add", "twitch 6 left upper lip 40s; coffee 8:30").returncode == 0
    exact = tracker("export", "--format", "jsonl").stdout
    for name in ("diary.csv", "diary.zip", "diary.json"):
        assert tracker("export", name).returncode == 0, name
    bundle = json.loads((tmp_path / "diary.json").read_text())
    assert (bundle["resourceType"], len(bundle["entry"])) == ("Bundle", 2)
    for name in ("diary.csv", "diary.zip"):
        assert tracker("import", name).stderr == "Added 0 entries; 2 were here already.\n"
        elsewhere = str(tmp_path / f"{name}.db")
        assert tracker("import", "--db", elsewhere, name).returncode == 0
        assert tracker("export", "--db", elsewhere, "--format", "jsonl").stdout == exact


def test_the_demo_without_a_terminal_prints_and_writes_what_it_names(tracker, tmp_path):
    done = tracker("demo")
    assert done.returncode == 0, done.stderr
    assert "caffeine — raises" in done.stdout
    for name in ("weekly-report.png", "clinician.csv"):
        assert f"Wrote {name}." in done.stderr
        assert (tmp_path / name).stat().st_size > 10_000
    assert not (tmp_path / "diary.db").exists()
    assert tracker("demo").returncode == 73
