"""Today's keys: what each one saves, and what it asks before."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import on

from tracker import clock, knowledge, records
from tracker.records import Record
from tracker.tui import deeds, making
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.choose import Choose
from tracker.tui.dialogs.line import Line, Wanted
from tracker.tui.dialogs.rate import Rate
from tracker.tui.messages import Written
from tracker.tui.screens.area import AreaScreen
from tracker.tui.views.usual import Usual
from tracker.vocabulary import DayStatus, Kind, Onset

if TYPE_CHECKING:
    from tracker.tui.views.today import Today

RATING_WINDOW: Final = timedelta(seconds=5)
"""How long after a twitch a digit means its intensity."""

NIGHT: Final = Wanted(
    "Last night", "2310-0640 or 7.5h; q7 adds how good it was, 0 to 10.", making.read_night
)
DOSE: Final = Wanted("A dose", "The medicine and how much: magnesium 300 mg", making.read_dose)
_ONSETS: Final = (
    Choice("s", "Suddenly, within seconds or minutes", Onset.SUDDEN),
    Choice("g", "Gradually", Onset.GRADUAL),
    Choice("n", "Not sure", ""),
)
_STRESS: Final = ("Stress now", "How strong is the stress? 0 is none, 10 the worst.")
_FATIGUE: Final = ("Tiredness now", "How tired are you? 0 is not at all, 10 the worst.")


class EnteringScreen(AreaScreen):
    """The actions of the Today area. What is shown is the subclass's part."""

    def __init__(self) -> None:
        super().__init__()
        self.view: Today | None = None
        self._rating: tuple[str, datetime] | None = None

    @property
    def _usual(self) -> Usual:
        return self.view.usual if self.view else Usual({}, {}, {})

    def _save(self, *new: Record) -> None:
        self.tracker.write(partial(deeds.add, new), self)

    def _save_now(self, kind: Kind, **fields: Any) -> None:
        if self._is_ready():
            self._save(making.at(kind, self.tracker.now(), **fields))

    def _is_ready(self) -> bool:
        """Whether the diary has been read: before that, nobody knows what is usual or running."""
        if self.view is None:
            self.notify("The diary is still being opened. Nothing was saved.", markup=False)
        return self.view is not None

    def action_twitch(self) -> None:
        """Save a twitch, then let a digit rate it."""
        if self._is_ready():
            new = records.new_id()
            self._save_now(Kind.EPISODE, id=new, **self._usual.twitch)
            self._may_rate(new)

    def action_timer(self) -> None:
        """Start or stop the live timer; a forgotten one is asked about first."""
        if not self._is_ready():
            return
        running = self.view.running if self.view else None
        if running is not None and running.stale:
            self.app.push_screen(_about_timer(), partial(self._end_stale, running.id))
            return
        start = making.at(Kind.EPISODE, self.tracker.now(), ongoing=True, **self._usual.twitch)
        self.tracker.write(partial(deeds.toggle_timer, start), self)

    def _end_stale(self, entry_id: str, answer: str | None) -> None:
        if answer:
            end = clock.iso(self.tracker.now()) if answer == "now" else None
            fields = {"ongoing": None} | ({"end": end} if end else {})
            self.tracker.write(partial(deeds.change, entry_id, fields, None), self)

    def action_intensity(self, rating: int) -> None:
        """Rate the twitch that was saved last, while that is still plainly meant."""
        if self._rating is None or self.tracker.now() - self._rating[1] > RATING_WINDOW:
            self.notify("A digit rates a twitch: press t first.", markup=False)
            return
        change = partial(deeds.change, self._rating[0], {"intensity": rating}, None)
        self.tracker.write(change, self)

    @on(Written)
    def _rate_episode(self, message: Written) -> None:
        if [e.kind for e in message.done.entries] == [Kind.EPISODE]:
            self._may_rate(message.done.entries[0].id)

    def _may_rate(self, entry_id: str) -> None:
        self._rating = (entry_id, self.tracker.now())
        self.set_timer(RATING_WINDOW.total_seconds(), self.show_now)
        self.show_now()

    @property
    def may_rate(self) -> bool:
        """Whether a digit rates a twitch at this moment."""
        return self._rating is not None and self.tracker.now() - self._rating[1] < RATING_WINDOW

    def show_now(self) -> None:
        """Show what the present moment asks for; the subclass's part."""

    def action_drink(self) -> None:
        """The most frequent drink."""
        self._save_now(Kind.CAFFEINE, **self._usual.drink)

    def action_choose_drink(self) -> None:
        """Any drink or food with caffeine."""
        choose = Choose("Drinks and food with caffeine", making.drinks())
        self.app.push_screen(choose, partial(self._save_item, Kind.CAFFEINE))

    def action_alcohol(self) -> None:
        """Any alcoholic drink."""
        choose = Choose("Alcoholic drinks", making.alcoholic())
        self.app.push_screen(choose, partial(self._save_item, Kind.ALCOHOL))

    def _save_item(self, kind: Kind, item: str | None) -> None:
        if item:
            self._save_now(kind, item=item)

    def action_sleep(self) -> None:
        """Last night."""
        self.app.push_screen(Line(NIGHT))

    def action_ask_dose(self) -> None:
        """A dose of any medicine."""
        self.app.push_screen(Line(DOSE))

    def action_dose(self) -> None:
        """The dose taken last, again; asked for when there was none."""
        if self._usual.dose:
            self._save_now(Kind.DOSE, **self._usual.dose)
        else:
            self.action_ask_dose()

    def action_stress(self) -> None:
        """How strong stress is now."""
        self.app.push_screen(Rate(*_STRESS), partial(self._save_rating, "stress"))

    def action_fatigue(self) -> None:
        """How tired the person is now."""
        self.app.push_screen(Rate(*_FATIGUE), partial(self._save_rating, "fatigue"))

    def _save_rating(self, field: str, rating: int | None) -> None:
        if rating is not None:
            self._save_now(Kind.STRESS, **{field: rating})

    def action_symptom(self) -> None:
        """A symptom, and how it began where that matters."""
        self.app.push_screen(Choose("Symptoms", making.symptoms()), self._ask_onset)

    def _ask_onset(self, symptom: str | None) -> None:
        if symptom is None:
            return
        known = knowledge.symptoms()[symptom]
        if known.ask_onset:
            ask = Ask(known.label, "How did it begin?", _ONSETS)
            self.app.push_screen(ask, partial(self._save_symptom, symptom))
        else:
            self._save_symptom(symptom, "")

    def _save_symptom(self, symptom: str, onset: str | None) -> None:
        if onset is None:
            self.notify("Nothing was saved.", markup=False)
        else:
            self._save_now(Kind.SYMPTOM, symptom=symptom, **({"onset": onset} if onset else {}))

    def action_clear_day(self) -> None:
        """No twitches today; with twitches logged, the day can only be complete."""
        if self.view is not None and self.view.episodes:
            self._ask_day()
        else:
            self._state_day(DayStatus.CLEAR)

    def _ask_day(self) -> None:
        if self.view is not None:
            self.app.push_screen(_about_day(self.view.episodes), self._state_day)

    def _state_day(self, status: str | None) -> None:
        if status and self.view is not None:
            self._save(making.day_status(self.view.day, status, self.tracker.now()))

    def action_evening(self) -> None:
        """Ask for what is still missing today, one thing after the other."""
        missing = self.view.missing if self.view else frozenset()
        if not missing:
            self.notify("Nothing is missing today.", markup=False)
        self._ask_next([kind for kind in (Kind.SLEEP, Kind.STRESS, Kind.DAY) if kind in missing])

    def _ask_next(self, kinds: list[Kind]) -> None:
        if not kinds:
            return
        first, rest = kinds[0], kinds[1:]
        if first is Kind.SLEEP:
            self.app.push_screen(Line(NIGHT), lambda _: self._ask_next(rest))
        elif first is Kind.STRESS:

            def rated(rating: int | None) -> None:
                self._save_rating("stress", rating)
                self._ask_next(rest)

            self.app.push_screen(Rate(*_STRESS), rated)
        else:
            self._ask_day()


def _about_timer() -> Ask:
    return Ask(
        "A timer is still running",
        "It has been running for more than four hours. Did the twitching really last?",
        (
            Choice("n", "It ends now", "now"),
            Choice("f", "I forgot it: keep the twitch without an end", "unknown"),
            Choice("s", "It is still going on", ""),
        ),
    )


def _about_day(episodes: int) -> Ask:
    complete = Choice("c", "Everything of today is logged: the day is complete", DayStatus.COMPLETE)
    later = Choice("n", "Not yet", "")
    if not episodes:
        clear = Choice("x", "There were no twitches today", DayStatus.CLEAR)
        return Ask("The day", "How was today?", (clear, later))
    noun = "1 twitch is" if episodes == 1 else f"{episodes} twitches are"
    question = f"{noun} logged today, so it was not a day without twitches. Is the day complete?"
    return Ask("The day", question, (complete, later))
