"""Any walk through a review in the window: it can go on, and no word of it is lost."""

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt

from jalon.assessment.changes import Key, Value
from jalon.session import Session
from jalon.ui.pages.review import ReviewPage
from jalon.ui.pages.review_forms import SaidForm, VerdictForm
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.places import OVERVIEW, REVIEW, SIGNING
from journeys import texts
from tools.thorough import examples
from ui.stage import Stage, pump
from ui.test_review import ITEM, be, do, part

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("created")

MOVES: Final = examples(30, 300)
STATES: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_0)


class Walk:
    """Somebody who does what comes to mind; ``said`` is every word that was typed."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.chance = stage, texts.seeded()
        self.said: list[str] = []

    def move(self) -> None:
        """Do one thing."""
        acts: list[Callable[[], None]] = [self.step] * 4 + [self.line] * 2 + [self.answer]
        self.chance.choice([*acts, self.back, self.rename, self.look])()

    def step(self) -> None:
        where = self.where()
        assert where.acts is not None
        ways = [name for name, button in where.acts.does.items() if button.isVisible()]
        assert set(ways) - {"comment"}, "there is always something to do but remarking"
        do(self.stage, where, self.chance.choice(ways))
        self.fill(where)

    def line(self) -> None:
        """Do something with one thing that was said."""
        where = self.where()
        where.set_open(True)
        pump()
        lines = [line for line in where.said.lines if line.isVisible()] if where.said else []
        asks = [b for line in lines for b in line.asks.values() if b.isVisible()]
        if asks:
            self.stage.click(self.chance.choice(asks))
            self.fill(where)

    def fill(self, where: ReviewPart) -> None:
        """Fill in the form that opened, if one did, and leave it or go away from it."""
        form = where.form
        if isinstance(form, VerdictForm):
            self.stage.click(self.chance.choice(form.verdict._lines))
            self.stage.type(form.fields["comment"], self.word())
        elif isinstance(form, SaidForm):
            self.stage.type(form.text, self.word())
        if form and self.chance.random() < 0.5:
            self.stage.click(form._done)

    def answer(self) -> None:
        self.stage.press(self.stage.body(ITEM).state, self.chance.choice(STATES))

    def back(self) -> None:
        self.stage.workspace.outline.setFocus()
        self.stage.window.menus.actions[self.chance.choice(["undo", "undo", "redo"])].trigger()
        pump()

    def rename(self) -> None:
        be(self.stage, self.chance.choice(["Ada Test", "Rita", "Zoë", ""]))

    def look(self) -> None:
        self.stage.go(self.chance.choice([OVERVIEW, SIGNING]))

    def where(self) -> ReviewPart:
        if self.chance.random() < 0.6:
            return part(self.stage)
        page = self.stage.go(REVIEW)
        assert isinstance(page, ReviewPage)
        return page.whole

    def word(self) -> str:
        self.said.append(f"{texts.line(self.chance, 2)} {len(self.said)}")
        return self.said[-1]


def current(session: Session) -> dict[Key, Value]:
    found = {key: heads[-1].value for key, heads in session.assessment.heads.items()}
    return {key: value for key, value in found.items() if value is not None}


def seen(stage: Stage) -> list[str]:
    """Return what the window shows as said of the measure and of the whole, line by line."""
    found: list[str] = []
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    for where in (page.whole, part(stage)):
        if where is page.whole:
            stage.go(REVIEW)
        where.set_open(True)
        pump()
        lines = where.said.lines if where.said and where.said.isVisibleTo(where) else []
        shown = [line.text.text() for line in lines if line.isVisibleTo(where)]
        found += [text for text in shown if text not in {"", "(nothing written)"}]
    return found


def standing(session: Session) -> list[str]:
    """Return every text that the record holds of steps and comments, withdrawn ones included."""
    there = {
        key.subject for key, value in current(session).items() if key.field == "kind" and value
    }
    fields = {("review", "comment"), ("comment", "text")}
    return [
        str(value)
        for key, value in current(session).items()
        if (key.item, key.field) in fields and key.subject in there and value
    ]


def test_that_any_walk_through_a_review_goes_on_and_loses_no_word(stage: Stage) -> None:
    walk, session = Walk(stage), stage.session
    empty = current(session)
    for _ in range(MOVES):
        walk.move()
    stage.go(OVERVIEW)
    written = {change.value for change in session.history()}
    assert [word for word in walk.said if word not in written] == []
    assert sorted(seen(stage)) == sorted(standing(session))
    after, steps = current(session), 0
    acts = stage.window.menus.actions
    stage.workspace.outline.setFocus()
    while session.undoable:
        acts["undo"].trigger()
        steps += 1
    assert current(session) == empty
    for _ in range(steps):
        acts["redo"].trigger()
    assert current(session) == after
