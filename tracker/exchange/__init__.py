"""The diary on its way out and in: tables for a clinician, JSON Lines, files written safely.

Everything here takes entries, records or results, never a session of the store.
"""
