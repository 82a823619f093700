"""The Settings area: the person, medicines, backups, looks, and where things are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tracker import __version__
from tracker.entry.printable import plain_number, printable
from tracker.fields import FIELDS, Form
from tracker.medication import Course, Plan, wording
from tracker.medication.courses import key
from tracker.tui.views.doses import due
from tracker.vocabulary import Kind

NEW_COURSE: Final = "new course"
_NOT_STATED: Final = "not stated"
_REMIND: Final = "tracker remind --systemd --install, or --cron"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line: what Enter on it does (`deed`, to what `at`), its name and its present value.

    `stated` is whether the value was chosen; `alarm` that it needs attention.
    """

    deed: str
    name: str
    value: str
    at: str = ""
    stated: bool = True
    alarm: bool = False

    @property
    def id(self) -> str:
        """What no other line is called."""
        return f"{self.deed}:{self.at}:{self.name}"


Group = tuple[str, tuple[Setting, ...]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the diary and the settings file say, read together.

    `profile` is the record, `profile_id` its entry; `trouble` is what is wrong with the file.
    """

    profile: Mapping[str, Any]
    profile_id: str
    plan: Plan
    preset: str
    places: Mapping[str, str]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """What only the open screens know: the theme, how many keys differ, the backups in words."""

    theme: str
    own_keys: int
    backup: str
    backup_folder: str
    backup_is_wanting: bool


def groups(found: Settings, present: Present) -> tuple[Group, ...]:
    """All lines, under their headings."""
    return (
        ("You", tuple(_person(found))),
        ("Medicines", tuple(_medicines(found.plan))),
        ("Backups", tuple(_backups(present))),
        ("Screens and rules", tuple(_screens(found, present))),
        ("Reminder", (Setting("remind", "In the evening", _REMIND),)),
        ("Where things are", tuple(_places(found.places))),
    )


def _person(found: Settings) -> Iterable[Setting]:
    for field in FIELDS[Kind.PROFILE]:
        if field.form is Form.BELIEFS:  # asked where the findings are shown
            continue
        value = found.profile.get(field.name)
        name = field.name.replace("_", " ").capitalize()
        yield Setting(
            "profile",
            name,
            _NOT_STATED if value is None else _value(value),
            found.profile_id,
            stated=value is not None,
        )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return printable(str(value), 60)


def _medicines(plan: Plan) -> Iterable[Setting]:
    recorded = dict(_recorded(plan))
    for course in plan.courses:
        name = printable(course.name, 40)
        yield Setting("course", name, _course(course, plan), course.entry_id)
        words = recorded.pop(key(course.name), "")
        if words:
            yield Setting("course", f"  last {plan.days} days", words, course.entry_id)
    for name, words in recorded.items():
        yield Setting("read", printable(name, 40), f"no course runs; {words}")
    said = "" if plan.courses else "none running; "
    yield Setting(NEW_COURSE, "New course", f"{said}Enter adds one, with its times", stated=False)


def _recorded(plan: Plan) -> Iterable[tuple[str, str]]:
    """How the last days of each medicine are recorded, by the key of its name."""
    for one in plan.adherence:
        yield key(one.name), wording.scheduled(one)
    for use in plan.uses:
        yield key(use.name), wording.logged(use, plan.days)


def _course(course: Course, plan: Plan) -> str:
    dose = "" if course.dose is None else f"{plain_number(course.dose)} {course.unit or ''}".strip()
    times = ", ".join(f"{at:%H:%M}" for at in course.schedule)
    when = "when needed" if course.as_needed else (f"at {times}" if times else "no times stated")
    parts = [" ".join(filter(None, (dose, when))), f"since {course.first}"]
    if course.stops:
        parts.append(f"until {course.last}")
    waiting = [s for s in (*plan.open, plan.next) if s and s.course.entry_id == course.entry_id]
    if waiting:
        parts.append(due(waiting[0]) if waiting[0].is_open else f"next {waiting[0].due:%H:%M}")
    return printable(", ".join(parts))


def _backups(present: Present) -> Iterable[Setting]:
    yield Setting("backup", "Last verified backup", present.backup, alarm=present.backup_is_wanting)
    yield Setting("backup", "Back up now", "Enter or b makes one and verifies it", stated=False)
    if present.backup_folder:
        yield Setting("read", "They are in", printable(present.backup_folder, 300))


def _screens(found: Settings, present: Present) -> Iterable[Setting]:
    yield Setting("theme", "Theme", present.theme)
    changed = f"{present.own_keys} of your own" if present.own_keys else "as built in"
    yield Setting("keys", "Keys", f"{changed}; the settings file changes them")
    yield Setting("preset", "Lasting twitching", f"{found.preset} preset of the rules")
    if found.trouble:
        yield Setting("read", "The settings file", printable(found.trouble, 400), alarm=True)


def _places(places: Mapping[str, str]) -> Iterable[Setting]:
    for name, path in places.items():
        yield Setting("read", name, printable(path, 300))
    yield Setting("read", "Version", f"twitch-tracker {__version__}")
