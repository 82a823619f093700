"""Files sealed with age (age-encryption.org), by a passphrase or for a recipient's key.

It needs the extra `crypt`; the rest of the program does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.errors import DataError, NotFoundError, UsageError

if TYPE_CHECKING:
    from types import ModuleType

_MAGIC: Final = b"age-encryption.org/v1"
_SHORTEST: Final = 8
"""The shortest passphrase that is accepted for sealing, in characters."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What a file is sealed with: a passphrase, or the public keys that may open it."""

    passphrase: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """What a file is opened with: a passphrase, or the text of a file of secret keys."""

    passphrase: str | None = None
    identities: str | None = None


def opened(path: Path) -> BufferedReader:
    """A file, open. Raises NotFoundError when there is none."""
    try:
        return path.open("rb")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFoundError(f"there is no file {path}.", hint="Check its name.") from error


def is_sealed(file: BufferedReader) -> bool:
    """Whether an open file is sealed, by its beginning, which is left in it: it may be a pipe."""
    return file.peek(len(_MAGIC)).startswith(_MAGIC)


def require_available() -> None:
    """Raise UsageError with the command to type when the extra is not installed."""
    _pyrage()


def seal(plain: bytes, lock: Lock) -> bytes:
    """The content, sealed. Raises UsageError for a short passphrase or a bad public key."""
    pyrage = _pyrage()
    if lock.recipients:
        keys = [_recipient(pyrage, text) for text in lock.recipients]
        return bytes(pyrage.encrypt(plain, keys))
    if lock.passphrase is None or len(lock.passphrase) < _SHORTEST:
        raise UsageError(
            f"a passphrase must have {_SHORTEST} characters or more.",
            hint="A few words you can remember do well; without them nobody can open the file.",
        )
    return bytes(pyrage.passphrase.encrypt(plain, lock.passphrase))


def unseal(sealed: bytes, key: Key) -> bytes:
    """The content of a sealed file. Raises DataError when the key does not open it."""
    pyrage = _pyrage()
    try:
        if key.identities is not None:
            return bytes(pyrage.decrypt(sealed, _identities(pyrage, key.identities)))
        return bytes(pyrage.passphrase.decrypt(sealed, key.passphrase or ""))
    except pyrage.DecryptError as error:
        what = "passphrase" if key.identities is None else "key file"
        raise DataError(
            f"this {what} does not open the file, or the file is damaged: {error}.",
            safe="Nothing was changed.",
            hint="A file sealed for a key is opened with: --identity KEYFILE"
            if key.identities is None
            else "",
        ) from error


def _recipient(pyrage: "ModuleType", text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise UsageError(
            f"{text!r} is no public key of age: {error}.",
            hint="It begins with age1; age-keygen prints it.",
        ) from error


def _identities(pyrage: "ModuleType", text: str) -> Sequence[Any]:
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line and not line.startswith("#")
        ]
    except pyrage.IdentityError as error:
        raise DataError(f"the key file holds no secret key of age: {error}.") from error
    if not found:
        raise DataError("the key file holds no secret key of age.")
    return found


def _pyrage() -> "ModuleType":
    try:
        import pyrage  # noqa: PLC0415  an extra
    except ImportError as error:
        raise UsageError(
            "to encrypt or decrypt files, this program needs one more package.",
            hint="Try: pip install 'twitch-tracker[crypt]' (pipx inject twitch-tracker pyrage)",
        ) from error
    module: ModuleType = pyrage
    return module
