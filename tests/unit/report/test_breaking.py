"""Where a text may break: never within a date, nor between a number and what it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.report.breaking import head, pieces

REASON = "Since Tue 24 Nov 2026 (new): 300 mg at 08:30 on 12 Nov 2026; 5 more in between (24 Jul)"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            REASON,
            [
                *("Since", "Tue 24 Nov 2026", "(new):", "300 mg", "at 08:30", "on"),
                *("12 Nov 2026;", "5 more", "in", "between", "(24 Jul)"),
            ],
        ),
        ("upper lip 35, both 4", ["upper", "lip 35,", "both 4"]),
        ("0.96 times (0.66 to 1.4)", ["0.96 times", "(0.66 to 1.4)"]),
        ("1 2 3 4", ["1", "2", "3", "4"]),
        ("May be", ["May", "be"]),
        ("  two   words ", ["two", "words"]),
        ("", []),
    ],
)
def test_what_belongs_together_is_one_piece(text, parts):
    assert pieces(text) == parts


@pytest.mark.parametrize("most", range(len(REASON)))
def test_a_reason_ends_at_a_word_and_never_within_a_date_or_an_amount(most):
    cut = head(REASON, most)
    parts = pieces(REASON)
    assert cut in {" ".join(parts[:number]).rstrip(";:") for number in range(len(parts))}


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("An ointment with a very long name", 26, "An ointment with a very"),
        ("A hydroxychloroquinesulfate tablet", 20, "A hydroxychloroquine"),
        ("頭痛薬マグネシウム", 4, "頭痛薬マ"),
        ("1,234,567 episodes", 6, ""),
        ("\N{WHITE SQUARE}" * 20, 5, "\N{WHITE SQUARE}" * 5),
        ("12 Nov 2026", 8, ""),
        ("fits", 4, "fits"),
    ],
)
def test_a_long_word_is_cut_and_a_number_is_not(text, most, cut):
    assert head(text, most) == cut


@given(st.text(max_size=80), st.integers(0, 90))
def test_a_head_is_a_beginning_no_longer_than_asked(text, most):
    text = " ".join(text.split())
    assert text.startswith(head(text, most))
    assert len(head(text, most)) <= max(most, 0) or most >= len(text)


@given(st.text(max_size=80))
def test_pieces_lose_nothing(text):
    assert " ".join(pieces(text)) == " ".join(text.split())
