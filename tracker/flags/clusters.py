"""Clusters: episodes that count once because they follow each other closely at one place."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from tracker.records import Entry

CLUSTER_SPAN: Final = timedelta(minutes=30)
"""Episodes that start within this time of a cluster's first belong to it (reading 32)."""


def cluster_starts(episodes: Iterable[Entry]) -> list[Entry]:
    """The first episode of every cluster; the episodes must come in order of time.

    Two episodes share a cluster when they name the same set of sites and the same side (what was
    not recorded is a value of its own) and the later starts at most 30 minutes after the cluster's
    first, however close it is to the one before it.
    """
    span = CLUSTER_SPAN.total_seconds()
    open_since: dict[tuple[frozenset[str], str | None], float] = {}
    firsts = []
    for episode in episodes:
        if episode.at is None:
            continue
        place = (frozenset(episode.record.get("sites") or ()), episode.record.get("side"))
        moment = episode.at.timestamp()
        since = open_since.get(place)
        if since is None or moment - since > span:
            open_since[place] = moment
            firsts.append(episode)
    return firsts
