"""The sample diary: always the same, in the public format, and true to what it says of itself."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tracker import clock, demo
from tracker.analysis import Diary, find_triggers
from tracker.analysis.exposures import episodes_per_day
from tracker.fields import FIELDS, Form, field
from tracker.knowledge import symptoms
from tracker.records import dumps, ordered, place
from tracker.vocabulary import LIP_SITES, Kind, Verdict


@pytest.fixture(scope="module")
def rows():
    return demo.records()


@pytest.fixture(scope="module")
def diary(rows):
    return Diary.from_records(rows)


@pytest.fixture(scope="module")
def found(diary):
    return {one.factor: one for one in find_triggers(diary)}


def of_kind(rows, kind: Kind) -> list[dict]:
    return [row for row in rows if row["kind"] == kind]


# always the same


def test_it_has_the_same_bytes_every_time(rows):
    assert [dumps(row) for row in demo.records()] == [dumps(row) for row in rows]


def test_it_has_the_same_bytes_in_another_process(rows):
    code = (
        "import sys; from tracker import demo; from tracker.records import dumps\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        "print('\\n'.join(dumps(row) for row in demo.records()))\n"
        "assert not {'numpy', 'pandas', 'sqlmodel', 'textual'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines() == [dumps(row) for row in rows]


def test_it_can_end_on_any_day():
    last = date(2025, 3, 31)
    days = [row["date"] for row in of_kind(demo.records(last), Kind.DAY)]
    assert max(days) == "2025-03-31"
    assert min(days) == (last - timedelta(days=demo.DAYS - 1)).isoformat()


# in the public format


def test_every_kind_of_record_occurs(rows):
    assert {row["kind"] for row in rows} == set(Kind)


def test_every_record_is_canonical_and_has_its_own_id(rows):
    assert all(row == ordered(row) and list(row) == list(ordered(row)) for row in rows)
    assert all(json.loads(dumps(row)) == row for row in rows)
    assert len({UUID(row["id"]) for row in rows}) == len(rows)


def test_every_value_is_within_the_data_dictionary(rows):
    for row in rows:
        kind = Kind(row["kind"])
        assert all(one.name in row for one in FIELDS[kind] if one.required)
        for name, value in row.items():
            if name in {"kind", "id"}:
                continue
            known = field(kind, name)
            assert known is not None, name
            if known.limits is not None:
                assert known.limits.low <= value <= known.limits.high
            if known.form is Form.INTEGER:
                assert isinstance(value, int)
            if known.choices:
                assert set(value if known.form is Form.CHOICES else [value]) <= set(known.choices)
            if known.form is Form.INSTANT:
                clock.parse_instant(value)
            if known.form is Form.DAY:
                clock.parse_day(value)


def test_symptoms_are_known_ones_and_mild(rows):
    found = of_kind(rows, Kind.SYMPTOM)
    assert len(found) >= 3
    assert all(row["symptom"] in symptoms() and row["severity"] <= 4 for row in found)


def test_what_has_a_start_and_an_end_lasts(rows):
    for row in rows:
        if row.get("start") and row.get("end"):
            assert clock.parse_instant(row["start"]) < clock.parse_instant(row["end"])


def test_every_time_is_one_its_zone_has(rows):
    for row in rows:
        for name in ("time", "start", "end"):
            if row.get(name):
                moment = clock.parse_instant(row[name])
                shown = moment.astimezone(clock.zone(row["tz"]))
                assert shown.utcoffset() == moment.utcoffset()


def test_nothing_lies_after_the_evening_of_the_last_day(rows):
    last = datetime.combine(demo.LAST_DAY, clock.MIDNIGHT, tzinfo=demo.HOME)
    assert max(filter(None, map(place, rows))) < last + timedelta(hours=22, minutes=30)


# true to what it says


def test_counts_look_like_a_diary(diary):
    counts = list(episodes_per_day(diary).values())
    assert 1.7 <= sum(counts) / len(counts) <= 2.3
    assert max(counts) <= demo.MOST_A_DAY
    assert 0 in counts


def test_eight_days_are_missing_half_of_them_with_entries(rows, diary):
    first = demo.LAST_DAY - timedelta(days=demo.DAYS - 1)
    missing = set(clock.days_between(first, demo.LAST_DAY)) - diary.complete_days
    written = {e.local_date for some in diary.by_kind.values() for e in some}
    assert len(missing) == 8
    assert len(missing & written) == 4


def test_a_clear_day_has_no_episode_and_a_complete_one_has(rows, diary):
    counts = episodes_per_day(diary)
    for row in of_kind(rows, Kind.DAY):
        assert (row["status"] == "clear") == (counts[date.fromisoformat(row["date"])] == 0)


def test_it_spans_a_journey_and_a_change_of_clocks(rows):
    offsets = Counter(row["start"][-6:] for row in of_kind(rows, Kind.EPISODE))
    assert set(offsets) == {"+02:00", "-04:00", "+01:00"}
    away = {row["date"] for row in of_kind(rows, Kind.SLEEP) if row["tz"] == "America/New_York"}
    assert 7 <= len(away) <= 10
    over = [
        row
        for row in of_kind(rows, Kind.SLEEP)
        if row["start"][-6:] == "+02:00" and row["end"][-6:] == "+01:00"
    ]
    assert [row["date"] for row in over] == ["2026-10-25"]


def test_only_the_lips_twitch_until_the_last_two_weeks_and_then_the_left_eyelid_too(rows):
    turn = (demo.LAST_DAY - timedelta(days=13)).isoformat()
    elsewhere = [row for row in of_kind(rows, Kind.EPISODE) if not set(row["sites"]) <= LIP_SITES]
    assert len(elsewhere) >= 3
    assert len({row["start"][:10] for row in elsewhere}) >= 2
    for row in elsewhere:
        assert row["start"][:10] >= turn
        assert (row["sites"], row["side"]) == (["lower_eyelid"], "left")


def test_most_episodes_are_left_upper_lip(rows):
    episodes = of_kind(rows, Kind.EPISODE)
    left = [row for row in episodes if row["side"] == "left" and "upper_lip" in row["sites"]]
    assert len(left) > len(episodes) / 2


def test_notes_have_punctuation_and_an_emoji(rows):
    notes = " ".join(row["note"] for row in of_kind(rows, Kind.EPISODE) if row.get("note"))
    assert all(sign in notes for sign in (";", '"', "(", ",", "😴"))


def test_the_medicine_starts_on_its_day_and_doses_follow(rows):
    (course,) = of_kind(rows, Kind.MEDICATION)
    start = demo.LAST_DAY - timedelta(days=demo.DAYS - 1 - demo.MEDICINE_FROM)
    assert course["start_date"] == start.isoformat()
    doses = of_kind(rows, Kind.DOSE)
    assert min(row["time"][:10] for row in doses) == start.isoformat()
    assert {row["status"] for row in doses} == {"taken", "skipped"}


# what the analysis says of it


@pytest.mark.parametrize(("factor", "truth"), [("caffeine", 2.3), ("sleep", 2.1), ("stress", 2.0)])
def test_what_raises_the_rate_is_found(found, factor, truth):
    assert found[factor].verdict is Verdict.RAISES
    low, high = found[factor].ci95
    assert low < truth < high


@pytest.mark.parametrize("factor", ["alcohol", f"medication:{demo.MEDICINE}"])
def test_what_does_nothing_is_not_claimed(found, factor):
    assert found[factor].verdict not in {Verdict.RAISES, Verdict.LOWERS}
