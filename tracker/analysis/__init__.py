"""Which factors go with the twitching, and how sure that is."""

from tracker.analysis.findings import Finding
from tracker.analysis.stability import stable_findings
from tracker.analysis.triggers import find_triggers
from tracker.diary import Diary

__all__ = ["Diary", "Finding", "find_triggers", "stable_findings"]
