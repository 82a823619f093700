"""What is said about a whole day, and the evening check-in."""

from collections.abc import Callable
from functools import partial

from tracker.tui import making
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.line import Line
from tracker.tui.dialogs.rate import Rate
from tracker.tui.jobs import deeds
from tracker.tui.screens.dosing import DosingScreen
from tracker.tui.screens.entering import STRESS
from tracker.vocabulary import DayStatus, Kind

_UNKNOWN = "unknown"
_ORDER = (Kind.SLEEP, Kind.STRESS, Kind.DAY)
"""What the check-in asks for, in this order."""


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

    def _ask_day(self, then: Callable[[], None] = lambda: None) -> None:
        def answered(answer: str | None) -> None:
            self._state_day(answer)
            then()

        if self.view is not None:
            stated = self.view.status.status if self.view.status else None
            self.app.push_screen(_about_day(self.view.episodes, stated, self.day_named), answered)

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
        self._ask_next([kind for kind in _ORDER if kind in self.view.missing])

    def _ask_next(self, kinds: list[Kind]) -> None:
        if not kinds:
            return
        first, rest = kinds[0], kinds[1:]
        if first is Kind.SLEEP:
            self.app.push_screen(Line(self.night), lambda _: self._ask_next(rest))
        elif first is Kind.STRESS:
            self.app.push_screen(Rate(*STRESS), partial(self._rated, rest))
        else:
            self._ask_day(partial(self._ask_next, rest))

    def _rated(self, rest: list[Kind], rating: int | None) -> None:
        if rating is not None and self.place is not None:
            self.ask_when(
                Kind.STRESS, {"stress": rating}, self.place, partial(self._ask_next, rest)
            )
        else:
            self.save_rating("stress", rating)
            self._ask_next(rest)


def _about_day(episodes: int, stated: DayStatus | None, day: str) -> Ask:
    complete = Choice("c", "Everything of that day is logged: it is complete", DayStatus.COMPLETE)
    clear = Choice("x", f"There were no twitches {day}", DayStatus.CLEAR)
    unknown = Choice("u", "Unknown again: take back what was said of the day", _UNKNOWN)
    later = Choice("n", "Leave it so" if stated else "Not yet", "")
    noun = "1 twitch is" if episodes == 1 else f"{episodes} twitches are"
    if stated:
        said = "without twitches" if stated is DayStatus.CLEAR else "complete"
        other = () if episodes or stated is DayStatus.CLEAR else (clear,)
        return Ask("The day", f"You said that it was {said} {day}.", (unknown, *other, later))
    if not episodes:
        return Ask("The day", f"How was it {day}?", (clear, later))
    question = f"{noun} logged {day}, so it was not without twitches. Is the day complete?"
    return Ask("The day", question, (complete, later))
