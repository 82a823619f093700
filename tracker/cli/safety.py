"""Backup, restore, purge."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker import clock, paths
from tracker.cli.output import print_json, say
from tracker.cli.sealed import key_for, lock_of
from tracker.entry.printable import entries_in_words
from tracker.errors import NotFoundError, OutputError, StorageError, TrackerError, UsageError
from tracker.exchange import sealing
from tracker.exchange.files import write
from tracker.store import Store, backups, restoring, schema
from tracker.store.backup import back_up, new_backup, unfinished, verified_copy
from tracker.store.backups import Reason
from tracker.store.purging import deleted, purge

_UNTOUCHED = "Nothing was changed."


def make_backup(options: argparse.Namespace) -> int:
    """A verified copy of the diary, into the folder of backups or a file, sealed if wished."""
    diary, now = _existing(options), clock.now()
    Store.open(diary)
    lock = lock_of(options)
    if options.output is not None and options.output != "-":
        _require_place(diary, Path(options.output), force=options.force)
    if lock is not None or options.output == "-":
        made = _streamed(options, diary, lock)
    elif options.output is None:
        made = new_backup(diary, Reason.ASKED, now)
    else:
        made = back_up(diary, Path(options.output).absolute(), replace=options.force)
    if made is None:
        return 0
    if options.json:
        print_json({"backup": str(made), "bytes": made.stat().st_size, "encrypted": bool(lock)})
    else:
        say(f"Wrote {made}, verified{', encrypted' if lock else ''}.")
    return 0


def restore(options: argparse.Namespace) -> int:
    """A backup in the diary's place; the present file is kept aside first."""
    diary = paths.resolve(options.db).diary
    if options.file is None:
        raise _unnamed(diary)
    source = Path(options.file).absolute()
    with (
        _opened(options, diary, source) as plain,
        restoring.prepared(diary, plain, shown=source) as found,
    ):
        newest = f", the newest of {found.newest}" if found.newest else ""
        _confirm(
            options,
            f"{source.name} holds {entries_in_words(found.entries)}{newest}. {_present(diary)}",
            "Restore it?",
        )
        done = restoring.put_in_place(diary, found, clock.now())
    if options.json:
        print_json(
            {
                "restored": str(source),
                "entries": done.entries,
                "kept": None if done.kept is None else str(done.kept),
                "kept_is_sound": done.kept_is_sound,
            }
        )
        return 0
    say(f"Restored {entries_in_words(done.entries)} from {source}.")
    if done.kept is not None and done.kept_is_sound:
        say(f"To go back: {_tracker(options)} restore {shlex.quote(str(done.kept))}")
    elif done.kept is not None:
        kept = shlex.quote(str(done.kept))
        say(f"The former file is damaged; it is kept byte for byte: {kept}")
        say(f"To save what can be read of it: tracker --db {kept} check --salvage OUT")
    return 0


def purge_deleted(options: argparse.Namespace) -> int:
    """Wipe deleted entries and the undo history out of the file for good."""
    diary = _existing(options)
    Store.open(diary)
    _confirm(
        options,
        f"{entries_in_words(deleted(diary))} that had been deleted and all that undo could bring "
        "back will be wiped.",
        "Purge them?",
    )
    count = purge(diary)
    kept = [str(backup.path) for backup in backups.listed(diary)]
    if options.json:
        print_json({"purged": count, "backups": kept})
        return 0
    say(f"Purged {entries_in_words(count)} that had been deleted, and the undo history.")
    if kept:
        say(f"{len(kept)} backups in {backups.folder_of(diary)} may still hold them.")
    return 0


def _streamed(options: argparse.Namespace, diary: Path, lock: sealing.Lock | None) -> Path | None:
    """A backup that is sealed, or goes to standard output; None for the latter."""
    folder = paths.private_folder(backups.folder_of(diary))
    name = backups.free_name(diary, Reason.ASKED, clock.now(), schema.SCHEMA_VERSION)
    target = f"{name}.age" if options.output is None else options.output
    with verified_copy(diary, folder / name.name) as draft:
        plain = draft.read_bytes()
        state = draft.stat().st_mtime_ns
    content = plain if lock is None else sealing.seal(plain, lock)
    write(target, [content], force=options.force)
    if target == "-":
        return None
    made = Path(target).absolute()
    written = made.read_bytes()
    whole = written == content
    if whole and lock is not None and lock.passphrase is not None:
        whole = sealing.unseal(written, sealing.Key(lock.passphrase)) == plain
    if not whole:
        raise StorageError(f"{made} is not what was written.", hint="Check the disk.")
    os.utime(made, ns=(state, state))
    return made


@contextmanager
def _opened(options: argparse.Namespace, diary: Path, source: Path) -> Iterator[Path]:
    """The backup as a plain file; a sealed one is opened into a private file, gone afterwards."""
    with sealing.opened(source) as file:
        sealed = file.read() if sealing.is_sealed(file) else None
    if sealed is None:
        yield source
        return
    content = sealing.unseal(sealed, key_for(source.name, options.identity))
    paths.private_folder(diary.parent)
    with unfinished(diary.with_name(f"{backups.OPENED}{diary.name}")) as draft:
        draft.write_bytes(content)
        yield draft


def _existing(options: argparse.Namespace) -> Path:
    diary = paths.resolve(options.db).diary
    if not diary.exists():
        raise NotFoundError(f"there is no diary at {diary}.", hint="Try: tracker paths", safe="")
    return diary


def _require_place(diary: Path, target: Path, *, force: bool) -> None:
    if target.exists() and target.samefile(diary):
        raise UsageError(f"{target} is the diary itself.", hint="Choose another name.")
    if not target.absolute().parent.is_dir():
        raise OutputError(f"the folder {target.absolute().parent} does not exist.")
    if target.is_dir():
        raise OutputError(f"{target} is a folder.", hint="Name a file.")
    if os.path.lexists(target) and not force:
        raise OutputError(f"{target} is already there.", hint="Replace it with: --force")


def _present(diary: Path) -> str:
    if not diary.exists():
        return "There is no diary yet."
    try:
        count = Store(diary).count()
    except TrackerError:
        return "The present file cannot be read; it is kept aside."
    return f"The present diary has {count:,}; it is kept aside first."


def _confirm(options: argparse.Namespace, about: str, question: str) -> None:
    """Go on only with a yes. Raises UsageError for a no, and where nobody can be asked."""
    if options.yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(
            f"{about} Nobody can be asked here.", hint="Add --yes if it is meant.", safe=_UNTOUCHED
        )
    say(about)
    say(f"{question} [y/N]")
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise UsageError("it was not confirmed.", safe=_UNTOUCHED)


def _unnamed(diary: Path) -> UsageError:
    newest = backups.last_backup(diary)
    hint = "Make one: tracker backup" if newest is None else f"The newest is {newest[0]}"
    return UsageError("no backup was named.", hint=hint, safe="")


def _tracker(options: argparse.Namespace) -> str:
    return f"tracker --db {shlex.quote(options.db)}" if options.db else "tracker"
