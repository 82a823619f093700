"""Medicines: courses, the doses that are due, and how many of them are recorded.

Pure: from a diary and a moment, standard library alone. A dose that was not logged is *not
recorded*; nothing here calls it missed.
"""

from tracker.medication.adherence import Adherence, Use, adherence, uses
from tracker.medication.courses import Course, current
from tracker.medication.plan import Plan, first_day, plan
from tracker.medication.slots import Slot, Standing

__all__ = [
    "Adherence", "Course", "Plan", "Slot", "Standing", "Use",
    "adherence", "current", "first_day", "plan", "uses",
]  # fmt: skip
