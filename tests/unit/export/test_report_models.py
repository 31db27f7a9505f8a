"""What the report says of several models: sources, reasons, and figures that are not added up."""

import json
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.assessment import inheritance
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.snapshot import Snapshot
from jalon.assessment.state import Assessment
from jalon.export import interchange, report, report_next
from jalon.export.tree import Entry, Facts, Heading, Measure, Report, Table
from jalon.forms import load
from jalon.forms.model import ItemId
from jalon.language import translator
from tools.report_printing import made_in_part, pages, together
from tools.report_records import MODEL, profile, snapshot
from tools.thorough import examples
from unit.export.test_report import section, texts

OTHER, THIRD = Subject("model-00000002"), Subject("model-00000003")
FORM = load.form()
ITEMS = [i for i, r in FORM.items.items() if r.scope == "provider" and not r.applies_when]
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


def record(**more: Value) -> Snapshot:
    """Return two models and a company; ``more`` by ``subject__item__field``."""
    out = profile()
    out[OTHER, "model-name", "value"] = "Exemple-1B"
    for name, value in more.items():
        subject, item, field = name.split("__")
        whose = {"company": PROVIDER, "other": OTHER, "third": THIRD}[subject]
        out[whose, item, field.replace("_", "-")] = value
    return snapshot(FORM, out, models=(MODEL, OTHER))


def apart(item: str, state: str, reason: str, how: str = "So.") -> dict[str, Value]:
    return {
        f"company__{item}__state": "implemented",
        f"other__{item}__override": True,
        f"other__{item}__override_reason": reason,
        f"other__{item}__state": state,
        f"other__{item}__how": how,
    }


def built(found: Snapshot, language: str = "en") -> Report:
    return report.build(found, translator(language), report.ReportOptions(language))


def entries(found: Report, item: str) -> list[Entry]:
    blocks = (*section(found, "measures").blocks, *section(found, "duties").blocks)
    every = [e for block in blocks if isinstance(block, Measure) for e in block.entries]
    return [e for e in every if e.demand == FORM.items[ItemId(item)].demand]


@settings(max_examples=examples(4, 30), deadline=None)
@given(st.sampled_from(ITEMS), st.sampled_from(["partial", "planned"]), WORDS, WORDS)
def test_that_an_answer_in_the_company_s_place_is_printed_with_its_reason(
    item: str, state: str, reason: str, how: str
) -> None:
    company, own = entries(built(record(**apart(item, state, reason, how))), item)
    assert dict(company.parts)["Holds for"] == "Exemple-3B"
    assert "Inès Morel" in dict(company.parts)["Given by"]
    assert own.flags[:2] == ("Exemple-1B", "in the company’s place")
    assert dict(own.parts)["Why it differs"] == reason
    assert dict(own.parts)["How"] == how


def test_that_the_company_s_answer_says_that_it_holds_for_every_model() -> None:
    (company,) = entries(built(record(**{f"company__{ITEMS[0]}__state": "planned"})), ITEMS[0])
    assert dict(company.parts)["Holds for"] == "every model"


def test_that_an_answer_without_a_reason_is_printed_as_not_counted() -> None:
    found = record(**apart(ITEMS[0], "not-implemented", " "))
    company, own = entries(built(found), ITEMS[0])
    assert dict(company.parts)["Holds for"] == "every model"
    assert inheritance.NO_REASON in own.alert
    assert found.evaluation.overall.weak == 0


def test_that_lines_by_model_say_what_is_inherited() -> None:
    found = record(**apart(ITEMS[0], "partial", "Bought."))
    blocks = section(built(found), "figures").blocks
    said = " ".join(texts(blocks))
    assert "not to be added up" in said
    tables = [b for b in blocks if isinstance(b, Table)]
    names = [next(texts(row)) for row in tables[-1].rows]
    over = found.evaluation.inherited_by[OTHER].applicable
    own = found.evaluation.by_subject[OTHER].applicable - over
    assert names[2] == f"Exemple-1B: {own} of its own, {over} inherited"


def test_that_one_model_alone_is_told_nothing_of_inheritance() -> None:
    found = snapshot(FORM, profile())
    said = " ".join(texts(built(found)))
    for words in ("inherited", "Holds for", "not to be added up"):
        assert words not in said


@pytest.mark.parametrize("why", ["Run by the lab.", ""])
def test_that_a_fact_that_differs_is_printed_with_its_reason(why: str) -> None:
    facts = {
        "company__company-contact__value": "Legal",
        "other__company-contact__override": True,
        "other__company-contact__override_reason": why,
        "other__company-contact__value": "Lab",
    }
    blocks = section(built(record(**facts)), "profile").blocks
    rows = [row for block in blocks if isinstance(block, Facts) for row in block.rows]
    label = FORM.fact[next(f for f in FORM.fact if f == "company-contact")].label
    own = [text for name, text in rows if name == label and "Lab" in text]
    assert len(own) == 1
    assert (why or inheritance.NO_REASON) in own[0]


def test_that_a_removed_model_is_counted_out_and_said_to_be() -> None:
    removed = {"other__subject__removed": True, "other__each__how": "Secret words."}
    found = record(**removed)
    said = " ".join(texts(built(found)))
    assert "1 model was removed from the project" in said
    assert "Exemple-1B" not in said
    assert OTHER not in json.dumps(interchange.answers(found))
    assert OTHER in json.dumps(interchange.answers(found, whole=True))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_reasons_and_sources_are_on_the_printed_page(language: str) -> None:
    reason = "Zukauf 模型 ₂ é"
    found = record(**apart(ITEMS[0], "partial", reason))
    printed = together("".join(pages(made_in_part(found, ["measures"], language).data)))
    assert "Zukauf" in printed
    assert "Exemple-1B" in printed


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("begun", ["Grand-modèle multimodal ", "x" * 50, "模型" * 20])
def test_that_models_whose_names_read_alike_are_told_apart(language: str, begun: str) -> None:
    found = record(
        **{"other__model-name__value": f"{begun * 9}7B", "third__subject__kind": "model"}
    )
    fields: dict[tuple[Subject, str, str], Value] = {
        tuple(key): current[0].value for key, current in found.assessment.heads.items()
    }
    fields[MODEL, "model-name", "value"] = f"{begun * 9}70B"
    fields[THIRD, "model-name", "value"] = "Alone"
    scope = section(built(snapshot(FORM, fields, models=(MODEL, OTHER, THIRD)), language), "scope")
    names = [block.text for block in scope.blocks if isinstance(block, Heading)]
    word = {"en": "model", "fr": "modèle"}[language]
    assert [name.rpartition("… ")[2] for name in names[1:]] == [
        f"({word} 1)",
        f"({word} 2)",
        "Alone",
    ]


def test_that_models_of_one_name_are_told_apart_on_paper() -> None:
    found = record(**{"other__model-name__value": "Exemple-3B"})
    printed = together("".join(pages(made_in_part(found, ["scope", "measures"]).data)))
    for number in (1, 2):
        assert f"Exemple-3B(model{number})" in printed


def test_that_an_answer_without_a_name_is_not_given_by_a_day() -> None:
    """The label says by whom: a day alone behind it reads as if the day had answered."""
    found = record(**{f"company__{ITEMS[0]}__state": "partial"})
    key = Key(PROVIDER, ITEMS[0], "state")
    (change,) = found.assessment.heads[key]
    heads = {**found.assessment.heads, key: (replace(change, author=" "),)}
    nameless = replace(found, assessment=Assessment(MappingProxyType(heads)))
    (company,) = entries(built(nameless), ITEMS[0])
    assert dict(company.parts)["Given by"].startswith("somebody who is not named, 22")


def test_that_points_open_stand_on_a_line_for_each_model() -> None:
    """With several models all places were one long line, a model's name behind each."""
    blocks = section(built(record()), "points").blocks
    rows = dict(row for block in blocks if isinstance(block, Facts) for row in block.rows)
    said = {label.replace("\N{NO-BREAK SPACE}", " "): text for label, text in rows.items()}
    first, second = said["Copyright 1.4"].split("\n")
    assert first == "Exemple-3B: paragraph 1, point (a); paragraph 1, point (b)"
    assert second.startswith("Exemple-1B: paragraph 1, point (a); paragraph 1, point (b)")
    assert said["Transparency 1.3"] == "Paragraph 1, sentence 1 (3 requirements)"


def test_that_models_with_points_open_stand_in_their_order() -> None:
    """Not in the order in which their first point is found."""
    item = "copyright-1.4-safeguards"
    fields = profile() | {(OTHER, "model-name", "value"): "Exemple-1B"} | {
        (MODEL, item, "state"): "implemented"
    }  # fmt: skip
    blocks = section(built(snapshot(FORM, fields, models=(MODEL, OTHER))), "points").blocks
    rows = [row for block in blocks if isinstance(block, Facts) for row in block.rows]
    said = [text for label, text in rows if label.endswith("1.4") and "1B" in text]
    assert said
    assert all(t.index("Exemple-3B") < t.index("Exemple-1B") for t in said if "3B" in t)


def test_that_the_first_page_says_of_gaps_and_dates_where_they_stand_and_whose_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(report_next, "MOST", 9)
    item = next(i for i, r in FORM.items.items() if r.scope == "model" and not r.applies_when)
    every: dict[str, Value] = {"other__model-name__value": "Exemple-1B"}
    for whose in ("other", "third"):
        every |= {
            f"{whose}__{item}__state": "planned",
            f"{whose}__{item}__next_step": "Write it down.",
            f"{whose}__{item}__due": "2026-12-24",
        }
    found = profile()
    for name, value in every.items():
        subject, of, field = name.split("__")
        whose = {"other": OTHER, "third": MODEL}[subject]
        found[whose, of, field.replace("_", "-")] = value
    action = Subject("action-00000001")
    found[action, "subject", "kind"] = "action"
    found[action, "action", "what"] = "Ask counsel."
    found[action, "action", "due"] = "2026-12-25"
    found[OTHER, item, action] = True
    for models in ((MODEL, OTHER), (MODEL,)):
        board = built(snapshot(FORM, found, models=models)).board
        titles = [gap.title.replace("\u00a0", " ") for gap in board.gaps[1]]
        assert titles
        assert all(title.startswith("Transparency 1.1 · ") for title in titles)
        assert board.dates is not None
        said = dict.fromkeys(text for _, text in board.dates[1])
        several = len(models) > 1
        assert ("Exemple-1B · Write it down." in said) == several
        assert ("Exemple-3B · Write it down." in said) == several
        assert ("Write it down." in said) != several
        assert ("Exemple-1B · Ask counsel." in said) == several


def test_that_a_place_begins_a_gap_on_the_first_page_with_a_capital() -> None:
    found = profile()
    duties = [i for i in FORM.items if i.startswith("training-summary")]
    for item in duties[:3]:
        found[MODEL, item, "state"] = "planned"
    for language in ("en", "fr"):
        titles = [gap.title for gap in built(snapshot(FORM, found), language).board.gaps[1]]
        assert len(titles) == 3
        assert all(title[0].isupper() for title in titles), titles
