"""The whole diary as the analyses read it."""

from tracker.diary import Diary
from tracker.store import Store


def diary_whole(store: Store) -> Diary:
    """Every entry, as the analyses read it."""
    return Diary.from_entries(store.walk())
