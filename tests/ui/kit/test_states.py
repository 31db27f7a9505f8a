"""The state selector: keys, arrows, Tab, and no answer that nobody gave."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jalon.forms.model import STATES
from jalon.language import translator
from jalon.ui import kit, theme
from jalon.ui.kit.states import Segment

Key = Qt.Key


class Page(QWidget):
    """A selector between two fields."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = QLineEdit(), QLineEdit()
        self.selector = kit.StateSelector()
        self.selector.retranslate(translator("en"))
        parts = QVBoxLayout(self)
        for part in (self.before, self.selector, self.after):
            parts.addWidget(part)
        self.told: list[object] = []
        self.selector.edited.connect(self.told.append)
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())

    @property
    def segments(self) -> list[Segment]:
        return self.selector.findChildren(Segment)

    def checked(self) -> list[str]:
        return [s.state for s in self.segments if s.isChecked()]


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.resize(900, 200)
    with qtbot.waitActive(made):
        made.show()
    made.before.setFocus()
    return made


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)


def test_that_nothing_is_chosen_at_first(page: Page) -> None:
    assert page.checked() == []
    assert page.selector.value() is None


@pytest.mark.parametrize(("key", "state"), list(enumerate(STATES, start=1)))
def test_that_a_digit_chooses(page: Page, qtbot: QtBot, key: int, state: str) -> None:
    press(qtbot, Key.Key_Tab)
    press(qtbot, Qt.Key(Key.Key_0 + key))
    assert page.told == [state]
    assert page.checked() == [state]


@pytest.mark.parametrize("key", [Key.Key_0, Key.Key_Delete, Key.Key_Backspace])
def test_that_an_answer_can_be_taken_back(page: Page, qtbot: QtBot, key: Qt.Key) -> None:
    page.selector.show_value("planned")
    press(qtbot, Key.Key_Tab)
    press(qtbot, key)
    assert page.told == [None]
    assert page.checked() == []
    press(qtbot, key)
    assert page.told == [None]


def test_that_arrows_move_without_choosing(page: Page, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Tab)
    assert page.segments[0].hasFocus()
    press(qtbot, Key.Key_Right)
    press(qtbot, Key.Key_Down)
    assert page.segments[2].hasFocus()
    press(qtbot, Key.Key_Left)
    assert page.segments[1].hasFocus()
    assert page.told == []
    assert page.checked() == []
    press(qtbot, Key.Key_Space)
    assert page.told == ["partial"]


def test_that_return_chooses_once(page: Page, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    assert page.told == ["implemented"]


@pytest.mark.parametrize("chosen", [None, "planned"])
def test_that_tab_goes_in_and_out_once(page: Page, qtbot: QtBot, chosen: str | None) -> None:
    page.selector.show_value(chosen)
    press(qtbot, Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), Segment)
    press(qtbot, Key.Key_Tab)
    assert page.after.hasFocus()
    qtbot.keyClick(page.after, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Segment)
    assert focused.state == (chosen or "implemented")
    qtbot.keyClick(focused, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert page.before.hasFocus()


def test_that_a_click_chooses_and_a_second_click_changes_nothing(page: Page, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.mouseClick(page.segments[4], Qt.MouseButton.LeftButton)
    assert page.told == ["not-implemented"]
    assert page.checked() == ["not-implemented"]


def test_that_showing_a_value_tells_no_one(page: Page) -> None:
    for value in ("partial", None, "alternative", "nonsense", 3):
        page.selector.show_value(value)
    assert page.told == []
    assert page.selector.value() is None


def test_that_a_read_only_state_cannot_be_changed(page: Page, qtbot: QtBot) -> None:
    page.selector.show_value("planned")
    page.selector.set_read_only(read_only=True)
    press(qtbot, Key.Key_Tab)
    for key in (Key.Key_1, Key.Key_Delete, Key.Key_Space):
        press(qtbot, key)
    qtbot.mouseClick(page.segments[0], Qt.MouseButton.LeftButton)
    assert page.told == []
    assert page.checked() == ["planned"]


def test_that_leaving_is_told_once(page: Page, qtbot: QtBot) -> None:
    left: list[str] = []
    page.selector.left.connect(lambda: left.append("left"))
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    assert left == ["left"]


def test_that_the_segments_are_radio_buttons_with_the_states_as_names(page: Page) -> None:
    assert all(isinstance(s, QRadioButton) for s in page.segments)
    names = [s.accessibleName() for s in page.segments]
    assert names[0] == "Implemented"
    assert page.segments[5].accessibleDescription() == "Key 6"


def test_that_the_selector_takes_one_line_then_three_columns_then_two_then_one(
    page: Page,
) -> None:
    widest = max(s.natural() for s in page.segments)
    whole = sum(s.natural() for s in page.segments)
    columns = []
    for width in (whole + 20, 3 * widest + 20, 2 * widest + 20, widest + 20):
        page.selector.setFixedWidth(width)
        page.resize(width + 40, 500)
        page.adjustSize()
        QApplication.processEvents()
        tops = [s.y() for s in page.segments]
        columns.append(tops.count(min(tops)))
        assert not any(s.clipped() for s in page.segments)
    assert columns == [6, 3, 2, 1]
    assert {s.font().pointSizeF() for s in page.segments} == {page.font().pointSizeF()}


def test_that_the_words_follow_the_language_and_the_theme_the_palette(
    page: Page, qapp: QApplication
) -> None:
    page.selector.show_value("implemented")
    page.setPalette(theme.palette(theme.DARK))
    first = page.segments[0]
    QApplication.processEvents()
    dark = first.grab().toImage().pixelColor(first.width() - 8, 8).name().upper()
    assert dark == theme.DARK.tone("implemented").tint
    assert qapp is not None


def test_that_choices_are_told_as_radio_buttons(qtbot: QtBot, page: Page) -> None:
    field = kit.ChoiceField()
    qtbot.addWidget(field)
    field.set_options([kit.Option("yes", "Yes"), kit.Option("no", "No")])
    field.show_value("no")
    page.selector.show_value("planned")
    for owner, checked in ((page.selector, "Planned"), (field, "No")):
        for button in owner.findChildren(QRadioButton):
            told = QAccessible.queryAccessibleInterface(button)
            assert told.role() == QAccessible.Role.RadioButton
            named = told.text(QAccessible.Text.Name) == checked
            assert bool(told.state().checked) is named  # type: ignore[attr-defined]
        owner.show_value(None)
        assert not any(button.isChecked() for button in owner.findChildren(QRadioButton))


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Up, Key.Key_Left, Key.Key_Right])
@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_that_arrows_with_another_key_choose_nothing_and_go_on_to_the_page(
    page: Page, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    page.selector.show_value("planned")
    press(qtbot, Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, held)
    assert page.keys[-1] == key
    assert (page.told, page.checked()) == ([], ["planned"])
    assert QApplication.focusWidget() is focused


def test_that_a_click_moves_the_mark_and_a_second_one_leaves_it(page: Page, qtbot: QtBot) -> None:
    page.selector.show_value("planned")
    for state in ("partial", "partial", "implemented"):
        segment = next(one for one in page.segments if one.state == state)
        qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
        assert page.checked() == [state]
    assert page.told == ["partial", "implemented"]
