"""Today's keys for medicines: the next dose that is due, and any other."""

from functools import partial
from typing import Final

from tracker.errors import DataError
from tracker.medication import Slot, Standing
from tracker.tui import making
from tracker.tui.dialogs.ask import Ask, Choice
from tracker.tui.dialogs.choose import Choose, Item
from tracker.tui.dialogs.line import Line, Wanted
from tracker.tui.screens.entering import EnteringScreen
from tracker.tui.screens.placing import Place
from tracker.tui.views.days import day_words
from tracker.tui.views.doses import Offer, due, offers, slot_fields
from tracker.vocabulary import DoseStatus, Kind

_NOW, _THEN, _ASKED, _SKIPPED = "now", "then", "asked", "skipped"
_HINT: Final = "The medicine and how much: magnesium 300 mg"


class DosingScreen(EnteringScreen):
    """Doses belong to the schedule of their course where it has one."""

    def action_dose(self) -> None:
        """The dose that is due; the one taken last where there is no schedule; else asked."""
        if not self.is_ready() or self.view is None:
            return
        plan = self.view.medicines
        scheduled = any(course.schedule for course in plan.courses)
        if self.place is None and plan.open:
            self.save_here(Kind.DOSE, **slot_fields(plan.open[0]))
        elif self.usual.dose and not scheduled:
            self.save_here(Kind.DOSE, **self.usual.dose)
        else:
            self.action_ask_dose()

    def action_ask_dose(self) -> None:
        """Any medicine: what the day asks for first, then one's own, then the list; or typed."""
        if not self.is_ready() or self.view is None:
            return
        found = offers(self.view.medicines, self.usual, self.view.day)
        named = {f"{number}\n": offer for number, offer in enumerate(found)}  # no one types that
        items = [Item(value, offer.text, offer.detail) for value, offer in named.items()]
        title = f"A dose, {day_words(self.view.day)}" if self.day else "A dose"

        def chosen(answer: str | None) -> None:
            if answer in named:
                self._take(named[answer])
            elif answer:
                self._take_typed(answer)

        self.app.push_screen(Choose(title, items, own="Enter takes it as it is typed."), chosen)

    def _take(self, offer: Offer) -> None:
        if offer.slot is not None:
            ask = _about_slot(offer, offer.slot, is_today=self.day is None)
            self.app.push_screen(ask, partial(self._take_slot, offer, offer.slot))
        elif "dose" in offer.fields or self.place is not None:
            self.save_here(Kind.DOSE, **offer.fields)
        else:
            name = offer.fields["name"]
            self.app.push_screen(Line(Wanted("How much?", _HINT, making.read_dose, f"{name} ")))

    def _take_typed(self, text: str) -> None:
        try:
            (record,) = making.read_dose(text, self.tracker.now(), self.tracker.day_starts_at)
        except (DataError, ValueError):
            self.app.push_screen(Line(Wanted("A dose", _HINT, making.read_dose, text)))
        else:
            fields = {name: record[name] for name in ("name", "dose", "unit") if name in record}
            self.save_here(Kind.DOSE, **fields)

    def _take_slot(self, offer: Offer, slot: Slot, answer: str | None) -> None:
        if answer is None or self.view is None:
            return
        fields, now = dict(offer.fields), self.tracker.now()
        if answer == _SKIPPED:
            fields |= {"status": DoseStatus.SKIPPED.value}
            fields = {name: v for name, v in fields.items() if name not in {"dose", "unit"}}
        if answer == _ASKED:
            self.ask_when(Kind.DOSE, fields, Place(self.view.day, f"{slot.due:%H:%M}"))
        else:
            is_now = answer == _NOW or (answer == _SKIPPED and self.day is None)
            self.save(making.at(Kind.DOSE, now if is_now else slot.due, **fields))


def _about_slot(offer: Offer, slot: Slot, *, is_today: bool) -> Ask:
    at = f"{slot.due:%H:%M}"
    choices = [
        Choice("n", "Taken now", _NOW),
        Choice("d", f"Taken at {at}, when it was due", _THEN),
        Choice("t", "Taken at another time", _ASKED),
        Choice("s", "Skipped", _SKIPPED),
    ]
    if not is_today:
        del choices[0]
    if slot.standing is Standing.UPCOMING:
        del choices[1]
    return Ask(offer.text, f"{due(slot).capitalize()}.", choices)
