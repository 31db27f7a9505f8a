"""What a start leaves for after the first paint is there for whoever acts before it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from jalon.session import Session
from jalon.ui import kit
from jalon.ui.later import Later
from jalon.ui.window import Window
from ui.stage import pump, settings


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    """A window on a project, shown but not painted yet."""
    path = tmp_path / "project.jalon"
    Session.create(path).close()
    made = Window(settings(tmp_path), "fr")
    qtbot.addWidget(made)
    assert made.projects.open_path(path)
    made.show()
    return made


def acts(window: Window) -> list[list[str]]:
    """Return what stands in each menu, without asking for it to be made."""
    menus = [action.menu() for action in window.menuBar().actions()]
    return [[a.text() for a in menu.actions() if a.text()] for menu in menus if menu is not None]


def test_that_the_menus_are_filled_once_the_page_is_painted(window: Window) -> None:
    assert acts(window) == [[], [], [], []]
    pump()
    assert all(acts(window))
    assert "&Ouvrir…" in acts(window)[0]
    assert window.workspace is not None
    assert window.settings.recent[0].path == str(window.workspace.desk.session.path)


def test_that_a_shortcut_typed_before_the_first_paint_is_obeyed(window: Window) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    pump()
    assert window.shown is window.new


def test_that_a_click_on_a_menu_before_the_first_paint_finds_it_filled(window: Window) -> None:
    bar = window.menuBar()
    first = bar.actions()[0]
    QTest.mouseClick(
        window.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        bar.mapTo(window, bar.actionGeometry(first).center()),
    )
    menu = first.menu()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert "&Ouvrir…" in texts
    menu.close()
    pump()


def test_that_acts_are_done_once_in_order_and_later_ones_at_once(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    later, done = Later(owner), list[int]()
    later.do(lambda: done.append(1))
    later.do(lambda: done.append(2))
    QCoreApplication.sendEvent(owner, QEvent(QEvent.Type.WindowActivate))
    assert done == []
    owner.show()
    later.do(lambda: done.append(3))
    pump()
    assert done == [1, 2, 3]
    later.do(lambda: done.append(4))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QCursor.pos(), QCursor.pos())
    QCoreApplication.sendEvent(owner, event)
    assert done == [1, 2, 3, 4]


def test_that_the_kit_has_every_name_that_it_offers() -> None:
    assert set(kit.__all__) == set(kit._WHERE)
    assert all(getattr(kit, name).__module__.startswith("jalon.ui.kit.") for name in kit.__all__)
    with pytest.raises(AttributeError):
        kit.Nothing  # noqa: B018  # type: ignore[attr-defined]
