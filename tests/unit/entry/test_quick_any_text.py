"""Quick entry on any text at all: records that hold, or one refusal in words."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tracker.entry.accept import accept
from tracker.entry.phrase import phrase, title, when
from tracker.entry.quick import read
from tracker.errors import DataError
from tracker.fields import MAIN_TIME
from tracker.vocabulary import Kind

NOWS = st.sampled_from(
    [
        datetime(2026, 11, 20, 8, 30, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2026, 3, 8, 3, 0, tzinfo=ZoneInfo("America/New_York")),
        datetime(2026, 1, 1, 0, 0, tzinfo=ZoneInfo("Pacific/Kiritimati")),
    ]
)
WORDS = """
    twitch t coffee tea wine beer alcohol caffeine slept sleep stress fatigue took skipped clear
    complete note tremor symptom numb face arm left right both upper lower lip lips corner of the
    mouth flutter tremor other at rest rhythmic ongoing 6 6/10 14 -1 6.5 2x x2 0x 80mg 80 mg g 20g
    40s 3m 1h30 30 min h q7 q 7 w2 awakenings nan infmg ibuprofen 400mg tablet now 08:30 8:30 23:10
    -20m -1h30 yesterday today mon sunday 2026-11-19 2026-11-19T22:10 2026-10-25T02:30 2:30
    2026-11-19T22:10+09:00 23:10-06:40 2310-0640 from to - last night sudden gradual and for my
    ; ; , " “with” "cake" 7,5h ago 8pm : é 👩 \u202e \x1b \x00
    """
SENTENCES = st.lists(st.sampled_from([*WORDS.split(), "\ud800", "9" * 50]), max_size=9).map(
    " ".join
)


def harmless(text):
    hidden = {"\u200b", "\u202d", "\u202e", "\u2066", "\u2067", "\ufeff"}
    return hidden.isdisjoint(text) and not any(
        unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in text
    )


def holds(text, now):
    records, refusal = [], None
    try:
        records = read(text, now=now)
    except DataError as error:
        refusal = error
    assert bool(records) != bool(refusal)
    if refusal:
        assert refusal.hint
        assert harmless(str(refusal))
        assert len(str(refusal)) < 500
    for record in records:
        assert accept(record, now=now) == record
        assert MAIN_TIME[Kind(record["kind"])] in record
        assert phrase(record)
        assert title(record)
        assert when(record)
        assert all(harmless(line) for line in (phrase(record), title(record), when(record)))


@given(text=SENTENCES, now=NOWS)
def test_any_words_of_the_grammar_in_any_order(text, now):
    holds(text, now)


@given(first=st.sampled_from(["twitch", "slept", "took", "coffee", "note", "stress"]),
       rest=SENTENCES, now=NOWS)  # fmt: skip
def test_a_first_word_with_any_words_behind_it(first, rest, now):
    holds(f"{first} {rest}", now)


@given(text=st.text(), now=NOWS)
def test_any_text(text, now):
    holds(text, now)


@given(first=st.sampled_from(["twitch", "took", "coffee 2x", "note", 'note "']), text=st.text(),
       now=NOWS)  # fmt: skip
def test_a_first_word_with_any_text_behind_it(first, text, now):
    holds(f"{first} {text}", now)


@given(words=st.permutations(["6", "left", "upper lip", "flutter", "40s", "yesterday", "22:10"]))
def test_the_order_after_the_first_word_does_not_matter(words):
    now = datetime(2026, 11, 20, 8, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert read(f"twitch {' '.join(words)}", now=now) == read(
        "twitch 6 left upper lip flutter yesterday 22:10 40s", now=now
    )
