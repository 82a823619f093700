"""Days in words. English throughout, whatever the machine's locale."""

from datetime import date
from typing import Final

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def day_words(day: date) -> str:
    """A day as people say it: Fri 20 Nov."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
