"""Room and edges: no head or day of a table is cut, the way back stands under its page."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from jalon.ui.kit import Button, ChoiceField
from jalon.ui.kit.table import Table
from jalon.ui.places import ACTIONS, COMPANY, EVIDENCE
from jalon.ui.theme import advance, space
from ui.stage import Stage, pump

SIGN, GAP = 20, 10
"""Kept free in a head for the sign of the order, and after each cell, in pixels."""


@pytest.fixture(autouse=True)
def _ten_points(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(10)
    qapp.setFont(font)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [1024, 1280])
def test_that_heads_and_days_of_tables_are_whole(stage: Stage, language: str, width: int) -> None:
    stage.window.set_language(language)
    stage.window.projects.open_example()
    stage.show(width, 700)
    for place in (ACTIONS, EVIDENCE):
        (table,) = [t for t in stage.go(place).findChildren(Table) if t.isVisible()]
        lines = table.lines.shown()
        shown = [
            (column, table.columnWidth(number), [line.cells[number].text for line in lines])
            for number, column in enumerate(table.lines.columns)
            if not table.isColumnHidden(number)
        ]
        assert len(shown) > 3
        for column, room, words in shown:
            assert advance(column.title, "label") + SIGN <= room, column.key
            if column.key in {"due", "date", "expires"}:
                assert max(advance(day, "small") for day in words) + GAP <= room, column.key


def test_that_the_way_back_stands_under_the_edge_of_its_page(stage: Stage) -> None:
    stage.window.projects.open_example()
    for width in (1280, 1024, 700):
        stage.show(width, 700)
        page, footer = stage.go(COMPANY), stage.workspace.footer
        edge = page.box.contentsMargins().left()
        assert footer.back.isVisible()
        assert footer.back.x() + space(2) == edge


def test_that_each_way_to_clear_an_answer_says_which(stage: Stage) -> None:
    stage.window.projects.open_example()
    page = stage.go(COMPANY)
    pump()
    clears = [f.findChildren(Button)[-1] for f in page.findChildren(ChoiceField)]
    said = [c.accessibleDescription() for c in clears if c.isVisible()]
    assert len(said) > 2
    assert all(said)
    assert len(set(said)) == len(said)
