"""What each cause's list of things worth logging means in the diary's own fields.

The causes file says in plain words what to log. A *mark* is one trace of it: a kind (`sleep`), a
field that an entry states (`stress.fatigue`), or the id or name that it holds
(`symptom:vomiting`, `factor:screen_hours`).
"""

from collections.abc import Mapping
from typing import Final

from tracker.diary import Diary
from tracker.vocabulary import Kind

_NAMED: Final = {Kind.SYMPTOM: "symptom", Kind.EVENT: "event", Kind.FACTOR: "name"}
"""The kinds whose entries are told apart by one field."""

_INJURIES: Final = (
    "event:head_injury event:face_injury event:jaw_or_dental event:face_or_neck_surgery"
)

MARKS: Final[Mapping[str, str]] = {
    "time and item of each caffeine intake, mg": "caffeine",
    "pregnancy, smoking, oral contraceptive, fluvoxamine (change half-life)": (
        "profile.pregnant profile.smoker profile.oral_contraceptive profile.fluvoxamine"
    ),
    "episodes": "episode",
    "sleep": "sleep",
    "vomiting, diarrhoea, heavy sweating, restricted eating": (
        "symptom:vomiting symptom:diarrhoea symptom:sweating"
    ),
    "medicines marked hypokalaemia": "medication dose",
    "cramps, weakness, constipation, palpitations": (
        "symptom:muscle_cramp symptom:muscle_weakness symptom:constipation symptom:palpitations"
    ),
    "optional potassium-rich servings": "factor:potassium_servings",
    "blood results typed in by the user": "event.outcome",
    "name, class, dose": "medication dose",
    "start, stop and dose-change dates": "medication",
    "missed doses": "dose.status",
    "over-the-counter and inhaled medicines": "medication dose",
    "stress 0 to 10 each day": "stress.stress",
    "sleep hours and quality 0 to 10": "sleep",
    "fatigue 0 to 10": "stress.fatigue",
    "optional screen hours": "factor:screen_hours",
    "alcohol in grams with time": "alcohol",
    "other substances (optional, private)": "substance",
    "date of stopping or cutting down": "substance.fraction_cut substance:stopped",
    "benzodiazepines, z-drugs, opioids": "substance medication.drug_class",
    "facial weakness, side, onset time": "symptom:facial_weakness",
    "eye closure": "symptom:eye_not_closing symptom:eye_pulled_shut episode.closed_eye",
    "taste, ear pain": "symptom:taste_change symptom:ear_pain",
    "past facial palsy": "event:past_facial_palsy",
    "side and every site of each episode": "episode.side episode.sites",
    "flutter, jerk or sustained pull": "episode.character",
    "eye closed by it": "episode.closed_eye",
    "asleep or awake": "episode.asleep",
    "date each site first appeared": "episode.sites",
    "date, place and kind of head, face, jaw or dental injury or procedure": _INJURIES,
    "alarm signs": (
        "symptom:vomiting symptom:drowsiness symptom:confusion symptom:slurred_speech "
        "symptom:severe_headache symptom:fluid_ear_nose symptom:balance_loss"
    ),
    "tingling of lips, fingers, toes": "symptom:tingling_lips symptom:tingling_fingers_toes",
    "hand or foot spasm": "symptom:hand_foot_spasm",
    "neck or thyroid surgery": "event:thyroid_surgery event:face_or_neck_surgery",
    "medicines marked hypocalcaemia": "medication dose",
    "optional calcium servings": "factor:calcium_servings",
    "each different movement and sound": "symptom:motor_tics symptom:vocal_tics",
    "urge and short suppression": "episode.urge episode.suppressible symptom:urge_before_movement",
    "age at first tic (profile)": "profile.age",
    "distress": "episode.interfered",
    "rhythmic or not": "episode.rhythmic",
    "at rest or in use": "episode.at_rest episode.eases_with_use",
    "hand or leg tremor": "symptom:limb_rest_tremor",
    "slowness, stiffness, handwriting": (
        "symptom:slowness symptom:stiffness symptom:small_handwriting"
    ),
    "dopamine-blocking medicines": "medication dose",
    "lasting weakness or thinning and where": "symptom:muscle_weakness symptom:muscle_wasting",
    "speech and swallowing": "symptom:slurred_speech symptom:swallowing_trouble",
    "grip, tripping": "symptom:weak_grip symptom:tripping",
    "breathlessness": "symptom:breathless_rest symptom:breathless_severe",
    "all twitching sites": "episode.sites",
}
"""Each item of the causes' `log` lists, and the marks of which any one shows that it is logged."""


def marks(diary: Diary) -> frozenset[str]:
    """Every mark that a diary holds."""
    found: set[str] = set()
    for kind, entries in diary.by_kind.items():
        for entry in entries:
            found.add(kind.value)
            found.update(f"{kind}.{name}" for name in entry.record)
            if kind in _NAMED:
                found.add(f"{kind}:{entry.record[_NAMED[kind]]}")
            elif kind is Kind.SUBSTANCE:
                found.add(f"{kind}:{entry.record.get('event')}")
    return frozenset(found)


def is_logged(item: str, found: frozenset[str]) -> bool:
    """Whether anything of an item of a cause's `log` list is among some marks."""
    return any(mark in found for mark in MARKS[item].split())
