"""The page on the terminal itself: asked politely, shown where it can be, gone without a trace."""

import base64
import io
import os
import pty
import re
import struct
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ, tcgetattr
from threading import Event, Thread

import numpy as np
import pytest
from PIL import Image

from tracker.tui import pictures
from tracker.tui.pictures import Able, Window, answered, asked, kitty, picture, sixels

SIXEL_TERMINAL = b"\x1b[6;17;8t\x1b[?62;4;22c"
KITTY_TERMINAL = b"\x1b_Gi=31;OK\x1b\\\x1b[6;40;20t\x1b[?62;c"
PLAIN_TERMINAL = b"\x1b[?64;1;9;15;22c"
RED, BLUE = (255, 0, 0), (0, 0, 255)


def page(width=40, height=26):
    image = Image.new("RGB", (width, height), "white")
    image.paste(RED, (3, 2, 20, 9))
    image.paste(BLUE, (width - 9, height - 5, width, height))
    return image


def png(image):
    file = io.BytesIO()
    image.save(file, "png")
    return file.getvalue()


def decoded(content):
    """The picture that sixels stand for."""
    head = re.match(rb'\x1bP[\d;]*q"1;1;(\d+);(\d+)', content)
    dots = np.zeros((int(head[2]) + 6, int(head[1]), 3), np.uint8)
    palette, color, left, top = {}, 0, 0, 0
    tokens = rb"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)(.)|([$-])|([?-~])"
    for found in re.finditer(tokens, content[head.end() : -2]):
        number, *parts, chosen, count, sign, control, single = found.groups()
        if number:
            palette[int(number)] = [round(int(part) * 2.55) for part in parts]
        elif chosen:
            color = int(chosen)
        elif control:
            left, top = 0, top + 6 * (control == b"-")
        else:
            bits = ord(sign or single) - 63
            for row in range(6):
                if bits >> row & 1:
                    dots[top + row, left : left + int(count or 1)] = palette[color]
            left += int(count or 1)
    return dots[: int(head[2])]


@pytest.mark.parametrize(
    ("answer", "able"),
    [
        (SIXEL_TERMINAL, Able(kitty=False, sixel=True, cell=(8, 17))),
        (b"\x1b[?2;0;1000;816S" + SIXEL_TERMINAL, Able(False, True, (8, 17), (1000, 816))),
        (KITTY_TERMINAL, Able(kitty=True, sixel=False, cell=(20, 40))),
        (PLAIN_TERMINAL, Able(kitty=False, sixel=False)),
        (b"\x1b[?4c", Able(kitty=False, sixel=False)),  # a VT132, which has no sixels
        (b"", Able(kitty=False, sixel=False)),
    ],
)
def test_a_terminal_says_what_it_can(answer, able):
    assert answered(answer) == able


def test_a_multiplexer_is_not_asked_what_it_would_take_for_a_title():
    assert b"\x1b_G" in asked("xterm-256color", in_tmux=False)
    for question in (asked("tmux-256color", in_tmux=False), asked("xterm", in_tmux=True)):
        assert b"\x1b_" not in question
        assert question.endswith(b"\x1b[c")


def test_sixels_show_the_same_picture():
    image = page()
    found = decoded(b"".join(sixels(image)))
    assert np.array_equal(found, np.asarray(image))


def test_kitty_gets_the_file_itself_in_pieces():
    content = os.urandom(10_000)
    pieces = b"".join(kitty(content, 30, 20)).split(b"\x1b\\")[:-1]
    assert pieces[0].startswith(b"\x1b_Ga=T,f=100,q=2,c=30,r=20,m=1;")
    assert [piece[: piece.index(b";")][-1:] for piece in pieces] == [b"1", b"1", b"1", b"0"]
    assert base64.b64decode(b"".join(p.partition(b";")[2] for p in pieces)) == content


@pytest.mark.parametrize(
    ("window", "width"),
    [
        (Window(100, 50, (10, 20)), 500),  # never larger than it is
        (Window(25, 50, (10, 20)), 250),  # as wide as the window
        (Window(100, 12, (10, 20)), 333),  # as high as its lines but two
        (Window(25, 50), 200),  # a terminal that tells nothing
    ],
)
def test_a_picture_fits_over_a_line_of_text(window, width):
    able = Able(kitty=False, sixel=True)
    content = b"".join(picture(png(page(500, 300)), able, window))
    assert decoded(content).shape[1] == width


@pytest.mark.parametrize(
    ("most", "width"), [((200, 900), 200), ((900, 60), 100), ((900, 900), 500)]
)
def test_sixels_are_no_larger_than_the_terminal_shows(most, width):
    able, window = Able(kitty=False, sixel=True, most=most), Window(100, 50, (10, 20))
    content = b"".join(picture(png(page(500, 300)), able, window))
    assert decoded(content).shape[1] == width


@pytest.fixture
def terminal(monkeypatch):
    """Both ends of a terminal of 80 columns and 24 lines; the near one is the program's."""
    far, near = pty.openpty()
    ioctl(near, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    with os.fdopen(near, "r+b", 0) as file, io.TextIOWrapper(file) as text:
        monkeypatch.setattr(pictures.sys, "__stdin__", text)
        monkeypatch.setattr(pictures.sys, "__stderr__", text)
        monkeypatch.delenv("TMUX", raising=False)
        yield far, near
    os.close(far)


def conversation(far, answer):
    """What the terminal is sent, from a thread that answers like one and presses a key."""
    got = bytearray()

    def listen():
        for awaited, said in ((b"\x1b[c", answer), (b"any key", b" "), (b"\x1b[?1049l", b"")):
            while awaited not in got:
                got.extend(os.read(far, 4096))
                if b"\x1b[?1049l" in got:
                    return
            os.write(far, said)

    thread = Thread(target=listen, daemon=True)
    thread.start()
    return thread, got


@pytest.mark.parametrize(
    ("answer", "could", "begins"),
    [
        (SIXEL_TERMINAL, True, b"\x1bP0;1q"),
        (KITTY_TERMINAL, True, b"\x1b_Ga=T"),
        (PLAIN_TERMINAL, False, None),
    ],
)
def test_what_was_shown_leaves_the_terminal_as_it_was(terminal, answer, could, begins):
    far, near = terminal
    before = tcgetattr(near)
    thread, got = conversation(far, answer)

    assert pictures.shown(png(page()), Event()) is could

    thread.join(10)
    assert bytes(got).startswith(b"\x1b[?1049h")
    assert bytes(got).endswith(b"\x1b[?1049l")
    assert begins is None or begins in got
    assert tcgetattr(near) == before


def test_without_a_terminal_nothing_is_shown(monkeypatch):
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(pictures.sys, "__stdin__", nothing)
        assert pictures.shown(png(page()), Event()) is False


async def test_i_says_that_a_terminal_shows_no_pictures(start, twitch):
    async with start([twitch()], keys=("f5", "i")) as person:
        assert person.said[-1] == ("This terminal shows no pictures: p saves the page, o opens it.")
