"""Plain words of symptoms beside their ids and labels, so that nobody has to know an id.

`PLAIN_WORDS` mean one symptom of the vocabulary and no other. `EVERYDAY` words are milder than a
symptom, or several share them: they are asked about, since a warning sign must never come from a
guess. Phrases are separated by commas.
"""

from typing import Final

PLAIN_WORDS: Final[dict[str, str]] = {
    "palpitations": (
        "palpitation, racing heart, heart racing, fast heartbeat, irregular heartbeat, "
        "pounding heart, heart pounding, fluttering heart, skipped beats, missed beats"
    ),
    "irritability": "irritable, grumpy, cranky, snappy, short tempered",
    "frequent_urination": "passing urine often, peeing often, peeing a lot, urinating often",
    "excitement": "excited, overexcited",
    "excess_energy": "too much energy, hyper, wired",
    "restless_hands_feet": "restless hands, restless feet, restless legs, fidgety, fidgeting",
    "jitters_nervousness": "jitters, jittery, nervous, nervousness, edgy",
    "upset_stomach": (
        "nausea, nauseous, queasy, feeling sick, stomach ache, stomach pain, tummy ache, "
        "indigestion"
    ),
    "insomnia": (
        "sleepless, sleeplessness, can't sleep, cannot sleep, awake at night, slept badly, "
        "bad sleep, poor sleep"
    ),
    "flushed_face": "flushing, flushed, red face, hot face, blushing, hot flush, hot flushes",
    "rambling_speech": "racing thoughts, mind racing, rambling, talking too fast",
    "muscle_spasm": "muscle spasms",
    "muscle_cramp": (
        "cramp, cramps, muscle cramps, leg cramp, leg cramps, calf cramp, calf cramps, "
        "foot cramp, foot cramps"
    ),
    "muscle_weakness": "weak muscles, muscles weak",
    "constipation": "constipated, hard stools",
    "fatigue": "exhausted, exhaustion, worn out, no energy, low energy",
    "anxiety": "anxious, worried, panic, panicky, panic attack",
    "facial_tightness": "tight face, face tight, tight jaw, clenched jaw, facial tension",
    "withdrawal_signs": "withdrawal, withdrawal symptoms",
    "tremor": "tremors, shaking, shaky, shakes, the shakes, shaky hands, trembling, trembly",
    "hallucination": "hallucinations, seeing things, hearing things, hearing voices",
    "confusion": "confused, disoriented",
    "fever": "feverish, temperature, high temperature",
    "sweating": "sweats, sweaty, night sweats",
    "vomiting": "vomited, throwing up, threw up, being sick",
    "diarrhoea": "diarrhea, loose stools, runny stools",
    "loss_of_facial_control": "cannot control face, face does not obey",
    "drooling": "dribbling, dribble, drool",
    "taste_change": "taste changed, metallic taste, odd taste, no taste, loss of taste",
    "eye_not_closing": "eye not closing, cannot close eye, eye won't close",
    "dry_or_watery_eye": (
        "dry eye, dry eyes, watery eye, watery eyes, watering eye, watering eyes, gritty eye, "
        "gritty eyes, itchy eyes"
    ),
    "ear_pain": "earache, ear ache, sore ear, ear hurts, pain behind ear",
    "sound_sensitivity": "sounds too loud, sensitive to noise, sensitive to sound, noise hurts",
    "one_sided_spasm": "spasms of one side, one side of face twitching",
    "eye_pulled_shut": "eye shutting by itself, eye closing by itself, eyelid spasm",
    "hearing_change": (
        "hearing changed, hearing loss, muffled hearing, tinnitus, ringing ear, ringing ears, "
        "ears ringing, ringing in ear, ringing in ears, ringing in the ears, buzzing ear, "
        "clicking ear"
    ),
    "twitch_in_sleep": "twitching in sleep, twitches in sleep, twitching at night",
    "tingling_lips": "tingling lip, lips tingling, lip tingling, tingly lip, tingly lips",
    "tingling_fingers_toes": (
        "tingling fingers, tingling toes, tingling hands, tingling feet, tingly fingers, "
        "tingly toes, tingly hands, tingly feet, fingers tingling, toes tingling"
    ),
    "hand_foot_spasm": "hand spasm, foot spasm, hand cramp, hand cramps, fingers curling",
    "hair_loss": "losing hair, hair falling out",
    "dry_skin_brittle_nails": "dry skin, flaky skin, brittle nails, breaking nails",
    "facial_twitching": "face twitching, face twitches",
    "motor_tics": "repeated movements, grimacing, shrugging",
    "vocal_tics": "repeated sounds, repeated words, throat clearing, grunting",
    "urge_before_movement": "urge, urge to move",
    "lower_lip_tremor": "lip tremor, trembling lip, lip trembling, quivering lip, lip quivering",
    "limb_rest_tremor": (
        "rest tremor, resting tremor, hand tremor at rest, leg tremor at rest, hand shaking at rest"
    ),
    "slowness": "slow, slow movement, moving slowly, sluggish",
    "stiffness": "stiff, stiff muscles, stiff neck, stiff arm, stiff leg",
    "small_handwriting": "small writing, tiny handwriting, handwriting got smaller",
    "reduced_smell": "loss of smell, no smell, cannot smell, can't smell",
    "muscle_wasting": "muscle thinning, thin muscle, muscle shrinking, muscle loss",
    "swallowing_trouble": (
        "trouble swallowing, difficulty swallowing, hard to swallow, cannot swallow, choking"
    ),
    "weak_grip": "dropping things, weak hand, weak hands, clumsy hands",
    "tripping": "foot drop, tripped, stumbling, dragging foot",
    "breathless_rest": "breathless at rest, breathless lying flat",
    "chewing_smacking": "lip smacking, chewing movements, tongue movements, puckering",
    "screen_strain": "eye strain, tired eyes, sore eyes, long screen time",
    "agitation": "agitated, cannot sit still, can't sit still",
    "drowsiness": "drowsy, sleepy, sleepiness, hard to wake, nodding off",
    "blurred_vision": "blurry vision, blurry, blurred, fuzzy vision",
    "severe_shaking": "violent shaking, shaking badly, shaking all over",
    "eyelid_droop": "droopy eyelid",
    "eye_red_swollen": "red eye, red eyes, swollen eye, swollen eyes, pink eye, sticky eye",
    "limb_numbness": "numb arm, numb leg, arm numbness, leg numbness",
    "sustained_pulling": "jaw pulling, neck pulling, neck twisting, locked jaw, jaw locked",
    "spread_to_limb": "jerking spread to arm, jerking spread to leg",
    "facial_weakness": (
        "face droop, facial droop, face drooping, drooping face, droopy face, face weakness, "
        "weak face, droop of face, weakness of face"
    ),
    "arm_weakness": "weak arm, weak leg, leg weakness",
    "slurred_speech": (
        "trouble speaking, trouble with words, trouble finding words, slurred words, "
        "slurring words, cannot speak"
    ),
    "double_vision": "loss of vision, vision loss, seeing double, cannot see",
    "balance_loss": "loss of balance, severe dizziness",
    "severe_headache": "worst headache, worst headache ever",
    "facial_numbness": "face numb, face numbness, numbness of face",
    "altered_awareness": "lost awareness",
    "throat_tightness": "tight throat, noisy breathing, throat closing",
    "fainting": "fainted, passed out",
    "chest_pain": "chest pains, pain in chest, pain in the chest",
    "fluid_ear_nose": (
        "blood from ear, blood from nose, clear fluid from ear, clear fluid from nose"
    ),
    "convulsion": "seizure, seizures, convulsions",
    "breathless_severe": "trouble breathing, cannot breathe, struggling to breathe",
}
"""Symptom id to further phrases that say just that."""

EVERYDAY: Final[dict[str, str]] = {
    "excess_energy": "restless, restlessness",
    "restless_hands_feet": "restless, restlessness",
    "agitation": "restless, restlessness",
    "jitters_nervousness": "on edge",
    "anxiety": "on edge",
    "muscle_weakness": "weak, weakness, heavy legs",
    "tremor": "hand tremor, shivering, shivers",
    "limb_rest_tremor": "hand tremor",
    "confusion": "muddled, foggy, brain fog, fuzzy head, forgetful, can't think",
    "fever": "hot, chills, shivering, shivers",
    "loss_of_facial_control": "crooked mouth, crooked smile, crooked face, lopsided face",
    "eye_pulled_shut": "blinking, blinking a lot, squinting",
    "motor_tics": "blinking, blinking a lot, tic, tics",
    "vocal_tics": "tic, tics",
    "tingling_lips": "pins and needles, tingly, tingling, prickling, numb lip, numb lips",
    "tingling_fingers_toes": (
        "pins and needles, tingly, tingling, prickling, numb fingers, numb toes, numb hand, "
        "numb foot, dead arm, dead leg, arm asleep, leg asleep, foot asleep"
    ),
    "swallowing_trouble": "lump in throat",
    "weak_grip": "clumsy, clumsiness, weak, weakness",
    "tripping": "clumsy, clumsiness, unsteady",
    "breathless_rest": (
        "short of breath, shortness of breath, out of breath, breathless, breathlessness, winded"
    ),
    "blurred_vision": "trouble seeing, vision",
    "eyelid_droop": "heavy eyelid, heavy eyelids, droopy eye, heavy eyes",
    "limb_numbness": (
        "numb, numbness, numb fingers, numb toes, numb hand, numb foot, dead arm, dead leg, "
        "arm asleep, leg asleep, foot asleep, pins and needles"
    ),
    "spread_to_limb": "arm jerking, leg jerking, arm jerks, leg jerks, jerky arm, jerky leg",
    "facial_weakness": (
        "crooked mouth, crooked smile, crooked face, lopsided face, droop, weak, weakness"
    ),
    "arm_weakness": "weak, weakness, weak arms, weak legs, heavy arm, heavy leg, heavy legs",
    "slurred_speech": "slurring, slurred, slur, mumbling, tongue tied, stutter, stuttering, speech",
    "double_vision": "trouble seeing, vision",
    "balance_loss": (
        "dizzy, dizziness, light headed, lightheaded, giddy, woozy, vertigo, spinning, unsteady, "
        "wobbly, off balance, clumsy, clumsiness"
    ),
    "severe_headache": (
        "headache, headaches, head ache, bad headache, tension headache, migraine, sore head, "
        "head hurts"
    ),
    "facial_numbness": (
        "numb, numbness, numb lip, numb lips, numb mouth, numb chin, numb cheek, numb tongue"
    ),
    "altered_awareness": (
        "blackout, black out, blacked out, zoned out, zoning out, spaced out, mind went blank"
    ),
    "throat_tightness": "lump in throat, sore throat, hoarse, wheezing, wheeze",
    "fainting": (
        "faint, feeling faint, nearly fainted, blackout, black out, blacked out, light headed, "
        "lightheaded"
    ),
    "chest_pain": "tight chest, chest tightness, sore chest, chest hurts, heartburn",
    "fluid_ear_nose": "nosebleed, runny nose",
    "convulsion": "fit, fits, fitting",
    "breathless_severe": (
        "short of breath, shortness of breath, out of breath, breathless, breathlessness, winded"
    ),
}
"""Symptom id to words that may mean it, or something milder: never taken without asking."""
