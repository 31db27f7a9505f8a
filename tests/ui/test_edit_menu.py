"""The Edit menu: it acts on what had the focus, however it was opened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from jalon.ui.places import COMPANY
from ui.stage import Stage

pytestmark = pytest.mark.usefixtures("created")


def opened(stage: Stage, field: QWidget) -> QMenu:
    """Open the Edit menu from a field as Windows does: Alt, then the arrows."""
    bar = stage.window.menuBar()
    QTest.keyPress(field, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(field, Qt.Key.Key_Alt)
    assert QApplication.focusWidget() is bar
    QTest.keyClick(bar, Qt.Key.Key_Right)
    QTest.keyClick(bar, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_that_the_menu_opened_by_alt_acts_on_the_field_that_was_left(stage: Stage) -> None:
    stage.go(COMPANY)
    field = stage.field("company-name")
    stage.type(field, "Ægir")
    entry = field.entry()
    names = ("undo", "cut", "copy-text", "paste", "all")
    menu = opened(stage, entry)
    assert [name for name in names if not is_able(stage, name)] == []
    assert not is_able(stage, "redo")
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    QTest.keyClick(stage.window.menuBar(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is entry


def is_able(stage: Stage, name: str) -> bool:
    return stage.window.menus.actions[name].isEnabled()


def test_that_the_law_beside_a_requirement_is_copied_by_key_and_by_menu(stage: Stage) -> None:
    stage.measure("copyright-1.1")
    actions, law = stage.window.menus.actions, stage.workspace.law
    for act in (lambda: stage.keys(QKeySequence.StandardKey.Copy), actions["copy-text"].trigger):
        QApplication.clipboard().setText("before")
        law.setFocus(Qt.FocusReason.TabFocusReason)
        act()
        assert QApplication.clipboard().text() == law.words() != ""
    focused = QApplication.focusWidget()
    assert focused is not None
    opened(stage, focused)
    assert is_able(stage, "copy-text")
    assert not is_able(stage, "cut")
    assert not is_able(stage, "all")
