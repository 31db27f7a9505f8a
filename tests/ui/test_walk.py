"""Every screen in both languages and at small sizes: nothing in English, nothing cut."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from jalon.ui import about, places
from jalon.ui.kit import OutlineModel, RowHead
from jalon.ui.pages.actions import ActionsPage
from jalon.ui.pages.dates import DatesPage
from jalon.ui.pages.document import DocumentPage
from jalon.ui.pages.incidents import IncidentsPage
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.page import Page
from jalon.ui.pages.register import RegisterPage
from jalon.ui.pages.report import ReportPage
from jalon.ui.places import Place
from tools.report_printing import shorten
from tools.thorough import examples
from ui.clipping import clipped, shown
from ui.stage import Stage, pump

WIDE, USUAL, TWICE = (1280, 800), (1024, 700), (640, 400)
"""Sizes of the window: roomy, small, and what 200 % leaves of a large one."""

NAMES = frozenset(
    {
        "Jalon",
        "English",
        "Français",
        "Zyx",
        "Zyx-1B",
        "Adobe Acrobat",
        "Okular, pdfsig",
        "project",
        "project.jalon",
        "Ada Test",
        "Conclusion",
        "Attestations",
        "https://zyx.example",
        "Notification",
        "Organisation",
        "Audio",
        "Images",
        "Obligation",
        "FLOP",
        "RFC 9309",
        "PDF",
        "Ctrl+Z",
        "Note",
        "Code",
        "Source",
        "Dates",
        "Commission",
        "Document",
        "Documents",
        "Date",
        "Image",
        "Action",
        "Actions",
    }
)
"""What is the same in both languages, and what the test itself typed."""

APART = examples(5, 1)
"""Rows of a measure from one that is opened to the next, where not all are.

Not a divisor of six, the number of states in turn (:func:`fill`): each of them is met.
"""

LISTED = "menus and outline"
WORD = re.compile(r"(?<![A-Za-z])(?!Version|Ctrl|Left|Right|Down)[A-Za-z]{4,}")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    shorten(monkeypatch)


@pytest.fixture(autouse=True)
def _ten_points(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(10)
    qapp.setFont(font)


def fill(stage: Stage) -> None:
    """Answer so that every kind of row is met: settled, own means, not applicable, unknown."""
    stage.create()
    session, model = stage.session, stage.model
    provider = session.assessment.subjects("nobody") or ("provider",)
    session.answer(provider[0], "company-name", "value", "Zyx")  # type: ignore[arg-type]
    session.answer(model, "model-name", "value", "Zyx-1B")
    states = ("implemented", "alternative", "not-applicable", "partial", "planned")
    for number, (subject, item) in enumerate(session.evaluation.items):
        if number % 6 < 5:
            session.answer(subject, item, "state", states[number % 6])
            session.answer(subject, item, "due", "2027-01-31")
            session.answer(subject, item, "owner", "Zyx")
    session.answer(model, "crawling", "value", "third-party-only")
    place = next(iter(session.evaluation.items))
    session.attachments.attach_bytes("Zyx.pdf", b"%PDF-1.4", [place])
    gone = session.attachments.refer([place], name="Zyx", target="https://zyx.example")
    session.attachments.remove(session.attachments.register.entries[gone], "Zyx")
    made = session.actions.add([place], what="Zyx")
    session.answer(made, "action", "due", "2026-01-31")
    session.answer(place[0], place[1], "next-step", "Zyx")


def screens(stage: Stage, *, apart: int = 1) -> Iterator[tuple[str, QWidget]]:
    """Show each screen in turn, and of each measure the first row opened and so many apart."""
    window = stage.window
    yield "welcome", _top(stage, window.show_welcome)
    yield "new", _top(stage, window.menus.actions["new"].trigger)
    yield "verify", _top(stage, window.menus.actions["verify"].trigger)
    window._back_to_project()
    yield "find", _top(stage, window.menus.actions["find"].trigger)
    for place in places.order(stage.session.form, stage.session.models):
        page = stage.go(place)
        if isinstance(page, MeasurePage):
            for line in page.rows[::apart]:
                line.set_open(True)
            pump()
        if isinstance(page, DocumentPage):
            for section in page.sections:
                section.set_open(True)
            if page.checks and not page.checks.is_open:
                page.checks.head.click()
            pump()
        yield place.id, window
        yield from _more(stage, page, place)
    for name, dialog in (("about", about.about), ("keys", about.shortcuts)):
        shown = dialog(window._tr, window)
        shown.show()
        pump()
        yield name, shown
        shown.close()


def _more(stage: Stage, page: Page, place: Place) -> Iterator[tuple[str, QWidget]]:
    """Show what a page has besides, once something is done there."""
    if isinstance(page, ActionsPage | RegisterPage):
        yield from _in_full(stage, page)
    if isinstance(page, DatesPage | IncidentsPage):
        _unfold(page)
        yield f"{place.id}, open", stage.window
    if isinstance(page, ReportPage):
        stage.finish_jobs()
        yield "report, made", stage.window
        page._begin_signing()
        pump()
        yield "report, signing", stage.window


def _in_full(stage: Stage, page: ActionsPage | RegisterPage) -> Iterator[tuple[str, QWidget]]:
    """Show the board, every entry in full, and the choice of requirements."""
    if isinstance(page, ActionsPage):
        page.all.way.click()
        pump()
        yield "actions, board", stage.window
        page.all.way.click()
    lines = page.all.table.lines
    for key in [lines.line(lines.index(n, 0)).key for n in range(lines.rowCount())]:
        page.show_item(key)
        if page.detail.links.add.isVisible():
            page.detail.links.add.click()
        pump()
        yield f"{stage.workspace.place.id}, in full", stage.window
        page._show_all()


def _unfold(page: DatesPage | IncidentsPage) -> None:
    """Show all that the page has: folded lists, and the form of an event or incident."""
    if isinstance(page, DatesPage):
        for part in page.lists.values():
            if part.folded:
                part.fold.click()
    if page.form is None:
        page.record.click()
    pump()


def _top(stage: Stage, show: Callable[[], None]) -> QWidget:
    show()
    pump()
    return stage.window


def said(screen: QWidget) -> Iterator[str]:
    """Yield every text of a screen, spoken ones included."""
    for widget in shown(screen):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton) and not isinstance(widget, RowHead):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()


def listed(window: QWidget) -> Iterator[str]:
    """Yield every text of the menus and of the outline, of all pages that were made."""
    yield from (action.text().replace("&", "") for action in window.findChildren(QAction))
    yield from (action.toolTip() for action in window.findChildren(QAction))
    for model in window.findChildren(OutlineModel):
        for row in range(model.rowCount()):
            yield from (str(model.index(row).data(role)) for role in (0, 11))


def test_that_no_screen_has_an_untranslated_text_or_one_cut(stage: Stage) -> None:
    fill(stage)
    english, cut = {}, []
    for name, screen in screens(stage, apart=APART):
        english[name] = set(said(screen))
        cut += _cut(stage, name, screen, WIDE, USUAL, TWICE)
    english[LISTED] = set(listed(stage.window))
    stage.window.set_language("fr")
    left = set()
    for name, screen in screens(stage):  # every row: what is in French is longer
        left |= _same(stage, name, english[name] & set(said(screen)))
        cut += _cut(stage, name, screen, *(WIDE, TWICE, USUAL)[: examples(2, 3)])
    left |= _same(stage, LISTED, english[LISTED] & set(listed(stage.window)))

    assert sorted(left) == []
    assert cut == []


def _cut(stage: Stage, name: str, screen: QWidget, *sizes: tuple[int, int]) -> list[str]:
    """Return what is cut with the window at each size; the first is the one it has."""
    if screen is not stage.window:
        return [f"{name}: {line}" for line in clipped(screen)]
    found = []
    for size in sizes:
        if (screen.width(), screen.height()) != size:
            stage.show(*size)
            pump()
        found += [f"{name} at {size}: {line}" for line in clipped(screen)]
    stage.show(*sizes[0])
    return found


def _same(stage: Stage, name: str, texts: set[str]) -> set[str]:
    return {f"{name}: {text}" for text in texts if _left(stage, text)}


def _left(stage: Stage, text: str) -> bool:
    """Tell whether a text that is the same in both languages ought to be translated."""
    return text not in NAMES and WORD.search(text) is not None and not _official(stage, text)


def _official(stage: Stage, text: str) -> bool:
    """Tell whether a text is the Code's own title of a measure, which stays as it is."""
    form = stage.session.form
    titles = {m.title for c in form.chapter for m in c.measures() if m.number}
    titles |= {document.title for document in form.documents}
    return text in titles or str(stage.folder) in text


def test_that_no_text_is_cut_on_pages_made_in_a_small_window(stage: Stage) -> None:
    fill(stage)
    stage.window.set_language("fr")
    stage.show(*TWICE)

    seen = screens(stage, apart=APART)
    cut = [line for name, it in seen for line in _cut(stage, name, it, TWICE, USUAL)]

    assert cut == []


def test_that_larger_text_is_not_cut_either(stage: Stage, qapp: QApplication) -> None:
    fill(stage)
    stage.window.set_language("fr")
    stage.go(Place("measure", measure="copyright-1.3"))
    font = QFont(qapp.font())
    font.setPointSizeF(15)
    qapp.setFont(font)
    stage.show(*WIDE)

    seen = screens(stage, apart=APART)
    cut = [line for name, screen in seen for line in _cut(stage, name, screen, WIDE)]

    assert cut == []
