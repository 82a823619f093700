"""The half of the app that keeps the diary: it opens it, looks at it, has it changed and judged."""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.message import Message
from textual.notifications import Notification, Notify
from textual.reactive import var
from textual.screen import Screen

from tracker import clock, paths
from tracker.errors import InternalError, TrackerError
from tracker.tui import smooth
from tracker.tui.drafts import Drafts
from tracker.tui.guarding import GuardingApp
from tracker.tui.messages import (
    Failed,
    FileWritten,
    Looked,
    Mark,
    Outgrown,
    PatternsRead,
    StoreOpened,
    StoreRefused,
    Unreadable,
    UrgentRead,
    Written,
)
from tracker.tui.work import Job, in_background, outcome, sentence_of

if TYPE_CHECKING:
    from textual.worker import Worker

    from tracker.store import Store
    from tracker.tui.jobs.deeds import Deed
    from tracker.tui.views.patterns import Patterns

POLL_SECONDS = 1.0
"""How often the diary is asked whether someone else wrote to it."""

UNDO = re.compile(r"\(u (?=undoes|brings)")
"""Where a sentence about a change names the key that takes it back."""

OUTGROWN = (
    "The diary was upgraded by a newer tracker. All entries are safe; here they can only be read. "
    "Leave with q and start tracker again."
)
"""What is said when the file's schema is newer than this program."""

FIRST_REST_SECONDS = 0.5
"""After the start, how long every rule waits for the first area to be read."""

REST_SECONDS = 2.0
"""After an entry, how long they wait for another."""


class KeepingApp(GuardingApp):
    """Owns the store, which is used in threads alone, and what every area follows.

    `mark` changes when anything was written or a day began, `moment` with the clock, `patterns`
    with the flags, `safety` with the backups. `outgrown` says why nothing can be written any more.
    """

    outgrown: var[str] = var("")
    moment: var[datetime | None] = var(None)
    patterns: var["Patterns | None"] = var(None)

    def __init__(
        self,
        open_store: "Callable[[], Store]",
        *,
        now: Callable[[], datetime] = clock.now,
        demo: bool = False,
        backs_up: bool = False,
    ) -> None:
        super().__init__(now, demo=demo, backs_up=backs_up)
        self.day_starts_at = clock.MIDNIGHT
        self.typed_ahead: list[str] = []
        self._open_store = open_store
        self._writing = asyncio.Lock()
        self._looker: Worker[None] | None = None
        self._judge: Worker[None] | None = None
        self._unreadable = ""
        self._told: Notification | None = None
        self._reopened: dict[str, datetime] = {}
        self._judged: tuple[Mark, int] | None = None
        self._resting_for: tuple[Mark, int] | None = None
        self._rest: Worker[None] | None = None

    def on_mount(self) -> None:
        """Open the diary once the first frame is there, and look at it from then on."""
        self.moment = self.now()
        self.set_interval(POLL_SECONDS, self.look)
        self.call_after_refresh(self.open)

    def open(self) -> None:
        """Open the diary, in a thread."""
        in_background(self, partial(_opened, self._open_store), group="open")

    def type_again(self) -> None:
        """Hand over what was typed before there was anything to type it into.

        To be called as the app: a key that a screen sends never reaches the app's own bindings.
        """
        keys, self.typed_ahead[:] = list(self.typed_ahead), []
        for key in keys:
            self.simulate_key(key)

    @on(StoreOpened)
    def _use_store(self, message: StoreOpened) -> None:
        self.store = message.store
        self.take_drafts(message.drafts)
        self.look()

    def look(self, *, at_once: bool = False) -> None:
        """Find out whether anything was written or a new day began, by whomever and whenever."""
        self.moment = self.now()
        waiting = self._looker is not None and self._looker.is_running
        if self.store is not None and (at_once or not waiting):
            from tracker.tui.jobs import loading

            job = partial(loading.look, self.store, self.moment)
            self._looker = in_background(self, job, group="look")

    @on(Looked)
    def _notice(self, message: Looked) -> None:
        self._unreadable = ""
        self.day_starts_at = message.day_starts_at
        if message.mark != self.mark:
            self.look_after(message.mark.day)
        self.mark = message.mark
        due = (message.mark, message.now.hour)
        judging = self._judge is not None and self._judge.is_running
        resting = self._rest is not None and self._rest.is_running and due == self._resting_for
        if due != self._judged and not judging and not resting:
            self._resting_for = due
            self._rest = self._judge_soon(due, message.now)

    @work(group="rest", exclusive=True, exit_on_error=False)
    async def _judge_soon(self, due: tuple[Mark, int], now: datetime) -> None:
        """Go through every rule once the person rests: emergencies have been looked at by then."""
        await asyncio.sleep(REST_SECONDS if self._judged else FIRST_REST_SECONDS)
        if self.store is not None:
            self._judged = due
            self._judge = in_background(self, partial(_judged, self.store, now), group="patterns")

    def judge_again(self) -> None:
        """Go through the rules again though nothing was written: a setting has changed."""
        self._judged = None
        self.look(at_once=True)

    @on(Outgrown)
    def _outgrow(self) -> None:
        if not self.outgrown:
            self.outgrown = OUTGROWN

    @on(Unreadable)
    def _complain_once(self, message: Unreadable) -> None:
        if message.sentence != self._unreadable:
            self._unreadable = message.sentence
            self.notify(message.sentence, severity="error", timeout=20, markup=False)

    def write(self, deed: "Deed", asker: Screen[Any]) -> None:
        """Change the diary in a thread, after the changes asked for before it.

        The asker gets Written or Failed; from there both come to the app.
        """
        if self.store is None or self.outgrown:
            said = self.outgrown or "The diary is not open yet."
            asker.post_message(Failed(f"{said} Nothing was saved."))
        else:
            self._write(partial(_written, deed, self.store, self.now()), asker)

    @work(group="write", exit_on_error=False)
    async def _write(self, job: Job, asker: Screen[Any]) -> None:
        async with self._writing:
            with smooth.first():
                message = await asyncio.to_thread(outcome, job)
        if isinstance(message, Outgrown):
            self.post_message(message)
            message = Failed(f"{OUTGROWN} Nothing was saved.")
        if not asker.post_message(message):
            self.post_message(message)

    @on(Written)
    def _say_written(self, message: Written) -> None:
        done = message.done
        said = "\n".join((done.sentence, *done.remarks))
        self._tell_saved(UNDO.sub(f"({self.key('app.take_back')} ", said))
        self.look(at_once=True)
        if self.store is not None and done.entries:
            from tracker.tui.jobs import loading

            changed = () if done.gone else done.entries
            job = partial(loading.read_urgent, self.store, self.now(), changed)
            in_background(self, job, group="urgent")

    def _tell_saved(self, sentence: str) -> None:
        """Say what was saved in place of what was said before: undo means the last change."""
        if self._told is not None and self._told in self._notifications:
            self._unnotify(self._told, refresh=False)
        self._told = Notification(sentence, timeout=self.NOTIFICATION_TIMEOUT)
        self.post_message(Notify(self._told))

    @on(FileWritten)
    def _say_file(self, message: FileWritten) -> None:
        self.notify(message.sentence, markup=False, timeout=10)

    @on(Failed)
    def _say_failed(self, message: Failed) -> None:
        self.notify(message.sentence, severity="error", timeout=15, markup=False)

    @on(PatternsRead)
    def _show_patterns(self, message: PatternsRead) -> None:
        self.patterns = message.patterns.reopened(self._reopened)
        self.call_later(smooth.tidy)

    @on(UrgentRead)
    def _show_urgent(self, message: UrgentRead) -> None:
        # an earlier sign may be entered late: what rests on it is open, whatever was acknowledged
        self._reopened |= dict.fromkeys(message.again, message.now)
        self.patterns = message.patterns.reopened(self._reopened).over(self.patterns)

    @work(group="leave", exclusive=True)
    async def leave(self, code: int) -> None:
        """Leave the program with an exit code once nothing is being written."""
        async with self._writing:
            self.exit(code, return_code=code)


def _opened(open_store: "Callable[[], Store]") -> Message:
    try:
        store = open_store()
        drafts = Drafts.read(paths.draft_files(store.path))
        return StoreOpened(store, drafts, fresh=not store.entries(limit=1))
    except TrackerError as error:
        return StoreRefused(str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001  whatever it is, the person is told
        return StoreRefused(sentence_of(error), InternalError.exit_code)


def _judged(store: "Store", now: datetime) -> Message:
    import tracker.store.writing  # noqa: F401  half a second that the first entry would wait for
    from tracker.tui.jobs import loading

    return loading.read_patterns(store, now)


def _written(deed: "Deed", store: "Store", now: datetime) -> Message:
    return Written(deed(store, now))
