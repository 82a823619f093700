"""The page's panels, one module each: numbers in, marks on the page out."""

from tracker.report import cache

cache.choose()
