"""What the panels draw with. Loads matplotlib, its cache in a folder chosen beforehand."""

from tracker.report import cache

cache.choose()
