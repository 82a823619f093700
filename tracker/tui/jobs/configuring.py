"""What the Settings area reads and writes. Blocking, for threads."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from tracker import paths, settings
from tracker.errors import DataError
from tracker.tui.jobs import loading
from tracker.tui.views.settings import Settings
from tracker.vocabulary import Kind

if TYPE_CHECKING:
    from tracker.store import Store


@dataclass
class SettingsRead(Message):
    """What the diary and the settings file say."""

    found: Settings


def read_settings(store: "Store", now: datetime) -> SettingsRead:
    """Everything that the area shows, but for what only the app knows."""
    profiles = store.entries(kinds={Kind.PROFILE})
    preset, trouble = settings.PRESETS[1], ""
    try:
        preset = settings.flag_preset()
    except DataError as error:
        trouble = f"{error.message} {error.hint}".strip()
    found = Settings(
        profile=profiles[0].record if profiles else {},
        profile_id=profiles[0].id if profiles else "",
        plan=loading.plan_of(store, now),
        preset=preset,
        places={"The diary": str(store.path), "The settings": str(paths.config_file())},
        trouble=trouble,
    )
    return SettingsRead(found)
