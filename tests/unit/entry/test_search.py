"""Finding entries again by words, place, side and strength."""

import pytest

from tracker.diary import Diary
from tracker.entry.search import Search, search
from tracker.errors import DataError

AT = "2026-11-20T08:30:00+01:00"
RECORDS = {
    "chin": {"kind": "episode", "start": AT, "intensity": 6, "side": "left", "sites": ["chin"]},
    "lips": {"kind": "episode", "start": AT, "side": "both", "sites": ["upper_lip", "lower_lip"]},
    "weak": {"kind": "episode", "start": AT, "intensity": 0, "note": "On the TRAIN\x1b[2J"},
    "coffee": {"kind": "caffeine", "time": AT, "item": "coffee", "note": "with cake"},
    "numb": {"kind": "symptom", "time": AT, "symptom": "facial_numbness", "severity": 7},
    "stress": {"kind": "stress", "time": AT, "stress": 6, "fatigue": 2},
    "profile": {"kind": "profile", "age": 40},
}


def found(**wanted):
    looked_for = search(**wanted)
    return {
        name
        for name, record in RECORDS.items()
        for some in Diary.from_records([record]).by_kind.values()
        for entry in some
        if looked_for.fits(entry)
    }


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, set(RECORDS)),
        ({"text": "CAKE coffee"}, {"coffee"}),
        ({"text": "train"}, {"weak"}),
        ({"text": "numb face"}, {"numb"}),
        ({"text": "episode chin"}, {"chin"}),
        ({"text": "coffee train"}, set()),
        ({"sites": "lower lip"}, {"lips"}),
        ({"sites": "lips, chin"}, {"chin", "lips"}),
        ({"side": "both sides"}, {"lips"}),
        ({"side": "left", "sites": "chin"}, {"chin"}),
        ({"intensity": "6"}, {"chin", "stress"}),
        ({"intensity": "6+"}, {"chin", "stress", "numb"}),
        ({"intensity": "7-"}, {"numb"}),
        ({"intensity": "0-2"}, {"weak", "stress"}),
        ({"intensity": "6/10", "sites": "chin"}, {"chin"}),
    ],
)
def test_an_entry_fits_when_all_that_is_looked_for_fits(wanted, names):
    assert found(**wanted) == names


def test_what_was_not_recorded_is_not_strength_nought():
    assert "lips" not in found(intensity="0-10")


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"intensity": "strong"}, "intensity"),
        ({"intensity": "8-3"}, "intensity"),
        ({"intensity": "11"}, "intensity"),
        ({"side": "port"}, "side"),
        ({"sites": "lip"}, "sites"),
    ],
)
def test_what_is_not_understood_is_an_error_of_that_field(wanted, field):
    with pytest.raises(DataError) as caught:
        search(**wanted)
    assert (caught.value.field, caught.value.safe) == (field, "")


def test_a_blank_search_does_not_narrow():
    assert search() == Search()
    assert not search(text="  ").narrows
    assert search(intensity="0").narrows
