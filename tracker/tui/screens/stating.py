"""What is said about a whole day, and the evening check-in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from tracker.tui import making
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.line import Line
from tracker.tui.dialogs.rate import Rate
from tracker.tui.jobs import deeds
from tracker.tui.nights import is_whole
from tracker.tui.screens.dosing import DosingScreen
from tracker.tui.screens.entering import STRESS
from tracker.vocabulary import DayStatus, Kind

_UNKNOWN = "unknown"
_ORDER = (Kind.SLEEP, Kind.STRESS, Kind.DAY)
"""What the check-in asks for, in this order."""
_NIGHT = (
    "2310640 or 2310-0640: the last digit saves. With Enter also 23-7 or 7.5 hours. "
    "q7 before it says how good it was, 0 to 10."
)
_FOOT = "The last digit saves, or Enter · Esc goes on without"


class StatingScreen(DosingScreen):
    """The keys for the day as a whole, whichever day is shown."""

    def action_clear_day(self) -> None:
        """No twitches that day; asked when there were some, or when something is stated already."""
        if not self.is_ready() or self.view is None:
            return
        if self.view.status is None and not self.view.episodes:
            self._state_day(DayStatus.CLEAR)
        else:
            self._ask_day()

    def _ask_day(self, step: str = "") -> None:
        if self.view is not None:
            stated = self.view.status.status if self.view.status else None
            ask = _about_day(self.view.episodes, stated, self.day_named, step)
            self.app.push_screen(ask, self._state_day)

    def _state_day(self, status: str | None) -> None:
        if not status or self.view is None:
            return
        if status == _UNKNOWN and self.view.status is not None:
            self.tracker.write(partial(deeds.remove, [self.view.status.id]), self)
        elif status != _UNKNOWN:
            self.save(making.day_status(self.view.day, status, self.tracker.now()))

    def action_evening(self) -> None:
        """Ask for what is still missing that day, one thing after the other."""
        if not self.is_ready() or self.view is None:
            return
        if not self.view.missing:
            self.notify(f"Nothing is missing {self.day_named}.", markup=False)
        asked = [kind for kind in _ORDER if kind in self.view.missing]
        self._ask_next(asked, len(asked))

    def _ask_next(self, kinds: list[Kind], of: int) -> None:
        if not kinds or self.view is None:
            return
        first, rest = kinds[0], kinds[1:]
        step = f"{of - len(rest)} of {of}: " if of > 1 else ""
        then = partial(self._ask_next, rest, of)
        if first is Kind.SLEEP:
            night = replace(self.night(_NIGHT, self.view.day), is_whole=is_whole)
            self.app.push_screen(Line(night, _FOOT, step=step), lambda _: then())
        elif first is Kind.STRESS:
            title, question = STRESS
            self.app.push_screen(Rate(f"{step}{title}", question), partial(self._rated, then))
        else:
            self._ask_day(step)

    def _rated(self, then: Callable[[], None], rating: int | None) -> None:
        if rating is not None and self.place is not None:
            self.ask_when(Kind.STRESS, {"stress": rating}, self.place, then)
        else:
            self.save_rating("stress", rating)
            then()


def _about_day(episodes: int, stated: DayStatus | None, day: str, step: str) -> Ask:
    title = f"{step}The day"
    complete = Choice("c", "Everything of that day is logged: it is complete", DayStatus.COMPLETE)
    clear = Choice("x", f"There were no twitches {day}", DayStatus.CLEAR)
    unknown = Choice("u", "Unknown again: take back what was said of the day", _UNKNOWN)
    later = Choice("n", "Leave it so" if stated else "Not yet", "")
    noun = "1 twitch is" if episodes == 1 else f"{episodes} twitches are"
    if stated:
        is_clear = stated is DayStatus.CLEAR
        other = () if episodes or is_clear else (clear,)
        # a twitch makes a clear day complete: no one need have said that
        counts = f"It counts as complete {day}: everything of it is logged."
        question = f"You said that it was without twitches {day}." if is_clear else counts
        return Ask(title, question, (unknown, *other, later))
    if not episodes:
        return Ask(title, f"How was it {day}?", (clear, later))
    question = f"{noun} logged {day}, so it was not without twitches. Is the day complete?"
    return Ask(title, question, (complete, later))
