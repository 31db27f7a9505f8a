"""Review through the window: real clicks and typing, results read back from the file."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from jalon.assessment.changes import PROVIDER
from jalon.assessment.review import acts
from jalon.assessment.review.model import WHOLE, Target
from jalon.session import Session
from jalon.ui.kit import Button, OutlineEntry
from jalon.ui.pages.review import ReviewPage
from jalon.ui.pages.review_acts import Do
from jalon.ui.pages.review_forms import SaidForm, VerdictForm
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.places import OVERVIEW, REVIEW
from ui.clipping import clipped
from ui.stage import Stage, pump, words_of

MEASURE, ITEM = "copyright-1.1", "copyright-1.1-draw-up"
ABOUT = Target("measure", MEASURE)


pytestmark = pytest.mark.usefixtures("created")


def shown(widget: QWidget) -> str:
    return " ".join(words_of(w) for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def part(stage: Stage) -> ReviewPart:
    return stage.measure(MEASURE).review


def do(stage: Stage, where: ReviewPart, name: Do) -> None:
    """Click one of the links of a review."""
    assert where.acts is not None
    stage.click(where.acts.does[name])


def verdict_form(where: ReviewPart) -> VerdictForm:
    assert isinstance(where.form, VerdictForm)
    return where.form


def said_form(where: ReviewPart) -> SaidForm:
    assert isinstance(where.form, SaidForm)
    return where.form


def give(stage: Stage, where: ReviewPart, at: int, *, by: str = "", comment: str = "") -> None:
    """Give a verdict: the first, second or third; under another name if one is given."""
    do(stage, where, "verdict")
    form = verdict_form(where)
    if by:
        stage.type(form.fields["by"], by)
    stage.click(form.verdict._lines[at])
    if comment:
        stage.type(form.fields["comment"], comment)
    stage.click(form._done)


def be(stage: Stage, name: str) -> None:
    """Go on under another name, as the review page lets one."""
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    stage.type(page.people.you, name)


def confirm(stage: Stage, name: str) -> ReviewPart:
    """Under another name, confirm the verdict on the measure."""
    be(stage, name)
    where = part(stage)
    where.set_open(True)
    pump()
    assert where.said is not None
    stage.click(where.said.lines[0].asks["confirm"])
    return where


def entry(stage: Stage, key: str) -> OutlineEntry:
    model = stage.workspace._model
    found = (model.entry(model.index(row)) for row in range(model.rowCount()))
    return next(one for one in found if one.key == key)


def rows(path: Path) -> list[dict[str, Any]]:
    """Read every recorded change from the closed file, without the program."""
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as file:
        return [json.loads(p) for (p,) in file.execute("SELECT payload FROM change ORDER BY seq")]


def test_that_a_review_is_asked_given_and_answered_through_the_window(stage: Stage) -> None:
    path = stage.session.path
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    where = part(stage)
    assert not where.said
    do(stage, where, "request")
    assert "Review: asked for" in shown(where)
    be(stage, "Rita Review")
    where = part(stage)
    give(stage, where, 0, comment="The date of adoption is missing – « art. 53 ».")
    assert "Review: to correct" in shown(where)
    assert "The date of adoption is missing" in shown(where)
    be(stage, "Ada Test")
    where = part(stage)
    do(stage, where, "comment")
    stage.type(said_form(where).text, "Where should it stand?")
    stage.click(said_form(where)._done)
    assert where.fold is not None
    stage.click(where.fold)
    assert where.said is not None
    assert [line.head.text().split("  ·  ")[0] for line in where.said.lines] == [
        "Ada Test asks for a review",
        "Rita Review gives a verdict",
        "Ada Test",
    ]
    stage.window.projects.close()
    found = rows(path)
    steps = [(r["author"], r["value"]) for r in found if r["field"] == "step"]
    assert steps == [("Ada Test", "request"), ("Rita Review", "verdict")]
    assert ("Ada Test", "Where should it stand?") in [(r["author"], r["value"]) for r in found]
    verdict = next(r for r in found if r["field"] == "verdict" and r["value"])
    assert (verdict["author"], verdict["value"]) == ("Rita Review", "to-correct")


def test_that_can_be_improved_says_that_it_lacks_a_corrective_action(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "verdict")
    form = verdict_form(where)
    stage.type(form.fields["by"], "Rita")
    assert not form.fields["corrective-action"].isVisible()
    stage.click(form.verdict._lines[1])
    assert form.fields["corrective-action"].isVisible()
    assert "Say which corrective action is asked for." in shown(form)
    assert stage.session.evaluation.overall.reviewed == 0
    stage.type(form.fields["corrective-action"], "Sign it.")
    stage.type(form.fields["corrective-owner"], "Zoë")
    stage.type(form.fields["corrective-due"], "31/01/2027")
    stage.click(form._done)
    given = stage.session.evaluation.review.of(ABOUT).verdict
    assert given is not None
    assert given.problems == ()
    assert (given.step.corrective_action, given.step.corrective_due) == ("Sign it.", "2027-01-31")
    tally = stage.session.evaluation.by_measure[MEASURE]
    assert tally.reviewed == tally.applicable


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Clear the choice"), ("fr", "Effacer le choix")]
)
def test_that_a_verdict_is_no_answer_where_it_is_cleared(
    stage: Stage, language: str, words: str
) -> None:
    where = part(stage)
    do(stage, where, "verdict")
    form = verdict_form(where)
    stage.click(form.verdict._lines[2])
    stage.window.set_language(language)
    clear = next(b for b in form.verdict.findChildren(Button) if b.text() == words)
    assert clear.isVisible()
    stage.click(clear)
    assert form.verdict.value() is None


def test_that_what_was_written_of_a_corrective_action_stays_under_another_verdict(
    stage: Stage,
) -> None:
    where = part(stage)
    do(stage, where, "verdict")
    form = verdict_form(where)
    stage.click(form.verdict._lines[1])
    stage.type(form.fields["corrective-action"], "Sign it.")
    stage.click(form.verdict._lines[2])
    assert form.fields["corrective-action"].isVisible()
    assert form.fields["corrective-action"].value() == "Sign it."


def test_that_a_changed_measure_says_so_and_its_verdict_can_be_confirmed(stage: Stage) -> None:
    be(stage, "Rita")
    where = part(stage)
    give(stage, where, 2)
    assert entry(stage, f"measure:{MEASURE}").review == "acceptable"
    be(stage, "Ada Test")
    stage.press(stage.body(ITEM).state, Qt.Key.Key_2)
    where = part(stage)
    assert "Changed since this verdict." in shown(where)
    assert entry(stage, f"measure:{MEASURE}").review == "changed"
    assert "Changed since" in entry(stage, f"measure:{MEASURE}").spoken
    where = confirm(stage, "Rita")
    assert "Changed since" not in shown(where._line or where)
    tally = stage.session.evaluation.by_measure[MEASURE]
    assert tally.reviewed == tally.applicable


def test_that_a_verdict_from_a_clock_that_was_ahead_can_be_confirmed_and_given_otherwise(
    stage: Stage,
) -> None:
    ahead = datetime.now(UTC) + timedelta(days=1)
    noted = stage.session.evaluation.review.noted(ABOUT)
    made, edits = acts.step(ABOUT, "verdict", by="Rita", at=ahead, verdict="acceptable", **noted)
    stage.session.apply(edits)
    stage.press(stage.body(ITEM).state, Qt.Key.Key_2)
    confirm(stage, "Rita")
    given = stage.session.evaluation.review.of(ABOUT).verdict
    assert given is not None
    assert (given.current, given.step.id != made) == (True, True)
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    where = part(stage)
    give(stage, where, 0, comment="No date.")
    assert "Review: to correct" in shown(where)
    path = stage.session.path
    stage.window.projects.close()
    times = [r["time"] for r in rows(path) if r["field"] == "step"]
    assert times == sorted(times)  # of the record itself, as the clock was


def test_that_a_verdict_by_the_author_is_said_to_be_one_and_does_not_count(stage: Stage) -> None:
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    where = part(stage)
    give(stage, where, 2)
    assert "Reviewed by its author" in shown(where)
    assert stage.session.evaluation.by_measure[MEASURE].reviewed == 0
    page = stage.go(REVIEW)
    assert "reviewed by their author only" in shown(page)


def test_that_a_row_has_one_link_until_somebody_opens_its_review(stage: Stage) -> None:
    row = stage.body(ITEM).review
    assert row.acts is None
    assert row.fold is not None
    assert shown(row) == ""
    stage.click(row.fold)
    give(stage, row, 0, by="Rita", comment="Too short.")
    assert "Review: to correct" in shown(row)
    assert "review: to correct" in stage.row(ITEM).head._over()
    found = stage.session.evaluation.items[PROVIDER, ITEM].review  # type: ignore[index]
    assert found is not None
    assert found.own


def test_that_not_applicable_leaves_the_count_with_a_second_persons_acceptable(
    stage: Stage,
) -> None:
    before = stage.session.evaluation.overall.applicable
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_6)
    stage.type(body.fields["reason"], "It places no model on the market.")
    row = stage.body(ITEM).review
    assert row.fold is not None
    stage.click(row.fold)
    give(stage, row, 2)
    assert stage.session.evaluation.overall.applicable == before
    give(stage, row, 2, by="Rita")
    assert stage.session.evaluation.overall.applicable == before - 1
    assert "1 left out as not applicable" in shown(stage.go(OVERVIEW))


def test_that_sending_back_asks_for_a_reason_and_leaves_a_way_on(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "request")
    do(stage, where, "send-back")
    assert "Give the reason." in shown(where)
    stage.type(said_form(where).text, "Answer the third point first.")
    stage.click(said_form(where)._done)
    assert "Give the reason." not in shown(where)
    assert "Answer the third point first." in shown(where)
    do(stage, where, "resume")
    assert stage.session.evaluation.review.of(ABOUT).state == "asked"


def test_that_the_whole_is_refused_with_a_reason_and_validated_after_all(stage: Stage) -> None:
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    where = page.whole
    do(stage, where, "request")
    do(stage, where, "refuse")
    stage.type(said_form(where).by, "Val")
    stage.type(said_form(where).text, "Two measures lack evidence.")
    stage.click(said_form(where)._done)
    assert "Val refused to validate this assessment." in shown(stage.go(OVERVIEW))
    stage.go(REVIEW)
    do(stage, where, "resume")
    do(stage, where, "validate")
    assert stage.session.evaluation.review.of(WHOLE).state == "validated"
    assert "refused" not in shown(stage.go(OVERVIEW))
    stage.session.answer(PROVIDER, ITEM, "state", "partial")
    assert "The answers have changed since." in shown(stage.go(REVIEW))


def test_that_a_review_of_all_measures_is_one_step_of_undo(stage: Stage) -> None:
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    stage.type(page.people.roles["reviewer"], "Rita, Zoë")
    stage.click(page.ask_all)
    asked = [s for s in stage.session.evaluation.review.standings.values() if s.state == "asked"]
    applicable = [t for t in stage.session.evaluation.by_measure.values() if t.applicable]
    assert len(asked) == len(applicable) > 8
    assert {s.last.to for s in asked if s.last} == {"Rita, Zoë"}
    assert not page.ask_all.isVisible()
    stage.workspace.outline.setFocus()
    stage.window.menus.actions["undo"].trigger()
    assert not stage.session.evaluation.review.standings
    assert page.ask_all.isVisible()


def test_that_undo_takes_a_verdict_back_and_its_form_away(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "verdict")
    stage.click(verdict_form(where).verdict._lines[2])
    assert stage.session.evaluation.review.of(ABOUT).verdicts
    acts = stage.window.menus.actions
    stage.workspace.outline.setFocus()
    while stage.session.undoable:
        acts["undo"].trigger()
        pump()
    assert not stage.session.evaluation.review.steps
    assert where.form is None
    acts["redo"].trigger()
    acts["redo"].trigger()
    given = stage.session.evaluation.review.of(ABOUT).verdict
    assert given is not None
    assert given.step.verdict == "acceptable"


def test_that_only_ones_own_comments_can_be_edited_and_all_can_be_answered(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "comment")
    stage.type(said_form(where).text, "Frist.")
    stage.click(said_form(where)._done)
    where.set_open(True)
    pump()
    assert where.said is not None
    line = where.said.lines[0]
    stage.click(line.asks["edit"])
    stage.type(said_form(where).text, "First.")
    stage.click(said_form(where)._done)
    assert line.text.text() == "First."
    assert "Edited on" in shown(line)
    be(stage, "Rita")
    part(stage)
    assert not line.asks["edit"].isVisible()
    stage.click(line.asks["answer"])
    stage.type(said_form(where).text, "Second.\nWith a line.")
    stage.click(said_form(where)._done)
    assert "Rita, in answer to Ada Test" in where.said.lines[1].head.text()
    be(stage, "Ada Test")
    part(stage)
    stage.click(line.asks["withdraw"])
    assert "Withdrawn by Ada Test" in shown(line)
    assert line.text.text() == "First."
    path = stage.session.path
    stage.window.projects.close()
    texts = [r["value"] for r in rows(path) if r["field"] == "text"]
    assert texts == ["Frist.", "First.", "Second.\nWith a line."]


def test_that_a_comment_being_typed_is_there_after_leaving_the_page(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "comment")
    stage.type(said_form(where).text, "Half a thou")
    stage.measure("copyright-1.2")
    assert [c.text for c in stage.session.evaluation.review.on(ABOUT)] == ["Half a thou"]


def test_that_a_comment_left_empty_is_taken_back(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "comment")
    stage.type(said_form(where).text, "x")
    stage.type(said_form(where).text, "")
    stage.press(said_form(where).text, Qt.Key.Key_Backspace)
    stage.click(said_form(where)._done)
    assert stage.session.evaluation.review.on(ABOUT) == ()


def test_that_a_read_only_project_shows_its_review_and_offers_no_act(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = part(stage)
    give(stage, where, 0, by="Rita", comment="Too short.")
    path = stage.session.path
    monkeypatch.setattr(
        Session, "read_only", property(lambda _: True)
    )  # root may write to anything: the store's own tests use a real read-only file
    stage.reopen(path)
    where = part(stage)
    assert "Too short." in shown(where)
    assert where.acts is None
    where.set_open(True)
    pump()
    assert where.said is not None
    assert not any(b.isVisible() for b in where.said.lines[0].asks.values())
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    assert not page.ask_all.isVisible()
    assert page.whole.acts is None


def test_that_a_verdict_is_given_by_keyboard_alone(stage: Stage) -> None:
    where = part(stage)
    assert where.acts is not None
    where.acts.does["verdict"].setFocus()
    stage.press(where.acts, Qt.Key.Key_Space)
    form = verdict_form(where)
    stage.press(form.verdict, Qt.Key.Key_Down)
    stage.press(form.verdict, Qt.Key.Key_Down)
    assert form.verdict.value() is None
    stage.press(form.verdict, Qt.Key.Key_Space)
    assert form.verdict.value() == "acceptable"
    for control in (*where.acts.does.values(), form.fields["by"].entry()):
        assert control.accessibleName()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (640, 400)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_a_busy_review_is_not_cut(stage: Stage, language: str, size: tuple[int, int]) -> None:
    where = part(stage)
    give(stage, where, 1, by="Rita " + "W" * 30, comment="Long. " * 60)
    do(stage, where, "comment")
    stage.type(said_form(where).text, "W" * 120)
    where.set_open(True)
    do(stage, where, "verdict")
    stage.window.set_language(language)
    stage.show(*size)
    pump()
    assert clipped(stage.window) == []
    stage.go(REVIEW)
    assert clipped(stage.window) == []
