"""A line that is typed in shows text at its own length: the cursor counts its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.entry.printable import printable, standing_in


@given(st.text())
def test_the_length_stays_and_nothing_acts(text):
    found = standing_in(text)
    assert len(found) == len(text)
    joined = found.translate(dict.fromkeys(map(ord, "\u200c\u200d")))
    assert printable(joined) == joined


@pytest.mark.parametrize("text", ["plain", "שלום", "👩‍👩‍👧", "é日本"])
def test_what_does_not_act_stays_as_it_is(text):
    assert standing_in(text) == text


@pytest.mark.parametrize("text", ["\x1b", "\t", "\n", "\u202e", "\ud800", "\u200b"])
def test_what_acts_has_a_stand_in(text):
    assert standing_in(f"a{text}b") == "a\ufffdb"
