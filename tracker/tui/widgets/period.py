"""The Report area's parts as text: days by the hour, words, lists. Knows nothing of the diary."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.entry.printable import printable
from tracker.report.changes import open_flags, questions, why
from tracker.report.history import History, Lane
from tracker.report.periods import MONTHS
from tracker.report.words import dated, short_day
from tracker.spans import Unit
from tracker.tui.views.days import day_words
from tracker.tui.views.glyphs import BLANK
from tracker.tui.views.report import Week, WeekDay
from tracker.tui.views.wrapping import hanging
from tracker.tui.widgets.trend import Point, band

if TYPE_CHECKING:
    from tracker.flags import Flag

_HOURS = "0     6     12    18    "
_HEADS = "  twitches  caffeine   sleep"
_WITH_AMOUNTS = 64
"""Columns that the days need with their amounts beside them."""
_LABEL = 16
_LEGEND = f"height: strength · ●: not rated · {BLANK}: not recorded · ≥: day not complete"
_NO_FLAGS = "No open flag. The rules see only what was recorded."
_NO_FLAGS_THEN = "No flag was open then. The rules see only what was recorded."
_NO_CHANGE = "Nothing recorded as begun, ended or new."
_NO_QUESTION = "No open flag gives reason to ask for a check."
_TRIGGERS = "The saved page also has the triggers (F3) and the face. p PNG · d PDF · o open"
_MOST_LANES = 4

_Lines = list[Content]


def days(view: Week, width: int) -> Content:
    """One line a day, an hour a column; with amounts where they fit."""
    amounts = width >= _WITH_AMOUNTS
    heads = f"{'':11}{_HOURS}{_HEADS if amounts else ''}"
    lines = [Content.styled(heads, "$foreground-muted")]
    lines += [_day(day, amounts=amounts) for day in view.days]
    legend = hanging(_LEGEND, " " * 11, width)
    return Content("\n").join([*lines, Content.styled(legend, "$foreground-muted")])


def _day(day: WeekDay, *, amounts: bool) -> Content:
    hours = day.hours if day.is_known else " " * 24
    caffeine = f"{day.caffeine_mg:,.0f} mg" if day.caffeine_mg is not None else BLANK
    sleep = f"{day.sleep_hours:.1f} h" if day.sleep_hours is not None else BLANK
    counted = str(day.episodes) if day.complete else f"≥{day.episodes}"
    twitches = counted if day.is_known else BLANK
    table = f"  {twitches:>8}{caffeine:>10}{sleep:>8}" if amounts and not day.is_ahead else ""
    return Content.assemble(
        (f"{day_words(day.day):<11}", "bold" if day.is_known else "$foreground-muted"),
        *((c, "$foreground-muted" if c == "·" else "$text-accent") for c in hours),
        table,
    )


def words(view: Week, width: int) -> Content:
    """The sentences, each after what it is about."""
    return Content("\n").join(_labelled(what, sentence, width) for what, sentence in view.words)


def points(past: History) -> list[Point]:
    """The columns of the history for a plot."""
    return [
        Point(
            short_day(column.since) if past.unit is Unit.WEEK else MONTHS[column.since.month - 1],
            column.rate.per_day if column.rate else None,
            column.rate.high if column.rate else None,
        )
        for column in past.columns
    ]


def lanes(past: History, width: int) -> Content:
    """The medicines and trials beside the plot, as bands under its columns."""
    lines: _Lines = []
    for lane in past.lanes[:_MOST_LANES]:
        kind = "trial, ▓ without" if lane.trial else "medicine"
        label = f"{printable(lane.label, 60)} ({kind})"
        lines += [Content.styled(label, "bold"), Content(_band(past, lane, width))]
    if len(past.lanes) > _MOST_LANES:
        more = f"and {len(past.lanes) - _MOST_LANES} more"
        lines.append(Content.styled(more, "$foreground-muted"))
    return Content("\n").join(lines)


def _band(past: History, lane: Lane, width: int) -> str:
    spans = [
        (*past.stretch(part), "▓" if part.off else "░" if lane.trial else "━")
        for part in lane.stretches
    ]
    return band(spans, len(past.columns), width)


def around(view: Week, standing: "Sequence[Flag] | None", width: int) -> Content:
    """Where it twitched, the open flags, what changed and what to ask the doctor.

    `standing` are the flags of the end of a past period, else of now; None: not worked out yet.
    """
    parts: _Lines = []
    if view.places:
        where = (_labelled(f"{p.site} {p.episodes}", p.sides, width, 22) for p in view.places)
        parts += _part("Where", where)
    changed = (f"{dated(change.day, view.until)}: {change.text}" for change in view.changed)
    if standing is not None:
        flags = open_flags(standing)
        held = [why(flag, since=view.since, until=view.until) for flag in flags]
        tiers = [flag.tier.replace("_", "-").upper() for flag in flags]
        titled = (
            Content.assemble(
                (f"{tier:<11}", "bold"), (f"{flag.title}\n", "bold"), _item(text, width)
            )
            for tier, flag, text in zip(tiers, flags, held, strict=True)
        )
        then = f" at the end of {dated(view.until, view.since)}" if view.is_past else ""
        parts += _part(f"Open flags{then}", titled, _NO_FLAGS_THEN if then else _NO_FLAGS)
        parts += _part("What changed", (_item(text, width) for text in changed), _NO_CHANGE)
        asked = questions(flags)
        parts += _part("To ask the doctor", _asked(asked, width), _NO_QUESTION)
    parts += [Content(""), Content.styled(hanging(_TRIGGERS, "", width), "$foreground-muted")]
    return Content("\n").join(parts)


def _asked(found: Sequence[str], width: int) -> Iterable[Content]:
    if found:
        yield Content.styled("Is there anything to check, given that", "$foreground-muted")
    for reason in found:
        yield _item(reason, width)


def _part(title: str, lines: Iterable[Content], otherwise: str = "") -> _Lines:
    found = list(lines) or [Content.styled(otherwise, "$foreground-muted")]
    return [Content(""), Content.styled(title, "bold $text-primary"), *found]


def _item(text: str, width: int) -> Content:
    return Content(hanging(printable(text), "· ", width))


def _labelled(what: str, sentence: str, width: int, room: int = _LABEL) -> Content:
    text = hanging(printable(sentence), " " * room if what else "", width)
    rest = text[room:] if what else text
    return Content.assemble((f"{what:<{room}}" if what else "", "bold"), rest)
