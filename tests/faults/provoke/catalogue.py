"""Every fault, what it promises, and how often it is provoked."""

from typing import Final

from provoke import (
    apart,
    calls,
    contention,
    damage,
    garbage,
    kill,
    power,
    room,
    screens,
    statements,
    texts,
    unwritable,
)
from provoke.figures import Fault

KILLS: Final = "kills"
CUTS: Final = "power cuts"
FULL: Final = "full disks"
BAD: Final = "bad inputs"

FAULTS: Final = (
    Fault("kill-add", "a killed program keeps every saved entry", kill.adding, 20, 300, KILLS),
    Fault("kill-edit", "a killed program keeps every saved edit", kill.editing, 10, 150, KILLS),
    Fault("kill-import", "a killed import is whole or absent", kill.importing, 10, 150, KILLS),
    Fault("kill-export", "a killed export is whole or absent", kill.exporting, 10, 150, KILLS),
    Fault("kill-backup", "a killed backup is whole or absent", kill.backing_up, 10, 150, KILLS),
    Fault("kill-restore", "a killed restore is the old or the new", kill.restoring, 5, 100, KILLS),
    Fault("kill-upgrade", "a killed upgrade is wholly old or new", kill.upgrading, 5, 100, KILLS),
    Fault("kill-create", "a killed first start leaves nothing", kill.creating, 5, 100, KILLS),
    Fault("kill-purge", "a killed purge is done or not", kill.purging, 3, 60, KILLS),
    Fault("ctrl-c", "interrupted: all of it or nothing", kill.interrupted, 6, 120),
    Fault("power-cut", "what was saved survives", power.cuts, 6, 200, CUTS, mounts=True),
    Fault("disk-full-limit", "no room for a file: all or nothing", room.limited, 2, 999, FULL),
    Fault("disk-full-tmpfs", "no room: all or nothing", room.tmpfs, 2, 999, FULL, mounts=True),
    Fault("upgrade-killed", "killed at any statement", statements.killed, 4, 9999, KILLS),
    Fault("upgrade-failing", "failing at any statement", statements.failing, 4, 9999),
    Fault("two-writers", "two programs add at once", contention.writers, 40, 500),
    Fault("busy", "a diary that is held is named in time", contention.busy, 1, 9),
    Fault("busy-late", "a diary that is let go late is written", contention.late, 1, 3),
    Fault("stale-lock", "a dead program blocks nobody", contention.stale, 3, 50),
    Fault("lid-closed", "a program that sleeps and wakes goes on", contention.asleep, 3, 40),
    Fault("page-flipped", "damage is found and crashes nothing", damage.flips, 4, 9999, BAD),
    Fault("not-a-diary", "another file is refused and left alone", damage.other_files, 4, 99, BAD),
    Fault("bad-imports", "no bad file is taken in part", garbage.imports, 24, 400, BAD),
    Fault(
        "read-only-disk", "reads work, writes are refused", unwritable.mounted, 2, 99, mounts=True
    ),
    Fault("read-only-owner", "reads work, writes are refused", unwritable.anothers, 2, 99),
    Fault("calls-failing", "a failing system call is told as it is", calls.failing, 2, 9999),
    Fault("calls-killed", "killed after any call that writes", calls.last, 2, 9999, KILLS),
    Fault(
        "hostile-texts", "no text commands a terminal or crashes", texts.hostile, 160, 10_000, BAD
    ),
    Fault(
        "hostile-screens", "no text formats or crashes a screen", screens.hostile, 80, 10_000, BAD
    ),
    Fault("network", "nothing reaches for the network", apart.network, 1, 99),
    Fault("no-home", "no home folder is needed", apart.homeless, 1, 99),
    Fault("synced", "saved is said after the disk has it", apart.synced, 1, 10),
)
