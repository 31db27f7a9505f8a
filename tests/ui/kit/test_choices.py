"""Fields to choose in, and the label round every field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from jalon.language import translator
from jalon.ui import kit
from jalon.ui.kit.choices import DropDown
from ui.kit.sample import turned_wheel

Key = Qt.Key
OPTIONS = tuple(kit.Option(v, f"Label of {v}", "Help") for v in ("a", "b", "c"))


def shown(qtbot: QtBot, field: kit.Field) -> tuple[kit.LabeledField, list[object]]:
    labeled = kit.LabeledField(field)
    labeled.retranslate(translator("en"))
    labeled.set_words("Which?", "Choose what fits.")
    qtbot.addWidget(labeled)
    told: list[object] = []
    field.edited.connect(told.append)
    with qtbot.waitActive(labeled):
        labeled.show()
    return labeled, told


@pytest.fixture
def choice() -> kit.ChoiceField:
    field = kit.ChoiceField()
    field.set_options(OPTIONS)
    return field


def test_that_no_option_is_chosen_at_first_and_one_can_be(
    qtbot: QtBot, choice: kit.ChoiceField
) -> None:
    labeled, told = shown(qtbot, choice)
    radios = labeled.findChildren(QRadioButton)
    assert [r.isChecked() for r in radios] == [False] * 3
    radios[0].setFocus()
    qtbot.keyClick(radios[0], Key.Key_Down)
    assert told == []
    qtbot.keyClick(radios[1], Key.Key_Space)
    assert told == ["b"]
    assert [r.isChecked() for r in radios] == [False, True, False]


def test_that_a_choice_can_be_cleared_by_key_and_by_button(
    qtbot: QtBot, choice: kit.ChoiceField
) -> None:
    labeled, told = shown(qtbot, choice)
    back = next(b for b in labeled.findChildren(kit.Button) if "Clear" in b.words())
    assert not back.isVisible()
    choice.show_value("c")
    assert back.isVisible()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert told == [None]
    assert not back.isVisible()
    choice.show_value("a")
    radio = labeled.findChildren(QRadioButton)[0]
    radio.setFocus()
    qtbot.keyClick(radio, Key.Key_Delete)
    assert told == [None, None]
    assert choice.value() is None


def test_that_a_digit_in_a_list_of_options_chooses_nothing(
    qtbot: QtBot, choice: kit.ChoiceField
) -> None:
    labeled, told = shown(qtbot, choice)
    choice.show_value("a")
    radio = labeled.findChildren(QRadioButton)[0]
    radio.setFocus()
    qtbot.keyClick(radio, Key.Key_2)
    qtbot.keyClick(radio, Key.Key_0)
    assert told == []
    assert choice.value() == "a"


def test_that_renaming_options_keeps_the_choice_and_the_focus(
    qtbot: QtBot, choice: kit.ChoiceField
) -> None:
    labeled, told = shown(qtbot, choice)
    choice.show_value("b")
    radio = labeled.findChildren(QRadioButton)[1]
    radio.setFocus()
    choice.set_options([kit.Option(o.value, f"Nom de {o.value}") for o in OPTIONS])
    assert radio.hasFocus()
    assert radio.isChecked()
    assert radio.accessibleName() == "Nom de b"
    assert told == []


def test_that_boxes_tell_what_is_checked_in_their_order(qtbot: QtBot) -> None:
    field = kit.ChoicesField()
    field.set_options(OPTIONS)
    labeled, told = shown(qtbot, field)
    boxes = labeled.findChildren(QCheckBox)
    qtbot.mouseClick(boxes[2], Qt.MouseButton.LeftButton)
    boxes[0].setFocus()
    qtbot.keyClick(boxes[0], Key.Key_Space)
    field.show_value(["b"])
    assert told == [["c"], ["a", "c"]]
    assert field.value() == ["b"]
    qtbot.mouseClick(boxes[1], Qt.MouseButton.LeftButton)
    assert told[-1] is None


def wheel(target: DropDown) -> bool:
    event = turned_wheel()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def test_that_the_wheel_turns_a_drop_down_only_when_it_has_the_focus(qtbot: QtBot) -> None:
    field = kit.SelectField()
    field.set_options(OPTIONS)
    field.show_value("a")
    labeled, told = shown(qtbot, field)
    menu = labeled.findChildren(DropDown)[0]
    menu.clearFocus()
    assert not wheel(menu)
    assert field.value() == "a"
    assert told == []


def test_that_a_drop_down_tells_what_the_user_picks(qtbot: QtBot) -> None:
    field = kit.SelectField()
    field.set_options(OPTIONS)
    field.show_value("a")
    labeled, told = shown(qtbot, field)
    menu = labeled.findChildren(QComboBox)[0]
    menu.setFocus()
    qtbot.keyClick(menu, Key.Key_Down)
    assert told == ["b"]


def test_that_the_label_is_the_fields_buddy_and_help_and_problem_describe_it(
    qtbot: QtBot,
) -> None:
    field = kit.TextField()
    labeled, _ = shown(qtbot, field)
    label = next(w for w in labeled.findChildren(QLabel) if w.text() == "Which?")
    assert label.buddy() is field.entry()
    assert field.entry().accessibleName() == "Which?"
    assert field.entry().accessibleDescription() == "Choose what fits"
    labeled.show_problem("This is needed.")
    assert field.entry().accessibleDescription() == "Choose what fits. This is needed"
    assert any(
        w.text() == "This is needed." and w.isVisible() for w in labeled.findChildren(QLabel)
    )
    labeled.show_problem("")
    assert not any(w.text() == "" and w.isVisible() for w in labeled.findChildren(QLabel))


@pytest.mark.parametrize("words", ["<b>bold</b>", "R&D", "a < b && c", "&amp;"])
def test_that_what_the_user_wrote_is_shown_as_text(qtbot: QtBot, words: str) -> None:
    text = kit.Text(wrap=False)
    text.set_text(words)
    qtbot.addWidget(text)
    assert text.text() == words
    assert text.textFormat() == Qt.TextFormat.PlainText
    button = kit.Button()
    button.set_text(words)
    qtbot.addWidget(button)
    assert button.words() == words
    assert button.shortcut().isEmpty()
    plain = kit.Text(wrap=False)
    plain.set_text("x" * 3)
    assert text.sizeHint().width() > plain.sizeHint().width()
