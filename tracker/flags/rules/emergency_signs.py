"""Emergency rules about signs that are urgent whatever else is in the diary."""

from tracker.flags.registry import check
from tracker.flags.result import Outcome
from tracker.flags.signs import evidence_of, hours_since
from tracker.flags.view import View
from tracker.knowledge import Rule


@check
def danger_symptom(view: View, rule: Rule) -> Outcome:
    """Chest pain, fainting, difficulty breathing or a tight throat in the last 24 hours.

    Sources: mypatient_palp, mayo_hypopara; reading 3. Open for 24 hours after the latest report.
    """
    signs = view.signs(rule.symptom_ids, rule.params["hours"])
    return Outcome(
        holds=bool(signs),
        tell=lambda: evidence_of(signs),
        measured={"hours": hours_since(signs, view.moment)},
    )
