"""Self-care rules: everyday reasons, and the short twitch that nothing else speaks about."""

from tracker.flags import registry
from tracker.flags.registry import check
from tracker.flags.result import Outcome
from tracker.flags.rules.routine_lasting import active_evidence
from tracker.flags.view import View
from tracker.knowledge import Rule
from tracker.vocabulary import Tier


@check
def recent_simple_twitch(view: View, rule: Rule) -> Outcome:
    """A present run of 14 days or less while no rule of a higher tier fires.

    Sources: nhs_twitching, mayo_eye_twitch, bfs_wiki; reading 9: from the run's first to its last
    active day at most 13 dates; runs that have ended do not count.
    """
    run = view.run()
    short = run is not None and run.apart < rule.params["days"]
    return Outcome(
        holds=short and not _anything_more_urgent(view),
        tell=lambda: () if run is None else active_evidence(view, run.first, run.last),
        measured={"days": None if run is None else run.apart + 1},
        needs="" if view.timeline.active.until(view.today) else "1 episode; none so far",
    )


def _anything_more_urgent(view: View) -> bool:
    return any(
        registry.holds(view, key)
        for key, rule in view.timeline.rules.items()
        if rule.tier != Tier.SELF_CARE and key in registry.CHECKS
    )
