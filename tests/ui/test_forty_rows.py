"""Pages of forty rows and more: every row is reached, answered, kept and readable."""

import json
import random
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment import inheritance
from jalon.assessment.changes import PROVIDER, Key, Subject, new_subject
from jalon.forms.load import form
from jalon.forms.model import STATES
from jalon.ui.kit import RowHead
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.requirement import RequirementRow
from tools.thorough import THOROUGH
from ui.clipping import clipped
from ui.screens import SIZES
from ui.stage import Stage, pump

LONGEST = max((m for c in form().chapter for m in c.measures()), key=lambda m: len(m.requirement))
CASES = {
    "the longest measure, two models": (LONGEST.id, 1, 0),
    "a measure of company and two models": ("safety-security-3.5", 1, 0),
    "forty rows to the row": ("safety-security-6.2", 1, 12),
}
"""By name: the measure, how many models are added, how many points of the company's one differs
in."""

_EACH = [(case, code, seed) for case in CASES for code in ("en", "fr") for seed in range(2)]
WALKED = _EACH if THOROUGH else [_EACH[0], _EACH[6], _EACH[9]]
"""Case, language, seed; of every run one of each case, and both languages among them."""

pytestmark = pytest.mark.usefixtures("created")


def shown(stage: Stage, case: str) -> MeasurePage:
    """Show a page of at least forty rows; none of them is answered."""
    measure, models, apart = CASES[case]
    session = stage.session
    added = [new_subject("model") for _ in range(models)]
    session.apply([(Key(model, "subject", "kind"), "model") for model in added])
    asked = next(m for c in form().chapter for m in c.measures() if m.id == measure).requirement
    company = [r.id for r in asked if r.scope == "provider"]
    session.apply([e for item in company[:apart] for e in inheritance.begin(added[0], item)])
    return stage.measure(measure)


def in_sight(widget: QWidget, area: QWidget) -> bool:
    """Tell whether the top of a widget can be seen in a scrolled area."""
    corner = widget.mapTo(area, QPoint(0, 0))
    return area.rect().intersects(QRect(corner, widget.size())) and corner.y() >= -1


def stored(path: Path) -> dict[tuple[str, str], str]:
    """Return the current states as the file itself holds them."""
    sql = (
        "SELECT payload FROM head JOIN change USING(seq) WHERE head.field = 'state'"
        " AND head.item <> 'subject'"
    )
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        found = [json.loads(payload) for (payload,) in connection.execute(sql)]
    return {(change["subject"], change["item"]): change["value"] for change in found}


@pytest.mark.parametrize(("case", "language", "seed"), WALKED)
def test_that_each_row_is_reached_and_answered_by_keyboard_and_kept(
    case: str, language: str, seed: int, stage: Stage
) -> None:
    stage.window.set_language(language)
    page = shown(stage, case)
    dice = random.Random(f"{case} {language} {seed}")  # noqa: S311  answers nobody picked
    page.rows[0].head.setFocus()
    pump()

    wanted: dict[tuple[Subject, str], str] = {}
    reached: list[tuple[Subject, str]] = []
    for _ in range(200):
        here = QApplication.focusWidget()
        assert isinstance(here, RowHead)
        line = here.parentWidget()
        assert isinstance(line, RequirementRow)
        if reached and (line.subject, line.item) == reached[-1]:
            break
        assert in_sight(here, page.area.ground)
        reached.append((line.subject, line.item))
        digit = dice.randrange(len(STATES))
        QTest.keyClick(here, Qt.Key(Qt.Key.Key_1 + digit))
        wanted[reached[-1]] = STATES[digit]
        stage.keys("Ctrl+Down")

    assert len(reached) == len(set(reached)) >= 40
    assert reached == [(line.subject, line.item) for line in page.rows]
    path = stage.session.path
    stage.window.projects.close()
    assert {key: state for key, state in stored(path).items() if key in wanted} == wanted


@pytest.mark.parametrize("case", CASES)
def test_that_tab_stops_at_each_closed_row_in_order(case: str, stage: Stage) -> None:
    page = shown(stage, case)
    for line in page.rows:
        line.set_open(False)
    page.rows[0].head.setFocus()
    pump()
    stops: list[QWidget] = []
    for _ in range(300):
        here = QApplication.focusWidget()
        assert here is not None
        stops.append(here)
        if not page.isAncestorOf(here):
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)
        pump(1)

    heads = [stop for stop in stops if isinstance(stop, RowHead)]
    assert heads == [line.head for line in page.rows]
    assert len(heads) >= 40


@pytest.mark.parametrize("size", ["1024", "200"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("case", CASES)
def test_that_nothing_on_it_is_cut(case: str, language: str, size: str, stage: Stage) -> None:
    stage.window.set_language(language)
    page = shown(stage, case)
    width, height, _ = SIZES[size]
    stage.show(width, height)
    dice = random.Random(f"{case} {language} {size}")  # noqa: S311  rows nobody picked
    for line in dice.sample(page.rows, 3):
        line.set_open(True)
    pump()
    assert clipped(page) == []
    order = [line.mapTo(page.area.ground, QPoint(0, 0)).y() for line in page.rows]
    assert order == sorted(order)
    assert all(line.width() <= page.area.ground.width() for line in page.rows)


@pytest.mark.parametrize("case", CASES)
def test_that_tab_goes_on_to_rows_that_were_not_seen_yet(case: str, stage: Stage) -> None:
    page = shown(stage, case)
    made = list(page._card.made)
    assert len(made) < len(page._card.keys), "the rows below what is seen are left for later"
    made[-1].set_open(False)
    made[-1].head.setFocus()
    QTest.keyClick(made[-1].head, Qt.Key.Key_Tab)
    assert page.rows[len(made)].head.hasFocus()
    pump()
    assert in_sight(page.rows[len(made)].head, page.area.ground)


@pytest.mark.parametrize("case", CASES)
def test_that_one_can_be_led_to_the_last_row_at_once(case: str, stage: Stage) -> None:
    page = shown(stage, case)
    last, place = page.rows[-1], stage.workspace.place
    subject, item = last.subject, last.item
    stage.reopen(stage.session.path)
    stage.workspace.go(place, item, subject)
    pump()
    found = stage.workspace.page
    assert isinstance(found, MeasurePage)
    line = next(r for r in found.rows if (r.subject, r.item) == (subject, item))
    assert line.is_open
    assert line.head.hasFocus()
    assert in_sight(line.head, found.area.ground)


def test_that_undo_shows_in_a_row_that_was_not_seen_yet(stage: Stage) -> None:
    session, answered = stage.session, "Implemented"
    chosen = LONGEST.requirement[-1]
    subject = PROVIDER if chosen.scope == "provider" else stage.model
    session.answer(subject, chosen.id, "state", "implemented")
    page = stage.measure(LONGEST.id)
    assert len(page._card.made) < len(page._card.keys)
    stage.window.menus.actions["undo"].trigger()
    assert session.assessment.value(subject, chosen.id, "state") is None
    line = page.rows[-1]
    assert line.item == chosen.id
    assert answered not in line.head.accessibleDescription()
    stage.window.menus.actions["redo"].trigger()
    assert answered in line.head.accessibleDescription()


@pytest.mark.parametrize("case", CASES)
def test_that_a_reader_of_screens_is_given_every_row_in_order(case: str, stage: Stage) -> None:
    page = shown(stage, case)
    waited = [(subject, item) for subject, item in page._card.keys]
    stage.qtbot.waitUntil(lambda: page._card.is_complete)
    told = QAccessible.queryAccessibleInterface(page._card)
    assert told is not None
    children = [told.child(number).object() for number in range(told.childCount())]
    rows = [child for child in children if isinstance(child, RequirementRow)]
    assert [(line.subject, line.item) for line in rows] == waited
