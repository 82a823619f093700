"""What is known of a day beside its entries: the night, caffeine, doses, and what is missing."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, cast

from textual.content import Content
from textual.widget import Widget

from tracker.analysis.caffeine_now import CaffeineNow
from tracker.entry.printable import plain_number, printable
from tracker.medication import Standing
from tracker.tui.views.doses import due, medicine, slot_fields
from tracker.tui.views.today import Today
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.tui.guarding import GuardingApp

MISSING: Final = (
    (Kind.SLEEP, "sleep", "the night"),
    (Kind.STRESS, "stress", "stress"),
    (Kind.DAY, "clear_day", "how the day was"),
)
_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_MUTED: Final = "$foreground-muted"
_CURVE_LINES: Final = 2
_MOST_DOSES: Final = 3

Line = tuple[str, str]
"""Words and their style."""

Key = Callable[[str], str]
"""The key of an action, as it reads."""


class Facts(Widget):
    """Blocks of lines under headings. Where they do not fit, the curve is left out."""

    DEFAULT_CSS = "Facts { width: 31; height: 1fr; }"

    view: Today | None = None

    def show(self, view: Today) -> None:
        """Show another day."""
        self.view = view
        self.refresh(layout=True)

    def render(self) -> Content:
        """All blocks, an empty line between them."""
        if self.view is None:
            return Content("")
        width = self.content_size.width
        key = cast("GuardingApp", self.app).key
        blocks = list(_blocks(self.view, width, key, with_curve=True))
        lines = sum(len(block) for _, block in blocks) + 2 * len(blocks) - 1
        if lines > self.content_size.height:
            blocks = list(_blocks(self.view, width, key, with_curve=False))
        parts = []
        for title, block in blocks:
            told = [Content.styled(text, style) for text, style in block]
            parts.append(Content("\n").join([Content.styled(title, f"bold {_MUTED}"), *told]))
        return Content("\n\n").join(parts)


def _blocks(
    view: Today, width: int, key: Key, *, with_curve: bool
) -> Iterator[tuple[str, list[Line]]]:
    title = "Last night" if view.is_today else "The night before"
    yield title, [(view.night or "not recorded", "" if view.night else _MUTED)]
    yield "Caffeine", list(_caffeine(view, width, key, with_curve=with_curve))
    doses = list(_doses(view, key))
    if doses:
        yield "Doses", doses
    missing = [(f"{key(deed)}  {text}", "") for kind, deed, text in MISSING if kind in view.missing]
    yield "Still missing", missing or [("nothing", _MUTED)]


def _caffeine(view: Today, width: int, key: Key, *, with_curve: bool) -> Iterator[Line]:
    drunk = view.drunk
    if drunk is None:
        yield "none recorded", _MUTED
    else:
        yield f"{drunk.mg:,.0f} mg, the last at {drunk.last}", ""
    if view.is_today:
        found = view.caffeine
        if found is not None and max(mg for _, mg in found.curve) >= 1:
            yield from _left(found, width) if with_curve else _said(found)
        drink = view.usual.drink
        count = drink.get("servings", 1)
        servings = "" if count == 1 else f"{plain_number(count)}x "
        yield f"{key('drink')}  {servings}{printable(drink['item'])}", _MUTED


def _left(found: CaffeineNow, width: int) -> Iterator[Line]:
    yield curve(found, width), "$text-warning"
    left = f"now {found.mg:,.0f} mg"
    until, mg = found.curve[-1]
    right = f"{until:%H:%M} {mg:,.0f} mg"
    yield f"{left}{right:>{max(len(right) + 1, width - len(left))}}", _MUTED


def _said(found: CaffeineNow) -> Iterator[Line]:
    until, mg = found.curve[-1]
    yield f"now {found.mg:,.0f} mg, {until:%H:%M} {mg:,.0f} mg", _MUTED


def curve(found: CaffeineNow, width: int) -> str:
    """What is in the body from now until bedtime as a line of blocks; the highest is the most."""
    last = len(found.curve) - 1
    chosen = [found.curve[round(n * last / max(1, width - 1))][1] for n in range(width)]
    top = max(chosen) or 1.0
    return "".join(_BLOCKS[min(7, int(8 * mg / top))] for mg in chosen)


def _doses(view: Today, key: Key) -> Iterator[Line]:
    plan = view.medicines
    waiting = [slot for slot in plan.slots if slot.day == view.day and slot.dose is None]
    if view.is_today:
        waiting = [slot for slot in waiting if slot.is_open]
    for number, slot in enumerate(waiting[:_MOST_DOSES]):
        pressed = key("dose" if view.is_today and not number else "ask_dose")
        late = slot.standing is Standing.OVERDUE
        words = f"{pressed}  {medicine(slot_fields(slot))}, {due(slot)}"
        yield words, "bold $text-warning" if late else ""
    if view.is_today and not waiting and plan.next is not None:
        following = plan.next
        day = "" if following.day == view.today else "tomorrow "
        words = f"{medicine(slot_fields(following))}, {day}{following.due:%H:%M}"
        yield f"next: {words}", _MUTED
