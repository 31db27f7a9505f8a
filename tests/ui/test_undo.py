"""Undo and redo: typing first, where the focus is; then the record."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from jalon.assessment.changes import PROVIDER
from jalon.ui.places import COMPANY
from ui.stage import Stage

ITEM = "copyright-1.1-draw-up"


pytestmark = pytest.mark.usefixtures("created")


def test_that_a_state_is_undone_and_done_again(stage: Stage) -> None:
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_1)
    stage.press(body.state, Qt.Key.Key_2)
    acts = stage.window.menus.actions

    acts["undo"].trigger()
    assert body.state.value() == "implemented"
    acts["undo"].trigger()
    assert body.state.value() is None
    acts["redo"].trigger()
    assert body.state.value() == "implemented"
    assert stage.session.assessment.value(PROVIDER, ITEM, "state") == "implemented"


def test_that_typing_is_undone_in_its_field_first(stage: Stage) -> None:
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_1)
    stage.type(body.fields["how"], "typed")
    body.fields["how"].entry().setFocus()

    stage.window.menus.actions["undo"].trigger()

    assert body.fields["how"].value() == ""
    assert body.state.value() == "implemented"


def test_that_the_key_reaches_the_record_from_a_field_without_typing_of_its_own(
    stage: Stage,
) -> None:
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_1)
    body.fields["owner"].entry().setFocus()

    stage.keys(QKeySequence.StandardKey.Undo)

    assert stage.session.assessment.value(PROVIDER, ITEM, "state") is None


def test_that_the_key_undoes_typing_in_the_field_that_has_the_focus(stage: Stage) -> None:
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_1)
    stage.type(body.fields["owner"], "typed")

    stage.keys(QKeySequence.StandardKey.Undo)

    assert body.fields["owner"].value() != "typed"
    assert body.state.value() == "implemented"


def test_that_the_menu_offers_only_what_can_be_undone(stage: Stage) -> None:
    acts = stage.window.menus.actions
    stage.workspace.outline.setFocus()
    stage.window._edit_opens()
    assert not acts["undo"].isEnabled()
    stage.window._edit_closed()
    stage.session.answer(PROVIDER, ITEM, "state", "partial")
    stage.window._edit_opens()
    assert acts["undo"].isEnabled()
    assert not acts["redo"].isEnabled()


def test_that_a_text_of_another_page_is_undone_as_one_step(stage: Stage) -> None:
    stage.go(COMPANY)
    stage.type(stage.field("company-name"), "Zyx")
    stage.body(ITEM)
    stage.workspace.outline.setFocus()

    stage.window.menus.actions["undo"].trigger()

    assert stage.session.assessment.value(PROVIDER, "company-name", "value") is None
    stage.go(COMPANY)
    assert stage.field("company-name").value() == ""


def test_that_nothing_of_the_worked_example_is_undone(stage: Stage) -> None:
    stage.window.projects.open_example()
    count = len(stage.session.history())
    assert count > 200
    stage.window.menus.actions["undo"].trigger()
    assert len(stage.session.history()) == count
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
    for _ in range(3):
        stage.window.menus.actions["undo"].trigger()
    assert stage.session.assessment.value(PROVIDER, "company-name", "value") == "Exemple IA SAS"
    assert not stage.session.undoable
