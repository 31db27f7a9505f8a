"""Before you sign: each way ends at the very row or field, seen and with the focus."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment import models
from jalon.assessment.changes import PROJECT, PROVIDER, Key
from jalon.assessment.contradictions import Contradiction, Kind
from jalon.forms.model import FactId
from jalon.session import Session
from jalon.ui.kit import Field
from jalon.ui.pages import fact_way
from jalon.ui.pages.changes import ConflictRow
from jalon.ui.pages.page import Step
from jalon.ui.pages.profile import Question
from jalon.ui.places import Place
from ui.stage import Stage, pump
from ui.test_before_signing import signing

MOST = 9

pytestmark = pytest.mark.usefixtures("created")


def followed(stage: Stage, kind: Kind) -> list[tuple[Contradiction, QWidget]]:
    """Take each way of a kind by its link; return the points, and what had the focus then."""
    found = []
    points = [point for point in stage.session.points() if point.kind == kind]
    for number, point in enumerate(points[:MOST]):
        group = signing(stage).groups[kind]
        group.set_open(True)
        pump()
        stage.click(group.lines[number].link)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert seen(stage, focused), point
        found.append((point, focused))
    return found


def seen(stage: Stage, widget: QWidget) -> bool:
    """Tell whether a control of the page lies in sight, whole."""
    view = stage.workspace.page.area.viewport()
    if not view.isAncestorOf(widget):
        return False
    return view.rect().contains(QRect(widget.mapTo(view, widget.rect().topLeft()), widget.size()))


def owner(widget: QWidget, kind: type[QWidget]) -> QWidget:
    """Return what a control stands in."""
    found: QWidget | None = widget
    while found is not None and not isinstance(found, kind):
        found = found.parentWidget()
    assert found is not None
    return found


def torn(stage: Stage, keys: list[Key], *, before: list[tuple[Key, str]] | None = None) -> None:
    """Have two people fill in fields differently, in two copies that are united."""
    session, other = stage.session, stage.folder / "other.jalon"
    for key, value in before or []:
        session.answer(*key, value)
    session.settle()
    session.copy_to(other)
    with_zoe = Session.open(other, author="Zoë")
    for key in keys:
        session.answer(*key, "known" if key.field == "value" else "Ours.")
        with_zoe.answer(*key, "not-known" if key.field == "value" else "Theirs.")
    with_zoe.close()
    session.custody.take_in(other)
    pump()


def test_that_each_field_that_copies_fill_in_differently_is_led_to_itself(stage: Stage) -> None:
    items = [i for i, r in stage.session.form.items.items() if r.scope == "model"]
    keys = [Key(PROJECT, "people", "reviewer"), Key(PROJECT, "people", "validator")]
    keys += [Key(stage.model, item, "note") for item in items[:6]]
    torn(stage, keys)
    stage.show(1024, 600)
    ways = followed(stage, "conflict")
    assert {Key(p.subject, p.item, p.field) for p, _ in ways} == set(keys)
    for point, focused in ways:
        row = owner(focused, ConflictRow)
        assert isinstance(row, ConflictRow)
        assert row._key == (point.subject, point.item, point.field)


def test_that_each_open_question_is_led_to_itself(stage: Stage) -> None:
    stage.session.answer(stage.model, "market-status", "value", "placed")
    stage.show(1024, 600)
    for point, focused in followed(stage, "scope"):
        question = owner(focused, Question)
        assert isinstance(question, Question)
        assert question.fact.id == point.item


def test_that_a_question_of_several_models_leads_to_one_that_it_is_put_to(
    stage: Stage,
) -> None:
    session = stage.session
    made, edits = models.added(session.assessment, "Beta")
    session.apply(edits)
    session.answer(PROVIDER, "code-position", "value", "signed-whole")
    for model, status in zip(session.models, ("placed", "internal"), strict=True):
        session.answer(model, "market-status", "value", status)
    pump()
    put = FactId("internal-essential")
    assert [p.subject for p in session.points() if p.item == put] == [made]
    way = fact_way.step(stage.workspace.desk, put)
    question = owner(taken(stage, way), Question)
    assert isinstance(question, Question)
    assert (question.fact.id, question._subject) == (put, made)


def taken(stage: Stage, way: Step) -> QWidget:
    """Take a way, and return what has the focus then."""
    stage.go(way.place, way.item)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert seen(stage, focused)
    return focused


def test_that_what_copies_say_differently_is_shown_though_it_is_not_asked(stage: Stage) -> None:
    key = Key(stage.model, "original-compute-known", "value")
    origin = Key(stage.model, "model-origin", "value")
    torn(stage, [key], before=[(origin, "modified")])
    stage.session.answer(*origin, "own")
    page = stage.go(Place("model", stage.model))
    field = page.findChild(Field, key.item)
    assert isinstance(field, Field)
    assert field.isVisible()
    question = owner(field, Question)
    assert isinstance(question, Question)
    assert question._kept.isVisible()
    assert "Zoë" in question._labeled._dispute
    stage.session.answer(*key, None)
    pump()
    assert not field.isVisible()
