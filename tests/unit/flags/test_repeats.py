"""Old reports that only repeat others are not read after an entry, and nothing depends on them."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.diary import Diary
from tracker.flags import emergencies
from tracker.flags.evaluation import urgent_rules
from tracker.flags.reach import SPELLS, recent_diary
from tracker.flags.repeats import telling
from tracker.records import content_id, ordered
from tracker.store import Store
from tracker.vocabulary import Kind

NOW = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
UNTIL = NOW - timedelta(days=45)
OFFSETS = ("+01:00", "-10:00", "+13:00")


def fields(ago, **stated):
    """The fields of a report made so many days ago; its id is that number."""
    names = ("side", "onset", "onset_time", "resolved_time", "severity", "assessed")
    time = (NOW - timedelta(days=ago)).isoformat()
    blank = dict.fromkeys((*names, "stroke_ruled_out"))
    return blank | {"id": str(ago), "time": time, "symptom": "arm_weakness"} | stated


def kept(reports):
    return sorted(map(int, telling(reports, UNTIL)), reverse=True)


def test_of_reports_that_say_the_same_the_first_and_the_last_are_enough():
    days = range(1000, 100, -9)
    assert kept(fields(ago, onset="gradual") for ago in days) == [1000, 109]
    assert kept(fields(ago) for ago in days) == [1000, 109]


def test_reports_of_the_last_45_days_are_all_kept():
    assert kept(fields(ago) for ago in range(60, 0, -5)) == [60, *range(50, 0, -5)]


def test_what_a_report_says_beyond_that_it_was_there_is_kept():
    for more in (
        {"severity": 0},
        {"assessed": 1},
        {"stroke_ruled_out": 1},
        {"onset_time": NOW.isoformat()},
        {"resolved_time": NOW.isoformat()},
        {"onset": "sudden"},
    ):
        reports = [fields(ago, **(more if ago == 200 else {})) for ago in range(300, 100, -20)]
        assert 200 in kept(reports)


def test_after_an_assessment_a_silence_stays_one_and_none_is_made_up():
    told = [fields(900, assessed=1), *(fields(ago) for ago in range(890, 800, -1))]
    apart = [int(ago) for ago in telling(told, UNTIL)]
    assert len(apart) < len(told)
    assert max(a - b for a, b in pairwise(apart[1:])) <= 4
    assert kept([fields(900, assessed=1), *(fields(ago) for ago in (890, 860, 840, 800))]) == [
        *(900, 890, 800)
    ]


def test_days_that_zones_draw_together_are_no_silence():
    """8.5 days apart by the clock, 7 by the calendar: what was assessed stays so."""
    apart = ("2026-08-21T00:30:00+14:00", "2026-08-28T10:30:00-12:00")
    rows = [{"time": "2026-08-12T09:00:00+01:00", "assessed": True}]
    rows += [{"time": "2026-08-14T09:00:00+01:00"}, *({"time": time} for time in apart)]
    rows += [{"time": (NOW - timedelta(days=n)).isoformat()} for n in range(0, 83, 3)]
    made = [ordered({"kind": "symptom", "symptom": "arm_weakness", **row}) for row in rows]
    diary = Diary.from_records([row | {"id": content_id(row)} for row in made])
    assert emergencies(diary, NOW) == []
    assert emergencies(recent_diary(Reader(diary, ()), NOW, whole_spells=False), NOW) == []


def test_each_side_and_each_symptom_speaks_for_itself():
    sides = [fields(ago, side=side) for ago in (300, 280, 260) for side in ("left", "right")]
    assert kept(sides) == [300, 300, 260, 260]


def reports(at, zone, onset, **more):
    row = {"kind": "symptom", "symptom": "arm_weakness", "time": at.astimezone(zone).isoformat()}
    row = ordered(row | ({"onset": onset} if onset else {}) | more)
    return row | {"id": content_id(row)}


@st.composite
def chains(draw):
    """The reports of a sign, back from one of late: runs that say the same, and what is between.

    And the ids of the deleted ones.
    """
    at, rows = NOW - timedelta(hours=draw(st.sampled_from([1, 30, 100]))), []
    offset = st.sampled_from(OFFSETS).map(lambda o: datetime.fromisoformat(f"{NOW.date()}T00{o}"))
    for _ in range(draw(st.integers(1, 6))):
        onset = draw(st.sampled_from([None, None, "gradual", "sudden"]))
        gap = draw(st.sampled_from([0.4, 1, 2.5, 6, 7.4, 7.9, 8.5, 12, 20]))
        for _ in range(draw(st.integers(1, 14))):
            rows.append(reports(at, draw(offset).tzinfo, onset))
            at -= timedelta(days=gap)
        then = at + timedelta(days=draw(st.sampled_from([-9, 0, 5, 30, 80])))
        more = [{"assessed": True}] * 4 + [{"stroke_ruled_out": True}, {"severity": 0}]
        more += [{"resolved_time": then.isoformat()}, {"onset_time": then.isoformat()}]
        said = draw(st.sampled_from(more))
        rows.append(reports(at, draw(offset).tzinfo, onset, **said))
        at -= timedelta(days=draw(st.sampled_from([0.4, 5, 7.6, 9, 40])))
    which = draw(st.sampled_from([0, 0, 0.1]))
    random = draw(st.randoms(use_true_random=False))
    return {row["id"]: row for row in rows}, {r["id"] for r in rows if random.random() < which}


class Reader:
    """What reads those of some entries that stand, and sees the fields of all of them."""

    def __init__(self, diary, gone):
        self.all = diary.of(Kind.SYMPTOM)
        self.standing = [e for e in self.all if e.id not in gone]

    def entries(self, kind, since=None):
        there = self.standing if kind is Kind.SYMPTOM else []
        return [e for e in there if since is None or e.local_date >= since]

    def courses(self, _):
        return []

    def reports(self, symptoms):
        return [e for e in self.standing if e.record["symptom"] in symptoms]

    def named(self, ids):
        return [e for e in self.standing if e.id in ids]

    def reported_fields(self, symptoms):
        return [
            fields(0) | {"side": None} | e.record
            for e in self.all
            if e.record["symptom"] in symptoms
        ]


@settings(max_examples=300, deadline=None)
@given(chains())
def test_emergencies_and_their_reasons_need_no_repeats(found):
    rows, gone = found
    reader = Reader(Diary.from_records(rows.values()), gone)
    whole = recent_diary(reader, NOW)
    brief = recent_diary(reader, NOW, whole_spells=False)
    assert (brief is None) is (whole is None)
    if brief and whole:
        found, wanted = emergencies(brief, NOW), emergencies(whole, NOW)
        assert [(f.rule, f.evidence) for f in found] == [(f.rule, f.evidence) for f in wanted]


@settings(max_examples=10, deadline=None)
@given(chains())
def test_what_a_diary_file_gives_is_the_same(tmp_path_factory, found):
    rows, gone = found
    store = Store.open(tmp_path_factory.mktemp("diary") / "diary.db")
    store.import_records(rows.values(), format_name="jsonl", source="made up", now=NOW)
    if gone:
        store.delete(sorted(gone), now=NOW)
    with store.snapshot() as read:
        brief = recent_diary(read, NOW, whole_spells=False)
        whole = recent_diary(read, NOW)
        assert (brief is None) is (whole is None)
        if brief and whole:
            assert urgent_rules(brief, NOW) == urgent_rules(whole, NOW)
            assert [e.id for e in read.reports(SPELLS)] == [
                e.id for e in store.entries(kinds={Kind.SYMPTOM}, newest_first=False)
            ]


@pytest.mark.parametrize("number", [3, 600])
def test_any_number_of_entries_is_found_by_their_ids(tmp_path, number):
    store = Store.open(tmp_path / "diary.db")
    made = [fields(ago) for ago in range(number)]
    rows = [{"kind": "symptom", **{k: v for k, v in row.items() if v}} for row in made]
    rows = [row | {"id": content_id(row)} for row in rows]
    store.import_records(rows, format_name="jsonl", source="made up", now=NOW)
    ids = [entry.id for entry in store.entries()]
    with store.snapshot() as read:
        assert sorted(e.id for e in read.named(ids)) == sorted(ids)
        assert len(read.reported_fields({"arm_weakness"})) == number
