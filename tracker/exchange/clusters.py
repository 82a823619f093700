"""Episodes that come in a burst, counted once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from tracker import clock
from tracker.records import Entry

WITHIN: Final = timedelta(minutes=30)
"""How long after a cluster's first episode another still belongs to it (knowledge: cluster)."""


def clusters(episodes: Iterable[Entry]) -> list[list[Entry]]:
    """Episodes, oldest first, in clusters of the same site and side.

    An episode belongs to a cluster when it starts within 30 minutes of the cluster's first one.
    A side or site that was not recorded is a side or site of its own.
    """
    found: list[list[Entry]] = []
    newest: dict[tuple[frozenset[str], str | None], list[Entry]] = {}
    for episode in episodes:
        where = (frozenset(episode.record.get("sites") or ()), episode.record.get("side"))
        cluster = newest.get(where)
        if cluster is None or _start(episode) - _start(cluster[0]) > WITHIN:
            cluster = newest[where] = []
            found.append(cluster)
        cluster.append(episode)
    return found


def _start(episode: Entry) -> datetime:
    return clock.parse_instant(episode.record["start"])
