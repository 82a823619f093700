"""People's words made drawable, measured and cut; and lists that say how much they leave out."""

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

SIZE = 8.0


@pytest.fixture
def text():
    from tracker.report.drawing import text

    return text


@pytest.fixture
def faces():
    from tracker.report.drawing import faces

    return faces


@pytest.fixture
def only_own(faces, monkeypatch):
    """A system without typefaces of its own."""
    with_typefaces(faces, monkeypatch, [])


def with_typefaces(faces, monkeypatch, paths):
    for cached in (faces.face, faces._known, faces._letters):
        monkeypatch.setattr(faces, cached.__name__, functools.cache(cached.__wrapped__))
    monkeypatch.setattr(faces, "findSystemFonts", lambda: paths)


@pytest.fixture
def flow():
    from tracker.report.drawing import flow

    return flow


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("plain", "plain"),
        ("$\\frac{$ [/red] %s <b>", "$\\frac{$ [/red] %s <b>"),
        ("two\nlines\tand  more", "two lines and more"),
        ("\x1b[2Jcleared\x07", "[2Jcleared"),
        ("\u202eturned\u2066 round\u200b", "turned round"),
        ("頭痛 2x", "□□ 2x"),
        ("a\ud800b", "a□b"),
        ("e\u0301", "é"),
        ("x" + "\u0335" * 40, "x" + "\u0335" * 2),
        ("", ""),
    ],
)
def test_only_letters_that_can_be_drawn_are_left(text, written, drawn, only_own):
    assert text.drawable(written) == drawn


def test_a_letter_that_the_page_has_none_for_comes_from_the_system(faces, monkeypatch, tmp_path):
    bold = faces.face("a", bold=True)
    for name in ("wqy-zenhei.ttf", "Fancy.ttf", "NotoSansX.ttf"):
        (tmp_path / name).write_bytes(bold.read_bytes())
    (tmp_path / "NotoSansBroken.ttf").write_bytes(b"no typeface")
    with_typefaces(faces, monkeypatch, [str(path) for path in tmp_path.iterdir()])

    assert [path.name for path in faces._known()] == [
        "NotoSansBroken.ttf",
        "NotoSansX.ttf",
        "wqy-zenhei.ttf",
    ]
    assert faces.face("a", bold=True) == bold
    monkeypatch.setattr(faces, "_letters", lambda path: {ord("a")} if path == bold else {0x982D})
    assert faces.face("頭", bold=True).name == "NotoSansBroken.ttf"
    found = [(path.name, some) for path, some in faces.runs("a頭a", bold=True)]
    assert [some for _, some in found] == ["a", "頭", "a"]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("magnesium 300 mg", ["magnesium 300 mg"]),
        ("also: מגנזיום 20 mg, مغنيسيوم 5", ["also: ", "מגנזיום", " 20 mg, ", "مغنيسيوم", " 5"]),
        ("שלום 20 שלום", ["שלום 20 שלום"]),
    ],
)
def test_an_amount_stays_beside_a_name_that_runs_to_the_left(faces, written, parts):
    assert [part for _, part in faces.runs(written, bold=False)] == parts


def test_right_to_left_scripts_stay(text):
    assert text.drawable("שלום مرحبا") == "שלום مرحبا"


def test_a_text_that_fits_is_not_cut(text):
    assert text.cut("magnesium", 2, SIZE) == "magnesium"


def test_a_cut_text_says_so_and_fits(text, lettering):
    cut = text.cut("a name that is much too long for its place", 1, SIZE)
    assert cut.startswith("a name that")
    assert cut.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert lettering.width(cut, SIZE) <= 1


def test_lines_break_between_words_and_lose_nothing(text):
    written = "the twitch has now been going on for more than two weeks"
    lines = text.wrap(written, 1.2, SIZE)
    assert len(lines) > 2
    assert " ".join(lines) == written


def test_a_word_longer_than_a_line_is_broken(text, lettering):
    lines = text.wrap("a " + "x" * 80, 1, SIZE)
    assert "".join(lines).replace("a", "", 1) == "x" * 80
    assert all(lettering.width(line, SIZE) <= 1 for line in lines)


def test_the_last_line_allowed_says_that_there_is_more(text):
    lines = text.wrap("word " * 60, 1, SIZE, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("\N{HORIZONTAL ELLIPSIS}")


def test_nothing_gives_no_line(text):
    assert text.wrap(" \n\u200b", 1, SIZE) == ()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.floats(0.5, 3), st.integers(1, 4))
def test_any_text_fits_where_it_is_put(written, room, most):
    from tracker.report.drawing import lettering, text

    lines = text.wrap(written, room, SIZE, most=most)
    assert len(lines) <= most
    assert all(lettering.width(line, SIZE) <= room * 1.01 for line in lines)
    assert lettering.width(text.cut(written, room, SIZE), SIZE) <= room


def page(flow, items, height):
    from tracker.report.drawing.sheet import Box, Sheet
    from tracker.report.paper import PAPERS, PaperName

    sheet = Sheet(PAPERS[PaperName.A4])
    left = flow.fill(sheet, Box(1, 1, 3, height), items)
    return [line.text for line in sheet.writing.lines], left


@pytest.fixture(scope="module")
def lettering():
    from tracker.report.drawing import lettering

    return lettering


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text", ["AVAToday 12.5 mg", "Größe – naïve", "жизнь, ώρα", "\u2265 3 × 7"]
)
def test_a_line_is_as_wide_as_matplotlib_would_set_it(lettering, text, bold):
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    path = lettering._path("a", bold)
    outline = TextPath((0, 0), text, prop=FontProperties(fname=path, size=100))
    drawn = outline.get_extents().x1 / 72
    assert lettering.width(text, 100, bold=bold) == pytest.approx(drawn, rel=0.03)


def test_joined_letters_are_left_to_matplotlib(lettering):
    assert not lettering._is_plain("\u0645\u0631\u062d\u0628\u0627")
    assert not lettering._is_plain("\u05e9\u05dc\u05d5\u05dd")
    assert not lettering._is_plain("e\u0301\u0302")
    assert lettering._is_plain("25 mg – naïve, жизнь \u25a1")


def test_items_that_fit_are_all_written(flow):
    written, left = page(flow, [flow.remark(f"item {n}", 3) for n in range(5)], 2)
    assert written == [f"item {n}" for n in range(5)]
    assert left.height > 0.9


def test_items_that_do_not_fit_are_counted_within_the_same_room(flow):
    written, left = page(flow, [flow.remark(f"item {n}", 3) for n in range(50)], 1)
    assert written[-1] == f"and {50 - len(written) + 1} more"
    assert left.height > -0.04


def test_an_item_too_tall_for_its_room_is_counted_rather_than_drawn_over_others(flow):
    tall = flow.bullet("word " * 80, 3, most=10)
    assert page(flow, [tall], 0.4)[0] == ["and 1 more"]
