"""Models that go from project to project by answers files: each stays one model."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_questionnaire import form, requirement
from unit_state import state

from jalon.assessment import interchange, models
from jalon.assessment.changes import Subject
from jalon.assessment.compare import differences
from jalon.assessment.state import ORIGIN, Assessment
from jalon.export import interchange as outgoing
from jalon.export.recorded_words import is_spoken
from jalon.session import Session

ASKED = form(requirement("r"), requirement("m", scope="model"))
NAMES = [f"model-0000000{number}" for number in range(6)]


@pytest.fixture
def projects(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    ours = Session.create(tmp_path / "ours.jalon", author="Zoé")
    theirs = Session.create(tmp_path / "theirs.jalon", author="Yann")
    yield ours, theirs
    ours.close()
    theirs.close()


def named(session: Session) -> list[str]:
    return [models.name(session.assessment, model) for model in session.models]


def call(session: Session, *names: str) -> None:
    """Name the models of a project, adding what it lacks."""
    session.apply(models.renamed(session.assessment, session.models[0], names[0]))
    for name in names[1:]:
        session.apply(models.added(session.assessment, name)[1])


def send(source: Session, target: Session) -> None:
    text = json.dumps(outgoing.answers(source.snapshot(), whole=True))
    target.apply(interchange.read(text, target.form, target.assessment))


@pytest.mark.parametrize("own", [(), ("Ours",)], ids=["untouched", "named"])
def test_that_a_project_that_comes_in_again_brings_no_model_twice(
    projects: tuple[Session, Session], own: tuple[str, ...]
) -> None:
    ours, theirs = projects
    call(theirs, "Grand 7B", "Petit 1B")
    if own:
        call(ours, *own)
    send(theirs, ours)
    assert named(ours) == [*own, "Grand 7B", "Petit 1B"]
    before = ours.assessment.digest()
    send(theirs, ours)
    assert ours.assessment.digest() == before
    theirs.apply(models.renamed(theirs.assessment, theirs.models[1], "Petit 2B"))
    send(theirs, ours)
    assert named(ours) == [*own, "Grand 7B", "Petit 2B"]


def test_that_answers_that_come_back_are_those_of_the_models_that_went_out(
    projects: tuple[Session, Session],
) -> None:
    ours, theirs = projects
    call(ours, "Un", "Deux")
    there = ours.models
    send(ours, theirs)
    theirs.apply(models.renamed(theirs.assessment, theirs.models[1], "Deux et demi"))
    send(theirs, ours)
    assert (ours.models, named(ours)) == (there, ["Un", "Deux et demi"])


def test_that_from_where_a_model_came_is_no_difference_and_no_line_of_the_history(
    projects: tuple[Session, Session],
) -> None:
    ours, theirs = projects
    call(theirs, "Grand 7B")
    before = ours.assessment
    send(theirs, ours)
    assert {d.key.item for d in differences(before, ours.assessment)} == {models.NAME}
    assert not any(c.key[1:] == ORIGIN for c in ours.history() if is_spoken(c.key))


def answers(names: Sequence[str], said: str) -> str:
    """Return a file of another project's models, each with an answer."""
    return json.dumps(
        {
            "format": "jalon-answers",
            "version": 1,
            "form": ASKED.id,
            "models": names,
            "answers": [{"subject": n, "item": "m", "how": f"{n} {said}"} for n in names],
        }
    )


@settings(max_examples=60)
@given(
    here=st.lists(st.booleans(), min_size=1, max_size=3),
    files=st.lists(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), max_size=5),
)
def test_that_every_model_of_every_file_is_one_model_here(
    here: list[bool], files: list[list[str]]
) -> None:
    found: list[tuple[Subject, str, str, object]] = []
    for number, touched in enumerate(here):
        own = Subject(f"model-9999999{number}")
        found.append((own, "subject", "kind", "model"))
        found += [(own, "m", "how", "own")] * touched
    now = state(*found)  # type: ignore[arg-type]  # values of a record are of several types
    for round_, names in enumerate(files):
        now = after(now, interchange.read(answers(names, str(round_)), ASKED, now))
    brought = set().union(*files) if files else set()
    said = {now.said(model, "m", "how") for model in now.subjects("model")} - {""}
    last = {n: max(r for r, names in enumerate(files) if n in names) for n in brought}
    assert said == {f"{n} {last[n]}" for n in brought} | ({"own"} if any(here) else set())
    untouched = max(0, here.count(False) - len(brought))
    assert len(now.subjects("model")) == len(brought) + here.count(True) + untouched


def after(now: Assessment, edits: Sequence[object]) -> Assessment:
    return interchange._preview(now, list(edits))  # type: ignore[arg-type]  # as read gives them
