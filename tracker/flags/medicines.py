"""Which listed medicines, classes and effects the name and class of a course or a dose mean.

This is the one place where free text meets the medicine list. Texts are compared word by word,
without regard to case, punctuation or a plural s; a listed name is found wherever its words stand
in a row ("Sertraline 50 mg", "lithium carbonate"). An entry of the list is known by each of its
names: "citalopram / escitalopram" by both, "salbutamol (albuterol)" by both, "statins
(atorvastatin, simvastatin)" by three, "omeprazole and other PPIs" by "omeprazole" and "PPIs";
words in brackets that only qualify, as in "corticosteroids (systemic)", name nothing.

`drug_class` is searched for the same names and for the words of the list's classes. A medicine
known by its class alone carries only those effects that all listed medicines of the class share.
"""

from collections.abc import Collection
from functools import cache, lru_cache
from typing import Final, NamedTuple

from tracker import knowledge
from tracker.knowledge import Medicine

MEMBERS: Final[dict[str, tuple[str, ...]]] = {
    "SSRI": ("fluvoxamine", "dapoxetine"),
    "SNRI": ("desvenlafaxine", "milnacipran", "levomilnacipran"),
    "tricyclic antidepressant": (
        *("nortriptyline", "imipramine", "clomipramine", "desipramine", "dosulepin", "doxepin"),
        *("trimipramine", "lofepramine", "protriptyline"),
    ),
    "triptans": (
        *("sumatriptan", "rizatriptan", "zolmitriptan", "eletriptan", "naratriptan"),
        *("almotriptan", "frovatriptan", "triptan"),
    ),
    "MAO inhibitors": (
        *("MAOI", "MAO inhibitor", "monoamine oxidase inhibitor", "phenelzine"),
        *("tranylcypromine", "isocarboxazid", "moclobemide", "selegiline", "rasagiline"),
    ),
    "MDMA": ("ecstasy",),
    "antipsychotic": (
        *("olanzapine", "risperidone", "paliperidone", "aripiprazole", "amisulpride", "sulpiride"),
        *("ziprasidone", "lurasidone", "asenapine", "flupentixol", "fluphenazine"),
        *("zuclopenthixol", "perphenazine", "trifluoperazine", "levomepromazine", "pimozide"),
    ),
    "anti-sickness dopamine blocker": ("domperidone", "droperidol"),
    "benzodiazepine": (
        *("diazepam", "lorazepam", "clonazepam", "temazepam", "oxazepam", "nitrazepam"),
        *("bromazepam", "flurazepam", "lormetazepam", "alprazolam", "midazolam", "triazolam"),
        *("chlordiazepoxide", "clobazam", "clorazepate", "etizolam"),
    ),
    "z-drug": ("zolpidem", "zopiclone", "eszopiclone", "zaleplon", "z drug"),
    "opioid": (
        *("morphine", "codeine", "dihydrocodeine", "oxycodone", "hydrocodone", "hydromorphone"),
        *("tramadol", "tapentadol", "fentanyl", "methadone", "buprenorphine", "pethidine"),
        *("heroin", "opiate"),
    ),
    "sedative": ("barbiturate", "phenobarbital", "hypnotic", "sleeping tablet", "sleeping pill"),
}
"""Further names of the classes that rules ask for. Source: general medical knowledge, unsourced;
it only ever adds a match, so that a rule does not miss a medicine that the list leaves out."""

_QUALIFIERS: Final = frozenset(
    {
        *("topical", "overdose", "systemic", "any", "long-term", "high dose"),
        *("on reducing or stopping", "use and withdrawal", "non-medical", "tablets"),
        *("headache products", "overuse", "toxicity"),
    }
)

Words = tuple[str, ...]


class Match(NamedTuple):
    """What is known of a medicine: whether it is listed, its classes, and its named effects."""

    listed: bool
    classes: frozenset[str]
    effects: frozenset[str]


@lru_cache(maxsize=1024)
def match(name: str, drug_class: str = "") -> Match:
    """The listed medicines that a name and a class in free text mean, taken together."""
    texts = (_words(name), _words(drug_class))
    named = [m for m in knowledge.medicines() if any(_names_in(m, text) for text in texts)]
    by_class = [
        (group, members)
        for group, members in _classes().items()
        if drug_class and _stands_in(_words(group), texts[1])
    ]
    effects = [m.effects for m in named]
    effects += [frozenset.intersection(*(m.effects for m in some)) for _, some in by_class]
    return Match(
        listed=bool(named or by_class),
        classes=frozenset([m.drug_class for m in named] + [group for group, _ in by_class]),
        effects=frozenset().union(*effects),
    )


@lru_cache(maxsize=4096)
def is_one_of(name: str, drug_class: str, wanted: tuple[str, ...]) -> bool:
    """Whether a medicine belongs to one of the wanted classes or bears one of the wanted names.

    Each is the class of a listed medicine that it means, or stands word for word in its name or
    class, or has a member (`MEMBERS`) that does.
    """
    texts = (_words(name), _words(drug_class))
    return any(_stands_in(term, text) for term in _terms(wanted) for text in texts)


@cache
def _terms(wanted: tuple[str, ...]) -> frozenset[Words]:
    """The words of each wanted class or name, of its members, and of the medicines listed in it."""
    groups = [term for group in wanted for term in (group, *MEMBERS.get(group, ()))]
    listed = [n for m in knowledge.medicines() if m.drug_class in wanted for n in names(m.name)]
    return frozenset(_words(term) for term in (*groups, *listed))


def key(name: str) -> Words:
    """The words of a name; two names with the same words mean the same medicine."""
    return _words(name)


@cache
def names(listed: str) -> tuple[str, ...]:
    """The names that one entry of the medicine list is known by."""
    outside, *bracketed = listed.split("(")
    inside = ""
    for part in bracketed:
        content, _, after = part.partition(")")
        inside += f",{content}"
        outside += after
    for word in (" and other ", " and "):
        outside = outside.replace(word, " / ")
    found = [*outside.split(" / "), *inside.replace(":", ",").split(",")]
    return tuple(name.strip() for name in found if name.strip() not in {"", *_QUALIFIERS})


def _names_in(medicine: Medicine, text: Words) -> bool:
    return bool(text) and any(_stands_in(_words(n), text) for n in names(medicine.name))


@cache
def _classes() -> dict[str, list[Medicine]]:
    found: dict[str, list[Medicine]] = {}
    for medicine in knowledge.medicines():
        found.setdefault(medicine.drug_class, []).append(medicine)
    return found


@lru_cache(maxsize=4096)
def _words(text: str) -> Words:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in words)


def _stands_in(wanted: Words, text: Collection[str]) -> bool:
    """Whether the wanted words stand in the text in a row."""
    text, count = tuple(text), len(wanted)
    return count > 0 and any(
        text[start : start + count] == wanted for start in range(len(text) - count + 1)
    )
