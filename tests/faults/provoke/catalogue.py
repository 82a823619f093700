"""Every fault, what it promises, and how often it is provoked."""

from typing import Final

from provoke import apart, calls, contention, damage, kill, power, room, statements, texts
from provoke.figures import Fault

FAULTS: Final = (
    Fault("kill-add", "a killed program keeps every saved entry", kill.adding, 20, 300),
    Fault("kill-edit", "a killed program keeps every saved edit", kill.editing, 10, 150),
    Fault("kill-import", "a killed import is there whole or not at all", kill.importing, 10, 150),
    Fault("kill-export", "a killed export leaves a whole file or none", kill.exporting, 10, 150),
    Fault("kill-backup", "a killed backup leaves a whole file or none", kill.backing_up, 10, 150),
    Fault("kill-restore", "a killed restore is the old or the new", kill.restoring, 8, 100),
    Fault("kill-upgrade", "a killed upgrade is wholly old or new", kill.upgrading, 10, 100),
    Fault("kill-create", "a killed first start leaves nothing behind", kill.creating, 10, 100),
    Fault("power-cut", "what was saved survives a power cut", power.cuts, 8, 200, mounts=True),
    Fault("disk-full-limit", "no room for a file: all or nothing", room.limited, 2, 999),
    Fault("disk-full-tmpfs", "no room at all: all or nothing", room.tmpfs, 2, 999, mounts=True),
    Fault("upgrade-killed", "killed at any statement", statements.killed, 8, 9999),
    Fault("upgrade-failing", "failing at any statement", statements.failing, 8, 9999),
    Fault("two-writers", "two programs add at once", contention.writers, 60, 500),
    Fault("busy", "a diary that is held is named in time", contention.busy, 1, 9),
    Fault("busy-late", "a diary that is let go late is written", contention.late, 1, 3),
    Fault("stale-lock", "a dead program blocks nobody", contention.stale, 3, 50),
    Fault("lid-closed", "a program that sleeps and wakes goes on", contention.asleep, 3, 40),
    Fault("page-flipped", "damage is found and crashes nothing", damage.flips, 6, 9999),
    Fault("not-a-diary", "another file is refused and left alone", damage.other_files, 6, 99),
    Fault("calls-failing", "a failing system call is told as it is", calls.failing, 2, 9999),
    Fault("calls-killed", "killed after any call that writes", calls.last, 2, 9999),
    Fault("hostile-texts", "no text commands a terminal or crashes", texts.hostile, 160, 10_000),
    Fault("network", "nothing reaches for the network", apart.network, 2, 99),
    Fault("no-home", "no home folder is needed", apart.homeless, 1, 99),
    Fault("synced", "saved is said after the disk has it", apart.synced, 1, 10),
)
