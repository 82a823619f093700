"""The flag rules, by tier: one function for each, named as the rule is.

A module is imported when one of its rules is first asked for: after each entry those emergency
rules run that can hold at all, and the others are not even read.
"""

from importlib import import_module
from typing import Final

from tracker.vocabulary import Tier

MODULES: Final[dict[Tier, tuple[str, ...]]] = {
    Tier.EMERGENCY: ("emergency_signs", "emergency_changes", "emergency_stroke"),
    Tier.SOON: ("soon_signs", "soon_reasons", "soon_substances"),
    Tier.ROUTINE: (
        "routine_lasting",
        "routine_places",
        "routine_medicine",
        "routine_companions",
        "routine_trial",
    ),
    Tier.SELF_CARE: ("self_care",),
}
"""The modules that hold each tier's rules; what rests on most is read last."""


def load(module: str) -> None:
    """Import one of the modules, whose rules then register themselves."""
    import_module(f"{__name__}.{module}")
