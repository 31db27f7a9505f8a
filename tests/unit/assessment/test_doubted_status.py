"""A model stated to be similarly safe or safer, whose record says otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jalon.assessment import contradictions
from jalon.assessment.changes import Key, Subject
from jalon.forms.model import STATES, State
from jalon.session import Session

AFTERWARDS = {f"safety-security-3.5-a2.2-{name}" for name in ("margin", "status-lost")}
"""What is asked of those who have the status; the others are criteria of it."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "p.jalon", author="Ada")
    yield made
    made.close()


def criteria(session: Session) -> list[str]:
    return [
        item
        for item, requirement in session.form.items.items()
        if item.startswith("safety-security-3.5-a2.")
        and requirement.force == "binding"
        and item not in AFTERWARDS
    ]


def record(session: Session, model: Subject, state: State) -> None:
    every = [*criteria(session), *AFTERWARDS]
    session.apply([(Key(model, item, "state"), state) for item in every])


def doubted(session: Session) -> set[str]:
    every = contradictions.of_snapshot(session.snapshot())
    assert session.points() == every, "the window is told what the report is told"
    return {p.item for p in every if p.kind == "status"}


@pytest.mark.parametrize("state", STATES)
def test_that_a_criterion_recorded_as_not_met_puts_the_status_in_doubt(
    session: Session, state: State
) -> None:
    model = session.models[0]
    record(session, model, state)
    told = set(criteria(session)) if state in {"partial", "planned", "not-implemented"} else set()
    for status, expected in (("no", set()), ("not-known", set()), ("yes", told)):
        session.answer(model, "safe-reference", "value", status)
        assert doubted(session) == expected, status
    session.answer(model, "market-status", "value", "research")
    assert doubted(session) == set(), "nothing is left out where the chapter does not apply"


def test_that_the_doubt_of_one_model_is_not_that_of_another(session: Session) -> None:
    first = session.models[0]
    other = Subject("model-00000002")
    session.apply([(Key(other, "subject", "kind"), "model")])
    for model in (first, other):
        session.answer(model, "safe-reference", "value", "yes")
    record(session, first, "implemented")
    record(session, other, "planned")
    every = contradictions.of_snapshot(session.snapshot())
    doubts = [p for p in every if p.kind == "status"]
    assert {p.subject for p in doubts} == {other}
    assert len(doubts) == len(criteria(session)) > 5
