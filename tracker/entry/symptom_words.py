"""Plain words of symptoms beside their ids and labels, so that nobody has to know an id.

Only words that mean one symptom of the vocabulary stand here. A word that several names share
("weakness", "headache") is asked about instead: a warning sign must never come from a guess.
"""

from typing import Final

PLAIN_WORDS: Final[dict[str, str]] = {
    "palpitations": "palpitation, racing heart, fast heartbeat, irregular heartbeat",
    "irritability": "irritable",
    "frequent_urination": "passing urine often, peeing often",
    "excitement": "excited",
    "restless_hands_feet": "restless hands, restless feet",
    "jitters_nervousness": "jitters, jittery, nervous, nervousness",
    "upset_stomach": "nausea, nauseous",
    "insomnia": "sleepless",
    "flushed_face": "flushing, flushed",
    "rambling_speech": "racing thoughts",
    "muscle_spasm": "muscle spasms",
    "muscle_cramp": "cramp, cramps, muscle cramps",
    "constipation": "constipated",
    "anxiety": "anxious",
    "facial_tightness": "tight face",
    "withdrawal_signs": "withdrawal",
    "tremor": "tremors, shaking, shaky",
    "hallucination": "hallucinations, seeing things, hearing things",
    "confusion": "confused",
    "fever": "feverish",
    "sweating": "sweats",
    "vomiting": "vomited, throwing up",
    "diarrhoea": "diarrhea",
    "taste_change": "taste changed",
    "eye_not_closing": "eye not closing, cannot close eye",
    "dry_or_watery_eye": "dry eye, dry eyes, watery eye, watery eyes",
    "ear_pain": "earache",
    "sound_sensitivity": "sounds too loud",
    "hearing_change": "hearing changed, tinnitus, ringing ear, ringing in ear",
    "twitch_in_sleep": "twitching in sleep",
    "tingling_lips": "tingling lip, lips tingling",
    "tingling_fingers_toes": "tingling fingers, tingling toes",
    "hand_foot_spasm": "hand spasm, foot spasm",
    "dry_skin_brittle_nails": "dry skin, brittle nails",
    "facial_twitching": "face twitching",
    "limb_rest_tremor": "rest tremor, hand tremor at rest, leg tremor at rest",
    "slowness": "slow movement",
    "stiffness": "stiff",
    "reduced_smell": "loss of smell",
    "swallowing_trouble": "trouble swallowing, choking",
    "weak_grip": "dropping things",
    "tripping": "foot drop",
    "breathless_rest": "breathless at rest, breathless lying flat",
    "chewing_smacking": "lip smacking",
    "screen_strain": "eye strain, long screen time",
    "agitation": "agitated",
    "drowsiness": "drowsy, hard to wake",
    "blurred_vision": "blurry vision",
    "eyelid_droop": "droopy eyelid",
    "eye_red_swollen": "red eye, swollen eye",
    "limb_numbness": "numb arm, numb leg, arm numbness, leg numbness",
    "facial_weakness": (
        "face droop, facial droop, face drooping, drooping face, droopy face, face weakness, "
        "weak face, droop of face, weakness of face"
    ),
    "arm_weakness": "weak arm, weak leg, leg weakness",
    "slurred_speech": "trouble speaking, trouble with words, trouble finding words",
    "double_vision": "loss of vision, vision loss",
    "balance_loss": "loss of balance, severe dizziness",
    "severe_headache": "worst headache, worst headache ever",
    "facial_numbness": "face numb, face numbness, numbness of face",
    "altered_awareness": "lost awareness",
    "throat_tightness": "tight throat, noisy breathing",
    "fainting": "fainted, passed out",
    "fluid_ear_nose": (
        "blood from ear, blood from nose, clear fluid from ear, clear fluid from nose"
    ),
    "convulsion": "fit, seizure, convulsions",
    "breathless_severe": "trouble breathing, cannot breathe",
}
"""Symptom id to further phrases, separated by commas."""
