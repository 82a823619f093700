"""The twitches and one exposure over time in plain lines, one for each week or longer stretch."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.analysis.detail import Detail
    from tracker.analysis.over_time import Column


def over_time(detail: "Detail") -> Iterator[str]:
    """A line for each stretch, oldest first, and what it does not tell; or what is missing yet."""
    from tracker.analysis.over_time import NOT_A_CAUSE

    over = detail.over_time
    if over.too_short:
        yield f"\nOver time:\n  {over.too_short}"
        return
    yield f"\nOver time, by {over.unit}: twitches a complete day, and the mean of the exposure:"
    for column in over.columns:
        yield f"  {column.since} to {column.until}: {_said(column, detail.unit)}"
    yield f"  {over.unknown} {NOT_A_CAUSE}"


def _said(column: "Column", unit: str) -> str:
    from tracker.analysis.bands import amount

    if column.per_day is None:
        return "unknown, no complete day"
    rate = f"{column.per_day:.1f} a day ({_days(column.days)})"
    if column.exposure is None:
        return f"{rate}, exposure unknown"
    known = "" if column.exposed == column.days else f" ({_days(column.exposed)})"
    return f"{rate}, {amount(column.exposure, unit)}{known}"


def _days(number: int) -> str:
    return f"{number:,} {'day' if number == 1 else 'days'}"
