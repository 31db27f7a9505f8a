"""The answers inside a report against those of a project now."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jalon.assessment.changes import PROVIDER
from jalon.export import pdf
from jalon.export import report as content
from jalon.export.identity import Identity
from jalon.export.signing import sign
from jalon.export.verify import explain, verify
from jalon.export.verify_answers import compare
from jalon.export.verify_model import Difference
from jalon.language import Translator
from jalon.session import Session

Answers = dict[str, Any]


def changed(answers: Answers, place: int, **fields: object) -> Answers:
    now = copy.deepcopy(answers)
    now["digest"] = "cd" * 32
    now["answers"][place].update(fields)
    return now


def test_that_the_same_answers_are_identical(answers: Answers) -> None:
    found = compare(answers, copy.deepcopy(answers))
    assert (found.likeness, found.differences, found.same_record) == ("identical", (), True)


def test_that_answers_changed_and_changed_back_are_identical_in_another_record(
    answers: Answers,
) -> None:
    found = compare(answers, changed(answers, 0))
    assert (found.likeness, found.same_record) == ("identical", False)


def test_that_a_changed_a_new_and_a_removed_answer_are_listed(answers: Answers) -> None:
    now = changed(answers, 0, state="partial", gap="No audit.", owner=None)
    found = compare(answers, now)
    item = ("provider", "copyright-1.1.1")
    assert found.likeness == "changed"
    assert set(found.differences) == {
        Difference(*item, "state", "implemented", "partial"),
        Difference(*item, "gap", None, "No audit."),
        Difference(*item, "owner", "Petra Muster", None),
    }


def test_that_the_field_names_are_those_of_the_record(answers: Answers) -> None:
    (one,) = compare(answers, changed(answers, 0, next_step="Nothing.")).differences
    assert one.field == "next-step"


def test_that_saying_nothing_in_another_way_is_no_change(answers: Answers) -> None:
    now = changed(answers, 0, reason="", gap=None)
    now["answers"].append({"subject": "provider", "item": "copyright-1.2.1", "evidence": []})
    assert compare(answers, now).likeness == "identical"


def test_that_evidence_and_facts_count(answers: Answers) -> None:
    now = changed(answers, 0, evidence=[])
    now["facts"][0]["value"] = "Other SAS"
    fields = {(d.item, d.field) for d in compare(answers, now).differences}
    assert fields == {("copyright-1.1.1", "evidence"), ("name", "value")}


def test_that_a_report_of_another_project_is_called_so(answers: Answers) -> None:
    now = changed(answers, 1, subject="model-ffffffff")
    now["models"] = ["model-ffffffff"]
    assert compare(answers, now).likeness == "another-project"


def test_that_a_model_more_is_a_change_and_no_other_project(answers: Answers) -> None:
    now = changed(answers, 0)
    now["models"].append("model-ffffffff")
    now["answers"].append({"subject": "model-ffffffff", "item": "x", "state": "planned"})
    assert compare(answers, now).likeness == "changed"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "project.jalon", author="Petra")
    try:
        yield session
    finally:
        session.close()


@pytest.fixture
def signed_report(
    project: Session, officer: Identity, tr: Translator, now: datetime
) -> Callable[[], bytes]:
    def made() -> bytes:
        built = content.build(project.snapshot(), tr, content.ReportOptions("en"))
        # The answers are attached whole, however much of the report is printed.
        some = replace(built, sections=(built.sections[0], built.sections[-1]))
        return sign(pdf.printed(some).data, officer, role="", tr=tr, now=now)

    return made


def text_fact(project: Session) -> str:
    return next(fact for fact, scope in project.form.fact_scope.items() if scope == "provider")


def test_that_a_real_report_is_identical_until_an_answer_changes(
    project: Session, signed_report: Callable[[], bytes], tr: Translator
) -> None:
    typed = "<b>&\"'</b> Ελληνικά \u2028 🔒 \x07"
    fact = text_fact(project)
    project.answer(PROVIDER, fact, "value", typed)
    data = signed_report()
    verdict = verify(data, project=project.snapshot())
    assert verdict.status == "intact"
    assert verdict.comparison is not None
    assert (verdict.comparison.likeness, verdict.comparison.same_record) == ("identical", True)
    assert "identical to those of the project" in explain(verdict, tr)[-1]

    project.answer(PROVIDER, fact, "value", "Autre SAS")
    later = verify(data, project=project.snapshot())
    assert later.status == "intact"
    assert later.comparison is not None
    assert later.comparison.differences == (
        Difference("provider", fact, "value", typed, "Autre SAS"),
    )
    assert "1 answer of the project changed" in explain(later, tr)[-2]
    assert "Autre SAS" in explain(later, tr)[-1]


def test_that_a_real_report_of_another_project_is_called_so(
    signed_report: Callable[[], bytes], tmp_path: Path
) -> None:
    other = Session.create(tmp_path / "other.jalon", author="Jan")
    try:
        comparison = verify(signed_report(), project=other.snapshot()).comparison
    finally:
        other.close()
    assert comparison is not None
    assert comparison.likeness == "another-project"


@pytest.mark.parametrize(
    ("inside", "likeness"),
    [
        (None, "no-answers"),
        ({"format": "something-else"}, "no-answers"),
        ({"format": "jalon-answers", "facts": 3}, "unreadable"),
        ({"format": "jalon-answers", "answers": ["x"]}, "unreadable"),
    ],
)
def test_that_a_file_without_readable_answers_is_called_so(
    inside: Answers | None,
    likeness: str,
    make_report: Callable[..., bytes],
    project: Session,
    tr: Translator,
) -> None:
    verdict = verify(make_report(inside), project=project.snapshot())
    assert verdict.comparison is not None
    assert verdict.comparison.likeness == likeness
    assert all(explain(verdict, tr))


def test_that_an_altered_report_is_not_compared(
    project: Session, signed_report: Callable[[], bytes]
) -> None:
    assert verify(signed_report() + b"\n", project=project.snapshot()).comparison is None
