"""The golden cases on scope, put to the engine by itself."""

from typing import Any

import pytest
from unit_state import MODEL, state

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusion
from jalon.assessment.conclusions.model import Flop
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.forms import load
from tools.scope_cases import Case, cases

FORM = load.form()
CASES = cases()


def evaluated(case: Case) -> Evaluation:
    values: list[tuple[Subject, str, str, Any]] = [
        (PROVIDER, fact, "value", value) for fact, value in case.company.items()
    ]
    for subject, model in zip(subjects(case), case.models, strict=True):
        values.append((subject, "subject", "kind", "model"))
        values += [(subject, fact, "value", value) for fact, value in model.items()]
    return evaluate(FORM, state(*values))


def subjects(case: Case) -> list[Subject]:
    return [Subject(f"model-{number:08x}") for number in range(1, len(case.models) + 1)]


def concluded(evaluation: Evaluation, case: Case, which: int | None, name: str) -> Conclusion:
    subject = PROVIDER if which is None else subjects(case)[which]
    return evaluation.conclusions[subject, name]


def test_that_there_are_cases_enough_and_each_says_where_it_comes_from() -> None:
    assert len(CASES) >= 40
    assert len({case.id for case in CASES}) == len(CASES)
    assert all(case.expected["why"] and case.expected["value"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_that_a_case_comes_out_as_worked_out_by_hand(case: Case) -> None:
    found = evaluated(case)

    def told(which: int | None, name: str) -> Conclusion:
        return concluded(found, case, which, name)

    wrong = [
        (name, told(which, name).value, wanted)
        for which, name, wanted in case.part("value")
        if told(which, name).value != wanted
    ]
    assert wrong == []
    for which, name, wanted in case.part("because"):
        assert set(wanted) <= {r.id for r in told(which, name).reasons}, name
    for which, name, unwanted in case.part("without"):
        assert not set(unwanted) & {r.id for r in told(which, name).reasons}, name
    for which, name, wanted in case.part("cites"):
        assert set(wanted) <= set(told(which, name).citations), name
    for chapter, wanted in case.expected.get("applicable", {}).items():
        counted = found.by_chapter[chapter].applicable
        assert counted > 0 if wanted == "some" else counted == wanted, chapter
    if "voluntary" in case.expected:
        assert sorted(found.voluntary) == sorted(case.expected["voluntary"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_that_figures_days_and_open_questions_are_those_worked_out_by_hand(case: Case) -> None:
    found = evaluated(case)

    def told(which: int | None, name: str) -> Conclusion:
        return concluded(found, case, which, name)

    for which, name, wanted in case.part("missing"):
        assert list(told(which, name).missing) == wanted, name
    for which, name, wanted in case.part("basis"):
        assert told(which, name).basis == wanted, name
    for which, name, wanted in case.part("amount"):
        stated = told(which, name).reasons[0].details["compute"]
        assert isinstance(stated, Flop)
        assert stated.amount == pytest.approx(wanted, rel=1e-5), name
    for which, name, wanted in case.part("day"):
        days = [str(r.details["day"]) for r in told(which, name).reasons if "day" in r.details]
        assert days[0] == wanted, name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_that_every_conclusion_says_why_and_where_or_what_is_missing(case: Case) -> None:
    for conclusion in evaluated(case).conclusions.values():
        assert conclusion.citations
        assert "appear" in conclusion.title or "Not known yet" in conclusion.title
        assert bool(conclusion.missing) == (conclusion.value == "not-known"), conclusion.id
        if conclusion.value != "not-known":
            assert conclusion.reasons, conclusion.id
        assert set(conclusion.missing) <= set(FORM.fact)


def test_that_nobody_says_of_an_unknown_compute_that_it_is_not_above_a_threshold() -> None:
    one = next(c for c in CASES if "Unknown original with systemic risk, 4·10^22" in c.id)
    found = evaluated(one).conclusions
    assert (subjects(one)[0], "compute-indicative") in found
    assert (subjects(one)[0], "compute-presumed") not in found


def test_that_a_chapter_signed_freely_is_not_said_to_meet_no_model_with_systemic_risk() -> None:
    one = next(c for c in CASES if "Known original with systemic risk, modified" in c.id)
    signed = {"code-position": "signed-whole", "full-code": "yes"}
    model = {**one.models[0], "market-status": "research"}
    found = evaluated(Case("research", signed, (model,))).conclusions
    voluntary = found[PROVIDER, "voluntary-safety-security"]
    assert (found[MODEL, "systemic-risk"].value, voluntary.value) == ("yes", "yes")
    assert "presents" not in " ".join(r.message for r in voluntary.reasons)


def test_that_several_runs_are_the_first_reason_why_an_entry_is_not_the_older_model() -> None:
    one = next(c for c in CASES if "A version from another pre-training run" in c.id)
    reasons = evaluated(one).conclusions[MODEL, "older-model"].reasons
    assert [r.id for r in reasons] == ["another-model", "placed-before"]
