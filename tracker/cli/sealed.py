"""Asking for what seals and opens an encrypted file."""

import argparse
import sys
from getpass import getpass
from pathlib import Path

from tracker.errors import NotFoundError, UsageError
from tracker.exchange import sealing
from tracker.exchange.sealing import Key, Lock


def lock_of(options: argparse.Namespace) -> Lock | None:
    """What a file is to be sealed with; None for one that stays open. Asks for a passphrase twice.

    Raises UsageError without the package that it needs, without a terminal, and when the two
    passphrases differ.
    """
    recipients = tuple(options.recipient or ())
    if not (options.encrypt or recipients):
        return None
    sealing.require_available()
    if recipients:
        return Lock(recipients=recipients)
    _require_terminal("--recipient age1…")
    passphrase = getpass("Passphrase (without it nobody can open the file): ")
    if getpass("The same again: ") != passphrase:
        raise UsageError("the two passphrases differ.", hint="Try again.")
    return Lock(passphrase)


def key_for(name: str, identity: str | None) -> Key:
    """What opens a sealed file: a file of secret keys, or a passphrase that is asked for."""
    sealing.require_available()
    if identity is not None:
        try:
            return Key(identities=Path(identity).read_text(encoding="utf-8", errors="replace"))
        except (FileNotFoundError, IsADirectoryError) as error:
            raise NotFoundError(f"there is no file {identity}.", hint="Check its name.") from error
    _require_terminal("--identity KEYFILE")
    return Key(getpass(f"Passphrase of {name}: "))


def _require_terminal(instead: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError(
            "a passphrase is asked for in a terminal, and this is none.",
            hint=f"Use a key instead: {instead}",
        )
