"""What must be said beside a finding, and the guard that asks which came first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from tracker.analysis import courses, exposures, ratings, reverse, wording
from tracker.analysis.evidence import Evidence
from tracker.analysis.frames import EPISODES
from tracker.analysis.looks import Look
from tracker.analysis.ratings import Rated
from tracker.analysis.waking import Waking
from tracker.diary import Diary

FEW_SIDE: Final = 10
"""Fewer exposed or unexposed days than this earn a caveat."""

COURSE_WEEKS: Final = 4
"""Weeks before and from a course's start whose rates are named."""


def with_notes(look: Look, diary: Diary, frame: pd.DataFrame) -> Look:
    """A look with the caveats that do not depend on the estimate."""
    factor, notes = look.factor, list(look.notes)
    if look.is_open and look.days < len(frame):
        notes.append(wording.filled_in(factor, len(frame) - look.days, len(frame)))
    if look.is_open and min(look.exposed, look.unexposed) < FEW_SIDE:
        notes.append(wording.few_days(look.exposed, look.unexposed))
    if factor.is_course:
        notes += _course_rates(diary, factor.name, frame)
    if factor.id == "sleep" and look.is_open:
        nights = exposures.sleep_hours(diary)
        if ratings.short_nights_follow_bad_days(diary, nights):
            notes.append(wording.SHORT_NIGHTS)
    return replace(look, notes=tuple(notes))


def with_disagreement(look: Look, found: Evidence) -> Look:
    """A look that says where the two estimates of one exposure do not fit together."""
    if found.ways is None:
        return look
    return replace(look, notes=(wording.disagree(*found.ways), *look.notes))


def with_order(
    look: Look,
    diary: Diary,
    rated: Mapping[str, Rated],
    frame: pd.DataFrame,
    hours: Waking,
    *,
    tempted: bool,
) -> Look:
    """A rating's look with what is known of which came first; `rated` is what is, by factor.

    Where episodes are known to raise the next rating and a claim would be made (`tempted`), it may
    be made only if episodes also follow high ratings.
    """
    if look.factor.id not in rated or not look.is_open:
        return look
    own = rated[look.factor.id].of_days(set(frame.index))
    found, link = own.ratings, own.link
    days = ratings.days_with_several(found)
    if days < ratings.MIN_DAYS:
        text = wording.MAY_FOLLOW.format(needed=ratings.MIN_DAYS, found=days)
        return replace(look, notes=(*look.notes, text))
    if not link.significant:
        return look
    text = wording.CLEANED.format(points=max(link.just_before, link.earlier))
    if not tempted or reverse.episodes_follow(diary, found, link, frame, hours):
        return replace(look, notes=(*look.notes, text))
    return replace(look, notes=(wording.NOT_FOLLOWED, *look.notes), may_claim=False)


def _course_rates(diary: Diary, name: str, frame: pd.DataFrame) -> list[str]:
    """What the episodes were like before and from the latest start that has days on both sides."""
    stretch = COURSE_WEEKS * 7
    for start in reversed(courses.course_starts(diary, name)):
        after_start = np.array([(day - start).days for day in frame.index], dtype=np.int64)
        before = frame[EPISODES][(after_start >= -stretch) & (after_start < 0)]
        after = frame[EPISODES][(after_start >= 0) & (after_start < stretch)]
        if len(before) and len(after):
            rates = float(before.mean()), float(after.mean())
            return [wording.started_in_bad_times(name, *rates, COURSE_WEEKS)]
    return []
