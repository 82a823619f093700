"""Faults on purpose: each module provokes one family and counts what it did to the diary."""
