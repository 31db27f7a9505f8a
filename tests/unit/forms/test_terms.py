"""The law panel explains the words of the Glossaries beside the requirements that use them."""

import re
from collections.abc import Iterator

import pytest

from jalon.forms import load
from jalon.forms.model import Requirement, Term

FORM = load.form()
TERMS = {term.id: term for term in FORM.term}
EVERYDAY = {"appropriate", "including", "model", "process", "use"}
"""Words of the Glossary that every other sentence uses; they are explained where they decide."""


def named(word: Term) -> str:
    """The name of a term without what is added in brackets."""
    return re.sub(r"\s*\(.*?\)", "", word.name).casefold()


def of_the_code() -> Iterator[Requirement]:
    return (FORM.items[item] for item in FORM.home)


def test_that_every_term_is_explained_beside_some_requirement() -> None:
    shown = {term for item in FORM.items.values() for term in item.terms}
    assert set(TERMS) - shown == set()


@pytest.mark.parametrize("word", ["SME", "small mid-cap"])
def test_that_relief_for_a_size_of_company_says_what_that_size_is(word: str) -> None:
    term = word.lower().replace(" ", "-")
    granted = [item for item in FORM.items.values() if word in item.relief]
    assert len(granted) > 40
    assert [item.id for item in granted if term not in item.terms] == []


def test_that_a_word_of_the_glossary_in_a_demand_is_explained() -> None:
    glossary = {t.id: named(t) for t in FORM.term if "Glossary" in t.where} | {
        "framework": "safety and security framework",
        "model-report": "safety and security model report",
    }
    missing = [
        (item.id, term)
        for item in of_the_code()
        for term, name in glossary.items()
        if term not in EVERYDAY | {"independent-external"}  # the evaluator's own term says it
        and re.search(rf"\b{re.escape(name)}s?\b", item.demand.casefold())
        and term not in item.terms
    ]
    assert missing == []


def test_that_a_word_of_the_act_in_a_demand_is_explained() -> None:
    """A part of a longer word, such as a systemic risk scenario, is explained by that one."""
    everyday = {"provider", "signatory"}
    longer = "|".join(sorted(map(named, FORM.term), key=len, reverse=True))
    missing = [
        (item.id, word.id)
        for item in FORM.items.values()
        for said in [set(re.findall(rf"\b({longer})(?:e?s)?\b", item.demand.casefold()))]
        for word in FORM.term
        if word.origin == "act" and word.id not in everyday
        if named(word) in said and word.id not in item.terms
    ]
    assert missing == []


def test_that_every_item_explains_some_word() -> None:
    assert [item.id for item in FORM.items.values() if not item.terms] == []


def test_that_a_demand_for_what_is_appropriate_says_what_that_means() -> None:
    asked = [
        item
        for item in of_the_code()
        if FORM.home[item.id][0].id == "safety-security" and "appropriate" in item.demand
    ]
    assert len(asked) > 15
    assert [item.id for item in asked if "appropriate" not in item.terms] == []


def test_that_a_word_quoted_from_the_glossary_is_explained() -> None:
    quoted = [
        (item, word)
        for item in of_the_code()
        for word in re.findall(r"Glossary, “([^”]+)”", item.explain)
    ]
    assert len(quoted) >= 5
    assert [(i.id, w) for i, w in quoted if w not in i.terms] == []


def test_that_a_requirement_that_refers_to_the_glossary_shows_a_term_of_it() -> None:
    said = [item for item in of_the_code() if "Glossary" in item.explain]
    assert len(said) > 30
    silent = [
        item.id for item in said if not any("Glossary" in TERMS[term].where for term in item.terms)
    ]
    assert silent == []
