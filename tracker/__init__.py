"""A private diary for a twitching lip, kept and read on the person's own machine."""

__version__ = "0.1.0"
