"""Everything that can go wrong in words a person can act on.

TrackerError
├── UsageError        2   the command line makes no sense
├── DataError        65   a value or a file's content is not acceptable
├── NotFoundError    66   no such file or entry
├── InternalError    70   a fault of the program
├── OutputError      73   an output file cannot be created
├── StorageError     74   the disk is full or failing
├── BusyError        75   another tracker is writing
├── AccessError      77   no permission, or read-only
└── DiaryFileError   78   the database is too new, damaged or not a diary
    └── NewerDiaryError   a newer program made it, or has upgraded it meanwhile
"""

from typing import ClassVar


class TrackerError(Exception):
    """What happened (one sentence), whether the entries are safe, and what to try next."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, hint: str = "", safe: str = "Nothing was changed.") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.safe = safe

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.safe, self.hint) if part)


class UsageError(TrackerError):
    """The command line makes no sense."""

    exit_code = 2


class DataError(TrackerError):
    """A value or a file's content is outside what the diary accepts.

    `field` is the record field it names, where there is one.
    """

    exit_code = 65

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        safe: str = "Nothing was saved.",
        field: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint, safe=safe)
        self.field = field


class NotFoundError(TrackerError):
    """There is no such file or entry."""

    exit_code = 66


class InternalError(TrackerError):
    """A fault of the program itself."""

    exit_code = 70


class OutputError(TrackerError):
    """An output file cannot be created."""

    exit_code = 73


class StorageError(TrackerError):
    """The disk is full or failing."""

    exit_code = 74


class BusyError(TrackerError):
    """Another process held the diary for too long."""

    exit_code = 75


class AccessError(TrackerError):
    """No permission, or the place is read-only."""

    exit_code = 77


class DiaryFileError(TrackerError):
    """The file is too new for this program, damaged, empty, or not a diary."""

    exit_code = 78


class NewerDiaryError(DiaryFileError):
    """The file's schema is newer than this program: nothing is wrong with it."""
