"""The knowledge files: complete, joined up, and found by the words people use."""

import pytest

from tracker import knowledge
from tracker.errors import DataError
from tracker.vocabulary import Tier


def test_the_files_hold_what_they_are_said_to():
    assert len(knowledge.rules()) == 43
    assert len(knowledge.causes()) == 12
    assert len(knowledge.symptoms()) == 82
    assert {rule.tier for rule in knowledge.rules().values()} == set(Tier)


def test_every_part_of_a_rule_has_a_name_that_is_known():
    for rule in knowledge.flag_texts()["rules"]:
        assert set(rule) <= set(knowledge.Rule._fields), rule["id"]


def test_every_reference_leads_somewhere():
    known = set(knowledge.sources()) | {"general medical knowledge, unsourced"}
    for rule in knowledge.rules().values():
        assert set(rule.sources) <= known, rule.id
        assert set(rule.causes) <= set(knowledge.causes()), rule.id
        assert set(rule.symptom_ids) <= set(knowledge.symptoms()), rule.id
        assert set(rule.readings) <= {r["n"] for r in knowledge.flag_texts()["readings"]}
    for cause in knowledge.causes().values():
        assert set(cause["linked_rules"]) <= set(knowledge.rules()), cause["id"]


def test_every_serving_and_every_plain_word_is_found_once():
    for items in (knowledge.caffeine_items(), knowledge.alcohol_items()):
        words = [w.casefold() for s in items for w in (s.item, *s.aliases)]
        doubled = {w for w in words if words.count(w) > 1}
        assert doubled <= {s.item.casefold() for s in items}
        assert all(s.amount >= 0 for s in items)


def test_amounts_follow_from_volume_and_strength():
    assert knowledge.alcohol_grams("wine") == round(150 * 0.125 * 0.789, 1)
    assert knowledge.caffeine_mg("Espresso", 2) == 126


def test_an_unknown_item_is_answered_with_the_nearest():
    with pytest.raises(DataError, match=r"item 'cofee' is not in the catalogue.*coffee") as error:
        knowledge.caffeine_mg("cofee")
    assert error.value.field == "item"


def test_suggested_names_are_told_apart_and_keep_their_spelling():
    with pytest.raises(DataError) as error:
        knowledge.caffeine_mg("espresso, eur")
    assert error.value.hint == "Did you mean: espresso, EU; espresso, decaf; espresso?"
    assert knowledge.did_you_mean(["tremor", "fever"]) == "Did you mean: tremor, fever?"
    assert knowledge.did_you_mean([]) == ""
