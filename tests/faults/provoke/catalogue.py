"""Every fault, what it promises, and how often it is provoked."""

from typing import Final

from provoke import kill, power, room
from provoke.figures import Fault

FAULTS: Final = (
    Fault("kill-add", "a killed program keeps every saved entry", kill.adding, 25, 300),
    Fault("kill-edit", "a killed program keeps every saved edit", kill.editing, 15, 150),
    Fault("kill-import", "a killed import is there whole or not at all", kill.importing, 15, 150),
    Fault("kill-export", "a killed export leaves a whole file or none", kill.exporting, 15, 150),
    Fault("kill-backup", "a killed backup leaves a whole file or none", kill.backing_up, 15, 150),
    Fault("kill-upgrade", "a killed upgrade is wholly old or new", kill.upgrading, 10, 100),
    Fault("kill-create", "a killed first start leaves nothing behind", kill.creating, 10, 100),
    Fault("power-cut", "what was saved survives a power cut", power.cuts, 8, 200, mounts=True),
    Fault("disk-full-limit", "no room for a file: all or nothing", room.limited, 3, 999),
    Fault("disk-full-tmpfs", "no room at all: all or nothing", room.tmpfs, 3, 999, mounts=True),
)
