"""Which listed medicines, classes and effects a free text means."""

import pytest

from tracker import knowledge
from tracker.flags.medicines import is_one_of, key, match, names


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("lithium", ("lithium",)),
        ("citalopram / escitalopram", ("citalopram", "escitalopram")),
        ("salbutamol (albuterol)", ("salbutamol", "albuterol")),
        ("corticosteroids (systemic)", ("corticosteroids",)),
        ("malathion (topical, overdose)", ("malathion",)),
        ("statins (atorvastatin, simvastatin)", ("statins", "atorvastatin", "simvastatin")),
        ("omeprazole and other PPIs", ("omeprazole", "PPIs")),
        ("benzodiazepines and z-drugs (on reducing or stopping)", ("benzodiazepines", "z-drugs")),
        ("penicillins (high dose) / ampicillin", ("penicillins", "ampicillin")),
        (
            "stimulant laxatives (overuse: senna, bisacodyl)",
            ("stimulant laxatives", "senna", "bisacodyl"),
        ),
    ],
)
def test_the_names_of_a_listed_entry(listed, expected):
    assert names(listed) == expected


@pytest.mark.parametrize("medicine", knowledge.medicines(), ids=lambda m: m.name)
def test_every_listed_medicine_is_found_by_each_of_its_names_and_by_its_class(medicine):
    for name in names(medicine.name):
        assert medicine.effects <= match(name.upper()).effects
        assert medicine.effects <= match("Brand", name).effects
    assert match("Brand", medicine.drug_class).listed


@pytest.mark.parametrize(
    "text", ["Sertraline 50 mg", "SERTRALINE hydrochloride", " sertraline ", "generic-sertraline"]
)
def test_a_name_is_found_among_other_words(text):
    assert match(text).classes == {"SSRI"}


@pytest.mark.parametrize("text", ["", "vitamin D", "sert", "sertralinex", "mirtazapine"])
def test_a_name_that_is_not_listed_means_nothing(text):
    assert not match(text).listed


def test_a_class_alone_carries_only_what_all_its_medicines_share():
    assert match("Brand", "loop diuretic").effects >= {"hypokalaemia"}
    assert "hypocalcaemia" not in match("Brand", "loop diuretic").effects
    assert match("amoxicillin", "antibiotic").effects == frozenset()


@pytest.mark.parametrize(
    ("name", "drug_class", "wanted", "expected"),
    [
        ("fluoxetine", "", "SSRI", True),
        ("fluvoxamine", "", "SSRI", True),
        ("Brand", "SSRI", "SSRI", True),
        ("venlafaxine", "", "SSRI", False),
        ("Sumatriptan", "", "triptans", True),
        ("phenelzine", "", "MAO inhibitors", True),
        ("St. John’s wort", "", "St John's wort", True),
        ("diazepam 5 mg", "", "benzodiazepine", True),
        ("Brand", "benzodiazepines", "benzodiazepine", True),
        ("Brand", "z-drug", "z-drug", True),
        ("prochlorperazine", "", "antipsychotic, anti-sickness", True),
        ("olanzapine", "", "antipsychotic", True),
        ("Brand", "atypical antipsychotic", "antipsychotic", True),
        ("promethazine", "", "antipsychotic", False),
        ("Lithium carbonate", "", "lithium", True),
        ("lamotrigine", "mood stabiliser", "lithium", False),
    ],
)
def test_which_medicines_belong_to_a_class(name, drug_class, wanted, expected):
    assert is_one_of(name, drug_class, (wanted,)) is expected


def test_every_class_that_rules_name_is_known_by_its_own_word():
    for rule in knowledge.rules().values():
        for name, values in rule.params.items():
            if "classes" in name or "names" in name:
                assert all(is_one_of(value, "", (value,)) for value in values)


def test_two_names_of_the_same_medicine_differ_in_case_and_punctuation_alone():
    assert key("Z-drug") == key("z drug")
    assert key("sertraline") != key("sertraline 50")
