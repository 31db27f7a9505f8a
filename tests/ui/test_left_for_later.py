"""What a page of a measure leaves for later is not missed by anyone, and nothing seen is left."""

import random
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.changes import PROVIDER, Key
from jalon.ui import places
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.requirement_body import RequirementBody
from jalon.ui.places import COMPANY, Place
from ui.stage import Stage, pump

pytestmark = pytest.mark.usefixtures("created")

TEXT = "Every release is kept for ten years, with what was known of it on that day. "


def measures(stage: Stage) -> list[Place]:
    form, models = stage.session.form, stage.session.models
    return [place for place in places.order(form, models) if place.kind in {"measure", "duty"}]


def first_visit(stage: Stage, place: Place) -> MeasurePage:
    """Show a page for the first time, painted, and before the window was idle."""
    stage.go(COMPANY)
    stage.workspace._ahead.stop()
    assert place not in stage.workspace._pages
    stage.workspace.go(place)
    page = stage.workspace.page
    assert isinstance(page, MeasurePage)
    page._card._idle.stop()
    pump(1)
    page._card._idle.stop()
    return page


def unfinished(stage: Stage) -> tuple[MeasurePage, RequirementBody]:
    """Return a page that is shown with an open row of which some is left for later."""
    for place in measures(stage):
        page = first_visit(stage, place)
        for line in page._card.made:
            if line.is_open and line.body and not line.body.is_complete:
                return page, line.body
    raise AssertionError("in a window of this size nothing is left for later")


def seen(page: MeasurePage) -> QImage:
    """Return what is seen of a page beside its scroll bar."""
    return page.area.viewport().grab().toImage()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 620), (1500, 1400), (700, 900)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_nothing_that_is_seen_is_left_for_later(
    stage: Stage, size: tuple[int, int], language: str
) -> None:
    dice = random.Random(f"{size} {language}")  # noqa: S311  measures and answers nobody picked
    stage.window.set_language(language)
    stage.show(*size)
    for place in dice.sample(measures(stage), 5):
        sheet = places.measure(stage.session.form, place)
        if sheet.requirement:
            chosen = dice.choice(sheet.requirement)
            subject = PROVIDER if chosen.scope == "provider" else stage.model
            stage.session.apply([(Key(subject, chosen.id, "how"), TEXT * dice.randrange(1, 9))])
        page = first_visit(stage, place)
        at_first = seen(page)
        page.complete()
        pump()
        assert seen(page) == at_first, place.id
        assert page._card.is_complete


@pytest.mark.parametrize("name", ["safety-security-3.5", "safety-security-8.1", "copyright-1.3"])
def test_that_what_is_made_later_is_never_seen_where_it_does_not_belong(
    stage: Stage, name: str
) -> None:
    stage.show(1280, 800)
    page = first_visit(stage, Place("measure", measure=name))
    at_first, steps = seen(page), 0
    while not page._card.is_complete:
        page._card._go_on()
        assert seen(page) == at_first  # before any event comes
        steps += 1
    assert steps


def test_that_each_part_of_a_row_is_there_for_whoever_asks(stage: Stage) -> None:
    _, body = unfinished(stage)
    assert {"reason", "how", "gap", "next-step", "owner", "due"} == set(body.fields)
    assert body.history.words()
    assert body.planned.new.words()
    assert body.is_complete


def test_that_the_rest_follows_while_the_window_is_idle(stage: Stage) -> None:
    page, body = unfinished(stage)
    here = stage.workspace.place
    stage.go(COMPANY)
    stage.go(here)
    assert stage.workspace.page is page
    stage.qtbot.waitUntil(lambda: body.is_complete)
    told = QAccessible.queryAccessibleInterface(body)
    assert told is not None
    children = [told.child(number).object() for number in range(told.childCount())]
    shown = [child for child in children if isinstance(child, QWidget) and child.isVisible()]
    assert [type(child).__name__ for child in shown] == ["Answer", "Proof", "Plan", "Around"]


def test_that_tab_goes_on_to_fields_that_were_not_made_yet(stage: Stage) -> None:
    page, body = unfinished(stage)
    left = ("gap", "next-step", "owner", "due")
    stops = []
    body.state.entry().setFocus()
    for _ in range(40):
        here = QApplication.focusWidget()
        assert here is not None
        stops.append(here)
        if not body.isAncestorOf(here):
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)
        pump(1)
    wanted: list[QWidget] = [body.fields[name].entry() for name in left]
    assert [stop for stop in stops if stop in wanted] == wanted
    assert body.history in stops
    assert page._card.is_complete


def test_that_scrolling_to_what_was_left_makes_it(stage: Stage) -> None:
    page, body = unfinished(stage)
    bar = page.area.verticalScrollBar()
    at = body._rest.mapTo(page.area.widget(), QPoint(0, 0)).y()
    bar.setValue(at)
    stage.qtbot.waitUntil(lambda: body.is_complete)
    pump()
    assert body.history.isVisible()


class Events(QObject):
    """Counts events of one kind, by the widget that they are for."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self._kind = kind
        self.seen: Counter[str] = Counter()
        self.widths: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._kind and isinstance(watched, QWidget):
            self.seen[f"{type(watched).__name__} {id(watched):x}"] += 1
            if isinstance(watched, MeasurePage):
                self.widths.append(watched.width())
        return super().eventFilter(watched, event)


def test_that_another_language_is_painted_once_as_it_will_stay(stage: Stage) -> None:
    stage.go(measures(stage)[7])
    stage.workspace.page.complete()
    pump()
    stage.workspace._ahead.stop()
    app = QApplication.instance()
    assert app is not None
    for code in ("fr", "en", "fr"):
        painted = Events(QEvent.Type.Paint)
        app.installEventFilter(painted)
        stage.window.set_language(code)
        pump()
        app.removeEventFilter(painted)
        assert painted.seen
        assert {name: n for name, n in painted.seen.items() if n > 1} == {}


@pytest.mark.parametrize("moved", [False, True])
def test_that_a_page_is_laid_out_at_no_width_but_its_own(stage: Stage, moved: bool) -> None:  # noqa: FBT001
    workspace = stage.workspace
    if moved:
        workspace.restore_splitter(workspace.splitter_state())  # as after another session
    for place in measures(stage)[3:6]:
        stage.go(COMPANY)
        workspace._ahead.stop()
        app = QApplication.instance()
        assert app is not None
        resized = Events(QEvent.Type.Resize)
        app.installEventFilter(resized)
        stage.go(place)
        app.removeEventFilter(resized)
        assert resized.widths == [workspace.stack.width()]
