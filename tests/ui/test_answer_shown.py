"""What is seen after an answer, without looking at all of the record, is what holds."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER, Key, Subject, new_subject
from jalon.assessment.review import acts
from jalon.assessment.review.model import Target
from jalon.forms.model import STATES
from jalon.ui import outline_entries
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.requirement import RequirementRow
from jalon.ui.places import Place
from jalon.ui.viewpoint import EVERYONE
from ui.seen import differ
from ui.stage import Stage, pump

PLACES = (
    Place("measure", measure="copyright-1.3"),
    Place("measure", measure="safety-security-3.2"),
    Place("duty", measure="training-summary"),
)


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # no caret comes or goes between two pictures
    made = Stage(qtbot, tmp_path)
    made.create()
    yield made
    made.close()
    qapp.setCursorFlashTime(before)


class User:
    """What can be done on a page of rows, and to the record meanwhile, each by chance."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.session = stage, stage.session
        self.chance = random.Random(seed)  # noqa: S311  a test's own dice
        self.acts = (
            self.click,
            self.press,
            self.write,
            self.undo,
            self.redo,
            self.answer_elsewhere,
            self.settle_scope,
            self.differ_from_company,
            self.link,
            self.plan,
            self.review,
            self.look_at,
        )

    @property
    def rows(self) -> list[RequirementRow]:
        page = self.stage.workspace.page
        assert isinstance(page, MeasurePage)
        return page.rows

    def click(self) -> None:
        for line in self.rows:
            if line.is_open and line.body and type(line) is RequirementRow:
                segments = line.body.state._set.segments
                QTest.mouseClick(self.chance.choice(segments), Qt.MouseButton.LeftButton)

    def press(self) -> None:
        line = self.chance.choice(self.rows)
        line.head.setFocus()
        QTest.keyClick(line.head, self.chance.choice("123456"))

    def write(self) -> None:
        for line in self.rows:
            if line.is_open and line.body and type(line) is RequirementRow:
                words = self.chance.choice(["", "So.", "We keep the records. " * 9])
                name = self.chance.choice(["how", "gap", "owner", "next-step", "reason"])
                if not line.body.fields[name].isHidden():
                    self.stage.type(line.body.fields[name], words)
        self.stage.workspace.desk.writing.leave()

    def undo(self) -> None:
        self.stage.workspace.desk.undo()

    def redo(self) -> None:
        self.stage.workspace.desk.redo()

    def answer_elsewhere(self) -> None:
        chosen = self.chance.sample(list(self.session.evaluation.items), 3)
        self.session.apply([(Key(*c, "state"), self.chance.choice(STATES)) for c in chosen])

    def settle_scope(self) -> None:
        form = self.session.form
        fact = self.chance.choice([f for f in form.fact.values() if f.kind == "choice"])
        model = form.fact_scope[fact.id] == "model"
        whose = self.session.models[0] if model else PROVIDER
        self.session.answer(whose, fact.id, "value", self.chance.choice(fact.options).value)

    def differ_from_company(self) -> None:
        item = self.chance.choice(self.rows).item
        model, reason = self.session.models[0], self.chance.choice(["", "Another weight."])
        edits = [
            (Key(model, item, "override"), True),
            (Key(model, item, "override-reason"), reason),
        ]
        if self.session.form.items[item].scope == "provider":
            self.session.apply(edits)

    def link(self) -> None:
        line = self.chance.choice(self.rows)
        self.session.attachments.refer([(line.subject, line.item)], name="é", target="https://x.y")

    def plan(self) -> None:
        line = self.chance.choice(self.rows)
        self.session.actions.add([(line.subject, line.item)])

    def review(self) -> None:
        line = self.chance.choice(self.rows)
        about = self.chance.choice(
            [
                Target("requirement", line.item, line.subject),
                Target("measure", self.session.form.sheet[line.item].id),
            ]
        )
        seen, at = self.session.evaluation.review.noted(about), datetime.now(UTC)
        verdict = self.chance.choice(["acceptable", "to-correct"])
        self.session.apply(
            acts.step(about, "verdict", by="R", at=at, **{**seen, "verdict": verdict})[1]
        )

    def look_at(self) -> None:
        models = self.session.models
        whose = self.chance.choice([EVERYONE, *models])
        self.stage.workspace.desk.viewpoint.choose(whose)


def add_models(stage: Stage, count: int) -> list[Subject]:
    made = [new_subject("model") for _ in range(count)]
    stage.session.apply([(Key(one, "subject", "kind"), "model") for one in made])
    return made


@pytest.mark.parametrize(
    ("models", "place", "reviewed"),
    [(0, 1, False), (0, 0, True), (2, 0, False), (9, 1, False), (2, 2, False)],
)
def test_that_the_window_shows_what_holds_after_each_act(
    models: int, place: int, stage: Stage, *, reviewed: bool
) -> None:
    add_models(stage, models)
    user = User(stage, 10 * models + reviewed)
    often = (user.click, user.press, user.write, user.undo, user.redo, user.answer_elsewhere)
    every = [act for act in user.acts if reviewed or act != user.review]
    stage.go(PLACES[place])
    for act in (*often, *user.chance.sample(every, len(every)), *user.chance.choices(often, k=4)):
        act()
        pump()
        assert not differ(stage), act.__name__


def test_that_an_answer_draws_up_no_other_line_and_no_other_row(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = stage.go(PLACES[1])
    assert isinstance(page, MeasurePage)
    line = next(row for row in page.rows if row.is_open and row.body)
    sheets, rows = list[str](), list[str]()
    named, shown = outline_entries._short, RequirementRow.refresh

    def counted_name(tr: object, sheet: object) -> str:
        sheets.append(sheet.id)  # type: ignore[attr-defined]
        return named(tr, sheet)  # type: ignore[arg-type]

    def counted_row(row: RequirementRow, tr: object) -> None:
        rows.append(row.item)
        shown(row, tr)  # type: ignore[arg-type]

    monkeypatch.setattr(outline_entries, "_short", counted_name)
    monkeypatch.setattr(RequirementRow, "refresh", counted_row)
    assert line.body
    QTest.mouseClick(line.body.state._set.segments[2], Qt.MouseButton.LeftButton)

    assert stage.session.evaluation.status(line.subject, line.item).state == STATES[2]
    assert set(sheets) == {page.sheet.id}
    assert rows == [line.item]


def test_that_what_is_said_of_saving_is_true_once_an_answer_is_written(stage: Stage) -> None:
    space = stage.workspace
    page = stage.go(PLACES[0])
    assert isinstance(page, MeasurePage)
    line = next(row for row in page.rows if row.is_open and row.body)
    assert line.body
    QTest.mouseClick(line.body.state._set.segments[1], Qt.MouseButton.LeftButton)

    assert space.desk.writing.condition == "saved"
    assert stage.session.saved_at is not None
    said = space._tr.text("Saved {time}", time=space._tr.time(stage.session.saved_at))
    assert space.header.saved.text() == said
    assert not space.desk.writing.busy
