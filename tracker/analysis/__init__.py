"""Which factors go with the twitching, and how sure that is."""

import os

# before numpy is loaded: its matrices have a dozen columns here, and on a busy machine a second
# thread of OpenBLAS spends longer waiting for its turn than the whole analysis takes without it
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tracker.analysis.findings import Finding
from tracker.analysis.stability import stable_findings
from tracker.analysis.triggers import find_triggers
from tracker.diary import Diary

__all__ = ["Diary", "Finding", "find_triggers", "stable_findings"]
