"""The way to ask which factors go with the twitching."""

from datetime import date

from tracker.analysis.findings import Finding
from tracker.diary import Diary


def find_triggers(
    diary: Diary, *, since: date | None = None, until: date | None = None
) -> list[Finding]:
    """Every factor that was looked at, most certain first, also those with no result.

    Uses the complete days from `since` to `until`, both included and both open when None. The same
    diary always gives the same findings. Loads pandas and scipy on its first call. This
    is a look at the moment (a peek); `stable_findings` gives the verdicts that have held.
    """
    from tracker.analysis.judging import judge  # noqa: PLC0415  pandas takes long to load

    return judge(diary, since, until)
