"""Blocking jobs in threads: what they return is posted, what they raise is posted too."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from tracker.errors import NewerDiaryError, TrackerError
from tracker.tui.messages import Failed, Outgrown

Job = Callable[[], Message]


def outcome(job: Job) -> Message:
    """What a job returns, or the Failed message of what it raised."""
    try:
        return job()
    except NewerDiaryError:
        return Outgrown()
    except Exception as error:  # noqa: BLE001  whatever it is, the person is told
        return Failed(sentence_of(error), getattr(error, "field", None))


def sentence_of(error: Exception) -> str:
    """What a person is told of an error."""
    if isinstance(error, TrackerError):
        return str(error)
    from tracker.entry.printable import printable  # noqa: PLC0415  when all goes well, never

    text = printable(str(error), 300)
    return f"A fault of the program: {type(error).__name__}: {text}. What was saved before is safe."


def in_background(node: App[Any] | Screen[Any], job: Job, *, group: str) -> Worker[None]:
    """Run a job in a thread and post its outcome to the node.

    A newer job of the same group on the same node makes the older one's outcome void.
    """

    def run() -> None:
        worker = get_current_worker()
        message = outcome(job)
        if not worker.is_cancelled:
            node.post_message(message)

    return node.run_worker(run, group=group, thread=True, exclusive=True, exit_on_error=False)
