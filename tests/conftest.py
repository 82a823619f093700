"""What every test starts from: a home of its own, a fixed moment, a diary in a temporary folder."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from tracker.store import Store

settings.register_profile(
    "steady",
    deadline=None,  # a machine under load is no fault of the code
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    home = tmp_path_factory.mktemp("home")
    for name in ("TRACKER_DB", "TRACKER_NOW", "TRACKER_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TZ", "Europe/Berlin")


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def diary_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "diary.db"


@pytest.fixture
def store(diary_path: Path) -> Store:
    return Store.open(diary_path)


@pytest.fixture
def one_of_each() -> list[dict]:
    """One record of every kind with every field of the kind, in canonical order."""
    at, end = "2026-11-19T08:30:00+01:00", "2026-11-19T08:30:40+01:00"
    place = {"tz": "Europe/Berlin", "note": "plain"}
    details = (
        "asleep closed_eye rhythmic at_rest eases_with_use urge suppressible altered_awareness "
        "spread_to_limb interfered most_of_day"
    )
    kinds = [
        {
            "kind": "episode",
            "start": at,
            "end": end,
            "ongoing": False,
            "intensity": 6,
            "side": "left",
            "sites": ["upper_lip", "chin"],
            "character": "flutter",
            **{name: name == "at_rest" for name in details.split()},
        },
        {"kind": "caffeine", "time": at, "mg": 192, "item": "coffee, brewed", "servings": 2},
        {
            "kind": "sleep",
            "date": "2026-11-19",
            "hours": 6.75,
            "start": "2026-11-18T23:10:00+01:00",
            "end": "2026-11-19T06:40:00+01:00",
            "quality": 7,
            "awakenings": 2,
        },
        {"kind": "stress", "time": at, "stress": 0, "fatigue": 10},
        {
            "kind": "medication",
            "name": "prednisone",
            "drug_class": "corticosteroid",
            "dose": 20,
            "unit": "mg",
            "as_needed": False,
            "start_date": "2026-11-01",
            "stop_date": "2026-12-01",
            "change": "decreased",
            "fraction_cut": 0.5,
            "suspected": True,
            "reason": "asthma",
            "schedule": ["08:00", "20:00"],
        },
        {
            "kind": "dose",
            "time": at,
            "name": "prednisone",
            "dose": 20,
            "unit": "mg",
            "status": "taken",
            "scheduled": "2026-11-19T08:00:00+01:00",
        },
        {"kind": "alcohol", "time": at, "grams": 14.8, "item": "wine, glass", "servings": 1},
        {
            "kind": "substance",
            "time": at,
            "name": "tobacco",
            "drug_class": "nicotine",
            "event": "cut_down",
            "fraction_cut": 0.25,
        },
        {
            "kind": "symptom",
            "time": at,
            "symptom": "palpitations",
            "severity": 3,
            "side": "midline",
            "onset": "gradual",
            "onset_time": "2026-11-18T08:30:00+01:00",
            "resolved_time": end,
            "assessed": True,
            "stroke_ruled_out": True,
            "treated": False,
            "improving": True,
        },
        {
            "kind": "event",
            "date": "2026-11-18",
            "event": "doctor_visit",
            "side": "both",
            "outcome": "wait and see",
        },
        {"kind": "factor", "time": at, "name": "screen_hours", "value": -1.5, "unit": "h"},
        {"kind": "day", "date": "2026-11-19", "status": "complete"},
        {
            "kind": "trial",
            "name": "no caffeine",
            "factor": "caffeine",
            "start_date": "2026-11-01",
            "stop_date": "2026-11-21",
            "arms": [{"start_date": "2026-11-01", "stop_date": "2026-11-21", "arm": "without"}],
            "target": "three weeks",
        },
        {
            "kind": "profile",
            "age": 41,
            "pregnant": False,
            "smoker": False,
            "oral_contraceptive": False,
            "fluvoxamine": False,
            "parathyroid_disease": False,
            "emergency_number": "112",
            "day_starts_at": "00:00",
            "beliefs": {"caffeine": "raises"},
        },
    ]
    return [
        {
            "kind": record.pop("kind"),
            "id": f"00000000-0000-4000-8000-{number:012d}",
            **record,
            **place,
        }
        for number, record in enumerate(kinds, 1)
    ]
