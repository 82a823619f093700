"""How a month of doses is recorded, in words. What was not logged is not recorded, never missed."""

from tracker.medication.adherence import Adherence, Use


def scheduled(one: Adherence) -> str:
    """The doses of a schedule: taken of those recorded, skipped, and how many nobody knows of."""
    if not one.expected:
        return "no dose is past yet"
    if not one.recorded:
        return f"none of {one.expected} doses is recorded"
    when = [
        f"{count} {word}" for word, count in (("late", one.late), ("early", one.early)) if count
    ]
    off = f" ({', '.join(when)})" if when else ""
    said = [f"{one.taken} of {one.recorded} recorded doses taken{off}"]
    said += [f"{one.skipped} skipped"] if one.skipped else []
    said += [f"{one.not_recorded} of {one.expected} not recorded"] if one.not_recorded else []
    said += [f"{one.beyond} beyond the schedule"] if one.beyond else []
    return "; ".join(said)


def logged(use: Use, days: int) -> str:
    """The doses without a schedule that were logged in so many days; more may have been taken."""
    if use.last is None:
        return f"none logged in {days} days"
    noun = "1 dose" if use.doses == 1 else f"{use.doses} doses"
    on = "1 day" if use.days == 1 else f"{use.days} days"
    return f"{noun} logged on {on} of {days}, the last {use.last:%Y-%m-%d %H:%M}"
