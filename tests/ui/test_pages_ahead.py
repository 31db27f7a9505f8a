"""Pages made before they are visited: for whom points at a line of the outline, and unnoticed."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from jalon.assessment.changes import PROVIDER, Key, new_subject
from jalon.forms.model import STATES, ItemId
from jalon.ui import pages_ahead
from jalon.ui import places as places_of
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.step_link import StepLink
from jalon.ui.places import COMPANY, OVERVIEW, Place
from jalon.ui.search.finder import Finder
from ui.seen import differ
from ui.stage import Stage, pump

ITEM = ItemId("copyright-1.1-draw-up")
FEW = 4


@pytest.fixture(autouse=True)
def _few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave it at the page that Next leads to, but where a test is of all of them."""
    if "all_of_them" in request.fixturenames:
        return
    monkeypatch.setattr(pages_ahead, "MOST", FEW)
    monkeypatch.setattr(places_of, "around", lambda every, here: every[every.index(here) + 1 :][:1])


@pytest.fixture
def all_of_them() -> None:
    """All pages are made ahead in time, as in the program."""


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    made.create()
    made.go(OVERVIEW)
    point(made, None)
    yield made
    made.close()


def point(stage: Stage, place: Place | None) -> QPoint:
    """Move the pointer to the line of a place, or away from the outline; return where that is."""
    view = stage.workspace.outline
    if place is None:
        QTest.mouseMove(stage.workspace.header, QPoint(3, 3))
        return QPoint(3, 3)
    index = view._outline.place(place.id)
    view.scrollTo(index)
    at = QPoint(60 + index.row() % 7, view.visualRect(index).center().y())  # it moves in any case
    QTest.mouseMove(view.viewport(), at - QPoint(1, 0))
    QTest.mouseMove(view.viewport(), at)
    return at


def click(stage: Stage, at: QPoint) -> None:
    QTest.mouseClick(
        stage.workspace.outline.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        at,
    )
    pump()


def places(stage: Stage, *kinds: str) -> list[Place]:
    return [place for place in stage.workspace.desk.places() if place.kind in kinds]


def unseen(stage: Stage) -> set[Place]:
    """Return the places of which there is a page that nobody has seen."""
    found = stage.workspace._pages.items()
    return {place for place, page in found if isinstance(page, MeasurePage) and not page._seen}


def rested(stage: Stage, place: Place) -> QPoint:
    """Point at a line until its page is made; return where that is."""
    at, space = point(stage, place), stage.workspace
    stage.wait(lambda: place in space._shown_as and not space._ahead.leans)
    return at


@pytest.mark.parametrize("seed", range(4))
def test_that_the_page_of_a_line_pointed_at_is_shown_as_one_made_when_it_is_clicked(
    seed: int, stage: Stage
) -> None:
    chance, space = random.Random(seed), stage.workspace  # noqa: S311  a test's own dice
    place = chance.choice(places(stage, "measure", "duty"))
    at = rested(stage, place)
    made = space._pages[place]
    assert isinstance(made, MeasurePage)

    if seed % 2:  # something happens between
        rows = made.sheet.requirement
        stage.session.apply([(Key(PROVIDER, rows[0].id, "state"), "partial")] if rows else [])
        stage.window.set_language("fr")
        stage.show(1024, 700)
    fresh = type(made)(space.desk, place, space.stack)
    click(stage, point(stage, place) if seed % 2 else at)

    assert space.place == place
    assert space.page is made
    assert made.here.which == fresh.here.which
    assert [(r.subject, r.item) for r in made.rows if r.is_open] == (
        [fresh.here.which] if fresh.here.which else []
    )
    assert not differ(stage)


def test_that_pointing_at_a_line_changes_nothing_but_the_line(stage: Stage) -> None:
    stage.go(COMPANY)
    space, session, went = stage.workspace, stage.session, list[Place]()
    entry = stage.field("company-name").entry()
    entry.setFocus()
    space.went.connect(lambda: went.append(space.place))

    def all_there_is() -> tuple[object, ...]:
        law, header = space.law.words(), space.header.saved.text()
        kept = stage.settings.place(session.path)
        return session.step, session.undoable, space.page, space.place, law, header, kept

    before, shown = all_there_is(), space.page.grab().toImage()
    place = places(stage, "measure")[5]
    rested(stage, place)

    assert space._pages[place].isHidden()
    assert QApplication.focusWidget() is entry
    assert all_there_is() == before
    assert space.page.grab().toImage() == shown
    assert went == []


def test_that_passing_over_the_outline_makes_the_page_where_one_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_ahead, "_REST_MS", 700)  # a busy machine passes over lines slowly
    lines = places(stage, "measure", "duty")[:40]
    assert len(lines) == 40
    for place in lines:
        point(stage, place)
    stage.wait(lambda: lines[-1] in stage.workspace._shown_as)

    assert unseen(stage) <= {lines[-1]}


def test_that_few_pages_are_kept_that_nobody_came_to_see(stage: Stage) -> None:
    space, visited = stage.workspace, places(stage, "measure")[0]
    seen = stage.go(visited)
    stage.wait(lambda: bool(unseen(stage)))
    following = unseen(stage)
    gone = list[QWidget]()
    for place in places(stage, "measure", "duty")[5:14]:
        rested(stage, place)
        gone.append(space._pages[place])
        assert place in unseen(stage)
        assert len(unseen(stage)) <= FEW
    pump()

    assert following <= unseen(stage)  # where Next leads
    assert space._pages[visited] is seen
    kept = set(space._pages.values())
    assert [page for page in gone if isValid(page)] == [page for page in gone if page in kept]
    assert space.stack.count() == len(kept)
    stage.keys("Tab")  # nobody is told of the focus any more who is not there
    first = places(stage, "measure", "duty")[5]
    click(stage, point(stage, first))
    assert space.place == first
    assert not differ(stage)


def test_that_a_page_that_waits_to_be_seen_is_not_let_go_for_being_visited(stage: Stage) -> None:
    chosen = places(stage, "measure")[5:7]
    for place in chosen:
        click(stage, rested(stage, place))
    pages = [stage.workspace._pages[place] for place in chosen]
    for place in places(stage, "measure", "duty")[8 : 8 + 2 * FEW]:
        rested(stage, place)

    assert [stage.workspace._pages[place] for place in chosen] == pages


def test_that_a_line_reached_with_the_arrows_has_its_page_before_it_is_opened(
    stage: Stage,
) -> None:
    first, second = places(stage, "measure")[:2]
    stage.go(first)
    space = stage.workspace
    space._ahead.stop()  # Next leads to the same
    space.outline.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(space.outline, Qt.Key.Key_Down)
    stage.wait(lambda: second in space._shown_as)

    assert space.place == first
    assert QApplication.focusWidget() is space.outline
    made = space._pages[second]
    QTest.keyClick(space.outline, Qt.Key.Key_Return)
    pump()
    assert space.page is made
    assert not differ(stage)


def test_that_a_page_is_begun_when_the_mouse_is_pressed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_ahead, "_REST_MS", 10**8)
    place, space = places(stage, "measure")[9], stage.workspace
    at, view = point(stage, place), space.outline.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, at)
    stage.wait(lambda: place in space._shown_as)
    made = space._pages[place]
    assert space.place == OVERVIEW
    QTest.mouseRelease(view, left, none, at)
    pump()

    assert space.page is made


def test_that_a_page_begun_is_finished_by_the_click(stage: Stage) -> None:
    space = stage.workspace
    for place in places(stage, "measure")[3:8]:
        at = point(stage, place)
        stage.wait(lambda place=place: place in space._pages)  # type: ignore[misc]
        begun = space._pages[place]
        click(stage, at)
        assert space.page is begun
        assert not differ(stage)


@pytest.mark.parametrize("end", ["close", "quit", "example"])
def test_that_a_project_closes_in_the_middle(end: str, stage: Stage) -> None:
    space, place = stage.workspace, places(stage, "measure")[7]
    ends: dict[str, Callable[[], object]] = {
        "close": stage.window.projects.close,
        "quit": stage.window.close,
        "example": stage.window.projects.open_example,
    }
    point(stage, place)
    stage.wait(lambda: place in space._pages)
    assert space._ahead.leans
    ends[end]()
    pump()

    assert not isValid(space) or not space._ahead.leans
    assert not isValid(space) or not space._ahead._next.at_work
    if end == "quit":
        assert not stage.window.isVisible()
    else:
        assert stage.window.workspace is not space


def test_that_nothing_is_made_while_somebody_types(stage: Stage) -> None:
    stage.go(COMPANY)
    space, place = stage.workspace, places(stage, "measure")[11]
    point(stage, place)
    stage.wait(lambda: space._ahead.leans)
    entry = stage.field("company-name").entry()
    for letter in "Exemple":
        QTest.keyClick(entry, letter)
        assert space._ahead._quiet.isActive()
    seen_quiet = []
    make = space._ahead._make

    def made(place: Place) -> Iterator[None]:
        for _ in make(place):
            seen_quiet.append(space._ahead._quiet.isActive())
            yield

    space._ahead._make = made
    stage.wait(lambda: len(seen_quiet) > 2)

    assert not any(seen_quiet)


def test_that_nothing_is_made_in_a_window_that_is_not_the_active_one(
    stage: Stage, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    stage.wait(lambda: not stage.window.isActiveWindow())
    space, place = stage.workspace, places(stage, "measure")[6]
    point(stage, place)
    assert space._ahead.leans
    stage.wait(lambda: not space._ahead.leans)

    assert place not in space._pages


def test_that_the_line_under_the_mouse_is_painted_as_such(stage: Stage) -> None:
    view, place = stage.workspace.outline, places(stage, "measure")[4]
    view.scrollTo(view._outline.place(place.id))
    line = view.visualRect(view._outline.place(place.id))

    def looks() -> QImage:
        pump()
        return view.viewport().grab(line).toImage()

    before = looks()
    point(stage, place)
    pointed_at = looks()
    point(stage, None)

    assert pointed_at != before
    assert looks() == before


def linked(stage: Stage) -> StepLink:
    """Return a link of the overview that leads to a measure whose page nobody has made."""
    page = stage.workspace.page
    page.below  # noqa: B018  the links stand there
    pump()
    for link in page.findChildren(StepLink):
        step = link._step
        if link.isVisible() and step and step.place.kind == "measure":
            assert step.place not in stage.workspace._pages
            scroll = next(area for area in page.findChildren(QScrollArea) if area.isVisible())
            scroll.ensureWidgetVisible(link)
            pump()
            return link
    raise AssertionError("no link leads to a measure")


@pytest.mark.parametrize("way", ["pointed at", "reached with Tab", "pressed"])
def test_that_the_page_where_a_link_leads_is_made_before_it_is_followed(
    stage: Stage, way: str
) -> None:
    item = next(i for i, r in stage.session.form.items.items() if r.scope == "provider")
    stage.session.answer(PROVIDER, item, "state", STATES[0])
    link, space = linked(stage), stage.workspace
    assert link._step is not None
    place, inside = link._step.place, link.rect().center()
    if way == "pointed at":
        QTest.mouseMove(link, inside)
    elif way == "pressed":
        QTest.mousePress(link, Qt.MouseButton.LeftButton, pos=inside)
    else:
        link.setFocus(Qt.FocusReason.TabFocusReason)

    stage.wait(lambda: place in space._shown_as and not space._ahead.leans)
    assert space.place == OVERVIEW
    assert space._pages[place].isHidden()
    assert unseen(stage) == {place}

    made = space._pages[place]
    if way == "pressed":
        QTest.mouseRelease(link, Qt.MouseButton.LeftButton, pos=inside)
        pump()
    else:
        stage.click(link)
    assert space.place == place
    assert space.page is made
    assert not differ(stage)


@pytest.mark.parametrize("way", ["pointed at", "reached with Tab"])
def test_that_nothing_is_made_for_a_link_that_is_left_at_once(
    stage: Stage, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_ahead, "_REST_MS", 60_000)
    item = next(i for i, r in stage.session.form.items.items() if r.scope == "provider")
    stage.session.answer(PROVIDER, item, "state", STATES[0])
    link, space = linked(stage), stage.workspace
    if way == "pointed at":
        QTest.mouseMove(link, link.rect().center())
        assert space._ahead.leans
        point(stage, None)
    else:
        link.setFocus(Qt.FocusReason.TabFocusReason)
        assert space._ahead.leans
        space.outline.setFocus()
    pump()
    assert not space._ahead.leans
    assert unseen(stage) == set()


def test_that_the_page_of_what_is_found_is_made_while_it_is_looked_at(stage: Stage) -> None:
    space = stage.workspace
    stage.keys("Ctrl+F")
    finder = space.findChild(Finder)
    assert isinstance(finder, Finder)
    stage.type(finder.field, "copyright policy")
    (first, second), made = (hit.step().place for hit in finder.list.found.hits[:2]), []
    for place in (first, second):  # the first without a key; the second by the arrows
        stage.wait(lambda place=place: place in space._shown_as and not space._ahead.leans)  # type: ignore[misc]
        assert space.place == OVERVIEW
        made.append(space._pages[place])
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        if not finder.list.currentIndex().row():
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    pump()
    assert finder.isHidden()
    assert not space._ahead.leans
    assert [stage.go(place) for place in (first, second)] == made


@pytest.mark.usefixtures("all_of_them")
def test_that_all_pages_are_made_in_time_the_nearest_first(stage: Stage) -> None:
    first = places(stage, "measure")[10]
    stage.go(first)
    space, order = stage.workspace, stage.workspace.desk.places()
    every = set(places(stage, "measure", "duty"))
    assert len(every) > len(order) / 2
    begun = list[Place]()
    make = space._ahead._make

    def made(place: Place) -> Iterator[None]:
        begun.append(place)
        yield from make(place)

    space._ahead._make = made
    space._ahead.finish()

    assert set(begun) == every - {first}
    assert unseen(stage) == set(begun)
    here = order.index(first)
    far = [abs(order.index(place) - here) for place in begun]
    assert far == sorted(far)
    assert begun[0] == order[here + 1]

    begun.clear()
    stage.session.answer(PROVIDER, ITEM, "state", STATES[0])
    space._ahead.finish()
    assert begun == [order[here + 1]]  # the others are brought up to date when they are visited
    chance = random.Random()  # noqa: S311  a test's own dice
    for place in chance.sample(sorted(every, key=order.index), 3):
        page = space._pages[place]
        stage.window.set_language(chance.choice(("fr", "en")))
        assert stage.go(place) is page
        assert not differ(stage), place


@pytest.mark.usefixtures("all_of_them")
def test_that_pages_far_away_are_made_only_in_the_active_window(stage: Stage, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    stage.wait(lambda: not stage.window.isActiveWindow())
    stage.go(places(stage, "measure")[3])
    stage.workspace._ahead.finish()
    assert unseen(stage) == {places(stage, "measure")[4]}

    stage.window.activateWindow()
    stage.wait(stage.window.isActiveWindow)
    stage.workspace._ahead.finish()
    assert len(unseen(stage)) > len(places(stage, "measure")) - 2


@pytest.mark.usefixtures("all_of_them")
def test_that_a_page_made_for_a_model_goes_with_the_model(stage: Stage) -> None:
    session, space = stage.session, stage.workspace
    stage.go(places(stage, "measure")[3])
    space._ahead.finish()
    kind = (Key(new_subject("model"), "subject", "kind"), "model")
    session.apply([kind])
    pump()
    space._ahead.finish()
    session.undo()
    pump()
    for place in places(stage, "measure")[::20]:
        stage.go(place)
        assert not differ(stage), place
