"""A head of a row asks for room where its words need more, and for nothing where they do not."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jalon.forms.model import STATES
from jalon.language import translator
from jalon.ui import theme
from jalon.ui.kit import Button, LabeledField, RowHead, Text, TextField
from jalon.ui.kit.shapes import Row
from jalon.ui.theme import Role
from ui.stage import pump

TR = translator("en")
ROWS = st.builds(
    Row,
    place=st.sampled_from(["Point 1", "Point 2 (a), third and fourth indents"]),
    demand=st.sampled_from(["Keep it.", "Keep the documentation of each release. " * 4]),
    state=st.sampled_from([*STATES, None]),
    meta=st.sampled_from(["", "Ada Test, 3 March 2027"]),
    problem=st.sampled_from(["", "not known yet whether it applies"]),
    quiet=st.booleans(),
)
WIDTHS = st.integers(240, 900)


@pytest.fixture
def holder(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    yield made
    made.close()


class Layouts(QObject):
    """Counts how often a widget is told to lay its parts out."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def add(holder: QWidget, part: QWidget) -> None:
    box = holder.layout()
    assert isinstance(box, QVBoxLayout)
    box.addWidget(part)
    box.addStretch()
    holder.resize(600, 700)
    holder.show()
    pump()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(ROWS, st.booleans(), WIDTHS, WIDTHS), min_size=2, max_size=6))
def test_that_a_head_is_as_high_as_its_words_are_at_every_width(
    rows: list[tuple[Row, bool, int, int]], holder: QWidget
) -> None:
    head = RowHead(parent=holder)
    add(holder, head)
    for row, is_open, *widths in rows:
        head.setChecked(is_open)
        head.show_row(row, TR)
        fresh = RowHead()
        fresh.setChecked(is_open)
        fresh.show_row(row, TR)
        for width in (holder.width(), *widths, *widths):
            holder.resize(width, 700)
            pump()
            assert head.height() == fresh.heightForWidth(head.width())
            assert not head.clipped()
    head.setParent(None)


def test_that_showing_the_same_again_lays_nothing_out(holder: QWidget) -> None:
    box = QWidget(holder)
    line = QVBoxLayout(box)
    head, button, field = RowHead(parent=box), Button("link", parent=box), TextField()
    labeled = LabeledField(field, parent=box)
    for part in (head, button, labeled):
        line.addWidget(part)
    head.setChecked(True)
    row = Row("Point 1", "Keep it.", "partial")
    for _ in range(2):
        head.show_row(row, TR)
        button.set_text("Show & tell")
        labeled.set_words("How")
    add(holder, box)
    layouts = Layouts(box)
    head.show_row(Row("Point 1", "Keep it.", "planned"), TR)
    button.set_text("Show & tell")
    labeled.set_words("How")
    pump()

    assert layouts.count == 0
    assert button.words() == button.accessibleName() == "Show & tell"
    button.set_text("Show more of it")
    pump()
    assert layouts.count == 1
    assert button.width() >= button.sizeHint().width()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.text(st.sampled_from("aeimnorstTWfij’"), min_size=2, max_size=9), min_size=2),
    role=st.sampled_from(["small", "body", "medium", "title"]),
)
def test_that_words_fit_into_the_height_for_a_width_close_to_their_own(
    words: list[str], role: Role, holder: QWidget
) -> None:
    text = Text(role, parent=holder)
    text.set_text(" ".join(words))
    natural = theme.advance(text.text(), role)
    for width in range(natural - 6, natural + 12):
        text.resize(width, text.heightForWidth(width))
        assert text.clipped() == ""
    text.deleteLater()
