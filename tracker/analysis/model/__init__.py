"""Counts of episodes a day, regressed on exposures beside a severity that drifts by itself."""
