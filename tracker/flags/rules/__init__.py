"""The flag rules, by tier: one function for each, named as the rule is."""

from tracker.flags.rules import (
    emergency_changes,
    emergency_signs,
    emergency_stroke,
    routine_companions,
    routine_lasting,
    routine_medicine,
    routine_places,
    routine_trial,
    self_care,
    soon_reasons,
    soon_signs,
    soon_substances,
)

__all__ = [
    "emergency_changes",
    "emergency_signs",
    "emergency_stroke",
    "routine_companions",
    "routine_lasting",
    "routine_medicine",
    "routine_places",
    "routine_trial",
    "self_care",
    "soon_reasons",
    "soon_signs",
    "soon_substances",
]
