"""Larger letters: what has no room beside the page folds away, and no page is cut off."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from jalon.ui.kit import Text
from jalon.ui.kit.table import Table
from jalon.ui.pages.page import Page
from jalon.ui.pages.report import ReportPage
from jalon.ui.places import ACTIONS, COMPANY, OVERVIEW, REPORT, Place
from jalon.ui.theme import advance
from ui.stage import Stage, pump

PLACES = (
    OVERVIEW,
    Place("measure", measure="copyright-1.3"),
    Place("duty", measure="training-summary"),
)


@pytest.fixture(autouse=True)
def _letters(qapp: QApplication) -> Iterator[None]:
    usual = QFont(qapp.font())
    yield
    qapp.setFont(usual)


def enlarge(qapp: QApplication, points: float) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    pump()


def too_wide(page: Page) -> int:
    """Return by how many pixels a page is cut off at its right."""
    sheet = page.area.widget()
    return sheet.width() - page.area.viewport().width()


SIZES = ((10, 940), (11, 1020), (12.5, 1024), (20, 1280), (20, 1024))


def test_that_no_page_is_cut_off_whatever_the_size_of_letters(
    qapp: QApplication, stage: Stage
) -> None:
    stage.window.set_language("fr")
    stage.window.projects.open_example()
    for place in PLACES:
        page = stage.go(place)
        for points, width in SIZES:
            stage.show(width, 700)
            enlarge(qapp, points)  # while the page is shown
            assert too_wide(page) <= 0, (place.id, points, width)
            if stage.workspace.outline.isVisible():
                room = page.area.viewport().width() * 10 / points
                assert room > 420, (place.id, points, width)


def test_that_larger_letters_take_the_room_that_there_is_while_a_page_is_shown(
    qapp: QApplication, stage: Stage
) -> None:
    enlarge(qapp, 10)
    stage.show(1280, 700)
    stage.window.projects.open_example()
    page = stage.go(COMPANY)
    field = stage.field("company-name")
    lead = next(text for text in page.findChildren(Text) if len(text.text()) > 120)
    usual = (page._column.width(), field.width(), lead.width())
    assert usual[0] == 960
    enlarge(qapp, 20)
    room = page.area.viewport().width()
    assert room > 1200
    assert page._column.width() > room * 0.98
    assert field.width() > room * 0.9
    assert lead.width() > room * 0.9
    enlarge(qapp, 10)
    assert (page._column.width(), field.width(), lead.width()) == usual


def test_that_columns_go_where_larger_letters_leave_no_room(
    qapp: QApplication, stage: Stage
) -> None:
    stage.window.projects.open_example()
    stage.show(1024, 700)
    page = stage.go(ACTIONS)
    (table,) = (t for t in page.findChildren(Table) if t.isVisible())
    for points in (10, 20):
        enlarge(qapp, points)
        for number, column in enumerate(table.lines.columns):
            if not table.isColumnHidden(number):
                assert table.columnWidth(number) > advance(column.title, "label")


@pytest.mark.usefixtures("created")
def test_that_the_report_is_not_cut_off_in_a_narrow_window(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReportPage, "_make", lambda _: None)  # the room is the same without it
    stage.window.set_language("fr")
    page = stage.go(REPORT)
    for width in (880, 860, 800, 760):
        stage.show(width, 600)
        assert too_wide(page) <= 0, width


def test_that_a_panel_leaves_the_page_its_room_when_it_is_dragged(stage: Stage) -> None:
    stage.window.set_language("fr")
    stage.window.projects.open_example()
    stage.show(1024, 700)
    page = stage.measure("copyright-1.3")
    panels = stage.workspace.panels
    panels.moveSplitter(900, 1)
    pump()
    assert too_wide(page) <= 0
    panels.moveSplitter(100, 2)
    pump()
    assert too_wide(page) <= 0
    state = stage.workspace.splitter_state()
    stage.show(1280, 700)
    panels.moveSplitter(600, 1)
    stage.show(1024, 700)
    assert too_wide(page) <= 0
    stage.workspace.restore_splitter(state)
    pump()
    assert too_wide(page) <= 0
