"""The weekly report: what the diary says of a week, on one page for a doctor.

The modules of numbers (`days`, `rates`, `summary`, `timeline`, `history`, `changes`) need no
matplotlib; the modules that draw load it, with its cache in a private folder.
"""

from tracker.report import cache

cache.choose()
