"""The field of several lines: whose edits it tells of, what it keeps, how it grows."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jalon.ui import kit
from ui.kit.sample import turned_wheel

Key = Qt.Key


class Page(QWidget):
    """A growing field, another beneath it, and what it has told."""

    def __init__(self) -> None:
        super().__init__()
        self.field = kit.GrowingText()
        self.next = QLineEdit()
        parts = QVBoxLayout(self)
        parts.addWidget(self.field)
        parts.addWidget(self.next)
        self.told: list[str] = []
        self.left = 0
        self.field.edited.connect(self.told.append)
        self.field.left.connect(self._left)
        self.edit = self.field.entry()

    def _left(self) -> None:
        self.left += 1


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitActive(made):
        made.show()
    made.edit.setFocus()
    return made


def test_that_typing_is_told_at_each_keystroke(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.edit, "abc")
    assert page.told == ["a", "ab", "abc"]


def test_that_every_return_begins_a_paragraph_empty_ones_included(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.edit, "a")
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier) * 2:
        qtbot.keyClick(page.edit, Key.Key_Return, modifier)
    qtbot.keyClicks(page.edit, "b")
    assert page.field.value() == "a\n\n\n\nb"
    qtbot.keyClick(page.edit, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.field.value() != "a\n\n\n\nb"


def test_that_showing_a_text_tells_no_one_and_undo_does_not_take_it_back(
    page: Page, qtbot: QtBot
) -> None:
    page.field.show_value("shown")
    page.field.show_value(None)
    page.field.show_value("shown again")
    qtbot.keyClick(page.edit, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.told == []
    assert page.field.value() == "shown again"


def test_that_showing_the_same_text_leaves_the_caret_where_it_is(page: Page) -> None:
    page.field.show_value("one two three")
    cursor = page.edit.textCursor()
    cursor.setPosition(5)
    page.edit.setTextCursor(cursor)
    page.field.show_value("one two three")
    assert page.edit.textCursor().position() == 5


def test_that_text_being_composed_is_told_only_when_it_is_committed(page: Page) -> None:
    compose = QInputMethodEvent("に", [])
    QApplication.sendEvent(page.edit, compose)
    assert page.told == []
    commit = QInputMethodEvent()
    commit.setCommitString("日")
    QApplication.sendEvent(page.edit, commit)
    assert page.told == ["日"]


def test_that_a_dead_key_gives_one_letter(page: Page) -> None:
    QApplication.sendEvent(page.edit, QInputMethodEvent("^", []))
    commit = QInputMethodEvent()
    commit.setCommitString("ê")
    QApplication.sendEvent(page.edit, commit)
    assert page.told == ["ê"]


def rich() -> QMimeData:
    mime = QMimeData()
    mime.setHtml("<b>bold</b> and <font color='red'>red</font>")
    mime.setText("bold and red")
    return mime


def test_that_pasted_rich_text_becomes_plain(page: Page, qtbot: QtBot) -> None:
    QApplication.clipboard().setMimeData(rich())
    qtbot.keyClick(page.edit, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.told == ["bold and red"]
    assert "font-weight:700" not in page.edit.toHtml()
    assert "#ff0000" not in page.edit.toHtml()


def test_that_a_dropped_text_is_told(page: Page) -> None:
    mime = rich()
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.edit.dropEvent(event)
    assert page.told[-1] == "bold and red"


def test_that_undo_and_redo_are_the_users_own(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.edit, "ab")
    page.edit.undo()
    assert page.told[-1] == ""
    page.edit.redo()
    assert page.told[-1] == "ab"


def test_that_markup_is_text(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.edit, "<b>&\"'</b>")
    assert page.field.value() == "<b>&\"'</b>"
    page.field.show_value("<font color=red>x</font>")
    assert page.field.value() == "<font color=red>x</font>"


@pytest.mark.parametrize(
    "text",
    [
        "a no-break\u00a0space and a narrow\u202fone",
        "two\nparagraphs\n\nand an empty one",
        "😀 Ελληνικά Русский العربية 中文",
        " spaces at both ends ",
        "a tab\tinside",
    ],
)
def test_that_a_text_is_kept_as_typed(page: Page, qtbot: QtBot, text: str) -> None:
    page.field.show_value(text)
    assert page.field.value() == text
    page.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(page.edit, "!")
    assert page.told == [text + "!"]


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_that_return_breaks_the_line_in_one_way_only(
    page: Page, qtbot: QtBot, modifier: Qt.KeyboardModifier
) -> None:
    qtbot.keyClicks(page.edit, "a")
    qtbot.keyClick(page.edit, Key.Key_Return, modifier)
    qtbot.keyClicks(page.edit, "b")
    assert page.field.value() == "a\nb"


def test_that_tab_leaves_the_field(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.edit, Key.Key_Tab)
    assert page.next.hasFocus()
    assert page.left == 1
    assert page.field.value() == ""


def test_that_a_menu_over_the_field_is_not_leaving(page: Page) -> None:
    page.edit.clearFocus()
    assert page.left == 1
    page.edit.setFocus(Qt.FocusReason.PopupFocusReason)
    assert page.left == 1


def test_that_the_field_grows_with_its_text_and_never_scrolls(page: Page, qtbot: QtBot) -> None:
    before = page.field.height()
    for i in range(12):
        qtbot.keyClicks(page.edit, f"line {i}")
        qtbot.keyClick(page.edit, Key.Key_Return)
    assert page.field.height() > before * 4
    assert page.edit.verticalScrollBar().maximum() == 0
    assert page.edit.document().size().height() <= page.edit.viewport().height() + 1
    page.field.show_value("")
    assert page.field.height() == before


def test_that_a_narrower_field_is_higher(page: Page) -> None:
    page.field.show_value("words " * 60)
    QApplication.processEvents()
    wide = page.field.height()
    page.resize(200, 300)
    QApplication.processEvents()
    assert page.field.height() > wide
    assert page.edit.verticalScrollBar().maximum() == 0


def test_that_the_wheel_is_left_to_the_page(page: Page) -> None:
    event = turned_wheel()
    event.accept()
    page.edit.wheelEvent(event)
    assert not event.isAccepted()


def test_that_twenty_thousand_characters_can_be_typed_into(page: Page, qtbot: QtBot) -> None:
    text = ("Ceci est une phrase assez longue pour être coupée.\n" * 400)[:20_000]
    page.field.show_value(text)
    page.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(page.edit, "fin")
    assert page.told[-1] == text + "fin"
    assert page.edit.verticalScrollBar().maximum() == 0


def test_that_the_page_follows_the_caret(qtbot: QtBot) -> None:
    inner = QWidget()
    parts = QVBoxLayout(inner)
    field = kit.GrowingText()
    parts.addWidget(field)
    parts.addStretch()
    scroll = kit.Scroll(inner)
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    with qtbot.waitActive(scroll):
        scroll.show()
    field.entry().setFocus()
    for _ in range(30):
        qtbot.keyClick(field.entry(), Key.Key_Return)
        QApplication.processEvents()
    caret = field.entry().cursorRect()
    at = field.entry().viewport().mapTo(scroll.viewport(), caret.center())
    assert scroll.verticalScrollBar().value() > 0
    assert scroll.viewport().rect().contains(at)
    field.entry().moveCursor(QTextCursor.MoveOperation.Start)
    assert scroll.verticalScrollBar().value() == 0


def test_that_a_read_only_text_can_be_selected_but_not_changed(page: Page, qtbot: QtBot) -> None:
    page.field.show_value("fixed")
    page.field.set_read_only(read_only=True)
    qtbot.keyClicks(page.edit, "x")
    page.edit.selectAll()
    assert page.told == []
    assert page.edit.textCursor().selectedText() == "fixed"
