"""Larger letters: what has no room beside the page folds away, and no page is cut off."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from jalon.ui import theme
from jalon.ui.kit import Button, RowHead, StateIcon, Text
from jalon.ui.kit.choices import DropDown
from jalon.ui.kit.days import CalendarButton
from jalon.ui.kit.faces import CheckLine, RadioLine
from jalon.ui.kit.labeled import Problem
from jalon.ui.kit.table import Table
from jalon.ui.pages.page import Page
from jalon.ui.pages.report import ReportPage
from jalon.ui.places import ACTIONS, COMPANY, OVERVIEW, REPORT, Place
from jalon.ui.theme import advance
from ui.clipping import clipped
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


@pytest.mark.usefixtures("created")
def test_that_the_ways_through_the_report_are_not_cut_in_larger_letters(
    qapp: QApplication, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReportPage, "_make", lambda _: None)  # the room is the same without it
    stage.window.set_language("fr")
    for width in (1280, 1024):
        for points in (10, 15, 20):
            stage.show(width, 700)
            stage.go(OVERVIEW)
            enlarge(qapp, points)
            page = stage.go(REPORT)
            assert (clipped(page), too_wide(page)) == ([], 0), (width, points)
            enlarge(qapp, 30 - points)  # while it is shown
            pump(20)
            assert (clipped(page), too_wide(page)) == ([], 0), (width, points)


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


def extent(widget: QWidget) -> int:
    """Return how high what is painted without words is, in pixels."""
    image = widget.grab().toImage()
    ground = image.pixel(0, 0)
    high = range(2, image.height() - 2)  # without a border
    wide = range(2, image.width() - 2)
    return sum(any(image.pixel(x, y) != ground for x in wide) for y in high)


@pytest.mark.usefixtures("qtbot")
def test_that_signs_grow_with_the_letters_that_they_stand_beside(qapp: QApplication) -> None:
    enlarge(qapp, 10)
    signs = (
        StateIcon(),
        Button("link", "ahead"),
        Button("link", "add"),
        DropDown(),
        CalendarButton(),
        RadioLine(),
        CheckLine(),
        Problem(),
    )
    usual = []
    for sign in signs:
        sign.ensurePolished()
        sign.resize(sign.sizeHint())
        usual.append(extent(sign))
    enlarge(qapp, 20)
    for sign, small in zip(signs, usual, strict=True):
        sign.resize(sign.sizeHint())
        assert small > 2, type(sign).__name__
        assert extent(sign) > 1.6 * small, type(sign).__name__


def test_that_what_is_written_in_a_row_keeps_one_left_edge(
    qapp: QApplication, stage: Stage
) -> None:
    stage.window.projects.open_example()
    row = stage.row("copyright-1.3-robots-txt")
    assert row.body is not None
    edges = []
    for points in (10, 20):
        enlarge(qapp, points)
        stage.show(round(128 * points), 800)
        selector = row.body.state.entry()
        edges.append(selector.mapTo(row, QPoint()).x())
        assert edges[-1] == RowHead.edge()
    assert edges[1] > edges[0] + 10


def test_that_the_first_page_gives_larger_letters_a_wider_column(
    qapp: QApplication, stage: Stage
) -> None:
    stage.show(1280, 800)
    stage.window.show_welcome()
    lead = stage.window.welcome._left._lead
    lines = []
    for points in (10, 20):
        enlarge(qapp, points)
        lines.append(round(lead.height() / theme.leading("lead")))
    assert lines[0] == lines[1]
