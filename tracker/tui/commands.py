"""Every command of the interface, once: keys, footer, palette, tooltips and help read this list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

if TYPE_CHECKING:
    from tracker.keys import Bound


class Area(StrEnum):
    """The areas, in the order of their tabs."""

    TODAY = "today"
    DIARY = "diary"
    TRIGGERS = "triggers"
    PATTERNS = "patterns"
    REPORT = "report"
    SETTINGS = "settings"

    @property
    def label(self) -> str:
        """The word on the tab."""
        return self.value.capitalize()

    @property
    def key(self) -> str:
        """The function key that opens the area."""
        return f"f{list(Area).index(self) + 1}"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does.

    `label` stands in the footer: always (1), where there is room (2), or not at all (0). `text` is
    the sentence of the tooltip, the palette and the help. `area` is None for what works
    everywhere. `shown_as` is the key as people read it; what is not `listed` stays out of palette
    and help, where ten digits are one line. What is `on_row` concerns what a cursor is on, or a
    twitch that was just saved.
    """

    key: str
    action: str
    label: str
    text: str
    area: Area | None = None
    footer: int = 0
    shown_as: str = ""
    listed: bool = True
    on_row: bool = False

    @property
    def binding_id(self) -> str:
        """What the key is called when it is replaced by one of the person's own."""
        return f"{self.area or ''}:{self.action}"


def _today(key: str, action: str, label: str, text: str, *, footer: int = 0) -> Command:
    return Command(key, action, label, text, Area.TODAY, footer, key)


def _in(area: Area, key: str, action: str, label: str, text: str) -> Command:
    return Command(key, action, label, text, area, 1, _SHOWN.get(key, key))


def _on_row(area: Area, key: str, action: str, label: str, text: str) -> Command:
    return replace(_in(area, key, action, label, text), on_row=True)


_SHOWN: Final = {
    "enter": "⏎",
    "delete": "Del",
    "space": "␣",
    "asterisk": "*",
    "slash": "/",
    "left": "←",
    "right": "→",
}

_RATINGS: Final = tuple(
    Command(
        "equals_sign" if rating == 10 else str(rating),
        f"intensity({rating})",
        "Intensity",
        "How strong the twitch just saved is, within five seconds; = is 10.",
        Area.TODAY,
        shown_as="0-9 =",
        listed=rating == 0,
        on_row=True,
    )
    for rating in range(11)
)

_AREAS: Final = tuple(
    Command(
        area.key,
        f"app.area('{area.value}')",
        area.label,
        f"Go to {area.label}.",
        shown_as=area.key.upper(),
    )
    for area in Area
)

COMMANDS: Final[tuple[Command, ...]] = (
    _today("t", "twitch", "Twitch", "A twitch just now: last site, last side.", footer=1),
    *_RATINGS,
    _today("T", "timer", "Timer", "Start a twitch that lasts; again to stop it.", footer=1),
    _today("c", "drink", "Coffee", "The drink you have most often.", footer=1),
    _today("C", "choose_drink", "Drinks", "Choose a drink or food with caffeine."),
    _today("s", "sleep", "Sleep", "Last night: 2310-0640 or 7.5h; q7 is its quality.", footer=1),
    _today("r", "stress", "Stress", "Stress now: then a digit.", footer=1),
    _today("R", "fatigue", "Tiredness", "Tiredness now: then a digit."),
    _today("m", "dose", "Dose", "The dose that is due next, or the one you took last.", footer=2),
    _today("M", "ask_dose", "Medicine", "Choose a dose: taken, late, skipped, or another one."),
    _today("a", "alcohol", "Alcohol", "Choose an alcoholic drink."),
    _today("y", "symptom", "Symptom", "Search a symptom: some letters, then Enter.", footer=2),
    _today("x", "clear_day", "None", "No twitches today; again to take that back.", footer=2),
    _today("e", "evening", "Evening", "The evening check-in: asks for what today still lacks."),
    *(
        Command(key, f"day({by})", word, text, Area.TODAY, shown_as=_SHOWN[key])
        for key, by, word, text in (
            ("left", -1, "Before", "The day before: the same keys write to it, and ask when."),
            ("right", 1, "After", "The day after, up to today; Esc goes back to now."),
        )
    ),
    _on_row(Area.DIARY, "enter", "change", "Change", "Change the entry under the cursor."),
    _on_row(
        Area.DIARY, "delete", "remove", "Delete", "Delete it, or all marked ones; u undoes that."
    ),
    _in(Area.DIARY, "slash", "filter", "Filter", "Words, kind:… site:… since:…; Esc shows all."),
    _on_row(Area.DIARY, "space", "mark", "Mark", "Mark the entry, or unmark it."),
    _in(Area.DIARY, "asterisk", "mark_all", "All", "Mark every entry shown, or none of them."),
    _in(
        Area.DIARY, "g", "month", "Month", "The calendar: arrows and PgUp walk, Enter opens a day."
    ),
    _on_row(Area.TRIGGERS, "enter", "more", "Open", "What stands behind the finding in focus."),
    _in(Area.TRIGGERS, "d", "confirm", "Days", "Confirm recent days, one key each."),
    _in(Area.TRIGGERS, "v", "show_all", "Show", "Show every result, whatever you expect."),
    _on_row(Area.PATTERNS, "enter", "evidence", "Entries", "Go to what the pattern rests on."),
    _on_row(Area.PATTERNS, "k", "seen", "Seen", "Say that you have seen the pattern in focus."),
    _on_row(Area.PATTERNS, "o", "note", "Note", "Say that you have seen it, and add a note."),
    _on_row(
        Area.PATTERNS, "v", "visit", "Visit", "A doctor was seen about it: note what came of it."
    ),
    _in(Area.PATTERNS, "p", "preset", "Preset", "How long twitching lasts before it is lasting."),
    _in(Area.REPORT, "left", "week(-1)", "Earlier", "The week or month before."),
    _in(Area.REPORT, "right", "week(1)", "Later", "The week or month after."),
    _in(Area.REPORT, "m", "monthly", "Month", "A month instead of a week, or back."),
    _in(Area.REPORT, "p", "picture", "PNG", "Save the page as a picture, in this folder."),
    _in(Area.REPORT, "d", "picture('pdf')", "PDF", "Save the page as a PDF, in this folder."),
    _in(Area.REPORT, "o", "look", "Open", "Save the page as a picture and open it to look at."),
    _in(Area.REPORT, "i", "here", "Look", "Look at the page here, where a terminal can."),
    _in(Area.REPORT, "v", "export", "Export", "Tables, a bundle or FHIR for a clinician."),
    _on_row(Area.SETTINGS, "enter", "change", "Change", "Change what is under the cursor."),
    _in(Area.SETTINGS, "b", "back_up", "Back up", "Make a verified backup now."),
    *_AREAS,
    Command("right_square_bracket", "app.next_area(1)", "Next", "The next area.", shown_as="]"),
    Command("left_square_bracket", "app.next_area(-1)", "Back", "The area before.", shown_as="["),
    Command("slash", "app.words", "Words", "Anything, in words.", footer=1, shown_as="/"),
    Command("n", "app.new", "New", "A new entry of any kind, in a form.", shown_as="n"),
    Command("u", "app.take_back", "Undo", "Take the last change back.", footer=1, shown_as="u"),
    Command(
        "G", "app.causes", "Causes", "A guide to the twelve causes an article names.", shown_as="G"
    ),
    Command("k", "app.seen", "Seen", "Say that you have seen the banner.", shown_as="k"),
    Command("question_mark", "app.keys", "Help", "Every key.", footer=1, shown_as="?"),
    Command("q", "app.quit", "Quit", "Leave.", shown_as="q"),
)


def commands(area: Area | None, among: Iterable[Command] = COMMANDS) -> list[Command]:
    """The commands of one area, or with None those that work everywhere."""
    return [command for command in among if command.area is area]


def reachable(area: Area, among: Sequence[Command] = COMMANDS) -> list[Command]:
    """The commands that keys reach in an area: its own, then those of everywhere it leaves free."""
    own = commands(area, among)
    taken = {key for command in own for key in command.key.split(",")}
    return own + [c for c in commands(None, among) if taken.isdisjoint(c.key.split(","))]


def with_keys(own: Mapping[str, Sequence[str]]) -> tuple[Command, ...]:
    """The commands with keys of one's own, by the ids of `bound`; their words follow."""
    found = []
    for command, usual in zip(COMMANDS, bound(), strict=True):
        keys = tuple(own.get(usual.id, (command.key,)))
        if keys != (command.key,):
            shown = " ".join(map(_shown, keys))
            found.append(replace(command, key=",".join(keys), shown_as=shown))
        else:
            found.append(command)
    return tuple(found)


def _shown(key: str) -> str:
    """A key as people read it."""
    if key in _SHOWN:
        return _SHOWN[key]
    held, plus, last = key.rpartition("+")
    sign = key_to_character(last) or (last.upper() if len(last) < 4 else last.capitalize())
    return f"{held}{plus}{sign}".replace("ctrl+", "^")


def bound() -> "list[Bound]":
    """Every command by a name that the settings file may use, with its usual key."""
    from tracker.keys import Bound  # noqa: PLC0415  for keys of one's own alone

    return [
        Bound(_name(command), command.key, command.area.value if command.area else None)
        for command in COMMANDS
    ]


def _name(command: Command) -> str:
    """What a command's action is called; its label where several share the action."""
    alike = [c for c in commands(command.area) if _action(c) == _action(command)]
    if len(alike) == 1:
        return _action(command)
    if len({c.label for c in alike}) == len(alike):
        return command.label.lower().replace(" ", "_")
    return f"{_action(command)}_{alike.index(command)}"


def _action(command: Command) -> str:
    return command.action.removeprefix("app.").partition("(")[0]


def bindings(area: Area | None) -> list[BindingType]:
    """The same commands as Textual binds them."""
    return [
        Binding(
            command.key,
            command.action,
            command.label,
            id=command.binding_id,
            show=command.footer > 0,
            key_display=command.shown_as,
            tooltip=command.text,
        )
        for command in commands(area)
    ]


def listed(area: Area | None, among: Iterable[Command] = COMMANDS) -> Iterable[Command]:
    """Those of an area, or of everywhere, that palette and help name."""
    return (command for command in commands(area, among) if command.listed)
