"""How words are set in lines, and parts in columns."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jalon.ui.kit.gaps import gap_below
from jalon.ui.kit.painting import broken


def test_that_a_number_stays_on_the_line_of_its_sign(qtbot: QtBot) -> None:
    del qtbot
    said = "One model (Guidelines § 2.2), which Art. 55(1) and Arts 91(2) concern as Art. 3 does. "
    for width in range(60, 400, 3):
        lines = broken(said * 2, "body", width)
        for number in range(lines._layout.lineCount()):
            line = lines._layout.lineAt(number)
            words = (said * 2)[line.textStart() :][: line.textLength()].rstrip()
            assert not words.endswith(("§", " Art.", " Arts")), (width, words)


def test_that_room_below_a_part_goes_with_the_part(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    box = QVBoxLayout(owner)
    box.setSpacing(0)
    first, second = QLabel("x"), QLabel("y")
    first.setFixedHeight(10)
    second.setFixedHeight(10)
    for part, gap in ((first, 30), (second, 0)):
        box.addWidget(part)
        gap_below(box, part, gap)
    usual = owner.sizeHint().height()
    first.hide()
    assert owner.sizeHint().height() == usual - 40
    first.show()
    assert owner.sizeHint().height() == usual
