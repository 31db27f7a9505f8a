"""Floors and further figures of the window, and what a user does in it: point, click, type.

Part of ``bench_window.py``, which runs it.
"""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QPoint, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jalon.assessment.changes import Key, Value, new_subject
from jalon.forms.model import STATES
from jalon.language import Translator
from jalon.session import Session
from jalon.ui.folding import folded
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.page import Step
from jalon.ui.pages.register import RegisterPage
from jalon.ui.pages.requirement import RequirementBody
from jalon.ui.places import EVIDENCE, Place
from jalon.ui.search import asked
from jalon.ui.search.finder import Finder
from jalon.ui.search.hits import Hit, Hits
from jalon.ui.search.way_in import find
from jalon.ui.workspace import Workspace

WORDS = "We keep the documentation of each release for ten years after it was placed. " * 2


def clocked(act: Callable[[], object]) -> float:
    """Return milliseconds by the clock until all that ``act`` led to has been painted.

    The clock and not the processor's time: an answer waits for the disk.
    """
    start = time.perf_counter()
    act()
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return (time.perf_counter() - start) * 1e3


def activate(workspace: Workspace) -> None:
    """Make its window the active one: for no other is anything made ahead."""
    workspace.window().activateWindow()
    while not workspace.isActiveWindow():
        QApplication.processEvents()


def point_at(workspace: Workspace, place: Place) -> None:
    """Rest the pointer on a line of the outline until its page is made."""
    view = workspace.outline
    line = view._outline.place(place.id)
    view.scrollTo(line)
    activate(workspace)
    for part in (view, workspace.header):  # from elsewhere, or the pointer has not moved
        QTest.mouseMove(part, QPoint(3, 3))
    at = view.visualRect(line).center()
    for step in (0, 1):
        QTest.mouseMove(view.viewport(), at + QPoint(step, 0))
    while workspace._ahead.leans:
        QApplication.processEvents()


class PlainPages:
    """The floor of a visit: two pages of Qt's own labels and lines, in a window of that size.

    The second has as many rows as the page that is measured, and as many labels more as an open
    row has widgets that are seen.
    """

    def __init__(self, rows: int, more: int) -> None:
        self._window = QMainWindow()
        self._window.resize(1280, 800)
        self._stack = QStackedWidget()
        self._window.setCentralWidget(self._stack)
        self._pages = [self._page(4, 20), self._page(rows, more)]
        self._window.show()

    def show_short(self) -> None:
        """Show the page that one comes from."""
        self._stack.setCurrentWidget(self._pages[0])

    def show_long(self) -> None:
        """Show the page that is measured."""
        self._stack.setCurrentWidget(self._pages[1])

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def _page(self, rows: int, more: int) -> QWidget:
        area, inner = QScrollArea(), QWidget()
        box = QVBoxLayout(inner)
        for _ in range(more):
            box.addWidget(QLabel(WORDS[:24]))
        for _ in range(rows):
            words, rule = QLabel(WORDS), QFrame()
            words.setWordWrap(True)
            rule.setFrameShape(QFrame.Shape.HLine)
            box.addWidget(words)
            box.addWidget(rule)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self._stack.addWidget(area)
        return area


def open_body(workspace: Workspace) -> RequirementBody:
    """Return the fields of the row that is open on the page that is shown."""
    page = workspace.page
    if not isinstance(page, MeasurePage):
        raise TypeError("a measure is shown")
    return next(line.body for line in page.rows if line.is_open and line.body)


def clicks(workspace: Workspace) -> dict[str, Callable[[], float]]:
    """Return three acts on the page that is shown, on segments of one row: an answer, and floors.

    "Answered" is durable, and all that follows from it is worked out. "Without" is the same click
    and shows the same, but both was done before it. "Painted" is the click alone: nobody is told.
    """
    body, session = open_body(workspace), workspace.desk.session
    segments, painted = body.state._set.segments, itertools.cycle((0, 1))
    answer, store = Key(*body._place[1:], "state"), session._store

    def click(at: int) -> float:
        return clocked(lambda: QTest.mouseClick(segments[at], Qt.MouseButton.LeftButton))

    def ahead() -> int:
        return 3 if session.assessment.value(*answer) == STATES[2] else 2

    def without() -> float:
        at, before = ahead(), (session.assessment, session.evaluation)
        store([(answer, STATES[at])], announce=False)
        after = session.assessment, session.evaluation
        session.assessment, session.evaluation = before

        def keep(*_: object, **__: object) -> None:
            session.assessment, session.evaluation = after

        with patch.object(session, "_store", keep):
            return click(at)

    def only_painted() -> float:
        with patch.object(workspace.desk.writing, "choose", lambda *_: True):
            return click(next(painted))

    return {"painted": only_painted, "without": without, "answered": lambda: click(ahead())}


def with_links(path: Path, count: int) -> None:
    """Make a project with so many links as evidence."""
    session = Session.create(path, author="Anna Example")
    edits: list[tuple[Key, Value]] = []
    for number in range(count):
        made = new_subject("evidence")
        edits += [
            (Key(made, "subject", "kind"), "evidence"),
            (Key(made, "evidence", "target"), f"https://example.com/{number}"),
            (Key(made, "evidence", "name"), f"Report {number} on copyright"),
        ]
    session.apply(edits)
    session.close()


def sorting_model(rows: Iterable[list[str]]) -> tuple[QSortFilterProxyModel, QMainWindow]:
    """Show texts through Qt's own sorting model, in a window of the usual size."""
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(text) for text in row])
    proxy, view, window = QSortFilterProxyModel(), QTableView(), QMainWindow()
    proxy.setSourceModel(model)
    model.setParent(proxy)
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    view.setModel(proxy)
    window.setCentralWidget(view)
    window.resize(1280, 800)
    window.show()
    return proxy, window


def keys_in(
    proxy: QSortFilterProxyModel, entry: QLineEdit, keys: Sequence[str]
) -> tuple[Callable[[], float], Callable[[], float]]:
    """Return two acts: the next of these words in the filter of the one, and in the other."""
    plain, own = itertools.cycle(keys), itertools.cycle(keys)

    def type_next() -> None:
        words = next(own)
        entry.setText(words)
        entry.textEdited.emit(words)

    return (
        lambda: clocked(lambda: proxy.setFilterFixedString(next(plain))),
        lambda: clocked(type_next),
    )


@contextmanager
def findings(
    workspace: Workspace, tr: Translator, count: int
) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    """Yield two acts: a key in the filter of Qt's own sorting model, and in Find.

    Both look through as many texts, and show those that fit.
    """
    texts = [f"Report {number} on copyright, {WORDS[:60]}" for number in range(count)]
    proxy, window = sorting_model([text] for text in texts)
    find(workspace, tr)
    finder = workspace.findChild(Finder)
    if not isinstance(finder, Finder):
        raise TypeError("the finder is shown")
    named = [*asked.hits(workspace.desk, tr)]
    step = partial(Step, EVIDENCE)
    finder._hits = Hits(named, [Hit(text, folded(text), text.upper, step) for text in texts])
    entry, keys = finder.field.entry(), ("re", "rep", "repo", "19", "199")
    yield keys_in(proxy, entry, keys)
    finder.left.emit()
    window.close()


@contextmanager
def filters(workspace: Workspace) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    """Yield two acts: a key in the filter of Qt's own sorting model, and in the register's.

    Both show the same lines in as many columns; the floor stands in a window of that size.
    """
    workspace.go(EVIDENCE)
    page = workspace.page
    if not isinstance(page, RegisterPage):
        raise TypeError("the register is shown")
    lines = page.all.table.model()
    if not lines.rowCount():
        raise ValueError("there is nothing to filter")
    rows = [
        [str(lines.index(row, column).data() or "") for column in range(lines.columnCount())]
        for row in range(lines.rowCount())
    ]
    proxy, window = sorting_model(rows)
    entry, keys = page.all.filter.entry(), ("1", "19", "")
    if not isinstance(entry, QLineEdit):
        raise TypeError("the filter is a line")

    yield keys_in(proxy, entry, keys)
    window.close()
