"""The menus: a letter for each act, and words for what Undo and Redo would do."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.ui.places import COMPANY, EVIDENCE
from ui.stage import Stage, pump

pytestmark = pytest.mark.usefixtures("created")

ITEM = "copyright-1.1-draw-up"


def letters(menu: QMenu) -> Iterator[str]:
    """Yield the letter of each act and menu in a menu; nothing for one that has none."""
    for action in menu.actions():
        if not action.isSeparator() and action.isEnabled():
            found = re.search("&([^&])", action.text().replace("&&", ""))
            yield found[1].lower() if found else ""


def menus(stage: Stage) -> list[QMenu]:
    stage.window.menus.contents()
    return stage.window.menuBar().findChildren(QMenu)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_that_each_act_has_a_letter_that_any_keyboard_has_and_no_two_of_a_menu_the_same(
    code: str, stage: Stage
) -> None:
    stage.window.set_language(code)
    stage.window._show_recent()
    found = {menu.title(): list(letters(menu)) for menu in menus(stage)}
    found["bar"] = [
        menu.title().partition("&")[2][:1].lower() for menu in stage.window.menus._menus.values()
    ]
    assert sum(map(len, found.values())) > 40
    for title, used in found.items():
        assert all(len(letter) == 1 and letter.isascii() for letter in used), (title, used)
        assert len(set(used)) == len(used), (title, used)


def named(stage: Stage, act: str) -> str:
    """Open the Edit menu, read an act, and close it."""
    menu = stage.window.menus._menus["edit"]
    menu.aboutToShow.emit()
    words = stage.window.menus.actions[act].text()
    menu.aboutToHide.emit()
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def test_that_undo_and_redo_say_what_they_would_do(stage: Stage) -> None:
    assert named(stage, "undo") == "&Undo"
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_2)
    assert named(stage, "undo").startswith("&Undo answer: Copyright Chapter, Measure 1.1, par")
    stage.window.menus.actions["undo"].trigger()
    assert named(stage, "undo") == "&Undo"
    assert named(stage, "redo").startswith("&Redo answer: Copyright Chapter, Measure 1.1, par")
    stage.window.set_language("fr")
    assert named(stage, "redo").startswith("&Rétablir la réponse : ")
    assert stage.window.menus.actions["redo"].text() == "&Rétablir"


def test_that_what_was_undone_by_key_is_said_in_the_header(stage: Stage) -> None:
    stage.session.answer(PROVIDER, "company-name", "value", "Ægir & Fils")
    stage.measure("copyright-1.3")
    stage.keys("Ctrl+Z")
    said = stage.workspace.header.saved.text()
    assert said == "Undone: Legal name of the company"
    stage.keys("Ctrl+Y")
    assert stage.workspace.header.saved.text() == "Redone: Legal name of the company"
    assert stage.session.assessment.value(PROVIDER, "company-name", "value") == "Ægir & Fils"


def test_that_undo_in_a_field_is_said_to_undo_typing(stage: Stage) -> None:
    stage.go(COMPANY)
    field = stage.field("company-name")
    stage.type(field, "Ægir")
    assert QApplication.focusWidget() is field.entry()
    assert named(stage, "undo") == "&Undo typing"
    stage.go(EVIDENCE)
    pump()
    assert named(stage, "undo") == "&Undo answer: Legal name of the company"


def test_that_what_a_user_called_something_is_no_access_letter(stage: Stage) -> None:
    made = stage.session.actions.add(what="Ask R&D <b>now</b>")
    assert named(stage, "undo") == "&Undo: Action “Ask R&&D <b>now</b>”"
    stage.session.apply([(Key(made, "action", "owner"), "Ada")])
    assert named(stage, "undo") == "&Undo: Action “Ask R&&D <b>now</b>”, owner"
    stage.session.undo()
    stage.session.undo()
    assert named(stage, "redo") == "&Redo: Action"


def test_that_a_step_of_many_answers_is_counted(stage: Stage) -> None:
    items = list(stage.session.form.items)[:7]
    stage.session.apply([(Key(Subject("provider"), item, "state"), "planned") for item in items])
    assert named(stage, "undo") == "&Undo: 7 changes"
