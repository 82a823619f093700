"""The diary's words: every closed list of the record format, and the site groups built on it."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """The fourteen kinds of diary record."""

    EPISODE = "episode"
    CAFFEINE = "caffeine"
    SLEEP = "sleep"
    STRESS = "stress"
    MEDICATION = "medication"
    DOSE = "dose"
    ALCOHOL = "alcohol"
    SUBSTANCE = "substance"
    SYMPTOM = "symptom"
    EVENT = "event"
    FACTOR = "factor"
    DAY = "day"
    TRIAL = "trial"
    PROFILE = "profile"


class Side(StrEnum):
    """Laterality of an episode, a symptom or an injury, as the person sees their own body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    MIDLINE = "midline"


class Site(StrEnum):
    """Where it twitches."""

    UPPER_LIP = "upper_lip"
    LOWER_LIP = "lower_lip"
    MOUTH_CORNER = "mouth_corner"
    CHIN = "chin"
    CHEEK = "cheek"
    UPPER_EYELID = "upper_eyelid"
    LOWER_EYELID = "lower_eyelid"
    BROW = "brow"
    JAW = "jaw"
    TONGUE = "tongue"
    NOSE = "nose"
    NECK = "neck"
    ARM = "arm"
    HAND = "hand"
    LEG = "leg"
    OTHER = "other"


class Character(StrEnum):
    """What the movement looks or feels like."""

    FLUTTER = "flutter"
    RIPPLE = "ripple"
    JERK = "jerk"
    PULL = "pull"
    TREMOR = "tremor"
    CHEWING = "chewing"
    OTHER = "other"


class CourseChange(StrEnum):
    """What happened at a medication course's start date."""

    STARTED = "started"
    INCREASED = "increased"
    DECREASED = "decreased"


class DoseStatus(StrEnum):
    """Whether a dose was taken."""

    TAKEN = "taken"
    SKIPPED = "skipped"


class SubstanceClass(StrEnum):
    """Class of a substance other than caffeine."""

    ALCOHOL = "alcohol"
    OPIOID = "opioid"
    BENZODIAZEPINE = "benzodiazepine"
    Z_DRUG = "z-drug"
    STIMULANT = "stimulant"
    CANNABIS = "cannabis"
    NICOTINE = "nicotine"
    OTHER = "other"


class SubstanceEvent(StrEnum):
    """What happened with a substance at a moment."""

    USED = "used"
    STOPPED = "stopped"
    CUT_DOWN = "cut_down"


class Onset(StrEnum):
    """How a symptom began; sudden is within seconds to minutes."""

    SUDDEN = "sudden"
    GRADUAL = "gradual"


class EventName(StrEnum):
    """Dated happenings: injuries, operations, visits."""

    HEAD_INJURY = "head_injury"
    FACE_INJURY = "face_injury"
    JAW_OR_DENTAL = "jaw_or_dental"
    FACE_OR_NECK_SURGERY = "face_or_neck_surgery"
    THYROID_SURGERY = "thyroid_surgery"
    PAST_FACIAL_PALSY = "past_facial_palsy"
    DOCTOR_VISIT = "doctor_visit"
    OTHER = "other"


class DayStatus(StrEnum):
    """What the person states about a whole day: no twitches, or everything logged."""

    CLEAR = "clear"
    COMPLETE = "complete"


class Arm(StrEnum):
    """The two arms of a trial."""

    USUAL = "usual"
    WITHOUT = "without"


class Verdict(StrEnum):
    """What the trigger analysis says about one factor."""

    RAISES = "raises"
    LOWERS = "lowers"
    NO_ASSOCIATION = "no_association"
    UNCLEAR = "unclear"
    NOT_ENOUGH_DATA = "not_enough_data"


class Tier(StrEnum):
    """Urgency of a flag, most urgent first."""

    EMERGENCY = "emergency"
    SOON = "soon"
    ROUTINE = "routine"
    SELF_CARE = "self_care"


class FlagStatus(StrEnum):
    """Where a flag stands in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


LIP_SITES: Final = frozenset({Site.UPPER_LIP, Site.LOWER_LIP, Site.MOUTH_CORNER})
"""The sites that count as lip."""

LIMB_SITES: Final = frozenset({Site.ARM, Site.HAND, Site.LEG})
"""The sites outside face, lip and neck; they make no day active unless a rule says so."""
