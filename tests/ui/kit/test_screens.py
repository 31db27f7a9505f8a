"""The sample screens: nothing is cut, everything has a name, nothing is kept alive."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from jalon.ui import kit, theme
from ui.clipping import clipped
from ui.kit.sample import Sample
from ui.kit.screens import SCREENS

WIDTHS = (1280, 1024, 640, 512)


@pytest.fixture(autouse=True)
def _ten_points(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(10)
    qapp.setFont(font)


def shown(qtbot: QtBot, screen: str, code: str, width: int) -> QWidget:
    widget = SCREENS[screen](Sample(code), width)
    qtbot.addWidget(widget)
    widget.resize(width, 700)
    widget.show()
    for _ in range(12):  # a change of arrangement settles over several rounds
        QApplication.processEvents()
    return widget


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["en", "fr", "long"])
@pytest.mark.parametrize("screen", SCREENS)
def test_that_no_word_is_cut(qtbot: QtBot, screen: str, code: str, width: int) -> None:
    widget = shown(qtbot, screen, code, width)
    assert widget.width() == width
    assert clipped(widget) == []


def test_that_the_clipping_test_sees_what_is_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 300)
    label = QLabel("words that need more room than this", window)
    label.setGeometry(0, 0, 40, 20)
    text = kit.Text(parent=window)
    text.set_text("words that wrap over more lines than there are")
    text.setGeometry(0, 30, 80, 18)
    button = kit.Button(parent=window)
    button.set_text("Out of sight")
    button.setGeometry(280, 60, 200, 30)
    window.show()
    found = clipped(window)
    assert [line.split(":")[0] for line in found] == ["QLabel", "Text", "Button"]


@pytest.mark.parametrize("screen", SCREENS)
def test_that_whatever_takes_the_keyboard_has_a_name_and_a_role(qtbot: QtBot, screen: str) -> None:
    widget = shown(qtbot, screen, "en", 1280)
    nameless, mute = [], []
    for child in widget.findChildren(QWidget):
        if child.focusPolicy() == Qt.FocusPolicy.NoFocus or not child.isVisible():
            continue
        if child.focusProxy() is not None or child.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(child)
        if not interface.text(QAccessible.Text.Name):
            nameless.append(type(child).__name__)
        if interface.role() in {QAccessible.Role.Client, QAccessible.Role.NoRole}:
            mute.append(type(child).__name__)
    assert nameless == []
    assert mute == []


@pytest.mark.parametrize("look", theme.THEMES)
def test_that_a_change_of_theme_is_a_repaint_of_the_same_widgets(
    qtbot: QtBot, qapp: QApplication, look: str
) -> None:
    before = qapp.palette()
    try:
        qapp.setPalette(theme.palette(theme.LIGHT))
        widget = shown(qtbot, "overview", "en", 1024)
        parts = widget.findChildren(QWidget)
        qapp.setPalette(theme.palette(theme.THEMES[look]))
        QApplication.processEvents()
        assert widget.findChildren(QWidget) == parts
        picture = widget.grab().toImage()
        wanted = theme.THEMES[look]
        assert picture.pixelColor(1000, 690).name().upper() == wanted.raised
        assert picture.pixelColor(120, 690).name().upper() == wanted.surface
    finally:
        qapp.setPalette(before)


@pytest.mark.parametrize("screen", SCREENS)
def test_that_a_closed_screen_leaves_nothing_behind(qtbot: QtBot, screen: str) -> None:
    widget = SCREENS[screen](Sample("en"), 1280)
    widget.show()
    QApplication.processEvents()
    parts = [weakref.ref(w) for w in (widget, *widget.findChildren(QWidget))]
    widget.close()
    widget.deleteLater()
    del widget
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [type(p()).__name__ for p in parts if p() is not None] == []
    assert qtbot is not None
