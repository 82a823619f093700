"""A picture on the terminal itself, where it can: kitty's graphics, or sixels.

The terminal is asked only when a picture is to be shown, on a screen of its own while the app is
suspended, so nothing is sent to one that nobody asked, and no start waits for an answer. Formats:
https://sw.kovidgoyal.net/kitty/graphics-protocol and https://vt100.net/docs/vt3xx-gp/chapter14.html;
questions: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
"""

import os
import re
import struct
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from select import select
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL.Image import Image

COLORS: Final = 64
PATIENCE: Final = 1.0
"""Seconds that a terminal has for its answer."""

_KITTY: Final = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_SIZES_AND_KIND: Final = b"\x1b[16t\x1b[?2;1;0S\x1b[c"
"""What size a cell has, and sixels may have; its kind, which every terminal answers."""
_ANSWERED: Final = re.compile(rb"\x1b\[\?([\d;]*)c")
_CELL: Final = re.compile(rb"\x1b\[6;(\d+);(\d+)t")
_MOST: Final = re.compile(rb"\x1b\[\?2;0;(\d+);(\d+)S")
_SMALL_CELL: Final = (8, 16)
"""Where a terminal does not say: a picture that is too large would be cut."""
_PIECE: Final = 4096
_BEGIN: Final = b"\x1b[?1049h\x1b[2J\x1b[H"
_END: Final = b"\x1b[?1049l"
_HINT: Final = b"\r\n any key: back"
_LINES: Final = 2
"""Under the picture: its own last one and the hint's."""


@dataclass(frozen=True, slots=True)
class Able:
    """What a terminal said that it can show; each size is a width and a height in dots, if told.

    `most` is how large sixels may be: xterm shows nothing of a picture that is larger.
    """

    kitty: bool
    sixel: bool
    cell: tuple[int, int] | None = None
    most: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """What the system knows of a terminal: its cells, and the dots of one if it was told."""

    columns: int
    lines: int
    cell: tuple[int, int] | None = None


def shown(png: bytes, stop: Event) -> bool:
    """Show a picture until a key is pressed or `stop` is set; False where there is no way to.

    Blocking, for a thread; the app must be suspended. Loads Pillow and numpy.
    """
    try:
        import termios  # noqa: PLC0415  not on Windows
        import tty  # noqa: PLC0415

        keys = sys.__stdin__.fileno() if sys.__stdin__ else -1
        before = termios.tcgetattr(keys)
    except (ImportError, OSError, termios.error):
        return False
    try:
        tty.setraw(keys)
        return _shown(png, keys, stop)
    finally:
        termios.tcsetattr(keys, termios.TCSAFLUSH, before)


def _shown(png: bytes, keys: int, stop: Event) -> bool:
    _send(_BEGIN + asked(os.environ.get("TERM", ""), in_tmux="TMUX" in os.environ))
    try:
        able = answered(_answer(keys))
        if able.kitty or able.sixel:
            for piece in picture(png, able, _window(keys)):
                _send(piece)
            _send(_HINT)
            while not (stop.is_set() or select([keys], [], [], 0.2)[0]):
                pass
        return able.kitty or able.sixel
    finally:
        _send(_END)


def asked(term: str, *, in_tmux: bool) -> bytes:
    """The question to a terminal. Multiplexers would take kitty's for the title of a window."""
    multiplexed = in_tmux or term.startswith(("screen", "tmux"))
    return _SIZES_AND_KIND if multiplexed else _KITTY + _SIZES_AND_KIND


def answered(answer: bytes) -> Able:
    """What a terminal's answer says."""
    kind = _ANSWERED.search(answer)
    high, wide = _size(_CELL, answer) or (0, 0)
    return Able(
        kitty=b"\x1b_Gi=31;OK" in answer,
        sixel=kind is not None and b"4" in kind[1].split(b";")[1:],
        cell=(wide, high) if wide and high else None,
        most=_size(_MOST, answer),
    )


def _size(said: re.Pattern[bytes], answer: bytes) -> tuple[int, int] | None:
    found = said.search(answer)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    return size if all(size) else None


def picture(png: bytes, able: Able, window: Window) -> Iterator[bytes]:
    """A picture as large as fits over a line of text, never larger than it is, in pieces."""
    from PIL import Image  # noqa: PLC0415  when one is shown

    image = Image.open(BytesIO(png))
    cell = window.cell or able.cell or _SMALL_CELL
    wide, high = window.columns * cell[0], max(1, window.lines - _LINES) * cell[1]
    if able.most and not able.kitty:
        wide, high = min(wide, able.most[0]), min(high, able.most[1])
    scale = min(wide / image.width, high / image.height, 1.0)
    size = max(1, int(image.width * scale)), max(1, int(image.height * scale))
    if able.kitty:
        yield from kitty(png, -(-size[0] // cell[0]), -(-size[1] // cell[1]))
    else:
        yield from sixels(image.convert("RGB").resize(size, Image.Resampling.LANCZOS))


def kitty(png: bytes, columns: int, lines: int) -> Iterator[bytes]:
    """A picture for kitty's protocol, so many cells wide and high."""
    content = b64encode(png)
    head = f"a=T,f=100,q=2,c={columns},r={lines},"
    for at in range(0, len(content), _PIECE):
        more = int(at + _PIECE < len(content))
        yield f"\x1b_G{head}m={more};".encode() + content[at : at + _PIECE] + b"\x1b\\"
        head = ""


def sixels(image: "Image") -> Iterator[bytes]:
    """A picture as sixels: bands of six rows, each colour of a band after the other."""
    import numpy as np  # noqa: PLC0415  when one is shown
    from PIL import Image  # noqa: PLC0415

    few = image.quantize(COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    dots = np.asarray(few)
    yield f'\x1bP0;1q"1;1;{image.width};{image.height}'.encode()
    palette = few.getpalette() or []
    for color in np.unique(dots):
        red, green, blue = (round(part / 2.55) for part in palette[3 * color : 3 * color + 3])
        yield f"#{color};2;{red};{green};{blue}".encode()
    weights = 1 << np.arange(6)[:, None]
    for top in range(0, len(dots), 6):
        band = dots[top : top + 6]
        rows = (
            f"#{color}".encode() + _run_lengths(((band == color) * weights[: len(band)]).sum(0))
            for color in np.unique(band)
        )
        yield b"$".join(rows) + b"-"
    yield b"\x1b\\"


def _run_lengths(columns: Any) -> bytes:
    """One colour's part of a band: a character a column, repeated ones counted."""
    import numpy as np  # noqa: PLC0415

    ends = np.append(np.flatnonzero(np.diff(columns)) + 1, len(columns))
    lengths = np.diff(ends, prepend=0)
    runs = [(columns[end - 1], n) for end, n in zip(ends, lengths, strict=True)]
    signs = ((chr(63 + bits), n) for bits, n in runs)
    return "".join(f"!{n}{sign}" if n > 3 else sign * n for sign, n in signs).encode()


def _window(keys: int) -> Window:
    import fcntl  # noqa: PLC0415  not on Windows
    import termios  # noqa: PLC0415

    told = fcntl.ioctl(keys, termios.TIOCGWINSZ, bytes(8))
    lines, columns, wide, high = struct.unpack("HHHH", told)
    cell = (wide // columns, high // lines) if columns and lines else (0, 0)
    return Window(columns, lines, cell if all(cell) else None)


def _answer(keys: int) -> bytes:
    """What comes back until the last question is answered, or time is up."""
    until, answer = monotonic() + PATIENCE, b""
    while not _ANSWERED.search(answer) and (left := until - monotonic()) > 0:
        if select([keys], [], [], left)[0]:
            got = os.read(keys, 1024)
            if not got:
                break
            answer += got
    return answer


def _send(content: bytes) -> None:
    assert sys.__stderr__ is not None  # noqa: S101  where the app draws, too
    sys.__stderr__.buffer.write(content)
    sys.__stderr__.buffer.flush()
