"""The window as it comes up, and its help, without a mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jalon.ui.about import HelpDialog
from jalon.ui.settings import Recent
from ui.stage import Stage, pump


def test_that_the_first_window_is_no_larger_than_the_screen(stage: Stage) -> None:
    from jalon.ui.window import Window
    from ui import stage as made

    folder = stage.folder / "nobody"
    folder.mkdir()
    window = Window(made.settings(folder), "fr")
    stage.qtbot.addWidget(window)
    window.show()
    pump()
    screen = window.screen().availableGeometry()
    assert screen.width() < 1280  # that of the tests is a small one
    assert window.width() < screen.width()
    assert window.height() < screen.height()
    assert window.width() >= window.minimumWidth()


def test_that_the_help_is_read_to_its_end_by_keyboard(stage: Stage) -> None:
    stage.window.menus.actions["about"].trigger()
    dialog = stage.window.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    pump()
    bar = dialog.area.verticalScrollBar()
    assert bar.maximum() > bar.pageStep() > 0

    def press(key: Qt.Key) -> int:
        QTest.keyClick(QApplication.focusWidget() or dialog, key)
        return bar.value()

    assert press(Qt.Key.Key_Down) > 0
    assert press(Qt.Key.Key_Up) == 0
    assert press(Qt.Key.Key_PageDown) > bar.pageStep() // 2
    assert press(Qt.Key.Key_End) == bar.maximum()
    assert press(Qt.Key.Key_Home) == 0
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_two_copies_of_a_project_are_told_apart_in_the_menu(stage: Stage) -> None:
    for name in ("old.jalon", "new.jalon"):
        stage.settings.add_recent(Recent(str(stage.folder / name), "A & B", "Model"))
    stage.settings.add_recent(Recent(str(stage.folder / "other.jalon"), "Other"))
    menu = stage.window.menus.contents().recent
    menu.aboutToShow.emit()
    shown = [action.text().replace("&&", "&") for action in menu.actions()]
    paths = [stage.folder / name for name in ("new.jalon", "old.jalon")]
    named = ["Other", *(f"A & B, Model – {path}" for path in paths)]
    assert shown == [f"&{number}  {name}" for number, name in enumerate(named, 1)]
    assert not any(action.isEnabled() for action in menu.actions())  # these files are gone
