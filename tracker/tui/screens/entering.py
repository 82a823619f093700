"""Today's keys: what each one saves, and what it asks before."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import on

from tracker import clock, knowledge, records
from tracker.records import Entry, Record
from tracker.tui import making
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.choose import Choose, Item
from tracker.tui.dialogs.ended import Ended
from tracker.tui.dialogs.line import Line, Wanted
from tracker.tui.dialogs.rate import Rate
from tracker.tui.jobs import deeds
from tracker.tui.messages import Written
from tracker.tui.nights import read_night
from tracker.tui.screens.placing import PlacingScreen
from tracker.tui.views.days import day_words
from tracker.tui.views.usual import Usual
from tracker.vocabulary import Kind, Onset

if TYPE_CHECKING:
    from tracker.tui.views.today import Running

RATING_WINDOW: Final = timedelta(seconds=5)
"""How long after a twitch a digit means its intensity."""

_ONSETS: Final = (
    Choice("s", "Suddenly, within seconds or minutes", Onset.SUDDEN),
    Choice("g", "Gradually", Onset.GRADUAL),
    Choice("n", "Not sure: it counts as sudden, to be on the safe side", ""),
)
STRESS: Final = ("Stress", "How strong was the stress? 0 is none, 10 the worst.")
_NIGHT: Final = "2310-0640, 23-7 or 7.5 hours; q7 adds how good it was, 0 to 10."
_FATIGUE: Final = ("Tiredness", "How tired were you? 0 is not at all, 10 the worst.")


class EnteringScreen(PlacingScreen):
    """The actions of the Today area. What is shown is the subclass's part."""

    def __init__(self) -> None:
        super().__init__()
        self._rating: tuple[str, datetime] | None = None
        self._is_saved = False

    @property
    def usual(self) -> Usual:
        """The habits in the diary."""
        return self.view.usual if self.view else Usual({}, {}, {}, ())

    def save(self, *new: Record) -> None:
        """Save records as they are."""
        self.tracker.write(partial(deeds.add, new), self)

    def save_here(self, kind: Kind, **fields: Any) -> None:
        """Save something that happened now, or at a time that is asked for."""
        place = self.place
        if not self.is_ready():
            return
        if place is None:
            self.save(making.at(kind, self.tracker.now(), **fields))
        else:
            self.ask_when(kind, fields, place)

    def is_ready(self) -> bool:
        """Whether the diary has been read: before that, nobody knows what is usual or running."""
        if self.view is None:
            self.notify("The diary is still being opened. Nothing was saved.", markup=False)
        return self.view is not None

    def action_twitch(self) -> None:
        """Save a twitch, then let a digit rate it."""
        new = records.new_id()
        self.save_here(Kind.EPISODE, id=new, **self.usual.twitch)
        if self.view is not None and self.place is None:
            self._may_rate(new, is_saved=False)

    def action_timer(self) -> None:
        """Start or stop the live timer; a forgotten one is asked about first."""
        if not self.is_ready():
            return
        running = self.view.running if self.view else None
        if running is not None and running.stale:
            self.app.push_screen(_about_timer(), partial(self._end_stale, running))
            return
        start = making.at(Kind.EPISODE, self.tracker.now(), ongoing=True, **self.usual.twitch)
        self.tracker.write(partial(deeds.toggle_timer, start), self)

    def _end_stale(self, running: "Running", answer: str | None) -> None:
        if answer == "earlier":
            self.app.push_screen(Ended(running.id, running.start))
        elif answer:
            end = clock.iso(self.tracker.now()) if answer == "now" else None
            fields = {"ongoing": None} | ({"end": end} if end else {})
            self.tracker.write(partial(deeds.change, running.id, fields, None), self)

    def action_intensity(self, rating: int) -> None:
        """Rate the twitch that was saved last, while that is still plainly meant."""
        if self._rating is None or self.tracker.now() - self._rating[1] > RATING_WINDOW:
            first = self.tracker.key("twitch")
            self.notify(f"A digit rates a twitch: press {first} first.", markup=False)
            return
        self.tracker.write(partial(deeds.rate, self._rating[0], rating), self)

    @on(Written)
    def _rate_episode(self, message: Written) -> None:
        done = message.done
        if done.gone and self.rated in {entry.id for entry in done.entries}:
            self.rate_no_more()
        elif not done.gone and not done.undone:
            self.was_saved(done.entries)

    def was_saved(self, entries: tuple[Entry, ...]) -> None:
        """A twitch that was saved alone may be rated."""
        if [entry.kind for entry in entries] == [Kind.EPISODE]:
            self._may_rate(entries[0].id, is_saved=True)

    def _may_rate(self, entry_id: str, *, is_saved: bool) -> None:
        self._rating, self._is_saved = (entry_id, self.tracker.now()), is_saved
        self.set_timer(RATING_WINDOW.total_seconds(), self.show_now)
        self.show_now()

    @property
    def may_rate(self) -> bool:
        """Whether a digit rates a twitch at this moment."""
        return self._rating is not None and self.tracker.now() - self._rating[1] < RATING_WINDOW

    @property
    def rated(self) -> str | None:
        """The id of the twitch that a digit rates, once it is in the diary."""
        return self._rating[0] if self._rating is not None and self._is_saved else None

    def rate_no_more(self) -> None:
        """The twitch is gone, and with it the question."""
        self._rating = None
        self.show_now()

    def show_now(self) -> None:
        """Show what the present moment asks for; the subclass's part."""

    def _own_first(self, items: list[Item]) -> list[Item]:
        """A list with what the person logs most often at its beginning."""
        rank = {name: number for number, name in enumerate(self.usual.items)}
        return sorted(items, key=lambda item: rank.get(item.value, len(rank)))

    def action_drink(self) -> None:
        """The most frequent drink."""
        self.save_here(Kind.CAFFEINE, **self.usual.drink)

    def action_choose_drink(self) -> None:
        """Any drink or food with caffeine."""
        choose = Choose("Drinks and food with caffeine", self._own_first(making.drinks()))
        self.app.push_screen(choose, partial(self._save_item, Kind.CAFFEINE))

    def action_alcohol(self) -> None:
        """Any alcoholic drink."""
        choose = Choose("Alcoholic drinks", self._own_first(making.alcoholic()))
        self.app.push_screen(choose, partial(self._save_item, Kind.ALCOHOL))

    def _save_item(self, kind: Kind, item: str | None) -> None:
        if item:
            self.save_here(kind, item=item)

    def action_sleep(self) -> None:
        """Last night, or the night before the day that is shown."""
        self.app.push_screen(Line(self.night(_NIGHT, self.day)))

    def night(self, hint: str, day: date | None) -> Wanted:
        """What is asked about the night that ended on a day, or last; the usual one is offered."""
        known = self.view.night if self.view else None
        usual = "" if known else self.usual.night
        title = "Last night" if self.day is None else f"The night before {day_words(self.day)}"
        reader = partial(read_night, day=day, usual=usual)
        if usual:
            start, end = usual.replace(":", "").split("-")
            hint = f"Your usual night. -{end} or {start}- changes one end of it.\n{hint}"
        elif known:
            hint = f"Recorded already: {known}. This adds another sleep.\n{hint}"
        return Wanted(title, hint, reader, start=usual)

    def action_stress(self) -> None:
        """How strong stress is."""
        self.app.push_screen(Rate(*STRESS), partial(self.save_rating, "stress"))

    def action_fatigue(self) -> None:
        """How tired the person is."""
        self.app.push_screen(Rate(*_FATIGUE), partial(self.save_rating, "fatigue"))

    def save_rating(self, field: str, rating: int | None) -> None:
        """Save a rating of the moment; None when none was given."""
        if rating is not None:
            self.save_here(Kind.STRESS, **{field: rating})

    def action_symptom(self) -> None:
        """A symptom, and how it began where that matters."""
        symptoms = self._own_first(making.symptoms())
        self.app.push_screen(Choose("Symptoms", symptoms, keep=self._keep_note), self._ask_onset)

    def _keep_note(self, text: str) -> None:
        """Save words that are no symptom as a note on the day that is shown."""
        if self.view is not None and self.is_ready():
            self.save(making.note(self.day or self.view.today, text, self.tracker.now()))

    def _ask_onset(self, symptom: str | None) -> None:
        if symptom is None:
            return
        known = knowledge.symptoms()[symptom]
        if known.ask_onset:
            meaning = f"{known.warns[:1].upper()}{known.warns[1:]}.\n" if known.warns else ""
            ask = Ask(known.label, f"{meaning}How did it begin?", _ONSETS)
            self.app.push_screen(ask, partial(self._save_symptom, symptom))
        else:
            self._save_symptom(symptom, "")

    def _save_symptom(self, symptom: str, onset: str | None) -> None:
        if onset is None:
            self.notify("Nothing was saved.", markup=False)
        else:
            self.save_here(Kind.SYMPTOM, symptom=symptom, **({"onset": onset} if onset else {}))


def _about_timer() -> Ask:
    return Ask(
        "A timer is still running",
        "It has run for more than four hours. Did it really last?",
        (
            Choice("n", "It ends now", "now"),
            Choice("e", "It ended earlier: say when", "earlier"),
            Choice("f", "I forgot it: keep the twitch without an end", "unknown"),
            Choice("s", "It is still going on", ""),
        ),
    )
