"""Draws the pictures of docs/gallery.md: the report of very unlike diaries, each on one page.

    python benchmarks/gallery.py [--folder docs/gallery]

All diaries are made up. The same program gives the same files, on a machine with the same
typefaces: here those of matplotlib, and WenQuanYi Zen Hei (Debian: fonts-wqy-zenhei) for Japanese.
They are stored with few colours so that the folder stays small, which the report itself does not
do.
"""

import argparse
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from tracker import demo
from tracker.diary import Diary
from tracker.flags import evaluate
from tracker.report.document import document
from tracker.report.paper import PaperName

LAST = demo.LAST_DAY
WEEK = (LAST - timedelta(days=6), LAST)
COLORS = 256
LONG = "An ointment with a very long name, as it stands on the leaflet, 30 g, morning and night"
SCRIPTS = ("Ромашка", "μαγνήσιο", "مغنيسيوم", "מגנזיום", "マグネシウム", "$\\frac{mg}{d}$ [/red]")
Records = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Picture:
    """One page: its file's name, what it shows, whose diary, which days, and how it is drawn."""

    name: str
    shows: str
    records: Callable[[], Records]
    days: tuple[date, date] = WEEK
    paper: PaperName = PaperName.A4
    dpi: int = 150
    grey: bool = False


def empty() -> Records:
    """Nothing at all."""
    return iter(())


def one_entry() -> Records:
    """A single twitch."""
    yield {"kind": "episode", "start": f"{LAST}T08:05:00+01:00", "intensity": 3, "side": "left"}


def quiet() -> Records:
    """Sixty complete days, hardly a twitch."""
    for n in range(60):
        day = LAST - timedelta(days=n)
        twitched = n % 13 == 3
        if twitched:
            yield {
                "kind": "episode",
                "start": f"{day}T15:20:00+01:00",
                "intensity": 2,
                "side": "right",
                "sites": ["lower_eyelid"],
            }
        before = day - timedelta(days=1)
        yield {"kind": "caffeine", "time": f"{day}T08:10:00+01:00", "mg": 95}
        yield {
            "kind": "sleep",
            "date": f"{day}",
            "start": f"{before}T23:{n % 50:02d}:00+01:00",
            "end": f"{day}T07:00:00+01:00",
        }
        yield {"kind": "day", "date": f"{day}", "status": "complete" if twitched else "clear"}


def typical() -> Records:
    """The sample diary."""
    yield from demo.records()


def stormy() -> Records:
    """Up to sixty twitches a day in many places, twelve medicines, names in many scripts."""
    random = Random(7)  # noqa: S311  no secret
    for n in range(90):
        day = LAST - timedelta(days=n)
        if n in {2, 30, 31}:
            continue
        number = 60 if n == 1 else random.randrange(8, 40)
        for _ in range(number):
            at = datetime.fromisoformat(f"{day}T07:00:00+01:00") + timedelta(
                minutes=random.randrange(900)
            )
            yield {
                "kind": "episode",
                "start": at.isoformat(),
                "end": (at + timedelta(minutes=random.choice((1, 2, 5, 40)))).isoformat(),
                "intensity": random.randrange(11),
                "side": random.choice(("left", "left", "right", "both")),
                "sites": [random.choice(("upper_lip", "cheek", "chin", "lower_eyelid", "jaw"))],
            }
        for hour in range(7, 22, 3):
            yield {"kind": "caffeine", "time": f"{day}T{hour:02d}:15:00+01:00", "mg": 120}
        yield {"kind": "stress", "time": f"{day}T19:00:00+01:00", "stress": random.randrange(11)}
        yield {"kind": "sleep", "date": f"{day}", "hours": random.choice((3.5, 5, 6))}
        yield {"kind": "day", "date": f"{day}", "status": "complete"}
    names = (*SCRIPTS, LONG, *(f"Medicine {n}" for n in range(7, 13)))
    for n, name in enumerate(names[:12]):
        begin = LAST - timedelta(days=5 + 9 * n)
        yield {"kind": "medication", "name": name, "dose": 5 * n + 5, "unit": "mg",
               "start_date": f"{begin}"}  # fmt: skip
        yield {"kind": "dose", "name": name, "time": f"{LAST}T{8 + n:02d}:00:00+01:00"}
    visit = f"{WEEK[0]}"
    yield {"kind": "event", "date": visit, "event": "doctor_visit", "outcome": SCRIPTS[4] * 3}
    weak = f"{LAST}T09:00:00+01:00"
    yield {"kind": "symptom", "time": weak, "symptom": "headache", "severity": 4}


def ten_years() -> Records:
    """The sample diary thirty times over, with a summer in which nothing was written down."""
    for turn in range(31):
        last = LAST - timedelta(days=demo.DAYS * turn)
        for record in demo.records(last):
            told_once = record["kind"] in {"profile", "medication", "trial"}
            day = (record.get("start") or record.get("time") or record.get("date") or "")[:10]
            if (turn and told_once) or "2021-06-01" <= day <= "2021-09-30":
                continue
            yield record


MONTH = (date(2026, 10, 1), date(2026, 10, 31))
PRESENT_MONTH = (date(2026, 11, 1), date(2026, 11, 30))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
QUARTER = (LAST - timedelta(days=90), LAST)
DECADE = (date(2016, 11, 21), LAST)
PICTURES = (
    Picture("empty", "Nothing recorded: not a quiet week, an unknown one", empty),
    Picture("one-entry", "One entry", one_entry),
    Picture("quiet", "A quiet week", quiet),
    Picture("typical", "The sample diary's last week, A4", typical),
    Picture("typical-letter", "The same on letter paper", typical, paper=PaperName.LETTER),
    Picture("typical-grey", "The same without colour", typical, grey=True),
    Picture("typical-300-dpi", "The same with 300 dots an inch", typical, dpi=300),
    Picture("stormy", "Sixty twitches a day, twelve medicines, names in any script", stormy),
    Picture("month", "A past month: one column a day, the flags of its last day", typical, MONTH),
    Picture("present-month", "A month that goes on", typical, PRESENT_MONTH, PaperName.LETTER),
    Picture("stormy-quarter", "Thirteen stormy weeks", stormy, QUARTER, PaperName.LETTER),
    Picture("year", "A year that goes on: shades by week and hour", ten_years, YEAR),
    Picture("ten-years", "Ten years: shades by month and hour, rates by year", ten_years, DECADE),
)


def main() -> None:
    """Draw every picture and write the page that shows them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=Path("docs/gallery"))
    folder = options.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        content = drawn(picture)
        (folder / f"{picture.name}.png").write_bytes(content)
        print(f"{picture.name:<20}{len(content) / 1024:>8.0f} KiB")
    lines = [f"## {p.shows}\n\n![{p.shows}]({folder.name}/{p.name}.png)\n" for p in PICTURES]
    page = "\n".join([HEAD, *lines])
    (folder.parent / f"{folder.name}.md").write_text(page, encoding="utf-8")


def drawn(picture: Picture) -> bytes:
    """The page as a PNG of few colours."""
    diary = Diary.from_records(picture.records())
    since, until = picture.days
    page = document(
        diary,
        partial(evaluate, diary),
        since=since,
        until=until,
        now=demo.NOW,
        paper=picture.paper,
        dpi=picture.dpi,
    )
    image = Image.open(io.BytesIO(page))
    if picture.grey:
        image = image.convert("L").convert("RGB")
    kind, even = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    small = image.quantize(COLORS, kind, dither=even)
    file = io.BytesIO()
    small.save(file, "png", optimize=True, dpi=(picture.dpi, picture.dpi))
    return file.getvalue()


HEAD = """# What the report looks like

Pages of made-up diaries, drawn by `python benchmarks/gallery.py`. Every page has its limits in
view: unknown days are hatched and never counted as quiet, rates rest on complete days and carry a
95 % interval, and what goes with the twitching is not thereby its cause.
"""

if __name__ == "__main__":
    main()
